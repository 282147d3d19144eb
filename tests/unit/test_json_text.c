/* test_json_text.c -- places in JSON text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "support.h"
#include "detect/json_text.h"
#include "page/limits.h"

static nf_str_t text_of(const char *s)
{
    return exact(s, strlen(s));
}

static void test_valid(void **state)
{
    static const char *const good[] = {
        "{}",
        "[]",
        " [ ] \r\n",
        "{\"a\":1}",
        "{\"a\" : [1, -2.5e+3, 0, true ,null]}",
        "[{\"a\":{}},[[]],\"\"]",
        "\"\\ud83d \\u0000 \\\" \\\\\"",
        "[123456789012345678901234567890]",
        "[1e999]",
        "[\"twelve letters \\\" \\n and \xC3\xA4\"]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"\xE2\x80\xA8\"}"};
    static const char *const bad[] = {"",
                                      " ",
                                      "{",
                                      "}",
                                      "[1,]",
                                      "{\"a\":1,}",
                                      "{\"a\"}",
                                      "{\"a\":}",
                                      "{a:1}",
                                      "{1:1}",
                                      "['a']",
                                      "[\"a\nb\"]",
                                      "[\"twelve letters,\tand a tab\"]",
                                      "[\"twelve letters and \\x more\"]",
                                      "[\"twelve letters and more",
                                      "[\"\\x\"]",
                                      "[\"\\u12g4\"]",
                                      "[\"a]",
                                      "[01]",
                                      "[.5]",
                                      "[1.]",
                                      "[1e]",
                                      "[-]",
                                      "[tru]",
                                      "[1 2]",
                                      "[1}",
                                      "{} {}",
                                      "{};",
                                      "// x\n{}",
                                      "<!-- {} -->",
                                      "{} \f",
                                      "\xEF\xBB\xBF{}"};
    size_t i;

    for (i = 0; i < COUNT(good); i++) {
        if (!nf_json_valid(text_of(good[i]))) {
            fail_msg("refused: %s", good[i]);
        }
    }
    for (i = 0; i < COUNT(bad); i++) {
        if (nf_json_valid(text_of(bad[i]))) {
            fail_msg("taken: %s", bad[i]);
        }
    }
}

static void test_deep(void **state)
{
    const char *open = repeat("[", NF_MAX_JSON_DEPTH, "1");
    const char *close = repeat("]", NF_MAX_JSON_DEPTH, "");

    assert_true(nf_json_valid(text_of(apr_pstrcat(pool, open, close, NULL))));
    assert_false(nf_json_valid(text_of(open)));
    /* nobody knows */
    assert_true(nf_json_valid(text_of(apr_pstrcat(pool, "[", open, NULL))));
}

/* "a.1.b" as steps. */
static int way_of(const char *path, nf_json_step_t *way)
{
    char *last, *copy = apr_pstrdup(pool, path), *word;
    int n = 0;

    for (word = apr_strtok(copy, ".", &last); word;
         word = apr_strtok(NULL, ".", &last)) {
        int item = *word >= '0' && *word <= '9';

        way[n].key = item ? NULL : word;
        way[n++].index = item ? (size_t)atoi(word) : 0;
    }
    return n;
}

#define BLOCK                                                          \
    "{ \"@graph\": [ {\"a\":1 , \"b\":\"}\\\"]\"}, [2], {\"c\":{}} ]," \
    " \"d\":null, \"d\" : false }"

static void test_find(void **state)
{
    static const struct {
        const char *path, *want;
    } rows[] = {
        {"", BLOCK},         {"@graph.0", "{\"a\":1 , \"b\":\"}\\\"]\"}"},
        {"@graph.0.a", "1"}, {"@graph.0.b", "\"}\\\"]\""},
        {"@graph.1.0", "2"}, {"@graph.2.c", "{}"},
        {"d", "false"},      {"e", NULL},
        {"0", NULL},         {"@graph.3", NULL},
        {"@graph.a", NULL},  {"d.a", NULL}};
    nf_str_t text = text_of(BLOCK);
    nf_json_step_t way[8];
    nf_json_span_t span;
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        int found = nf_json_find(text, way, way_of(rows[i].path, way), &span);

        assert_int_equal(found, rows[i].want != NULL);
        if (found) {
            assert_string_equal(
                apr_pstrmemdup(pool, text.p + span.from, span.to - span.from),
                rows[i].want);
        }
    }
}

static void test_without(void **state)
{
    static const struct {
        const char *in, *path, *want;
    } rows[] = {{"[1, 2, 3]", "0", "[2, 3]"},
                {"[1, 2, 3]", "1", "[1, 3]"},
                {"[1, 2 , 3 ]", "2", "[1, 2 ]"},
                {"[ 1 ]", "0", "[ ]"},
                {"{\"a\":1,\"b\":{\"c\":2}}", "b", "{\"a\":1}"},
                {"{\"a\":1,\"b\":{\"c\":2}}", "b.c", "{\"a\":1,\"b\":{}}"},
                {"{\"a\":1,\"b\":{\"c\":2}}", "a", "{\"b\":{\"c\":2}}"},
                {"{\"a\":1}", "b", NULL}};
    nf_json_step_t way[8];
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        nf_str_t out = nf_json_without(text_of(rows[i].in), way,
                                       way_of(rows[i].path, way), pool);

        if (rows[i].want == NULL) {
            assert_null(out.p);
            continue;
        }
        assert_non_null(out.p);
        assert_string_equal(out.p, rows[i].want);
    }
}

/* Text that is no JSON is walked through all the same. */
static void test_invalid_text(void **state)
{
    static const char *const rows[] = {
        "",          "{",      "{\"a", "{\"a\"", "{\"a\":",    "{\"a\":}",
        "{\"a\":x}", "[1 2 3", "{]",   "}{",     "{\"a\":\"\\"};
    nf_json_step_t way[8];
    nf_json_span_t span;
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        nf_str_t text = text_of(rows[i]);

        if (nf_json_find(text, way, way_of("a", way), &span)) {
            assert_true(span.from <= span.to && span.to <= text.len);
        }
        (void)nf_json_without(text, way, way_of("0", way), pool);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_valid), POOL_TEST(test_deep), POOL_TEST(test_find),
        POOL_TEST(test_without), POOL_TEST(test_invalid_text)};

    return run_group("json_text", tests, COUNT(tests));
}
