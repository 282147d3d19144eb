/* model.c -- evaluation of the trees (model.h). */
#include <stddef.h>
#include "model.h"

#define LEAF 255

typedef struct node_t {
    uint8_t feature;         /* LEAF: value holds the score */
    int16_t value;           /* go left (to the next node) if <= value */
    uint16_t right;          /* else here, counted from the tree's root */
} node_t;

#include "body_model.h"

int nf_model_score(const int16_t *features)
{
    int sum = MODEL_START;
    size_t i;

    for (i = 0; i < sizeof(model_roots) / sizeof(model_roots[0]); i++) {
        const node_t *root = &model_nodes[model_roots[i]], *n = root;

        while (n->feature != LEAF) {
            n = features[n->feature] <= n->value ? n + 1 : root + n->right;
        }
        sum += n->value;
    }
    return sum;
}
