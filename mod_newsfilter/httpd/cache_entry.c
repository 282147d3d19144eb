/* cache_entry.c -- entries as bytes and back (cache_entry.h). */
#include <string.h>

#include "cache_entry.h"
#include "../page/limits.h"

/* Another form of the bytes has another number. */
#define FORM 1

#define NO_END APR_UINT64_MAX

/* Numbers: the lowest byte first. */
static void put_number(nf_buf_t *to, apr_uint64_t n)
{
    int i;

    for (i = 0; i < 8; i++) {
        nf_buf_addc(to, (char)(n >> 8 * i));
    }
}

static void put_bytes(nf_buf_t *to, nf_str_t bytes)
{
    put_number(to, bytes.len);
    if (bytes.len) {
        nf_buf_add(to, bytes.p, bytes.len);
    }
}

static void put_edits(nf_buf_t *to, const nfm_entry_t *entry)
{
    int i;

    put_number(to, (apr_uint64_t)entry->nedits);
    for (i = 0; i < entry->nedits; i++) {
        put_number(to, entry->edits[i].at);
        put_number(to, entry->edits[i].drop);
        nf_buf_addc(to, (char)(entry->edits[i].optional != 0));
        put_bytes(to, entry->edits[i].bytes);
    }
}

nf_str_t nfm_entry_write(const nfm_entry_t *entry, apr_uint64_t conf,
                         apr_pool_t *pool)
{
    nf_str_t skip = nf_str(entry->skip);
    nf_buf_t to;

    nf_buf_init(&to, pool, entry->view.len + 512);
    nf_buf_addc(&to, FORM);
    nf_buf_addc(&to, (char)entry->unread);
    put_number(&to, conf);
    put_number(&to, entry->length);
    put_number(&to, entry->end == NFM_ENTRY_NO_END ? NO_END : entry->end);
    put_bytes(&to, skip);
    put_bytes(&to, entry->view);
    put_edits(&to, entry);
    return to.len <= NFM_ENTRY_MAX && entry->nedits <= NFM_ENTRY_MAX_EDITS
               ? (nf_str_t){to.p, to.len}
               : (nf_str_t){NULL, 0};
}

/* What is still to be read; p == NULL after the first wrong length. */
typedef nf_str_t rest_t;

static nf_str_t take(rest_t *rest, apr_uint64_t n)
{
    nf_str_t taken = {NULL, 0};

    if (rest->p && n <= rest->len) {
        taken = (nf_str_t){rest->p, (size_t)n};
        rest->p += n;
        rest->len -= (size_t)n;
    }
    else {
        rest->p = NULL;
    }
    return taken;
}

static int take_byte(rest_t *rest)
{
    nf_str_t byte = take(rest, 1);

    return byte.p ? (unsigned char)*byte.p : -1;
}

static apr_uint64_t take_number(rest_t *rest)
{
    nf_str_t bytes = take(rest, sizeof(apr_uint64_t));
    apr_uint64_t n = 0;

    if (bytes.p) {
        memcpy(&n, bytes.p, sizeof(n));
#if APR_IS_BIGENDIAN
        n = __builtin_bswap64(n);
#endif
    }
    return n;
}

static nf_str_t take_bytes(rest_t *rest)
{
    return take(rest, take_number(rest));
}

/* As gate.h and enrich.h name them: it goes into logs and notes. */
static int is_reason(nf_str_t s)
{
    size_t i;

    for (i = 0; i < s.len; i++) {
        if (s.p[i] != '-' && (s.p[i] < 'a' || s.p[i] > 'z')) {
            return 0;
        }
    }
    return s.len > 0 && s.len <= NFM_ENTRY_MAX_REASON;
}

static int is_ascii(nf_str_t s)
{
    unsigned char all = 0;
    size_t i;

    for (i = 0; i < s.len; i++) {
        all |= (unsigned char)s.p[i];
    }
    return all < 0x80;
}

/* One edit, at `from` or behind. */
static int take_edit(rest_t *rest, nf_edit_t *edit, apr_size_t from,
                     apr_size_t length)
{
    apr_uint64_t at = take_number(rest), drop = take_number(rest);

    edit->at = (apr_size_t)at;
    edit->drop = (apr_size_t)drop;
    edit->optional = take_byte(rest) == 1;
    edit->bytes = take_bytes(rest);
    return rest->p && at >= from && at <= length && drop <= length - at
           && is_ascii(edit->bytes);
}

static int take_edits(rest_t *rest, nfm_entry_t *entry, apr_pool_t *pool)
{
    apr_uint64_t n = take_number(rest);
    nf_edit_t *edits;
    apr_size_t from = 0;
    int i;

    if (rest->p == NULL || n > NFM_ENTRY_MAX_EDITS) {
        return 0;
    }
    if (n == 0) {
        return 1;
    }
    edits = apr_palloc(pool, (size_t)n * sizeof(*edits));
    for (i = 0; i < (int)n; i++) {
        if (!take_edit(rest, &edits[i], from, entry->length)) {
            return 0;
        }
        from = edits[i].at + edits[i].drop;
    }
    entry->edits = edits;
    entry->nedits = (int)n;
    return 1;
}

static int take_skip(rest_t *rest, nfm_entry_t *entry, apr_pool_t *pool)
{
    nf_str_t reason = take_bytes(rest);

    if (reason.p == NULL || (reason.len > 0 && !is_reason(reason))) {
        return 0;
    }
    entry->skip = reason.len > 0 ? nf_str_dup(pool, reason) : NULL;
    return 1;
}

static int take_view(rest_t *rest, nfm_entry_t *entry)
{
    nf_str_t view = take_bytes(rest);

    if (view.len > 0) {
        entry->view = view;
    }
    return view.p != NULL;
}

/* One thing is to be done, or there is a reason for nothing. */
static int makes_sense(const nfm_entry_t *entry)
{
    return entry->view.p ? entry->nedits == 0
                         : entry->nedits > 0 || entry->skip != NULL;
}

int nfm_entry_read(nfm_entry_t *entry, nf_str_t bytes, apr_uint64_t conf,
                   apr_pool_t *pool)
{
    rest_t rest = bytes;
    apr_uint64_t of_conf, length, end;
    int form = take_byte(&rest);

    memset(entry, 0, sizeof(*entry));
    entry->unread = take_byte(&rest) == 1;
    of_conf = take_number(&rest);
    length = take_number(&rest);
    end = take_number(&rest);
    if (form != FORM || of_conf != conf || length > NF_MAX_PAGE
        || (end > length && end != NO_END)) {
        return 0;
    }
    entry->length = (apr_size_t)length;
    entry->end = end == NO_END ? NFM_ENTRY_NO_END : (apr_size_t)end;
    return take_skip(&rest, entry, pool) && take_view(&rest, entry)
           && take_edits(&rest, entry, pool) && rest.p && rest.len == 0
           && makes_sense(entry);
}
