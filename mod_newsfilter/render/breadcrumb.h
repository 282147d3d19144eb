/*
 * breadcrumb.h -- the page's trail as a BreadcrumbList in a script element of
 * its own, behind the article's: Google wants names and positions for all,
 * an address for all but the last.
 *
 * ASCII like jsonld.h's block, and marked with the same attribute.
 */
#ifndef NF_BREADCRUMB_H
#define NF_BREADCRUMB_H

#include "../detect/facts.h"
#include "enrich.h"

/* Absent where the page shows no trail, or has a BreadcrumbList in any
 * syntax. */
nf_str_t nf_breadcrumb_render(const nf_page_t *page, const nf_facts_t *facts,
                              const nf_options_t *options, apr_pool_t *pool);

#endif
