/* test_text.c -- the article as plain text. */
#include "render.h"

static const nf_options_t options = {.url = "https://news.example/a/b"};

static void test_text(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_page_t *page = make_page(
        "<p>One &amp; <b>two</b><br>three</p><h2>Four</h2>"
        "<ul><li>Five<li><p>Six</p></ul><ol start=9><li>Seven</ol>"
        "<p>Fares</p><table><tr><th>Way<th>Crowns<tr><td>Single<td>12"
        "</table><p>End",
        f);

    add_author(f, "Ann Reed", NULL, 0);
    add_author(f, "Joe Moor", NULL, 0);
    f->date_published = "2026-05-02";
    f->language = "en";
    assert_string_equal(nf_text_render(page, f, &options, pool).p,
                        "Ferry back in service\nAnn Reed, Joe Moor\n"
                        "2 May 2026\n\nOne & two\nthree\n\nFour\n\n"
                        "- Five\n- Six\n\n9. Seven\n\nFares\n\n"
                        "Way\tCrowns\nSingle\t12\n\nEnd\n");
}

static void test_bare(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_page_t *page = make_page("<p>One", f);

    assert_string_equal(nf_text_render(page, f, &options, pool).p,
                        "Ferry back in service\n\nOne\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text),
                                       cmocka_unit_test(test_bare)};

    return cmocka_run_group_tests(tests, start_apr, stop_apr);
}
