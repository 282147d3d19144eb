/* test_tags.c -- element names are found in any case, and no others. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "page/tags.h"

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
        assert_int_equal(nf_tag_lookup(name, len), tag);
        assert_int_equal(nf_tag_lookup(upper, len), tag);
    }
}

/* The search behind the short cut needs sorted names. */
static void test_sorted(void **state)
{
    unsigned tag;

    for (tag = 2; tag < NF_TAG_COUNT; tag++) {
        assert_true(strcmp(nf_tag_name((nf_tag_e)(tag - 1)),
                           nf_tag_name((nf_tag_e)tag))
                    < 0);
    }
}

static void test_no_tag(void **state)
{
    static const char *const names[] = {"",
                                        "pp",
                                        "divv",
                                        "di",
                                        "h7",
                                        "h\x11",
                                        "x",
                                        "custom-element",
                                        "averylongnamethatisnotthere",
                                        "\xC4\x90iv",
                                        "a\xFF",
                                        "amp\x0Dimg"};
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        assert_int_equal(nf_tag_lookup(names[i], strlen(names[i])),
                         NF_TAG_UNKNOWN);
    }
    assert_int_equal(nf_tag_lookup("p\0x", 3), NF_TAG_UNKNOWN);
    assert_int_equal(nf_tag_lookup("div\0", 4), NF_TAG_UNKNOWN);
    assert_int_equal(nf_tag_lookup("\0", 1), NF_TAG_UNKNOWN);
    assert_int_equal(nf_tag_lookup("divx", 3), NF_TAG_DIV);
    assert_string_equal(nf_tag_name(NF_TAG_UNKNOWN), "");
    assert_string_equal(nf_tag_name(NF_TAG_COUNT), "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_tag),
                                              cmocka_unit_test(test_sorted),
                                              cmocka_unit_test(test_no_tag)};

    return cmocka_run_group_tests_name("tags", tests, NULL, NULL);
}
