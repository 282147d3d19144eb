/* test_zone.c -- local times with the offset that held there then. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <time.h>
#include <apr_file_info.h>
#include <apr_file_io.h>
#include "support.h"
#include "detect/zone.h"
#include "detect/zone_rule.h"

#define ZONEINFO "/usr/share/zoneinfo/"

static void add(nf_buf_t *b, uint64_t v, int bytes)
{
    while (bytes-- > 0) {
        nf_buf_addc(b, (char)(v >> (8 * bytes)));
    }
}

static void add_header(nf_buf_t *b, uint32_t times, uint32_t types,
                       uint32_t chars)
{
    int i;

    nf_buf_adds(b, "TZif2");
    for (i = 0; i < 15; i++) {
        nf_buf_addc(b, 0);
    }
    add(b, 0, 8);
    add(b, 0, 4);
    add(b, times, 4);
    add(b, types, 4);
    add(b, chars, 4);
}

/* Standard time +01:00; +02:00 from t on; then the rule. */
static nf_str_t tzif(int64_t t, const char *rule)
{
    nf_buf_t b;

    nf_buf_init(&b, pool, 0);
    add_header(&b, 0, 1, 1);
    add(&b, 0, 7);
    add_header(&b, 1, 2, 4);
    add(&b, (uint64_t)t, 8);
    add(&b, 1, 1);
    add(&b, 3600, 4);
    add(&b, 0, 2);
    add(&b, 7200, 4);
    add(&b, 0, 2);
    nf_buf_add(&b, "AB\0", 4);
    nf_buf_printf(&b, "\n%s\n", rule);
    return (nf_str_t){b.p, b.len};
}

#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"

static void test_fixed_offsets(void **state)
{
    static const char *const bad[] = {"",       "+5",     "+05",    "05:30",
                                      "+05:60", "+15:00", "+14:30", "+0530",
                                      "Zulu",   "+05:3x", "+05:300"};
    static const struct {
        const char *zone, *want;
    } rows[] = {{"+05:30", "2024-07-01T08:30:00+05:30"},
                {"-03:00", "2024-07-01T08:30:00-03:00"},
                {"Z", "2024-07-01T08:30:00+00:00"},
                {"+14:00", "2024-07-01T08:30:00+14:00"}};
    size_t i;

    for (i = 0; i < COUNT(bad); i++) {
        assert_null(nf_zone_fixed(bad[i], pool));
    }
    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(nf_zone_tell(nf_zone_fixed(rows[i].zone, pool),
                                         "2024-07-01T08:30:00", pool),
                            rows[i].want);
    }
}

static void test_what_has_a_zone_or_no_time_stays(void **state)
{
    static const char *const same[] = {"2024-07-01",
                                       "2024-07-01T08:30:00Z",
                                       "2024-07-01T08:30:00+01:00",
                                       "2024-13-01T0",
                                       "2024-02-30T08:30:00",
                                       "2024-07-01T08:30",
                                       "someday",
                                       "",
                                       "2024-07-01 08:30:00",
                                       "20x4-07-01T08:30:00"};
    const nf_zone_t *zone = nf_zone_fixed("+01:00", pool);
    size_t i;

    for (i = 0; i < COUNT(same); i++) {
        assert_string_equal(nf_zone_tell(zone, same[i], pool), same[i]);
    }
    assert_null(nf_zone_tell(zone, NULL, pool));
}

/* Clocks went from 2 to 3 on 31 March 2024 and from 3 to 2 on 27 October. */
static void test_summer_and_winter(void **state)
{
    static const struct {
        const char *local, *want;
    } rows[] = {{"2024-01-15T12:00:00", "2024-01-15T12:00:00+01:00"},
                {"2024-03-31T01:59:59", "2024-03-31T01:59:59+01:00"},
                {"2024-03-31T02:30:00", "2024-03-31T02:30:00"}, /* never */
                {"2024-03-31T03:00:00", "2024-03-31T03:00:00+02:00"},
                {"2024-10-27T01:59:59", "2024-10-27T01:59:59+02:00"},
                {"2024-10-27T02:00:00", "2024-10-27T02:00:00"}, /* twice */
                {"2024-10-27T02:59:59", "2024-10-27T02:59:59"},
                {"2024-10-27T03:00:00", "2024-10-27T03:00:00+01:00"},
                {"2099-07-01T00:00:00", "2099-07-01T00:00:00+02:00"}};
    const nf_zone_t *zone = nf_zone_read(tzif(0, BERLIN), pool);
    size_t i;

    assert_non_null(zone);
    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(nf_zone_tell(zone, rows[i].local, pool),
                            rows[i].want);
    }
}

static void test_listed_changes_come_before_the_rule(void **state)
{
    const nf_zone_t *zone = nf_zone_read(tzif(1000000000, "<+05>-5"), pool);

    assert_int_equal(nf_zone_offset(zone, 999999999), 3600);
    assert_int_equal(nf_zone_offset(zone, 1000000000), 5 * 3600);
    zone = nf_zone_read(tzif(1000000000, ""), pool);
    assert_int_equal(nf_zone_offset(zone, 1000000000), 7200);
}

