/* complete.c -- a page that is complete (complete.h). */
#include "httpd.h"

#include "complete.h"
#include "decide.h"
#include "headers.h"
#include "reader.h"
#include "request.h"
#include "splice.h"

/* One brigade of the changed page, with EOS inside, so that the core knows
 * its exact length. */
static apr_status_t pass_changed(ap_filter_t *f, nfm_ctx_t *ctx,
                                 apr_bucket_brigade *bb)
{
    request_rec *r = f->r;
    int proxied = r->proxyreq != PROXYREQ_NONE;
    unsigned digest = nfm_conf_digest(nfm_filter_hash(f, ctx));

    nfm_request_vary(r);
    nfm_headers_drop_entity(r->headers_out, proxied);
    nfm_headers_drop_entity(r->err_headers_out, proxied);
    nfm_headers_drop_entity(r->trailers_out, proxied);
    nfm_etag_out(r->headers_out, r->pool, digest);
    nfm_etag_out(r->err_headers_out, r->pool, digest);
    ap_remove_output_filter(f);
    return ap_pass_brigade(f->next, bb);
}

/* Make the edits in the held page. */
static apr_status_t enrich(ap_filter_t *f, nfm_ctx_t *ctx,
                           apr_bucket_brigade *bb, const nfm_entry_t *entry)
{
    if (ctx->held) {
        APR_BRIGADE_PREPEND(bb, ctx->held);
    }
    if (nfm_filter_edit(f, bb, entry, 0) != APR_SUCCESS) {
        return nfm_filter_skip(f, ctx, bb,
                               nfm_reason_name(NFM_SKIP_UNREADABLE));
    }
    nfm_splice_drop_flushes(bb);
    nfm_filter_scratch_end(ctx);
    return pass_changed(f, ctx, bb);
}

/* The view in the place of the held page. */
static apr_status_t show_view(ap_filter_t *f, nfm_ctx_t *ctx,
                              apr_bucket_brigade *bb, nf_str_t view)
{
    apr_status_t rv;

    if (ctx->held) {
        APR_BRIGADE_PREPEND(bb, ctx->held);
    }
    nfm_splice_replace(bb, view);
    nfm_reader_headers(f->r, ctx);
    nfm_filter_note(f, nfm_view_name(ctx->view));
    rv = pass_changed(f, ctx, bb);
    nfm_filter_scratch_end(ctx); /* the view is there */
    return rv;
}

/* HEAD from a backend or a script has no page to look at: where nothing is
 * known of it, leave out the fields that depend on it (RFC 9110 9.3.2). */
static apr_status_t head_only(ap_filter_t *f, nfm_ctx_t *ctx,
                              apr_bucket_brigade *bb)
{
    request_rec *r = f->r;

    if (ctx->changes) {
        if (ctx->view != NFM_VIEW_PAGE) {
            nfm_reader_headers(r, ctx);
        }
        nfm_filter_note_skip(f, nfm_reason_name(NFM_SKIP_HEAD));
        nfm_filter_scratch_end(ctx);
        return pass_changed(f, ctx, bb);
    }
    nfm_filter_drop_validators(r);
    return nfm_filter_skip(f, ctx, bb, nfm_reason_name(NFM_SKIP_HEAD));
}

apr_status_t nfm_complete(ap_filter_t *f, nfm_ctx_t *ctx,
                          apr_bucket_brigade *bb)
{
    nfm_cache_room_t room;
    nfm_entry_t entry;

    if (f->c->aborted) {
        return nfm_filter_leave(f, ctx, APR_ECONNABORTED);
    }
    if (ctx->bytes == 0) {
        return f->r->header_only
                   ? head_only(f, ctx, bb)
                   : nfm_filter_skip(f, ctx, bb,
                                     nfm_reason_name(NFM_SKIP_EMPTY));
    }
    if (nfm_decide(f, ctx, bb, &room, &entry) != APR_SUCCESS) {
        return nfm_filter_skip(f, ctx, bb,
                               nfm_reason_name(NFM_SKIP_UNREADABLE));
    }
    if (entry.view.p) {
        return show_view(f, ctx, bb, entry.view);
    }
    return entry.nedits ? enrich(f, ctx, bb, &entry)
                        : nfm_filter_skip(f, ctx, bb, entry.skip);
}
