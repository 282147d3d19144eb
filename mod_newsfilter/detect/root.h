/*
 * root.h -- the element that holds most of the page's prose.
 *
 * Each block that reads like prose votes for its ancestors, nearer ones more.
 */
#ifndef NF_ROOT_H
#define NF_ROOT_H

#include "../page/page.h"

/* How much a block reads like a paragraph of a story: 0 (not at all) up to
 * its number of words, capped. */
int nf_prose_weight(const nf_block_t *k);

/* NF_NONE when no block reads like prose. */
nf_id_t nf_root_find(const nf_page_t *page, nf_id_t headline);

#endif
