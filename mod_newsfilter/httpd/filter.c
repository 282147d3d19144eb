/* filter.c -- the filter: decide, hold, change, pass on (filter.h). */
#include <apr_strings.h>

#include "httpd.h"
#include "http_connection.h"
#include "http_core.h"
#include "http_protocol.h"
#include "http_request.h"

#include "choice.h"
#include "complete.h"
#include "decide.h"
#include "face.h"
#include "filter.h"
#include "headers.h"
#include "log.h"
#include "modules.h"
#include "reader.h"
#include "request.h"
#include "splice.h"
#include "stream.h"
#include "timer.h"

APLOG_USE_MODULE(newsfilter);

/* Waiting for a pipe inside the window: naps of 1, 2, 4 ... 16 ms. */
#define FIRST_NAP apr_time_from_msec(1)
#define LONGEST_NAP apr_time_from_msec(16)

/* After so long a silence a page is looked at, as far as it is here: its head
 * may say that it stays as it is. */
#define GLANCE_AFTER apr_time_from_msec(20)

/* Once a response: is_second() has seen that the note is not there. */
static void tell(request_rec *r, const char *outcome)
{
    apr_table_addn(r->notes, "newsfilter", outcome);
    apr_table_setn(r->subprocess_env, "newsfilter", outcome);
    ap_log_rerror(APLOG_MARK, APLOG_DEBUG, 0, r, NF_LOGNO(0001) "%s for %s",
                  outcome, r->uri);
}

void nfm_filter_note(ap_filter_t *f, const char *outcome)
{
    nfm_stats_count(nfm_conf_stats(f->r), outcome);
    tell(f->r, outcome);
}

void nfm_filter_note_skip(ap_filter_t *f, const char *reason)
{
    nfm_filter_note(f, apr_pstrcat(f->r->pool, "skip:", reason, NULL));
}

/* (Apart, since the number is asked for several times a page.) */
__attribute__((noinline)) static apr_uint64_t
hash_of(const nfm_ctx_t *ctx, const nfm_values_t *values)
{
    return nfm_conf_hash(ctx->conf, ctx->view, values)
           + nfm_choice_number(&ctx->style) * (ctx->view == NFM_VIEW_READER);
}

apr_uint64_t nfm_filter_hash(ap_filter_t *f, nfm_ctx_t *ctx)
{
    if (ctx->conf_hash == 0) {
        ctx->conf_hash = hash_of(ctx, nfm_request_values(f->r));
    }
    return ctx->conf_hash;
}

static void set_links(request_rec *r, const nfm_reader_conf_t *conf,
                      nf_options_t *options)
{
    options->reader_url = nfm_request_view_url(r, conf, NFM_VIEW_READER);
    options->markdown_url = nfm_request_view_url(r, conf, NFM_VIEW_MARKDOWN);
}

const nf_options_t *nfm_filter_options(ap_filter_t *f, nfm_ctx_t *ctx)
{
    request_rec *r = f->r;
    nf_options_t *options;

    if (ctx->options) {
        return ctx->options;
    }
    options = ctx->options = apr_pcalloc(r->pool, sizeof(*options));
    /* As it will be sent: AddDefaultCharset counts. */
    options->transport_charset =
        nfm_charset_param(r->pool, ap_make_content_type(r, r->content_type));
    options->fallback_charset = ctx->conf->charset;
    nfm_conf_settings(ctx->conf, &options->settings);
    if (ctx->state == NFM_STATE_STREAM) { /* these places have gone out */
        options->settings.in_head = 0;
        options->settings.existing = NF_EXISTING_KEEP;
    }
    if (ctx->conf->properties || nfm_conf_shared(r->server)->watched) {
        options->amend = nfm_modules_amend;
        options->amend_data = r;
    }
    options->url = nfm_request_url(r, &ctx->conf->reader);
    options->facts = ctx->view != NFM_VIEW_PAGE;
    if (ctx->view == NFM_VIEW_READER) {
        options->style = &ctx->style;
        options->face = nfm_face(r, ctx->conf, ctx->way);
    }
    if (nfm_reader_links(ctx->conf)) {
        set_links(r, &ctx->conf->reader, options);
    }
    return options;
}

