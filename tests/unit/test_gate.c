/* test_gate.c -- which responses may be touched, and why not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include "state.h"
#include "httpd/gate.c"

/* A response that may be touched. */
static nfm_gate_t good(apr_pool_t *pool)
{
    nfm_gate_t gate = {.status = 200,
                       .get = 1,
                       .content_type = "text/html; charset=utf-8",
                       .env = apr_table_make(pool, 4),
                       .in = apr_table_make(pool, 4),
                       .out = apr_table_make(pool, 4),
                       .err = apr_table_make(pool, 4),
                       .max_size = 1000};

    return gate;
}

static void test_good_page_passes(void **state)
{
    nfm_gate_t gate = good(*state);

    assert_int_equal(nfm_gate(&gate), NFM_MAY);
}

static void test_request_decides(void **state)
{
    nfm_gate_t gate;
    apr_table_t *env = apr_table_make(*state, 4);

    gate = good(*state);
    gate.subrequest = 1;
    assert_int_equal(nfm_gate(&gate), NFM_SKIP_SUBREQUEST);
    gate = good(*state);
    gate.get = 0;
    assert_int_equal(nfm_gate(&gate), NFM_SKIP_METHOD);
    gate = good(*state);
    gate.forward_proxy = 1;
    assert_int_equal(nfm_gate(&gate), NFM_SKIP_FORWARD_PROXY);
    gate = good(*state);
    apr_table_setn(env, "no-newsfilter", "1");
    gate.env = env;
    assert_int_equal(nfm_gate(&gate), NFM_SKIP_OPTED_OUT);
}

static void test_only_200(void **state)
{
    static const int statuses[] = {204, 206, 301, 304, 404, 500};
    nfm_gate_t gate = good(*state);
    size_t i;

    for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
        gate.status = statuses[i];
        assert_int_equal(nfm_gate(&gate), NFM_SKIP_STATUS);
    }
}

static void test_types(void **state)
{
    static const struct {
        const char *type;
        nfm_reason_e reason;
    } cases[] = {
        {"text/html", NFM_MAY},
        {"TEXT/HTML;charset=x", NFM_MAY},
        {"text/html ; a=b", NFM_MAY},
        {"application/xhtml+xml", NFM_MAY},
        {"text/html5", NFM_SKIP_CONTENT_TYPE},
        {"text/htm", NFM_SKIP_CONTENT_TYPE},
        {"text/plain; text/html", NFM_SKIP_CONTENT_TYPE},
        {"multipart/byteranges", NFM_SKIP_CONTENT_TYPE},
        {"", NFM_SKIP_CONTENT_TYPE},
        {NULL, NFM_SKIP_CONTENT_TYPE},
    };
    nfm_gate_t gate = good(*state);
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        gate.content_type = cases[i].type;
        assert_int_equal(nfm_gate(&gate), cases[i].reason);
    }
}

static void test_encoding_in_three_places(void **state)
{
    nfm_gate_t gate = good(*state);

    gate.content_encoding = "x-gzip";
    assert_int_equal(nfm_gate(&gate), NFM_SKIP_CONTENT_ENCODING);
    gate = good(*state);
    apr_table_setn((apr_table_t *)gate.out, "Content-Encoding", "br");
    assert_int_equal(nfm_gate(&gate), NFM_SKIP_CONTENT_ENCODING);
    gate = good(*state);
    apr_table_setn((apr_table_t *)gate.err, "content-encoding", "gzip");
    assert_int_equal(nfm_gate(&gate), NFM_SKIP_CONTENT_ENCODING);
    gate = good(*state);
    apr_table_setn((apr_table_t *)gate.out, "Content-Encoding", "Identity");
    assert_int_equal(nfm_gate(&gate), NFM_MAY);
}

/* One header on one side, and what it leads to. */
static void header_case(apr_pool_t *pool, int incoming, const char *name,
                        const char *value, nfm_reason_e reason)
{
    nfm_gate_t gate = good(pool);
    const apr_table_t *table = incoming ? gate.in : gate.out;

    apr_table_addn((apr_table_t *)table, name, value);
    assert_int_equal(nfm_gate(&gate), reason);
}

static void test_headers(void **state)
{
    apr_pool_t *pool = *state;

    header_case(pool, 0, "Cache-Control", "no-transform",
                NFM_SKIP_NO_TRANSFORM);
    header_case(pool, 0, "Cache-Control", "max-age=1 ,NO-Transform",
                NFM_SKIP_NO_TRANSFORM);
    header_case(pool, 1, "Cache-Control", "no-transform",
                NFM_SKIP_NO_TRANSFORM);
    header_case(pool, 0, "Cache-Control", "max-age=1", NFM_MAY);
    header_case(pool, 0, "Cache-Control", "x-no-transform", NFM_MAY);
    header_case(pool, 0, "Content-Range", "bytes 0-1/2",
                NFM_SKIP_CONTENT_RANGE);
    header_case(pool, 0, "Content-Disposition", "Attachment; filename=x",
                NFM_SKIP_ATTACHMENT);
    header_case(pool, 0, "Content-Disposition", "inline", NFM_MAY);
    header_case(pool, 0, "Content-Length", "1000", NFM_MAY);
    header_case(pool, 0, "Content-Length", "1001", NFM_SKIP_TOO_LARGE);
    header_case(pool, 0, "Content-Length", "many", NFM_MAY);
}

static void test_second_header_line_counts(void **state)
{
    nfm_gate_t gate = good(*state);

    apr_table_addn((apr_table_t *)gate.out, "Cache-Control", "public");
    apr_table_addn((apr_table_t *)gate.out, "Cache-Control", "no-transform");
    assert_int_equal(nfm_gate(&gate), NFM_SKIP_NO_TRANSFORM);
}

static void test_every_reason_has_a_name(void **state)
{
    int i, j;

    assert_string_equal(nfm_reason_name(NFM_MAY), "");
    for (i = NFM_MAY + 1; i < NFM_REASONS; i++) {
        const char *name = nfm_reason_name((nfm_reason_e)i);

        assert_non_null(name);
        assert_true(*name != '\0');
        for (j = NFM_MAY + 1; j < i; j++) {
            assert_string_not_equal(name, nfm_reason_name((nfm_reason_e)j));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_page_passes),
        cmocka_unit_test(test_request_decides),
        cmocka_unit_test(test_only_200),
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_encoding_in_three_places),
        cmocka_unit_test(test_headers),
        cmocka_unit_test(test_second_header_line_counts),
        cmocka_unit_test(test_every_reason_has_a_name),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
