/* splice.c -- byte offsets in bucket brigades (splice.h). */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <apr_portable.h>

#include "httpd.h"
#include "http_connection.h"
#include "http_protocol.h"
#include "http_request.h"

#include "splice.h"
#include "../page/large.h"

/* Read a file beside its bucket: reading the bucket itself would turn it
 * into memory, and a mapping can fault when the file is cut meanwhile. With
 * pread, since mod_file_cache shares its files between threads. */
static apr_status_t read_file(apr_bucket *e, char *to)
{
    apr_bucket_file *file = e->data;
    apr_size_t left = e->length;
    apr_off_t at = e->start;
    apr_os_file_t fd;
    apr_status_t rv = apr_os_file_get(&fd, file->fd);

    while (rv == APR_SUCCESS && left > 0) {
        ssize_t got = pread(fd, to, left, at);

        if (got > 0) {
            to += got;
            at += got;
            left -= (apr_size_t)got;
        }
        else if (got == 0) {
            rv = APR_EOF;
        }
        else if (errno != EINTR) {
            rv = errno;
        }
    }
    return rv;
}

apr_status_t nfm_splice_read_bucket(apr_bucket *e, nf_buf_t *out)
{
    const char *data;
    apr_size_t len;
    apr_status_t rv;

    if (APR_BUCKET_IS_FILE(e)) {
        rv = read_file(e, nf_buf_reserve(out, e->length));
        out->len += rv == APR_SUCCESS ? e->length : 0;
        return rv;
    }
    rv = apr_bucket_read(e, &data, &len, APR_BLOCK_READ);
    if (rv == APR_SUCCESS) {
        nf_buf_add(out, data, len);
    }
    return rv;
}

static apr_bucket *next_data(apr_bucket_brigade *bb, apr_bucket *e)
{
    while (e != APR_BRIGADE_SENTINEL(bb) && APR_BUCKET_IS_METADATA(e)
           && !APR_BUCKET_IS_EOS(e)) {
        e = APR_BUCKET_NEXT(e);
    }
    return e == APR_BRIGADE_SENTINEL(bb) || APR_BUCKET_IS_EOS(e) ? NULL : e;
}

/* The bucket that is all of the data; NULL if there are more. */
static apr_bucket *lone_data(apr_bucket_brigade *held, apr_bucket_brigade *bb)
{
    apr_bucket *e = held ? next_data(held, APR_BRIGADE_FIRST(held)) : NULL;
    apr_bucket *other = next_data(bb, APR_BRIGADE_FIRST(bb));

    if (e == NULL) {
        e = other;
        held = bb;
        other = NULL;
    }
    return e && other == NULL && next_data(held, APR_BUCKET_NEXT(e)) == NULL
               ? e
               : NULL;
}

apr_bucket *nfm_splice_lone_file(apr_bucket_brigade *held,
                                 apr_bucket_brigade *bb)
{
    apr_bucket *e = lone_data(held, bb);

    return e && APR_BUCKET_IS_FILE(e) ? e : NULL;
}

/* The bytes of a page that came in pieces. They may outlive the pool of the
 * detection, since the buckets then share them, but come from its allocator,
 * which keeps them for the next page. */
typedef struct whole_t {
    apr_allocator_t *allocator;
    apr_memnode_t *node;
} whole_t;

static void free_whole(void *bytes)
{
    whole_t *whole = (whole_t *)bytes - 1;

    apr_allocator_free(whole->allocator, whole->node);
}

static apr_status_t destroy(void *bucket)
{
    apr_bucket_destroy((apr_bucket *)bucket);
    return APR_SUCCESS;
}

/* A bucket of so many bytes, to be filled, which lives as long as the pool;
 * NULL: there is no memory. */
static apr_bucket *make_whole(apr_size_t len, apr_pool_t *pool,
                              apr_bucket_alloc_t *list)
{
    apr_allocator_t *allocator = apr_pool_allocator_get(pool);
    apr_memnode_t *node =
        apr_allocator_alloc(allocator, sizeof(whole_t) + len);
    whole_t *whole;
    apr_bucket *e;

    if (node == NULL) {
        return NULL;
    }
    nf_large_advise(node->first_avail, sizeof(whole_t) + len);
    whole = (whole_t *)node->first_avail;
    *whole = (whole_t){allocator, node};
    e = apr_bucket_heap_create((char *)(whole + 1), len, free_whole, list);
    apr_pool_cleanup_register(pool, e, destroy, apr_pool_cleanup_null);
    return e;
}

