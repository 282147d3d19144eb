/*
 * test_html5lib.c -- html5lib's conformance tests of the tokenizer.
 *
 * They are not part of this project: without them (NF_SHARED, default
 * ../shared) the test skips.
 *
 * Left out are xmlViolation.test, which wants the text changed so that XML
 * can hold it ("coercing an HTML DOM into an infoset"), and tests whose input
 * or output has a lone surrogate, which UTF-8 cannot hold.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <apr_general.h>
#include <apr_strings.h>
#include <jansson.h>
#include "tokens.h"

static apr_pool_t *root, *pool;

/* "\\uHHHH" in a doubly escaped string as UTF-8; NULL when that has a lone
 * surrogate, which no UTF-8 text can hold. */
static json_t *unescape(const json_t *s)
{
    const char *p = json_string_value(s), *end = p + json_string_length(s);
    nf_buf_t b;

    nf_buf_init(&b, pool, 0);
    while (p < end) {
        unsigned cp, low;
        char hex[5] = "";

        if (p[0] != '\\' || p[1] != 'u') {
            nf_buf_addc(&b, *p++);
            continue;
        }
        memcpy(hex, p + 2, 4);
        cp = (unsigned)strtoul(hex, NULL, 16);
        p += 6;
        if (cp >= 0xD800 && cp < 0xDC00 && p[0] == '\\' && p[1] == 'u') {
            memcpy(hex, p + 2, 4);
            low = (unsigned)strtoul(hex, NULL, 16);
            if (low >= 0xDC00 && low < 0xE000) {
                cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
                p += 6;
            }
        }
        if (cp >= 0xD800 && cp < 0xE000) {
            return NULL;
        }
        nf_buf_add_utf8(&b, cp);
    }
    return json_stringn(b.p, b.len);
}

/* Unescape the strings of the expected tokens. 0 for a lone surrogate. */
static int unescape_output(json_t *output)
{
    size_t i, k;
    json_t *tok, *s;

    json_array_foreach(output, i, tok)
    {
        json_array_foreach(tok, k, s)
        {
            if (json_is_string(s)) {
                json_t *plain = unescape(s);

                if (plain == NULL) {
                    return 0;
                }
                json_array_set_new(tok, k, plain);
            }
        }
    }
    return 1;
}

static int state_of(const char *name)
{
    static const char *const names[] = {
        "Data state",        "RCDATA state",    "RAWTEXT state",
        "Script data state", "PLAINTEXT state", "CDATA section state"};
    int i;

    for (i = 0; i < 6; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    fail_msg("unknown state %s", name);
    return 0;
}

static int failures;

static void run_in_state(const json_t *test, nf_str_t in, const json_t *output,
                         int state)
{
    json_t *got =
        tokens(pool, in, (nf_tokenizer_state_e)state, 0,
               json_str(json_object_get(test, "lastStartTag")), NULL);

    if (!json_equal(got, output)) {
        print_error("%s (state %d)\n  want %s\n  got  %s\n",
                    json_string_value(json_object_get(test, "description")),
                    state, json_dumps(output, 0), json_dumps(got, 0));
        failures++;
    }
    json_decref(got);
}

/* Runs one test in each of its states: their number, or 0 if left out. */
static int run_one(json_t *test)
{
    json_t *states = json_object_get(test, "initialStates"), *name;
    json_t *in = json_object_get(test, "input");
    json_t *output = json_object_get(test, "output");
    size_t i;
    int n = 0;

    if (json_is_true(json_object_get(test, "doubleEscaped"))) {
        if (json_object_set_new(test, "input", unescape(in)) != 0
            || !unescape_output(output)) {
            return 0;
        }
        in = json_object_get(test, "input");
    }
    json_array_foreach(states, i, name)
    {
        run_in_state(test, json_str(in), output,
                     state_of(json_string_value(name)));
        n++;
    }
    if (n == 0) {
        run_in_state(test, json_str(in), output, NF_STATE_DATA);
        n++;
    }
    return n;
}

static void test_html5lib(void **state)
{
    static const char *const files[] = {"contentModelFlags",
                                        "domjs",
                                        "entities",
                                        "escapeFlag",
                                        "namedEntities",
                                        "numericEntities",
                                        "pendingSpecChanges",
                                        "test1",
                                        "test2",
                                        "test3",
                                        "test4",
                                        "unicodeChars",
                                        "unicodeCharsProblematic"};
    const char *dir = getenv("NF_SHARED");
    int run = 0, left_out = 0;
    size_t i, k;

    for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        char *path =
            apr_pstrcat(pool, dir ? dir : "../shared", "/html5lib/tokenizer/",
                        files[i], ".test", NULL);
        json_t *file = json_load_file(path, JSON_ALLOW_NUL, NULL), *test;

        json_array_foreach(json_object_get(file, "tests"), k, test)
        {
            int n = run_one(test);

            run += n;
            left_out += n == 0;
        }
        json_decref(file);
    }
    if (run == 0) {
        print_message("html5lib's tokenizer tests are not here: skipped\n");
        skip();
    }
    print_message("%d tokenizer tests of html5lib, %d left out\n", run,
                  left_out);
    assert_int_equal(failures, 0);
}

static int set_up(void **state)
{
    return apr_pool_create(&pool, root);
}

static int tear_down(void **state)
{
    apr_pool_destroy(pool);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {TEST(test_html5lib)};
    int failed;

    apr_initialize();
    apr_pool_create(&root, NULL);
    failed = cmocka_run_group_tests_name("html5lib", tests, NULL, NULL);
    apr_pool_destroy(root);
    apr_terminate();
    return failed;
}
