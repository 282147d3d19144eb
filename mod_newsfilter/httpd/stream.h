/*
 * stream.h -- pages that come slower than the hold window lasts.
 *
 * Bytes pass on as they come and every FLUSH is honoured. A copy is kept (up
 * to NewsFilterMaxSize) until the page's end is found: at each "</body" or
 * "</html" that might be it the copy is read as a page, and if the tree says
 * that this is the real one the JSON-LD goes in front of it. From then on, or
 * after NFM_STREAM_TRIES candidates that were none, everything passes
 * straight. Only the first bytes of such a tag are ever held back.
 */
#ifndef NFM_STREAM_H
#define NFM_STREAM_H

#include "filter.h"

#define NFM_STREAM_TRIES 8

/* Headers of an answer whose end is not known. */
void nfm_stream_begin(ap_filter_t *f, nfm_ctx_t *ctx);

apr_status_t nfm_stream(ap_filter_t *f, nfm_ctx_t *ctx,
                        apr_bucket_brigade *bb);

#endif
