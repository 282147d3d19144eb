/* model.c -- evaluation of the trees (model.h). */
#include <stddef.h>
#include "model.h"

#include "body_model.h"
#include "verdict_model.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const nf_model_t nf_body_model = {body_nodes, body_roots, COUNT(body_roots),
                                  BODY_START};
const nf_model_t nf_verdict_model = {verdict_nodes, verdict_roots,
                                     COUNT(verdict_roots), VERDICT_START};

int nf_model_score(const nf_model_t *model, const int16_t *features)
{
    int sum = model->start;
    unsigned i;

    for (i = 0; i < model->n; i++) {
        const nf_model_node_t *root = &model->nodes[model->roots[i]];
        const nf_model_node_t *n = root;

        while (n->feature != NF_MODEL_LEAF) {
            n = features[n->feature] <= n->value ? n + 1 : root + n->right;
        }
        sum += n->value;
    }
    return sum;
}
