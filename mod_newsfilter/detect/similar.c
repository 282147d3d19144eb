/* similar.c -- do two short texts say the same? (similar.h) */
#include <string.h>
#include "../page/chars.h"
#include "similar.h"

static unsigned triple(const unsigned *v)
{
    return (v[0] * 31 * 31 + v[1] * 31 + v[2]) * 2654435761u >> 22;
}

static int is_compared(nf_char_e kind)
{
    return NF_CHAR_IS_WORD(kind) || kind == NF_CHAR_DENSE;
}

void nf_similar_init(nf_similar_t *s, nf_str_t text)
{
    const char *p = text.p, *end = p ? p + text.len : p;
    unsigned i, n = 0;

    while (p < end && n < NF_SIMILAR_MAX) {
        unsigned c = (unsigned char)*p;

        if (nf_is_alpha(c)) { /* as most are */
            s->v[n++] = c | 0x20;
            p++;
        }
        else if (c < 0x80) {
            s->v[n] = c;
            n += c - '0' < 10u;
            p++;
        }
        else {
            const char *wide = p;

            c = nf_utf8_wide(&wide, end);
            s->v[n] = nf_char_fold(c);
            n += is_compared(nf_char_wide(c));
            p = wide;
        }
    }
    s->n = n;
    memset(s->set, 0, sizeof(s->set));
    for (i = 0; i + 2 < n; i++) {
        unsigned h = triple(s->v + i);

        s->triples[i] = (uint16_t)h;
        s->set[h] = 1;
    }
}

static unsigned hits(const nf_similar_t *a, const nf_similar_t *b)
{
    const uint16_t *h = a->triples, *end = h + a->n - 2;
    unsigned n = 0;

    for (; h < end; h++) {
        n += b->set[*h];
    }
    return n;
}

int nf_similar(const nf_similar_t *a, const nf_similar_t *b)
{
    unsigned total;

    if (a->n == 0 || b->n == 0) {
        return 0;
    }
    if (a->n == b->n && memcmp(a->v, b->v, sizeof(*a->v) * a->n) == 0) {
        return 100;
    }
    if (a->n < 3 || b->n < 3) {
        return 0;
    }
    total = a->n + b->n - 4;
    return (int)((hits(a, b) + hits(b, a)) * 99 / total);
}
