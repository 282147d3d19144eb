/*
 * cache_key.h -- the name under which an answer is kept.
 *
 * An answer holds for one page: a file by its identity, a backend's answer
 * by its strong entity tag, anything by a hash of its bytes. It also depends
 * on the configuration and on what the request says of the page: its address
 * (relative ones are resolved), its character set. All of that goes into a
 * key of raw hash bytes, which fill every part of a cache evenly.
 *
 * The hash is XXH3-128 with a secret: whoever writes pages and does not know
 * the secret cannot make two that share a key.
 *
 * Pure: APR and libxxhash only. NULL: strings may be. Threads: no
 * shared state.
 */
#ifndef NFM_CACHE_KEY_H
#define NFM_CACHE_KEY_H

#include <apr_file_info.h>
#include <apr_pools.h>
#include "../page/str.h"

#define NFM_KEY_LEN 16
#define NFM_KEY_SECRET 192

typedef struct nfm_key_t {
    unsigned char id[NFM_KEY_LEN];
} nfm_key_t;

/* What an answer depends on beside the page. */
typedef struct nfm_key_scope_t {
    const unsigned char *secret; /* NFM_KEY_SECRET bytes */
    apr_uint64_t conf;           /* nfm_conf_hash() */
    const char *scheme;          /* the page's address in its parts ... */
    const char *host;
    unsigned port;
    const char *path; /* ... with query, as the client wrote it */
    const char *content_type;
} nfm_key_scope_t;

/* For a file as it is now, for an entity tag, for the digest of a page. */
void nfm_key_of_file(nfm_key_t *key, const nfm_key_scope_t *scope,
                     const apr_finfo_t *file, apr_pool_t *pool);
void nfm_key_of_tag(nfm_key_t *key, const nfm_key_scope_t *scope,
                    const char *tag, apr_pool_t *pool);
void nfm_key_of_page(nfm_key_t *key, const nfm_key_scope_t *scope,
                     const nfm_key_t *digest, apr_off_t length,
                     apr_pool_t *pool);

/* A file that was written a moment ago may be written again without a new
 * time: then its identity says nothing. */
int nfm_key_file_is_settled(const apr_finfo_t *file, apr_time_t now);

/* Is it a strong entity tag (RFC 9110 8.8.3)? */
int nfm_key_tag_is_strong(const char *tag);

/* The digest of a page that comes in pieces. Memory lives in the pool. */
typedef struct XXH3_state_s nfm_hash_t;

nfm_hash_t *nfm_hash_begin(const unsigned char *secret, apr_pool_t *pool);
void nfm_hash_add(nfm_hash_t *digest, nf_str_t bytes);
void nfm_hash_end(nfm_hash_t *digest, nfm_key_t *out);

/* A secret from a word that several servers share. */
void nfm_key_secret(unsigned char *secret, const char *word);

#endif
