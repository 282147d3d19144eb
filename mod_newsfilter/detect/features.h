/*
 * features.h -- numbers about each block for the body model.
 *
 * The root is the element that holds most of the page's prose as a whole;
 * "rel_" features look at the class words between the root and the block,
 * "path_" ones at all class words above it. Numbers are small integers:
 * counts are capped, lengths are in quarter powers of two (nf_log4), shares
 * in percent. What needs the whole page is summed up once; a block's numbers
 * are made when they are asked for.
 *
 * Ownership: from the pool. Threads: no shared state. Linear in the page.
 */
#ifndef NF_FEATURES_H
#define NF_FEATURES_H

#include "evidence.h"

enum {
#define F(name) NF_F_##name,
#include "features.def"
#undef F
    NF_F_COUNT
};

typedef struct nf_features_t {
    nf_id_t root;      /* NF_NONE if the page has no prose */
    uint32_t headline; /* index of its block, or the blocks' number */
} nf_features_t;

/* headline: node of the shown headline, or NF_NONE; its text, or NULL. */
nf_features_t *nf_features_build(const nf_page_t *page,
                                 const nf_evidence_t *ev, nf_id_t headline,
                                 const char *headline_text);

/* Does block i stand beside the text for sure: outside the root, and a link
 * or a short line in a part that is no text by tag or class? Most blocks of
 * most pages do, and need no numbers. */
int nf_features_is_beside(const nf_features_t *f, uint32_t i);

/* The NF_F_COUNT numbers of block i. */
void nf_features_of(nf_features_t *f, uint32_t i, int *v);

/* 4 * log2(n + 1), rounded down: 0, 4, 6, 8, 9, 10 ... */
int nf_log4(unsigned long n);

/* part in per cent of whole; 0 of nothing. */
static inline int nf_share(unsigned long part, unsigned long whole)
{
    return whole ? (int)(part * 100 / whole) : 0;
}

/* n, at most max. */
static inline int nf_capped(unsigned long n, int max)
{
    return n < (unsigned long)max ? (int)n : max;
}

/* Names in order, for the training tools. */
const char *nf_feature_name(int i);

#endif
