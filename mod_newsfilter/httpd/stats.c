/* stats.c -- how often what happened (stats.h). */
#include <string.h>
#include <apr_atomic.h>
#include <apr_lib.h>
#include <apr_shm.h>
#include <apr_strings.h>
#include <apr_version.h>
#include "stats.h"

/* Older ones have only 32 bits: those sums start again at zero. */
#if APR_VERSION_AT_LEAST(1, 7, 0)
typedef volatile apr_uint64_t counter_t;
#define ADD(counter, n) apr_atomic_add64((counter), (n))
#define READ(counter) apr_atomic_read64(counter)
#else
typedef volatile apr_uint32_t counter_t;
#define ADD(counter, n) apr_atomic_add32((counter), (apr_uint32_t)(n))
#define READ(counter) apr_atomic_read32(counter)
#endif

#define SKIP "skip:"
#define SKIP_LEN (sizeof(SKIP) - 1)

struct nfm_stats_t {
    counter_t counters[NFM_STATS_SLOTS];
};

/* See enrich.h and page.h; what gate.h names too is counted there. */
static const char *const core_reasons[NFM_STATS_CORE_REASONS] = {
    "not-article", "own-article", "own-markup",        "not-html",
    "charset",     "vetoed",      "no-insertion-point"};

static const char *const sums[NFM_STATS_SLOTS - NFM_STATS_OUTCOMES] = {
    "bytes-inserted", "detections",   "detection-microseconds",
    "cache-hits",     "cache-misses", "cache-stores",
    "cache-errors"};

nfm_stats_t *nfm_stats_create(apr_pool_t *pool)
{
    nfm_stats_t *stats;
    apr_shm_t *shm;

    if (apr_shm_create(&shm, sizeof(*stats), NULL, pool) != APR_SUCCESS) {
        return apr_pcalloc(pool, sizeof(*stats));
    }
    stats = apr_shm_baseaddr_get(shm);
    memset(stats, 0, sizeof(*stats));
    return stats;
}

/* The name of an outcome, for a reason without "skip:" in front. */
static const char *bare_name(int slot)
{
    if (slot == NFM_STATS_ARTICLE) {
        return "article";
    }
    if (slot == NFM_STATS_AMENDED) {
        return "amended";
    }
    if (slot < NFM_STATS_SKIP) {
        return nfm_view_name((nfm_view_e)(slot - NFM_STATS_VIEW + 1));
    }
    if (slot < NFM_STATS_CORE) {
        return nfm_reason_name((nfm_reason_e)(slot - NFM_STATS_SKIP + 1));
    }
    if (slot < NFM_STATS_OTHER) {
        return core_reasons[slot - NFM_STATS_CORE];
    }
    return slot == NFM_STATS_OTHER ? "other" : sums[slot - NFM_STATS_OUTCOMES];
}

static int is_skip(int slot)
{
    return slot >= NFM_STATS_SKIP && slot < NFM_STATS_OTHER;
}

/* The slot of this name in [slot, end), or end. */
static int find(int slot, int end, const char *name)
{
    while (slot < end && strcmp(bare_name(slot), name) != 0) {
        slot++;
    }
    return slot;
}

/* What is said of most pages is looked for first. */
static int slot_of(const char *outcome)
{
    int slot;

    if (strncmp(outcome, SKIP, SKIP_LEN) != 0) {
        slot = find(NFM_STATS_ARTICLE, NFM_STATS_SKIP, outcome);
        return slot < NFM_STATS_SKIP ? slot : NFM_STATS_OTHER;
    }
    outcome += SKIP_LEN;
    slot = find(NFM_STATS_CORE, NFM_STATS_OTHER, outcome);
    if (slot == NFM_STATS_OTHER) {
        slot = find(NFM_STATS_SKIP, NFM_STATS_CORE, outcome);
        return slot < NFM_STATS_CORE ? slot : NFM_STATS_OTHER;
    }
    return slot;
}

void nfm_stats_add(nfm_stats_t *stats, int slot, apr_uint64_t n)
{
    ADD(&stats->counters[slot], n);
}

void nfm_stats_count(nfm_stats_t *stats, const char *outcome)
{
    nfm_stats_add(stats, slot_of(outcome), 1);
}

void nfm_stats_count_reason(nfm_stats_t *stats, nfm_reason_e reason)
{
    nfm_stats_add(stats, NFM_STATS_SKIP + (int)reason - 1, 1);
}

apr_uint64_t nfm_stats_get(nfm_stats_t *stats, int slot)
{
    return READ(&stats->counters[slot]);
}

const char *nfm_stats_name(int slot, apr_pool_t *pool)
{
    return apr_pstrcat(pool, is_skip(slot) ? SKIP : "", bare_name(slot), NULL);
}

const char *nfm_stats_key(int slot, apr_pool_t *pool)
{
    char *key =
        apr_pstrcat(pool, "NewsFilter-", nfm_stats_name(slot, pool), NULL);
    char *r, *w = key;

    for (r = key; *r; r++) {
        if (apr_isalnum(*r)) {
            *w++ = r > key && !apr_isalnum(r[-1]) ? (char)apr_toupper(*r) : *r;
        }
    }
    *w = '\0';
    return key;
}
