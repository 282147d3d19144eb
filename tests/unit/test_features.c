/* test_features.c -- where the prose is, and numbers about each block. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/features.h"
#include "detect/root.h"
#include "support.h"

#define PROSE                                                     \
    "The old mill at the lower weir has opened its doors again, " \
    "twelve years after the last owner had closed it, the town said. "

#define PAGE                                                                \
    "<body><nav><a href=/>Home</a> <a href=/n>News</a></nav>"               \
    "<div class=page><h1>The mill turns again</h1><div class=story>"        \
    "<p>" PROSE "</p><p>" PROSE PROSE "</p><p>" PROSE "</p></div>"          \
    "<div class=related><a href=/1>Ferry fares to rise in spring</a></div>" \
    "</div><footer>All rights reserved.</footer>"

/* The numbers of a block, all of them set: what was there before shows. */
static int *row_over(nf_features_t *f, uint32_t i, int old)
{
    int *v = apr_palloc(pool, sizeof(*v) * NF_F_COUNT);

    memset(v, old, sizeof(*v) * NF_F_COUNT);
    nf_features_of(f, i, v);
    return v;
}

static int *row(nf_features_t *f, uint32_t i)
{
    return row_over(f, i, 0x55);
}

static nf_features_t *features_of(nf_page_t *page)
{
    return nf_features_build(page, nf_evidence_create(pool),
                             block_at(page, 2)->first, "The mill turns again");
}

static void test_root(void **state)
{
    nf_page_t *page = page_of(PAGE);
    nf_id_t root = nf_root_find(nf_below_create(page, NF_NONE));

    assert_true(nf_attr_has_token(page->tree, root, "class", "story"));
    page = page_of("<p>a</p><ul><li><a href=x>b</a></ul>");
    assert_int_equal(nf_root_find(nf_below_create(page, NF_NONE)), NF_NONE);
}

static void test_prose_weight(void **state)
{
    nf_page_t *page = page_of(
        "<p>" PROSE "</p><nav><p>" PROSE "</p></nav><h2>" PROSE "</h2>"
        "<p><a href=x>" PROSE "</a></p><p>Too short.</p>"
        "<div class=comment><p>" PROSE "</p></div><aside>" PROSE "</aside>");
    nf_below_t *below = nf_below_create(page, NF_NONE);
    int full = nf_prose_weight(block_at(page, 0), below);
    const nf_block_t *comment = block_at(page, 5);
    uint32_t i;

    assert_int_equal(full, block_at(page, 0)->words);
    for (i = 1; i < 6; i++) {
        assert_int_equal(nf_prose_weight(block_at(page, i), below), 0);
    }
    assert_in_range(nf_prose_weight(block_at(page, 6), below), 1, full / 4);
    /* comments around the headline say nothing of what is below it */
    below = nf_below_create(page, comment->first);
    assert_int_equal(nf_prose_weight(comment, below), full);
}

static void test_below(void **state)
{
    nf_page_t *page = page_of("<div class=related><div class=caption>"
                              "<p class=credit>a</p></div><p>b</p></div>");
    nf_below_t *below = nf_below_create(page, 4); /* text a */
    nf_hints_t bits;
    int again;

    /* what holds the inner node says nothing in particular */
    assert_int_equal(nf_below(below, 1), 0);
    assert_int_equal(nf_below(below, 3), 0);
    below = nf_below_create(page, 6); /* text b */
    assert_int_equal(nf_below(below, 1), 0);
    for (again = 0; again < 2; again++) {
        bits = nf_below(below, 3);
        assert_true(bits & NF_HINT(CAPTION));
        assert_true(bits & NF_HINT(CREDIT));
        assert_false(bits & NF_HINT(RELATED));
        assert_int_equal(nf_below(below, 2), NF_HINT(CAPTION));
    }
}

static void test_log4(void **state)
{
    static const int want[] = {0, 4, 6, 8, 9, 10, 11, 12};
    unsigned long i;

    for (i = 0; i < COUNT(want); i++) {
        assert_int_equal(nf_log4(i), want[i]);
    }
    for (i = 1; i < 5000; i++) {
        assert_true(nf_log4(i) >= nf_log4(i - 1));
    }
    assert_int_equal(nf_log4(0xFFFFFFFEul), 127);
}

