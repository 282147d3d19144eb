/* test_purpose.c -- what pages say of themselves: classes, items, names. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/detect.h"
#include "detect/purpose.h"
#include "support.h"

static nf_purpose_e system_of(const char *tags)
{
    return nf_purpose_of_system(
        page_of(apr_pstrcat(pool, tags, "<p>Text.", NULL)));
}

static void test_systems(void **state)
{
    static const struct {
        const char *tags;
        nf_purpose_e want;
    } rows[] = {
        {"<body class='home-x wide'>", NF_PURPOSE_UNKNOWN},
        {"<body class='post-template-default single single-post postid-4711'>",
         NF_PURPOSE_STORY},
        {"<body class='page-template-default page page-id-12 wide'>",
         NF_PURPOSE_PAGE},
        {"<body class='single single-product postid-9'>", NF_PURPOSE_THING},
        {"<body class='single single-rezepte postid-9'>", NF_PURPOSE_THING},
        {"<body class='single single-news_article'>", NF_PURPOSE_STORY},
        {"<body class='path-node page-node-type-article'>", NF_PURPOSE_STORY},
        {"<body class='path-node page-node-type-page'>", NF_PURPOSE_PAGE},
        {"<body class='node-type-product'>", NF_PURPOSE_THING},
        {"<body class='mediawiki ltr ns-0 page-Sea'>", NF_PURPOSE_THING},
        {"<html data-template=thread_view><body class=x>", NF_PURPOSE_THING},
        {"<html class='Template-Product'><body>", NF_PURPOSE_THING},
        {"<body id=phpbb class='section-viewtopic'>", NF_PURPOSE_THING},
        {"<body class='pages page- id-12 single- 12 -'>", NF_PURPOSE_UNKNOWN},
        {"<body class=''>", NF_PURPOSE_UNKNOWN}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_int_equal(system_of(rows[i].tags), rows[i].want);
    }
    /* as many words as are read, and one more */
    assert_int_equal(system_of(apr_pstrcat(pool, "<body class='",
                                           repeat("x ", NF_PURPOSE_TOKENS, ""),
                                           "mediawiki'>", NULL)),
                     NF_PURPOSE_UNKNOWN);
}

static nf_purpose_e item_of(const char *html)
{
    nf_page_t *page = page_of(html);
    nf_id_t h1 = nf_tree_find(page->tree, 1, page->tree->nnodes, NF_TAG_H1);

    return nf_purpose_of_item(page, h1);
}

static void test_items(void **state)
{
    assert_int_equal(
        item_of("<div itemscope itemtype='https://schema.org/Product'>"
                "<h1 itemprop=name>Lamp</h1></div>"),
        NF_PURPOSE_THING);
    assert_int_equal(
        item_of("<body itemscope itemtype=http://schema.org/WebPage>"
                "<main itemscope itemtype=http://schema.org/QAPage><h1>Why?"),
        NF_PURPOSE_THING);
    assert_int_equal(
        item_of("<html itemscope itemtype=http://schema.org/QAPage><article "
                "itemscope itemtype=http://schema.org/NewsArticle><h1>Mill"),
        NF_PURPOSE_STORY);
    assert_int_equal(item_of("<div typeof='schema:Recipe'><h1>Soup</h1>"),
                     NF_PURPOSE_THING);
    /* the item of a box beside the headline is not the headline's */
    assert_int_equal(
        item_of("<div itemscope itemtype=https://schema.org/Product>Ad</div>"
                "<h1>Mill</h1>"),
        NF_PURPOSE_UNKNOWN);
    assert_int_equal(nf_purpose_of_item(page_of("<p>x"), NF_NONE),
                     NF_PURPOSE_UNKNOWN);
}

