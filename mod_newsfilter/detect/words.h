/*
 * words.h -- sorted tables of folded words, and their lookup.
 *
 * Threads: constants only.
 */
#ifndef NF_WORDS_H
#define NF_WORDS_H

#include <stddef.h>
#include <stdint.h>

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
    const unsigned short *hash; /* made by words.py, for tables that are
                                 * asked often, or NULL */
    unsigned hash_bits;
} nf_words_t;

/* Where a word that is not empty stands in a hash table of words.py, or from
 * where on. */
static inline unsigned nf_word_hash(const char *word, size_t len,
                                    unsigned bits)
{
    uint32_t key =
        (unsigned char)word[0] | (uint32_t)(unsigned char)word[len / 2] << 8
        | (uint32_t)(unsigned char)word[len - 1] << 16 | (uint32_t)len << 24;

    return (key * 0x9E3779B1u) >> (32 - bits);
}

/* The entry of a folded word, or NULL. lang: BCP 47 or NULL. Logarithmic. */
const nf_word_t *nf_words_find(const nf_words_t *table, const char *word,
                               size_t len, const char *lang);

#endif
