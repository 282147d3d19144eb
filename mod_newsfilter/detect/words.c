/* words.c -- a word's place in a table (words.h). */
#include <string.h>
#include "words.h"

static int compare(const char *entry, const char *word, size_t len)
{
    size_t i;

    for (i = 0; i < len; i++) {
        int d = (unsigned char)entry[i] - (unsigned char)word[i];

        if (d || entry[i] == '\0') { /* the word may have a NUL inside */
            return d ? d : -1;
        }
    }
    return entry[i] != '\0';
}

/* "es" is the language of "es-MX", "fi" is not that of "fil". */
static int is_language(const char *own, const char *lang)
{
    size_t n = strlen(own);

    return strncmp(own, lang, n) == 0 && (lang[n] == '\0' || lang[n] == '-');
}

/* The first entry of the word, or table->n. */
static size_t first_hashed(const nf_words_t *table, const char *word,
                           size_t len)
{
    uint32_t key, at;
    unsigned number;

    if (len == 0) {
        return table->n;
    }
    key = nf_word_key(word, len);
    at = nf_word_place(key, table->hash_bits);
    while ((number = nf_word_next(table->hash, table->hash_bits, key, &at))) {
        if (compare(table->v[number - 1].word, word, len) == 0) {
            return number - 1;
        }
    }
    return table->n;
}

/* The first entry not below the word, or table->n. */
static size_t first_sorted(const nf_words_t *table, const char *word,
                           size_t len)
{
    size_t lo = 0, hi = table->n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (compare(table->v[mid].word, word, len) < 0) {
            lo = mid + 1;
        }
        else {
            hi = mid;
        }
    }
    return lo;
}

const nf_word_t *nf_words_find(const nf_words_t *table, const char *word,
                               size_t len, const char *lang)
{
    size_t lo = table->hash ? first_hashed(table, word, len)
                            : first_sorted(table, word, len);

    for (; lo < table->n && compare(table->v[lo].word, word, len) == 0; lo++) {
        const char *own = table->v[lo].lang;

        if (own == NULL || (lang && is_language(own, lang))) {
            return &table->v[lo];
        }
    }
    return NULL;
}
