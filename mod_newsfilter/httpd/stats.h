/*
 * stats.h -- how often what happened.
 *
 * One counter for each outcome that a response can have, and for each reason
 * to leave one alone; behind them some sums. The outcome's name chooses the
 * counter, so the log, the request's note and the counter always agree. A
 * name that is not known counts as "other".
 *
 * The counters lie in memory that all children share. Each generation of
 * children gets new ones from zero; old children go on counting in theirs.
 *
 * Pure: APR only. Ownership: the pool given. Threads: counting is atomic and
 * takes no lock; numbers read together need not be of the same moment.
 */
#ifndef NFM_STATS_H
#define NFM_STATS_H

#include <apr_pools.h>
#include <apr_time.h>

#include "address.h"
#include "gate.h"

/* Reasons that the core gives beside those of gate.h. */
#define NFM_STATS_CORE_REASONS 7

enum {
    NFM_STATS_ARTICLE,
    NFM_STATS_AMENDED,
    NFM_STATS_VIEW, /* one for each view ... */
    NFM_STATS_SKIP = NFM_STATS_VIEW + NFM_VIEWS - 1,
    NFM_STATS_CORE = NFM_STATS_SKIP + NFM_REASONS - 1,
    NFM_STATS_OTHER = NFM_STATS_CORE + NFM_STATS_CORE_REASONS,
    NFM_STATS_OUTCOMES,

    NFM_STATS_BYTES = NFM_STATS_OUTCOMES, /* inserted into articles */
    NFM_STATS_DETECTIONS,                 /* pages read */
    NFM_STATS_MICROSECONDS,               /* in reading them */
    NFM_STATS_CACHE_HITS,                 /* pages not read, being known */
    NFM_STATS_CACHE_MISSES,
    NFM_STATS_CACHE_STORES, /* results kept ... */
    NFM_STATS_CACHE_ERRORS, /* ... and not, since the cache was busy or
                             * broken, or had what cannot be used */
    NFM_STATS_SLOTS
};

typedef struct nfm_stats_t nfm_stats_t;

/* All zero. Shared by the children to come, or a child's own where the
 * platform has no anonymous shared memory. Never NULL. */
nfm_stats_t *nfm_stats_create(apr_pool_t *pool);

/* One response more with this outcome ("article", "skip:status" ...). */
void nfm_stats_count(nfm_stats_t *stats, const char *outcome);

/* One left alone for a reason of the gate's. */
void nfm_stats_count_reason(nfm_stats_t *stats, nfm_reason_e reason);

/* A sum grows. */
void nfm_stats_add(nfm_stats_t *stats, int slot, apr_uint64_t n);

apr_uint64_t nfm_stats_get(nfm_stats_t *stats, int slot);

/* "skip:not-article", and "NewsFilterSkipNotArticle". */
const char *nfm_stats_name(int slot, apr_pool_t *pool);
const char *nfm_stats_key(int slot, apr_pool_t *pool);

#endif
