/*
 * cache.h -- answers that are kept, for all children or for all servers.
 *
 * NewsFilterCache names a provider of httpd's socache: shmcb (shared memory,
 * the default where it is loaded), dbm (a file), redis and memcache (servers
 * that others may share), or none.
 *
 * A cache is no more than a shortcut: what is busy, absent, broken or slow is
 * a miss. A provider that needs a lock is asked under one that is only tried,
 * never waited for. One on the network that failed or was slow is left alone
 * for a while.
 *
 * Ownership: made from pconf, destroyed with it. NULL: a cache of "none" and
 * a NULL cache keep nothing. Threads: get and put may be called by all.
 */
#ifndef NFM_CACHE_H
#define NFM_CACHE_H

#include "httpd.h"
#include "http_config.h"
#include "cache_key.h"
#include "flight.h"

typedef struct nfm_cache_t nfm_cache_t;

/* Hook pre_config. */
int nfm_cache_register(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp);

/* From the directive's argument. Returns what is wrong with it, or NULL. */
const char *nfm_cache_create(nfm_cache_t **cache, const char *arg,
                             apr_pool_t *ptemp, apr_pool_t *pconf);

/* Hook post_config: open it, or the default for NULL. An error is logged. */
apr_status_t nfm_cache_open(nfm_cache_t **cache, server_rec *s,
                            apr_pool_t *pconf);

/* Hook child_init. */
void nfm_cache_child(nfm_cache_t *cache, server_rec *s, apr_pool_t *pchild);

/* Is anything kept at all? */
int nfm_cache_is_on(const nfm_cache_t *cache);

/* The secret for keys. The cache is on. */
const unsigned char *nfm_cache_secret(const nfm_cache_t *cache);

/* Those of this child who find out the same; NULL: none. */
nfm_flight_t *nfm_cache_flight(const nfm_cache_t *cache);

/* Room for a usual entry. */
typedef struct nfm_cache_room_t {
    unsigned char bytes[4096];
} nfm_cache_room_t;

/* The bytes kept under a key; absent for a miss. The pool holds room for the
 * longest entry then. With a room, the bytes are in that: those that are
 * larger are a miss, and so are all of a cache on the network, where asking
 * twice would be waiting twice. */
nf_str_t nfm_cache_get(nfm_cache_t *cache, server_rec *s, const nfm_key_t *key,
                       apr_pool_t *pool);
nf_str_t nfm_cache_get_small(nfm_cache_t *cache, server_rec *s,
                             const nfm_key_t *key, nfm_cache_room_t *room,
                             apr_pool_t *pool);

/* Keep bytes. Whether that worked. */
int nfm_cache_put(nfm_cache_t *cache, server_rec *s, const nfm_key_t *key,
                  nf_str_t bytes, apr_pool_t *pool);

/* What the provider has to say, for mod_status. */
void nfm_cache_show(nfm_cache_t *cache, request_rec *r, int flags);

#endif
