/*
 * root.h -- the element that holds most of the page's prose.
 *
 * Each block that reads like prose votes for its ancestors, nearer ones more.
 */
#ifndef NF_ROOT_H
#define NF_ROOT_H

#include "../page/page.h"

/* Per node: the OR of the class words' bits (hints.h) of the node and of
 * those ancestors that do not hold the node inner: what is said of it in
 * particular. From page->pool. */
nf_hints_t *nf_hints_below(const nf_page_t *page, nf_id_t inner);

/* How much a block reads like a paragraph of a story: 0 (not at all) up to
 * its number of words, capped. hints: of its owner, see above. */
int nf_prose_weight(const nf_block_t *k, nf_hints_t hints);

/* below: nf_hints_below(page, headline). NF_NONE when no block reads like
 * prose. */
nf_id_t nf_root_find(const nf_page_t *page, nf_id_t headline,
                     const nf_hints_t *below);

#endif
