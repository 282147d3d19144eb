/* flight.c -- one finds out, the others wait (flight.h). */
#include <string.h>
#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>

#include "flight.h"

#if APR_HAS_THREADS

struct nfm_flight_t {
    apr_thread_mutex_t *lock;
    apr_thread_cond_t *ended;
    int n;
    nfm_key_t keys[NFM_FLIGHT_MAX]; /* being found out */
};

nfm_flight_t *nfm_flight_create(apr_pool_t *pool)
{
    nfm_flight_t *flight = apr_pcalloc(pool, sizeof(*flight));

    return apr_thread_mutex_create(&flight->lock, APR_THREAD_MUTEX_DEFAULT,
                                   pool)
                       == APR_SUCCESS
                   && apr_thread_cond_create(&flight->ended, pool)
                          == APR_SUCCESS
               ? flight
               : NULL;
}

static int find(const nfm_flight_t *flight, const nfm_key_t *key)
{
    int i;

    for (i = 0; i < flight->n; i++) {
        if (memcmp(flight->keys[i].id, key->id, NFM_KEY_LEN) == 0) {
            return i;
        }
    }
    return -1;
}

/* Whether the one who was first has ended before our patience has. */
static int wait_for(nfm_flight_t *flight, const nfm_key_t *key,
                    apr_interval_time_t patience)
{
    apr_time_t until = apr_time_now() + patience;

    while (find(flight, key) >= 0) {
        apr_interval_time_t left = until - apr_time_now();

        /* More than all of it: the clock has been set back. */
        if (left <= 0 || left > patience) {
            return 0;
        }
        apr_thread_cond_timedwait(flight->ended, flight->lock, left);
    }
    return 1;
}

nfm_turn_e nfm_flight_begin(nfm_flight_t *flight, const nfm_key_t *key,
                            apr_interval_time_t patience)
{
    nfm_turn_e turn = NFM_TURN_ALONE;

    if (flight == NULL) {
        return NFM_TURN_ALONE;
    }
    apr_thread_mutex_lock(flight->lock);
    if (find(flight, key) >= 0) {
        turn =
            wait_for(flight, key, patience) ? NFM_TURN_WAITED : NFM_TURN_ALONE;
    }
    else if (flight->n < NFM_FLIGHT_MAX) {
        flight->keys[flight->n++] = *key;
        turn = NFM_TURN_FIRST;
    }
    apr_thread_mutex_unlock(flight->lock);
    return turn;
}

void nfm_flight_end(nfm_flight_t *flight, const nfm_key_t *key)
{
    int i;

    apr_thread_mutex_lock(flight->lock);
    i = find(flight, key);
    if (i >= 0) {
        flight->keys[i] = flight->keys[--flight->n];
        apr_thread_cond_broadcast(flight->ended);
    }
    apr_thread_mutex_unlock(flight->lock);
}

#else

nfm_flight_t *nfm_flight_create(apr_pool_t *pool)
{
    return NULL;
}

nfm_turn_e nfm_flight_begin(nfm_flight_t *flight, const nfm_key_t *key,
                            apr_interval_time_t patience)
{
    return NFM_TURN_ALONE;
}

void nfm_flight_end(nfm_flight_t *flight, const nfm_key_t *key)
{
}

#endif
