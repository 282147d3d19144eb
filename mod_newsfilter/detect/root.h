/*
 * root.h -- the element that holds most of the page's prose.
 *
 * Each block that reads like prose votes for its ancestors, nearer ones more.
 */
#ifndef NF_ROOT_H
#define NF_ROOT_H

#include "../page/page.h"

/* What class words say below the ancestors of a node inner, as far as it was
 * asked for: of the element of each depth that was the last. */
typedef struct nf_below_t {
    const nf_page_t *page;
    nf_id_t inner;
    nf_id_t element[UINT8_MAX + 1];
    nf_hints_t bits[UINT8_MAX + 1];
} nf_below_t;

/* From page->pool. */
nf_below_t *nf_below_create(const nf_page_t *page, nf_id_t inner);

/* The OR of the class words' bits (hints.h) of an element and of those
 * ancestors that do not hold the node inner: what is said of it in
 * particular. */
nf_hints_t nf_below(nf_below_t *b, nf_id_t element);

/* How much a block reads like a paragraph of a story: 0 (not at all) up to
 * its number of words, capped. below: the headline's ancestors. */
int nf_prose_weight(const nf_block_t *k, nf_below_t *below);

/* NF_NONE when no block reads like prose. below: as above. */
nf_id_t nf_root_find(nf_below_t *below);

#endif
