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

/* Append the next ListItem to a list, with its position; borrowed. */
json_t *nf_itemlist_add(json_t *list);

/* Make an object the ItemList of these links (nf_link_t), which all have an
 * address. */
void nf_itemlist_set(json_t *object, const apr_array_header_t *links);

/* Absent where there is nothing to list, or where the page has an ItemList of
 * its own, in whatever syntax. */
nf_str_t nf_itemlist_render(const nf_page_t *page, const nf_facts_t *facts,
                            const nf_options_t *options, apr_pool_t *pool);

#endif
