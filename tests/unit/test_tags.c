/* test_tags.c -- element names are found in any case, and no others; in a text
 * that ends with them or goes on. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "page/tags.h"

static nf_tag_e look_up(const char *name, size_t len)
{
    char longer[64];
    nf_tag_e tag = nf_tag_lookup((nf_str_t){name, len}, name + len);

    memcpy(longer, name, len);
    memset(longer + len, '>', sizeof(longer) - len);
    assert_int_equal(
        nf_tag_lookup((nf_str_t){longer, len}, longer + sizeof(longer)), tag);
    return tag;
}

static void test_every_tag(void **state)
{
    unsigned tag;

    for (tag = 1; tag < NF_TAG_COUNT; tag++) {
        const char *name = nf_tag_name((nf_tag_e)tag);
        size_t len = strlen(name), i;
        char upper[32];

        assert_true(len > 0 && len < sizeof(upper));
        for (i = 0; i < len; i++) {
            upper[i] = name[i] >= 'a' ? (char)(name[i] - 0x20) : name[i];
        }
        assert_int_equal(look_up(name, len), tag);
        assert_int_equal(look_up(upper, len), tag);
    }
}

static void test_no_tag(void **state)
{
    static const char *const names[] = {"pp",
                                        "divv",
                                        "di",
                                        "h7",
                                        "h\x11",
                                        "x",
                                        "custom-element",
                                        "blockquo",
                                        "blockquotes",
                                        "plaintexT2",
                                        "laintext",
                                        "averylongnamethatisnotthere",
                                        "\xC4\x90iv",
                                        "a\xFF",
                                        "amp\x0Dimg"};
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        assert_int_equal(look_up(names[i], strlen(names[i])), NF_TAG_UNKNOWN);
    }
    assert_int_equal(look_up("p\0x", 3), NF_TAG_UNKNOWN);
    assert_int_equal(look_up("div\0", 4), NF_TAG_UNKNOWN);
    assert_int_equal(look_up("\0", 1), NF_TAG_UNKNOWN);
    assert_int_equal(look_up("\0\0\0\0\0\0\0\0", 8), NF_TAG_UNKNOWN);
    assert_int_equal(look_up("divx", 3), NF_TAG_DIV);
    assert_string_equal(nf_tag_name(NF_TAG_UNKNOWN), "");
    assert_string_equal(nf_tag_name(NF_TAG_COUNT), "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_tag),
                                              cmocka_unit_test(test_no_tag)};

    return cmocka_run_group_tests_name("tags", tests, NULL, NULL);
}
