/* test_selector.c -- what administrators write to name elements. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <libxml/parser.h>
#include <apr_strings.h>
#include "page/selector.h"
#include "support.h"

static const char html[] =
    "<body><div id=top class='bar  news-bar'><span class=Bar>a</span>"
    "<ul data-type='big news'><li>b</li></ul></div>"
    "<p lang=en title=\"it's\">c</p><div class=barn><li>d</li></div></body>";

/* The elements that a selector finds, as their start tags' first letters and
 * lengths; "?" with the reason where it is refused. */
static const char *found(const char *selector)
{
    const nf_tree_t *t = nf_tree_build(nf_str(html), pool);
    const char *why, *out = "";
    char *expr = nf_selector_xpath(selector, &why, pool);
    nf_xpath_t *x;
    nf_id_t *ids;
    long n, i;

    if (expr == NULL) {
        return apr_pstrcat(pool, "? ", why, NULL);
    }
    x = nf_xpath_open(t, pool);
    n = nf_xpath_nodes(x, expr, NF_NONE, &ids, pool);
    for (i = 0; i < n; i++) {
        const nf_node_t *e = &t->nodes[ids[i]];

        out = apr_pstrcat(
            pool, out, i ? " " : "",
            apr_pstrmemdup(pool, html + e->src, e->src_end - e->src), NULL);
    }
    nf_xpath_close(x);
    return out;
}

static void test_css(void **state)
{
    static const char *const rows[][2] = {
        {"div", "<div id=top class='bar  news-bar'> <div class=barn>"},
        {"DIV.bar", "<div id=top class='bar  news-bar'>"},
        {".bar", "<div id=top class='bar  news-bar'>"},
        {".Bar", "<span class=Bar>"},
        {" #top ", "<div id=top class='bar  news-bar'>"},
        {"#top li", "<li>"},
        {"#top > li", ""},
        {"[DATA-Type='big news']", "<ul data-type='big news'>"},
        {"#top>ul>li", "<li>"},
        {"div li", "<li> <li>"},
        {"*[lang]", "<p lang=en title=\"it's\">"},
        {"[lang=en]", "<p lang=en title=\"it's\">"},
        {"[title=\"it's\"]", "<p lang=en title=\"it's\">"},
        {"[data-type~=big]", "<ul data-type='big news'>"},
        {"[data-type ^= 'big n']", "<ul data-type='big news'>"},
        {"[data-type$=ews]", "<ul data-type='big news'>"},
        {"[data-type*='g n']", "<ul data-type='big news'>"},
        {"[data-type=big]", ""},
        {"div.news-bar.bar[id]", "<div id=top class='bar  news-bar'>"},
        {".barn, p", "<p lang=en title=\"it's\"> <div class=barn>"}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(found(rows[i][0]), rows[i][1]);
    }
}

static void test_xpath(void **state)
{
    assert_string_equal(found("//ul/li"), "<li>");
    assert_string_equal(found("(//li)[2]"), "<li>");
    assert_string_equal(found(" /body/div[@id='top']/@class"),
                        "<div id=top class='bar  news-bar'>");
}

static void test_refused(void **state)
{
    static const char *const rows[] = {"",
                                       " ",
                                       "div,",
                                       "div >",
                                       "> div",
                                       ".",
                                       "#",
                                       "a:hover",
                                       "a::before",
                                       "a + b",
                                       "a ~ b",
                                       "[",
                                       "[x",
                                       "[x=",
                                       "[x=]",
                                       "[x='a]",
                                       "[x='']",
                                       "[x~y]",
                                       "a{b}",
                                       "count(//a)",
                                       "//a[",
                                       "(1+2)",
                                       "//php:x()",
                                       "//a | 3",
                                       "[x=\"'\\\"\"]",
                                       "a..b",
                                       "//no-such-function()"};
    char *deep = apr_palloc(pool, 9001);
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        if (found(rows[i])[0] != '?') {
            fail_msg("taken: %s", rows[i]);
        }
    }
    memset(deep, '(', 9000);
    deep[9000] = '\0';
    assert_string_equal(found(deep), "? it is too long");
    memset(deep, '.', 9000);
    assert_int_equal(found(deep)[0], '?');
    for (i = 0; i < 9000; i++) {
        deep[i] = i % 2 ? 'a' : '.';
    }
    assert_string_equal(found(deep), "? it is too long");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_css), POOL_TEST(test_xpath), POOL_TEST(test_refused)};
    int failed;

    xmlInitParser();
    failed = run_group("selector", tests, COUNT(tests));
    xmlCleanupParser();
    return failed;
}
