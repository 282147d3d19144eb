/*
 * reader.h -- views of an article at an address of their own.
 *
 * "?newsfilter=reader" (NewsFilterReaderName) asks for the reader view. The
 * argument is taken out of r->args before any handler can see it, so the
 * page is made as if it had been asked for itself; r->parsed_uri keeps it,
 * so that caches keep the views apart.
 *
 * A page without an article is answered as it is.
 */
#ifndef NFM_READER_H
#define NFM_READER_H

#include "httpd.h"
#include "address.h"
#include "../render/enrich.h"

/* The bytes of a view; absent if there is nothing to show. */
nf_str_t nfm_reader_render(const nf_enrich_t *found, nfm_view_e view,
                           const nf_options_t *options, apr_pool_t *pool);

/* The view's own headers. url: the page's address or NULL. */
void nfm_reader_headers(request_rec *r, nfm_view_e view, const char *url);

/* Hooks translate_name and post_perdir_config: take the argument out. The
 * first runs before rewriting and proxying build on the address, the second
 * when the configuration is final, and may put it back. */
int nfm_reader_translate(request_rec *r);
int nfm_reader_settle(request_rec *r);

/* Hook fixups, before mod_dir: the redirect from a directory's name to the
 * directory keeps the argument. */
int nfm_reader_directory(request_rec *r);

/* Hook handler, around mod_cache's: a cache that runs as a handler makes its
 * key from r->args, so the argument stands there as long as it looks. */
int nfm_reader_before_cache(request_rec *r);
int nfm_reader_after_cache(request_rec *r);

#endif
