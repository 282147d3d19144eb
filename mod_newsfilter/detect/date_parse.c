/*
 * date_parse.c -- one date in a text (date.h).
 *
 * Works on tokens (date_tokens.h). Each matcher takes the place of a token and
 * returns the place after what it matched, or 0.
 */
#include <stdlib.h>
#include <string.h>
#include <apr_strings.h>
#include "calendar.h"
#include "date.h"
#include "date_tokens.h"

#define MAX_TEXT 4096           /* bytes of a text that are looked at */
#define MAX_STRING 256          /* bytes of a string that is one date */
#define MAX_BEFORE 64           /* bytes of a label before it */

typedef struct in_t {
    const nf_date_token_t *t;   /* ends with NF_DT_END */
    int n;
    const char *lang;
} in_t;

typedef struct when_t {
    nf_day_t day;
    int calendar;               /* NF_DW_MONTH, _PERSIAN, _ISLAMIC */
    int has_time, has_zone;
    int hour, minute, second, zone;
} when_t;

typedef int matcher_t(const in_t *in, int i, when_t *w);

static int is_sign(const in_t *in, int i, char sign)
{
    return in->t[i].kind == NF_DT_SIGN && in->t[i].sign == sign;
}

static int is_one_of(const in_t *in, int i, const char *signs)
{
    return in->t[i].kind == NF_DT_SIGN && in->t[i].sign != '\0'
           && strchr(signs, in->t[i].sign) != NULL;
}

static int is_number(const in_t *in, int i, int min, int max)
{
    return in->t[i].kind == NF_DT_NUMBER && in->t[i].digits >= min
           && in->t[i].digits <= max;
}

static int is_word(const in_t *in, int i, int kind)
{
    return in->t[i].kind == NF_DT_WORD && in->t[i].word == kind;
}

static int is_month(const in_t *in, int i)
{
    return is_word(in, i, NF_DW_MONTH) || is_word(in, i, NF_DW_PERSIAN)
           || is_word(in, i, NF_DW_ISLAMIC);
}

/* Step over particles, days of the week, given signs and "(Thu)". */
static int skip(const in_t *in, int i, int max, const char *signs)
{
    while (max-- > 0) {
        if (is_word(in, i, NF_DW_FILL) || is_word(in, i, NF_DW_WEEKDAY)
            || is_one_of(in, i, signs)) {
            i++;
        }
        else if (is_sign(in, i, '(') && i + 2 < in->n
                 && in->t[i + 1].kind == NF_DT_WORD
                 && is_sign(in, i + 2, ')')) {
            i += 3;
        }
        else {
            break;
        }
    }
    return i;
}

static int lang_is(const in_t *in, const char *prefix)
{
    size_t n = strlen(prefix);

    return in->lang && strncmp(in->lang, prefix, n) == 0
           && (in->lang[n] == '\0' || in->lang[n] == '-');
}

/* "22" is 2022, "98" is 1998. */
static int full_year(const nf_date_token_t *t)
{
    int y = (int)t->value;

    return t->digits > 2 ? y : y < 70 ? 2000 + y : 1900 + y;
}

/* A year of the Buddhist era, said by the text or the only sense it makes in
 * a language that counts so. */
static int from_buddhist(const in_t *in, int year)
{
    return year >= 2400 && year < 2700
                   && (lang_is(in, "th") || lang_is(in, "km")
                       || lang_is(in, "lo") || in->lang == NULL)
               ? year - 543
               : year;
}

static int settle(const in_t *in, when_t *w, int y, int m, int d)
{
    nf_day_t day = {y, m, d};

    if (m < 1 || m > 12 || d < 1 || d > 31) {
        return 0;
    }
    if (y >= 1300 && y < 1500) {
        if (w->calendar == NF_DW_PERSIAN
            || (w->calendar == 0
                && (lang_is(in, "fa") || lang_is(in, "ps")))) {
            day = nf_day_from_persian(day);
        }
        else if (w->calendar == NF_DW_ISLAMIC) {
            day = nf_day_from_islamic(day);
        }
    }
    else if (w->calendar == NF_DW_PERSIAN || w->calendar == NF_DW_ISLAMIC) {
        return 0;
    }
    else {
        day.year = from_buddhist(in, y);
    }
    if (day.year < 1990 || day.year > 2100 || !nf_day_valid(day)) {
        return 0;
    }
    w->day = day;
    return 1;
}

