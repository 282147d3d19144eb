/* stream.c -- pages that come slowly (stream.h). */
#include <string.h>
#include <apr_strings.h>

#include "httpd.h"
#include "http_protocol.h"
#include "http_request.h"

#include "decide.h"
#include "log.h"
#include "request.h"
#include "splice.h"
#include "stream.h"

APLOG_USE_MODULE(newsfilter);

#define TAG_LEN 6 /* "</body", "</html" */

/* Pass on at the latest when so much has come without a pause. */
#define PASS_AT (64 * 1024)

struct nfm_stream_t {
    apr_bucket_brigade *pend; /* came, not yet passed on */
    apr_bucket_brigade *out;
    apr_off_t passed; /* bytes passed on */
    nf_buf_t copy;    /* all bytes so far, in a pool of their own */
    size_t scanned;   /* no candidate starts before this */
    int tries;
};

/* Room for so many bytes in all. What the copy had before goes back at once: a
 * large page that comes without its length would leave as much as it has. */
static void make_room(nfm_stream_t *s, apr_pool_t *scratch, size_t len)
{
    nf_buf_t old = s->copy;
    apr_pool_t *pool;

    apr_pool_create(&pool, scratch);
    nf_buf_init(&s->copy, pool, len);
    nf_buf_add(&s->copy, old.p, old.len);
    if (old.pool) {
        apr_pool_destroy(old.pool);
    }
}

/* The length that the sender gave, or 0; too large a page has left. */
static size_t said_length(request_rec *r, const nfm_ctx_t *ctx)
{
    const char *value =
        nfm_header_out(r->headers_out, r->err_headers_out, "Content-Length");
    apr_int64_t n = value ? apr_atoi64(value) : 0;

    return n > 0 && n <= ctx->max_size ? (size_t)n : 0;
}

void nfm_stream_begin(ap_filter_t *f, nfm_ctx_t *ctx)
{
    request_rec *r = f->r;
    size_t said = said_length(r, ctx), least = (size_t)ctx->bytes + PASS_AT;
    nfm_stream_t *s = apr_pcalloc(r->pool, sizeof(*s));

    s->pend = apr_brigade_create(r->pool, f->c->bucket_alloc);
    s->out = apr_brigade_create(r->pool, f->c->bucket_alloc);
    make_room(s, nfm_filter_scratch(f, ctx), said > least ? said : least);
    ctx->stream = s;
    nfm_filter_drop_validators(r);
    nfm_request_vary(r); /* goes out before the article */
    ap_log_rerror(APLOG_MARK, APLOG_DEBUG, 0, r,
                  NF_LOGNO(0002) "%s is slow: streaming after %" APR_OFF_T_FMT
                                 " bytes",
                  r->uri, ctx->bytes);
}

/* Everything is settled: the rest passes straight. */
static apr_status_t finish(ap_filter_t *f, nfm_ctx_t *ctx,
                           apr_bucket_brigade *bb)
{
    nfm_stream_t *s = ctx->stream;

    APR_BRIGADE_CONCAT(s->pend, bb);
    nfm_filter_scratch_end(ctx);
    ap_remove_output_filter(f);
    return ap_pass_brigade(f->next, s->pend);
}

static apr_status_t give_up(ap_filter_t *f, nfm_ctx_t *ctx,
                            apr_bucket_brigade *bb, const char *reason)
{
    nfm_filter_note_skip(f, reason);
    return finish(f, ctx, bb);
}

/* Length of "</body" or "</html", or of as much of one as ends the bytes,
 * at p; 0 if neither starts there. */
