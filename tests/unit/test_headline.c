/* test_headline.c -- headlines: cleaned of site names, found on the page. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/headline.h"
#include "support.h"

#define TITLE "Ferry fares to rise in spring"
#define PROSE                                                     \
    "The old mill at the lower weir has opened its doors again, " \
    "twelve years after the last owner had closed it, the town said. "

static void test_clean(void **state)
{
    static const struct {
        const char *title, *site, *want;
    } rows[] = {
        {TITLE " | Mill Post", NULL, TITLE},
        {TITLE " - Mill Post", NULL, TITLE},
        {TITLE " \xE2\x80\x93 News \xE2\x80\x93 Mill Post", NULL, TITLE},
        {TITLE " | The Very Long Daily Mill And Weir Post",
         "The Very Long Daily Mill and Weir Post", TITLE},
        {"Mill Post: " TITLE, "Mill Post", "Mill Post: " TITLE},
        {"Mill Post | " TITLE, "Mill Post", TITLE},
        {"Mill Post - " TITLE " - Mill Post", "Mill Post", TITLE},
        {TITLE, "Mill Post", TITLE},
        {"Win-win for well-known mill-owner", NULL,
         "Win-win for well-known mill-owner"},
        {"Yes - No", NULL, "Yes - No"},
        {"  " TITLE " ", NULL, TITLE},
        {"Mill Post", "Mill Post", "Mill Post"},
        {"", NULL, ""},
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(
            nf_headline_clean(rows[i].title, rows[i].site, 0, pool),
            rows[i].want);
    }
    assert_null(nf_headline_clean(NULL, "Mill Post", 0, pool));
}

/* The best visible candidate, or NULL. title: what machines are told. */
static const char *found(const char *html, const char *title)
{
    nf_evidence_t *ev = nf_evidence_create(pool);
    const nf_candidate_t *best = NULL;
    int i;

    nf_evidence_add(ev, NF_FACT_HEADLINE, title, 30, "title", NULL);
    nf_headline_detect(page_of(html), ev);
    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->visible && (best == NULL || c->score > best->score)) {
            best = c;
        }
        assert_in_range(c->score, 0, 100);
        assert_true(!c->visible || c->node != NF_NONE);
    }
    return best ? best->value : NULL;
}

static void test_detect(void **state)
{
    assert_string_equal(found("<h1>" TITLE "</h1><p>" PROSE, NULL), TITLE);
    assert_string_equal(found("<h1>Mill Post</h1><h2>" TITLE "</h2><p>" PROSE,
                              TITLE " | Mill Post"),
                        TITLE);
    assert_string_equal(found("<h1>" TITLE "</h1><p>" PROSE "<div class="
                              "related><h2>Bakers end strike at dawn</h2>"
                              "</div>",
                              TITLE),
                        TITLE);
    assert_string_equal(
        found("<div class=article-title>" TITLE "</div><p>" PROSE, TITLE),
        TITLE);
    assert_null(found("<p>" PROSE, NULL));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {POOL_TEST(test_clean),
                                              POOL_TEST(test_detect)};

    return run_group("headline", tests, COUNT(tests));
}
