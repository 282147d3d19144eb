/*
 * word.h -- eight bytes of text at once.
 *
 * Most bytes of a page are like those beside them, and eight of them take as
 * long as one. Only yes and no are told of them, so that it does not matter
 * which of them the machine has first.
 * Threads: no state. Source: Warren, Hacker's Delight, 6-1.
 */
#ifndef NF_WORD_H
#define NF_WORD_H

#include <stdint.h>
#include <string.h>

/* This byte in all places. */
#define NF_WORD(c) (~(uint64_t)0 / 255 * (c))

static inline uint64_t nf_word_at(const char *p)
{
    uint64_t w;

    memcpy(&w, p, sizeof(w));
    return w;
}

/* Is there a byte that is no ASCII? */
static inline int nf_word_has_high(uint64_t w)
{
    return (w & NF_WORD(0x80)) != 0;
}

/* Is there a byte less than c, which is ASCII? */
static inline int nf_word_has_below(uint64_t w, unsigned c)
{
    return ((w - NF_WORD(c)) & ~w & NF_WORD(0x80)) != 0;
}

static inline int nf_word_has(uint64_t w, unsigned c)
{
    return nf_word_has_below(w ^ NF_WORD(c), 1);
}

#endif
