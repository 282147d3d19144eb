/*
 * word.h -- eight bytes of text at once.
 *
 * Most bytes of a page are like those beside them, and eight of them take as
 * long as one. The first byte is the lowest one of the number. Marks are the
 * highest bits of the bytes that are meant.
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
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    w = __builtin_bswap64(w);
#endif
    return w;
}

static inline void nf_word_put(char *p, uint64_t w)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    w = __builtin_bswap64(w);
#endif
    memcpy(p, &w, sizeof(w));
}

/* Eight bytes at p, or those before end and zeros. */
static inline uint64_t nf_word_upto(const char *p, const char *end)
{
    uint64_t w = 0;

    if (end - p >= 8) {
        return nf_word_at(p);
    }
    while (end > p) {
        w = w << 8 | (unsigned char)*--end;
    }
    return w;
}

/* The n bytes at p, 1 to 8, and zeros. The text that they are in ends at end:
 * what stands behind them is read. */
static inline uint64_t nf_word_part(const char *p, size_t n, const char *end)
{
    unsigned others = 64 - (unsigned)n * 8;

    return nf_word_upto(p, end) << others >> others;
}

/* Marks of the bytes from lo to hi in a word of ASCII. */
static inline uint64_t nf_word_in(uint64_t w, unsigned lo, unsigned hi)
{
    return (w + NF_WORD(0x80 - lo)) & ~(w + NF_WORD(0x7F - hi))
           & NF_WORD(0x80);
}

/* The number of marks. */
static inline unsigned nf_word_count(uint64_t marks)
{
    return (unsigned)((marks >> 7) * NF_WORD(1) >> 56);
}

/* The place of the first byte that is not 0, as one is. */
static inline unsigned nf_word_first(uint64_t w)
{
    return (unsigned)__builtin_ctzll(w) / 8;
}

/* Is there a byte that is no ASCII? */
static inline int nf_word_has_high(uint64_t w)
{
    return (w & NF_WORD(0x80)) != 0;
}

/* Marks of bytes less than c, which is ASCII. The first one is right. */
static inline uint64_t nf_word_below(uint64_t w, unsigned c)
{
    return (w - NF_WORD(c)) & ~w & NF_WORD(0x80);
}

static inline int nf_word_has_below(uint64_t w, unsigned c)
{
    return nf_word_below(w, c) != 0;
}

static inline int nf_word_has(uint64_t w, unsigned c)
{
    return nf_word_has_below(w ^ NF_WORD(c), 1);
}

#endif
