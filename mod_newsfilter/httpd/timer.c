/* timer.c -- the end of the window while a backend is silent (timer.h). */
#include <apr_poll.h>

#include "httpd.h"
#include "http_connection.h"
#include "http_core.h"

#include "timer.h"

typedef struct slot_t {
    ap_filter_t *held; /* or NULL */
    apr_time_t until;
    nfm_timer_due_fn due;
    int reads; /* from connections that we watch */
} slot_t;

#if defined(AP_HAS_THREAD_LOCAL) && AP_HAS_THREAD_LOCAL

/* Asked twice a request, pages or not: apr_thread_data_get() takes hundreds
 * of instructions. */
static slot_t *slot_of_thread(void)
{
    static AP_THREAD_LOCAL slot_t slot;

    return &slot;
}

#else

static slot_t *slot_of_thread(void)
{
    return NULL;
}

#endif

void nfm_timer_forget(void)
{
    slot_t *slot = slot_of_thread();

    if (slot) {
        slot->held = NULL;
        slot->reads = 0;
    }
}

int nfm_timer_is_blind(void)
{
    const slot_t *slot = slot_of_thread();

    return slot && slot->reads == 0;
}

void nfm_timer_set(ap_filter_t *f, apr_time_t until, nfm_timer_due_fn due)
{
    slot_t *slot = slot_of_thread();

    if (slot) {
        slot->held = f;
        slot->until = until;
        slot->due = due;
    }
}

void nfm_timer_clear(void)
{
    slot_t *slot = slot_of_thread();

    if (slot) {
        slot->held = NULL;
    }
}

int nfm_timer_connection(conn_rec *c, void *socket)
{
    if (c->outgoing) {
        ap_add_input_filter(NFM_TIMER_NAME,
                            apr_brigade_create(c->pool, c->bucket_alloc), NULL,
                            c);
    }
    return OK;
}

/* Bytes that have been read from the socket and not yet asked for. */
static int has_bytes(ap_filter_t *f)
{
    apr_bucket_brigade *peek = f->ctx;
    apr_status_t rv;
    int has;

    rv = ap_get_brigade(f->next, peek, AP_MODE_SPECULATIVE, APR_NONBLOCK_READ,
                        1);
    has = rv != APR_SUCCESS || !APR_BRIGADE_EMPTY(peek);
    apr_brigade_cleanup(peek);
    return has;
}

/* Wait until there is something to read. 0: nothing came. */
static int await(apr_socket_t *socket, apr_interval_time_t timeout,
                 apr_pool_t *pool)
{
    apr_pollfd_t pfd = {.p = pool,
                        .desc_type = APR_POLL_SOCKET,
                        .reqevents = APR_POLLIN,
                        .desc.s = socket};
    apr_int32_t n;
    apr_status_t rv;

    do {
        rv = apr_poll(&pfd, 1, &n, timeout);
    } while (APR_STATUS_IS_EINTR(rv));
    return !APR_STATUS_IS_TIMEUP(rv);
}

/* Wait until it is time, and then do what is due: that may be for another time
 * first. Returns the time that was waited in vain; 0: there is something to
 * read. */
static apr_interval_time_t watch(slot_t *slot, apr_socket_t *socket,
                                 apr_interval_time_t timeout)
{
    apr_interval_time_t waited = 0;

    while (slot->held) {
        ap_filter_t *held = slot->held;
        apr_interval_time_t left = slot->until - apr_time_now();

        if (timeout >= 0 && left > timeout - waited) {
            left = timeout - waited;
        }
        if (left < 0) {
            left = 0;
        }
        if (await(socket, left, held->r->pool)) {
            return 0;
        }
        waited += left;
        slot->held = NULL;
        (void)slot->due(held);
    }
    return waited;
}

apr_status_t nfm_timer_input(ap_filter_t *f, apr_bucket_brigade *bb,
                             ap_input_mode_t mode, apr_read_type_e block,
                             apr_off_t readbytes)
{
    slot_t *slot = slot_of_thread();
    apr_socket_t *socket = ap_get_conn_socket(f->c);
    apr_interval_time_t timeout, waited = 0;
    apr_status_t rv;

    if (slot) {
        slot->reads++;
    }
    if (slot && slot->held && block == APR_BLOCK_READ && !has_bytes(f)
        && apr_socket_timeout_get(socket, &timeout) == APR_SUCCESS) {
        waited = watch(slot, socket, timeout);
    }
    if (waited == 0 || timeout < 0) {
        return ap_get_brigade(f->next, bb, mode, block, readbytes);
    }
    /* A backend that hangs is given up when it would be without us. */
    apr_socket_timeout_set(socket, timeout > waited ? timeout - waited : 1);
    rv = ap_get_brigade(f->next, bb, mode, block, readbytes);
    apr_socket_timeout_set(socket, timeout);
    return rv;
}
