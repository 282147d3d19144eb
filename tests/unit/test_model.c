/* test_model.c -- the trees stay within their tables, and tell by numbers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/features.h"
#include "detect/model.h"
#include "detect/verdict.h"
#include "support.h"

static void check(const nf_model_t *model, unsigned features)
{
    int *v = apr_pcalloc(pool, sizeof(*v) * features);
    unsigned leaves = 1u << model->depth, i, k;
    int least = model->start, greatest = model->start, score;

    assert_true(model->n > 0);
    assert_in_range(model->depth, 1, 8);
    for (i = 0; i < model->n * (leaves - 1); i++) {
        assert_true(model->features[i] < features);
    }
    for (i = 0; i < model->n; i++) {
        int min = INT16_MAX, max = INT16_MIN;

        for (k = 0; k < leaves; k++) {
            int value = model->leaves[i * leaves + k];

            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        least += min;
        greatest += max;
    }
    assert_true(least < 0 && greatest > 0);
    for (k = 0; k < 3; k++) {
        for (i = 0; i < features; i++) {
            v[i] = k == 0 ? 0 : k == 1 ? INT16_MIN : INT16_MAX;
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

/* Left is "not above": two trees of two levels, each leaf by its way. */
static void test_ways(void **state)
{
    static const uint8_t features[] = {0, 1, 1, 1, 0, 0};
    static const int16_t limits[] = {10, 5, -5, 0, 0, INT16_MAX};
    static const int16_t leaves[] = {1, 2, 3, 4, 10, 20, 30, 40};
    static const nf_model_t model = {features, limits, leaves, 2, 2, 100};
    static const struct {
        int v[2];
        int score;
    } ways[] = {{{10, 5}, 131}, {{10, 6}, 132},  {{11, -5}, 123},
                {{11, 1}, 134}, {{0, 0}, 111},   {{-1, 0}, 111},
                {{1, 0}, 121},  {{11, -6}, 123}, {{INT16_MAX, 1}, 134}};
    size_t i;

    for (i = 0; i < COUNT(ways); i++) {
        assert_int_equal(nf_model_score(&model, ways[i].v), ways[i].score);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {POOL_TEST(test_body_model),
                                              POOL_TEST(test_verdict_model),
                                              POOL_TEST(test_ways)};

    return run_group("model", tests, COUNT(tests));
}