apr_status_t nfm_filter_edit(ap_filter_t *f, apr_bucket_brigade *bb,
                             const nfm_entry_t *entry, apr_off_t first)
{
    apr_size_t done;
    apr_status_t rv =
        nfm_splice_edit(bb, entry->edits, entry->nedits, first, &done);

    if (rv == APR_SUCCESS) {
        nfm_stats_t *stats = nfm_conf_stats(f->r);

        nfm_stats_add(stats, NFM_STATS_BYTES, done);
        nfm_stats_add(stats,
                      entry->skip ? NFM_STATS_AMENDED : NFM_STATS_ARTICLE, 1);
        tell(f->r, entry->skip ? "amended" : "article");
    }
    return rv;
}

apr_pool_t *nfm_filter_scratch(ap_filter_t *f, nfm_ctx_t *ctx)
{
    if (ctx->scratch == NULL) {
        apr_pool_create_ex(&ctx->scratch, f->r->pool, NULL,
                           nfm_conf_allocator(f->r->server));
        apr_pool_tag(ctx->scratch, "newsfilter");
    }
    return ctx->scratch;
}

void nfm_filter_scratch_end(nfm_ctx_t *ctx)
{
    if (ctx->scratch) {
        apr_pool_destroy(ctx->scratch);
        ctx->scratch = NULL;
    }
}

/* The held brigades pass on their own: one brigade of both would change how
 * the answer is framed, since EOS would stand in the first one. */
apr_status_t nfm_filter_release(ap_filter_t *f, nfm_ctx_t *ctx,
                                apr_bucket_brigade *bb)
{
    nfm_filter_scratch_end(ctx);
    ap_remove_output_filter(f);
    if (ctx->held && !APR_BRIGADE_EMPTY(ctx->held)) {
        apr_status_t rv = ap_pass_brigade(f->next, ctx->held);

        apr_brigade_cleanup(ctx->held);
        if (rv != APR_SUCCESS) {
            return rv;
        }
    }
    return APR_BRIGADE_EMPTY(bb) ? APR_SUCCESS : ap_pass_brigade(f->next, bb);
}

apr_status_t nfm_filter_leave(ap_filter_t *f, nfm_ctx_t *ctx, apr_status_t rv)
{
    nfm_filter_note_skip(f, nfm_reason_name(f->c->aborted ? NFM_SKIP_ABORTED
                                                          : NFM_SKIP_BROKEN));
    nfm_filter_scratch_end(ctx);
    ap_remove_output_filter(f);
    return rv;
}

void nfm_filter_drop_validators(request_rec *r)
{
    int proxied = r->proxyreq != PROXYREQ_NONE;

    nfm_headers_drop_entity(r->headers_out, proxied);
    nfm_headers_drop_entity(r->err_headers_out, proxied);
    apr_table_unset(r->headers_out, "ETag");
    apr_table_unset(r->err_headers_out, "ETag");
}

apr_status_t nfm_filter_skip(ap_filter_t *f, nfm_ctx_t *ctx,
                             apr_bucket_brigade *bb, const char *reason)
{
    nfm_filter_note_skip(f, reason);
    return nfm_filter_release(f, ctx, bb);
}

/* Made once something has to be kept: most answers of a server are no pages,
 * and pass on without. */
static nfm_ctx_t *create_ctx(ap_filter_t *f)
{
    request_rec *r = f->r;
    const nfm_request_t *asker = nfm_request_asker(r);
    nfm_ctx_t *ctx = apr_pcalloc(r->pool, sizeof(*ctx));

    ctx->conf = nfm_conf_of(r);
    if (asker) {
        ctx->view = asker->view;
        ctx->way = asker->way;
        ctx->style = asker->style;
    }
    else {
        ctx->style = nf_style_default();
    }
    f->ctx = ctx;
    return ctx;
}

static ap_filter_t *filter_of(request_rec *r)
{
    ap_filter_t *f = r->output_filters;

    while (f && (f->r != r || f->frec->filter_func.out_func != nfm_filter)) {
        f = f->next;
    }
    return f;
}

