/* cache.c -- answers that are kept (cache.h). */
#include <apr_atomic.h>
#include <apr_general.h>
#include <apr_global_mutex.h>
#include <apr_strings.h>

#include "httpd.h"
#include "http_protocol.h"
#include "ap_provider.h"
#include "ap_socache.h"
#include "util_mutex.h"

#include "cache.h"
#include "cache_entry.h"
#include "log.h"

APLOG_USE_MODULE(newsfilter);

#define ID "newsfilter-cache"
#define NONE "none"
#define SHARED_MEMORY "shmcb"

/* Of shared memory, unless the directive says more. */
#define SHARED_ARGS "newsfilter-cache(33554432)"

/* Kept so long. Nothing gets old here, since another page has another key;
 * what nobody asks for makes room in caches that do not throw out by
 * themselves. */
#define KEPT_FOR apr_time_from_sec(24 * 3600)

/* So that shmcb makes more and shorter lists. */
#define USUAL_SIZE sizeof(nfm_cache_room_t)

/* A busy lock is tried so often. */
#define TRIES 4

/* A cache on the network that is slower than this, or fails, is left alone
 * for that many seconds. */
#define SLOW apr_time_from_msec(500)
#define PAUSE 10

struct nfm_cache_t {
    const ap_socache_provider_t *provider; /* NULL: none */
    ap_socache_instance_t *instance;
    const char *name; /* as the directive has it */
    int local;        /* to this machine: needs a lock, answers at once */
    apr_global_mutex_t *lock; /* or NULL */
    nfm_flight_t *flight;     /* of this child */
    apr_uint32_t paused_until;
    apr_uint32_t longest; /* entry that a local cache may have room for */
    unsigned char secret[NFM_KEY_SECRET];
};

int nfm_cache_register(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp)
{
    return ap_mutex_register(pconf, ID, NULL, APR_LOCK_DEFAULT, 0)
                   == APR_SUCCESS
               ? OK
               : HTTP_INTERNAL_SERVER_ERROR;
}

static const ap_socache_provider_t *find(const char *name)
{
    return ap_lookup_provider(AP_SOCACHE_PROVIDER_GROUP, name,
                              AP_SOCACHE_PROVIDER_VERSION);
}

/* Shared memory ends with this server, and so may its secret. What outlives
 * it, or is shared by several, needs one that they all know. */
static apr_status_t make_secret(nfm_cache_t *cache)
{
    if (strcmp(cache->provider->name, SHARED_MEMORY) == 0) {
        return apr_generate_random_bytes(cache->secret, NFM_KEY_SECRET);
    }
    nfm_key_secret(cache->secret, cache->name);
    return APR_SUCCESS;
}

const char *nfm_cache_create(nfm_cache_t **made, const char *arg,
                             apr_pool_t *ptemp, apr_pool_t *pconf)
{
    nfm_cache_t *cache = apr_pcalloc(pconf, sizeof(*cache));
    const char *colon = strchr(arg, ':');
    const char *args = colon ? colon + 1 : NULL;
    const char *name =
        colon ? apr_pstrmemdup(ptemp, arg, (apr_size_t)(colon - arg)) : arg;
    const char *wrong;

    *made = cache;
    if (strcmp(arg, NONE) == 0) {
        return NULL;
    }
    cache->name = apr_pstrdup(pconf, arg);
    cache->longest = NFM_ENTRY_MAX;
    cache->provider = find(name);
    if (cache->provider == NULL) {
        return apr_psprintf(ptemp,
                            "NewsFilterCache: no cache '%s' here; load "
                            "mod_socache_%s before, or use none",
                            name, name);
    }
    if (args == NULL && strcmp(name, SHARED_MEMORY) == 0) {
        args = SHARED_ARGS;
    }
    wrong = cache->provider->create(&cache->instance, args, ptemp, pconf);
    if (wrong) {
        return apr_psprintf(ptemp, "NewsFilterCache: '%s': %s", arg, wrong);
    }
    cache->local = cache->provider->flags & AP_SOCACHE_FLAG_NOTMPSAFE;
    return make_secret(cache) == APR_SUCCESS
               ? NULL
               : "NewsFilterCache: the system gives no random bytes";
}

typedef struct opened_t {
    nfm_cache_t *cache;
    server_rec *s;
} opened_t;

static apr_status_t close_cache(void *data)
{
    opened_t *opened = data;

    opened->cache->provider->destroy(opened->cache->instance, opened->s);
    return APR_SUCCESS;
}

static apr_status_t open_provider(nfm_cache_t *cache, server_rec *s,
                                  apr_pool_t *pconf)
{
    struct ap_socache_hints hints = {NFM_KEY_LEN, USUAL_SIZE, KEPT_FOR};
    opened_t *opened = apr_palloc(pconf, sizeof(*opened));
    apr_status_t rv = APR_SUCCESS;

    if (cache->local) {
        rv = ap_global_mutex_create(&cache->lock, NULL, ID, NULL, s, pconf, 0);
    }
    if (rv == APR_SUCCESS) {
        rv = cache->provider->init(cache->instance, ID, &hints, s, pconf);
    }
    if (rv == APR_SUCCESS) {
        *opened = (opened_t){cache, s};
        apr_pool_cleanup_register(pconf, opened, close_cache,
                                  apr_pool_cleanup_null);
    }
    return rv;
}

