/*
 * links.h -- lists of links (nf_link_t) as search engines take them: absolute
 * addresses on the page's own host, each once.
 *
 * Ownership: results from the pool. Threads: no shared state.
 */
#ifndef NF_LINKS_H
#define NF_LINKS_H

#include "facts.h"

/* The absolute form of an address that is on this host (nf_url_host(); "" for
 * any), valid UTF-8; or NULL, as for NULL. */
char *nf_links_address(const char *url, const char *host, apr_pool_t *pool);

/* Has one of the links this address? */
int nf_links_have(const apr_array_header_t *links, const char *url);

#endif
