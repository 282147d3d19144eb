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

/* All trees of a model are complete and of one depth: a split's two followers
 * stand at twice its place and behind that, counted from 1. */
typedef struct nf_model_t {
    const uint8_t *features; /* of the splits, 2^depth - 1 a tree */
    const int16_t *limits;   /* of the same: go left if not above */
    const int16_t *leaves;   /* 2^depth a tree */
    unsigned n;              /* trees */
    unsigned depth;
    int start; /* log-odds before the first tree */
} nf_model_t;

extern const nf_model_t nf_body_model;    /* features.h */
extern const nf_model_t nf_verdict_model; /* verdict.h */

/* Log-odds in 1/1024: above 0 rather yes. v: the features, small numbers, of
 * 16 bits as the limits are. */
int nf_model_score(const nf_model_t *model, const int *v);

#endif
