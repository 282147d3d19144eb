/* test_address.c -- the argument that asks for a view, clean addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "state.h"

#include "httpd/address.c"

static void test_asked(void **state)
{
    static const struct {
        const char *query;
        nfm_ask_e ask;
        nfm_view_e view;
        const char *rest;
    } cases[] = {
        {"nf=reader", NFM_ASK_VIEW, NFM_VIEW_READER, NULL},
        {"nf=markdown&a=1", NFM_ASK_VIEW, NFM_VIEW_MARKDOWN, "a=1"},
        {"a=1&nf=text", NFM_ASK_VIEW, NFM_VIEW_TEXT, "a=1"},
        {"a=1&nf=reader&b=2", NFM_ASK_VIEW, NFM_VIEW_READER, "a=1&b=2"},
        {"nf=json", NFM_ASK_VIEW, NFM_VIEW_JSON, NULL},
        {"nf=page&a=1", NFM_ASK_VIEW, NFM_VIEW_PAGE, "a=1"},
        {"nf=reader&nf=text", NFM_ASK_VIEW, NFM_VIEW_READER, NULL},
        {"nf=page&nf=text", NFM_ASK_VIEW, NFM_VIEW_PAGE, NULL},
        {"nf=on&a=1", NFM_ASK_REMEMBER, NFM_VIEW_PAGE, "a=1"},
        {"nf=off", NFM_ASK_FORGET, NFM_VIEW_PAGE, NULL},
        {"nf=reader&", NFM_ASK_VIEW, NFM_VIEW_READER, ""},
        {"nf=other", NFM_ASK_NOTHING, NFM_VIEW_PAGE, "nf=other"},
        {"nf=readers", NFM_ASK_NOTHING, NFM_VIEW_PAGE, "nf=readers"},
        {"nf=READER", NFM_ASK_NOTHING, NFM_VIEW_PAGE, "nf=READER"},
        {"xnf=reader", NFM_ASK_NOTHING, NFM_VIEW_PAGE, "xnf=reader"},
        {"nf=", NFM_ASK_NOTHING, NFM_VIEW_PAGE, "nf="},
        {"nf", NFM_ASK_NOTHING, NFM_VIEW_PAGE, "nf"},
        {"", NFM_ASK_NOTHING, NFM_VIEW_PAGE, ""},
        {NULL, NFM_ASK_NOTHING, NFM_VIEW_PAGE, NULL},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        nfm_asked_t asked = nfm_asked(cases[i].query, "nf", *state);

        assert_int_equal(asked.ask, cases[i].ask);
        assert_int_equal(asked.view, cases[i].view);
        if (cases[i].rest == NULL) {
            assert_null(asked.rest);
        }
        else {
            assert_string_equal(asked.rest, cases[i].rest);
        }
    }
}

static void test_names(void **state)
{
    int view;

    for (view = NFM_VIEW_PAGE; view < NFM_VIEWS; view++) {
        assert_int_equal(nfm_view_named(nfm_view_name((nfm_view_e)view)),
                         view);
    }
    assert_int_equal(nfm_view_named("other"), NFM_VIEW_PAGE);
}

static void test_below(void **state)
{
    assert_string_equal(nfm_address_below("/reader/a/b", "/reader/"), "/a/b");
    assert_string_equal(nfm_address_below("/reader/", "/reader/"), "/");
    assert_null(nfm_address_below("/reader", "/reader/"));
    assert_null(nfm_address_below("/readers/a", "/reader/"));
    assert_null(nfm_address_below("/a/reader/b", "/reader/"));
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
        cmocka_unit_test(test_asked), cmocka_unit_test(test_names),
        cmocka_unit_test(test_below), cmocka_unit_test(test_clean),
        cmocka_unit_test(test_plain),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
