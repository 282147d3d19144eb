/* test_evidence.c -- the list of candidates. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/evidence.h"
#include "page/limits.h"
#include "support.h"

static void test_best(void **state)
{
    nf_evidence_t *ev = nf_evidence_create(pool);

    assert_null(nf_evidence_best(ev, NF_FACT_HEADLINE));
    nf_evidence_add(ev, NF_FACT_HEADLINE, "a", 40, "og", NULL);
    nf_evidence_add(ev, NF_FACT_HEADLINE, "b", 60, "h1", NULL);
    nf_evidence_add(ev, NF_FACT_HEADLINE, "c", 60, "title", NULL);
    nf_evidence_add(ev, NF_FACT_SECTION, "d", 90, "meta", NULL);
    assert_string_equal(nf_evidence_best(ev, NF_FACT_HEADLINE)->value, "b");
    assert_string_equal(nf_evidence_best(ev, NF_FACT_SECTION)->value, "d");
    assert_null(nf_evidence_best(ev, NF_FACT_IMAGE));
}

static void test_add(void **state)
{
    nf_evidence_t *ev = nf_evidence_create(pool);
    nf_candidate_t *c =
        nf_evidence_add(ev, NF_FACT_AUTHOR, "a", 50, "byline", "because");

    assert_string_equal(c->source, "byline");
    assert_string_equal(c->reason, "because");
    assert_null(c->extra);
    assert_int_equal(c->node, NF_NONE);
    assert_false(c->visible);
    assert_null(nf_evidence_add(ev, NF_FACT_AUTHOR, "", 50, "x", NULL));
    assert_null(nf_evidence_add(ev, NF_FACT_AUTHOR, NULL, 50, "x", NULL));
    assert_int_equal(ev->v->nelts, 1);
}

/* Thousands of one kind crowd out nothing else. */
static void test_limit(void **state)
{
    nf_evidence_t *ev = nf_evidence_create(pool);
    int i;

    for (i = 0; i < 3 * NF_MAX_CANDIDATES; i++) {
        nf_evidence_add(ev, NF_FACT_KEYWORD, "mill", 50, "meta", NULL);
    }
    assert_int_equal(ev->v->nelts, NF_MAX_CANDIDATES);
    assert_null(nf_evidence_add(ev, NF_FACT_KEYWORD, "x", 99, "h1", NULL));
    assert_non_null(nf_evidence_add(ev, NF_FACT_HEADLINE, "x", 1, "h1", NULL));
    assert_string_equal(nf_evidence_best(ev, NF_FACT_HEADLINE)->value, "x");
}

static void test_language(void **state)
{
    nf_evidence_t *ev = nf_evidence_create(pool);

    assert_null(ev->language);
    nf_evidence_add(ev, NF_FACT_LANGUAGE, "en", 66, "html", NULL);
    nf_evidence_add(ev, NF_FACT_LANGUAGE, "de", 80, "html", NULL);
    nf_evidence_add(ev, NF_FACT_LANGUAGE, "fr", 80, "html", NULL);
    assert_string_equal(ev->language, "de");
    assert_string_equal(nf_evidence_best(ev, NF_FACT_LANGUAGE)->value, "de");
}

static void test_names(void **state)
{
    int i;

    for (i = 0; i < NF_FACT_COUNT; i++) {
        assert_true(*nf_fact_name((nf_fact_e)i) != '\0');
    }
    assert_string_equal(nf_fact_name(NF_FACT_DATE_PUBLISHED), "datePublished");
    assert_string_equal(nf_fact_name(NF_FACT_BODY_POINTER), "articleBody");
    assert_string_equal(nf_fact_name(NF_FACT_COUNT), "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_best), POOL_TEST(test_add), POOL_TEST(test_limit),
        POOL_TEST(test_language), POOL_TEST(test_names)};

    return run_group("evidence", tests, COUNT(tests));
}