apr_status_t nfm_cache_open(nfm_cache_t **cache, server_rec *s,
                            apr_pool_t *pconf)
{
    int by_default = *cache == NULL;
    apr_status_t rv;

    if (by_default) {
        const char *wrong = nfm_cache_create(
            cache, find(SHARED_MEMORY) ? SHARED_MEMORY : NONE, pconf, pconf);

        if (wrong) {
            ap_log_error(APLOG_MARK, APLOG_ERR, 0, s, NF_LOGNO(0005) "%s",
                         wrong);
            return APR_EGENERAL;
        }
    }
    if ((*cache)->provider == NULL) {
        return APR_SUCCESS;
    }
    rv = open_provider(*cache, s, pconf);
    if (rv != APR_SUCCESS) {
        ap_log_error(APLOG_MARK, APLOG_ERR, rv, s,
                     NF_LOGNO(0006) "NewsFilterCache: '%s' cannot be opened%s",
                     (*cache)->name,
                     by_default ? "; NewsFilterCache none does without" : "");
    }
    return rv;
}

void nfm_cache_child(nfm_cache_t *cache, server_rec *s, apr_pool_t *pchild)
{
    apr_status_t rv;

    if (!nfm_cache_is_on(cache)) {
        return;
    }
    cache->flight = nfm_flight_create(pchild);
    if (cache->lock == NULL) {
        return;
    }
    rv = apr_global_mutex_child_init(
        &cache->lock, apr_global_mutex_lockfile(cache->lock), pchild);
    if (rv != APR_SUCCESS) {
        cache->provider = NULL;
        ap_log_error(APLOG_MARK, APLOG_ERR, rv, s,
                     NF_LOGNO(0007) "this child does without its cache");
    }
}

int nfm_cache_is_on(const nfm_cache_t *cache)
{
    return cache && cache->provider;
}

const unsigned char *nfm_cache_secret(const nfm_cache_t *cache)
{
    return cache->secret;
}

nfm_flight_t *nfm_cache_flight(const nfm_cache_t *cache)
{
    return cache->flight;
}

/* Begin to use the provider; what to give to leave(). */
static int enter(nfm_cache_t *cache, apr_time_t *since)
{
    int tries = 0;

    if (cache->local) {
        while (apr_global_mutex_trylock(cache->lock) != APR_SUCCESS) {
            if (++tries == TRIES) {
                return 0;
            }
            apr_thread_yield();
        }
        return 1;
    }
    *since = apr_time_now();
    return apr_time_sec(*since) >= apr_atomic_read32(&cache->paused_until);
}

static void leave(nfm_cache_t *cache, server_rec *s, apr_time_t since,
                  apr_status_t rv)
{
    apr_time_t now;

    if (cache->local) {
        apr_global_mutex_unlock(cache->lock);
        return;
    }
    now = apr_time_now();
    if ((rv != APR_SUCCESS && rv != APR_NOTFOUND) || now - since > SLOW) {
        apr_atomic_set32(&cache->paused_until,
                         (apr_uint32_t)apr_time_sec(now) + PAUSE);
        ap_log_error(APLOG_MARK, APLOG_WARNING, rv, s,
                     NF_LOGNO(0008) "NewsFilterCache %s: failed or slow, left "
                                    "alone for %d seconds",
                     cache->name, PAUSE);
    }
}

/* What is kept, into so much room. */
static nf_str_t get(nfm_cache_t *cache, server_rec *s, const nfm_key_t *key,
                    unsigned char *room, unsigned size, apr_pool_t *pool)
{
    nf_str_t kept = {NULL, 0};
    unsigned len = size;
    apr_time_t since = 0;
    apr_status_t rv;

    if (enter(cache, &since)) {
        rv = cache->provider->retrieve(cache->instance, s, key->id,
                                       NFM_KEY_LEN, room, &len, pool);
        leave(cache, s, since, rv);
        if (rv == APR_SUCCESS && len <= size) {
            kept = (nf_str_t){(char *)room, len};
        }
    }
    return kept;
}

nf_str_t nfm_cache_get(nfm_cache_t *cache, server_rec *s, const nfm_key_t *key,
                       apr_pool_t *pool)
{
    return get(cache, s, key, apr_palloc(pool, NFM_ENTRY_MAX), NFM_ENTRY_MAX,
               pool);
}

nf_str_t nfm_cache_get_small(nfm_cache_t *cache, server_rec *s,
                             const nfm_key_t *key, nfm_cache_room_t *room,
                             apr_pool_t *pool)
{
    return cache->local
               ? get(cache, s, key, room->bytes, sizeof(room->bytes), pool)
               : (nf_str_t){NULL, 0};
}

/* A local provider says so of what is larger than all of its room for one
 * entry (shmcb: a part of the whole, by its size), and logs it as an error. */
static void learn(nfm_cache_t *cache, nf_str_t bytes, apr_status_t rv)
{
    if (cache->local && APR_STATUS_IS_ENOSPC(rv)) {
        apr_atomic_set32(&cache->longest, (apr_uint32_t)bytes.len - 1);
    }
}

int nfm_cache_put(nfm_cache_t *cache, server_rec *s, const nfm_key_t *key,
                  nf_str_t bytes, apr_pool_t *pool)
{
    apr_time_t since = 0;
    apr_status_t rv;

    if (bytes.len > apr_atomic_read32(&cache->longest)
        || !enter(cache, &since)) {
        return 0;
    }
    rv = cache->provider->store(
        cache->instance, s, key->id, NFM_KEY_LEN, apr_time_now() + KEPT_FOR,
        (unsigned char *)bytes.p, (unsigned)bytes.len, pool);
    leave(cache, s, since, rv);
    learn(cache, bytes, rv);
    return rv == APR_SUCCESS;
}

void nfm_cache_show(nfm_cache_t *cache, request_rec *r, int flags)
{
    apr_time_t since = 0;

    if (nfm_cache_is_on(cache) && enter(cache, &since)) {
        cache->provider->status(cache->instance, r, flags);
        leave(cache, r->server, since, APR_SUCCESS);
    }
}
