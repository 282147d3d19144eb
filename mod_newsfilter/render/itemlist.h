/*
 * itemlist.h -- the ticker as an ItemList in a script element of its own.
 *
 * schema.org's summary form, as search engines want it: ListItem with
 * nothing but position and url, each address once, all on the page's own
 * host. Items without an address are left out.
 *
 * ASCII like jsonld.h's block, and marked with the same attribute.
 */
#ifndef NF_ITEMLIST_H
#define NF_ITEMLIST_H

#include "../detect/facts.h"
#include "enrich.h"

/* Does the page list something itself, in whatever syntax? */
int nf_itemlist_is_there(const nf_page_t *page);

/* What of the links (nf_link_t) has an address on this host (""; any), as an
 * ItemList. The caller's; empty where there is none. */
json_t *nf_itemlist_of(const apr_array_header_t *links, const char *host,
                       apr_pool_t *pool);

/* Absent where there is nothing to list, or where the page's own JSON-LD has
 * an ItemList already. */
nf_str_t nf_itemlist_render(const nf_page_t *page, const nf_facts_t *facts,
                            const nf_options_t *options, apr_pool_t *pool);

#endif
