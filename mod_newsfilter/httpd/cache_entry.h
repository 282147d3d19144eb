/*
 * cache_entry.h -- what is to be done with a page, as bytes of a cache.
 *
 * A cache may be shared with others over a network, so its values are read
 * as what a stranger sent: every length is checked against what is there,
 * every place against the page, and what does not add up is no entry.
 *
 * The bytes begin with a version of their form. They are the same on every
 * machine.
 *
 * Pure: APR only. Ownership: what is read points into the bytes given, the
 * list of edits and the reason are the pool's. NULL: see the struct.
 * Threads: no shared state.
 */
#ifndef NFM_CACHE_ENTRY_H
#define NFM_CACHE_ENTRY_H

#include "../render/enrich.h"

/* A longer one is not kept. Room for the view of a text of 30,000 words; a
 * quarter of what shmcb, with its default size, takes as one, and of what
 * memcached does. */
#define NFM_ENTRY_MAX (256 * 1024)
#define NFM_ENTRY_MAX_EDITS 256
#define NFM_ENTRY_MAX_REASON 40

#define NFM_ENTRY_NO_END ((apr_size_t)-1)

typedef struct nfm_entry_t {
    const char *skip;       /* why there is no JSON-LD of ours, or NULL */
    int unread;             /* the page could not be read, or need not: its
                             * head said enough */
    apr_size_t length;      /* of the page */
    apr_size_t end;         /* where its body ends, or NFM_ENTRY_NO_END */
    const nf_edit_t *edits; /* in order, apart, inside the page; none: it stays
                             * as it is, and skip says why */
    int nedits;
    nf_str_t view; /* in the place of the page; then there are no edits */
} nfm_entry_t;

/* conf: nfm_conf_hash(). Absent for an entry that is not to be kept. */
nf_str_t nfm_entry_write(const nfm_entry_t *entry, apr_uint64_t conf,
                         apr_pool_t *pool);

/* Whether bytes are an entry for this configuration. Its length may still be
 * that of another page. */
int nfm_entry_read(nfm_entry_t *entry, nf_str_t bytes, apr_uint64_t conf,
                   apr_pool_t *pool);

#endif
