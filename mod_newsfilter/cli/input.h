/*
 * input.h -- a whole file or the standard input as one slice.
 */
#ifndef NF_INPUT_H
#define NF_INPUT_H

#include <apr_errno.h>
#include "../page/str.h"

/* Read name (NULL: the standard input) to its end, at most limit bytes.
 * APR_SUCCESS with *bytes from the pool (never absent); APR_ENOSPC when there
 * is more than limit; else what the file said. */
apr_status_t nf_input_read(const char *name, apr_size_t limit, nf_str_t *bytes,
                           apr_pool_t *pool);

#endif
