/*
 * moment.h -- points in time that other programs are told, as ISO 8601.
 *
 * Ownership: results from the pool. Threads: no shared state.
 */
#ifndef NF_MOMENT_H
#define NF_MOMENT_H

#include "zone.h"

/* The date as far as it can be said without a doubt, or NULL: a time of day
 * without a zone is read as the reader's own, so only the day is told. */
char *nf_moment_exact(const char *date, apr_pool_t *pool);

/* The same of a date that may be local: zone, or NULL if nobody says. NULL for
 * NULL. */
char *nf_moment_told(const nf_zone_t *zone, const char *date,
                     apr_pool_t *pool);

/* Milliseconds since some day, of what nf_moment_exact() gave; only to
 * compare two of them. */
long long nf_moment_of(const char *exact);

/* Are these two dates, in this order? A date of the wrong form is none. */
int nf_moment_in_order(const char *published, const char *modified,
                       apr_pool_t *pool);

#endif