/* The bytes from start on in the place of e, which had them. */
static void put_part(apr_bucket_brigade *bb, apr_bucket *e, apr_bucket *whole,
                     apr_off_t start)
{
    apr_bucket *part = APR_BUCKET_PREV(e);
    apr_size_t len = e->length;

    if (part == APR_BRIGADE_SENTINEL(bb) || !APR_BUCKET_IS_HEAP(part)
        || part->data != whole->data) {
        apr_bucket_copy(whole, &part);
        part->start = start;
        part->length = 0;
        APR_BUCKET_INSERT_BEFORE(e, part);
    }
    part->length += len;
    apr_bucket_delete(e);
}

/* Read all of bb into the whole, from *at on. What is in memory moves there at
 * once, bucket by bucket: the page is there twice at no time. Files do so if
 * they are wanted there. */
static apr_status_t gather(apr_bucket_brigade *bb, apr_bucket *whole,
                           int files, apr_size_t *at)
{
    char *bytes = ((apr_bucket_heap *)whole->data)->base;
    apr_bucket *e = APR_BRIGADE_FIRST(bb);
    apr_status_t rv = APR_SUCCESS;

    while (rv == APR_SUCCESS && (e = next_data(bb, e)) != NULL) {
        int file = APR_BUCKET_IS_FILE(e);
        apr_bucket *next = APR_BUCKET_NEXT(e);
        const char *data = NULL;
        apr_size_t len = e->length;

        if (!file) {
            rv = apr_bucket_read(e, &data, &len, APR_BLOCK_READ);
            next = APR_BUCKET_NEXT(e); /* a part of it may be new */
        }
        if (rv == APR_SUCCESS && len > whole->length - *at) {
            rv = APR_EGENERAL;
        }
        else if (rv == APR_SUCCESS && file) {
            rv = read_file(e, bytes + *at);
        }
        else if (rv == APR_SUCCESS) {
            memcpy(bytes + *at, data, len);
        }
        if (rv == APR_SUCCESS && (files || !file)) {
            put_part(bb, e, whole, (apr_off_t)*at);
        }
        *at += len;
        e = next;
    }
    return rv;
}

apr_status_t nfm_splice_page(apr_bucket_brigade *held, apr_bucket_brigade *bb,
                             apr_off_t bytes, int files, apr_pool_t *pool,
                             nf_str_t *page)
{
    apr_bucket *e = lone_data(held, bb);
    apr_status_t rv = APR_SUCCESS;
    apr_size_t at = 0;

    if (e && !APR_BUCKET_IS_FILE(e)) {
        return apr_bucket_read(e, &page->p, &page->len, APR_BLOCK_READ);
    }
    if (e && !files) {
        char *copy = nf_large_whole(pool, e->length);

        *page = (nf_str_t){copy, e->length};
        return read_file(e, copy);
    }
    e = make_whole((apr_size_t)bytes, pool, bb->bucket_alloc);
    if (e == NULL) {
        return APR_ENOMEM;
    }
    if (held) {
        rv = gather(held, e, files, &at);
    }
    if (rv == APR_SUCCESS) {
        rv = gather(bb, e, files, &at);
    }
    page->p = ((apr_bucket_heap *)e->data)->base;
    page->len = at;
    return rv;
}

/* Split a bucket; one that cannot be split as it is can once it is read. */
static apr_status_t split(apr_bucket *e, apr_size_t at)
{
    apr_status_t rv = apr_bucket_split(e, at);

    if (rv == APR_ENOTIMPL) {
        const char *data;
        apr_size_t len;

        rv = apr_bucket_read(e, &data, &len, APR_BLOCK_READ);
        if (rv == APR_SUCCESS) {
            rv = len >= at ? apr_bucket_split(e, at) : APR_EGENERAL;
        }
    }
    return rv;
}

apr_status_t nfm_splice_find(apr_bucket_brigade *bb, apr_off_t at,
                             apr_bucket **found)
{
    apr_bucket *e;

    for (e = APR_BRIGADE_FIRST(bb); e != APR_BRIGADE_SENTINEL(bb);
         e = APR_BUCKET_NEXT(e)) {
        if (APR_BUCKET_IS_EOS(e)) {
            break;
        }
        if (APR_BUCKET_IS_METADATA(e)) {
            continue;
        }
        if (at == 0) {
            break;
        }
        if ((apr_off_t)e->length > at) {
            apr_status_t rv = split(e, (apr_size_t)at);

            if (rv != APR_SUCCESS) {
                return rv;
            }
        }
        at -= (apr_off_t)e->length;
    }
    *found = e;
    return at == 0 ? APR_SUCCESS : APR_EGENERAL;
}

