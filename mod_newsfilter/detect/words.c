/* words.c -- binary search in a table of words (words.h). */
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

const nf_word_t *nf_words_find(const nf_words_t *table, const char *word,
                               size_t len, const char *lang)
{
    size_t lo = 0, hi = table->n;

    while (lo < hi) { /* the first entry not below word */
        size_t mid = (lo + hi) / 2;

        if (compare(table->v[mid].word, word, len) < 0) {
            lo = mid + 1;
        }
        else {
            hi = mid;
        }
    }
    for (; lo < table->n && compare(table->v[lo].word, word, len) == 0; lo++) {
        const char *own = table->v[lo].lang;

        if (own == NULL || (lang && is_language(own, lang))) {
            return &table->v[lo];
        }
    }
    return NULL;
}
