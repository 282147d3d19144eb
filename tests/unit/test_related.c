/* test_related.c -- lists of other stories are marked, the story is not. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <apr_general.h>
#include <apr_strings.h>
#include "detect/related.h"

static apr_pool_t *pool;

#define FIRST                                                           \
    "<p>The old mill at the lower weir has opened its doors "           \
    "again, twelve years after the last owner had closed it, the town " \
    "said.</p>"
#define LAST                                                        \
    "<p>The wheel was taken out, mended and set back by a crew of " \
    "eleven, who worked through two winters and never asked for more.</p>"
#define LINKS                                                     \
    "<ul><li><a href=/n/1>Ferry fares to rise in spring</a></li>" \
    "<li><a href=/n/2>Bakers end their strike at dawn</a> 2 May</li></ul>"
#define BOTH                                                     \
    "Ferry fares to rise in spring <https://mill.example/n/1>\n" \
    "Bakers end their strike at dawn <https://mill.example/n/2>\n"

/* Reported items line by line; "!" in front if a paragraph is marked, and
 * "?" if some block of the list is not. */
static const char *related(const char *html)
{
    nf_facts_t f = {0};
    const char *reason, *out = "";
    nf_page_t *page = nf_page_read(nf_str(html), "https://mill.example/a",
                                   "utf-8", NULL, pool, &reason);
    uint32_t i;
    int k;

    assert_non_null(page);
    f.related_at = apr_array_make(pool, 4, sizeof(nf_span_t));
    f.related = apr_array_make(pool, 4, sizeof(nf_link_t));
    nf_related_detect(page, &f);
    nf_related_read(page, &f);
    for (i = 0; i < page->blocks->n; i++) {
        const nf_block_t *b = &page->blocks->v[i];
        int story = strncmp(b->text.p, "The ", 4) == 0;

        if (story && b->related) {
            out = apr_pstrcat(pool, out, "!", NULL);
        }
        if (!story && !b->related) {
            out = apr_pstrcat(pool, out, "?", NULL);
        }
    }
    for (k = 0; k < f.related->nelts; k++) {
        const nf_link_t *e = &APR_ARRAY_IDX(f.related, k, nf_link_t);

        out = apr_pstrcat(pool, out, e->headline, " <", e->url ? e->url : "",
                          ">\n", NULL);
    }
    return out;
}

static void test_titles(void **state)
{
    static const char *const titles[] = {"<h3>Related News</h3>",
                                         "<h4>À lire aussi</h4>",
                                         "<h2>Mehr zum Thema:</h2>",
                                         "<p><b>Читайте также</b></p>",
                                         "<h3>関連記事</h3>",
                                         "<h3>ព័ត៌មានទាក់ទង</h3>",
                                         "<h3>More on the ferries</h3>",
                                         "<div>اقرأ أيضا</div>"};
    size_t i;

    for (i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
        assert_string_equal(related(apr_pstrcat(pool, "<body>" FIRST LAST,
                                                titles[i], LINKS, NULL)),
                            BOTH);
    }
}

static void test_class(void **state)
{
    assert_string_equal(related("<body>" FIRST
                                "<div class=related-posts>" LINKS
                                "</div>" LAST),
                        BOTH);
}

/* Marked, so that no text takes them, but no related stories. */
static void test_popular(void **state)
{
    assert_string_equal(
        related("<body>" FIRST LAST "<h3>Most read</h3>" LINKS), "");
    assert_string_equal(related("<body>" FIRST LAST "<h3>Neueste Artikel"
                                "</h3>" LINKS),
                        "");
}

static void test_inline(void **state)
{
    assert_string_equal(related("<body>" FIRST "<p><b>Read more:</b> "
                                "<a href=/n/1>Ferry fares to rise in spring"
                                "</a></p>" LAST),
                        "Ferry fares to rise in spring "
                        "<https://mill.example/n/1>\n");
    assert_string_equal(related("<body>" FIRST "<p>Lea también | "
                                "<a href=/n/1>Subirán los pasajes del ferri"
                                "</a></p>" LAST),
                        "Subirán los pasajes del ferri "
                        "<https://mill.example/n/1>\n");
}

/* Whatever found them, the items stand in the page's order. */
static void test_order(void **state)
{
    assert_string_equal(related("<body>" FIRST "<p><b>Read more:</b> "
                                "<a href=/n/1>Ferry fares to rise in spring"
                                "</a></p>" LAST "<h3>Related News</h3>"
                                "<ul><li><a href=/n/7>Old mill at the weir "
                                "is for sale again</a><li><a href=/n/8>Night "
                                "bus to stay for another year</a></ul>"),
                        "Ferry fares to rise in spring "
                        "<https://mill.example/n/1>\n"
                        "Old mill at the weir is for sale again "
                        "<https://mill.example/n/7>\n"
                        "Night bus to stay for another year "
                        "<https://mill.example/n/8>\n");
}

/* A title with nothing below, and text that such a title leads. */
static void test_text_stays(void **state)
{
    assert_string_equal(related("<body>" FIRST LAST "<h4>Related News</h4>"),
                        "");
    assert_string_equal(related("<body>" FIRST "<h2>Related</h2>" LAST), "");
    assert_string_equal(
        related("<body><div class=related>" FIRST LAST "</div>"), "");
    assert_string_equal(related("<body>" FIRST "<p>The fares, "
                                "<a href=/n/1>see also our table</a>, have "
                                "not been raised in nine years.</p>" LAST),
                        "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles),  cmocka_unit_test(test_class),
        cmocka_unit_test(test_popular), cmocka_unit_test(test_inline),
        cmocka_unit_test(test_order),   cmocka_unit_test(test_text_stays)};
    int failed;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    failed = cmocka_run_group_tests_name("related", tests, NULL, NULL);
    apr_pool_destroy(pool);
    apr_terminate();
    return failed;
}
