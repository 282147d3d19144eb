/*
 * request.h -- what is kept of a request from hook to hook.
 *
 * Lives in request_config. An internal redirect makes a new request_rec with
 * an empty one, so questions about the whole request follow r->prev.
 *
 * Ownership: r->pool. Threads: one request, one thread at a time.
 */
#ifndef NFM_REQUEST_H
#define NFM_REQUEST_H

#include "httpd.h"
#include "config_reader.h"
#include "properties.h"
#include "../render/style.h"

/* How a view was asked for: at an address of its own, or in the place of the
 * page. */
typedef enum nfm_way_e {
    NFM_BY_NOTHING,
    NFM_BY_ARGUMENT,
    NFM_BY_PREFIX,
    NFM_BY_ACCEPT,
    NFM_BY_COOKIE,
    NFM_BY_CONFIGURATION /* NewsFilterReader Always */
} nfm_way_e;

/* At an address that only gives views? */
static inline int nfm_way_has_address(nfm_way_e way)
{
    return way == NFM_BY_ARGUMENT || way == NFM_BY_PREFIX;
}

typedef struct nfm_request_t {
    int streams;             /* our filter passes the page on by parts */
    nfm_way_e way;           /* how this request asks for a view */
    nfm_view_e view;         /* which one */
    nfm_ask_e ask;           /* NFM_BY_ARGUMENT: what for */
    nf_reader_style_t style; /* NFM_VIEW_READER: what this reader chose */
    const char *asked_args;  /* r->args with that argument, while it is
                              * taken out */
    char *asked_uri;         /* r->uri with the prefix, if it had one */
    char *page_args;         /* r->args without it, while a cache looks */
    int in_cache;
    const char *accept_encoding; /* taken out of headers_in, or NULL */
    json_t *article;             /* the last one written, or NULL */
    int amending;                /* modules may change it */
    const nfm_values_t *values;  /* of the administrator's properties */
} nfm_request_t;

/* Made at first use: never NULL. Without making it: NULL where nothing has
 * been kept. */
nfm_request_t *nfm_request_of(request_rec *r);
nfm_request_t *nfm_request_peek(const request_rec *r);

/* That of this or an earlier address of the same request where the client
 * asked for a view; NULL: it asked for the page. */
const nfm_request_t *nfm_request_asker(const request_rec *r);

/* Take Accept-Encoding away from what a backend will see, and put it back. */
void nfm_request_hide_encodings(request_rec *r);
void nfm_request_restore_encodings(request_rec *r);

/* The values of NewsFilterProperty for this response, evaluated once, when
 * they are first asked for: what is known under them is what is written. NULL
 * where there are none. */
const nfm_values_t *nfm_request_values(request_rec *r);

/* What they depend on goes into Vary, once the page is to be changed. */
void nfm_request_vary(request_rec *r);

/* The page's own address, as the client would write it, without our argument
 * and prefix: absolute; NULL when the client's Host is nothing to repeat. */
const char *nfm_request_url(request_rec *r, const nfm_reader_conf_t *conf);

/* The same from the root of the site: "/a/b?c=d". NULL where the request
 * names no path. */
const char *nfm_request_address(request_rec *r, const nfm_reader_conf_t *conf);

/* The address of a view, from the root of the site; NULL where that view is
 * not given. For NFM_VIEW_PAGE: of the page where its own address may give a
 * view. */
const char *nfm_request_view_url(request_rec *r, const nfm_reader_conf_t *conf,
                                 nfm_view_e view);

/* The same for a page with this path and query (or NULL). */
const char *nfm_view_address(apr_pool_t *pool, const nfm_reader_conf_t *conf,
                             nfm_view_e view, const char *path,
                             const char *query);

#endif
