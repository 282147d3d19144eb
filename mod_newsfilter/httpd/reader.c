/* reader.c -- views of an article (reader.h). */
#include <apr_strings.h>

#include "httpd.h"
#include "http_protocol.h"
#include "http_request.h"

#include "config.h"
#include "log.h"
#include "reader.h"
#include "request.h"
#include "../render/reader.h"

APLOG_USE_MODULE(newsfilter);

static const struct {
    nfm_view_e view;
    nf_format_e format;
    const char *content_type;
} kinds[] = {
    {NFM_VIEW_READER, NF_FORMAT_READER, "text/html; charset=utf-8"},
    {NFM_VIEW_MARKDOWN, NF_FORMAT_MARKDOWN, "text/markdown; charset=utf-8"},
    {NFM_VIEW_TEXT, NF_FORMAT_TEXT, "text/plain; charset=utf-8"},
};

#define NKINDS (sizeof(kinds) / sizeof(kinds[0]))

nf_str_t nfm_reader_render(const nf_enrich_t *found, nfm_view_e view,
                           const nf_options_t *options, apr_pool_t *pool)
{
    const nf_str_t none = {NULL, 0};
    size_t i;

    for (i = 0; i < NKINDS; i++) {
        if (kinds[i].view == view) {
            return nf_enrich_render(found, kinds[i].format, options, pool);
        }
    }
    return none;
}

/* What belongs to the page and would be wrong or weaker on the view: its
 * policies, its links for preloading, its reloading. */
static void drop_page_headers(apr_table_t *out)
{
    static const char *const names[] = {"Content-Security-Policy",
                                        "Content-Security-Policy-Report-Only",
                                        "X-Content-Type-Options",
                                        "Referrer-Policy",
                                        "X-Robots-Tag",
                                        "Link",
                                        "Refresh"};
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        apr_table_unset(out, names[i]);
    }
}

void nfm_reader_headers(request_rec *r, nfm_view_e view, const char *url)
{
    apr_table_t *out = r->headers_out;
    size_t i;

    drop_page_headers(out);
    drop_page_headers(r->err_headers_out);
    for (i = 0; i < NKINDS; i++) {
        if (kinds[i].view == view) {
            ap_set_content_type(r, kinds[i].content_type);
        }
    }
    apr_table_setn(out, "Content-Security-Policy",
                   nf_style_csp(NULL, r->pool));
    apr_table_setn(out, "X-Content-Type-Options", "nosniff");
    apr_table_setn(out, "Referrer-Policy", "strict-origin-when-cross-origin");
    apr_table_setn(out, "X-Robots-Tag", "noindex");
    if (url) {
        apr_table_setn(
            out, "Link",
            apr_pstrcat(r->pool, "<", url, ">; rel=\"canonical\"", NULL));
    }
}

/* Put back what an earlier hook took out. */
static void put_back(request_rec *r, nfm_request_t *req)
{
    r->args = (char *)req->asked_args;
    req->asked_args = NULL;
    req->view = NFM_VIEW_PAGE;
}

/* Take the argument out if this request's configuration gives views. */
static void take_out(request_rec *r)
{
    const nfm_conf_t *conf = nfm_conf_of(r);
    const char *asked = r->args, *rest;
    nfm_request_t *req;
    nfm_view_e view;

    if (asked == NULL || !nfm_conf_reader(conf) || r->method_number != M_GET) {
        return;
    }
    view = nfm_view_of(asked, nfm_conf_reader_name(conf), r->pool, &rest);
    if (view == NFM_VIEW_PAGE) {
        return;
    }
    req = nfm_request_of(r);
    req->view = view;
    req->asked_args = asked;
    r->args = (char *)rest;
    ap_log_rerror(APLOG_MARK, APLOG_TRACE1, 0, r,
                  NF_LOGNO(0003) "%s view of %s", nfm_view_name(view), r->uri);
}

int nfm_reader_translate(request_rec *r)
{
    if (r->main == NULL) {
        take_out(r);
    }
    return DECLINED;
}

int nfm_reader_settle(request_rec *r)
{
    nfm_request_t *req;

    if (r->main) {
        return DECLINED;
    }
    req = nfm_request_of(r);
    if (req->view != NFM_VIEW_PAGE && !nfm_conf_reader(nfm_conf_of(r))) {
        put_back(r, req);
    }
    else if (req->view == NFM_VIEW_PAGE) {
        take_out(r);
    }
    return DECLINED;
}

int nfm_reader_directory(request_rec *r)
{
    apr_size_t len = strlen(r->uri);
    nfm_request_t *req;

    if (r->main || r->finfo.filetype != APR_DIR
        || (len > 0 && r->uri[len - 1] == '/')) {
        return DECLINED;
    }
    req = nfm_request_of(r);
    if (req->view != NFM_VIEW_PAGE) {
        put_back(r, req);
    }
    return DECLINED;
}

int nfm_reader_before_cache(request_rec *r)
{
    nfm_view_e view = nfm_request_view(r);
    nfm_request_t *req;

    if (view == NFM_VIEW_PAGE || r->main) {
        return DECLINED;
    }
    req = nfm_request_of(r);
    req->page_args = r->args;
    req->in_cache = 1;
    r->args = apr_pstrcat(r->pool, r->args ? r->args : "", r->args ? "&" : "",
                          nfm_conf_reader_name(nfm_conf_of(r)), "=",
                          nfm_view_name(view), NULL);
    return DECLINED;
}

int nfm_reader_after_cache(request_rec *r)
{
    nfm_request_t *req = nfm_request_of(r);

    if (req->in_cache) {
        r->args = req->page_args;
        req->in_cache = 0;
    }
    return DECLINED;
}
