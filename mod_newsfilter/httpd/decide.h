/*
 * decide.h -- what is to be done with a page: known from before, or found
 * out by reading it.
 *
 * A page is known by the cheapest thing that tells it from all others:
 *
 *   a file by its identity: nothing of it is read
 *   anything else by a digest of its bytes: no tree is made
 *
 * Of a backend's answer it is also known by its strong entity tag, when it
 * begins, whether it stays as it is: then it need not be held, and HEAD can
 * say what GET would. Changes are not made on the word of a tag: some backends
 * give the same one to pages that differ, and a block in a wrong place, or of
 * another reader's page, would be worse than none.
 *
 * Ownership: what is decided lives in the room given, in ctx->scratch or
 * r->pool, or in the pool given.
 * Errors: a page that cannot be read; all else is a miss. Threads: a
 * response's.
 */
#ifndef NFM_DECIDE_H
#define NFM_DECIDE_H

#include "cache_entry.h"
#include "filter.h"

/* When a response begins: the reason, if it is known to stay as it is, by its
 * address or by the tag. Sets ctx->changes if it is known not to. */
const char *nfm_decide_early(ap_filter_t *f, nfm_ctx_t *ctx);

/* While a page arrives, of which ctx->held and then bb have what is here: the
 * reason, if its address or its head says that it stays as it is. */
const char *nfm_decide_glance(ap_filter_t *f, nfm_ctx_t *ctx,
                              apr_bucket_brigade *bb);

/* For a page that is complete: ctx->held and then bb, up to EOS. */
apr_status_t nfm_decide(ap_filter_t *f, nfm_ctx_t *ctx, apr_bucket_brigade *bb,
                        nfm_cache_room_t *room, nfm_entry_t *entry);

/* For these bytes of one. */
void nfm_decide_bytes(ap_filter_t *f, nfm_ctx_t *ctx, nf_str_t bytes,
                      apr_pool_t *pool, nfm_cache_room_t *room,
                      nfm_entry_t *entry);

#endif
