/*
 * tree_foreign.h -- SVG and MathML inside a page: what opens there, what
 * leads out of it, and the integration points where HTML goes on.
 *
 * For tree_build.c only. Source: html.spec.whatwg.org 13.2.6.5.
 */
#ifndef NF_TREE_FOREIGN_H
#define NF_TREE_FOREIGN_H

#include "tree_open.h"

/* Is the innermost open element foreign and no integration point? */
static inline int nf_foreign_in(const nf_builder_t *b)
{
    return NF_TOP(b)->foreign && !NF_TOP(b)->point;
}

/* A start tag in SVG and MathML, or svg or math itself. */
void nf_foreign_start(nf_builder_t *b, const nf_token_t *tok);

/* Does this start tag end all foreign content it stands in? */
int nf_foreign_breaks_out(nf_str_t text, const nf_token_t *tok);

/* End tag in foreign content: 1 if it was dealt with there. */
int nf_foreign_end(nf_builder_t *b, const nf_token_t *tok);

#endif
