/*
 * timer.h -- the end of the hold window while a backend is silent.
 *
 * An output filter is called when something arrives, so it cannot see that
 * nothing does. But mod_proxy waits for its backend in the input filters of
 * that connection, and in the request's own thread: a filter of ours stands
 * there, in front of the socket. While a page of the same thread is held, it
 * lets a blocking read wait until the window ends, then sends the page on its
 * way, and then waits on; and once before, when nothing comes, has a look at
 * what is here. Nothing runs beside the request.
 *
 * What belongs to a thread is kept in a variable of its own. A server whose
 * compiler knew none (or before 2.4.54) has no timer.
 *
 * Ownership: the thread's. Errors: what cannot be watched is waited for as if
 * we were not there. Threads: each has its own.
 */
#ifndef NFM_TIMER_H
#define NFM_TIMER_H

#include "httpd.h"
#include "util_filter.h"

#define NFM_TIMER_NAME "NEWSFILTER_TIMER"

/* Called at that time; may set the timer again. */
typedef apr_status_t (*nfm_timer_due_fn)(ap_filter_t *f);

/* A new request in this thread: forget what an earlier one left. */
void nfm_timer_forget(void);

/* Does this thread's request read from nothing that we watch, so that the next
 * call may come whenever it comes? */
int nfm_timer_is_blind(void);

/* Until then, at the longest, f's page is held as it is. */
void nfm_timer_set(ap_filter_t *f, apr_time_t until, nfm_timer_due_fn due);
void nfm_timer_clear(void);

/* Hook: watch a connection to a backend. */
int nfm_timer_connection(conn_rec *c, void *socket);

/* The input filter. */
apr_status_t nfm_timer_input(ap_filter_t *f, apr_bucket_brigade *bb,
                             ap_input_mode_t mode, apr_read_type_e block,
                             apr_off_t readbytes);

#endif
