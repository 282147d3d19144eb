/* test_detect.c -- whole pages: an article and what is none. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/body.h"
#include "detect/detect.h"
#include "detect/related.h"
#include "support.h"

#define ONE                                                              \
    "The old mill at the lower weir has opened its doors again, "        \
    "twelve years after its last owner had closed it, the town said on " \
    "Saturday."
#define TWO                                                                  \
    "Some four hundred people came to see the wheel turn for the "           \
    "first time, and most of them stayed for the bread that was baked from " \
    "its flour."
#define THREE                                                               \
    "\"We had given it up,\" said Ada Weir, who leads the club of "         \
    "friends of the mill. \"Then the plans were found in an attic, and we " \
    "knew how it had been built.\""
#define FOUR                                                                \
    "The wheel was taken out, mended and set back by a crew of "            \
    "eleven, who worked through two winters and never asked for more than " \
    "their dinner."

static const char article[] =
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>"
    "<title>The mill turns again | Weir Post</title>"
    "<meta property=og:type content=article>"
    "<meta property=og:site_name content='Weir Post'>"
    "<meta property=og:title content='The mill turns again'>"
    "<meta property=og:image content='/i/mill.jpg'>"
    "<meta property=article:section content=Town>"
    "<link rel=canonical href='https://news.example/2026/story.html'>"
    "</head><body><nav><ul><li><a href=/>Home</a><li><a href=/town>Town</a>"
    "<li><a href=/sport>Sport</a></ul></nav>"
    "<article><h1>The mill turns again</h1>"
    "<p class=byline>By <a href=/people/ben>Ben Waters</a>, "
    "<time datetime='2026-05-02T08:15:00+02:00'>2 May 2026</time></p>"
    "<p>" ONE "</p><p>" TWO "</p>"
    "<div class=newsletter><p>Sign up for our newsletter.</p></div>"
    "<p>" THREE "</p><p>" FOUR "</p></article>"
    "<div class=related><h3>Related News</h3><ul>"
    "<li><a href=/n/1>Ferry fares to rise in spring</a>"
    "<li><a href=/n/2>Bakers end their strike at dawn</a></ul></div>"
    "<footer>\xC2\xA9 Weir Post. All rights reserved.</footer></body></html>";

static void test_article(void **state)
{
    nf_page_t *page = page_of(article);
    nf_facts_t *f = nf_detect(page, NULL);

    assert_true(f->is_article);
    assert_string_equal(f->headline, "The mill turns again");
    assert_string_equal(f->article_body,
                        ONE "\n\n" TWO "\n\n" THREE "\n\n" FOUR);
    assert_in_range(f->word_count, 90, 130);
    assert_string_equal(f->publisher, "Weir Post");
    assert_string_equal(f->section, "Town");
    assert_string_equal(f->language, "en");
    assert_memory_equal(f->date_published, "2026-05-02T08:15", 16);
    assert_int_equal(f->authors->nelts, 1);
    assert_string_equal(APR_ARRAY_IDX(f->authors, 0, nf_author_t).name,
                        "Ben Waters");
    assert_string_equal(APR_ARRAY_IDX(f->images, 0, nf_image_t).url,
                        "https://news.example/i/mill.jpg");
    assert_string_equal(f->canonical, "https://news.example/2026/story.html");
    nf_related_read(page, f);
    assert_int_equal(f->related->nelts, 2);
    assert_string_equal(APR_ARRAY_IDX(f->related, 0, nf_link_t).url,
                        "https://news.example/n/1");
    assert_int_equal(f->ticker->nelts, 0);
    assert_null(f->date_modified);
}

/* The blocks chosen are in order, and the root holds them all. */
static void test_body(void **state)
{
    nf_page_t *page = page_of(article);
    nf_facts_t *f = nf_detect(page, NULL);
    uint32_t i;

    assert_int_equal(f->body.n, 4);
    assert_int_equal(page->tree->nodes[f->body.root].tag, NF_TAG_ARTICLE);
    for (i = 0; i < f->body.n; i++) {
        const nf_block_t *k = block_at(page, f->body.blocks[i]);

        assert_true(i == 0 || f->body.blocks[i] > f->body.blocks[i - 1]);
        assert_true(nf_tree_contains(page->tree, f->body.root, k->first));
        assert_false(k->related || k->ticker);
    }
    f->body.n = 0;
    assert_string_equal(nf_body_text(page, &f->body, pool), "");
}

