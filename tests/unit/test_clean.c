/* test_clean.c -- values out of markup; JSON as pages write it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include "detect/clean.h"
#include "detect/json_repair.h"
#include "support.h"

static const char *cleaned(const char *s, size_t max)
{
    const char *value = nf_clean(exact(s, strlen(s)), max, pool);

    return value ? value : "(null)";
}

static void test_clean(void **state)
{
    assert_string_equal(cleaned(" a \n b\xC2\xA0"
                                "c&nbsp;d ",
                                99),
                        "a b c d");
    assert_string_equal(cleaned("Tom &amp; Ann", 99), "Tom & Ann");
    assert_string_equal(cleaned("Tom &amp;amp; Ann", 99), "Tom & Ann");
    assert_string_equal(cleaned("&amp;quot;a&amp;quot;", 99), "\"a\"");
    assert_string_equal(cleaned("a<b>b</b>c", 99), "a b c");
    assert_string_equal(cleaned("1 < 2 > 0", 99), "1 < 2 > 0");
    assert_string_equal(cleaned("", 99), "(null)");
    assert_string_equal(cleaned(" \n&nbsp; ", 99), "(null)");
    assert_string_equal(cleaned("<br>", 99), "(null)");
    assert_null(nf_clean((nf_str_t){NULL, 0}, 99, pool));
}

/* Long values are cut between characters, wherever the cut falls. */
static void test_cut(void **state)
{
    size_t i, max;

    assert_string_equal(cleaned("abcdef", 3), "abc");
    for (i = 0; i < 12; i++) {
        for (max = 1; max < 24; max++) {
            const char *s =
                apr_pstrcat(pool, "&eacute;&#x4E2D; ", &"xxxxxxxxxxxx"[i],
                            "\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80\xE4\xB8\xAD"
                            "\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80\xE4\xB8\xAD",
                            NULL);
            const char *value = cleaned(s, max);
            json_t *checked = json_string(value); /* takes UTF-8 only */

            assert_non_null(checked);
            json_decref(checked);
        }
    }
}

/* Compact JSON after the repair, or "(null)". */
static const char *repaired(const char *s)
{
    nf_str_t json = nf_json_repair(exact(s, strlen(s)), pool);
    json_t *value = json_loadb(json.p, json.len, 0, NULL);
    char *dump, *copy;

    if (value == NULL) {
        return "(null)";
    }
    dump = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS);
    copy = apr_pstrdup(pool, dump);
    free(dump);
    json_decref(value);
    return copy;
}

static void test_repair(void **state)
{
    static const struct {
        const char *json, *want;
    } rows[] = {
        {"{\"a\":1}", "{\"a\":1}"},
        {"<!-- {\"a\":1} -->", "{\"a\":1}"},
        {"//<![CDATA[\n{\"a\":1}\n//]]>", "{\"a\":1}"},
        {"/* b */ {\"a\": 1, // c\n \"d\": 2,}", "{\"a\":1,\"d\":2}"},
        {"[1,2,];", "[1,2]"},
        {"{\"a\":\"b\nc\td\"}", "{\"a\":\"b c d\"}"},
        {"{\"a\":\"it\\'s\"}", "{\"a\":\"it's\"}"},
        {"{\"a\":\"say \"yes\" now\"}", "{\"a\":\"say \\\"yes\\\" now\"}"},
        {"{\"a\":[1,{\"b\":2", "{\"a\":[1,{\"b\":2}]}"},
        {"{\"a\":\"b", "{\"a\":\"b\"}"},
        {"{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\xF0\x9F\x98\x80\"}"},
        {"{\"a\":\"\\ud83d\"}", "{\"a\":\"\xEF\xBF\xBD\"}"},
        {"{\"a\":\"\\u0000\"}", "{\"a\":\"\xEF\xBF\xBD\"}"},
        {"{&quot;a&quot;:&quot;b&quot;}", "{\"a\":\"b\"}"},
        {"{\"a\":\"https://x.example/\"}", "{\"a\":\"https://x.example/\"}"},
        {"{\"a\":1} {\"b\":2}", "[{\"a\":1},{\"b\":2}]"},
        {"{\"a\":1} and {\"b\":2}", "{\"a\":1}"},
        {"", "(null)"},
        {"var a = b", "(null)"},
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(repaired(rows[i].json), rows[i].want);
    }
}

/* Cut anywhere, it must neither read on nor hang. */
static void test_hostile(void **state)
{
    static const char json[] = "{\"a\":\"\\ud83d\\ude00 \\\" /*\",/* */"
                               "\"b\":[{\"c\":\"d\"},]} //";
    size_t i;

    for (i = 0; i < sizeof(json); i++) {
        nf_json_repair(exact(json, i), pool);
    }
    repaired(repeat("[", 5000, ""));
    repaired(repeat("]", 5000, ""));
    repaired(repeat("\"", 5001, ""));
    repaired(repeat("/*", 5000, ""));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_clean), POOL_TEST(test_cut), POOL_TEST(test_repair),
        POOL_TEST(test_hostile)};

    return run_group("clean", tests, COUNT(tests));
}
