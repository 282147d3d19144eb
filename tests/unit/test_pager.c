/* test_pager.c -- articles over several pages. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "facts.h"
#include "detect/pager.h"

/* "2/3 next=... previous=..." for a page at an address with these links. */
static const char *pages_of(const char *url, const char *html)
{
    const char *reason;
    nf_page_t *page =
        nf_page_read(nf_str(apr_pstrcat(
                         pool, "<body><p>Text of the story.</p>", html, NULL)),
                     url, "utf-8", NULL, pool, &reason);
    nf_facts_t f = {.is_article = 1};

    assert_non_null(page);
    nf_pager_detect(page, &f);
    if (f.pages.number == 0) {
        return "one";
    }
    return apr_psprintf(
        pool, "%u/%u%s%s%s%s", f.pages.number, f.pages.count,
        f.pages.previous ? " <" : "", f.pages.previous ? f.pages.previous : "",
        f.pages.next ? " >" : "", f.pages.next ? f.pages.next : "");
}

#define SITE "https://n.example"

static void test_addresses(void **state)
{
    static const struct {
        const char *url, *next;
    } rows[] = {{"/a/story/", "/a/story/2/"},
                {"/a/story.html", "/a/story-2.html"},
                {"/a/story-1234567.html", "/a/story-1234567-p2.html"},
                {"/a/story,77.html", "/a/story,77,seite=2.html"},
                {"/a/story", "/a/story/page/2"},
                {"/a/story", "/a/story?page=2"},
                {"/a/story?id=9", "/a/story?id=9&page=2"},
                {"/a/news089.html", "/a/news089_2.html"}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        const char *html = apr_pstrcat(pool, "<a rel=next href='",
                                       rows[i].next, "'>Weiter</a>", NULL);

        assert_string_equal(
            pages_of(apr_pstrcat(pool, SITE, rows[i].url, NULL), html),
            apr_pstrcat(pool, "1/2 >", SITE, rows[i].next, NULL));
    }
}

static void test_middle_page(void **state)
{
    const char *list = "<ul class=pagination><li><a href='/a/story/'>1</a>"
                       "<li>2<li><a href='/a/story/3/'>3</a>"
                       "<li><a href='/a/story/4/'>4</a></ul>";

    assert_string_equal(pages_of(SITE "/a/story/2/", list),
                        "2/4 <" SITE "/a/story/ >" SITE "/a/story/3/");
    assert_string_equal(pages_of(SITE "/a/story/4/", list),
                        "4/4 <" SITE "/a/story/3/");
    assert_string_equal(
        pages_of(
            SITE "/a/s?page=2",
            "<link rel=prev href='?page=1'><link rel=next href='?page=3'>"),
        "2/3 <" SITE "/a/s?page=1 >" SITE "/a/s?page=3");
}

static void test_numbers_alone(void **state)
{
    assert_string_equal(pages_of(SITE "/a/story",
                                 "<p><a href='/a/story/2'>2</a> "
                                 "<a href='/a/story/3'>Page 3</a>"),
                        "1/3 >" SITE "/a/story/2");
    assert_string_equal(
        pages_of(SITE "/a/story", "<p><a href='/a/story/2'>Our plans</a>"),
        "one");
}

static void test_other_stories(void **state)
{
    static const struct {
        const char *url, *html;
    } rows[] = {
        {"/2024/05/story-a/", "<link rel=next href='/2024/05/story-b/'>"},
        {"/?p=31",
         "<link rel=prev href='/?p=30'><link rel=next href='?p=32'>"},
        {"/post/7", "<a rel=next href='/post/8'>Next</a>"},
        {"/part-2/", "<a rel=prev href='/part-1/'>Part 1</a>"},
        {"/a/story/", "<ol class='comments'><li class=pager>"
                      "<a href='/a/story/?page=2'>2</a></ol>"},
        {"/a/story/", "<p class=pager><a href='/a/story/?page=2#list'>2</a>"},
        {"/a/story/", "<a rel=next href='/a/story/?page=3'>3</a>"},
        {"/a/story/", "<a class=pager href='/a/story/2019'>2019</a>"},
        {"/a/story/", "<a rel=next href='javascript:2'>2</a>"}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(
            pages_of(apr_pstrcat(pool, SITE, rows[i].url, NULL), rows[i].html),
            "one");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_addresses), POOL_TEST(test_middle_page),
        POOL_TEST(test_numbers_alone), POOL_TEST(test_other_stories)};

    return run_group("pager", tests, COUNT(tests));
}