static void test_rules(void **state)
{
    static const struct {
        const char *rule;
        int64_t utc;
        long want; /* minutes */
    } rows[] = {{"UTC0", 1720000000, 0},
                {"<-0330>3:30", 1720000000, -210},
                /* Sydney: summer over the turn of the year */
                {"AEST-10AEDT,M10.1.0,M4.1.0/3", 1704067200, 660},
                {"AEST-10AEDT,M10.1.0,M4.1.0/3", 1719792000, 600},
                /* day 80 of a leap year is 20 March, of another 21 March */
                {"AAA0BBB,J80/0,J264/0", 1710979200 - 1, 0},
                {"AAA0BBB,J80/0,J264/0", 1710979200, 60},
                {"AAA0BBB,79/0,263/0", 1710892800, 60},
                {"AAA0BBB,79/0,263/0", 1710892800 - 1, 0},
                /* the day may begin before midnight */
                {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1711846800 - 1, -120},
                {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1711846800, -60}};
    static const char *const bad[] = {"",
                                      "CE-1",
                                      "CET",
                                      "CET-1CEST",
                                      "<CET-1",
                                      "CET-999",
                                      "CET-1:75",
                                      "CET-1CEST,M3.5.0",
                                      "CET-1CEST,M13.5.0,M10.5.0",
                                      "CET-1CEST,M3.5.7,M10.5.0",
                                      "CET-1CEST,J0,J3",
                                      "CET-1CEST,M3.5.0,M10.5.0/3x",
                                      "CET-1CEST,M3.5.0,M10.5.0/168"};
    nf_zone_rule_t rule;
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        nf_str_t text = nf_str(rows[i].rule);

        assert_true(nf_zone_rule_parse(exact(text.p, text.len), &rule));
        assert_int_equal(nf_zone_rule_offset(&rule, rows[i].utc),
                         rows[i].want * 60);
    }
    for (i = 0; i < COUNT(bad); i++) {
        nf_str_t text = nf_str(bad[i]);

        assert_false(nf_zone_rule_parse(exact(text.p, text.len), &rule));
    }
}

static void test_broken_files_are_refused(void **state)
{
    nf_str_t good = tzif(0, BERLIN);
    size_t i;

    for (i = 0; i < good.len; i++) {
        assert_null(nf_zone_read(exact(good.p, i), pool));
    }
    for (i = 0; i < good.len; i++) {
        nf_str_t bytes = exact(good.p, good.len);

        ((char *)bytes.p)[i] = (char)0xFF;
        (void)nf_zone_read(bytes, pool); /* any answer, no harm */
    }
    assert_null(nf_zone_read(tzif(0, "nonsense"), pool));
    assert_null(nf_zone_read(exact("", 0), pool));
}

/* ---------------------------------------------------- the C library's word */

static nf_str_t slurp(const char *name)
{
    const char *path = apr_pstrcat(pool, ZONEINFO, name, NULL);
    nf_str_t none = {NULL, 0};
    apr_finfo_t info;
    apr_file_t *f;
    char *bytes;
    apr_size_t n;

    if (apr_file_open(&f, path, APR_READ | APR_BINARY, 0, pool)
        != APR_SUCCESS) {
        return none;
    }
    apr_file_info_get(&info, APR_FINFO_SIZE, f);
    bytes = apr_palloc(pool, (apr_size_t)info.size);
    n = (apr_size_t)info.size;
    apr_file_read_full(f, bytes, n, &n);
    apr_file_close(f);
    return exact(bytes, n);
}

static void test_agrees_with_the_library(void **state)
{
    static const char *const names[] = {
        "Europe/Berlin",     "Europe/London",     "Europe/Dublin",
        "America/New_York",  "America/St_Johns",  "America/Nuuk",
        "America/Sao_Paulo", "Africa/Casablanca", "Africa/Cairo",
        "Asia/Kolkata",      "Asia/Kathmandu",    "Asia/Tehran",
        "Asia/Gaza",         "Asia/Tokyo",        "Australia/Lord_Howe",
        "Australia/Sydney",  "Pacific/Apia",      "Pacific/Chatham",
        "Antarctica/Troll",  "America/Caracas",   "Europe/Moscow"};
    size_t i, seen = 0;

    for (i = 0; i < COUNT(names); i++) {
        nf_str_t bytes = slurp(names[i]);
        const nf_zone_t *zone;
        int64_t t;

        if (bytes.p == NULL) {
            continue;
        }
        seen++;
        zone = nf_zone_read(bytes, pool);
        assert_non_null(zone);
        setenv("TZ", names[i], 1);
        tzset();
        /* 1990 to 2099, each 19 hours and some */
        for (t = 631152000; t < 4070908800; t += 68437) {
            time_t now = (time_t)t;
            struct tm tm;

            localtime_r(&now, &tm);
            if (nf_zone_offset(zone, t) != tm.tm_gmtoff) {
                fail_msg("%s at %ld: %ld, not %ld", names[i], (long)t,
                         nf_zone_offset(zone, t), tm.tm_gmtoff);
            }
        }
    }
    if (seen == 0) {
        skip();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_fixed_offsets),
        POOL_TEST(test_what_has_a_zone_or_no_time_stays),
        POOL_TEST(test_summer_and_winter),
        POOL_TEST(test_listed_changes_come_before_the_rule),
        POOL_TEST(test_rules),
        POOL_TEST(test_broken_files_are_refused),
        POOL_TEST(test_agrees_with_the_library)};

    return run_group("zone", tests, COUNT(tests));
}
