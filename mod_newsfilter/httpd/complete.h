/*
 * complete.h -- a page that is complete inside the hold window: changed, or a
 * view in its place, or as it came.
 *
 * Its headers have not gone out, so they can say what the body will be.
 *
 * Errors: whatever fails ends in the original page. Threads: a response's.
 */
#ifndef NFM_COMPLETE_H
#define NFM_COMPLETE_H

#include "filter.h"

/* The page is ctx->held and then bb, up to EOS. Removes the filter and passes
 * all on. */
apr_status_t nfm_complete(ap_filter_t *f, nfm_ctx_t *ctx,
                          apr_bucket_brigade *bb);

#endif
