/*
 * str.h -- slices of text and a growing buffer.
 *
 * A slice points into bytes that somebody else owns (the page or a pool) and
 * is not NUL-terminated.  A buffer owns its bytes from a pool; growing may
 * move them, so slices of an unfinished buffer are taken as offsets.
 *
 * NULL: a slice with p == NULL is "absent", one with len == 0 is "empty".
 * Errors: none; APR aborts on memory exhaustion as the pool is set up to.
 * Threads: no shared state.
 */
#ifndef NF_STR_H
#define NF_STR_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <apr_pools.h>

typedef struct nf_str_t {
    const char *p;
    size_t len;
} nf_str_t;

#define NF_STR(literal) ((nf_str_t){(literal), sizeof(literal) - 1})

/* A slice of a NUL-terminated string; absent for NULL. */
nf_str_t nf_str(const char *s);

/* A number for a text, the same on every machine. No secret goes in: pages can
 * be made whose texts share one, so nothing may depend on them being few. */
uint32_t nf_str_hash(nf_str_t s);

/* Bytes of a text from lo to hi, both ASCII. In UTF-8 no byte of a wider
 * character is ASCII (RFC 3629 section 3). */
size_t nf_str_count(nf_str_t s, unsigned lo, unsigned hi);

/* Exact equality of two slices. */
int nf_str_eq(nf_str_t a, nf_str_t b);

/* First place of a lower-case ASCII needle, case-insensitively, or NULL.
 * Time: linear in a.len for the short needles it is used with. */
const char *nf_str_ifind(nf_str_t a, const char *lower);

/* The slice without HTML white space (space, tab, LF, FF, CR) at its ends. */
nf_str_t nf_str_trim(nf_str_t a);

/* The first of the white-space separated tokens in *rest, which loses it; its
 * length is 0 when there is none. */
nf_str_t nf_str_token(nf_str_t *rest);

/* Which of these tokens (lower-case, NULL at the end, at most 32) are in a
 * list between white space, in any case: a bit for each in their order. */
unsigned nf_str_tokens(nf_str_t list, const char *const *tokens);

/* NUL-terminated copy from the pool; NULL for an absent slice. */
char *nf_str_dup(apr_pool_t *pool, nf_str_t a);

/* The value of n ASCII digits, or -1. */
int nf_digits(const char *s, int n);

/* HTML's ASCII white space. */
static inline int nf_is_space(unsigned char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* A letter of ASCII. */
static inline int nf_is_alpha(unsigned cp)
{
    return (cp | 0x20) - 'a' < 26u;
}

static inline unsigned char nf_lower(unsigned char c)
{
    return (unsigned)c - 'A' < 26u ? (unsigned char)(c | 0x20) : c;
}

/* nf_str_ieq() of a.len letters, behind the first one. */
int nf_str_ieq_tail(nf_str_t a, const char *lower);

/* ASCII case-insensitive equality with a lower-case literal. */
static inline int nf_str_ieq(nf_str_t a, const char *lower)
{
    return a.len == 0
               ? *lower == '\0'
               : nf_lower((unsigned char)*a.p) == (unsigned char)*lower
                     && a.len == strlen(lower) && nf_str_ieq_tail(a, lower);
}

typedef struct nf_buf_t {
    char *p; /* always followed by room for a NUL */
    size_t len;
    size_t cap;
    apr_pool_t *pool;
} nf_buf_t;

/* Start an empty buffer; hint is the first capacity (0: a small one). */
void nf_buf_init(nf_buf_t *b, apr_pool_t *pool, size_t hint);

/* nf_buf_reserve() where there is too little room. */
void nf_buf_grow(nf_buf_t *b, size_t n);

/* Make room for n more bytes and return where they go (len unchanged). */
static inline char *nf_buf_reserve(nf_buf_t *b, size_t n)
{
    if (b->cap - b->len < n) {
        nf_buf_grow(b, n);
    }
    return b->p + b->len;
}

void nf_buf_add(nf_buf_t *b, const char *p, size_t n);
void nf_buf_adds(nf_buf_t *b, const char *s);

static inline void nf_buf_addc(nf_buf_t *b, char c)
{
    *nf_buf_reserve(b, 1) = c;
    b->len++;
}

void nf_buf_printf(nf_buf_t *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Append one code point as UTF-8; U+FFFD for surrogates and > U+10FFFF. */
void nf_buf_add_utf8(nf_buf_t *b, unsigned cp);

/* The text so far as a NUL-terminated string (owned by the buffer's pool,
 * valid until the next append). */
char *nf_buf_cstr(nf_buf_t *b);

/* nf_utf8_next() for what is no ASCII. */
unsigned nf_utf8_wide(const char **p, const char *end);

/* The code point at *p (valid UTF-8, p < end) and step over it; U+FFFD and
 * one byte for what is not UTF-8. */
static inline unsigned nf_utf8_next(const char **p, const char *end)
{
    return (unsigned char)**p < 0x80 ? (unsigned char)*(*p)++
                                     : nf_utf8_wide(p, end);
}

/* Number of code points of a valid UTF-8 slice. */
size_t nf_utf8_count(nf_str_t a);

#endif
