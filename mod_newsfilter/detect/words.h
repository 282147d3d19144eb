/*
 * words.h -- sorted tables of folded words, and their lookup.
 *
 * Threads: constants only.
 */
#ifndef NF_WORDS_H
#define NF_WORDS_H

#include <stddef.h>

#define NF_WORD_MAX 48

typedef struct nf_word_t {
    const char *word; /* folded, see fold.h */
    const char *lang; /* only in this language, or NULL */
    short value;
    unsigned char kind;
} nf_word_t;

typedef struct nf_words_t {
    const nf_word_t *v; /* sorted by bytes; of equal words those
                         * bound to a language stand first */
    size_t n;
} nf_words_t;

/* The entry of a folded word, or NULL. lang: BCP 47 or NULL. Logarithmic. */
const nf_word_t *nf_words_find(const nf_words_t *table, const char *word,
                               size_t len, const char *lang);

#endif
