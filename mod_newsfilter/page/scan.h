/*
 * scan.h -- steps over bytes that the parts of the tokenizer share.
 *
 * Included by those parts only. All are bounded by end.
 */
#ifndef NF_SCAN_H
#define NF_SCAN_H

#include "str.h"

static inline nf_str_t slice(const char *from, const char *to)
{
    return (nf_str_t){from, (size_t)(to - from)};
}

static inline int same_name(const char *a, const char *b, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (nf_lower((unsigned char)a[i]) != nf_lower((unsigned char)b[i])) {
            return 0;
        }
    }
    return 1;
}

/* Does the text at p start with this word, in any case? */
static inline int starts_with(const char *p, const char *end, const char *word,
                              size_t n)
{
    return (size_t)(end - p) >= n && same_name(p, word, n);
}

/* The same where white space is known to end. */
static inline const char *skip_tag_space(const char *p)
{
    while ((unsigned char)*p <= ' ' && nf_is_space((unsigned char)*p)) {
        p++;
    }
    return p;
}

static inline const char *skip_space(const char *p, const char *end)
{
    while (p < end && (unsigned char)*p <= ' '
           && nf_is_space((unsigned char)*p)) {
        p++;
    }
    return p;
}

#endif
