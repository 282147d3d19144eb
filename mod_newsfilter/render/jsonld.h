/*
 * jsonld.h -- the facts as schema.org JSON-LD in a script element.
 *
 * Pure ASCII: everything above U+007E and < > & are \uXXXX, so the block is
 * safe in any ASCII-compatible page and cannot end its script element or
 * open a comment (html.spec.whatwg.org 4.12.1.3).
 */
#ifndef NF_JSONLD_H
#define NF_JSONLD_H

#include <jansson.h>
#include "../detect/facts.h"
#include "enrich.h"

/* The attribute by which our own block is known again, so that a page that
 * passes two filters is enriched once. */
#define NF_JSONLD_MARK "data-newsfilter"

/* <script type="application/ld+json" ...>...</script>, without a line end
 * (it would be text of the page); absent if facts is no article
 * with a headline, or options->amend does not want it. */
nf_str_t nf_jsonld_render(const nf_facts_t *facts, const nf_options_t *options,
                          apr_pool_t *pool);

/* An object as such an element, with the page's nonce where that is wanted;
 * o stays the caller's. */
nf_str_t nf_jsonld_script(const json_t *o, const nf_facts_t *facts,
                          apr_pool_t *pool);

#endif
