/*
 * flight.h -- one of a child's threads finds out, the others wait for it.
 *
 * When many ask for a page that nobody has read yet, one reads it and the
 * others take its result from the cache. The wait is bounded: who has waited
 * for long, or finds no room in the list, reads the page itself.
 *
 * Pure: APR only. Ownership: the pool given. NULL: without a flight everybody
 * is alone. Threads: that is what it is for.
 */
#ifndef NFM_FLIGHT_H
#define NFM_FLIGHT_H

#include <apr_pools.h>
#include <apr_time.h>

#include "cache_key.h"

/* Pages that can be read at the same time with others waiting. */
#define NFM_FLIGHT_MAX 64

typedef struct nfm_flight_t nfm_flight_t;

typedef enum nfm_turn_e {
    NFM_TURN_FIRST,  /* find out, then nfm_flight_end() */
    NFM_TURN_ALONE,  /* find out, and tell nobody */
    NFM_TURN_WAITED, /* another one has: look for its result */
} nfm_turn_e;

/* NULL where it cannot be made: platforms without threads do not need it. */
nfm_flight_t *nfm_flight_create(apr_pool_t *pool);

nfm_turn_e nfm_flight_begin(nfm_flight_t *flight, const nfm_key_t *key,
                            apr_interval_time_t patience);
void nfm_flight_end(nfm_flight_t *flight, const nfm_key_t *key);

#endif
