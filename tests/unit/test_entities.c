/* test_entities.c -- character references in text and in attributes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <apr_general.h>
#include "page/entities.h"

static apr_pool_t *pool;

static const char *append(nf_str_t s, int in_attribute)
{
    nf_buf_t b;

    nf_buf_init(&b, pool, 0);
    nf_entities_append(&b, s, in_attribute);
    return nf_buf_cstr(&b);
}

static const char *in_text(const char *s)
{
    return append(nf_str(s), 0);
}

static const char *in_attr(const char *s)
{
    return append(nf_str(s), 1);
}

static void test_named(void **state)
{
    assert_string_equal(in_text("&lt;p&gt; &amp;&quot;&apos;"), "<p> &\"'");
    assert_string_equal(in_text("a&nbsp;b"), "a\xC2\xA0"
                                             "b");
    assert_string_equal(in_text("&Eacute;t&eacute;"), "\xC3\x89t\xC3\xA9");
    assert_string_equal(in_text("&NotEqualTilde;"), "\xE2\x89\x82\xCC\xB8");
    assert_string_equal(in_text("&CounterClockwiseContourIntegral;"),
                        "\xE2\x88\xB3");
    assert_string_equal(in_text("&zwnj;&AElig;&zscr;"),
                        "\xE2\x80\x8C\xC3\x86\xF0\x9D\x93\x8F");
}

/* Old names work without ';', new ones do not; the longest name wins. */
static void test_without_semicolon(void **state)
{
    assert_string_equal(in_text("&amp &copy2"), "& \xC2\xA9"
                                                "2");
    assert_string_equal(in_text("&ampamp;"), "&amp;");
    assert_string_equal(in_text("&hellip &hellip;"), "&hellip \xE2\x80\xA6");
    assert_string_equal(in_text("&notit; &notin; &notin"),
                        "\xC2\xACit; \xE2\x88\x89 \xC2\xACin");
    assert_string_equal(in_text("&sup2&sup1;&sup;"),
                        "\xC2\xB2\xC2\xB9\xE2\x8A\x83");
}

/* In an attribute "&copy=" and "&copyx" are parts of an address. */
static void test_attribute(void **state)
{
    assert_string_equal(in_attr("?a=1&copy=2&lt=3&regx"),
                        "?a=1&copy=2&lt=3&regx");
    assert_string_equal(in_attr("?a=1&amp;copy;&copy &copy"),
                        "?a=1&copy;\xC2\xA9 \xC2\xA9");
    assert_string_equal(in_text("?a=1&copy=2"), "?a=1\xC2\xA9=2");
    assert_string_equal(in_attr("&notit;"), "&notit;");
    assert_string_equal(in_attr("&#38=1&#x26;"), "&=1&");
}

static void test_numeric(void **state)
{
    assert_string_equal(in_text("&#65;&#x42;&#X43;&#68x"), "ABCDx");
    assert_string_equal(in_text("&#6016;&#x1F600;"),
                        "\xE1\x9E\x80\xF0\x9F\x98\x80");
    assert_string_equal(in_text("&#x80;&#150;&#x81;"),
                        "\xE2\x82\xAC\xE2\x80\x93\xC2\x81");
    assert_string_equal(in_text("&#0;&#xD800;&#x110000;&#99999999999999;"),
                        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_string_equal(in_text("&#4294967361;"), "\xEF\xBF\xBD");
    assert_string_equal(in_text("&#x10FFFF;"), "\xF4\x8F\xBF\xBF");
    assert_string_equal(in_text("&#13;&#10;"), "\r\n");
}

static void test_literal(void **state)
{
    static const char *const same[] = {"&",
                                       "&&",
                                       "& ",
                                       "&;",
                                       "&#",
                                       "&#;",
                                       "&#x",
                                       "&#x;",
                                       "&#xg",
                                       "&#X",
                                       "&zzz;",
                                       "&1",
                                       "AT&T",
                                       "&nosuchname;",
                                       "&a",
                                       "&\xC3\xA9;",
                                       "&Z",
                                       "&z",
                                       "&CounterClockwiseContourIntegra"};
    size_t i;

    for (i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
        assert_string_equal(in_text(same[i]), same[i]);
        assert_string_equal(in_attr(same[i]), same[i]);
    }
}

static void test_nul_and_cr(void **state)
{
    assert_string_equal(append(NF_STR("a\0b\r\nc\rd\r"), 0), "a\xEF\xBF\xBD"
                                                             "b\nc\nd\n");
    assert_string_equal(append((nf_str_t){NULL, 0}, 0), "");
}

/* Each cut of a text in a block of its own: nothing is read past its end. */
static void test_cuts(void **state)
{
    static const char text[] = "&amp;&notin;&#x26;&#38;&NotEqualTilde;&copy";
    size_t from, len;

    for (from = 0; from < sizeof(text) - 1; from++) {
        for (len = 0; from + len < sizeof(text); len++) {
            char *copy = malloc(len ? len : 1);
            unsigned cp[2];
            int n = 0;

            memcpy(copy, text + from, len);
            append((nf_str_t){copy, len}, 0);
            if (len && copy[0] == '&') {
                size_t used =
                    nf_entity_decode((nf_str_t){copy, len}, 1, cp, &n);

                assert_true(used <= len);
                assert_true(used == 0 || n == 1 || n == 2);
            }
            free(copy);
        }
    }
}

/* Every name of the table is found, and as itself. */
static void test_whole_table(void **state)
{
#include "page/entities_table.h"
    char name[64];
    unsigned letter, i, cp[2];
    int n;

    for (letter = 0; letter < 52; letter++) {
        for (i = entity_first[letter]; i < entity_first[letter + 1]; i++) {
            size_t len = (size_t)(entity_at[i + 1] - entity_at[i]);
            unsigned value = entity_value[i];

            name[0] = '&';
            name[1] = (char)(letter < 26 ? 'A' + letter : 'a' + letter - 26);
            memcpy(name + 2, entity_names + entity_at[i], len);
            assert_int_equal(
                nf_entity_decode((nf_str_t){name, len + 2}, 0, cp, &n),
                len + 2);
            if (value >= 0x110000) {
                assert_int_equal(n, 2);
                assert_int_equal(cp[1], entity_pairs[value - 0x110000][1]);
                value = entity_pairs[value - 0x110000][0];
            }
            assert_int_equal(cp[0], value);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_named),
        cmocka_unit_test(test_without_semicolon),
        cmocka_unit_test(test_attribute),
        cmocka_unit_test(test_numeric),
        cmocka_unit_test(test_literal),
        cmocka_unit_test(test_nul_and_cr),
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_whole_table)};
    int failed;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    failed = cmocka_run_group_tests_name("entities", tests, NULL, NULL);
    apr_pool_destroy(pool);
    apr_terminate();
    return failed;
}
