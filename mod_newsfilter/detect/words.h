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
    const uint32_t *hash; /* made by words.py, for tables that are
                           * asked often, or NULL */
    unsigned hash_bits;
} nf_words_t;

/* What a hash table of words.py knows of a word that is not empty. */
static inline uint32_t nf_word_key(const char *word, size_t len)
{
    return (unsigned char)word[0] | (uint32_t)(unsigned char)word[len / 2] << 8
           | (uint32_t)(unsigned char)word[len - 1] << 16
           | (uint32_t)len << 24;
}

static inline uint32_t nf_word_tag(uint32_t key)
{
    return (key ^ key >> 16) & 0xFFFF;
}

static inline uint32_t nf_word_place(uint32_t key, unsigned bits)
{
    return (key * 0x9E3779B1u) >> (32 - bits);
}

/* The number of the next word that may be the one of this key, counted from
 * 1, or 0. *at begins with its place. */
static inline unsigned nf_word_next(const uint32_t *hash, unsigned bits,
                                    uint32_t key, uint32_t *at)
{
    uint32_t entry;

    while ((entry = hash[*at]) != 0) {
        *at = (*at + 1) & ((1u << bits) - 1);
        if ((entry & 0xFFFF) == nf_word_tag(key)) {
            return entry >> 16;
        }
    }
    return 0;
}

/* The entry of a folded word, or NULL. lang: BCP 47 or NULL. Takes the same
 * time for any word where there is a hash table, else logarithmic. */
const nf_word_t *nf_words_find(const nf_words_t *table, const char *word,
                               size_t len, const char *lang);

#endif