/* Month first in "03/04/2020"? 1, 0, or -1: nobody knows. */
static int month_first(const in_t *in, char sign, int a, int b)
{
    if (a > 12 || a == b) {
        return 0;
    }
    if (b > 12) {
        return 1;
    }
    if (sign == '.') {
        return 0;
    }
    if (lang_is(in, "en-US") || lang_is(in, "en-PH") || lang_is(in, "fil")
        || (in->lang && strcmp(in->lang, "en") == 0)) {
        return 1;
    }
    return in->lang ? 0 : -1;
}

/* Is there a number right before, as in "1.12.5.2022" or "v2.12.5.22"? */
static int continues(const in_t *in, int i)
{
    return i > 1 && in->t[i].glued && in->t[i - 1].glued
           && is_one_of(in, i - 1, "-/.")
           && in->t[i - 2].kind == NF_DT_NUMBER;
}

static int in_numbers(const in_t *in, int i, when_t *w)
{
    const nf_date_token_t *a = &in->t[i], *b, *c;
    char sign;
    int first;

    if (!is_number(in, i, 1, 4) || !is_one_of(in, i + 1, "-/.")
        || !is_number(in, i + 2, 1, 2) || continues(in, i)) {
        return 0;
    }
    sign = in->t[i + 1].sign;
    if (!is_sign(in, i + 3, sign) || !is_number(in, i + 4, 1, 4)) {
        return 0;
    }
    b = &in->t[i + 2];
    c = &in->t[i + 4];
    if (a->digits == 4 && c->digits <= 2) {
        return settle(in, w, (int)a->value, (int)b->value, (int)c->value)
                   ? i + 5 : 0;
    }
    if (a->digits > 2 || c->digits == 3 || c->digits == 1
        || (c->digits == 2 && (sign == '-' || b->digits < 2))) {
        return 0;
    }
    first = month_first(in, sign, (int)a->value, (int)b->value);
    if (first < 0) {
        return 0;
    }
    return settle(in, w, full_year(c), (int)(first ? a : b)->value,
                  (int)(first ? b : a)->value) ? i + 5 : 0;
}

/* "20220512", "20220512140500" */
static int in_one_number(const in_t *in, int i, when_t *w)
{
    int64_t v = in->t[i].value;

    if (!is_number(in, i, 8, 14) || (in->t[i].digits & 1)
        || in->t[i].digits == 10 || (i > 0 && in->t[i].glued)) {
        return 0;
    }
    if (in->t[i].digits == 12) {
        v *= 100;
    }
    if (in->t[i].digits > 8) {
        w->hour = (int)(v / 10000 % 100);
        w->minute = (int)(v / 100 % 100);
        w->second = (int)(v % 100);
        if (w->hour > 23 || w->minute > 59 || w->second > 59) {
            return 0;
        }
        w->has_time = 1;
        v /= 1000000;
    }
    return settle(in, w, (int)(v / 10000), (int)(v / 100 % 100),
                  (int)(v % 100)) ? i + 1 : 0;
}

/* "2022年5月12日", "令和4年5月12日", "2022년 5월 12일" */
static int in_marked_numbers(const in_t *in, int i, when_t *w)
{
    int year, month, day, add = 0;

    if (is_word(in, i, NF_DW_ERA)) {
        add = (int)in->t[i++].value;
    }
    if (!is_number(in, i, add ? 1 : 2, 4)
        || !is_word(in, i + 1, NF_DW_YEAR)
        || !is_number(in, i + 2, 1, 2) || !is_word(in, i + 3, NF_DW_MON)
        || !is_number(in, i + 4, 1, 2)) {
        return 0;
    }
    year = add ? add + (int)in->t[i].value : full_year(&in->t[i]);
    month = (int)in->t[i + 2].value;
    day = (int)in->t[i + 4].value;
    if (!settle(in, w, year, month, day)) {
        return 0;
    }
    return i + 5 + is_word(in, i + 5, NF_DW_DAY);
}

