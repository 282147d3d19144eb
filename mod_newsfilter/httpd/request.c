/* request.c -- what is kept of a request (request.h). */
#include <apr_strings.h>

#include "httpd.h"
#include "http_config.h"
#include "http_core.h"
#include "choice.h"
#include "config.h"
#include "request.h"

extern module AP_MODULE_DECLARE_DATA newsfilter_module;

nfm_request_t *nfm_request_peek(const request_rec *r)
{
    return ap_get_module_config(r->request_config, &newsfilter_module);
}

nfm_request_t *nfm_request_of(request_rec *r)
{
    nfm_request_t *req = nfm_request_peek(r);

    if (req == NULL) {
        req = apr_pcalloc(r->pool, sizeof(*req));
        ap_set_module_config(r->request_config, &newsfilter_module, req);
    }
    return req;
}

const nfm_request_t *nfm_request_asker(const request_rec *r)
{
    for (; r; r = r->prev) {
        const nfm_request_t *req = nfm_request_peek(r);

        if (req && req->way != NFM_BY_NOTHING) {
            return req;
        }
    }
    return NULL;
}

void nfm_request_hide_encodings(request_rec *r)
{
    const char *value = apr_table_get(r->headers_in, "Accept-Encoding");

    if (value) {
        nfm_request_of(r)->accept_encoding = value;
        apr_table_unset(r->headers_in, "Accept-Encoding");
    }
}

void nfm_request_restore_encodings(request_rec *r)
{
    nfm_request_t *req = nfm_request_peek(r);

    if (req && req->accept_encoding) {
        apr_table_setn(r->headers_in, "Accept-Encoding", req->accept_encoding);
        req->accept_encoding = NULL;
    }
}

const nfm_values_t *nfm_request_values(request_rec *r)
{
    nfm_properties_t *properties = nfm_conf_of(r)->properties;
    nfm_request_t *req;

    if (properties == NULL) {
        return NULL;
    }
    req = nfm_request_of(r);
    if (req->values == NULL) {
        req->values = nfm_properties_evaluate(r, properties);
    }
    return req->values;
}

void nfm_request_vary(request_rec *r)
{
    const nfm_values_t *values = nfm_request_values(r);

    if (values && values->vary) {
        apr_table_mergen(r->headers_out, "Vary", values->vary);
    }
}

/* The page's own path and query, as the client wrote them. */
typedef struct address_t {
    const char *path;
    const char *query; /* or NULL */
} address_t;

/* path is NULL where the request names none. */
static address_t page_address(const request_rec *r,
                              const nfm_reader_conf_t *conf)
{
    const char *prefix = nfm_reader_prefix(conf);
    address_t page = {NULL, NULL};
    nf_reader_style_t style;
    const char *path, *below;

    while (r->prev) {
        r = r->prev;
    }
    path = r->parsed_uri.path;
    if (path == NULL || path[0] != '/') {
        return page;
    }
    below = prefix ? nfm_address_below(path, prefix) : NULL;
    page.path = below ? below : path;
    page.query =
        nfm_asked(r->parsed_uri.query, nfm_reader_param(conf), r->pool).rest;
    (void)nfm_choice_take(page.query, nfm_reader_param(conf), &style, r->pool,
                          &page.query);
    return page;
}

/* Two slashes in front would name a host (RFC 3986 4.2). */
static const char *one_slash(const char *path)
{
    while (path[0] && path[1] == '/') {
        path++;
    }
    return path;
}

const char *nfm_request_url(request_rec *r, const nfm_reader_conf_t *conf)
{
    address_t page = page_address(r, conf);
    const char *url;

    if (page.path == NULL) {
        return NULL;
    }
    url = ap_construct_url(
        r->pool, nfm_address_clean(r->pool, page.path, page.query), r);
    return nfm_address_is_plain(url) ? url : NULL;
}

const char *nfm_request_address(request_rec *r, const nfm_reader_conf_t *conf)
{
    address_t page = page_address(r, conf);

    return page.path
               ? nfm_address_clean(r->pool, one_slash(page.path), page.query)
               : NULL;
}

const char *nfm_request_view_url(request_rec *r, const nfm_reader_conf_t *conf,
                                 nfm_view_e view)
{
    address_t page = page_address(r, conf);

    return page.path
               ? nfm_view_address(r->pool, conf, view, page.path, page.query)
               : NULL;
}

const char *nfm_view_address(apr_pool_t *pool, const nfm_reader_conf_t *conf,
                             nfm_view_e view, const char *path,
                             const char *query)
{
    const char *prefix = nfm_reader_prefix(conf);

    if (!nfm_reader_gives(conf, view)) {
        return NULL;
    }
    path = one_slash(path);
    if (view == NFM_VIEW_READER && prefix) {
        return nfm_address_clean(
            pool, apr_pstrcat(pool, prefix, path + 1, NULL), query);
    }
    query =
        apr_pstrcat(pool, query ? query : "", query ? "&" : "",
                    nfm_reader_param(conf), "=", nfm_view_name(view), NULL);
    return nfm_address_clean(pool, path, query);
}
