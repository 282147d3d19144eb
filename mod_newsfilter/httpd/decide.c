/* decide.c -- what is to be done with a page (decide.h). */
#include <string.h>
#include <sys/stat.h>

#include <apr_portable.h>

#include "httpd.h"
#include "http_core.h"
#include "http_protocol.h"

#include "decide.h"
#include "digest.h"
#include "reader.h"
#include "splice.h"

/* The reason kept under an entity tag for a page that does not stay as it
 * is. */
#define CHANGES "changes"

/* Heads are smaller than that. */
#define MAX_HEAD (256 * 1024)

/* How long to wait for another thread that reads the same page: longer than
 * the largest page takes on a busy machine. */
#define PATIENCE apr_time_from_sec(2)

/* What goes into a page that streams is not always what goes into it while it
 * is held, and a view says how it was asked for. */
static apr_uint64_t conf_of(ap_filter_t *f, nfm_ctx_t *ctx)
{
    apr_uint64_t h = nfm_filter_hash(f, ctx);

    nfm_digest_number(&h, ctx->state == NFM_STATE_STREAM);
    nfm_digest_number(&h, (int)ctx->way);
    return h;
}

/* As the client wrote it. */
static const char *path_of(const request_rec *r)
{
    while (r->prev) {
        r = r->prev;
    }
    return r->unparsed_uri;
}

/* All that a request puts into the options, before it is put together. */
static nfm_key_scope_t scope_of(ap_filter_t *f, nfm_ctx_t *ctx)
{
    request_rec *r = f->r;

    return (nfm_key_scope_t){
        .secret = nfm_cache_secret(nfm_conf_cache(r->server)),
        .conf = conf_of(f, ctx),
        .scheme = ap_http_scheme(r),
        .host = ap_get_server_name(r),
        .port = ap_get_server_port(r),
        .path = path_of(r),
        .content_type = ap_make_content_type(r, r->content_type)};
}

/* Where other modules look at each article nothing is known before. */
static int may_know(ap_filter_t *f)
{
    return nfm_cache_is_on(nfm_conf_cache(f->r->server))
           && !nfm_conf_shared(f->r->server)->watched;
}

static void count(ap_filter_t *f, int slot)
{
    nfm_stats_add(nfm_conf_stats(f->r), slot, 1);
}

static void note(ap_filter_t *f, int hit)
{
    count(f, hit ? NFM_STATS_CACHE_HITS : NFM_STATS_CACHE_MISSES);
    apr_table_setn(f->r->notes, "newsfilter-cache", hit ? "hit" : "miss");
}

/* What is kept under a key. Most entries are small: a pool of their own would
 * cost more than they do. */
static int look_up(ap_filter_t *f, nfm_ctx_t *ctx, const nfm_key_t *key,
                   nfm_cache_room_t *room, nfm_entry_t *entry)
{
    server_rec *s = f->r->server;
    nfm_cache_t *cache = nfm_conf_cache(s);
    apr_pool_t *pool = f->r->pool;
    nf_str_t bytes = {NULL, 0};

    if (ctx->view == NFM_VIEW_PAGE) {
        bytes = nfm_cache_get_small(cache, s, key, room, pool);
    }
    if (bytes.p == NULL) {
        pool = nfm_filter_scratch(f, ctx);
        bytes = nfm_cache_get(cache, s, key, pool);
    }
    if (bytes.p && !nfm_entry_read(entry, bytes, conf_of(f, ctx), pool)) {
        count(f, NFM_STATS_CACHE_ERRORS);
        return 0;
    }
    return bytes.p != NULL;
}

static void keep(ap_filter_t *f, nfm_ctx_t *ctx, const nfm_key_t *key,
                 const nfm_entry_t *entry, apr_pool_t *pool)
{
    server_rec *s = f->r->server;
    nf_str_t bytes = nfm_entry_write(entry, conf_of(f, ctx), pool);

    if (bytes.p) {
        count(f, nfm_cache_put(nfm_conf_cache(s), s, key, bytes, pool)
                     ? NFM_STATS_CACHE_STORES
                     : NFM_STATS_CACHE_ERRORS);
    }
}

/* The tag that a backend gave; those of our own filters and handlers do not
 * change with all that changes the page. */
static const char *strong_tag(const request_rec *r)
{
    const char *tag =
        nfm_header_out(r->headers_out, r->err_headers_out, "ETag");

    return tag && nfm_key_tag_is_strong(tag) ? tag : NULL;
}

/* Nothing is to be done at all. */
static int stays(const nfm_entry_t *entry)
{
    return entry->nedits == 0 && entry->view.p == NULL;
}

/* The page that is asked for most, and changes most: nothing of it has to be
 * here. */
