/* test_date.c -- dates as pages write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <apr_general.h>
#include "detect/date.h"
#include "detect/date_words.h"
#include "detect/fold.h"

typedef struct row_t {
    const char *text, *lang, *want;
} row_t;

static const row_t rows[] = {
    /* ISO 8601 and its sloppy forms */
    {"2022-05-12", NULL, "2022-05-12"},
    {"2022-05-12T14:05:07+02:00", NULL, "2022-05-12T14:05:07+02:00"},
    {"2022-05-12T14:05:07.123Z", NULL, "2022-05-12T14:05:07Z"},
    {"2022-05-12T14:05Z", NULL, "2022-05-12T14:05:00Z"},
    {"2022-05-12 14:05:07", NULL, "2022-05-12T14:05:07"},
    {"2022-05-12T14:05:07-0530", NULL, "2022-05-12T14:05:07-05:30"},
    {"2022-05-12 14:05:07 +0200", NULL, "2022-05-12T14:05:07+02:00"},
    {"20220512", NULL, "2022-05-12"},
    {"20220512T140507Z", NULL, "2022-05-12T14:05:07Z"},
    {"20220512140507", NULL, "2022-05-12T14:05:07"},
    {"2022/05/12", NULL, "2022-05-12"},
    {"2022.5.12", NULL, "2022-05-12"},
    {"1652364307", NULL, "2022-05-12T14:05:07Z"},
    {"1652364307000", NULL, "2022-05-12T14:05:07Z"},
    /* RFC 822 and the like */
    {"Thu, 12 May 2022 14:05:07 GMT", NULL, "2022-05-12T14:05:07Z"},
    {"Thu, 12 May 2022 14:05:07 +0200", NULL, "2022-05-12T14:05:07+02:00"},
    {"Thu May 12 14:05:07 EDT 2022", NULL, "2022-05-12T14:05:07-04:00"},
    {"Thu May 12 2022 14:05:07 GMT+0200 (CEST)", NULL,
     "2022-05-12T14:05:07+02:00"},
    /* English */
    {"12 May 2022", "en", "2022-05-12"},
    {"12 May 2022, 14:05", "en", "2022-05-12T14:05:00"},
    {"May 12, 2022 2:05 pm EDT", "en", "2022-05-12T14:05:00-04:00"},
    {"May 12th, 2022", "en", "2022-05-12"},
    {"the 12th of May, 2022", "en", "2022-05-12"},
    {"Published: Thursday, May 12, 2022 at 12:05 a.m. ET", "en",
     "2022-05-12T00:05:00"},
    {"10:30 AM EST, Nov. 5, 2019", "en", "2019-11-05T10:30:00-05:00"},
    {"14:05, 12 May 2022", "en", "2022-05-12T14:05:00"},
    {"Sept. 3, 2019", "en", "2019-09-03"},
    {"12-May-22", "en", "2022-05-12"},
    {"May 12 '22", "en", "2022-05-12"},
    {"05/12/2022", "en-US", "2022-05-12"},
    {"05/12/2022", "en-GB", "2022-12-05"},
    {"25/12/2022", NULL, "2022-12-25"},
    {"12/25/2022", NULL, "2022-12-25"},
    {"05/12/2022", NULL, NULL},
    /* Europe */
    {"12. Mai 2022", "de", "2022-05-12"},
    {"12.05.2022, 14:05 Uhr", "de", "2022-05-12T14:05:00"},
    {"8.5.22", "de", "2022-05-08"},
    {"8.5.22", "en", NULL},
    {"12.05.22 - 14.05 Uhr", "de", "2022-05-12T14:05:00"},
    {"Donnerstag, den 12. März 2020 um 9 Uhr", "de", "2020-03-12T09:00:00"},
    {"1. J\xC3\xA4nner 2021", "de-AT", "2021-01-01"},
    {"1er f\xC3\xA9vrier 2021 \xC3\xA0 14h05", "fr", "2021-02-01T14:05:00"},
    {"12 de mayo de 2022", "es", "2022-05-12"},
    {"12/05/2022 a las 2:05 p. m.", "es", "2022-05-12T14:05:00"},
    {"12 de mar\xC3\xA7o de 2022", "pt", "2022-03-12"},
    {"12 maggio 2022 ore 14.05", "it", "2022-05-12T14:05:00"},
    {"1° maggio 2022", "it", "2022-05-01"},
    {"1º de mayo de 2022", "es", "2022-05-01"},
    {"1.º de maio de 2022", "pt", "2022-05-01"},
    {"25° in the shade", "en", NULL},
    {"2 Bealtaine 2022", "ga", "2022-05-02"},
    {"2 Mejju 2022", "mt", "2022-05-02"},
    {"2 മെയ് 2022", "ml", "2022-05-02"},
    {"2 મે 2022", "gu", "2022-05-02"},
    {"2 ಮೇ 2022", "kn", "2022-05-02"},
    {"2 ਮਈ 2022", "pa", "2022-05-02"},
    {"2022 මැයි 2", "si", "2022-05-02"},
    {"2022 оны 5 сарын 2", "mn", "2022-05-02"},
    {"2 พ.ค. 65", "th", "2022-05-02"},
    {"12 mei 2022 om 14:05", "nl", "2022-05-12T14:05:00"},
    {"12 pa\xC5\xBA"
     "dziernika 2022",
     "pl", "2022-10-12"},
    {"12 listopada 2022", "pl", "2022-11-12"},
    {"12. listopada 2022.", "hr", "2022-10-12"},
    {"12. z\xC3\xA1\xC5\x99\xC3\xAD 2022", "cs", "2022-09-12"},
    {"2022. m\xC3\xA1jus 12., 14:05", "hu", "2022-05-12T14:05:00"},
    {"12 noiembrie 2022", "ro", "2022-11-12"},
    {"12 мая 2022 года в 14:05", "ru", "2022-05-12T14:05:00"},
    {"12 травня 2022", "uk", "2022-05-12"},
    {"12 юни 2022 г.", "bg", "2022-06-12"},
    {"12 Μαΐου 2022", "el", "2022-05-12"},
    {"12 Ağustos 2022 14:05", "tr", "2022-08-12T14:05:00"},
    {"12 maj 2022 kl. 14.05", "sv", "2022-05-12T14:05:00"},
    {"12. toukokuuta 2022 klo 14.05", "fi", "2022-05-12T14:05:00"},
    {"2022 m. geguž\xC4\x97s 12 d.", "lt", "2022-05-12"},
    {"2022. gada 12. maijs", "lv", "2022-05-12"},
    /* right to left */
    {"12 مايو 2022", "ar", "2022-05-12"},
    {"١٢ أيار ٢٠٢٢", "ar", "2022-05-12"},
    {"11 شوال 1443 هـ - 12 مايو 2022", "ar", "2022-05-12"},
    {"۲۲ اردیبهشت ۱۴۰۱", "fa", "2022-05-12"},
    {"۱۴۰۱/۰۲/۲۲ - ۱۴:۰۵", "fa", "2022-05-12T14:05:00"},
    {"12 במאי 2022", "he", "2022-05-12"},
    /* South and South-East Asia */
    {"12 मई 2022", "hi", "2022-05-12"},
    {"১২ মে ২০২২, ১৪:০৫", "bn", "2022-05-12T14:05:00"},
    {"១២ ឧសភា ២០២២", "km", "2022-05-12"},
    {"ថ្ងៃទី១២ ខែឧសភា ឆ្នាំ២០២២", "km", "2022-05-12"},
    {"12 พ.ค. 2565 เวลา 14:05 น.", "th", "2022-05-12T14:05:00"},
    {"วันที่ 12 พฤษภาคม พ.ศ. 2565", "th", "2022-05-12"},
    {"ngày 12 tháng 5 năm 2022", "vi", "2022-05-12"},
    {"Thứ năm, 12/5/2022, 14:05 (GMT+7)", "vi", "2022-05-12T14:05:00+07:00"},
    {"Kamis, 12 Agustus 2022 14:05 WIB", "id", "2022-08-12T14:05:00+07:00"},
    /* East Asia */
    {"2022年5月12日", "ja", "2022-05-12"},
    {"2022年5月12日(木) 14時05分", "ja", "2022-05-12T14:05:00"},
    {"令和4年5月12日", "ja", "2022-05-12"},
    {"2022年05月12日 下午2:05", "zh", "2022-05-12T14:05:00"},
    {"2022년 5월 12일 오후 2:05", "ko", "2022-05-12T14:05:00"},
    {"2022. 5. 12. 14:05", "ko", "2022-05-12T14:05:00"},
    {"２０２２年５月１２日", "ja", "2022-05-12"},
    /* no dates */
    {"", NULL, NULL},
    {"12 May", "en", NULL},
    {"May 2022", "en", NULL},
    {"2022", "en", NULL},
    {"31 June 2022", "en", NULL},
    {"2022-02-30", NULL, NULL},
    {"29 February 2021", "en", NULL},
    {"29 February 2020", "en", "2020-02-29"},
    {"1970-01-01T00:00:00Z", NULL, NULL},
    {"0001-01-01", NULL, NULL},
    {"12 May 1812", "en", NULL},
    {"2 hours ago", "en", NULL},
    {"+49 30 12 05 2022", "de", NULL},
    {"version 1.12.5.2022", "en", NULL},
    {"99.99.2022", "de", NULL},
};

