/*
 * reader.h -- the views of an article: their bytes, their headers.
 *
 * Ownership: results from the pool. Threads: one request, one thread at a
 * time.
 */
#ifndef NFM_READER_H
#define NFM_READER_H

#include "httpd.h"
#include "filter.h"
#include "../render/enrich.h"

/* The bytes of a view; absent if there is nothing to show. */
nf_str_t nfm_reader_render(const nf_enrich_t *found, nfm_view_e view,
                           const nf_options_t *options, apr_pool_t *pool);

/* The view's own headers. */
void nfm_reader_headers(request_rec *r, const nfm_ctx_t *ctx);

/* Where the page's own address gives the page or a view, as the request's
 * headers have it: say so to caches. */
void nfm_reader_vary(request_rec *r, const nfm_conf_t *conf);

#endif
