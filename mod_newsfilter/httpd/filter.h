/*
 * filter.h -- NEWSFILTER, the output filter.
 *
 * One instance per response, in one of these states:
 *
 *   HOLD    the page arrives inside the hold window; its buckets are set
 *           aside as they are and no header has gone out
 *   STREAM  the window ended first: bytes pass on as they come (stream.h)
 *
 * and then gone: every decision ends with the filter removed from the chain
 * and everything held passed on, changed or as it came. Whatever fails in
 * here ends in the original page.
 *
 * All that is made lives in r->pool; what reading and detecting need lives
 * in ctx->scratch, destroyed before the page goes to the client, since slow
 * clients keep r->pool for long.
 */
#ifndef NFM_FILTER_H
#define NFM_FILTER_H

#include "httpd.h"
#include "util_filter.h"
#include "cache_entry.h"
#include "cache_key.h"
#include "config.h"
#include "gate.h"
#include "request.h"

#define NFM_FILTER_NAME "NEWSFILTER"

/* After RESOURCE filters (includes, proxy-html, substitute: the page is
 * whole), before compression and cache (the enriched page is stored). */
#define NFM_FILTER_TYPE ((ap_filter_type)(AP_FTYPE_RESOURCE + 5))

typedef enum nfm_state_e {
    NFM_STATE_NEW,
    NFM_STATE_HOLD,
    NFM_STATE_STREAM
} nfm_state_e;

typedef struct nfm_stream_t nfm_stream_t;

typedef struct nfm_ctx_t {
    nfm_state_e state;
    const nfm_conf_t *conf;
    nfm_view_e view;
    nfm_way_e way;           /* in which the view was asked for */
    nf_reader_style_t style; /* and how it is to look */
    apr_uint64_t conf_hash;  /* 0: not yet known, see nfm_filter_hash() */
    unsigned asked_digest;   /* of entity tags, as the request came */
    int showed_tag;          /* the client knows a tag of ours */
    apr_time_t since;        /* first brigade */
    apr_interval_time_t window;
    apr_off_t max_size;
    apr_off_t bytes; /* of data seen */
    int glanced;     /* at its head, in the first silence */
    apr_bucket_brigade *held;
    apr_pool_t *scratch;   /* or NULL */
    nf_options_t *options; /* made at first use */
    nfm_key_t *early;      /* of a backend's entity tag, or NULL */
    int changes;           /* the page with that tag was changed before */
    nfm_stream_t *stream;  /* state STREAM */
} nfm_ctx_t;

apr_status_t nfm_filter(ap_filter_t *f, apr_bucket_brigade *bb);

/* In front of the handler that makes the page: what it is asked. */
void nfm_filter_before_handler(request_rec *r);

/* Note the outcome, for the log, the counters and other modules: once a
 * response, before EOS passes. */
void nfm_filter_note(ap_filter_t *f, const char *outcome);
void nfm_filter_note_skip(ap_filter_t *f, const char *reason);

/* nfm_conf_hash() and what the reader chose. */
apr_uint64_t nfm_filter_hash(ap_filter_t *f, nfm_ctx_t *ctx);

/* What the core has to know of this response; lives in r->pool. What a
 * request puts in here is part of the cache's keys (decide.c). */
const nf_options_t *nfm_filter_options(ap_filter_t *f, nfm_ctx_t *ctx);

/* Make the edits in bb, which begins with byte `first` of the page, and note
 * the article. After an error bb is as it was, but for how it is cut. */
apr_status_t nfm_filter_edit(ap_filter_t *f, apr_bucket_brigade *bb,
                             const nfm_entry_t *entry, apr_off_t first);

/* The scratch pool, made at first use; and its end. */
apr_pool_t *nfm_filter_scratch(ap_filter_t *f, nfm_ctx_t *ctx);
void nfm_filter_scratch_end(nfm_ctx_t *ctx);

/* Remove the filter and pass everything held, then bb, as they came. */
apr_status_t nfm_filter_release(ap_filter_t *f, nfm_ctx_t *ctx,
                                apr_bucket_brigade *bb);

/* The same, and note the reason. */
apr_status_t nfm_filter_skip(ap_filter_t *f, nfm_ctx_t *ctx,
                             apr_bucket_brigade *bb, const char *reason);

/* Remove the filter, since nothing can be passed on any more. Returns rv. */
apr_status_t nfm_filter_leave(ap_filter_t *f, nfm_ctx_t *ctx, apr_status_t rv);

/* Headers of a representation whose bytes are not known yet. */
void nfm_filter_drop_validators(request_rec *r);

#endif
