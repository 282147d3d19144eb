/* test_flight.c -- one finds out, the others wait. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_atomic.h>
#include <apr_thread_proc.h>
#include "state.h"
#include "httpd/flight.c"

#define LONG apr_time_from_sec(60)
#define THREADS 8

static const nfm_key_t one = {{1}}, two = {{2}};

static void test_turns(void **state)
{
    nfm_flight_t *flight = nfm_flight_create(*state);

    assert_int_equal(nfm_flight_begin(flight, &one, LONG), NFM_TURN_FIRST);
    assert_int_equal(nfm_flight_begin(flight, &two, LONG), NFM_TURN_FIRST);
    assert_int_equal(nfm_flight_begin(flight, &one, 1000), NFM_TURN_ALONE);
    nfm_flight_end(flight, &one);
    assert_int_equal(nfm_flight_begin(flight, &one, LONG), NFM_TURN_FIRST);
    nfm_flight_end(flight, &one);
    nfm_flight_end(flight, &two);
    nfm_flight_end(flight, &two);
    assert_int_equal(nfm_flight_begin(NULL, &one, LONG), NFM_TURN_ALONE);
}

static void test_no_room(void **state)
{
    nfm_flight_t *flight = nfm_flight_create(*state);
    nfm_key_t key = {{0}};
    int i;

    for (i = 0; i < NFM_FLIGHT_MAX; i++) {
        key.id[0] = (unsigned char)i;
        assert_int_equal(nfm_flight_begin(flight, &key, LONG), NFM_TURN_FIRST);
    }
    key.id[1] = 1;
    assert_int_equal(nfm_flight_begin(flight, &key, LONG), NFM_TURN_ALONE);
    key.id[1] = 0;
    nfm_flight_end(flight, &key);
    assert_int_equal(nfm_flight_begin(flight, &key, LONG), NFM_TURN_FIRST);
}

typedef struct burst_t {
    nfm_flight_t *flight;
    apr_uint32_t found_out; /* how often */
    apr_uint32_t result;    /* what the others see */
    apr_uint32_t wrong;
} burst_t;

static void *APR_THREAD_FUNC ask(apr_thread_t *thread, void *data)
{
    burst_t *burst = data;

    if (apr_atomic_read32(&burst->result)) {
        return NULL; /* known already */
    }
    switch (nfm_flight_begin(burst->flight, &one, LONG)) {
    case NFM_TURN_FIRST:
        if (apr_atomic_read32(&burst->result) == 0) {
            apr_atomic_inc32(&burst->found_out);
            apr_sleep(20000);
            apr_atomic_set32(&burst->result, 7);
        }
        nfm_flight_end(burst->flight, &one);
        break;
    case NFM_TURN_WAITED:
        if (apr_atomic_read32(&burst->result) != 7) {
            apr_atomic_inc32(&burst->wrong);
        }
        break;
    default:
        apr_atomic_inc32(&burst->wrong);
    }
    return NULL;
}

static void test_burst(void **state)
{
    burst_t burst = {.flight = nfm_flight_create(*state)};
    apr_thread_t *threads[THREADS];
    apr_status_t rv;
    int i;

    for (i = 0; i < THREADS; i++) {
        assert_int_equal(
            apr_thread_create(&threads[i], NULL, ask, &burst, *state),
            APR_SUCCESS);
    }
    for (i = 0; i < THREADS; i++) {
        apr_thread_join(&rv, threads[i]);
    }
    assert_int_equal(burst.found_out, 1);
    assert_int_equal(burst.wrong, 0);
    assert_int_equal(burst.flight->n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_turns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_room, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_burst, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
