/*
 * model.h -- is this block part of the article's text?
 *
 * Gradient-boosted decision trees over the block's features (features.h), as
 * a table compiled in (body_model.h, made by tools/model/train.py). No
 * floating point: the same answer everywhere.
 */
#ifndef NF_MODEL_H
#define NF_MODEL_H

#include <stdint.h>

/* Log-odds in 1/1024: above 0 the block rather belongs to the text. */
int nf_model_score(const int16_t *features);

#endif
