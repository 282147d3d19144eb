/* clean.c -- plain text out of values (clean.h). */
#include <string.h>
#include "../page/entities.h"
#include "clean.h"

/* White space of any kind at p; its length, or 0. U+00A0 and U+3000 count,
 * zero-width signs too. */
static size_t blank_at(const char *p, size_t left)
{
    unsigned char c = (unsigned char)*p;

    if (c <= ' ' || c == 0x7F) {
        return 1;
    }
    if (c == 0xC2 && left > 1 && ((unsigned char)p[1] <= 0xA0)) {
        return 2;
    }
    if (c == 0xE2 && left > 2 && (unsigned char)p[1] == 0x80
        && ((unsigned char)p[2] <= 0x8B || (unsigned char)p[2] == 0xA8
            || (unsigned char)p[2] == 0xA9)) {
        return 3;
    }
    if ((c == 0xE3 && left > 2 && memcmp(p, "\xE3\x80\x80", 3) == 0)
        || (c == 0xEF && left > 2 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)) {
        return 3;
    }
    return 0;
}

/* A tag's length at p[0] == '<', or 0. */
static size_t tag_at(const char *p, size_t left)
{
    const char *end;
    size_t limit = left < 512 ? left : 512;

    if (left < 3
        || (p[1] != '/' && p[1] != '!'
            && (unsigned)nf_lower((unsigned char)p[1]) - 'a' >= 26u)) {
        return 0;
    }
    end = memchr(p, '>', limit);
    return end ? (size_t)(end - p) + 1 : 0;
}

int nf_clean_is_hole(nf_str_t s)
{
    static const char *const words[] = {
        "null", "undefined", "none",           "nan",
        "n/a",  "(null)",    "[object object]"};
    static const char *const marks[][2] = {
        {"{{", "}}"}, {"{%", "%}"}, {"<%", "%>"}, {"%%", "%%"}, {"${", "}"}};
    size_t i;

    for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (nf_str_ieq(s, words[i])) {
            return 1;
        }
    }
    for (i = 0; i < sizeof(marks) / sizeof(*marks) && s.len > 3; i++) {
        size_t n = strlen(marks[i][1]);

        if (memcmp(s.p, marks[i][0], 2) == 0
            && memcmp(s.p + s.len - n, marks[i][1], n) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Text without tags, white space as one blank, up to max bytes; its length. */
static size_t collapse(nf_str_t s, size_t max, char *out)
{
    const char *p = s.p, *end = s.p + s.len;
    size_t n = 0;
    int pending = 0;

    while (p < end && n < max) {
        size_t skip;

        if (*p > ' ' && *p < 0x7F && *p != '<' && !pending) { /* as most */
            out[n++] = *p++;
            continue;
        }
        skip = blank_at(p, (size_t)(end - p));
        if (skip == 0 && *p == '<') {
            skip = tag_at(p, (size_t)(end - p));
        }
        if (skip) {
            pending = n > 0;
            p += skip;
            continue;
        }
        if (pending) {
            out[n++] = ' ';
            pending = 0;
        }
        out[n++] = *p++;
    }
    while (n && p < end && ((unsigned char)*p & 0xC0) == 0x80) {
        n--; /* cut inside a character: back to its lead */
        if (((unsigned char)out[n] & 0xC0) == 0xC0) {
            break;
        }
    }
    return n && out[n - 1] == ' ' ? n - 1 : n;
}

char *nf_clean(nf_str_t s, size_t max, apr_pool_t *pool)
{
    nf_buf_t b, out;

    s = nf_str_trim(s);
    if (s.p == NULL || s.len == 0 || nf_clean_is_hole(s)) {
        return NULL;
    }
    if (s.len > max * 2) {
        s.len = max * 2;
        while (s.len && ((unsigned char)s.p[s.len] & 0xC0) == 0x80) {
            s.len--;
        }
    }
    nf_buf_init(&b, pool, s.len + 8);
    nf_entities_append(&b, s, 0);
    if (memchr(b.p, '&', b.len)
        && (memmem(b.p, b.len, "&amp;", 5) || memmem(b.p, b.len, "&#", 2)
            || memmem(b.p, b.len, "&quot;", 6))) {
        nf_str_t again = {b.p, b.len};

        nf_buf_init(&b, pool, again.len + 8);
        nf_entities_append(&b, again, 0);
    }
    nf_buf_init(&out, pool, b.len + 8); /* it gets no longer */
    out.len = collapse((nf_str_t){b.p, b.len}, max, out.p);
    return out.len ? nf_buf_cstr(&out) : NULL;
}
