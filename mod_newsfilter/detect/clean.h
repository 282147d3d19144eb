/*
 * clean.h -- a value out of markup for machines as plain text.
 *
 * Ownership: the result is from the pool. Threads: no shared state.
 */
#ifndef NF_CLEAN_H
#define NF_CLEAN_H

#include "../page/str.h"

/* Decode character references (values are often encoded twice), take tags
 * out, collapse white space, trim, cut at max bytes. NULL when nothing is
 * left, or what a template had no value for. */
char *nf_clean(nf_str_t s, size_t max, apr_pool_t *pool);

/* Is all of it what a template writes for nothing: "null", "{{author}}"? */
int nf_clean_is_hole(nf_str_t s);

#endif
