/* test_markdown.c -- the article as Markdown. */
#include "render.h"

static const nf_options_t options = {.url = "https://news.example/a/b"};

/* What follows the front matter and the headline. */
static const char *body(const char *html)
{
    nf_facts_t *f = bare_facts();
    nf_str_t out = nf_markdown_render(make_page(html, f), f, &options, pool);
    const char *from = strstr(out.p, "\n# Ferry back in service\n");

    assert_non_null(from);
    return from + strlen("\n# Ferry back in service\n\n");
}

static void test_front_matter(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_page_t *page = make_page("<p>One", f);
    nf_str_t out;

    f->headline = "\"Elm\": back\nin service";
    f->date_published = "2026-05-02";
    f->language = "en";
    add_author(f, "Ann Reed", NULL, 0);
    add_author(f, "Joe Moor", NULL, 0);
    out = nf_markdown_render(page, f, &options, pool);
    has(out, "---\ntitle: \"\\\"Elm\\\": back\\nin service\"\n"
             "author:\n  - \"Ann Reed\"\n  - \"Joe Moor\"\n"
             "date: \"2026-05-02\"\npublisher: \"news.example\"\n"
             "url: \"https://news.example/a/b\"\nlanguage: \"en\"\n---\n\n");
}

static void test_inline(void **state)
{
    assert_string_equal(
        body("<p>A <b>bold </b>word, <i>a</i> <a href='/c(1)'>li*nk</a> "
             "and <code>a`b</code></p>"),
        "A **bold** word, *a* [li\\*nk](https://news.example/c%281%29) and "
        "``a`b``\n");
}

/* Marks that would be seen as stars are left out. */
static void test_emphasis_that_is_seen(void **state)
{
    static const struct {
        const char *html, *want;
    } rows[] = {
        {"a<b>b</b>c", "a**b**c\n"},
        {"x <b>(b)</b>, y", "x **(b)**, y\n"},
        {"x<b>(b)</b>y", "x(b)y\n"},
        {"x<b>.</b> y", "x. y\n"},
        {"<b>So:</b>x", "So:x\n"},
        {"<b>So:</b> x", "**So:** x\n"},
        {"<b>a</b><b>b</b>", "**a**b\n"},
        {"<b><i>a</i> b</b>", "***a* b**\n"},
        {"<i>a<b>b</b></i>c", "*a**b***c\n"},
        {"x<b>\xE3\x80\x90"
         "a\xE3\x80\x91</b>y",
         "x\xE3\x80\x90"
         "a\xE3\x80\x91"
         "y\n"},
        {"x <b><a href=/c>c </a></b>d", "x [c ](https://news.example/c)d\n"},
        {"x <b><a href=/c>c</a></b> d",
         "x **[c](https://news.example/c)** d\n"},
        {"x<b> <code>c</code></b>", "x **`c`**\n"},
        {"x <code>a <b>c</b><a href=/c>d</a><br>e</code> y", "x `a cd e` y\n"},
        {"x<i>\xC2\xA0y</i>", "x *y*\n"},
        {"<b>a<br>b</b>", "**a\\\nb**\n"},
        {"x<b><br>b</b>", "x\\\n**b**\n"}};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_string_equal(
            body(apr_pstrcat(pool, "<p>", rows[i].html, "</p>", NULL)),
            rows[i].want);
    }
}

/* A break at the end of a block, in a heading or in a cell is none. */
static void test_breaks(void **state)
{
    assert_string_equal(body("<p>One<br></p><h2>A<br>B</h2><p>1984<br>two"),
                        "One\n\n## A B\n\n1984\\\ntwo\n");
}

static void test_ruby(void **state)
{
    assert_string_equal(body("<p><ruby>K<rt>ka</rt></ruby> <ruby>N<rp>[</rp>"
                             "<rt>na</rt><rp>]</rp></ruby>"),
                        "K(ka) N\\[na\\]\n");
}

static void test_text_stays_text(void **state)
{
    assert_string_equal(body("<p># no heading</p><p>1. no list</p>"
                             "<p>- nor this</p><p>a_b [c] &lt;b&gt; d*e "
                             "&amp;amp; f &amp; g"),
                        "\\# no heading\n\n1\\. no list\n\n\\- nor this\n\n"
                        "a\\_b \\[c\\] \\<b> d\\*e \\&amp; f & g\n");
}

static void test_blocks(void **state)
{
    assert_string_equal(
        body("<h3>Head</h3><p>One<br>two</p><ul><li>A<li>B<ol><li>C</ol></ul>"
             "<blockquote><p>Q1</p><p>Q2</p></blockquote><p>End"),
        "## Head\n\nOne\\\ntwo\n\n- A\n- B\n  1. C\n\n> Q1\n>\n> Q2\n\n"
        "End\n");
}

static void test_code(void **state)
{
    assert_string_equal(
        body("<pre>a <i>b</i>\n<a href=/c>c</a><br>d</pre><p>End"),
        "```\na b\nc\nd\n```\n\nEnd\n");
    assert_string_equal(body("<pre>a *b*\n```\nc</pre><p>End"),
                        "````\na *b*\n```\nc\n````\n\nEnd\n");
}

static void test_table(void **state)
{
    assert_string_equal(
        body("<p>Fares</p><table><tr><th>Way<th>Cr|owns<tr><td>Single<td>12"
             "</table><p>End"),
        "Fares\n\n| Way | Cr\\|owns |\n| --- | --- |\n| Single | 12 |\n\n"
        "End\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_front_matter),
        cmocka_unit_test(test_inline),
        cmocka_unit_test(test_emphasis_that_is_seen),
        cmocka_unit_test(test_breaks),
        cmocka_unit_test(test_ruby),
        cmocka_unit_test(test_text_stays_text),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_code),
        cmocka_unit_test(test_table)};

    return cmocka_run_group_tests(tests, start_apr, stop_apr);
}
