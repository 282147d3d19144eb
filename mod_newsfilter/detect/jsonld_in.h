/*
 * jsonld_in.h -- JSON-LD blocks, leniently.
 *
 * jansson parses; before that a bounded repair strips CDATA and comment
 * wrappers, control characters in strings, trailing commas and semicolons.
 * Single objects, arrays, @graph and @id references within the page are
 * followed (without recursion, NF_MAX_JSON_VISITS). The article that agrees
 * with the page's own headline or address wins where several are there.
 */
#ifndef NF_JSONLD_IN_H
#define NF_JSONLD_IN_H

#include "evidence.h"

/* Of more articles one that agrees with nothing else on the page is a
 * teaser. */
#define NF_JSONLD_FEW 2

/* Is this a script's type, in any case, with or without parameters? */
int nf_jsonld_is_type(nf_str_t type);

/* Does JSON-LD that nobody has parsed name a type of article? */
int nf_jsonld_names_article(nf_str_t text);

void nf_jsonld_in_detect(const nf_page_t *page, nf_evidence_t *ev);

#endif
