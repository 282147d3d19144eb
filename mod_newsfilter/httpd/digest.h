/*
 * digest.h -- a number for a list of values.
 *
 * No secret: it keeps configurations apart, not people. Values count in a
 * fixed order, NULL as well, so that they cannot swap places.
 *
 * Threads: no shared state.
 */
#ifndef NFM_DIGEST_H
#define NFM_DIGEST_H

#include <string.h>
#include <apr.h>
#include <xxhash.h>

static inline apr_uint64_t nfm_digest_bytes(const void *p, apr_size_t n)
{
    return XXH3_64bits(p, n);
}

/* Spread over all bits (the end of MurmurHash3). */
static inline apr_uint64_t nfm_digest_end(apr_uint64_t h)
{
    h = (h ^ h >> 33) * APR_UINT64_C(0xff51afd7ed558ccd);
    return h ^ h >> 33;
}

static inline void nfm_digest_string(apr_uint64_t *h, const char *s)
{
    *h = *h * 31 + (s ? nfm_digest_bytes(s, strlen(s)) : 1);
}

static inline void nfm_digest_number(apr_uint64_t *h, int n)
{
    *h = *h * 31 + (unsigned)n;
}

#endif
