/* test_names.c -- lines that begin with an author's name. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "support.h"
#include "detect/names.h"

static void test_start(void **state)
{
    nf_evidence_t *ev = nf_evidence_create(pool);
    nf_names_t names;

    nf_evidence_add(ev, NF_FACT_HEADLINE, "Harbour", 50, "og", NULL);
    nf_evidence_add(ev, NF_FACT_AUTHOR, "J. D", 50, "meta", NULL);
    nf_evidence_add(ev, NF_FACT_AUTHOR, "Jane Doe", 50, "meta", NULL);
    nf_names_collect(&names, ev);
    assert_int_equal(names.n, 1);
    assert_true(nf_names_start(&names, nf_str("Jane Doe is our editor.")));
    assert_false(nf_names_start(&names, nf_str("Jane Doe")));
    assert_false(nf_names_start(&names, nf_str("By Jane Doe")));
    assert_false(nf_names_start(&names, nf_str("J. D. is our editor.")));
    assert_false(nf_names_start(&names, nf_str("Harbours are places.")));
    assert_false(nf_names_start(&names, (nf_str_t){NULL, 0}));
}

static void test_many(void **state)
{
    nf_evidence_t *ev = nf_evidence_create(pool);
    nf_names_t names;
    int i;

    for (i = 0; i < 3 * NF_NAMES_MAX; i++) {
        nf_evidence_add(ev, NF_FACT_AUTHOR, "Jane Doe", 50, "meta", NULL);
    }
    nf_names_collect(&names, ev);
    assert_int_equal(names.n, NF_NAMES_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_start),
        POOL_TEST(test_many),
    };

    return run_group("names", tests, COUNT(tests));
}