/* Lines of the ticker are never lines of the story. */
static void test_ticker(void **state)
{
    nf_page_t *page = page_of(
        "<title>The mill turns again</title>"
        "<div class=ticker><a href=/n/1>BREAKING: Ferry fares to rise</a> | "
        "<a href=/n/2>Bakers end their strike at dawn</a> | "
        "<a href=/n/3>UPDATE: Bridge closed until Sunday</a></div>"
        "<h1>The mill turns again</h1><p>" ONE "<p>" TWO "<p>" THREE
        "<p>" FOUR);
    nf_facts_t *f = nf_detect(page, NULL);
    const nf_link_t *first;

    assert_int_equal(f->ticker->nelts, 3);
    first = &APR_ARRAY_IDX(f->ticker, 0, nf_link_t);
    assert_string_equal(first->headline, "Ferry fares to rise");
    assert_string_equal(first->label, "BREAKING");
    assert_string_equal(first->url, "https://news.example/n/1");
    assert_string_equal(f->headline, "The mill turns again");
    assert_null(strstr(f->article_body, "Ferry"));
    assert_string_equal(f->article_body,
                        ONE "\n\n" TWO "\n\n" THREE "\n\n" FOUR);
}

static void test_no_article(void **state)
{
    static const char *const pages[] = {
        "<body></body>", "<p>a",
        "<title>Login</title><h1>Login</h1><form><label>Name</label>"
        "<input><button>Go</button></form>",
        "<title>Weir Post</title><h1>Weir Post</h1><ul>"
        "<li><a href=/1>Ferry fares to rise in spring</a>"
        "<li><a href=/2>Bakers end their strike at dawn</a>"
        "<li><a href=/3>Bridge closed until Sunday</a></ul>"};
    size_t i;

    for (i = 0; i < COUNT(pages); i++) {
        nf_facts_t *f = nf_detect(page_of(pages[i]), NULL);

        assert_false(f->is_article);
        assert_non_null(f->type);
        assert_string_not_equal(f->type, "NewsArticle");
        assert_non_null(f->verdict);
        assert_int_equal(f->accessible_for_free, -1);
    }
}

/* The front page's address tells, whatever stands there. */
static void test_front_address(void **state)
{
    static const struct {
        const char *url;
        int is_article;
    } rows[] = {{"https://news.example/", 0},
                {"https://news.example/index.html", 0},
                {"https://news.example/2026/the-mill-turns-again", 1}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        const char *reason;
        nf_page_t *page = nf_page_read(nf_str(article), rows[i].url, "utf-8",
                                       NULL, pool, &reason);

        assert_int_equal(nf_detect(page, NULL)->is_article,
                         rows[i].is_article);
    }
}

#define MASTHEAD(end) "<header><div class=date>Thursday, 4 June 2026</div>" end
#define STORY \
    "<p>" ONE "</p><p>" TWO "</p><p>" THREE "</p><p>" FOUR "</p></main>"

/* The day above a page's name is today; a header around the headline has the
 * story's. */
static void test_masthead(void **state)
{
    nf_facts_t *f = nf_detect(
        page_of(MASTHEAD(
            "<a href=/>Weir Post</a></header>") "<main><h1>The mill turns "
                                                "again</h1>" STORY),
        NULL);

    assert_null(f->date_published);
    f = nf_detect(page_of("<main>" MASTHEAD(
                      "<h1>The mill turns again</h1></header>") STORY),
                  NULL);
    assert_string_equal(f->date_published, "2026-06-04");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_article),       POOL_TEST(test_body),
        POOL_TEST(test_ticker),        POOL_TEST(test_no_article),
        POOL_TEST(test_front_address), POOL_TEST(test_masthead)};

    return run_group("detect", tests, COUNT(tests));
}
