/* test_verdict.c -- article or not, by rule and by weight. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/detect.h"
#include "detect/verdict.h"
#include "support.h"

#define PARAGRAPH                                                        \
    "<p>The old mill at the lower weir has opened its doors again, "     \
    "twelve years after its last owner had closed it, the town said on " \
    "Saturday. Some four hundred people came to see the wheel turn.</p>"

static const char story[] =
    "<title>The mill turns again</title><h1>The mill turns again</h1>"
    "<p class=byline>By Ben Waters, <time datetime=2026-05-02>2 May 2026"
    "</time></p>" PARAGRAPH "<p>\"We had given it up,\" said Ada Weir, who "
    "leads the club of friends of the mill.</p>" PARAGRAPH;

static nf_page_t *page;

/* The facts of the story, as the detectors leave them. */
static nf_facts_t *facts(void)
{
    page = page_of(story);
    return nf_detect(page, NULL);
}

static void verdict(nf_facts_t *f, const char *type, const char *reason)
{
    f->is_article = 0;
    nf_verdict(page, f);
    assert_string_equal(f->type, type);
    assert_int_equal(f->is_article, reason == NULL);
    if (reason) {
        assert_non_null(strstr(f->verdict, reason));
    }
}

static void test_article(void **state)
{
    nf_facts_t *f = facts();

    verdict(f, "NewsArticle", NULL);
    nf_evidence_add((nf_evidence_t *)f->evidence, NF_FACT_TYPE,
                    "OpinionNewsArticle", 80, "json-ld", NULL);
    verdict(f, "OpinionNewsArticle", NULL);
}

static void test_rules(void **state)
{
    nf_facts_t *f = facts();

    f->word_count = 12;
    verdict(f, "WebPage", "hardly any text");
    f = facts();
    f->headline = NULL;
    verdict(f, "WebPage", "no headline");
    f = facts();
    f->body.n = 0;
    verdict(f, "WebPage", "no text");
    f = facts();
    ((nf_evidence_t *)f->evidence)->not_article = 1;
    verdict(f, "WebPage", "something else");
    ((nf_evidence_t *)f->evidence)->own_any = 1;
    verdict(f, "NewsArticle", NULL);
}

static void test_lists(void **state)
{
    nf_facts_t *f;
    nf_buf_t html;
    int i;

    f = facts();
    page->url = "https://news.example/";
    verdict(f, "CollectionPage", "list of stories");
    ((nf_evidence_t *)f->evidence)->own_article = 1;
    verdict(f, "NewsArticle", NULL);

    nf_buf_init(&html, pool, 0);
    nf_buf_adds(&html, "<title>Town</title><h1>News from the town</h1>");
    for (i = 0; i < 8; i++) {
        nf_buf_printf(&html,
                      "<h2><a href=/n/%d>Story number %d of the day"
                      "</a></h2>" PARAGRAPH,
                      i, i);
    }
    page = page_of(nf_buf_cstr(&html));
    assert_false(nf_detect(page, NULL)->is_article);
}

static void test_features(void **state)
{
    nf_facts_t *f = facts();
    int v[NF_V_COUNT];

    nf_verdict_features(page, f, v);
    assert_int_equal(v[NF_V_authors], 1);
    assert_int_equal(v[NF_V_own_any], 0);
    assert_true(v[NF_V_published] != 0);
    assert_int_equal(v[NF_V_story_class], 0);
    assert_true(v[NF_V_words] > 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_article), POOL_TEST(test_rules), POOL_TEST(test_lists),
        POOL_TEST(test_features)};

    return run_group("verdict", tests, COUNT(tests));
}
