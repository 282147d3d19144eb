/* test_str.c -- slices, buffers and UTF-8. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <apr_general.h>
#include "page/str.h"

static apr_pool_t *pool;

static void test_equality(void **state)
{
    assert_true(nf_str_ieq(NF_STR("ArTicle"), "article"));
    assert_false(nf_str_ieq(NF_STR("article"), "articles"));
    assert_false(nf_str_ieq(NF_STR("articles"), "article"));
    assert_true(nf_str_ieq(NF_STR(""), ""));
    assert_false(nf_str_ieq(NF_STR("a\0"), "a"));
    assert_false(nf_str_ieq(NF_STR("@"), "`"));
    assert_true(nf_str_eq(NF_STR("a\0b"), NF_STR("a\0b")));
    assert_false(nf_str_eq(NF_STR("a"), NF_STR("A")));
    assert_true(nf_str_eq(nf_str(NULL), NF_STR("")));
}

static void test_find(void **state)
{
    nf_str_t s = NF_STR("xxChaRset=charset");

    assert_ptr_equal(nf_str_ifind(s, "charset"), s.p + 2);
    assert_ptr_equal(nf_str_ifind(s, "set"), s.p + 6);
    assert_ptr_equal(nf_str_ifind(s, ""), s.p);
    assert_null(nf_str_ifind(s, "charsets"));
    assert_null(nf_str_ifind(NF_STR("ch"), "charset"));
    assert_null(nf_str_ifind(nf_str(NULL), "a"));
}

static void test_count(void **state)
{
    nf_str_t text = NF_STR("Straße 12, Łódź, AZ az 09 @[`{/:\x7F");

    assert_int_equal(nf_str_count(text, 'A', 'Z'), 3);
    assert_int_equal(nf_str_count(text, 'a', 'z'), 7);
    assert_int_equal(nf_str_count(text, '0', '9'), 4);
    assert_int_equal(nf_str_count((nf_str_t){NULL, 0}, '0', '9'), 0);
}

static void test_hash(void **state)
{
    char text[] = "one two three four five";
    uint32_t whole = nf_str_hash(NF_STR("one two three four five"));

    assert_true(nf_str_hash((nf_str_t){text, sizeof(text) - 1}) == whole);
    text[20]++;
    assert_false(nf_str_hash((nf_str_t){text, sizeof(text) - 1}) == whole);
    text[20]--;
    text[1]++;
    assert_false(nf_str_hash((nf_str_t){text, sizeof(text) - 1}) == whole);
    assert_false(nf_str_hash((nf_str_t){text, 9}) == whole);
}

static void test_trim_and_dup(void **state)
{
    assert_string_equal(nf_str_dup(pool, nf_str_trim(NF_STR(" \t\r\n\fa b "))),
                        "a b");
    assert_string_equal(nf_str_dup(pool, nf_str_trim(NF_STR(" \n "))), "");
    assert_string_equal(nf_str_dup(pool, nf_str_trim(NF_STR("\va"))), "\va");
    assert_null(nf_str_dup(pool, nf_str(NULL)));
    assert_null(nf_str_trim(nf_str(NULL)).p);
}

/* A buffer holds what was put in, across every growth. */
static void test_buffer(void **state)
{
    nf_buf_t b;
    size_t i;

    nf_buf_init(&b, pool, 0);
    assert_string_equal(nf_buf_cstr(&b), "");
    for (i = 0; i < 5000; i++) {
        nf_buf_addc(&b, (char)('a' + i % 26));
    }
    nf_buf_adds(&b, "<end>");
    nf_buf_add(&b, NULL, 0);
    nf_buf_printf(&b, "%d-%s", 42, "x");
    assert_int_equal(b.len, 5009);
    assert_int_equal(strlen(nf_buf_cstr(&b)), 5009);
    for (i = 0; i < 5000; i++) {
        assert_int_equal(b.p[i], 'a' + i % 26);
    }
    assert_string_equal(b.p + 5000, "<end>42-x");
}

static void test_reserve(void **state)
{
    nf_buf_t b;
    char *p;

    nf_buf_init(&b, pool, 10);
    p = nf_buf_reserve(&b, 100000);
    memset(p, 'x', 100000);
    assert_int_equal(b.len, 0);
    b.len = 100000;
    nf_buf_addc(&b, 'y');
    assert_int_equal(strlen(nf_buf_cstr(&b)), 100001);
    assert_int_equal(b.p[100000], 'y');
}

/* Longer than the room that was there, and formatted once only. */
static void test_printf_grows(void **state)
{
    char text[300];
    nf_buf_t b;

    memset(text, 'z', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    nf_buf_init(&b, pool, 16);
    nf_buf_printf(&b, "%s|%s", text, text);
    assert_int_equal(b.len, 599);
    assert_int_equal(strlen(nf_buf_cstr(&b)), 599);
}

static void test_utf8_out_and_in(void **state)
{
    static const unsigned cps[] = {0,      0x7F,    0x80,    0x7FF,
                                   0x800,  0xD7FF,  0xE000,  0xFFFD,
                                   0xFFFF, 0x10000, 0x1F600, 0x10FFFF};
    static const unsigned bad[] = {0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF};
    size_t i;

    for (i = 0; i < sizeof(cps) / sizeof(cps[0]); i++) {
        nf_buf_t b;
        const char *p;

        nf_buf_init(&b, pool, 0);
        nf_buf_add_utf8(&b, cps[i]);
        p = b.p;
        assert_int_equal(nf_utf8_next(&p, b.p + b.len), cps[i]);
        assert_ptr_equal(p, b.p + b.len);
        assert_int_equal(nf_utf8_count((nf_str_t){b.p, b.len}), 1);
    }
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        nf_buf_t b;

        nf_buf_init(&b, pool, 0);
        nf_buf_add_utf8(&b, bad[i]);
        assert_string_equal(nf_buf_cstr(&b), "\xEF\xBF\xBD");
    }
}

/* What is not UTF-8 is U+FFFD, one byte at a time, never past the end. */
static void test_utf8_malformed(void **state)
{
    static const char *const rows[] = {"\x80",
                                       "\xC0\x80",
                                       "\xC3",
                                       "\xE0\x80\x80",
                                       "\xED\xA0\x80",
                                       "\xF0\x80\x80\x80",
                                       "\xF4\x90\x80\x80",
                                       "\xF8\x88\x80\x80\x80",
                                       "\xFF",
                                       "\xE2\x82",
                                       "\xF0\x9F\x98"};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *p = rows[i];

        assert_int_equal(nf_utf8_next(&p, rows[i] + strlen(rows[i])), 0xFFFD);
        assert_ptr_equal(p, rows[i] + 1);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equality),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_count),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_trim_and_dup),
        cmocka_unit_test(test_buffer),
        cmocka_unit_test(test_reserve),
        cmocka_unit_test(test_printf_grows),
        cmocka_unit_test(test_utf8_out_and_in),
        cmocka_unit_test(test_utf8_malformed)};
    int failed;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    failed = cmocka_run_group_tests_name("str", tests, NULL, NULL);
    apr_pool_destroy(pool);
    apr_terminate();
    return failed;
}
