/* test_headers.c -- entity tags, entity headers, charset parameter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "state.h"

#include "httpd/headers.c"

#define DIGEST 0x12ab34cdu

static void assert_text(const char *got, const char *want)
{
    if (want == NULL) {
        assert_null(got);
    }
    else {
        assert_non_null(got);
        assert_string_equal(got, want);
    }
}

static void test_mark(void **state)
{
    static const char *const cases[][2] = {
        {"\"abc\"", "\"abc-nf12ab34cd\""},
        {"W/\"abc\"", "W/\"abc-nf12ab34cd\""},
        {"\"\"", "\"-nf12ab34cd\""},
        {"abc", NULL},
        {"\"abc", NULL},
        {"\"a\", \"b\"", NULL},
        {"w/\"abc\"", NULL},
        {"", NULL},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_text(nfm_etag_mark(*state, cases[i][0], DIGEST), cases[i][1]);
    }
}

static void test_unmark_list(void **state)
{
    static const char *const cases[][2] = {
        {"\"a-nf12ab34cd\"", "\"a\", \"a-nf12ab34cd\""},
        {"W/\"a-nf12ab34cd\"", "W/\"a\", W/\"a-nf12ab34cd\""},
        {"\"a-nf12ab34cd-gzip\"", "\"a\", \"a-nf12ab34cd-gzip\""},
        {"\"a-nf12ab34cd;br\"", "\"a\", \"a-nf12ab34cd;br\""},
        {"\"x,y\", \"a-nf12ab34cd\"", "\"a\", \"x,y\", \"a-nf12ab34cd\""},
        {"\"a-nf12ab34cd\",\"b-nf12ab34cd\"",
         "\"a\", \"b\", \"a-nf12ab34cd\",\"b-nf12ab34cd\""},
        {"\"a-gunzip-nf12ab34cd\"",
         "\"a-gunzip\", \"a\", \"a-gunzip-nf12ab34cd\""},
        {"\"a-nf00000000\"", NULL},
        {"\"a-nf12ab34cd-x-y\"", NULL},
        {"\"a-nf12ab34c\"", NULL},
        {"\"a\"", NULL},
        {"*", NULL},
        {"\"a-nf12ab34cd", NULL},
        {"", NULL},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_text(nfm_etag_unmark_list(*state, cases[i][0], DIGEST),
                    cases[i][1]);
    }
}

static void test_there_and_back(void **state)
{
    char *marked = nfm_etag_mark(*state, "\"v-nf1-gzip\"", DIGEST);

    assert_text(nfm_etag_unmark_list(*state, marked, DIGEST),
                "\"v-nf1-gzip\", \"v-nf1-gzip-nf12ab34cd\"");
}

static void test_conditions(void **state)
{
    apr_table_t *in = apr_table_make(*state, 4);

    apr_table_setn(in, "If-None-Match", "\"other\"");
    assert_false(nfm_etag_in(in, *state, DIGEST));
    assert_text(apr_table_get(in, "If-None-Match"), "\"other\"");
    apr_table_setn(in, "If-Match", "\"a-nf12ab34cd\"");
    assert_true(nfm_etag_in(in, *state, DIGEST));
    assert_text(apr_table_get(in, "If-Match"), "\"a\", \"a-nf12ab34cd\"");
}

static void test_odd_tag_is_removed(void **state)
{
    apr_table_t *out = apr_table_make(*state, 4);

    nfm_etag_out(out, *state, DIGEST);
    assert_null(apr_table_get(out, "ETag"));
    apr_table_setn(out, "ETag", "odd");
    nfm_etag_out(out, *state, DIGEST);
    assert_null(apr_table_get(out, "ETag"));
}

static void test_marked_once(void **state)
{
    static const char *const tags[] = {"\"abc-nf12ab34cd\"",
                                       "W/\"abc-nf12ab34cd\"",
                                       "\"abc-nf12ab34cd-gzip\""};
    apr_table_t *out = apr_table_make(*state, 2);
    size_t i;

    for (i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
        apr_table_setn(out, "ETag", tags[i]);
        nfm_etag_out(out, *state, DIGEST);
        assert_text(apr_table_get(out, "ETag"), tags[i]);
    }
}

static void test_restore(void **state)
{
    static const char *const cases[][3] = {
        /* shown, of the 304, sent */
        {"\"a\", \"a-nf12ab34cd\"", "\"a\"", "\"a-nf12ab34cd\""},
        {"\"a\", \"a-nf12ab34cd-gzip\"", "\"a\"", "\"a-nf12ab34cd-gzip\""},
        {"\"a-nf12ab34cd-br\"", "\"a\"", "\"a-nf12ab34cd\""},
        {"\"a-gunzip-nf12ab34cd\"", "\"a\"", "\"a-gunzip-nf12ab34cd\""},
        {"\"a-gunzip-nf12ab34cd\"", "\"a-gunzip\"", "\"a-gunzip-nf12ab34cd\""},
        {"\"-gunzip-nf12ab34cd\"", "\"\"", "\"-gunzip-nf12ab34cd\""},
        {"\"b-nf12ab34cd\", \"a-nf12ab34cd\"", "W/\"a\"",
         "W/\"a-nf12ab34cd\""},
        {"\"a-nf12ab34cd\"", "\"a-nf12ab34cd\"", "\"a-nf12ab34cd\""},
        {"\"b-nf12ab34cd\"", "\"a\"", "\"a-nf12ab34cd\""},
        {NULL, "\"a\"", "\"a-nf12ab34cd\""},
        {"\"a-nf12ab34cd\"", NULL, NULL},
        {"\"a-nf12ab34cd\"", "odd", NULL},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        apr_table_t *in = apr_table_make(*state, 2);
        apr_table_t *out = apr_table_make(*state, 2);

        if (cases[i][0]) {
            apr_table_setn(in, "If-None-Match", cases[i][0]);
        }
        if (cases[i][1]) {
            apr_table_setn(out, "ETag", cases[i][1]);
        }
        nfm_etag_restore(out, in, *state, DIGEST);
        assert_text(apr_table_get(out, "ETag"), cases[i][2]);
    }
}

