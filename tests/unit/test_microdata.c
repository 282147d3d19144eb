/* test_microdata.c -- articles in microdata and RDFa Lite. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "facts.h"

static const nf_facts_t *facts_in(const char *open, const char *inside)
{
    return nf_detect(page_of(apr_pstrcat(
                         pool, "<html lang=en><body><article ", open,
                         "><h1 itemprop=headline "
                         "property=headline>Harbour wall to be rebuilt</h1>",
                         inside, BODY, "</article></body></html>", NULL)),
                     NULL);
}

#define SCOPE "itemscope itemtype=\"https://schema.org/NewsArticle\""

static void test_microdata_article(void **state)
{
    const nf_facts_t *f = facts_in(
        SCOPE, "<meta itemprop=datePublished content=\"2022-05-12\">"
               "<meta itemprop=dateModified content=\"2022-05-13\">"
               "<span itemprop=author itemscope itemtype=\"http://schema.org/"
               "Person\"><span itemprop=name>Jane Doe</span></span>"
               "<div itemprop=publisher itemscope><meta itemprop=name "
               "content=\"Harbour Daily\"></div>"
               "<div itemprop=image itemscope><meta itemprop=url "
               "content=\"/wall.jpg\"></div>");

    assert_string_equal(f->type, "NewsArticle");
    assert_string_equal(f->date_published, "2022-05-12");
    assert_string_equal(f->date_modified, "2022-05-13");
    assert_string_equal(authors(f), "Jane Doe");
    assert_string_equal(f->publisher, "Harbour Daily");
    assert_string_equal(APR_ARRAY_IDX(f->images, 0, nf_image_t).url,
                        "https://news.example/wall.jpg");
    assert_true(f->evidence->own_article);
}

static void test_author_in_meta(void **state)
{
    const nf_facts_t *f =
        facts_in(SCOPE, "<meta itemprop=author content=\"Jane Doe\">");

    assert_string_equal(authors(f), "Jane Doe");
}

static void test_rdfa(void **state)
{
    const nf_facts_t *f = facts_in(
        "vocab=\"https://schema.org/\" typeof=NewsArticle",
        "<time property=datePublished datetime=\"2022-05-12T10:00:00Z\">"
        "today</time>");

    assert_string_equal(f->date_published, "2022-05-12T10:00:00Z");
    assert_true(f->evidence->own_article);
}

/* A date of a thing inside the article is not the article's. */
static void test_nested_things(void **state)
{
    const nf_facts_t *f = facts_in(
        SCOPE, "<div itemprop=video itemscope itemtype=\"https://schema.org/"
               "VideoObject\"><meta itemprop=datePublished content=2001-01-01>"
               "</div>");

    assert_null(f->date_published);
    assert_false(f->evidence->own_article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_microdata_article),
        POOL_TEST(test_author_in_meta),
        POOL_TEST(test_rdfa),
        POOL_TEST(test_nested_things),
    };

    return run_group("microdata", tests, COUNT(tests));
}
