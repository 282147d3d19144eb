/* similar.c -- do two short texts say the same? (similar.h) */
#include <string.h>
#include "../page/chars.h"
#include "similar.h"

/* A number for three letters, less than NF_SIMILAR_HASHES: a polynomial of 31,
 * spread. */
#define SPREAD 2654435761u
static unsigned triple(const unsigned *v)
{
    return (v[0] * (31 * 31 * SPREAD) + v[1] * (31 * SPREAD) + v[2] * SPREAD)
           >> 22;
}

static int is_compared(nf_char_e kind)
{
    return NF_CHAR_IS_WORD(kind) || kind == NF_CHAR_DENSE;
}

/* The letters and digits of a text, as many as there is room for. None has
 * less than a byte; ASCII goes without a branch for what it is, as nobody can
 * tell where a word ends. */
static unsigned read_letters(unsigned v[NF_SIMILAR_MAX], nf_str_t text)
{
    const char *p = text.p, *end = p ? p + text.len : p;
    size_t n = 0;

    while (p < end && n < NF_SIMILAR_MAX) {
        size_t room = NF_SIMILAR_MAX - n;
        const char *stop = (size_t)(end - p) < room ? end : p + room;

        while (p < stop) {
            unsigned c = (unsigned char)*p;

            if (c < 0x80) {
                v[n] = c | 0x20; /* which digits have as they are */
                n += NF_CHAR_IS_WORD(nf_char_byte[c]);
                p++;
            }
            else {
                const char *wide = p;

                c = nf_utf8_wide(&wide, end);
                v[n] = nf_char_fold(c);
                n += is_compared(nf_char_wide(c));
                p = wide;
            }
        }
    }
    return (unsigned)n;
}

void nf_similar_init(nf_similar_t *s, nf_str_t text)
{
    unsigned i, n = read_letters(s->v, text), hashes = 0;

    memset(s->count, 0, sizeof(s->count));
    for (i = 0; i + 2 < n; i++) {
        unsigned h = triple(s->v + i);

        s->hashes[hashes] = (uint16_t)h;
        hashes += s->count[h]++ == 0;
    }
    s->n = n;
    s->nhashes = hashes;
}

/* The triples of either that the other has as well. */
static unsigned common(const nf_similar_t *few, const nf_similar_t *many)
{
    const uint16_t *h = few->hashes, *end = h + few->nhashes;
    unsigned n = 0;

    for (; h < end; h++) {
        unsigned there = many->count[*h], both = few->count[*h] + there;

        n += there ? both : 0;
    }
    return n;
}

int nf_similar(const nf_similar_t *a, const nf_similar_t *b)
{
    unsigned n;

    if (a->n == 0 || b->n == 0) {
        return 0;
    }
    if (a->n == b->n && memcmp(a->v, b->v, sizeof(*a->v) * a->n) == 0) {
        return 100;
    }
    if (a->n < 3 || b->n < 3) {
        return 0;
    }
    n = a->nhashes < b->nhashes ? common(a, b) : common(b, a);
    return (int)(n * 99 / (a->n + b->n - 4));
}
