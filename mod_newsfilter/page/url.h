/*
 * url.h -- addresses: resolve, check, compare.
 *
 * RFC 3986 resolution through apr_uri; only http and https leave this file.
 * Addresses with raw white space inside, control characters, '<' or '"' are
 * refused: they are dangling markup (see docs/design.md), not addresses.
 *
 * Ownership: results from the pool. NULL: see each function.
 * Limits: NF_MAX_URL. Threads: no shared state.
 */
#ifndef NF_URL_H
#define NF_URL_H

#include "str.h"

/* href (decoded, may be relative, protocol-relative or absolute) against base
 * (absolute, or NULL). Returns an absolute http(s) address; with no base a
 * relative href comes back as it is (checked, trimmed). NULL for anything
 * else: javascript:, data:, mailto:, empty, fragment-only, too long. */
char *nf_url_resolve(const char *base, const char *href, apr_pool_t *pool);

/* An absolute http(s) address, checked and trimmed; NULL for anything else. */
char *nf_url_absolute(const char *url, apr_pool_t *pool);

/* Host without "www.", lower case, or "" . */
char *nf_url_host(const char *url, apr_pool_t *pool);

/* Same address but for scheme, "www.", fragment and a trailing slash? */
int nf_url_same(const char *a, const char *b, apr_pool_t *pool);

#endif