static void test_drop_entity(void **state)
{
    apr_table_t *out = apr_table_make(*state, 8);

    apr_table_setn(out, "Content-Length", "1");
    apr_table_setn(out, "repr-digest", "x");
    apr_table_setn(out, "Last-Modified", "x");
    apr_table_setn(out, "Accept-Ranges", "bytes");
    nfm_headers_drop_entity(out, 0);
    assert_null(apr_table_get(out, "Content-Length"));
    assert_null(apr_table_get(out, "Repr-Digest"));
    assert_non_null(apr_table_get(out, "Last-Modified"));
    assert_non_null(apr_table_get(out, "Accept-Ranges"));
    nfm_headers_drop_entity(out, 1);
    assert_null(apr_table_get(out, "Accept-Ranges"));
}

static void test_charset_param(void **state)
{
    static const char *const cases[][2] = {
        {"text/html; charset=utf-8", "utf-8"},
        {"text/html;charset=\"windows-1251\"", "windows-1251"},
        {"text/html; a=b; CHARSET = koi8-r ; c=d", "koi8-r"},
        {"text/html; charset=", NULL},
        {"text/html; charsets=x", NULL},
        {"text/html", NULL},
        {NULL, NULL},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_text(nfm_charset_param(*state, cases[i][0]), cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mark),
        cmocka_unit_test(test_unmark_list),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_odd_tag_is_removed),
        cmocka_unit_test(test_marked_once),
        cmocka_unit_test(test_restore),
        cmocka_unit_test(test_drop_entity),
        cmocka_unit_test(test_charset_param),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
