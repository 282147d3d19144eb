/*
 * large.h -- memory for what grows with the page.
 *
 * The system gives new memory in small pieces, each when it is first used, and
 * for a large page that takes longer than reading it. Where it can give large
 * pieces it is asked to, for memory that will be used from end to end.
 *
 * Ownership: the pool's. Limits: what is smaller than NF_LARGE is as
 * apr_palloc() gives it. Errors: none. Threads: no shared state.
 */
#ifndef NF_LARGE_H
#define NF_LARGE_H

#include <apr_pools.h>

/* A large piece, on most systems; also what httpd keeps of free memory
 * (MaxMemFree): less than this may come back as it is. */
#define NF_LARGE (2u * 1024 * 1024)

/* apr_palloc(), at the beginning of a large piece. */
void *nf_large_alloc(apr_pool_t *pool, apr_size_t n);

/* The same for memory that will be written from end to end right away, all of
 * which comes at once if it is large; and zeroed, as apr_pcalloc() does it. */
void *nf_large_whole(apr_pool_t *pool, apr_size_t n);
void *nf_large_calloc(apr_pool_t *pool, apr_size_t n);

/* Ask for large pieces in memory that is there but not used yet: those that
 * lie whole in it. */
void nf_large_advise(void *p, apr_size_t n);

#endif