static const char *known_by_address(ap_filter_t *f, nfm_ctx_t *ctx)
{
    return ctx->view == NFM_VIEW_PAGE && strcmp(path_of(f->r), "/") == 0
               ? nf_enrich_glance((nf_str_t){NULL, 0},
                                  nfm_filter_options(f, ctx), f->r->pool)
               : NULL;
}

static const char *known_by_tag(ap_filter_t *f, nfm_ctx_t *ctx)
{
    apr_pool_t *pool;
    const char *tag;
    nfm_key_scope_t scope;
    nfm_cache_room_t room;
    nfm_entry_t entry;

    if (f->r->proxyreq != PROXYREQ_REVERSE || !may_know(f)
        || (tag = strong_tag(f->r)) == NULL) {
        return NULL;
    }
    pool = nfm_filter_scratch(f, ctx);
    scope = scope_of(f, ctx);
    ctx->early = apr_palloc(pool, sizeof(*ctx->early));
    nfm_key_of_tag(ctx->early, &scope, tag, pool);
    if (!look_up(f, ctx, ctx->early, &room, &entry) || !stays(&entry)) {
        return NULL;
    }
    if (strcmp(entry.skip, CHANGES) == 0) {
        ctx->changes = 1;
        return NULL;
    }
    note(f, 1);
    return entry.skip;
}

const char *nfm_decide_early(ap_filter_t *f, nfm_ctx_t *ctx)
{
    const char *known = known_by_address(f, ctx);

    return known ? known : known_by_tag(f, ctx);
}

/* Append the bytes of a brigade, as far as their number is known and they are
 * few. Whether all are there. */
static int add_bytes(nf_buf_t *to, apr_bucket_brigade *bb)
{
    apr_bucket *e;

    for (e = APR_BRIGADE_FIRST(bb); e != APR_BRIGADE_SENTINEL(bb);
         e = APR_BUCKET_NEXT(e)) {
        if (!APR_BUCKET_IS_METADATA(e)
            && (e->length > MAX_HEAD - to->len
                || nfm_splice_read_bucket(e, to) != APR_SUCCESS)) {
            return 0;
        }
    }
    return 1;
}

const char *nfm_decide_glance(ap_filter_t *f, nfm_ctx_t *ctx,
                              apr_bucket_brigade *bb)
{
    const char *reason;
    apr_pool_t *pool;
    nf_buf_t head;

    apr_pool_create(&pool, nfm_filter_scratch(f, ctx));
    nf_buf_init(&head, pool, 0);
    if (ctx->held == NULL || add_bytes(&head, ctx->held)) {
        (void)add_bytes(&head, bb);
    }
    reason = nf_enrich_glance((nf_str_t){head.p, head.len},
                              nfm_filter_options(f, ctx), pool);
    apr_pool_destroy(pool);
    return reason;
}

/* So that the next answer with this tag is known when it begins. */
static void keep_early(ap_filter_t *f, nfm_ctx_t *ctx,
                       const nfm_entry_t *entry)
{
    const nfm_entry_t changes = {.skip = CHANGES, .end = NFM_ENTRY_NO_END};
    apr_pool_t *pool = nfm_filter_scratch(f, ctx);

    if (stays(entry)) {
        keep(f, ctx, ctx->early, entry, pool);
    }
    else if (!ctx->changes) {
        keep(f, ctx, ctx->early, &changes, pool);
    }
}

/* (apr_file_info_get() takes two hundred instructions, most of them for what
 * nobody asks here.) */
static int identity(apr_file_t *file, apr_finfo_t *info)
{
    apr_os_file_t fd;
    struct stat st;

    if (apr_os_file_get(&fd, file) != APR_SUCCESS || fstat(fd, &st) != 0) {
        return 0;
    }
    info->device = st.st_dev;
    info->inode = st.st_ino;
    info->size = st.st_size;
    info->mtime = apr_time_make(st.st_mtim.tv_sec, st.st_mtim.tv_nsec / 1000);
    info->ctime = apr_time_make(st.st_ctim.tv_sec, st.st_ctim.tv_nsec / 1000);
    return 1;
}

/* A file as a whole, so that its identity stands for the page. */
static int key_of_file(ap_filter_t *f, nfm_ctx_t *ctx, apr_bucket_brigade *bb,
                       nfm_key_t *key)
{
    apr_bucket *e = nfm_splice_lone_file(ctx->held, bb);
    nfm_key_scope_t scope;
    apr_bucket_file *file;
    apr_finfo_t info;

    if (e == NULL || e->start != 0) {
        return 0;
    }
    file = e->data;
    if (!identity(file->fd, &info) || info.size != (apr_off_t)e->length
        || !nfm_key_file_is_settled(&info, f->r->request_time)) {
        return 0;
    }
    scope = scope_of(f, ctx);
    nfm_key_of_file(key, &scope, &info, f->r->pool);
    return 1;
}

