/*
 * address.h -- the argument that asks for a view, and clean addresses.
 *
 * A view has an address of its own: the page's, with one argument more
 * ("?newsfilter=reader"), or the page's below a prefix. Handlers never see
 * either.
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
    NFM_VIEW_TEXT,
    NFM_VIEW_JSON,
    NFM_VIEWS
} nfm_view_e;

/* What a query asks for. */
typedef enum nfm_ask_e {
    NFM_ASK_NOTHING,
    NFM_ASK_VIEW,     /* this once; NFM_VIEW_PAGE is a view as well */
    NFM_ASK_REMEMBER, /* "on": the reader view from now on */
    NFM_ASK_FORGET    /* "off" */
} nfm_ask_e;

typedef struct nfm_asked_t {
    nfm_ask_e ask;
    nfm_view_e view;
    const char *rest; /* the query without our argument, NULL if nothing is
                       * left; the query itself with NFM_ASK_NOTHING */
} nfm_asked_t;

/* Is "name=value" of this length one to take? */
typedef int nfm_take_fn(void *data, const char *pair, size_t len);

/* Take arguments out of a query string: each that `take` says yes to. Returns
 * what is left, NULL for nothing; the query itself where none was taken. */
const char *nfm_query_take(const char *query, nfm_take_fn *take, void *data,
                           apr_pool_t *pool);

/* What a query string (or NULL) asks for under this argument name: its first
 * value that we know counts, and all of these are taken out of the rest. */
nfm_asked_t nfm_asked(const char *query, const char *name, apr_pool_t *pool);

/* "page", "reader", "markdown", "text", "json". */
const char *nfm_view_name(nfm_view_e view);

/* The view of that name; NFM_VIEW_PAGE for any other name. */
nfm_view_e nfm_view_named(const char *name);

/* What follows a prefix ("/reader/") in a path, with its slash; NULL if the
 * path does not begin so. */
const char *nfm_address_below(const char *path, const char *prefix);

/* path and query (or NULL) as it may stand in a header or an attribute:
 * what RFC 3986 allows stays, every other byte becomes %XX. */
char *nfm_address_clean(apr_pool_t *pool, const char *path, const char *query);

/* Is it "http(s)://host" as RFC 3986 spells hosts, nothing odd inside? */
int nfm_address_is_plain(const char *url);

#endif
