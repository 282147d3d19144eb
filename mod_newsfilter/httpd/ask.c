/* ask.c -- which view of a page a request asks for (ask.h). */
#include <apr_strings.h>

#include "httpd.h"
#include "http_protocol.h"
#include "http_request.h"
#include "util_cookies.h"

#include "accept.h"
#include "ask.h"
#include "choice.h"
#include "config.h"
#include "log.h"
#include "request.h"

APLOG_USE_MODULE(newsfilter);

/* The cookie is no secret, and nobody is known by it. */
#define COOKIE_VALUE "reader"
#define COOKIE_ATTRS "Path=/;SameSite=Lax;HttpOnly"
#define COOKIE_SECONDS (365 * 24 * 60 * 60L)

static void note_view(request_rec *r, nfm_request_t *req, nfm_view_e view,
                      nfm_way_e way)
{
    req->view = view;
    req->way = way;
    ap_log_rerror(APLOG_MARK, APLOG_TRACE1, 0, r,
                  NF_LOGNO(0003) "%s view of %s", nfm_view_name(view), r->uri);
}

/* Put back what an earlier hook took out. */
static void put_back_argument(request_rec *r, nfm_request_t *req)
{
    r->args = (char *)req->asked_args;
    req->asked_args = NULL;
    req->ask = NFM_ASK_NOTHING;
    req->view = NFM_VIEW_PAGE;
    req->way = NFM_BY_NOTHING;
}

/* Does this configuration answer to the argument? */
static int may_ask(const nfm_conf_t *conf, nfm_ask_e ask, nfm_view_e view)
{
    if (nfm_conf_reader(conf) == NFM_READER_OFF) {
        return 0;
    }
    return ask == NFM_ASK_VIEW ? nfm_reader_gives(&conf->reader, view)
                               : nfm_reader_has_cookie(&conf->reader);
}

static void take_argument(request_rec *r, nfm_request_t *req,
                          const nfm_conf_t *conf)
{
    nfm_asked_t asked;

    if (r->args == NULL || nfm_conf_reader(conf) == NFM_READER_OFF) {
        return;
    }
    asked = nfm_asked(r->args, nfm_reader_param(&conf->reader), r->pool);
    if (asked.ask == NFM_ASK_NOTHING
        || !may_ask(conf, asked.ask, asked.view)) {
        return;
    }
    req->ask = asked.ask;
    req->asked_args = r->args;
    r->args = (char *)asked.rest;
    note_view(r, req, asked.view, NFM_BY_ARGUMENT);
}

static void take_prefix(request_rec *r, nfm_request_t *req,
                        const nfm_conf_t *conf)
{
    const char *prefix = nfm_reader_prefix(&conf->reader);
    const char *below = prefix ? nfm_address_below(r->uri, prefix) : NULL;

    if (below) {
        req->asked_uri = r->uri;
        r->uri = apr_pstrdup(r->pool, below);
        note_view(r, req, NFM_VIEW_READER, NFM_BY_PREFIX);
    }
}

/* The parts of the hooks for those who ask for a view stand apart: most do
 * not, and a function that does nothing for them should cost next to nothing.
 */
__attribute__((noinline)) static int take_address(request_rec *r,
                                                  const nfm_conf_t *conf)
{
    nfm_request_t *req = nfm_request_of(r);

    take_prefix(r, req, conf);
    take_argument(r, req, conf);
    return DECLINED;
}

int nfm_ask_translate(request_rec *r)
{
    const nfm_conf_t *conf = nfm_conf_of(r);

    return r->main || r->method_number != M_GET
                   || nfm_conf_reader(conf) == NFM_READER_OFF
               ? DECLINED
               : take_address(r, conf);
}

/* The same address gives page or view. */
static void choose_by_headers(request_rec *r, nfm_request_t *req,
                              const nfm_conf_t *conf)
{
    const nfm_reader_conf_t *reader = &conf->reader;
    const char *value = NULL;

    if (nfm_reader_negotiates(reader)) {
        nfm_view_e view =
            nfm_accept_view(apr_table_get(r->headers_in, "Accept"),
                            nfm_reader_formats(reader));

        if (view != NFM_VIEW_PAGE) {
            note_view(r, req, view, NFM_BY_ACCEPT);
            return;
        }
    }
    if (nfm_reader_has_cookie(reader)) {
        ap_cookie_read(r, nfm_reader_param(reader), &value, 0);
    }
    if (value && strcmp(value, COOKIE_VALUE) == 0) {
        note_view(r, req, NFM_VIEW_READER, NFM_BY_COOKIE);
    }
    else if (nfm_conf_reader(conf) == NFM_READER_ALWAYS) {
        note_view(r, req, NFM_VIEW_READER, NFM_BY_CONFIGURATION);
    }
}

/* A redirect that nobody keeps. */
static int go_to(request_rec *r, const char *url)
{
    apr_table_setn(r->headers_out, "Location", url);
    apr_table_setn(r->err_headers_out, "Cache-Control", "no-store");
    return HTTP_SEE_OTHER;
}