/* mod_cache is a handler too. It looks at the client's own headers, and what
 * it then asks for has tags of ours. */
static void hide_tags(request_rec *r, nfm_ctx_t *ctx)
{
    ctx->asked_digest = nfm_conf_digest(
        hash_of(ctx, nfm_properties_evaluate(r, ctx->conf->properties)));
    ctx->showed_tag = nfm_etag_in(r->headers_in, r->pool, ctx->asked_digest);
}

/* (Apart, since most requests have nothing to change.) */
__attribute__((noinline)) static void change_request(request_rec *r, int tags,
                                                     int encodings)
{
    ap_filter_t *f = filter_of(r);

    if (f && tags) {
        hide_tags(r, create_ctx(f));
    }
    if (f && encodings) {
        nfm_request_hide_encodings(r);
    }
}

void nfm_filter_before_handler(request_rec *r)
{
    int tags = nfm_etag_is_asked(r->headers_in);
    int encodings = r->proxyreq == PROXYREQ_REVERSE
                    && nfm_conf_backend_identity(nfm_conf_of(r));

    if ((tags || encodings) && r->main == NULL) {
        change_request(r, tags, encodings);
    }
}

/* A 304 leads to a page that carries our tag if the client showed one
 * (RFC 9110 15.4.5: the tag that the 200 would have had). */
static void restore_tag(ap_filter_t *f, const nfm_ctx_t *ctx)
{
    request_rec *r = f->r;

    if (ctx && ctx->showed_tag) {
        nfm_request_vary(r);
        nfm_etag_restore(r->headers_out, r->headers_in, r->pool,
                         ctx->asked_digest);
        nfm_etag_restore(r->err_headers_out, r->headers_in, r->pool,
                         ctx->asked_digest);
    }
}

static nfm_reason_e ask_gate(ap_filter_t *f, const nfm_conf_t *conf)
{
    request_rec *r = f->r;
    nfm_gate_t gate = {.subrequest = r->main != NULL,
                       .status = r->status,
                       .get = r->method_number == M_GET,
                       .forward_proxy = r->proxyreq == PROXYREQ_PROXY,
                       .content_type = r->content_type,
                       .content_encoding = r->content_encoding,
                       .env = r->subprocess_env,
                       .in = r->headers_in,
                       .out = r->headers_out,
                       .err = r->err_headers_out,
                       .max_size = nfm_conf_max_size(conf)};

    return nfm_gate(&gate);
}

/* Another instance of ours in the same chain is at work, or has been. */
static int is_second(const request_rec *r)
{
    const nfm_request_t *req = nfm_request_peek(r);

    return (req && req->streams) || apr_table_get(r->notes, "newsfilter");
}

/* The first brigade: settle what holds for the whole response. */
static nfm_reason_e begin(ap_filter_t *f)
{
    request_rec *r = f->r;
    const nfm_conf_t *conf = nfm_conf_of(r);
    nfm_reason_e reason;

    nfm_request_restore_encodings(r);
    if (is_second(r)) {
        return NFM_SKIP_TWICE;
    }
    if (r->status == HTTP_NOT_MODIFIED) {
        restore_tag(f, f->ctx);
        nfm_reader_vary(r, conf);
        return NFM_SKIP_STATUS;
    }
    reason = ask_gate(f, conf);
    if (reason == NFM_MAY) {
        nfm_reader_vary(r, conf);
    }
    return reason;
}

static void begin_to_hold(ap_filter_t *f, nfm_ctx_t *ctx)
{
    ctx->state = NFM_STATE_HOLD;
    ctx->max_size = nfm_conf_max_size(ctx->conf);
    ctx->since = apr_time_now();
    /* A view can only be made of the whole page, and at an address of its
     * own nobody waits for the first bytes of the original: the server's own
     * patience counts. */
    ctx->window = ctx->view != NFM_VIEW_PAGE && nfm_way_has_address(ctx->way)
                      ? f->r->server->timeout
                      : nfm_conf_max_delay(ctx->conf);
}