/* The year at i after particles; its place, or 0. */
static int find_year(const in_t *in, int i, int *year)
{
    int buddhist = 0;

    i = skip(in, i, 4, ",./-");
    if (is_word(in, i, NF_DW_BUDDHIST)) {
        buddhist = 1;
        i = skip(in, i + 1, 1, ".");
    }
    if (is_word(in, i, NF_DW_YEAR)) {       /* Vietnamese: before it */
        i++;
    }
    if (is_number(in, i, 4, 4)) {
        *year = (int)in->t[i].value;
    }
    else if (is_sign(in, i, '\'') && is_number(in, i + 1, 2, 2)) {
        *year = full_year(&in->t[++i]);
    }
    else if (is_number(in, i, 2, 2) && in->t[i + 1].sign != ':'
             && (is_sign(in, i - 1, '-') || is_month(in, i - 1)
                 || is_sign(in, i - 1, '.') || is_sign(in, i - 1, ','))
             && in->t[i].value <= 50
             && !is_word(in, i + 1, NF_DW_HOUR)) {
        *year = full_year(&in->t[i]);
    }
    else {
        return 0;
    }
    if (buddhist && *year >= 2400) {
        *year -= 543;
    }
    return i;
}

/* A month by name, or "tháng 5". Its place, or 0. */
static int find_month(const in_t *in, int i, int *month, when_t *w)
{
    if (is_month(in, i)) {
        *month = (int)in->t[i].value;
        w->calendar = in->t[i].word;
        return i;
    }
    if (is_word(in, i, NF_DW_MON) && is_number(in, i + 1, 1, 2)) {
        *month = (int)in->t[i + 1].value;
        return i + 1;
    }
    return 0;
}

/* "12 May 2022", "12. Mai 2022", "ngày 12 tháng 5 năm 2022" */
static int day_first(const in_t *in, int i, when_t *w)
{
    int month, year, j;

    if (!is_number(in, i, 1, 2)) {
        return 0;
    }
    j = find_month(in, skip(in, i + 1, 4, ".,-/"), &month, w);
    if (j == 0) {
        return 0;
    }
    j = find_year(in, j + 1, &year);
    return j && settle(in, w, year, month, (int)in->t[i].value) ? j + 1 : 0;
}

static int time_at(const in_t *in, int i, when_t *w);

/* "May 12, 2022", "May 12 14:05:00 EDT 2022" */
static int month_first_by_name(const in_t *in, int i, when_t *w)
{
    int month, year, d, j;
    when_t time = *w;

    if (!is_month(in, i)) {
        return 0;
    }
    month = (int)in->t[i].value;
    w->calendar = in->t[i].word;
    d = skip(in, i + 1, 3, ".-/");
    if (!is_number(in, d, 1, 2)) {
        return 0;
    }
    j = find_year(in, d + 1, &year);
    if (j == 0) {
        j = time_at(in, d + 1, &time);
        if (j == 0 || !is_number(in, j, 4, 4)) {
            return 0;
        }
        year = (int)in->t[j].value;
        time.calendar = w->calendar;
        *w = time;
    }
    return settle(in, w, year, month, (int)in->t[d].value) ? j + 1 : 0;
}

/* "2022. május 12.", "2022 m. gegužės 12 d.", "2022-May-12",
 * "2022. gada 12. maijs" */
static int year_first(const in_t *in, int i, when_t *w)
{
    int month, k, j;

    if (!is_number(in, i, 4, 4)) {
        return 0;
    }
    k = skip(in, i + 1, 4, ".,-/");
    j = find_month(in, k, &month, w);
    if (j == 0) {
        if (!is_number(in, k, 1, 2) || k == i + 1) {
            return 0;
        }
        j = find_month(in, skip(in, k + 1, 2, "."), &month, w);
        return j && settle(in, w, (int)in->t[i].value, month,
                           (int)in->t[k].value) ? j + 1 : 0;
    }
    j = skip(in, j + 1, 2, ".,-/");
    if (!is_number(in, j, 1, 2) || is_sign(in, j + 1, ':')) {
        return 0;
    }
    return settle(in, w, (int)in->t[i].value, month, (int)in->t[j].value)
               ? j + 1 : 0;
}

