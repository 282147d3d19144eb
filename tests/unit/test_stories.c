/* test_stories.c -- which stories a front page lists. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "support.h"
#include "detect/stories.h"
#include "page/limits.h"

#define STORY(url) "<h2><a href='" url "'>A story of some words</a></h2>"
#define FOUR STORY("/1") STORY("/2") STORY("/3") STORY("/4")

/* The paths of the stories, or "none" */
static const char *listed(const char *html)
{
    apr_array_header_t *links =
        nf_stories_detect(page_of(html), "https://news.example/story.html");
    const char *out = links ? "" : "none";
    int i;

    for (i = 0; links && i < links->nelts; i++) {
        out = apr_pstrcat(pool, out,
                          APR_ARRAY_IDX(links, i, nf_link_t).url
                              + sizeof("https://news.example") - 1,
                          NULL);
    }
    return out;
}

static void test_what_is_one(void **state)
{
    static const struct {
        const char *html, *want;
    } rows[] = {
        {FOUR, "/1/2/3/4"},
        {STORY("/1") STORY("/2") STORY("/3"), "none"},
        {FOUR STORY("/1") STORY("/5"), "/1/2/3/4/5"},
        {FOUR STORY("https://other.example/5"), "/1/2/3/4"},
        {FOUR STORY("javascript:x") STORY("#top"), "/1/2/3/4"},
        {FOUR "<h2><a href=/5>Sport news</a></h2>", "/1/2/3/4"},
        {FOUR "<h2>A story of some words, <a href=/5>more</a></h2>",
         "/1/2/3/4"},
        {FOUR "<a href=/5><div><h3>A story in a card</h3></div></a>",
         "/1/2/3/4/5"},
        {"<nav>" STORY("/0") "</nav>" FOUR "<footer>" STORY("/5") "</footer>",
         "/1/2/3/4"},
        {FOUR "<h2><a href=/sport>Sport</a> <a href=/5>A story of some words"
              "</a></h2>",
         "/1/2/3/4/5"},
        {"<h1><a href=/>The Post of Fenwick</a></h1>" FOUR, "/1/2/3/4"},
        {FOUR STORY("/4#comments") STORY("/story.html"), "/1/2/3/4"},
        {"<div class=sponsored>" STORY("/0") "</div>" FOUR, "/1/2/3/4"},
        {FOUR "<div class=comments>" STORY("/5") "</div>", "/1/2/3/4"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(
            listed(apr_pstrcat(pool,
                               "<!DOCTYPE html><title>Post</title><main>",
                               rows[i].html, "</main>", NULL)),
            rows[i].want);
    }
}

static void test_limit(void **state)
{
    apr_array_header_t *links;
    nf_buf_t html;
    int i;

    (void)state;
    nf_buf_init(&html, pool, 0);
    nf_buf_adds(&html, "<!DOCTYPE html><title>Post</title>");
    for (i = 0; i < NF_MAX_STORIES + 10; i++) {
        nf_buf_printf(&html, "<h2><a href=/%d>A story of some words</a></h2>",
                      i);
    }
    links = nf_stories_detect(page_of(nf_buf_cstr(&html)), NULL);
    assert_int_equal(links->nelts, NF_MAX_STORIES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_what_is_one),
        POOL_TEST(test_limit),
    };

    return run_group("stories", tests, COUNT(tests));
}