/* Whether every byte is in memory; then all are in the digest. */
static int digest_brigade(nfm_hash_t *digest, apr_bucket_brigade *bb)
{
    apr_bucket *e;

    for (e = APR_BRIGADE_FIRST(bb);
         e != APR_BRIGADE_SENTINEL(bb) && !APR_BUCKET_IS_EOS(e);
         e = APR_BUCKET_NEXT(e)) {
        nf_str_t bytes;

        if (APR_BUCKET_IS_METADATA(e)) {
            continue;
        }
        if (APR_BUCKET_IS_FILE(e)
            || apr_bucket_read(e, &bytes.p, &bytes.len, APR_BLOCK_READ)
                   != APR_SUCCESS) {
            return 0;
        }
        nfm_hash_add(digest, bytes);
    }
    return 1;
}

static void end_key(ap_filter_t *f, nfm_ctx_t *ctx, nfm_hash_t *digest,
                    apr_off_t length, apr_pool_t *pool, nfm_key_t *key)
{
    nfm_key_scope_t scope = scope_of(f, ctx);
    nfm_key_t of_bytes;

    nfm_hash_end(digest, &of_bytes);
    nfm_key_of_page(key, &scope, &of_bytes, length, pool);
}

static int key_of_bytes(ap_filter_t *f, nfm_ctx_t *ctx, nf_str_t bytes,
                        apr_pool_t *pool, nfm_key_t *key)
{
    nfm_hash_t *digest =
        nfm_hash_begin(nfm_cache_secret(nfm_conf_cache(f->r->server)), pool);

    if (digest == NULL) {
        return 0;
    }
    nfm_hash_add(digest, bytes);
    end_key(f, ctx, digest, (apr_off_t)bytes.len, pool, key);
    return 1;
}

/* Does a filter behind us read all of the page (mod_deflate, mod_brotli;
 * mod_filter's have their names at the end)? */
static int is_compressed(const ap_filter_t *f)
{
    while ((f = f->next) != NULL && f->frec->ftype < AP_FTYPE_PROTOCOL) {
        if (strstr(f->frec->name, "deflate")
            || strstr(f->frec->name, "brotli")) {
            return 1;
        }
    }
    return 0;
}

/* The page in one piece. What a compressor would read again, as a mapping most
 * often, is given to it in memory; else a file stays one, for sendfile and
 * for servers that send while their threads do other work. */
static apr_status_t read_page(ap_filter_t *f, nfm_ctx_t *ctx,
                              apr_bucket_brigade *bb, apr_pool_t *pool,
                              nf_str_t *page)
{
    return nfm_splice_page(ctx->held, bb, ctx->bytes, is_compressed(f), pool,
                           page);
}

/* From the buckets as they lie, or from a copy if there must be one. */
static int key_of_page(ap_filter_t *f, nfm_ctx_t *ctx, apr_bucket_brigade *bb,
                       nfm_key_t *key, nf_str_t *page)
{
    apr_pool_t *pool = nfm_filter_scratch(f, ctx);
    nfm_hash_t *digest =
        nfm_hash_begin(nfm_cache_secret(nfm_conf_cache(f->r->server)), pool);

    if (digest == NULL) {
        return 0;
    }
    if ((ctx->held == NULL || digest_brigade(digest, ctx->held))
        && digest_brigade(digest, bb)) {
        end_key(f, ctx, digest, ctx->bytes, pool, key);
        return 1;
    }
    return read_page(f, ctx, bb, pool, page) == APR_SUCCESS
           && key_of_bytes(f, ctx, *page, pool, key);
}

/* Read a page, and count that. */
static nf_enrich_t *detect(ap_filter_t *f, nf_str_t bytes,
                           const nf_options_t *options, apr_pool_t *pool)
{
    nfm_stats_t *stats = nfm_conf_stats(f->r);
    apr_time_t start = apr_time_now();
    nf_enrich_t *found = nf_enrich(bytes, options, pool);
    apr_time_t took = apr_time_now() - start;

    /* The clock may have been set back. */
    nfm_stats_add(stats, NFM_STATS_DETECTIONS, 1);
    nfm_stats_add(stats, NFM_STATS_MICROSECONDS,
                  took > 0 ? (apr_uint64_t)took : 0);
    return found;
}

static apr_size_t end_of(const nf_enrich_t *found, nf_str_t bytes)
{
    const nf_page_t *page = found->page;

    return page && page->tree->can_insert
               ? nf_charset_offset(bytes, page->text, page->tree->insert_at)
               : NFM_ENTRY_NO_END;
}