static int date_at(const in_t *in, int i, when_t *w)
{
    static matcher_t *const matchers[] = {
        in_numbers, in_marked_numbers, day_first, month_first_by_name,
        year_first, in_one_number};
    size_t k;

    for (k = 0; k < sizeof(matchers) / sizeof(matchers[0]); k++) {
        when_t trial = *w;
        int j;

        trial.calendar = 0;
        j = matchers[k](in, i, &trial);
        if (j) {
            *w = trial;
            return j;
        }
    }
    return 0;
}

/* "am", "p.m.", "p. m." at i; the place after it, or i. */
static int half_day(const in_t *in, int i, int *pm)
{
    int j = i + 1;

    if (is_word(in, i, NF_DW_AM) || is_word(in, i, NF_DW_PM)) {
        *pm = in->t[i].word == NF_DW_PM;
        return j + (is_sign(in, j, '.') && in->t[j].glued);
    }
    if (in->t[i].kind == NF_DT_WORD && in->t[i].end - in->t[i].at == 1
        && (in->t[i].letter == 'a' || in->t[i].letter == 'p')) {
        j += is_sign(in, j, '.');
        if (in->t[j].kind == NF_DT_WORD && in->t[j].letter == 'm'
            && in->t[j].end - in->t[j].at == 1) {
            *pm = in->t[i].letter == 'p';
            return j + 1 + is_sign(in, j + 1, '.');
        }
    }
    return i;
}

/* "+02:00", "-0500", "+2" */
static int offset_at(const in_t *in, int i, int named, when_t *w)
{
    const nf_date_token_t *t = &in->t[i + 1];
    int minutes, j = i + 2;

    if (!is_one_of(in, i, "+-") || t->kind != NF_DT_NUMBER || !t->glued
        || t->digits > 4 || t->digits == 3) {
        return i;
    }
    minutes = t->digits == 4 ? (int)(t->value / 100 * 60 + t->value % 100)
                             : (int)t->value * 60;
    if (t->digits < 4 && is_sign(in, j, ':') && is_number(in, j + 1, 2, 2)) {
        minutes += (int)in->t[j + 1].value;
        j += 2;
    }
    else if (t->digits < 4 && !named) {
        return i;
    }
    if (minutes > 14 * 60 || minutes % 15 != 0
        || (!named && !in->t[i].glued && t->digits < 4)) {
        return i;
    }
    w->zone = in->t[i].sign == '-' ? -minutes : minutes;
    w->has_zone = 1;
    return j;
}

/* Zone after a time; the place after it, or i. */
static int zone_at(const in_t *in, int i, when_t *w)
{
    int open = is_sign(in, i, '(');
    int j = i + open;

    if (is_word(in, j, NF_DW_ZONE)
        && (in->t[j].upper || (unsigned char)in->t[j].letter >= 0x80
            || (in->t[j].glued && in->t[j].letter == 'z'))) {
        w->zone = (int)in->t[j].value;
        w->has_zone = 1;
        j = w->zone == 0 ? offset_at(in, j + 1, 1, w) : j + 1;
        return j + (open && is_sign(in, j, ')'));
    }
    return offset_at(in, i, 0, w);
}

/* ":05:30.123" after the hour; the place after it, or 0. */
static int clock_at(const in_t *in, int i, when_t *w)
{
    if (!is_sign(in, i, ':') || !is_number(in, i + 1, 2, 2)) {
        return 0;
    }
    w->minute = (int)in->t[i + 1].value;
    i += 2;
    if (is_sign(in, i, ':') && is_number(in, i + 1, 2, 2)) {
        w->second = (int)in->t[i + 1].value;
        i += 2;
        if (is_one_of(in, i, ".,") && in->t[i].glued
            && in->t[i + 1].kind == NF_DT_NUMBER && in->t[i + 1].glued) {
            i += 2;
        }
    }
    return i;
}

