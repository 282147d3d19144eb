/*
 * headers.h -- validators and entity headers of a changed page.
 *
 * A changed page is another representation (RFC 9110 8.8.3), so it has
 * another entity tag: the original's with our suffix, "abc" -> "abc-nf%08x".
 * The number stands for all that decides the change (version and directives;
 * see nfm_conf_digest), so a new configuration makes new tags.
 *
 * A handler knows only the original tag. nfm_etag_in() therefore adds the
 * original to the client's list for each tag of ours that it finds there, and
 * nfm_etag_restore() gives the 304 that this leads to the tag that was shown.
 *
 * Pure: APR tables and plain values. Ownership: results from the pool.
 * Threads: no shared state.
 */
#ifndef NFM_HEADERS_H
#define NFM_HEADERS_H

#include <apr_tables.h>

/* The tag with our suffix, once; NULL for one that is no entity tag. */
char *nfm_etag_mark(apr_pool_t *pool, const char *etag, unsigned digest);

/* A list of entity tags (If-None-Match, If-Match) with the original of each
 * tag of ours in front, where it is found first; NULL if none of them has this
 * digest. Suffixes that compressors put behind ours ("-gzip") are understood,
 * and INFLATE's ("-gunzip") in front of it. */
char *nfm_etag_unmark_list(apr_pool_t *pool, const char *list,
                           unsigned digest);

/* Has the request conditions on entity tags? */
int nfm_etag_is_asked(const apr_table_t *in);

/* Do that to the request's conditions. Returns whether the client showed a
 * tag of ours. */
int nfm_etag_in(apr_table_t *in, apr_pool_t *pool, unsigned digest);

/* Put our suffix on the response's ETag, unless it is there (a server behind
 * us has this module too); an odd tag is removed. */
void nfm_etag_out(apr_table_t *out, apr_pool_t *pool, unsigned digest);

/* The same for a 304: as the request's If-None-Match shows it. */
void nfm_etag_restore(apr_table_t *out, const apr_table_t *in,
                      apr_pool_t *pool, unsigned digest);

/* Remove the headers that describe the original bytes: length, digests.
 * proxied: also Accept-Ranges, since ranges would be the backend's. */
void nfm_headers_drop_entity(apr_table_t *out, int proxied);

/* Value of the charset parameter of a Content-Type, or NULL. */
char *nfm_charset_param(apr_pool_t *pool, const char *content_type);

#endif
