/*
 * shapes.h -- pages of any size that are made alike all the way: what a
 * detection costs for a byte must not grow with the page.
 *
 * Ownership: from the pool. Threads: constants only.
 */
#ifndef BENCH_SHAPES_H
#define BENCH_SHAPES_H

#include "../../mod_newsfilter/page/str.h"

/* The name of shape i, or NULL behind the last. */
const char *shape_name(int i);

/* A page of shape i and about this many bytes: a story, and around it one
 * piece again and again. */
nf_str_t shape_page(int i, size_t size, apr_pool_t *pool);

#endif
