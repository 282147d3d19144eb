/*
 * model.h -- gradient-boosted decision trees as tables compiled in.
 *
 * Two models use them: is this block part of the article's text
 * (body_model.h), is this page an article (verdict_model.h); both are made by
 * tools/model/train.py. No floating point: the same answer everywhere.
 */
#ifndef NF_MODEL_H
#define NF_MODEL_H

#include <stdint.h>

#define NF_MODEL_LEAF 255

typedef struct nf_model_node_t {
    uint8_t feature; /* NF_MODEL_LEAF: value holds the score */
    int16_t value;   /* go left (to the next node) if <= value */
    uint16_t right;  /* else here, counted from the tree's root */
} nf_model_node_t;

typedef struct nf_model_t {
    const nf_model_node_t *nodes;
    const uint16_t *roots; /* first node of each tree */
    unsigned n;            /* trees */
    int start;             /* log-odds before the first tree */
} nf_model_t;

extern const nf_model_t nf_body_model;    /* features.h */
extern const nf_model_t nf_verdict_model; /* verdict.h */

/* Log-odds in 1/1024: above 0 rather yes. */
int nf_model_score(const nf_model_t *model, const int16_t *features);

#endif
