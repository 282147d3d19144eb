/*
 * ask.h -- which view of a page a request asks for, and in which way.
 *
 * By an address of its own: one argument more ("?newsfilter=reader") or a
 * prefix ("/reader/story"). Both are taken out before any handler can see
 * them, so the page is made as if it had been asked for itself; r->parsed_uri
 * keeps them, so that caches keep the views apart. Or at the page's own
 * address: by Accept, by a cookie, or because the site gives nothing else.
 * "?newsfilter=page" asks for the page itself in every case.
 *
 * A page without an article is answered as it is.
 *
 * The functions are hooks. Threads: one request, one thread at a time.
 */
#ifndef NFM_ASK_H
#define NFM_ASK_H

#include "httpd.h"

/* Hooks translate_name and post_perdir_config: take argument and prefix out.
 * The first runs before rewriting and proxying build on the address. The
 * second, when the configuration is final, may put the argument back, looks at
 * the headers, and answers a wish to be remembered with a redirect. */
int nfm_ask_translate(request_rec *r);
int nfm_ask_settle(request_rec *r);

/* Hook fixups, before mod_dir: the redirect from a directory's name to the
 * directory keeps argument and prefix. */
int nfm_ask_directory(request_rec *r);

/* Hook handler, around mod_cache's: a cache that runs as a handler makes its
 * key from r->args, so the argument stands there as long as it looks. The
 * second is called by the hook behind it. */
int nfm_ask_before_cache(request_rec *r);
void nfm_ask_after_cache(request_rec *r);

#endif