static int is_past(const nfm_ctx_t *ctx, apr_interval_time_t time)
{
    apr_interval_time_t elapsed = apr_time_now() - ctx->since;

    /* The clock may have been set back. */
    return elapsed < 0 || elapsed >= time;
}

static int window_is_over(const nfm_ctx_t *ctx)
{
    return is_past(ctx, ctx->window);
}

/* How long to wait in silence before something is done: a glance, or the end
 * of the window. */
static apr_interval_time_t patience(const nfm_ctx_t *ctx)
{
    int glance = !ctx->glanced && ctx->view == NFM_VIEW_PAGE
                 && ctx->window > GLANCE_AFTER;

    return glance ? GLANCE_AFTER : ctx->window;
}

/* Bytes of a bucket whose length nobody knows yet: wait for them as long as
 * there is patience. APR_EAGAIN: no more. */
static apr_status_t await(const nfm_ctx_t *ctx, apr_bucket *e)
{
    apr_interval_time_t nap = FIRST_NAP;
    const char *data;
    apr_size_t len;

    for (;;) {
        apr_status_t rv = apr_bucket_read(e, &data, &len, APR_NONBLOCK_READ);

        if (!APR_STATUS_IS_EAGAIN(rv) || is_past(ctx, patience(ctx))) {
            return rv;
        }
        apr_sleep(nap);
        nap = nap * 2 > LONGEST_NAP ? LONGEST_NAP : nap * 2;
    }
}

/* What one bucket means for a page that is being held. */
typedef enum look_e {
    LOOK_ON,
    LOOK_COMPLETE,
    LOOK_SILENCE,
    LOOK_GIVE_UP
} look_e;

static look_e look(nfm_ctx_t *ctx, apr_bucket *e, nfm_reason_e *reason)
{
    if (APR_BUCKET_IS_EOS(e)) {
        return LOOK_COMPLETE;
    }
    if (nfm_splice_is_failure(e)) {
        *reason = NFM_SKIP_BROKEN;
        return LOOK_GIVE_UP;
    }
    if (APR_BUCKET_IS_METADATA(e)) {
        return LOOK_ON;
    }
    if (e->length == (apr_size_t)-1) {
        apr_status_t rv = await(ctx, e);

        if (APR_STATUS_IS_EAGAIN(rv)) {
            return LOOK_SILENCE;
        }
        if (rv != APR_SUCCESS) {
            *reason = NFM_SKIP_UNREADABLE;
            return LOOK_GIVE_UP;
        }
    }
    ctx->bytes += (apr_off_t)e->length;
    if (ctx->bytes > ctx->max_size) {
        *reason = NFM_SKIP_TOO_LARGE;
        return LOOK_GIVE_UP;
    }
    return LOOK_ON;
}

/* The window ended first. */
static apr_status_t window_over(ap_filter_t *f, nfm_ctx_t *ctx,
                                apr_bucket_brigade *bb)
{
    const char *known;

    if (ctx->view != NFM_VIEW_PAGE) {
        return nfm_filter_skip(f, ctx, bb, nfm_reason_name(NFM_SKIP_SLOW));
    }
    if (ctx->held) {
        APR_BRIGADE_PREPEND(bb, ctx->held);
    }
    ctx->state = NFM_STATE_STREAM;
    ctx->options = NULL; /* they are others for a stream */
    known = nfm_decide_glance(f, ctx, bb);
    if (known) {
        return nfm_filter_skip(f, ctx, bb, known);
    }
    nfm_request_of(f->r)->streams = 1;
    nfm_stream_begin(f, ctx);
    return nfm_stream(f, ctx, bb);
}

/* Nothing comes. Whether what is here says that the page stays as it is, or
 * the window is over, so that it has been passed on. */
static int is_settled(ap_filter_t *f, nfm_ctx_t *ctx, apr_bucket_brigade *bb,
                      apr_status_t *rv)
{
    const char *known;

    if (patience(ctx) == ctx->window) {
        *rv = window_over(f, ctx, bb);
        return 1;
    }
    ctx->glanced = 1;
    known = nfm_decide_glance(f, ctx, bb);
    if (known) {
        *rv = nfm_filter_skip(f, ctx, bb, known);
    }
    return known != NULL;
}

