/*
 * collection.h -- a front page or a section as a CollectionPage with the
 * list of its stories, in a script element like the article's (jsonld.h).
 *
 * The list has schema.org's summary form (itemlist.h).
 */
#ifndef NF_COLLECTION_H
#define NF_COLLECTION_H

#include "../detect/facts.h"
#include "enrich.h"

/* Absent where the page lists no stories, where it says that it is something
 * else, or where it has such a list of its own, in whatever syntax. */
nf_str_t nf_collection_render(const nf_page_t *page, const nf_facts_t *facts,
                              const nf_options_t *options, apr_pool_t *pool);

#endif
