/*
 * page.h -- one page, read once: charset, tree, blocks.
 *
 * nf_page_read() is the one door from bytes to everything that the
 * detectors and renderers look at. nf_page_open() stops at the tree: what a
 * page says in markup for machines needs no blocks.
 *
 * Ownership: all from the pool, except that slices may point into the bytes
 * given, which must live as long.
 * Errors: NULL is returned, with *reason set to a constant, for a page that
 * is not to be read: "empty", "too-large", "not-html" (binary bytes or no
 * markup at all), "charset" (encoding not available here).
 * Threads: no shared state.
 */
#ifndef NF_PAGE_H
#define NF_PAGE_H

#include "block.h"
#include "charset.h"
#include "tree.h"

typedef struct nf_page_t {
    apr_pool_t *pool;
    nf_str_t bytes; /* as served */
    nf_str_t text;  /* as UTF-8 */
    const char *charset;
    nf_charset_source_e charset_source;
    const char *url;  /* the page's address, or NULL */
    const char *base; /* base for relative addresses, or NULL */
    nf_tree_t *tree;
    nf_blocks_t *blocks; /* NULL before nf_page_blocks() */
} nf_page_t;

nf_page_t *nf_page_open(nf_str_t bytes, const char *url,
                        const char *transport_charset,
                        const char *fallback_charset, apr_pool_t *pool,
                        const char **reason);

/* Make the blocks of a page that was opened. */
void nf_page_blocks(nf_page_t *page);

nf_page_t *nf_page_read(nf_str_t bytes, const char *url,
                        const char *transport_charset,
                        const char *fallback_charset, apr_pool_t *pool,
                        const char **reason);

/* An attribute as an absolute address (nf_url_resolve against base), or
 * NULL. */
char *nf_page_url_attr(const nf_page_t *page, nf_id_t node, const char *name);

#endif
