/* test_similar.c -- do two texts say the same? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/headline.h"
#include "detect/similar.h"
#include "support.h"

#define TITLE "Ferry fares to rise in spring"

static void test_same(void **state)
{
    assert_int_equal(nf_headline_similar(TITLE, TITLE), 100);
    assert_int_equal(
        nf_headline_similar(TITLE, "FERRY FARES to rise, in spring!"), 100);
    assert_int_equal(nf_headline_similar("\xD0\x9F\xD0\xB0\xD1\x80\xD0\xBE"
                                         "\xD0\xBC",
                                         "\xD0\xBF\xD0\xB0"
                                         "\xD1\x80\xD0\xBE\xD0\xBC"),
                     100);
    assert_int_equal(nf_headline_similar("\xE5\x8C\x97\xE4\xBA\xAC",
                                         "\xE5\x8C\x97\xE4\xBA\xAC\xE3\x80"
                                         "\x82"),
                     100);
}

static void test_near(void **state)
{
    int near = nf_headline_similar(TITLE, "Ferry fares rise in spring");
    int half = nf_headline_similar(TITLE, "Ferry fares fall next week");

    assert_in_range(near, 70, 99);
    assert_true(half < near);
    assert_true(nf_headline_similar(TITLE, "Bakers end strike") < 20);
    assert_int_equal(nf_headline_similar("Ferry fares fall", TITLE),
                     nf_headline_similar(TITLE, "Ferry fares fall"));
}

static void test_nothing(void **state)
{
    assert_int_equal(nf_headline_similar(TITLE, ""), 0);
    assert_int_equal(nf_headline_similar("", ""), 0);
    assert_int_equal(nf_headline_similar(NULL, TITLE), 0);
    assert_int_equal(nf_headline_similar("!?", "..."), 0);
    assert_int_equal(nf_headline_similar("ab", "ac"), 0);
    assert_int_equal(nf_headline_similar("ab", "ab"), 100);
}

/* Only so many letters are looked at. */
static void test_long(void **state)
{
    char *a = apr_palloc(pool, 10001);
    nf_similar_t s;

    memset(a, 'x', 10000);
    a[10000] = '\0';
    nf_similar_init(&s, nf_str(a));
    assert_int_equal(s.n, NF_SIMILAR_MAX);
    assert_int_equal(nf_headline_similar(a, a + 100), 100);
    nf_similar_init(&s, exact("ab\xE5\x8C", 4));
    assert_true(s.n >= 2);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_same), POOL_TEST(test_near), POOL_TEST(test_nothing),
        POOL_TEST(test_long)};

    return run_group("similar", tests, COUNT(tests));
}
