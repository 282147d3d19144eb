/* request.c -- what is kept of a request (request.h). */
#include "httpd.h"
#include "http_config.h"
#include "http_core.h"
#include "request.h"

extern module AP_MODULE_DECLARE_DATA newsfilter_module;

static nfm_request_t *peek(const request_rec *r)
{
    return ap_get_module_config(r->request_config, &newsfilter_module);
}

nfm_request_t *nfm_request_of(request_rec *r)
{
    nfm_request_t *req = peek(r);

    if (req == NULL) {
        req = apr_pcalloc(r->pool, sizeof(*req));
        ap_set_module_config(r->request_config, &newsfilter_module, req);
    }
    return req;
}

/* Of this request_rec or an earlier one: who asked for a view; or NULL. */
static const nfm_request_t *asker(const request_rec *r)
{
    for (; r; r = r->prev) {
        const nfm_request_t *req = peek(r);

        if (req && req->way != NFM_BY_NOTHING) {
            return req;
        }
    }
    return NULL;
}

nfm_view_e nfm_request_view(const request_rec *r)
{
    const nfm_request_t *req = asker(r);

    return req ? req->view : NFM_VIEW_PAGE;
}

nfm_way_e nfm_request_way(const request_rec *r)
{
    const nfm_request_t *req = asker(r);

    return req ? req->way : NFM_BY_NOTHING;
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
    for (; r; r = r->prev) {
        nfm_request_t *req = peek(r);

        if (req && req->accept_encoding) {
            apr_table_setn(r->headers_in, "Accept-Encoding",
                           req->accept_encoding);
            req->accept_encoding = NULL;
        }
    }
}

const char *nfm_request_url(request_rec *r, const nfm_reader_conf_t *conf)
{
    const char *prefix = nfm_reader_prefix(conf);
    const char *path, *below, *query, *url;

    while (r->prev) {
        r = r->prev;
    }
    if (r->parsed_uri.path == NULL || r->parsed_uri.path[0] != '/') {
        return NULL;
    }
    path = r->parsed_uri.path;
    below = prefix ? nfm_address_below(path, prefix) : NULL;
    query =
        nfm_asked(r->parsed_uri.query, nfm_reader_param(conf), r->pool).rest;
    url = ap_construct_url(
        r->pool, nfm_address_clean(r->pool, below ? below : path, query), r);
    return nfm_address_is_plain(url) ? url : NULL;
}
