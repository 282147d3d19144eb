/*
 * crumbs.h -- the trail of a page: "Home > News > Town > This story".
 *
 * Found by what elements say of themselves: a class or id such as
 * "breadcrumb", an aria-label. A trail is links one after another with
 * nothing but separators between them, all on one host, and what stands
 * unlinked behind the last: the page itself. Anything else is no trail.
 *
 * Ownership: the page's pool. Limits: CRUMBS_*. Errors: none. Threads: no
 * shared state.
 * Source: developers.google.com/search/docs/appearance/structured-data/
 * breadcrumb.
 */
#ifndef NF_CRUMBS_H
#define NF_CRUMBS_H

#include "facts.h"

/* nf_link_t in order, at least two, all with a headline and all but the last
 * with an absolute address on this host (nf_url_host(); "" for any); or NULL.
 * Needs page->blocks. */
apr_array_header_t *nf_crumbs_detect(const nf_page_t *page, const char *host);

#endif
