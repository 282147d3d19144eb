/*
 * features_sums.h -- what is known of the whole page before a block's
 * numbers are made (inside of features.h).
 *
 * Ownership: from the pool. Threads: no shared state. Linear in the page.
 */
#ifndef NF_FEATURES_SUMS_H
#define NF_FEATURES_SUMS_H

#include "features.h"
#include "names.h"
#include "root.h"
#include "similar.h"

typedef struct nf_sum_t {
    uint32_t blocks, words, prose, chars, link_chars;
} nf_sum_t;

/* What is known of a block before its numbers are made. */
typedef struct nf_line_t {
    int weight;       /* nf_prose_weight */
    uint32_t before;  /* prose in the root before it */
    uint32_t barrier; /* the last barrier before it, or 0 */
    uint32_t h1;      /* other h1 after the headline, up to it */
    unsigned cues;
    uint32_t parent; /* sum of its parent */
    uint32_t branch; /* of its branch */
    uint32_t like;   /* of the blocks made like it */
    uint32_t copies; /* of the blocks with its text */
} nf_line_t;

typedef struct nf_sums_t {
    nf_features_t f; /* what others see; first */
    const nf_page_t *page;
    const nf_tree_t *t;
    const nf_blocks_t *b;
    nf_below_t *rel;  /* class words below the root */
    nf_below_t *path; /* and below the headline */
    nf_line_t *lines; /* per block */
    nf_sum_t *sums;   /* of parents, branches, blocks made alike, blocks
                       * that say the same; 0 is not used */
    uint32_t nsums;
    uint32_t first, last; /* first and last prose block in the root */
    long total;           /* prose in the root */
    nf_similar_t *title;  /* the headline's text */
    nf_similar_t *about;  /* the description */
    nf_names_t names;     /* of authors */
} nf_sums_t;

/* The element whose children are the paragraphs: the owner's parent, or the
 * owner itself where text stands in it directly. */
nf_id_t nf_sums_parent(const nf_sums_t *x, const nf_block_t *k);

/* Are a known text and a block of comparable length? */
int nf_sums_comparable(const nf_similar_t *known, const nf_block_t *k);

/* The cues of block i (nf_cues_of). */
unsigned nf_sums_cues(const nf_sums_t *x, uint32_t i);

/* Is block i a short title after which something else begins? */
int nf_sums_wall(const nf_sums_t *x, uint32_t i);

#endif
