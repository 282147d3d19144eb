/* model.c -- evaluation of the trees (model.h). */
#include <stddef.h>
#include "model.h"

#include "body_model.h"
#include "verdict_model.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const nf_model_t nf_body_model = {
    body_features, body_limits, body_leaves, COUNT(body_leaves) >> BODY_DEPTH,
    BODY_DEPTH,    BODY_START};
const nf_model_t nf_verdict_model = {
    verdict_features, verdict_limits,
    verdict_leaves,   COUNT(verdict_leaves) >> VERDICT_DEPTH,
    VERDICT_DEPTH,    VERDICT_START};

/* The trees' sum. Inlined for each depth, it has no branch that depends on
 * the numbers: processors would guess one of these wrong in each tree. The
 * numbers are small, so the sign of a difference says which is greater. */
static inline int sum_of(const nf_model_t *model, const int *v, unsigned depth)
{
    const uint8_t *feature = model->features;
    const int16_t *limit = model->limits, *leaf = model->leaves;
    int sum = 0;
    unsigned i, level;

#pragma GCC unroll 4
    for (i = 0; i < model->n; i++) {
        size_t at = 1; /* the splits of a tree count from 1 */

        for (level = 0; level < depth; level++) {
            int room = limit[at - 1] - v[feature[at - 1]];

            at = at * 2 + ((unsigned)room >> 31);
        }
        sum += leaf[at - (1u << depth)];
        feature += (1u << depth) - 1;
        limit += (1u << depth) - 1;
        leaf += 1u << depth;
    }
    return sum;
}

int nf_model_score(const nf_model_t *model, const int *v)
{
    switch (model->depth) {
    case BODY_DEPTH:
        return model->start + sum_of(model, v, BODY_DEPTH);
    default:
        return model->start + sum_of(model, v, model->depth);
    }
}