/* The backend is silent: do not wait for its next byte. */
static apr_status_t due(ap_filter_t *f)
{
    nfm_ctx_t *ctx = f->ctx;
    apr_bucket_alloc_t *alloc = f->c->bucket_alloc;
    apr_bucket_brigade *bb = apr_brigade_create(f->r->pool, alloc);
    apr_status_t rv = APR_SUCCESS;

    APR_BRIGADE_INSERT_TAIL(bb, apr_bucket_flush_create(alloc));
    if (!is_settled(f, ctx, bb, &rv)) {
        nfm_timer_set(f, ctx->since + patience(ctx), due);
    }
    return rv;
}

/* The sender has nothing more for now. Where the timer does not see it go on,
 * what it wants flushed could be held for as long as it likes. */
static int is_held_blindly(const nfm_ctx_t *ctx, apr_bucket_brigade *bb)
{
    return ctx->view == NFM_VIEW_PAGE
           && APR_BUCKET_IS_FLUSH(APR_BRIGADE_LAST(bb))
           && nfm_timer_is_blind();
}

static apr_status_t hold(ap_filter_t *f, nfm_ctx_t *ctx,
                         apr_bucket_brigade *bb)
{
    nfm_reason_e reason = NFM_MAY;
    apr_bucket *e = APR_BRIGADE_FIRST(bb);
    apr_status_t rv;

    while (e != APR_BRIGADE_SENTINEL(bb)) {
        switch (look(ctx, e, &reason)) {
        case LOOK_COMPLETE:
            return nfm_complete(f, ctx, bb);
        case LOOK_SILENCE:
            if (is_settled(f, ctx, bb, &rv)) {
                return rv;
            }
            break;
        case LOOK_GIVE_UP:
            return nfm_filter_skip(f, ctx, bb, nfm_reason_name(reason));
        case LOOK_ON:
            e = APR_BUCKET_NEXT(e);
            break;
        }
    }
    if (window_is_over(ctx) || is_held_blindly(ctx, bb)) {
        return window_over(f, ctx, bb);
    }
    if (nfm_splice_hold(f, &ctx->held, bb) != APR_SUCCESS) {
        return nfm_filter_skip(f, ctx, bb,
                               nfm_reason_name(NFM_SKIP_UNREADABLE));
    }
    nfm_timer_set(f, ctx->since + patience(ctx), due);
    return APR_SUCCESS;
}

/* Most answers of a server are no pages: this is the short way for them. */
static apr_status_t refuse(ap_filter_t *f, apr_bucket_brigade *bb,
                           nfm_reason_e reason)
{
    if (reason != NFM_SKIP_TWICE) {
        nfm_stats_count_reason(nfm_conf_stats(f->r), reason);
        tell(f->r, nfm_reason_outcome(reason));
    }
    ap_remove_output_filter(f);
    return ap_pass_brigade(f->next, bb);
}

/* The first brigade. */
static apr_status_t first(ap_filter_t *f, apr_bucket_brigade *bb)
{
    nfm_reason_e reason = begin(f);
    nfm_ctx_t *ctx = f->ctx;
    const char *known;

    if (reason != NFM_MAY) {
        return refuse(f, bb, reason);
    }
    if (ctx == NULL) {
        ctx = create_ctx(f);
    }
    begin_to_hold(f, ctx);
    known = nfm_decide_early(f, ctx);
    return known ? nfm_filter_skip(f, ctx, bb, known) : hold(f, ctx, bb);
}

apr_status_t nfm_filter(ap_filter_t *f, apr_bucket_brigade *bb)
{
    nfm_ctx_t *ctx = f->ctx;

    if (APR_BRIGADE_EMPTY(bb)) {
        return APR_SUCCESS;
    }
    if (ctx == NULL || ctx->state == NFM_STATE_NEW) {
        return first(f, bb);
    }
    nfm_timer_clear();
    return ctx->state == NFM_STATE_STREAM ? nfm_stream(f, ctx, bb)
                                          : hold(f, ctx, bb);
}