static void find_out(ap_filter_t *f, nfm_ctx_t *ctx, nf_str_t bytes,
                     apr_pool_t *pool, nfm_entry_t *entry)
{
    const nf_options_t *options = nfm_filter_options(f, ctx);
    nf_enrich_t *found = detect(f, bytes, options, pool);

    memset(entry, 0, sizeof(*entry));
    entry->length = bytes.len;
    entry->skip = found->skip;
    entry->unread = found->page == NULL;
    entry->end = end_of(found, bytes);
    if (nf_enrich_is_vetoed(found)) {
        return;
    }
    if (ctx->view != NFM_VIEW_PAGE) {
        entry->view = nfm_reader_render(found, ctx->view, options, pool);
        if (entry->view.len == 0) {
            entry->view.p = NULL;
            entry->skip =
                found->skip ? found->skip : nfm_reason_name(NFM_SKIP_NO_VIEW);
        }
        else {
            entry->skip = NULL;
        }
    }
    else {
        entry->edits = found->edits;
        entry->nedits = found->nedits;
    }
}

static void end_turn(ap_filter_t *f, const nfm_key_t *key, nfm_turn_e turn)
{
    if (turn == NFM_TURN_FIRST) {
        nfm_flight_end(nfm_cache_flight(nfm_conf_cache(f->r->server)), key);
    }
}

static int is_kept(ap_filter_t *f, nfm_ctx_t *ctx, const nfm_key_t *key,
                   apr_off_t length, nfm_cache_room_t *room,
                   nfm_entry_t *entry)
{
    return look_up(f, ctx, key, room, entry)
           && (apr_off_t)entry->length == length;
}

/* Known under this key: by an earlier answer, or by one that is in the making
 * in another thread. *turn: what to do if not. */
static int is_known(ap_filter_t *f, nfm_ctx_t *ctx, const nfm_key_t *key,
                    apr_off_t length, nfm_cache_room_t *room,
                    nfm_entry_t *entry, nfm_turn_e *turn)
{
    nfm_flight_t *flight = nfm_cache_flight(nfm_conf_cache(f->r->server));
    int known = is_kept(f, ctx, key, length, room, entry);

    if (!known) {
        *turn = nfm_flight_begin(flight, key, PATIENCE);
        /* Whoever was first may have ended since we looked. */
        known = *turn != NFM_TURN_ALONE
                && is_kept(f, ctx, key, length, room, entry);
        if (known) {
            end_turn(f, key, *turn);
        }
    }
    note(f, known);
    return known;
}

/* Keep what was found out, and let those go on who wait for it. */
static void tell(ap_filter_t *f, nfm_ctx_t *ctx, const nfm_key_t *key,
                 const nfm_entry_t *entry, apr_pool_t *pool, nfm_turn_e turn)
{
    if (entry) {
        keep(f, ctx, key, entry, pool);
    }
    end_turn(f, key, turn);
}

apr_status_t nfm_decide(ap_filter_t *f, nfm_ctx_t *ctx, apr_bucket_brigade *bb,
                        nfm_cache_room_t *room, nfm_entry_t *entry)
{
    nf_str_t page = {NULL, 0};
    apr_status_t rv = APR_SUCCESS;
    nfm_turn_e turn;
    nfm_key_t key;
    int has_key = may_know(f)
                  && (key_of_file(f, ctx, bb, &key)
                      || key_of_page(f, ctx, bb, &key, &page));

    if (!has_key || !is_known(f, ctx, &key, ctx->bytes, room, entry, &turn)) {
        apr_pool_t *pool = nfm_filter_scratch(f, ctx);

        if (page.p == NULL) {
            rv = read_page(f, ctx, bb, pool, &page);
        }
        if (rv == APR_SUCCESS) {
            find_out(f, ctx, page, pool, entry);
        }
        if (has_key) {
            tell(f, ctx, &key, rv == APR_SUCCESS ? entry : NULL, pool, turn);
        }
    }
    if (rv == APR_SUCCESS && ctx->early) {
        keep_early(f, ctx, entry);
    }
    return rv;
}

void nfm_decide_bytes(ap_filter_t *f, nfm_ctx_t *ctx, nf_str_t bytes,
                      apr_pool_t *pool, nfm_cache_room_t *room,
                      nfm_entry_t *entry)
{
    nfm_turn_e turn;
    nfm_key_t key;
    int has_key = may_know(f) && key_of_bytes(f, ctx, bytes, pool, &key);

    if (has_key
        && is_known(f, ctx, &key, (apr_off_t)bytes.len, room, entry, &turn)) {
        return;
    }
    find_out(f, ctx, bytes, pool, entry);
    if (has_key) {
        tell(f, ctx, &key, entry, pool, turn);
    }
}