/* "h05", "時05分", " Uhr"; the place after it, or 0. */
static int hour_mark_at(const in_t *in, int i, when_t *w)
{
    if (!is_word(in, i, NF_DW_HOUR)) {
        return 0;
    }
    i++;
    if (is_number(in, i, 1, 2) && in->t[i].value < 60
        && (in->t[i].glued || is_word(in, i + 1, NF_DW_MINUTE))) {
        w->minute = (int)in->t[i++].value;
        i += is_word(in, i, NF_DW_MINUTE);
    }
    return i;
}

/* ".05 Uhr"; with a mark before the hour the word after it may be missing. */
static int dotted_at(const in_t *in, int i, int marked, when_t *w)
{
    int pm;

    if (!is_sign(in, i, '.') || !in->t[i].glued || !is_number(in, i + 1, 2, 2)
        || !in->t[i + 1].glued || in->t[i + 1].value > 59) {
        return 0;
    }
    if (!marked && !is_word(in, i + 2, NF_DW_HOUR)
        && half_day(in, i + 2, &pm) == i + 2
        && !is_word(in, i + 2, NF_DW_ZONE)
        && (in->t[i + 2].kind != NF_DT_END || !lang_is(in, "fi"))) {
        return 0;
    }
    w->minute = (int)in->t[i + 1].value;
    return i + 2;
}

/* "140500" or "1405" after a T */
static int compact_clock(const in_t *in, int i, when_t *w)
{
    int v = (int)in->t[i].value;

    if (i == 0 || !is_number(in, i, 4, 6) || in->t[i].digits == 5
        || !in->t[i].glued || in->t[i - 1].letter != 't') {
        return 0;
    }
    if (in->t[i].digits == 4) {
        v *= 100;
    }
    w->hour = v / 10000;
    w->minute = v / 100 % 100;
    w->second = v % 100;
    return i + 1;
}

static int hour_at(const in_t *in, int i, int *pm, when_t *w)
{
    int before = i - 1 - (i > 1 && is_sign(in, i - 1, '.'));
    int marked = i > 0 && is_word(in, before, NF_DW_FILL);
    int j = compact_clock(in, i, w), k;

    if (j) {
        return j;
    }
    if (!is_number(in, i, 1, 2)) {
        return 0;
    }
    w->hour = (int)in->t[i].value;
    w->minute = w->second = 0;
    j = clock_at(in, i + 1, w);
    if (j == 0) {
        j = hour_mark_at(in, i + 1, w);
    }
    if (j == 0) {
        j = dotted_at(in, i + 1, marked, w);
    }
    if (j == 0) {
        k = half_day(in, i + 1, pm);
        j = k > i + 1 ? k : 0;
    }
    return j;
}

static int time_at(const in_t *in, int i, when_t *w)
{
    when_t trial = *w;
    int pm = -1, j;

    i = half_day(in, i, &pm);
    j = hour_at(in, i, &pm, &trial);
    if (j == 0) {
        return 0;
    }
    j += is_word(in, j, NF_DW_HOUR);
    j = half_day(in, j, &pm);
    if (pm == 1 && trial.hour < 12) {
        trial.hour += 12;
    }
    else if (pm == 0 && trial.hour == 12) {
        trial.hour = 0;
    }
    if (trial.hour > 23 || trial.minute > 59 || trial.second > 60) {
        return 0;
    }
    trial.has_time = 1;
    j = zone_at(in, j, &trial);
    *w = trial;
    return j;
}

/* A date at i, with the time after or before it. */
static int when_at(const in_t *in, int i, when_t *w)
{
    when_t start = {.calendar = 0};
    int j, k;

    *w = start;
    j = date_at(in, i, w);
    if (j) {
        if (w->has_time) {
            return zone_at(in, j, w);
        }
        k = skip(in, j, 6, ",.-|/@");
        if (in->t[k].kind == NF_DT_WORD && in->t[k].letter == 't'
            && in->t[k].glued && in->t[k].end - in->t[k].at == 1) {
            k++;
        }
        k = time_at(in, k, w);
        return k ? k : j;
    }
    j = time_at(in, i, w);
    if (j == 0) {
        return 0;
    }
    return date_at(in, skip(in, j, 5, ",.-|/"), w);
}

