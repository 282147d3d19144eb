/* test_dateline.c -- places in front of a text, and sentences without. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <apr_general.h>
#include "detect/dateline.h"

static apr_pool_t *pool;

static const char *dateline(const char *text)
{
    const char *place = nf_dateline_of(nf_str(text), pool);

    return place ? place : "(none)";
}

static void test_places(void **state)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"PORT ELLIS, D.C.: The council has met for the first time.",
         "PORT ELLIS, D.C."},
        {"PARIS (AFP) - Le conseil s'est réuni pour la première fois.",
         "PARIS"},
        {"BERLIN, 12. Mai (dpa) – Der Rat hat zum ersten Mal getagt.",
         "BERLIN"},
        {"SALEM, Ore. (AP) — The council has met for the first time.",
         "SALEM, Ore."},
        {"Hamburg/Kiel (dpa/lno) - Der Rat hat gestern getagt.",
         "Hamburg/Kiel"},
        {"OSLO -- Rådet har møtt for første gang i år.", "OSLO"},
        {"Lima.- El concejo se reunió ayer por primera vez.", "Lima"},
        {"MÜNCHEN – Der Rat hat zum ersten Mal getagt.", "MÜNCHEN"},
        {"МОСКВА, 12 мая. /ТАСС/ – Совет собрался впервые.", "МОСКВА"},
        {"القاهرة (وكالة) - اجتمع المجلس أمس لأول مرة هذا العام", "القاهرة"},
        {"ភ្នំស្រល់ – ក្រុមប្រឹក្សាបានប្រជុំគ្នាជាលើកដំបូង", "ភ្នំស្រល់"},
        {"नवगंगा — परिषद की पहली बैठक कल हुई और देर तक चली।", "नवगंगा"},
        {"【パリ＝共同】市議会は昨日、初めての会合を開いた。", "パリ"}};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_string_equal(dateline(rows[i].text), rows[i].want);
    }
}

static void test_none(void **state)
{
    static const char *const rows[] = {
        "",
        "-",
        "(Reuters) - The council has met for the first time.",
        "Yes: the council has met for the first time.",
        "However — The council has met for the first time.",
        "UPDATE: The council has met for the first time.",
        "BREAKING NEWS - The council has met for the first time.",
        "Q: When did the council meet for the first time?",
        "NASA — the agency said it would meet the council.",
        "The council, which met yesterday: Nobody was there at all.",
        "COVID-19 - The council has met for the first time.",
        "PARIS - ",
        "原标题：市议会昨日举行首次会议，与会者众多，气氛热烈。",
        "【速報】市議会は昨日、初めての会合を開いた。",
        "El alcalde dijo: \"No habrá elecciones este año\".",
        "A LONG LINE OF CAPITALS THAT GOES ON AND ON AND ON FOR NO REASON "
        "AT ALL - The council has met."};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_string_equal(dateline(rows[i]), "(none)");
    }
}

/* Slices are not terminated: nothing behind them is read. */
static void test_slice(void **state)
{
    static const char text[] = "PARIS - The council has met at last.XYZ";
    size_t n;

    for (n = 0; n <= 36; n++) {
        const char *place = nf_dateline_of((nf_str_t){text, n}, pool);

        if (place) {
            assert_string_equal(place, "PARIS");
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_places),
                                              cmocka_unit_test(test_none),
                                              cmocka_unit_test(test_slice)};
    int failed;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    failed = cmocka_run_group_tests_name("dateline", tests, NULL, NULL);
    apr_pool_destroy(pool);
    apr_terminate();
    return failed;
}