static size_t tag_prefix(const char *p, size_t len)
{
    static const char *const tags[] = {"</body", "</html"};
    size_t n = len < TAG_LEN ? len : TAG_LEN;
    size_t i;

    for (i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
        if (strncasecmp(p, tags[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

/* How many bytes may pass on: all but a tag that has only begun. */
static apr_off_t safe_bytes(const nfm_stream_t *s)
{
    size_t n = s->copy.len < TAG_LEN ? s->copy.len : TAG_LEN;

    for (; n > 0; n--) {
        if (tag_prefix(s->copy.p + s->copy.len - n, n) == n) {
            break;
        }
    }
    return (apr_off_t)(s->copy.len - n);
}

/* Pass on what may go, and a FLUSH behind it if there is one. */
static apr_status_t pass_safe(ap_filter_t *f, nfm_stream_t *s,
                              apr_bucket *flush)
{
    apr_off_t safe = safe_bytes(s);
    apr_bucket *e;
    apr_status_t rv;

    rv = nfm_splice_find(s->pend, safe - s->passed, &e);
    if (rv != APR_SUCCESS) {
        return rv;
    }
    while (APR_BRIGADE_FIRST(s->pend) != e) {
        apr_bucket *first = APR_BRIGADE_FIRST(s->pend);

        APR_BUCKET_REMOVE(first);
        APR_BRIGADE_INSERT_TAIL(s->out, first);
    }
    s->passed = safe;
    if (flush) {
        APR_BRIGADE_INSERT_TAIL(s->out, flush);
    }
    if (APR_BRIGADE_EMPTY(s->out)) {
        return APR_SUCCESS;
    }
    rv = ap_pass_brigade(f->next, s->out);
    apr_brigade_cleanup(s->out);
    return rv;
}

/* The next place where the page may end, or NULL. */
static char *next_candidate(nfm_stream_t *s)
{
    while (s->copy.len > s->scanned + TAG_LEN) {
        char *end = s->copy.p + s->copy.len;
        char *p = memchr(s->copy.p + s->scanned, '<',
                         s->copy.len - s->scanned - TAG_LEN);

        if (p == NULL) {
            s->scanned = s->copy.len - TAG_LEN;
            return NULL;
        }
        s->scanned = (size_t)(p - s->copy.p) + 1;
        if (tag_prefix(p, (size_t)(end - p)) == TAG_LEN
            && (p[TAG_LEN] == '>' || p[TAG_LEN] == '/'
                || nf_is_space((unsigned char)p[TAG_LEN]))) {
            return p;
        }
    }
    return NULL;
}

/* Insert into what is still here; whether the place is. */
static int insert(ap_filter_t *f, nfm_stream_t *s, const nfm_entry_t *entry)
{
    return nfm_filter_edit(f, s->pend, entry, s->passed) == APR_SUCCESS;
}

typedef enum verdict_e {
    VERDICT_OPEN, /* not the end of the page */
    VERDICT_INSERTED,
    VERDICT_SKIP
} verdict_e;

/* Read the copy up to a candidate as a page. The tag need not be complete:
 * a '>' stands in for what is not here yet. */
static verdict_e judge(ap_filter_t *f, nfm_ctx_t *ctx, char *candidate,
                       const char **reason)
{
    nfm_stream_t *s = ctx->stream;
    size_t at = (size_t)(candidate - s->copy.p);
    nf_str_t bytes = {s->copy.p, at + TAG_LEN + 1};
    verdict_e verdict = VERDICT_OPEN;
    char saved = candidate[TAG_LEN];
    nfm_cache_room_t room;
    nfm_entry_t entry;
    apr_pool_t *pool;

    apr_pool_create(&pool, ctx->scratch);
    candidate[TAG_LEN] = '>';
    nfm_decide_bytes(f, ctx, bytes, pool, &room, &entry);
    if (entry.unread) {
        *reason = apr_pstrdup(f->r->pool, entry.skip);
        verdict = VERDICT_SKIP;
    }
    else if (entry.end == at) {
        *reason = entry.skip ? apr_pstrdup(f->r->pool, entry.skip)
                             : nfm_reason_name(NFM_SKIP_NO_BODY_END);
        verdict = entry.nedits && insert(f, s, &entry) ? VERDICT_INSERTED
                                                       : VERDICT_SKIP;
    }
    else if (++s->tries == NFM_STREAM_TRIES) {
        *reason = nfm_reason_name(NFM_SKIP_NO_BODY_END);
        verdict = VERDICT_SKIP;
    }
    candidate[TAG_LEN] = saved;
    apr_pool_destroy(pool);
    return verdict;
}

/* The stream ended without a tag that ends the page. */
static apr_status_t at_end(ap_filter_t *f, nfm_ctx_t *ctx,
                           apr_bucket_brigade *bb)
{
    nfm_stream_t *s = ctx->stream;
    nf_str_t bytes = {s->copy.p, s->copy.len};
    nfm_cache_room_t room;
    nfm_entry_t entry;

    nfm_decide_bytes(f, ctx, bytes, ctx->scratch, &room, &entry);
    if (entry.nedits == 0) {
        return give_up(f, ctx, bb, entry.skip);
    }
    if (!insert(f, s, &entry)) {
        return give_up(f, ctx, bb, nfm_reason_name(NFM_SKIP_NO_BODY_END));
    }
    return finish(f, ctx, bb);
}

/* A script fell silent for longer than the server waits. Passed on, the
 * bucket would be waited for as long again: do what the core does there. */
static apr_status_t fail(ap_filter_t *f, nfm_stream_t *s, apr_status_t rv)
{
    ap_log_rerror(APLOG_MARK, APLOG_ERR, rv, f->r,
                  NF_LOGNO(0004) "the rest of %s cannot be read", f->r->uri);
    if (!APR_BRIGADE_EMPTY(s->pend)) {
        (void)ap_pass_brigade(f->next, s->pend);
        apr_brigade_cleanup(s->pend);
    }
    return rv;
}

/* Read a bucket of unknown length: what is there already, else wait after a
 * flush of all that came before. One that cannot be read at once keeps its
 * unknown length. */
static apr_status_t await_bytes(ap_filter_t *f, nfm_stream_t *s, apr_bucket *e)
{
    const char *data;
    apr_size_t len;
    apr_status_t rv = apr_bucket_read(e, &data, &len, APR_NONBLOCK_READ);

    if (APR_STATUS_IS_EAGAIN(rv)) {
        rv = pass_safe(f, s, apr_bucket_flush_create(f->c->bucket_alloc));
        if (rv != APR_SUCCESS) {
            return rv;
        }
        rv = apr_bucket_read(e, &data, &len, APR_BLOCK_READ);
        return rv == APR_SUCCESS ? rv : fail(f, s, rv);
    }
    return APR_SUCCESS;
}

/* Take one data bucket from bb. *reason: why to give up; VERDICT_OPEN: go
 * on. */
static verdict_e take_data(ap_filter_t *f, nfm_ctx_t *ctx, apr_bucket *e,
                           const char **reason)
{
    nfm_stream_t *s = ctx->stream;
    verdict_e verdict = VERDICT_OPEN;
    char *candidate;

    if (e->length == (apr_size_t)-1) {
        *reason = nfm_reason_name(NFM_SKIP_UNREADABLE);
        return VERDICT_SKIP;
    }
    if ((apr_off_t)(s->copy.len + e->length) > ctx->max_size) {
        *reason = nfm_reason_name(NFM_SKIP_TOO_LARGE);
        return VERDICT_SKIP;
    }
    if (s->copy.cap - s->copy.len < e->length) {
        make_room(s, ctx->scratch, s->copy.cap * 2 + e->length);
    }
    if (nfm_splice_read_bucket(e, &s->copy) != APR_SUCCESS) {
        *reason = nfm_reason_name(NFM_SKIP_UNREADABLE);
        return VERDICT_SKIP;
    }
    APR_BUCKET_REMOVE(e);
    APR_BRIGADE_INSERT_TAIL(s->pend, e);
    while (verdict == VERDICT_OPEN
           && (candidate = next_candidate(s)) != NULL) {
        verdict = judge(f, ctx, candidate, reason);
    }
    return verdict;
}

static apr_status_t take_metadata(ap_filter_t *f, nfm_stream_t *s,
                                  apr_bucket *e)
{
    APR_BUCKET_REMOVE(e);
    if (APR_BUCKET_IS_FLUSH(e)) {
        return pass_safe(f, s, e);
    }
    APR_BRIGADE_INSERT_TAIL(s->pend, e);
    return APR_SUCCESS;
}

/* Keep what could not pass on yet: its memory may be the sender's. */
static apr_status_t keep_rest(ap_filter_t *f, nfm_stream_t *s)
{
    apr_status_t rv = pass_safe(f, s, NULL);

    if (rv != APR_SUCCESS || APR_BRIGADE_EMPTY(s->pend)) {
        return rv;
    }
    APR_BRIGADE_CONCAT(s->out, s->pend);
    rv = ap_save_brigade(f, &s->pend, &s->out, f->r->pool);
    return rv;
}

apr_status_t nfm_stream(ap_filter_t *f, nfm_ctx_t *ctx, apr_bucket_brigade *bb)
{
    nfm_stream_t *s = ctx->stream;
    const char *reason = NULL;
    apr_status_t rv = f->c->aborted ? APR_ECONNABORTED : APR_SUCCESS;

    while (rv == APR_SUCCESS && !APR_BRIGADE_EMPTY(bb)) {
        apr_bucket *e = APR_BRIGADE_FIRST(bb);

        if (APR_BUCKET_IS_EOS(e)) {
            return at_end(f, ctx, bb);
        }
        if (nfm_splice_is_failure(e)) {
            return give_up(f, ctx, bb, nfm_reason_name(NFM_SKIP_BROKEN));
        }
        if (APR_BUCKET_IS_METADATA(e)) {
            rv = take_metadata(f, s, e);
            continue;
        }
        if (e->length == (apr_size_t)-1) {
            rv = await_bytes(f, s, e);
            if (rv != APR_SUCCESS) {
                break;
            }
        }
        switch (take_data(f, ctx, e, &reason)) {
        case VERDICT_INSERTED:
            return finish(f, ctx, bb);
        case VERDICT_SKIP:
            return give_up(f, ctx, bb, reason);
        case VERDICT_OPEN:
            break;
        }
        if ((apr_off_t)s->copy.len - s->passed >= PASS_AT) {
            rv = pass_safe(f, s, NULL);
        }
    }
    if (rv == APR_SUCCESS) {
        rv = keep_rest(f, s);
    }
    return rv == APR_SUCCESS ? rv : nfm_filter_leave(f, ctx, rv);
}