/* Cut the brigade at the places of all edits, so that nothing can fail
 * later. */
static apr_status_t cut(apr_bucket_brigade *bb, const nf_edit_t *edits, int n,
                        apr_off_t first)
{
    apr_status_t rv = APR_SUCCESS;
    apr_bucket *e;
    int i;

    for (i = 0; i < n && rv == APR_SUCCESS; i++) {
        apr_off_t at = (apr_off_t)edits[i].at - first;

        if (at < 0 && edits[i].optional) {
            continue;
        }
        if (at < 0) {
            return APR_EGENERAL;
        }
        rv = nfm_splice_find(bb, at, &e);
        if (rv == APR_SUCCESS && edits[i].drop) {
            rv = nfm_splice_find(bb, at + (apr_off_t)edits[i].drop, &e);
        }
    }
    return rv;
}

/* Delete so many bytes of whole buckets from e on. Returns what follows. */
static apr_bucket *delete_bytes(apr_bucket *e, apr_size_t n)
{
    while (n > 0) {
        apr_bucket *next = APR_BUCKET_NEXT(e);

        if (!APR_BUCKET_IS_METADATA(e)) {
            n -= e->length;
            apr_bucket_delete(e);
        }
        e = next;
    }
    return e;
}

/* Is it the rest of a file that is sent faster behind other bytes than on its
 * own? */
static int is_small_rest(const apr_bucket_brigade *bb, const apr_bucket *e)
{
    return e != APR_BRIGADE_SENTINEL(bb) && APR_BUCKET_IS_FILE(e)
           && e->length <= APR_BUCKET_BUFF_SIZE / 2;
}

/* Insert bytes before e, with e itself where that is small. */
static void insert(apr_bucket_brigade *bb, apr_bucket *e, nf_str_t bytes)
{
    apr_size_t rest = is_small_rest(bb, e) ? e->length : 0;
    char *to = apr_bucket_alloc(bytes.len + rest, bb->bucket_alloc);
    apr_bucket *added;

    memcpy(to, bytes.p, bytes.len);
    if (rest && read_file(e, to + bytes.len) != APR_SUCCESS) {
        rest = 0;
    }
    added = apr_bucket_heap_create(to, bytes.len + rest, apr_bucket_free,
                                   bb->bucket_alloc);
    APR_BUCKET_INSERT_BEFORE(e, added);
    if (rest) {
        apr_bucket_delete(e);
    }
}

static apr_status_t make_edit(apr_bucket_brigade *bb, const nf_edit_t *edit,
                              apr_off_t at)
{
    apr_bucket *e;
    apr_status_t rv = nfm_splice_find(bb, at, &e);

    if (rv != APR_SUCCESS) {
        return rv;
    }
    e = delete_bytes(e, edit->drop);
    if (edit->bytes.len) {
        insert(bb, e, edit->bytes);
    }
    return APR_SUCCESS;
}

apr_status_t nfm_splice_edit(apr_bucket_brigade *bb, const nf_edit_t *edits,
                             int n, apr_off_t first, apr_size_t *done)
{
    apr_status_t rv = cut(bb, edits, n, first);

    *done = 0;
    /* From the last one on: the places of the others hold. */
    while (rv == APR_SUCCESS && n-- > 0) {
        apr_off_t at = (apr_off_t)edits[n].at - first;

        if (at >= 0) {
            rv = make_edit(bb, &edits[n], at);
            *done += edits[n].bytes.len;
        }
    }
    return rv;
}

/* Each bucket set aside on its own takes a block of the allocator, which is
 * of 8 KB for all but the smallest. */
static int is_small_piece(const apr_bucket *e)
{
    return !APR_BUCKET_IS_METADATA(e) && !APR_BUCKET_IS_FILE(e)
           && e->length < APR_BUCKET_BUFF_SIZE / 2;
}

/* Room for more bytes at the end of what is held. (apr_brigade_write() has
 * one buffer only, and then a bucket for each piece.) */
