/* test_place.c -- where things stand, seen from the article. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/place.h"
#include "support.h"

/* A page of 80 blocks. */
static nf_page_t *blocks(void)
{
    return page_of(repeat("<p>x</p>", 80, ""));
}

static nf_place_e place(const nf_page_t *page, long headline, uint32_t first,
                        uint32_t last, uint32_t k)
{
    uint32_t chosen[] = {first, last};
    nf_body_t body = {.blocks = chosen, .n = last ? 2 : 0};
    nf_places_t p;

    nf_places_init(&p, page,
                   headline >= 0 ? block_at(page, (uint32_t)headline)->first
                                 : NF_NONE,
                   &body);
    return nf_place_of(&p, k);
}

static void test_article(void **state)
{
    static const struct {
        uint32_t k;
        nf_place_e want;
    } rows[] = {
        {1, NF_PLACE_FAR},    {11, NF_PLACE_FAR},  {12, NF_PLACE_ABOVE},
        {19, NF_PLACE_ABOVE}, {20, NF_PLACE_NEAR}, {24, NF_PLACE_NEAR},
        {25, NF_PLACE_TOP},   {28, NF_PLACE_TOP},  {29, NF_PLACE_BODY},
        {40, NF_PLACE_BODY},  {41, NF_PLACE_TAIL}, {48, NF_PLACE_TAIL},
        {49, NF_PLACE_FAR},   {79, NF_PLACE_FAR}};
    nf_page_t *page = blocks();
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_int_equal(place(page, 20, 25, 40, rows[i].k), rows[i].want);
    }
}

static void test_part_known(void **state)
{
    nf_page_t *page = blocks();

    /* no text: what follows the headline, for a while */
    assert_int_equal(place(page, 20, 0, 0, 49), NF_PLACE_NEAR);
    assert_int_equal(place(page, 20, 0, 0, 60), NF_PLACE_FAR);
    /* no headline: what precedes the text */
    assert_int_equal(place(page, -1, 25, 40, 20), NF_PLACE_NEAR);
    assert_int_equal(place(page, -1, 25, 40, 10), NF_PLACE_FAR);
    assert_int_equal(place(page, -1, 25, 40, 25), NF_PLACE_TOP);
    /* neither */
    assert_int_equal(place(page, -1, 0, 0, 0), NF_PLACE_FAR);
}

static void test_language(void **state)
{
    nf_evidence_t *ev = nf_evidence_create(pool);

    assert_null(nf_evidence_language(ev));
    nf_evidence_add(ev, NF_FACT_LANGUAGE, "km", 50, "text", NULL);
    assert_string_equal(nf_evidence_language(ev), "km");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {POOL_TEST(test_article),
                                              POOL_TEST(test_part_known),
                                              POOL_TEST(test_language)};

    return run_group("place", tests, COUNT(tests));
}
