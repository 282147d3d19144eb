/* test_choice.c -- what a reader chose, in addresses and in a cookie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "state.h"

#include "httpd/address.c"
#include "httpd/choice.c"

static void test_take(void **state)
{
    static const struct {
        const char *query;
        int taken;
        const char *written, *rest;
    } cases[] = {
        {"nf-theme=dark", 1, "dark.2.2", NULL},
        {"a=1&nf-size=5&b=2&nf-width=1", 1, "auto.5.1", "a=1&b=2"},
        {"nf-theme=dark&nf-theme=sepia", 1, "sepia.2.2", NULL},
        {"nf-theme=%22&x", 1, "auto.2.2", "x"},
        {"nf-size=9", 1, "auto.2.2", NULL},
        {"nf-theme", 0, "auto.2.2", "nf-theme"},
        {"xnf-theme=dark", 0, "auto.2.2", "xnf-theme=dark"},
        {"nf=reader", 0, "auto.2.2", "nf=reader"},
        {NULL, 0, "auto.2.2", NULL},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        nf_reader_style_t style = nf_style_default();
        const char *rest;

        assert_int_equal(
            nfm_choice_take(cases[i].query, "nf", &style, *state, &rest),
            cases[i].taken);
        assert_string_equal(nfm_choice_write(&style, *state),
                            cases[i].written);
        if (cases[i].rest) {
            assert_string_equal(rest, cases[i].rest);
        }
        else {
            assert_null(rest);
        }
    }
}

static void test_cookie(void **state)
{
    static const char *const bad[] = {"",         "dark", "dark.2",  "dark.2.",
                                      "dark.0.2", ".2.2", "DARK.2.2"};
    nf_reader_style_t style = nf_style_default();
    unsigned preset = nfm_choice_number(&style);
    size_t i;

    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_false(nfm_choice_read(bad[i], &style));
        assert_int_equal(nfm_choice_number(&style), preset);
    }
    assert_false(nfm_choice_read(NULL, &style));
    assert_true(nfm_choice_read("sepia.5.3", &style));
    assert_string_equal(nfm_choice_write(&style, *state), "sepia.5.3");
    assert_int_not_equal(nfm_choice_number(&style), preset);
}

static void test_fields(void **state)
{
    static const char *const want[][2] = {
        {"a", "1 2&3"}, {"b", ""}, {"c", "=%zz"}, {"", "d"}};
    apr_array_header_t *fields =
        nfm_choice_fields("a=1+2%263&b&&c==%zz&=d&", *state);
    int i;

    assert_int_equal(fields->nelts, 4);
    for (i = 0; i < 4; i++) {
        const nf_form_field_t *f = &APR_ARRAY_IDX(fields, i, nf_form_field_t);

        assert_string_equal(f->name, want[i][0]);
        assert_string_equal(f->value, want[i][1]);
    }
    assert_int_equal(nfm_choice_fields(NULL, *state)->nelts, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_take),
                                       cmocka_unit_test(test_cookie),
                                       cmocka_unit_test(test_fields)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
