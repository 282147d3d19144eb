/* str.c -- slices and buffers (str.h). */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "large.h"
#include "str.h"
#include "word.h"

nf_str_t nf_str(const char *s)
{
    return (nf_str_t){s, s ? strlen(s) : 0};
}

int nf_str_ieq_tail(nf_str_t a, const char *lower)
{
    size_t i;

    for (i = 1; i < a.len; i++) {
        if (nf_lower((unsigned char)a.p[i]) != (unsigned char)lower[i]) {
            return 0;
        }
    }
    return 1;
}

int nf_str_eq(nf_str_t a, nf_str_t b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

uint32_t nf_str_hash(nf_str_t s)
{
    uint64_t h = s.len, w;

    for (; s.len >= sizeof(w); s.p += sizeof(w), s.len -= sizeof(w)) {
        w = nf_word_at(s.p);
        h = (h ^ w) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    for (; s.len; s.p++, s.len--) {
        h = (h ^ (unsigned char)*s.p) * 0x100000001B3u;
    }
    return (uint32_t)(h ^ h >> 32);
}

size_t nf_str_count(nf_str_t s, unsigned lo, unsigned hi)
{
    const char *p = s.p, *end = p + s.len;
    size_t n = 0;

    for (; end - p >= 8; p += 8) {
        uint64_t w = nf_word_at(p);

        n += nf_word_count(nf_word_in(w & NF_WORD(0x7F), lo, hi) & ~w);
    }
    for (; p < end; p++) {
        n += (unsigned char)*p - lo <= hi - lo;
    }
    return n;
}

static const char *find_byte(const char *p, unsigned c, const char *stop)
{
    return p < stop ? memchr(p, (int)c, (size_t)(stop - p)) : NULL;
}

const char *nf_str_ifind(nf_str_t a, const char *lower)
{
    size_t n = strlen(lower);
    unsigned first = (unsigned char)*lower;
    unsigned capital = first - 'a' < 26u ? first - 0x20 : first;
    const char *stop, *small, *large;

    if (n == 0 || a.len < n) {
        return n == 0 ? a.p : NULL;
    }
    stop = a.p + (a.len - n) + 1;
    small = find_byte(a.p, first, stop);
    large = capital != first ? find_byte(a.p, capital, stop) : NULL;
    while (small || large) {
        const char *at = small && (!large || small < large) ? small : large;

        if (nf_str_ieq_tail((nf_str_t){at, n}, lower)) {
            return at;
        }
        if (at == small) {
            small = find_byte(at + 1, first, stop);
        }
        else {
            large = find_byte(at + 1, capital, stop);
        }
    }
    return NULL;
}

nf_str_t nf_str_trim(nf_str_t a)
{
    while (a.len && nf_is_space((unsigned char)a.p[0])) {
        a.p++;
        a.len--;
    }
    while (a.len && nf_is_space((unsigned char)a.p[a.len - 1])) {
        a.len--;
    }
    return a;
}

nf_str_t nf_str_token(nf_str_t *rest)
{
    const char *p = rest->p, *end, *start;
    uint64_t blank = 0;

    if (rest->len == 0) { /* nothing is added to NULL */
        return *rest;
    }
    end = p + rest->len;
    while (p < end && nf_is_space((unsigned char)*p)) {
        p++;
    }
    start = p;
    while (end - p >= 8 && !(blank = nf_word_below(nf_word_at(p), ' ' + 1))) {
        p += 8;
    }
    p += blank ? nf_word_first(blank) : 0;
    while (p < end && !nf_is_space((unsigned char)*p)) {
        p++;
    }
    *rest = (nf_str_t){p, (size_t)(end - p)};
    return (nf_str_t){start, (size_t)(p - start)};
}

unsigned nf_str_tokens(nf_str_t list, const char *const *tokens)
{
    unsigned found = 0, i;
    nf_str_t one;

    while ((one = nf_str_token(&list)).len) {
        for (i = 0; tokens[i]; i++) {
            found |= (unsigned)nf_str_ieq(one, tokens[i]) << i;
        }
    }
    return found;
}

char *nf_str_dup(apr_pool_t *pool, nf_str_t a)
{
    char *s;

    if (a.p == NULL) {
        return NULL;
    }
    s = apr_palloc(pool, a.len + 1);
    memcpy(s, a.p, a.len);
    s[a.len] = '\0';
    return s;
}

void nf_buf_init(nf_buf_t *b, apr_pool_t *pool, size_t hint)
{
    b->pool = pool;
    b->cap = hint > 16 ? hint : 64;
    b->len = 0;
    b->p = nf_large_alloc(pool, b->cap + 1);
}

void nf_buf_grow(nf_buf_t *b, size_t n)
{
    size_t cap = b->cap * 2;
    char *p;

    if (cap - b->len < n) {
        cap = b->len + n;
    }
    p = nf_large_alloc(b->pool, cap + 1);
    memcpy(p, b->p, b->len);
    b->p = p;
    b->cap = cap;
}

void nf_buf_add(nf_buf_t *b, const char *p, size_t n)
{
    if (n) {
        memcpy(nf_buf_reserve(b, n), p, n);
        b->len += n;
    }
}

void nf_buf_adds(nf_buf_t *b, const char *s)
{
    nf_buf_add(b, s, strlen(s));
}

void nf_buf_printf(nf_buf_t *b, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n <= 0) {
        return;
    }
    nf_buf_reserve(b, (size_t)n + 1);
    va_start(ap, fmt);
    vsnprintf(b->p + b->len, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->len += (size_t)n;
}

void nf_buf_add_utf8(nf_buf_t *b, unsigned cp)
{
    char *p = nf_buf_reserve(b, 4);

    if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) {
        cp = 0xFFFD;
    }
    if (cp < 0x80) {
        p[0] = (char)cp;
        b->len += 1;
    }
    else if (cp < 0x800) {
        p[0] = (char)(0xC0 | cp >> 6);
        p[1] = (char)(0x80 | (cp & 0x3F));
        b->len += 2;
    }
    else if (cp < 0x10000) {
        p[0] = (char)(0xE0 | cp >> 12);
        p[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        p[2] = (char)(0x80 | (cp & 0x3F));
        b->len += 3;
    }
    else {
        p[0] = (char)(0xF0 | cp >> 18);
        p[1] = (char)(0x80 | (cp >> 12 & 0x3F));
        p[2] = (char)(0x80 | (cp >> 6 & 0x3F));
        p[3] = (char)(0x80 | (cp & 0x3F));
        b->len += 4;
    }
}

char *nf_buf_cstr(nf_buf_t *b)
{
    b->p[b->len] = '\0';
    return b->p;
}

/* The value of n continuation bytes after a lead byte, or 0xFFFD. */
static unsigned utf8_tail(const char **p, const char *end, unsigned cp, int n,
                          unsigned min)
{
    const char *s = *p + 1;

    while (n-- > 0) {
        if (s >= end || ((unsigned char)*s & 0xC0) != 0x80) {
            (*p)++;
            return 0xFFFD;
        }
        cp = cp << 6 | ((unsigned char)*s++ & 0x3F);
    }
    if (cp < min || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) {
        (*p)++;
        return 0xFFFD;
    }
    *p = s;
    return cp;
}

unsigned nf_utf8_wide(const char **p, const char *end)
{
    unsigned char c = (unsigned char)**p;

    if (c < 0xE0) {
        return utf8_tail(p, end, c & 0x1F, 1, 0x80);
    }
    if (c < 0xF0) {
        return utf8_tail(p, end, c & 0x0F, 2, 0x800);
    }
    return utf8_tail(p, end, c & 0x07, c < 0xF8 ? 3 : 9, 0x10000);
}

size_t nf_utf8_count(nf_str_t a)
{
    size_t n = a.len, i = 0;

    while (i < a.len) {
        if (a.len - i >= 8 && !nf_word_has_high(nf_word_at(a.p + i))) {
            i += 8;
            continue;
        }
        n -= ((unsigned char)a.p[i++] & 0xC0) == 0x80;
    }
    return n;
}

int nf_digits(const char *s, int n)
{
    int v = 0;

    while (n-- > 0) {
        if (*s < '0' || *s > '9') {
            return -1;
        }
        v = v * 10 + (*s++ - '0');
    }
    return v;
}
