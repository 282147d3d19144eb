/* test_model.c -- the trees are trees, and stay within their tables. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/features.h"
#include "detect/model.h"
#include "detect/verdict.h"
#include "support.h"

#define TREE_MAX 1000

/* Check one tree; size 0: not known. Returns its number of nodes, and adds
 * its least and greatest leaf. */
static unsigned check_tree(const nf_model_node_t *root, unsigned size,
                           unsigned features, int *least, int *greatest)
{
    unsigned char parents[TREE_MAX] = {1};
    unsigned i, end = 1;
    int min = INT16_MAX, max = INT16_MIN;

    for (i = 0; i < end; i++) {
        const nf_model_node_t *n = &root[i];

        assert_true(i < TREE_MAX - 1);
        assert_int_equal(parents[i], 1);
        if (n->feature == NF_MODEL_LEAF) {
            min = n->value < min ? n->value : min;
            max = n->value > max ? n->value : max;
            continue;
        }
        assert_true(n->feature < features);
        assert_in_range(n->right, i + 2, TREE_MAX - 1);
        assert_true(size == 0 || n->right < size);
        parents[i + 1]++;
        parents[n->right]++;
        end = n->right + 1u > end ? n->right + 1u : end;
        end = i + 2 > end ? i + 2 : end;
    }
    *least += min;
    *greatest += max;
    return end;
}

static void check(const nf_model_t *model, unsigned features)
{
    int16_t *v = apr_pcalloc(pool, sizeof(*v) * features);
    int least = model->start, greatest = model->start, score;
    unsigned i, k;

    assert_true(model->n > 0);
    assert_int_equal(model->roots[0], 0);
    for (i = 0; i < model->n; i++) {
        unsigned size = i + 1 < model->n
                            ? (unsigned)(model->roots[i + 1] - model->roots[i])
                            : 0;
        unsigned end = check_tree(model->nodes + model->roots[i], size,
                                  features, &least, &greatest);

        assert_true(size == 0 || end == size);
    }
    assert_true(least < 0 && greatest > 0);
    for (k = 0; k < 3; k++) {
        for (i = 0; i < features; i++) {
            v[i] = (int16_t)(k == 0 ? 0 : k == 1 ? INT16_MIN : INT16_MAX);
        }
        score = nf_model_score(model, v);
        assert_true(score >= least && score <= greatest);
        assert_int_equal(score, nf_model_score(model, v));
    }
}

static void test_body_model(void **state)
{
    check(&nf_body_model, NF_F_COUNT);
}

static void test_verdict_model(void **state)
{
    check(&nf_verdict_model, NF_V_COUNT);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {POOL_TEST(test_body_model),
                                              POOL_TEST(test_verdict_model)};

    return run_group("model", tests, COUNT(tests));
}
