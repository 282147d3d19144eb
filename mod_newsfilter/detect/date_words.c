/* date_words.c -- lookup of date words (date_words.h). */
#include <string.h>
#include "date_words.h"

const nf_date_word_t nf_date_words[] = {
#define W(word, kind, value) {word, NULL, value, NF_DW_##kind},
#define L(word, kind, value, lang) {word, lang, value, NF_DW_##kind},
#include "date_words.def"
#undef W
#undef L
};

const size_t nf_date_words_n = sizeof(nf_date_words)
                               / sizeof(nf_date_words[0]);

static int compare(const char *entry, const char *word, size_t len)
{
    int d = strncmp(entry, word, len);

    return d ? d : entry[len] != '\0';
}

const nf_date_word_t *nf_date_word(const char *word, size_t len,
                                   const char *lang)
{
    size_t lo = 0, hi = nf_date_words_n;

    while (lo < hi) {               /* the first entry not below word */
        size_t mid = (lo + hi) / 2;

        if (compare(nf_date_words[mid].word, word, len) < 0) {
            lo = mid + 1;
        }
        else {
            hi = mid;
        }
    }
    for (; lo < nf_date_words_n
           && compare(nf_date_words[lo].word, word, len) == 0; lo++) {
        const char *own = nf_date_words[lo].lang;

        if (own == NULL || (lang && strncmp(own, lang, strlen(own)) == 0)) {
            return &nf_date_words[lo];
        }
    }
    return NULL;
}
