/*
 * link.h -- the way from an article's page to its views: a button that
 * readers see, and links in the head that programs find.
 *
 * The button goes into the element that has the attribute
 * NF_LINK_MARK, where the site's own style sheet can dress it; without such
 * an element it stands at the end of the body, in the corner of the window.
 *
 * All is ASCII, and well-formed in XHTML too.
 */
#ifndef NF_LINK_H
#define NF_LINK_H

#include "enrich.h"

#define NF_LINK_MARK "data-newsfilter-reader"

/* Append the edits for a page with an article, in the order of their places.
 * edits: of nf_edit_t. Nothing is added without options->reader_url. */
void nf_link_edits(const nf_page_t *page, const nf_facts_t *facts,
                   const nf_options_t *options, apr_array_header_t *edits,
                   apr_pool_t *pool);

#endif
