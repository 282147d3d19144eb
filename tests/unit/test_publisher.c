/* test_publisher.c -- the site's name where the page shows it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/publisher.h"
#include "support.h"

/* The name found on a page of weirpost.example, or NULL. */
static const char *found(const char *title, const char *html)
{
    const char *reason;
    nf_evidence_t *ev = nf_evidence_create(pool);
    nf_page_t *page =
        nf_page_read(nf_str(html), "https://www.weirpost.example/a", "utf-8",
                     NULL, pool, &reason);
    const nf_candidate_t *c;

    nf_evidence_add(ev, NF_FACT_HEADLINE, title, 40, "title", NULL);
    nf_publisher_detect(page, ev);
    c = nf_evidence_best(ev, NF_FACT_PUBLISHER);
    return c ? c->value : NULL;
}

static void test_title(void **state)
{
    assert_string_equal(found("The mill turns | Weir Post", "<p>"),
                        "Weir Post");
    assert_string_equal(found("The mill - again - The Weir Post", "<p>"),
                        "The Weir Post");
    assert_string_equal(found("Mill \xE2\x80\x93 WeirPost.example", "<p>"),
                        "WeirPost.example");
    /* the host says otherwise */
    assert_null(found("The mill turns | Other Times", "<p>"));
    assert_null(found("The mill turns - again", "<p>"));
    assert_null(found("Weir Post", "<p>"));
    assert_null(found(NULL, "<p>"));
}

static void test_copyright(void **state)
{
    assert_string_equal(found(NULL, "<p>a</p><footer>\xC2\xA9 2026 Weir "
                                    "Post. All rights reserved.</footer>"),
                        "Weir Post");
    assert_string_equal(found(NULL, "<p>&copy; 2019-2026, Weir Post"),
                        "Weir Post");
    assert_null(found(NULL, "<p>\xC2\xA9 2026 Some Agency"));
    assert_null(found(NULL, "<p>\xC2\xA9"));
    assert_null(found(NULL, "<p>\xC2\xA9 2026"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {POOL_TEST(test_title),
                                              POOL_TEST(test_copyright)};

    return run_group("publisher", tests, COUNT(tests));
}
