/* test_address.c -- the argument that asks for a view, clean addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_general.h>
#include "httpd/address.c"

static int set_up(void **state)
{
    apr_pool_t *pool;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    *state = pool;
    return 0;
}

static int tear_down(void **state)
{
    apr_pool_destroy(*state);
    apr_terminate();
    return 0;
}

static void test_view_of(void **state)
{
    static const struct {
        const char *query;
        nfm_view_e view;
        const char *rest;
    } cases[] = {
        {"nf=reader", NFM_VIEW_READER, NULL},
        {"nf=markdown&a=1", NFM_VIEW_MARKDOWN, "a=1"},
        {"a=1&nf=text", NFM_VIEW_TEXT, "a=1"},
        {"a=1&nf=reader&b=2", NFM_VIEW_READER, "a=1&b=2"},
        {"nf=reader&nf=text", NFM_VIEW_READER, NULL},
        {"nf=reader&", NFM_VIEW_READER, ""},
        {"nf=other", NFM_VIEW_PAGE, "nf=other"},
        {"nf=readers", NFM_VIEW_PAGE, "nf=readers"},
        {"nf=READER", NFM_VIEW_PAGE, "nf=READER"},
        {"xnf=reader", NFM_VIEW_PAGE, "xnf=reader"},
        {"nf=", NFM_VIEW_PAGE, "nf="},
        {"nf", NFM_VIEW_PAGE, "nf"},
        {"", NFM_VIEW_PAGE, ""},
        {NULL, NFM_VIEW_PAGE, NULL},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *rest;

        assert_int_equal(nfm_view_of(cases[i].query, "nf", *state, &rest),
                         cases[i].view);
        if (cases[i].rest == NULL) {
            assert_null(rest);
        }
        else {
            assert_string_equal(rest, cases[i].rest);
        }
    }
}

static void test_view_names(void **state)
{
    assert_string_equal(nfm_view_name(NFM_VIEW_MARKDOWN), "markdown");
    assert_null(nfm_view_name(NFM_VIEW_PAGE));
}

static void test_clean(void **state)
{
    assert_string_equal(nfm_address_clean(*state, "/a%20b/c", "x=1&y=[2]"),
                        "/a%20b/c?x=1&y=[2]");
    assert_string_equal(nfm_address_clean(*state, "/\"><b>\n\x80'", NULL),
                        "/%22%3E%3Cb%3E%0A%80%27");
    assert_string_equal(nfm_address_clean(*state, "/", ""), "/?");
}

static void test_plain(void **state)
{
    assert_true(nfm_address_is_plain("http://a.example:8080/x"));
    assert_true(nfm_address_is_plain("https://[::1]/"));
    assert_false(nfm_address_is_plain("https://a\"><b>/"));
    assert_false(nfm_address_is_plain("https://a b/"));
    assert_false(nfm_address_is_plain("https:///x"));
    assert_false(nfm_address_is_plain("ftp://a/"));
    assert_false(nfm_address_is_plain(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_view_of),
        cmocka_unit_test(test_view_names),
        cmocka_unit_test(test_clean),
        cmocka_unit_test(test_plain),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
