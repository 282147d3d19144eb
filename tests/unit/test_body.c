/* test_body.c -- the story's text, and what stands in between. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/detect.h"
#include "support.h"

#define ONE                                                              \
    "The old mill at the lower weir has opened its doors again, twelve " \
    "years after its last owner had closed it, the town said on Saturday."
#define TWO                                                                \
    "Some four hundred people came to see the wheel turn for the first "   \
    "time, and most of them stayed for the bread that was baked from its " \
    "flour."
#define THREE                                                               \
    "\"We had given it up,\" said Ada Weir, who leads the club of friends " \
    "of the mill. \"Then the plans were found in an attic, and we knew "    \
    "how it had been built.\""
#define FOUR                                                              \
    "The wheel was taken out, mended and set back by a crew of eleven, "  \
    "who worked through two winters and never asked for more than their " \
    "dinner."

#define HEAD "<title>The mill turns again</title>"
#define H1 "<h1>The mill turns again</h1>"

static const char *body_of(const char *html)
{
    const char *body = nf_detect(page_of(html), NULL)->article_body;

    return body ? body : "(null)";
}

static void has_all(const char *html)
{
    assert_string_equal(body_of(html),
                        ONE "\n\n" TWO "\n\n" THREE "\n\n" FOUR);
}

/* The same text, however it is marked up. */
static void test_makes(void **state)
{
    has_all(HEAD "<article>" H1 "<p>" ONE "<p>" TWO "<p>" THREE "<p>" FOUR
                 "</article>");
    has_all(HEAD H1 "<div class=story><div>" ONE "</div><div>" TWO
                    "</div><div>" THREE "</div><div>" FOUR "</div></div>");
    has_all(HEAD H1 "<div>" ONE "<br><br>" TWO "<br><br>" THREE "<br><br>" FOUR
                    "</div>");
    has_all(HEAD "<table><tr><td>" H1 "<p>" ONE "<p>" TWO "<p>" THREE
                 "<p>" FOUR "</table>");
    has_all(HEAD "<form>" H1 "<p>" ONE "<p>" TWO "<p>" THREE "<p>" FOUR
                 "</form>");
}

/* What stands between the paragraphs and is no story. */
static void test_between(void **state)
{
    static const char *const junk[] = {
        "<script>var a = 'b';</script>",
        "<div class=share-buttons><a href=/f>Share</a> <a href=/t>Post</a>"
        "</div>",
        "<div class=advertisement>Advertisement</div>",
        "<div class=newsletter-signup><h4>Newsletter</h4><p>Get the news in "
        "your inbox.</p><button>Sign up</button></div>",
        "<div class=related><h4>Related News</h4><ul><li><a href=/n/1>Ferry "
        "fares to rise in spring</a><li><a href=/n/2>Bakers end their "
        "strike at dawn</a></ul></div>",
    };
    size_t i;

    for (i = 0; i < COUNT(junk); i++) {
        has_all(apr_pstrcat(
            pool, HEAD "<article>" H1 "<p>" ONE "<p>" TWO, "</p>", junk[i],
            "<p>" THREE "<p>" FOUR "</article><footer>\xC2\xA9 Post</footer>",
            NULL));
    }
}

/* Lines above the first paragraph that are a date; a story's own has words. */
static void test_above(void **state)
{
    static const char *const dates[] = {"2 May 2026, 14:05",
                                        "Updated: 2 May 2026", "02.05.2026"};
    size_t i;

    for (i = 0; i < COUNT(dates); i++) {
        has_all(apr_pstrcat(
            pool,
            HEAD "<article>" H1 "<p class=by>By Ann Reed"
                 "<p>",
            dates[i], "<p>" ONE "<p>" TWO "<p>" THREE "<p>" FOUR "</article>",
            NULL));
    }
    assert_memory_equal(body_of(HEAD "<article>" H1 "<p>The wheel stood "
                                     "still until 2 May 2026.<p>" ONE "<p>" TWO
                                     "<p>" THREE "</article>"),
                        "The wheel", 9);
}

/* Words are kept apart, and kept together, as readers see them. */
static void test_spaces(void **state)
{
    const char *body = body_of(
        HEAD H1 "<p>The <b>old</b> <i>mill</i> at <a href=/w>the lower "
                "weir</a>, long closed,<br>has opened its doors a"
                "<em>gain</em>, the town said on Saturday morning.<p>" TWO
                "<p>" THREE "<p>" FOUR);

    assert_memory_equal(body,
                        "The old mill at the lower weir, long closed, has "
                        "opened its doors again, the town said",
                        86);
}

static void test_no_text(void **state)
{
    assert_string_equal(body_of(HEAD H1), "(null)");
    assert_string_equal(body_of("<p>"), "(null)");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_makes), POOL_TEST(test_between), POOL_TEST(test_above),
        POOL_TEST(test_spaces), POOL_TEST(test_no_text)};

    return run_group("body", tests, COUNT(tests));
}
