/* test_cues.c -- how paragraphs begin that are not the story. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/cues.c"
#include "support.h"

static unsigned of(const char *text)
{
    return nf_cues_of(exact(text, strlen(text)));
}

/* The search needs sorted entries, and they must look as folded text does,
 * or nothing would ever match them. */
static void test_table(void **state)
{
    size_t i;

    for (i = 0; i < COUNT(cues); i++) {
        const char *text = cues[i].text;
        char folded[HEAD_MAX * 2];

        assert_true(cues[i].bits != 0);
        assert_true(*text && strlen(text) < HEAD_MAX);
        nf_fold(nf_str(text), folded, sizeof(folded));
        assert_string_equal(folded, text);
        if (i && strcmp(cues[i - 1].text, text) > 0) {
            fail_msg("%s stands after %s", text, cues[i - 1].text);
        }
    }
}

static void test_found(void **state)
{
    assert_true(of("All rights reserved.") & NF_CUE_COPYRIGHT);
    assert_true(of("ALL RIGHTS RESERVED") & NF_CUE_COPYRIGHT);
    assert_true(of("\xC3\x80 lire aussi : le bac") & NF_CUE_MORE);
    assert_true(of("\xC3\x84hnliche Artikel") & NF_CUE_RELATED);
    assert_true(of("\xC2\xBB \xC3\x84hnliche Artikel") & NF_CUE_RELATED);
    assert_true(of("* (Photo: A. Mill)") & NF_CUE_CREDIT);
}

static void test_not_found(void **state)
{
    assert_int_equal(of("The ferry, all rights reserved"), 0);
    assert_int_equal(of(""), 0);
    assert_int_equal(of("\xC2\xBB"), 0);
    assert_int_equal(of("*** ---"), 0);
    assert_int_equal(of("12345"), 0);
}

/* A text cut in the middle of a letter, and one of combining marks. */
static void test_odd_bytes(void **state)
{
    char *marks = apr_palloc(pool, 201);
    int i;

    for (i = 0; i < 100; i++) {
        memcpy(marks + i * 2, "\xCC\x81", 2);
    }
    marks[200] = '\0';
    assert_int_equal(of(marks), 0);
    assert_int_equal(of("\xE1\x9E"), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_table), POOL_TEST(test_found),
        POOL_TEST(test_not_found), POOL_TEST(test_odd_bytes)};

    return run_group("cues", tests, COUNT(tests));
}
