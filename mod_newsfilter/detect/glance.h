/*
 * glance.h -- a first look at a page: its head alone.
 *
 * Most news sites describe their articles in JSON-LD, and most of these do so
 * before the page's body begins. Where that is enough to leave a page alone
 * the rest of it, which is most of it, need not be read.
 *
 * Nothing is parsed for what it says. Ownership: the pool has what it takes.
 * NULL: no bytes. Errors: what is not plain gets a no. Time: linear in the
 * head. Threads: no shared state.
 */
#ifndef NF_GLANCE_H
#define NF_GLANCE_H

#include <apr_pools.h>
#include "../page/str.h"

/* Does its head, if all of it is in these bytes, have the JSON-LD of a usable
 * article: with a headline and a day or an author, read by strict parsers, and
 * not one of a list? Then nf_evidence_t.own_item would be set for the page. */
int nf_glance_has_article(nf_str_t bytes, apr_pool_t *pool);

#endif
