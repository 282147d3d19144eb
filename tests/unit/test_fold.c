/* test_fold.c -- words made comparable, their tables, other calendars. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/byline_words.h"
#include "detect/calendar.h"
#include "detect/fold.h"
#include "support.h"

static const char *folded(const char *s)
{
    char *out = apr_palloc(pool, 100);
    size_t n = nf_fold(exact(s, strlen(s)), out, 100);

    assert_int_equal(n, strlen(out));
    return out;
}

static void test_fold(void **state)
{
    assert_string_equal(folded("F\xC3\x89VRIER"), "fevrier");
    assert_string_equal(folded("Fe\xCC\x81vrier"), "fevrier");
    assert_string_equal(folded("\xD0\x9C\xD0\xB0\xD0\xB9"),
                        folded("\xD0\xBC\xD0\xB0\xD0\xB9"));
    assert_string_equal(folded("\xEF\xBC\xA1\xEF\xBC\xA2"), "ab");
    assert_string_equal(folded("\xCE\x91\xCE\xB8"), "\xCE\xB1\xCE\xB8");
    assert_string_equal(folded("\xE4\xB8\xAD"), "\xE4\xB8\xAD");
    assert_string_equal(folded(""), "");
    assert_string_equal(folded("\xCC\x81"), "");
}

/* ASCII is folded in steps: what is none in any place, and any length. */
static void test_steps(void **state)
{
    static const struct {
        const char *piece, *want;
    } rows[] = {{"Q", "q"}, {"@[", "@["}, {"\xC3\x89", "e"}, {"\x7F", "\x7F"}};
    char text[32];
    size_t i, at, len;

    for (i = 0; i < COUNT(rows); i++) {
        for (at = 0; at < 20; at++) {
            for (len = at; len < 20; len++) {
                memset(text, 'X', len);
                strcpy(text + at, rows[i].piece);
                memset(text + at + strlen(text + at), 'X', len - at);
                text[at + strlen(rows[i].piece) + len - at] = '\0';
                assert_string_equal(folded(text),
                                    apr_psprintf(pool, "%.*s%s%.*s", (int)at,
                                                 "xxxxxxxxxxxxxxxxxxxx",
                                                 rows[i].want, (int)(len - at),
                                                 "xxxxxxxxxxxxxxxxxxxx"));
            }
        }
    }
}

/* Too little room leaves nothing rather than half a word. */
static void test_room(void **state)
{
    char out[8] = "xxx";

    assert_int_equal(nf_fold(NF_STR("abcdefgh"), out, sizeof(out)), 0);
    assert_string_equal(out, "");
    assert_int_equal(nf_fold(NF_STR("abc"), out, sizeof(out)), 3);
}

static void test_kinds(void **state)
{
    assert_true(nf_is_letter('a') && nf_is_letter(0x416));
    assert_true(nf_is_letter(0x1780) && nf_is_letter(0x4E2D));
    assert_false(nf_is_letter('1') || nf_is_letter(' '));
    assert_true(nf_is_upper('A') && nf_is_upper(0x416));
    assert_false(nf_is_upper('a') || nf_is_upper(0x436));
    assert_int_equal(nf_digit_value('7'), 7);
    assert_int_equal(nf_digit_value(0x0667), 7);
    assert_int_equal(nf_digit_value(0x17E7), 7);
    assert_int_equal(nf_digit_value('a'), -1);
    assert_true(nf_is_cjk(0x4E2D) && nf_is_cjk(0x3042));
    assert_false(nf_is_cjk('a') || nf_is_cjk(0xE01));
}

static void test_words(void **state)
{
    static const nf_word_t v[] = {{"mai", NULL, 5, 0},
                                  {"mar", "es", 2, 0},
                                  {"mar", NULL, 3, 0},
                                  {"mars", NULL, 4, 0}};
    static const nf_words_t table = {v, COUNT(v), NULL, 0};

    assert_ptr_equal(nf_words_find(&table, "mai", 3, NULL), &v[0]);
    assert_ptr_equal(nf_words_find(&table, "mar", 3, "es-MX"), &v[1]);
    assert_ptr_equal(nf_words_find(&table, "mar", 3, "en"), &v[2]);
    assert_ptr_equal(nf_words_find(&table, "marsch", 4, NULL), &v[3]);
    assert_null(nf_words_find(&table, "ma", 2, NULL));
    assert_null(nf_words_find(&table, "marsch", 6, NULL));
    assert_null(nf_words_find(&table, "zz", 2, NULL));
    assert_null(nf_words_find(&table, "mar\0sch-und-mehr", 16, NULL));
    assert_ptr_equal(nf_words_find(&table, "mar", 3, "est"), &v[2]);
}

/* The search needs sorted words; unfolded ones would never match. */
static void test_byline_table(void **state)
{
    size_t i;

    for (i = 0; i < nf_byline_words.n; i++) {
        const nf_word_t *w = &nf_byline_words.v[i];

        assert_string_equal(folded(w->word), w->word);
        assert_ptr_equal(
            nf_words_find(&nf_byline_words, w->word, strlen(w->word), w->lang),
            w);
        assert_true(i == 0 || strcmp(w[-1].word, w->word) < 0
                    || (strcmp(w[-1].word, w->word) == 0 && w[-1].lang));
    }
}

static void day_is(nf_day_t d, int year, int month, int day)
{
    assert_int_equal(d.year, year);
    assert_int_equal(d.month, month);
    assert_int_equal(d.day, day);
}

static void test_calendars(void **state)
{
    assert_true(nf_day_valid((nf_day_t){2024, 2, 29}));
    assert_true(nf_day_valid((nf_day_t){2000, 2, 29}));
    assert_false(nf_day_valid((nf_day_t){1900, 2, 29}));
    assert_false(nf_day_valid((nf_day_t){2026, 2, 29}));
    assert_false(nf_day_valid((nf_day_t){2026, 13, 1}));
    assert_false(nf_day_valid((nf_day_t){2026, 0, 1}));
    assert_false(nf_day_valid((nf_day_t){2026, 4, 31}));
    day_is(nf_day_from_persian((nf_day_t){1403, 1, 1}), 2024, 3, 20);
    day_is(nf_day_from_persian((nf_day_t){1404, 1, 1}), 2025, 3, 21);
    day_is(nf_day_from_islamic((nf_day_t){1447, 1, 1}), 2025, 6, 27);
    day_is(nf_day_from_epoch(0), 1970, 1, 1);
    day_is(nf_day_from_epoch(951782400), 2000, 2, 29);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_fold),     POOL_TEST(test_steps),
        POOL_TEST(test_room),     POOL_TEST(test_kinds),
        POOL_TEST(test_words),    POOL_TEST(test_byline_table),
        POOL_TEST(test_calendars)};

    return run_group("fold", tests, COUNT(tests));
}