/* A page that shows two calendars: the Gregorian date right after. */
static int gregorian_after(const in_t *in, int i, when_t *w)
{
    int k;

    for (k = i; k < in->n && k < i + 10; k++) {
        when_t other;
        int j = when_at(in, k, &other);

        if (j && other.calendar != NF_DW_PERSIAN
            && other.calendar != NF_DW_ISLAMIC) {
            *w = other;
            return j;
        }
    }
    return i;
}

static int scan(const in_t *in, int *from, when_t *w)
{
    int i;

    for (i = 0; i < in->n; i++) {
        int j;

        if (in->t[i].kind == NF_DT_SIGN
            || (in->t[i].kind == NF_DT_WORD
                && (in->t[i].word == NF_DW_NONE
                    || in->t[i].word >= NF_DW_PUBLISHED))) {
            continue;
        }
        j = when_at(in, i, w);
        if (j) {
            *from = i;
            if (w->calendar == NF_DW_PERSIAN
                || w->calendar == NF_DW_ISLAMIC) {
                j = gregorian_after(in, j, w);
            }
            return j;
        }
    }
    return 0;
}

static const char *format(const when_t *w, apr_pool_t *pool)
{
    char zone[16] = "";

    if (!w->has_time) {
        return apr_psprintf(pool, "%04d-%02d-%02d", w->day.year,
                            w->day.month, w->day.day);
    }
    if (w->has_zone && w->zone == 0) {
        zone[0] = 'Z';
        zone[1] = '\0';
    }
    else if (w->has_zone) {
        int z = abs(w->zone);

        apr_snprintf(zone, sizeof(zone), "%c%02d:%02d",
                     w->zone < 0 ? '-' : '+', z / 60, z % 60);
    }
    return apr_psprintf(pool, "%04d-%02d-%02dT%02d:%02d:%02d%s",
                        w->day.year, w->day.month, w->day.day, w->hour,
                        w->minute, w->second == 60 ? 59 : w->second, zone);
}

const char *nf_date_find(nf_str_t text, const char *lang, size_t *at,
                         size_t *len, apr_pool_t *pool)
{
    nf_date_token_t tokens[NF_DATE_TOKENS + 8];
    in_t in = {tokens, 0, lang};
    when_t w;
    int from = 0, to;

    if (text.p == NULL) {
        return NULL;
    }
    if (text.len > MAX_TEXT) {
        text.len = MAX_TEXT;
    }
    memset(tokens, 0, sizeof(tokens));
    in.n = nf_date_tokens(text, lang, tokens);
    to = scan(&in, &from, &w);
    if (to == 0) {
        return NULL;
    }
    *at = tokens[from].at;
    *len = tokens[to - 1].end - tokens[from].at;
    return format(&w, pool);
}

/* Seconds or milliseconds since 1970, as some CMS write into metadata. */
static const char *from_epoch(nf_str_t s, apr_pool_t *pool)
{
    when_t w = {.has_time = 1, .has_zone = 1};
    long long v = 0;
    size_t i;

    if (s.len != 10 && s.len != 13) {
        return NULL;
    }
    for (i = 0; i < s.len; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return NULL;
        }
        v = v * 10 + (s.p[i] - '0');
    }
    if (s.len == 13) {
        v /= 1000;
    }
    w.day = nf_day_from_epoch(v);
    if (w.day.year < 1990 || w.day.year > 2100) {
        return NULL;
    }
    w.hour = (int)(v % 86400 / 3600);
    w.minute = (int)(v % 3600 / 60);
    w.second = (int)(v % 60);
    return format(&w, pool);
}

const char *nf_date_parse(nf_str_t s, const char *lang, apr_pool_t *pool)
{
    const char *date;
    size_t at, len;

    s = nf_str_trim(s);
    if (s.p == NULL || s.len == 0 || s.len > MAX_STRING) {
        return NULL;
    }
    date = from_epoch(s, pool);
    if (date == NULL) {
        date = nf_date_find(s, lang, &at, &len, pool);
        if (date && at > MAX_BEFORE) {
            return NULL;
        }
    }
    return date;
}