static int setup(void **state)
{
    apr_pool_t *pool;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    *state = pool;
    return 0;
}

static int teardown(void **state)
{
    apr_pool_destroy(*state);
    apr_terminate();
    return 0;
}

static void test_parse(void **state)
{
    size_t i, bad = 0;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *got =
            nf_date_parse(nf_str(rows[i].text), rows[i].lang, *state);

        if ((got == NULL) != (rows[i].want == NULL)
            || (got && strcmp(got, rows[i].want) != 0)) {
            print_error("%s (%s): got %s, want %s\n", rows[i].text,
                        rows[i].lang ? rows[i].lang : "-",
                        got ? got : "nothing",
                        rows[i].want ? rows[i].want : "nothing");
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

static void test_find_says_where(void **state)
{
    nf_str_t text = NF_STR("By Ann Lee, Updated 12 May 2022 2:05 pm | Berlin");
    size_t at = 0, len = 0;
    const char *got = nf_date_find(text, "en", &at, &len, *state);

    assert_string_equal(got, "2022-05-12T14:05:00");
    assert_int_equal(at, 20);
    assert_int_equal(len, 19);
}

/* A slice is not NUL-terminated: what follows it is not read. */
static void test_slice_ends(void **state)
{
    nf_str_t text = {"12 May 2022", 10};

    assert_null(nf_date_parse(text, "en", *state));
}

static void test_long_and_broken_input(void **state)
{
    char text[20000];
    size_t i, at, len;

    for (i = 0; i < sizeof(text); i++) {
        text[i] = "1.-/:(ma\xE0\xB8 \xFF"[i % 12];
    }
    nf_date_find((nf_str_t){text, sizeof(text)}, "en", &at, &len, *state);
    memset(text, '9', sizeof(text));
    assert_null(
        nf_date_find((nf_str_t){text, sizeof(text)}, NULL, &at, &len, *state));
}

/* Of equal words those of a language come first. */
static void test_words_are_folded_and_found(void **state)
{
    size_t i;
    char folded[NF_WORD_MAX + 8];

    for (i = 0; i < nf_date_words.n; i++) {
        const nf_word_t *w = &nf_date_words.v[i];
        const char *word = w->word;

        assert_true(nf_fold(nf_str(word), folded, sizeof(folded)) > 0);
        assert_string_equal(folded, word);
        assert_true(strlen(word) <= NF_WORD_MAX);
        assert_ptr_equal(
            nf_words_find(&nf_date_words, word, strlen(word), w->lang), w);
        if (i > 0) {
            assert_true(strcmp(nf_date_words.v[i - 1].word, word) <= 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_find_says_where),
        cmocka_unit_test(test_slice_ends),
        cmocka_unit_test(test_long_and_broken_input),
        cmocka_unit_test(test_words_are_folded_and_found),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