static void test_names(void **state)
{
    static const struct {
        const char *url, *headline;
        nf_purpose_e want;
    } rows[] = {
        {NULL, NULL, NF_PURPOSE_UNKNOWN},
        {"https://a.example", NULL, NF_PURPOSE_UNKNOWN},
        {"https://a.example/news/2026/mill-turns", "The mill turns",
         NF_PURPOSE_UNKNOWN},
        {"https://a.example/rezepte/kuchen.html", NULL, NF_PURPOSE_THING},
        {"https://a.example/Forum/threads/lamp.12/", NULL, NF_PURPOSE_THING},
        {"https://a.example/a-shop-opens/", NULL, NF_PURPOSE_UNKNOWN},
        {"https://a.example/kontakt.php?id=1", NULL, NF_PURPOSE_PAGE},
        {"https://a.example/x?next=/shop/", NULL, NF_PURPOSE_UNKNOWN},
        {"https://shop.example/", NULL, NF_PURPOSE_UNKNOWN},
        {"https://old.example/web/2020/https://a.example/about/", NULL,
         NF_PURPOSE_PAGE},
        {NULL, "About us", NF_PURPOSE_PAGE},
        {NULL, "Datenschutzerklärung", NF_PURPOSE_PAGE},
        {NULL, "Quiénes somos", NF_PURPOSE_PAGE},
        {NULL, "About us: the town asks itself", NF_PURPOSE_UNKNOWN}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_int_equal(nf_purpose_of_names(rows[i].url, rows[i].headline),
                         rows[i].want);
    }
    assert_int_equal(
        nf_purpose_of_names(
            apr_pstrcat(pool, "https://a.example",
                        repeat("/x", NF_PURPOSE_SEGMENTS, "/shop"), NULL),
            NULL),
        NF_PURPOSE_UNKNOWN);
}

static void path(const char *url, const char *want)
{
    assert_string_equal(nf_str_dup(pool, nf_purpose_path(url)), want);
}

static void test_path(void **state)
{
    path("https://a.example/b/c?d#e", "/b/c");
    path("https://a.example", "");
    path("/b/c", "");
    path("https://old.example/2020/http://a.example/b", "/b");
    path("https://a.example/b?u=http://c.example/d", "/b");
    path("https://old.example/2020/http://a.example", "");
}

#define TEXT                                                              \
    "<p>The lamp has been made in the same workshop since 1931, and its " \
    "glass is blown there too. It burns for eighteen hours on a filling " \
    "and hangs from a hook, or stands on feet of its own.</p>"            \
    "<p>Spare glasses and wicks are kept in stock, said the workshop, "   \
    "for each model that was ever made there.</p>"

/* Is the page an article, with all that stories have? */
static int is_article(const char *body, const char *more)
{
    const char *html = apr_pstrcat(
        pool, body, more,
        "<h1>The lamp from the old workshop</h1><p class=byline>By Ben "
        "Waters</p><time datetime=2026-05-02>2 May 2026</time>" TEXT TEXT,
        NULL);

    return nf_detect(page_of(html), NULL)->is_article;
}

static void test_verdict(void **state)
{
    static const char item[] =
        "<script type='application/ld+json'>{\"@type\":\"%s\","
        "\"headline\":\"The lamp from the old workshop\",\"name\":\"Lamp\","
        "\"datePublished\":\"2026-05-02\"}</script>";
    nf_page_t *page;

    assert_true(is_article("<body>", ""));
    assert_true(is_article("<body class='single single-post'>", ""));
    assert_false(is_article("<body class='mediawiki'>", ""));
    assert_false(is_article("<body class='single single-product'>", ""));
    /* signed and dated, as stories are and threads too */
    assert_false(is_article(
        "<body>", apr_psprintf(pool, item, "DiscussionForumPosting")));
    assert_false(is_article("<body>", apr_psprintf(pool, item, "Recipe")));
    assert_false(is_article("<meta property=og:type content=article><body>",
                            apr_psprintf(pool, item, "Product")));
    /* a review has the product beside the story */
    assert_true(is_article(
        "<body>", apr_pstrcat(pool, apr_psprintf(pool, item, "Product"),
                              apr_psprintf(pool, item, "NewsArticle"), NULL)));
    /* a story set as a page is one by its writer and its day */
    assert_true(is_article("<body class='page page-id-7'>", ""));
    page = page_of("<body class='page page-id-7'><h1>The lamp from the old "
                   "workshop</h1>" TEXT TEXT);
    assert_false(nf_detect(page, NULL)->is_article);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_systems), POOL_TEST(test_items), POOL_TEST(test_names),
        POOL_TEST(test_path), POOL_TEST(test_verdict)};

    return run_group("purpose", tests, COUNT(tests));
}
