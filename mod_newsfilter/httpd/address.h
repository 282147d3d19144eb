/*
 * address.h -- the argument that asks for a view, and clean addresses.
 *
 * The reader view has an address of its own: the page's, with one argument
 * more ("?newsfilter=reader"). Handlers never see that argument.
 *
 * Pure: strings only. Ownership: results from the pool or the input.
 * Threads: no shared state.
 */
#ifndef NFM_ADDRESS_H
#define NFM_ADDRESS_H

#include <apr_pools.h>

typedef enum nfm_view_e {
    NFM_VIEW_PAGE, /* the page itself, enriched */
    NFM_VIEW_READER,
    NFM_VIEW_MARKDOWN,
    NFM_VIEW_TEXT
} nfm_view_e;

/* The view that a query string asks for under this argument name, with *rest
 * set to the query without the argument (NULL if nothing is left). No such
 * argument, or a value that is no view: NFM_VIEW_PAGE and *rest == query. */
nfm_view_e nfm_view_of(const char *query, const char *name, apr_pool_t *pool,
                       const char **rest);

/* "reader", "markdown", "text"; NULL for the page. */
const char *nfm_view_name(nfm_view_e view);

/* path and query (or NULL) as it may stand in a header or an attribute:
 * what RFC 3986 allows stays, every other byte becomes %XX. */
char *nfm_address_clean(apr_pool_t *pool, const char *path, const char *query);

/* Is it "http(s)://host" as RFC 3986 spells hosts, nothing odd inside? */
int nfm_address_is_plain(const char *url);

#endif