static char *room(apr_bucket_brigade *held, apr_size_t len)
{
    apr_bucket *last = APR_BRIGADE_LAST(held);
    apr_bucket_heap *heap;
    char *buf;

    if (last != APR_BRIGADE_SENTINEL(held) && APR_BUCKET_IS_HEAP(last)) {
        heap = last->data;
        if (heap->refcount.refcount == 1
            && (apr_size_t)last->start + last->length + len
                   <= heap->alloc_len) {
            return heap->base + last->start + last->length;
        }
    }
    buf = apr_bucket_alloc(APR_BUCKET_BUFF_SIZE, held->bucket_alloc);
    last = apr_bucket_heap_create(buf, APR_BUCKET_BUFF_SIZE, apr_bucket_free,
                                  held->bucket_alloc);
    last->length = 0;
    APR_BRIGADE_INSERT_TAIL(held, last);
    return buf;
}

static apr_status_t hold_small(apr_bucket_brigade *held, apr_bucket *e)
{
    const char *data;
    apr_size_t len;
    apr_status_t rv = apr_bucket_read(e, &data, &len, APR_BLOCK_READ);

    if (rv == APR_SUCCESS) {
        memcpy(room(held, len), data, len);
        APR_BRIGADE_LAST(held)->length += len;
        apr_bucket_delete(e);
    }
    return rv;
}

static apr_status_t hold_whole(apr_bucket_brigade *held, apr_bucket *e,
                               apr_pool_t *pool)
{
    apr_status_t rv = apr_bucket_setaside(e, pool);

    if (rv == APR_ENOTIMPL && !APR_BUCKET_IS_METADATA(e)) {
        const char *data;
        apr_size_t len;

        rv = apr_bucket_read(e, &data, &len, APR_BLOCK_READ);
        if (rv == APR_SUCCESS) {
            rv = apr_bucket_setaside(e, pool);
        }
    }
    /* One that knows nothing of setting aside has nothing to lose. */
    if (rv == APR_SUCCESS || rv == APR_ENOTIMPL) {
        APR_BUCKET_REMOVE(e);
        APR_BRIGADE_INSERT_TAIL(held, e);
        rv = APR_SUCCESS;
    }
    return rv;
}

apr_status_t nfm_splice_hold(ap_filter_t *f, apr_bucket_brigade **held,
                             apr_bucket_brigade *bb)
{
    apr_bucket *flush = NULL;
    apr_status_t rv = APR_SUCCESS;

    if (*held == NULL) {
        *held = apr_brigade_create(f->r->pool, f->c->bucket_alloc);
    }
    else if (!APR_BRIGADE_EMPTY(*held)
             && APR_BUCKET_IS_FLUSH(APR_BRIGADE_LAST(*held))) {
        flush = APR_BRIGADE_LAST(*held);
        APR_BUCKET_REMOVE(flush);
    }
    while (rv == APR_SUCCESS && !APR_BRIGADE_EMPTY(bb)) {
        apr_bucket *e = APR_BRIGADE_FIRST(bb);

        if (APR_BUCKET_IS_FLUSH(e)) {
            if (flush) {
                apr_bucket_destroy(flush);
            }
            APR_BUCKET_REMOVE(e);
            flush = e;
        }
        else if (is_small_piece(e)) {
            rv = hold_small(*held, e);
        }
        else {
            rv = hold_whole(*held, e, f->r->pool);
        }
    }
    if (flush) {
        APR_BRIGADE_INSERT_TAIL(*held, flush);
    }
    return rv;
}

/* Delete the buckets in front of EOS that are wanted away. */
static void drop(apr_bucket_brigade *bb, int (*unwanted)(const apr_bucket *))
{
    apr_bucket *e = APR_BRIGADE_FIRST(bb);

    while (e != APR_BRIGADE_SENTINEL(bb) && !APR_BUCKET_IS_EOS(e)) {
        apr_bucket *next = APR_BUCKET_NEXT(e);

        if (unwanted(e)) {
            apr_bucket_delete(e);
        }
        e = next;
    }
}

static int is_flush(const apr_bucket *e)
{
    return APR_BUCKET_IS_FLUSH(e);
}

static int is_data_or_flush(const apr_bucket *e)
{
    return !APR_BUCKET_IS_METADATA(e) || APR_BUCKET_IS_FLUSH(e);
}

void nfm_splice_drop_flushes(apr_bucket_brigade *bb)
{
    drop(bb, is_flush);
}

void nfm_splice_replace(apr_bucket_brigade *bb, nf_str_t bytes)
{
    apr_bucket *e =
        apr_bucket_transient_create(bytes.p, bytes.len, bb->bucket_alloc);

    drop(bb, is_data_or_flush);
    APR_BRIGADE_INSERT_HEAD(bb, e);
}

int nfm_splice_is_failure(const apr_bucket *e)
{
    return AP_BUCKET_IS_ERROR(e) || AP_BUCKET_IS_EOC(e);
}