/* Set or remove the cookie, and go to the page. */
static int remember(request_rec *r, const nfm_request_t *req,
                    const nfm_conf_t *conf)
{
    const char *name = nfm_reader_param(&conf->reader);
    const char *url = nfm_request_url(r, &conf->reader);

    if (url == NULL) {
        return DECLINED;
    }
    if (req->ask == NFM_ASK_REMEMBER) {
        ap_cookie_write(r, name, COOKIE_VALUE, COOKIE_ATTRS, COOKIE_SECONDS,
                        r->err_headers_out, NULL);
    }
    else {
        ap_cookie_remove(r, name, COOKIE_ATTRS, r->err_headers_out, NULL);
    }
    return go_to(r, url);
}

/* The cookie with the reader's choice of style. */
static const char *style_cookie(request_rec *r, const nfm_conf_t *conf)
{
    return apr_pstrcat(r->pool, nfm_reader_param(&conf->reader), "-style",
                       NULL);
}

/* The form of the reader view was sent: keep the choice in a cookie, and go to
 * the view's address without it, so that the way back is one step. */
static int keep_choice(request_rec *r, const nfm_request_t *req,
                       const nfm_conf_t *conf, const nf_reader_style_t *style)
{
    const char *name = style_cookie(r, conf);
    const char *url = nfm_way_has_address(req->way)
                          ? nfm_request_view_url(r, &conf->reader, req->view)
                          : nfm_request_address(r, &conf->reader);
    nf_reader_style_t preset = nf_style_default();

    if (url == NULL) {
        return DECLINED;
    }
    if (nfm_choice_number(style) == nfm_choice_number(&preset)) {
        ap_cookie_remove(r, name, COOKIE_ATTRS, r->err_headers_out, NULL);
    }
    else {
        ap_cookie_write(r, name, nfm_choice_write(style, r->pool),
                        COOKIE_ATTRS, COOKIE_SECONDS, r->err_headers_out,
                        NULL);
    }
    return go_to(r, url);
}

/* How the reader view is to look: by the form, else by the cookie. */
static int settle_style(request_rec *r, nfm_request_t *req,
                        const nfm_conf_t *conf)
{
    const char *value = NULL, *rest;

    req->style = nf_style_default();
    if (req->view != NFM_VIEW_READER || !nfm_reader_controls(&conf->reader)) {
        return DECLINED;
    }
    ap_cookie_read(r, style_cookie(r, conf), &value, 0);
    nfm_choice_read(value, &req->style);
    if (nfm_choice_take(r->args, nfm_reader_param(&conf->reader), &req->style,
                        r->pool, &rest)) {
        return keep_choice(r, req, conf, &req->style);
    }
    return DECLINED;
}

__attribute__((noinline)) static int settle(request_rec *r,
                                            const nfm_conf_t *conf)
{
    nfm_request_t *req = nfm_request_of(r);

    if (req->way == NFM_BY_ARGUMENT && !may_ask(conf, req->ask, req->view)) {
        put_back_argument(r, req);
    }
    else if (req->way == NFM_BY_PREFIX
             && !may_ask(conf, NFM_ASK_VIEW, req->view)) {
        req->view = NFM_VIEW_PAGE;
    }
    else if (req->way == NFM_BY_NOTHING) {
        take_argument(r, req, conf);
    }
    if (req->ask == NFM_ASK_REMEMBER || req->ask == NFM_ASK_FORGET) {
        return remember(r, req, conf);
    }
    if (nfm_conf_reader(conf) != NFM_READER_OFF
        && nfm_request_asker(r) == NULL) {
        choose_by_headers(r, req, conf);
    }
    return settle_style(r, req, conf);
}

int nfm_ask_settle(request_rec *r)
{
    const nfm_conf_t *conf = nfm_conf_of(r);

    return r->main || r->method_number != M_GET
                   || (nfm_conf_reader(conf) == NFM_READER_OFF
                       && nfm_request_peek(r) == NULL)
               ? DECLINED
               : settle(r, conf);
}

int nfm_ask_directory(request_rec *r)
{
    nfm_request_t *req;
    apr_size_t len;

    if (r->main || r->finfo.filetype != APR_DIR) {
        return DECLINED;
    }
    len = strlen(r->uri);
    if (len > 0 && r->uri[len - 1] == '/') {
        return DECLINED;
    }
    req = nfm_request_of(r);
    if (req->asked_args) {
        put_back_argument(r, req);
    }
    if (req->asked_uri) {
        r->uri = req->asked_uri;
    }
    return DECLINED;
}

__attribute__((noinline)) static int show_view(request_rec *r, nfm_view_e view)
{
    nfm_request_t *req = nfm_request_of(r);

    req->page_args = r->args;
    req->in_cache = 1;
    r->args = apr_pstrcat(r->pool, r->args ? r->args : "", r->args ? "&" : "",
                          nfm_reader_param(&nfm_conf_of(r)->reader), "=",
                          nfm_view_name(view), NULL);
    return DECLINED;
}

int nfm_ask_before_cache(request_rec *r)
{
    const nfm_request_t *asker = nfm_request_asker(r);

    return asker == NULL || asker->view == NFM_VIEW_PAGE || r->main
               ? DECLINED
               : show_view(r, asker->view);
}

void nfm_ask_after_cache(request_rec *r)
{
    nfm_request_t *req = nfm_request_peek(r);

    if (req && req->in_cache) {
        r->args = req->page_args;
        req->in_cache = 0;
    }
}
