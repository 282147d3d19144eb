/* zone_rule.c -- see zone_rule.h. */
#include <string.h>
#include "calendar.h"
#include "zone_rule.h"

#define HOUR 3600
#define DAY 86400L

/* RFC 8536 3.3.1: hours of a change go from -167 to 167. */
#define MOST_HOURS 167

typedef struct cursor_t {
    const char *p, *end;
} cursor_t;

static int take(cursor_t *c, char what)
{
    if (c->p == c->end || *c->p != what) {
        return 0;
    }
    c->p++;
    return 1;
}

/* A number from low to high, or -1. */
static int take_number(cursor_t *c, int low, int high)
{
    const char *start = c->p;
    int v = 0;

    while (c->p < c->end && *c->p >= '0' && *c->p <= '9' && v < 1000) {
        v = v * 10 + (*c->p++ - '0');
    }
    return c->p > start && v >= low && v <= high ? v : -1;
}

/* "CET" or "<+03>". */
static int take_name(cursor_t *c)
{
    const char *start = c->p;

    if (take(c, '<')) {
        const char *close = memchr(c->p, '>', (size_t)(c->end - c->p));

        c->p = close ? close + 1 : c->end;
        return close != NULL;
    }
    while (c->p < c->end && ((unsigned char)*c->p | 0x20) >= 'a'
           && ((unsigned char)*c->p | 0x20) <= 'z') {
        c->p++;
    }
    return c->p - start >= 3;
}

/* "[+-]h[h][:mm[:ss]]" in seconds. */
static int take_time(cursor_t *c, long *seconds)
{
    int sign = take(c, '-') ? -1 : (take(c, '+'), 1);
    int v = take_number(c, 0, MOST_HOURS);
    long unit = HOUR;

    *seconds = v * unit;
    while (v >= 0 && unit > 1 && take(c, ':')) {
        unit /= 60;
        v = take_number(c, 0, 59);
        *seconds += v * unit;
    }
    *seconds *= sign;
    return v >= 0;
}

/* ",M3.5.0/2", ",J60" or ",59" */
static int take_day(cursor_t *c, nf_zone_day_t *d)
{
    int ok;

    if (!take(c, ',')) {
        return 0;
    }
    *d = (nf_zone_day_t){.form = '0', .seconds = 2 * HOUR};
    if (take(c, 'M')) {
        d->form = 'M';
        d->month = take_number(c, 1, 12);
        ok = d->month > 0 && take(c, '.')
             && (d->week = take_number(c, 1, 5)) > 0 && take(c, '.')
             && (d->day = take_number(c, 0, 6)) >= 0;
    }
    else {
        d->form = take(c, 'J') ? 'J' : '0';
        d->day = take_number(c, d->form == 'J', 365);
        ok = d->day >= 0;
    }
    return ok && (!take(c, '/') || take_time(c, &d->seconds));
}

int nf_zone_rule_parse(nf_str_t text, nf_zone_rule_t *rule)
{
    cursor_t c = {text.p, text.p + text.len};
    long west;

    memset(rule, 0, sizeof(*rule));
    if (!take_name(&c) || !take_time(&c, &west)) {
        return 0;
    }
    rule->standard = -west;
    if (c.p == c.end) {
        return 1;
    }
    rule->has_daylight = 1;
    rule->daylight = rule->standard + HOUR;
    if (!take_name(&c)) {
        return 0;
    }
    if (c.p < c.end && *c.p != ',') {
        if (!take_time(&c, &west)) {
            return 0;
        }
        rule->daylight = -west;
    }
    return take_day(&c, &rule->start) && take_day(&c, &rule->end)
           && c.p == c.end;
}

static int is_leap(int year)
{
    return nf_day_valid((nf_day_t){year, 2, 29});
}

/* Days since 1970 of a rule's day. */
static long day_of(const nf_zone_day_t *d, int year)
{
    long first =
        nf_day_to_epoch((nf_day_t){year, d->form == 'M' ? d->month : 1, 1});
    nf_day_t last = {year, d->month, 31};

    if (d->form == '0') {
        return first + d->day;
    }
    if (d->form == 'J') {
        return first + d->day - 1 + (is_leap(year) && d->day >= 60);
    }
    /* 1 January 1970 was a Thursday */
    first += (d->day - (first + 4) % 7 + 7) % 7 + (d->week - 1) * 7;
    while (!nf_day_valid(last)) {
        last.day--;
    }
    return first > nf_day_to_epoch(last) ? first - 7 : first;
}

long nf_zone_rule_offset(const nf_zone_rule_t *rule, int64_t utc)
{
    int year = nf_day_from_epoch(utc + rule->standard).year;
    int64_t start, end;
    int daylight;

    if (!rule->has_daylight) {
        return rule->standard;
    }
    start = day_of(&rule->start, year) * DAY + rule->start.seconds
            - rule->standard;
    end = day_of(&rule->end, year) * DAY + rule->end.seconds - rule->daylight;
    /* south of the equator it lasts over the turn of the year */
    daylight =
        start < end ? utc >= start && utc < end : utc >= start || utc < end;
    return daylight ? rule->daylight : rule->standard;
}
