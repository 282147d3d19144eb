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

/* The article as an object, the caller's; NULL if facts is no article with a
 * headline. */
json_t *nf_jsonld_object(const nf_facts_t *facts, const nf_options_t *options,
                         apr_pool_t *pool);

/* <script type="application/ld+json" ...>...</script>, without a line end
 * (it would be text of the page), with the page's nonce where that is
 * wanted. */
nf_str_t nf_jsonld_script(const json_t *object, const nf_facts_t *facts,
                          apr_pool_t *pool);

/* Is this article to be written? options->amend is asked, and may change
 * it. */
static inline int nf_jsonld_is_wanted(json_t *article,
                                      const nf_options_t *options)
{
    return options->amend == NULL
           || options->amend(options->amend_data, article);
}

/* All in one; absent where there is no object, or it is not wanted. */
nf_str_t nf_jsonld_render(const nf_facts_t *facts, const nf_options_t *options,
                          apr_pool_t *pool);

/* Does a page's text name this type of schema.org's, in JSON-LD, microdata or
 * RDFa? */
int nf_jsonld_names(nf_str_t text, const char *type);

/* A site's or a mail address in an author's place says nobody's name. */
int nf_jsonld_is_address(const char *name);

/* Say that the elements of these classes (const char *) are not free. Google
 * takes one class a selector, and an array of several parts. */
void nf_jsonld_paywall(json_t *article, const apr_array_header_t *classes);

#endif
