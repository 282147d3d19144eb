/* test_embedded.c -- meta, link, title, html lang; publisher; standfirst. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "facts.h"

static void test_meta_names(void **state)
{
    const nf_facts_t *f = facts_of(
        "en",
        "<meta property=\"og:type\" content=\"article\">"
        "<meta PROPERTY=\"og:site_name\" content=\"Harbour Daily\">"
        "<meta name=\"og:image\" content=\"/wall.jpg?a=1&amp;b=2\">"
        "<meta name=\"Description\" content=\"Two  years\nof work\">"
        "<meta property=\"article:published_time\" "
        "content=\"2022-05-12T14:05:07Z\">"
        "<meta property=\"article:modified_time\" content=\"2022-05-13\">"
        "<meta property=\"article:section\" content=\"Local\">"
        "<meta property=\"article:tag\" content=\"Harbour\">"
        "<meta name=\"news_keywords\" content=\"wall, storm\">"
        "<meta property=\"article:content_tier\" content=\"locked\">"
        "<link rel=\"canonical\" href=\"/wall\">",
        "", "");

    assert_string_equal(f->publisher, "Harbour Daily");
    assert_string_equal(APR_ARRAY_IDX(f->images, 0, nf_image_t).url,
                        "https://news.example/wall.jpg?a=1&b=2");
    assert_string_equal(f->description, "Two years of work");
    assert_string_equal(f->date_published, "2022-05-12T14:05:07Z");
    assert_string_equal(f->date_modified, "2022-05-13");
    assert_string_equal(f->section, "Local");
    assert_int_equal(f->keywords->nelts, 3);
    assert_int_equal(f->accessible_for_free, 0);
    assert_string_equal(f->canonical, "https://news.example/wall");
    assert_true(f->evidence->own_any);
    assert_false(f->evidence->own_article);
}

static void test_nothing_is_invented(void **state)
{
    const nf_facts_t *f = facts_of("", "", "", "");

    assert_null(f->publisher);
    assert_null(f->description);
    assert_null(f->date_published);
    assert_null(f->date_modified);
    assert_int_equal(f->authors->nelts, 0);
    assert_int_equal(f->images->nelts, 0);
    assert_int_equal(f->accessible_for_free, -1);
}

/* itemprop in the body belongs to an item, not to the page. */
static void test_meta_in_the_body(void **state)
{
    const nf_facts_t *f =
        facts_of("en", "", "",
                 "<div itemscope><meta itemprop=datePublished "
                 "content=2019-01-01></div>");

    assert_null(f->date_published);
}

static void test_strange_values(void **state)
{
    const nf_facts_t *f = facts_of(
        "en",
        "<meta property=og:image content=\"javascript:alert(1)\">"
        "<meta name=description content=\"\">"
        "<meta name=description content>"
        "<meta name=date content=\"soon\">"
        "<meta property=og:site_name content=\"&lt;b&gt;Daily&lt;/b&gt;\">",
        "", "");

    assert_int_equal(f->images->nelts, 0);
    assert_null(f->description);
    assert_null(f->date_published);
    assert_string_equal(none(f->publisher), "Daily");
}

static void test_standfirst(void **state)
{
    const nf_facts_t *f =
        facts_of("en", "",
                 "<p class=\"subtitle\">Two years of work ahead for Lower "
                 "Fenwick</p>",
                 "");

    assert_string_equal(none(f->alternative_headline),
                        "Two years of work ahead for Lower Fenwick");
}

/* The day that readers see, when UTC is already a day further. */
static void test_local_day(void **state)
{
    const nf_facts_t *f = facts_of("en",
                                   "<meta property=\"article:published_time\" "
                                   "content=\"2022-05-13T02:30:00Z\">",
                                   "<p class=date>May 12, 2022</p>", "");

    assert_string_equal(f->date_published, "2022-05-12");
}

/* A date in the text is a mention, one under the headline is not. */
static void test_places_of_dates(void **state)
{
    static const struct {
        const char *above, *below, *published, *modified;
    } rows[] = {
        {"<p>12 May 2022</p>", "", "2022-05-12", "nothing"},
        {"<p>Published 12 May 2022, updated 13 May 2022</p>", "", "2022-05-12",
         "2022-05-13"},
        {"<time datetime=\"2022-05-12T14:05Z\">Thursday</time>", "",
         "2022-05-12T14:05:00Z", "nothing"},
        {"", "<p>Published: 12 May 2022</p>", "2022-05-12", "nothing"},
        {"<p>Last updated 13 May 2022</p>", "", "nothing", "2022-05-13"},
        {"", "<div class=comments><p>Bob, 14 May 2022</p></div>", "nothing",
         "nothing"},
        {"<p>The wall fell on 12 May 2022, in the worst storm that anybody "
         "in the town could remember, and nobody has been allowed to walk "
         "on the quay behind it since that day in the late spring.</p>",
         "", "nothing", "nothing"},
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        const nf_facts_t *f = facts_of("en", "", rows[i].above, rows[i].below);

        assert_string_equal(none(f->date_published), rows[i].published);
        assert_string_equal(none(f->date_modified), rows[i].modified);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_meta_names),       POOL_TEST(test_nothing_is_invented),
        POOL_TEST(test_meta_in_the_body), POOL_TEST(test_strange_values),
        POOL_TEST(test_standfirst),       POOL_TEST(test_local_day),
        POOL_TEST(test_places_of_dates),
    };

    return run_group("embedded", tests, COUNT(tests));
}
