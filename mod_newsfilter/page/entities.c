/* entities.c -- character references (entities.h). */
#include <string.h>
#include "entities.h"
#include "entities_table.h"
#include "word.h"

#define PAIR 0x110000u

static int is_digit(unsigned char c)
{
    return (unsigned)c - '0' < 10u;
}

static int is_alnum(unsigned char c)
{
    return is_digit(c) || nf_is_alpha(c);
}

/* -- numeric references (13.2.5.75 to 80) --------------------------------- */

/* What 0x80..0x9F mean: windows-1252. */
static const unsigned short c1_value[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static unsigned numeric_value(unsigned v)
{
    if (v == 0 || v > 0x10FFFF || (v >= 0xD800 && v < 0xE000)) {
        return 0xFFFD;
    }
    return v >= 0x80 && v < 0xA0 ? c1_value[v - 0x80] : v;
}

/* The value of a digit, or 16 for what is none. */
static unsigned digit_value(unsigned char c, unsigned base)
{
    unsigned d =
        is_digit(c) ? c - (unsigned)'0' : nf_lower(c) - (unsigned)'a' + 10;

    return d < base ? d : 16;
}

static size_t decode_numeric(nf_str_t s, unsigned *cp)
{
    size_t i = 2, from;
    unsigned base = 10, v = 0, d;

    if (s.len > 2 && (s.p[2] | 0x20) == 'x') {
        base = 16;
        i++;
    }
    from = i;
    while (i < s.len && (d = digit_value((unsigned char)s.p[i], base)) < 16) {
        v = v > 0x10FFFF ? v : v * base + d;
        i++;
    }
    if (i == from) {
        return 0;
    }
    *cp = numeric_value(v);
    return i + (i < s.len && s.p[i] == ';');
}

/* -- named references (13.2.5.73) ----------------------------------------- */

/* The first of the entries [lo, hi), which agree in their first k letters,
 * whose letter k is c or greater. A name that ends there is less. */
static unsigned lower_bound(unsigned lo, unsigned hi, unsigned k,
                            unsigned char c)
{
    while (lo < hi) {
        unsigned mid = (lo + hi) / 2, at = entity_at[mid] + k;

        if (at < entity_at[mid + 1] && (unsigned char)entity_names[at] >= c) {
            hi = mid;
        }
        else {
            lo = mid + 1;
        }
    }
    return lo;
}

/* The longest name that s (after its '&') starts with: its index, and in *len
 * its length less the ';'. -1 for none. The range of the entries that still
 * match gets smaller with each letter. */
static int longest_name(nf_str_t s, size_t *len)
{
    unsigned char c = s.len ? (unsigned char)s.p[0] : 0;
    unsigned letter = c >= 'a' ? c - 'a' + 26u : c - 'A' + 0u;
    unsigned lo, hi, k;
    int best = -1;

    if (!is_alnum(c) || is_digit(c)) {
        return -1;
    }
    lo = entity_first[letter];
    hi = entity_first[letter + 1];
    for (k = 0; lo < hi; k++) {
        if (entity_at[lo] + k == entity_at[lo + 1]) {
            best = (int)lo;
            *len = k + 1;
        }
        c = k + 1 < s.len ? (unsigned char)s.p[k + 1] : 0;
        lo = lower_bound(lo, hi, k, c);
        if (c == ';') {
            if (lo < hi && entity_names[entity_at[lo] + k] == ';') {
                best = (int)lo;
                *len = k + 1;
            }
            break;
        }
        if (!is_alnum(c)) {
            break;
        }
        hi = lower_bound(lo, hi, k, (unsigned char)(c + 1));
    }
    return best;
}

static size_t decode_named(nf_str_t s, int in_attribute, unsigned cp[2],
                           int *n)
{
    size_t len = 0;
    int i = longest_name((nf_str_t){s.p + 1, s.len - 1}, &len);
    unsigned char next;

    if (i < 0) {
        return 0;
    }
    next = len + 1 < s.len ? (unsigned char)s.p[len + 1] : 0;
    if (in_attribute && (next == '=' || is_alnum(next))) {
        return 0;
    }
    *n = 1;
    cp[0] = entity_value[i];
    if (cp[0] >= PAIR) {
        *n = 2;
        cp[1] = entity_pairs[cp[0] - PAIR][1];
        cp[0] = entity_pairs[cp[0] - PAIR][0];
    }
    return 1 + len + (next == ';');
}

size_t nf_entity_decode(nf_str_t s, int in_attribute, unsigned cp[2], int *n)
{
    if (s.len < 2) {
        return 0;
    }
    if (s.p[1] == '#') {
        *n = 1;
        return decode_numeric(s, cp);
    }
    return decode_named(s, in_attribute, cp, n);
}

/* One '&', NUL or CR at *p and what belongs to it. */
static void append_special(nf_buf_t *out, const char **p, const char *end,
                           int in_attribute)
{
    unsigned cp[2];
    size_t used;
    int n = 0, i;

    if (**p == '\0') {
        nf_buf_add_utf8(out, 0xFFFD);
        (*p)++;
    }
    else if (**p == '\r') {
        nf_buf_addc(out, '\n');
        *p += end - *p > 1 && (*p)[1] == '\n' ? 2 : 1;
    }
    else {
        used = nf_entity_decode((nf_str_t){*p, (size_t)(end - *p)},
                                in_attribute, cp, &n);
        for (i = 0; used && i < n; i++) {
            nf_buf_add_utf8(out, cp[i]);
        }
        if (used == 0) {
            nf_buf_addc(out, '&');
        }
        *p += used ? used : 1;
    }
}

/* No '&', and no control either. */
static int is_plain(uint64_t w)
{
    return !nf_word_has(w, '&') && !nf_word_has_below(w, ' ');
}

void nf_entities_append(nf_buf_t *out, nf_str_t s, int in_attribute)
{
    const char *p = s.p, *end = s.p + s.len;

    while (p < end) {
        const char *from = p;

        while (end - p >= 8 && is_plain(nf_word_at(p))) {
            p += 8;
        }
        while (p < end && *p != '&' && *p != '\r' && *p != '\0') {
            p++;
        }
        nf_buf_add(out, from, (size_t)(p - from));
        if (p < end) {
            append_special(out, &p, end, in_attribute);
        }
    }
}
