/* reader.c -- views of an article (reader.h). */
#include <apr_strings.h>

#include "httpd.h"
#include "http_protocol.h"
#include "http_request.h"

#include "face.h"
#include "reader.h"
#include "../render/reader.h"

static const struct {
    nfm_view_e view;
    nf_format_e format;
    const char *content_type;
} kinds[] = {
    {NFM_VIEW_READER, NF_FORMAT_READER, "text/html; charset=utf-8"},
    {NFM_VIEW_MARKDOWN, NF_FORMAT_MARKDOWN, "text/markdown; charset=utf-8"},
    {NFM_VIEW_TEXT, NF_FORMAT_TEXT, "text/plain; charset=utf-8"},
    {NFM_VIEW_JSON, NF_FORMAT_JSON, "application/json"},
};

#define NKINDS (sizeof(kinds) / sizeof(kinds[0]))

nf_str_t nfm_reader_render(const nf_enrich_t *found, nfm_view_e view,
                           const nf_options_t *options, apr_pool_t *pool)
{
    const nf_str_t none = {NULL, 0};
    size_t i;

    if (found->facts == NULL || !found->facts->is_article) {
        return none;
    }
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

    if (apr_is_empty_table(out)) {
        return;
    }
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        apr_table_unset(out, names[i]);
    }
}

void nfm_reader_vary(request_rec *r, const nfm_conf_t *conf)
{
    const nfm_request_t *asker;

    if (nfm_conf_reader(conf) == NFM_READER_OFF) {
        return;
    }
    asker = nfm_request_asker(r);
    if (asker && nfm_way_has_address(asker->way)) {
        return;
    }
    if (nfm_reader_negotiates(&conf->reader)) {
        apr_table_mergen(r->headers_out, "Vary", "Accept");
    }
    if (nfm_reader_has_cookie(&conf->reader)) {
        apr_table_mergen(r->headers_out, "Vary", "Cookie");
    }
}

void nfm_reader_headers(request_rec *r, const nfm_ctx_t *ctx)
{
    const nfm_reader_conf_t *conf = &ctx->conf->reader;
    const nf_reader_face_t *face =
        ctx->view == NFM_VIEW_READER ? nfm_face_outline(r, ctx->conf, ctx->way)
                                     : NULL;
    const char *url = nfm_request_url(r, conf);
    apr_table_t *out = r->headers_out;
    size_t i;

    drop_page_headers(out);
    drop_page_headers(r->err_headers_out);
    for (i = 0; i < NKINDS; i++) {
        if (kinds[i].view == ctx->view) {
            ap_set_content_type(r, kinds[i].content_type);
        }
    }
    apr_table_setn(out, "Content-Security-Policy",
                   nf_style_csp(face, r->pool));
    apr_table_setn(out, "X-Content-Type-Options", "nosniff");
    apr_table_setn(out, "Referrer-Policy", "strict-origin-when-cross-origin");
    if (ctx->way != NFM_BY_CONFIGURATION && nfm_reader_is_noindex(conf)) {
        apr_table_setn(out, "X-Robots-Tag", "noindex");
    }
    if (ctx->way == NFM_BY_COOKIE) {
        apr_table_mergen(out, "Cache-Control", "private");
    }
    if (ctx->view == NFM_VIEW_READER && nfm_reader_controls(conf)
        && ctx->way != NFM_BY_COOKIE) {
        apr_table_mergen(out, "Vary", "Cookie");
    }
    if (url) {
        apr_table_setn(
            out, "Link",
            apr_pstrcat(r->pool, "<", url, ">; rel=\"canonical\"", NULL));
    }
}