static void test_names(void **state)
{
    int i, k;

    for (i = 0; i < NF_F_COUNT; i++) {
        assert_true(*nf_feature_name(i) != '\0');
        for (k = 0; k < i; k++) {
            assert_string_not_equal(nf_feature_name(i), nf_feature_name(k));
        }
    }
    assert_string_equal(nf_feature_name(NF_F_words), "words");
    assert_string_equal(nf_feature_name(-1), "");
    assert_string_equal(nf_feature_name(NF_F_COUNT), "");
}

static void test_values(void **state)
{
    nf_page_t *page = page_of(PAGE);
    nf_features_t *f = features_of(page);
    const int *title = row(f, 1), *first = row(f, 2), *third = row(f, 4);

    assert_string_equal(block_text(page, 1), "The mill turns again");
    assert_int_equal(title[NF_F_heading], 1);
    assert_int_equal(title[NF_F_like_headline], 100);
    assert_int_equal(first[NF_F_tag_p], 1);
    assert_int_equal(first[NF_F_inside], 1);
    assert_int_equal(first[NF_F_end_stop], 1);
    assert_int_equal(first[NF_F_duplicate], 2);
    assert_true(third[NF_F_frac_before] > first[NF_F_frac_before]);
    assert_int_equal(first[NF_F_prev_heading], 1);
    assert_int_equal(row(f, 5)[NF_F_density], 100);
    assert_int_equal(row(f, 5)[NF_F_rel_related], 1);
    assert_int_equal(row(f, 6)[NF_F_in_footer], 1);
    assert_int_equal(row(f, 6)[NF_F_cue_copyright], 1);
}

/* Links and short lines outside the root; paragraphs are asked about. */
static void test_beside(void **state)
{
    nf_page_t *page = page_of(
        "<nav><p>All of our pages</p></nav>" PAGE "<aside><p>" PROSE PROSE
        "</aside><p>One more line.</p><p class=share>Share it now</p>");
    nf_features_t *f = nf_features_build(page, nf_evidence_create(pool),
                                         block_at(page, 3)->first, NULL);

    assert_string_equal(block_text(page, 2), "The mill turns again");
    assert_true(nf_features_is_beside(f, 0));
    assert_true(nf_features_is_beside(f, 1));
    assert_false(nf_features_is_beside(f, 2));
    assert_false(nf_features_is_beside(f, 3));
    assert_true(nf_features_is_beside(f, 6));  /* links */
    assert_true(nf_features_is_beside(f, 7));  /* footer */
    assert_false(nf_features_is_beside(f, 8)); /* long */
    assert_false(nf_features_is_beside(f, 9));
    assert_true(nf_features_is_beside(f, 10));
}

static void test_same_again(void **state)
{
    nf_page_t *a = page_of(PAGE), *b = page_of(PAGE);
    nf_features_t *f = features_of(a), *g = features_of(b);
    int *rows[7];
    uint32_t i, n = a->blocks->n;

    assert_int_equal(n, COUNT(rows));
    assert_int_equal(b->blocks->n, n);
    for (i = 0; i < n; i++) {
        rows[i] = row(f, i);
    }
    for (i = n; i-- > 0;) { /* in any order */
        assert_memory_equal(row_over(g, i, 0xAA), rows[i],
                            sizeof(int) * NF_F_COUNT);
    }
}

static void test_no_blocks(void **state)
{
    nf_page_t *page = page_of("<body></body>");
    nf_features_t *f =
        nf_features_build(page, nf_evidence_create(pool), NF_NONE, NULL);

    assert_int_equal(page->blocks->n, 0);
    assert_int_equal(f->root, NF_NONE);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_root),       POOL_TEST(test_prose_weight),
        POOL_TEST(test_below),      POOL_TEST(test_log4),
        POOL_TEST(test_names),      POOL_TEST(test_values),
        POOL_TEST(test_same_again), POOL_TEST(test_no_blocks),
        POOL_TEST(test_beside)};

    return run_group("features", tests, COUNT(tests));
}
