/* test_accept.c -- which view an Accept header wants. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "httpd/accept.c"

#define ALL (1 << NFM_VIEW_MARKDOWN | 1 << NFM_VIEW_TEXT | 1 << NFM_VIEW_JSON)

static void test_view(void **state)
{
    static const struct {
        const char *accept;
        nfm_view_e view;
    } cases[] = {
        {NULL, NFM_VIEW_PAGE},
        {"", NFM_VIEW_PAGE},
        {"*/*", NFM_VIEW_PAGE},
        /* browsers */
        {"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
         "image/webp,*/*;q=0.8",
         NFM_VIEW_PAGE},
        /* scripts that take anything */
        {"application/json, text/plain, */*", NFM_VIEW_PAGE},
        {"text/plain, text/html", NFM_VIEW_PAGE},
        /* agents */
        {"text/markdown", NFM_VIEW_MARKDOWN},
        {"text/markdown, text/html, */*", NFM_VIEW_MARKDOWN},
        {"TEXT/Markdown; charset=utf-8 ; Q=1", NFM_VIEW_MARKDOWN},
        {"text/html;q=0.9, text/markdown;q=1.0", NFM_VIEW_MARKDOWN},
        {"text/html, text/markdown;q=0.9", NFM_VIEW_PAGE},
        {"text/*, text/markdown;q=0.9", NFM_VIEW_PAGE},
        {"text/markdown;q=0.9, */*;q=0.8", NFM_VIEW_MARKDOWN},
        {"text/markdown;q=0", NFM_VIEW_PAGE},
        {"text/plain", NFM_VIEW_TEXT},
        {"text/plain, */*;q=0.1", NFM_VIEW_TEXT},
        {"application/json", NFM_VIEW_JSON},
        {"application/json, text/markdown;q=0.5", NFM_VIEW_JSON},
        {"text/markdown, application/json", NFM_VIEW_MARKDOWN},
        /* what is no weight */
        {"text/markdown;q=", NFM_VIEW_MARKDOWN},
        {"text/markdown;q=7", NFM_VIEW_MARKDOWN},
        {"text/markdown;q=0.0000001", NFM_VIEW_PAGE},
        {";;,,;q=1,", NFM_VIEW_PAGE},
        {"text/markdownish", NFM_VIEW_PAGE},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        if (nfm_accept_view(cases[i].accept, ALL) != cases[i].view) {
            fail_msg("%s", cases[i].accept);
        }
    }
}

static void test_only_what_is_given(void **state)
{
    assert_int_equal(nfm_accept_view("text/markdown", 1 << NFM_VIEW_TEXT),
                     NFM_VIEW_PAGE);
    assert_int_equal(
        nfm_accept_view("text/markdown, text/plain;q=0.5", 1 << NFM_VIEW_TEXT),
        NFM_VIEW_TEXT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_view),
        cmocka_unit_test(test_only_what_is_given)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
