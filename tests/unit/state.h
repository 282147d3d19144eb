/*
 * state.h -- a pool as the state of a test or group, for units that need no
 * page (those have support.h). Include after cmocka.h.
 */
#ifndef TESTS_STATE_H
#define TESTS_STATE_H

#include <apr_general.h>
#include <apr_pools.h>

static inline int set_up(void **state)
{
    apr_pool_t *pool;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    *state = pool;
    return 0;
}

static inline int tear_down(void **state)
{
    apr_pool_destroy(*state);
    apr_terminate();
    return 0;
}

#endif
