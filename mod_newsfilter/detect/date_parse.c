/*
 * date_parse.c -- one date in a text (date.h).
 *
 * Works on tokens (date_tokens.h). Each matcher takes the place of a token and
 * returns the place after what it matched, or 0.
 */
#include <stdlib.h>
#include <string.h>
#include "date.h"
#include "date_grammar.h"

#define MAX_TEXT 4096  /* bytes of a text that are looked at */
#define MAX_STRING 256 /* bytes of a string that is one date */
#define BEYOND 8       /* empty tokens that matchers may look at */
#define MAX_BEFORE 64  /* bytes of a label before it */

typedef int matcher_t(const nf_date_in_t *in, int i, nf_when_t *w);

static int is_month(const nf_date_in_t *in, int i)
{
    return nf_dt_is_word(in, i, NF_DW_MONTH)
           || nf_dt_is_word(in, i, NF_DW_PERSIAN)
           || nf_dt_is_word(in, i, NF_DW_ISLAMIC);
}

/* Step over particles, days of the week, given signs and "(Thu)". */
static int skip(const nf_date_in_t *in, int i, int max, const char *signs)
{
    while (max-- > 0) {
        if (nf_dt_is_word(in, i, NF_DW_FILL)
            || nf_dt_is_word(in, i, NF_DW_WEEKDAY)
            || nf_dt_is_one_of(in, i, signs)) {
            i++;
        }
        else if (nf_dt_is_sign(in, i, '(') && i + 2 < in->n
                 && in->t[i + 1].kind == NF_DT_WORD
                 && nf_dt_is_sign(in, i + 2, ')')) {
            i += 3;
        }
        else {
            break;
        }
    }
    return i;
}

/* "22" is 2022, "98" is 1998. */
static int full_year(const nf_date_token_t *t)
{
    int y = (int)t->value;

    return t->digits > 2 ? y : y < 70 ? 2000 + y : 1900 + y;
}

/* A year of the Buddhist era, said by the text or the only sense it makes in
 * a language that counts so. */
static int from_buddhist(const nf_date_in_t *in, int year)
{
    return year >= 2400 && year < 2700
                   && (nf_dt_lang_is(in, "th") || nf_dt_lang_is(in, "km")
                       || nf_dt_lang_is(in, "lo") || in->lang == NULL)
               ? year - 543
               : year;
}

static int settle(const nf_date_in_t *in, nf_when_t *w, int y, int m, int d)
{
    nf_day_t day = {y, m, d};

    if (m < 1 || m > 12 || d < 1 || d > 31) {
        return 0;
    }
    if (y >= 1300 && y < 1500) {
        if (w->calendar == NF_DW_PERSIAN
            || (w->calendar == 0
                && (nf_dt_lang_is(in, "fa") || nf_dt_lang_is(in, "ps")))) {
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
static int month_first(const nf_date_in_t *in, char sign, int a, int b)
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
    if (nf_dt_lang_is(in, "en-US") || nf_dt_lang_is(in, "en-PH")
        || nf_dt_lang_is(in, "fil")
        || (in->lang && strcmp(in->lang, "en") == 0)) {
        return 1;
    }
    return in->lang ? 0 : -1;
}

/* "8.5.12" is a date where such dates are written, and a version elsewhere. */
static int short_year_ok(const nf_date_in_t *in, char sign,
                         const nf_date_token_t *month)
{
    return month->digits == 2
           || (sign == '.' && in->lang && !nf_dt_lang_is(in, "en"));
}

/* Is there a number right before, as in "1.12.5.2022" or "v2.12.5.22"? */
static int continues(const nf_date_in_t *in, int i)
{
    return i > 1 && in->t[i].glued && in->t[i - 1].glued
           && nf_dt_is_one_of(in, i - 1, "-/.")
           && in->t[i - 2].kind == NF_DT_NUMBER;
}

static int in_numbers(const nf_date_in_t *in, int i, nf_when_t *w)
{
    const nf_date_token_t *a = &in->t[i], *b, *c;
    char sign;
    int first;

    if (!nf_dt_is_number(in, i, 1, 4) || !nf_dt_is_one_of(in, i + 1, "-/.")
        || !nf_dt_is_number(in, i + 2, 1, 2) || continues(in, i)) {
        return 0;
    }
    sign = in->t[i + 1].sign;
    if (!nf_dt_is_sign(in, i + 3, sign) || !nf_dt_is_number(in, i + 4, 1, 4)) {
        return 0;
    }
    b = &in->t[i + 2];
    c = &in->t[i + 4];
    if (a->digits == 4 && c->digits <= 2) {
        return settle(in, w, (int)a->value, (int)b->value, (int)c->value)
                   ? i + 5
                   : 0;
    }
    if (a->digits > 2 || c->digits == 3 || c->digits == 1
        || (c->digits == 2 && (sign == '-' || !short_year_ok(in, sign, b)))) {
        return 0;
    }
    first = month_first(in, sign, (int)a->value, (int)b->value);
    if (first < 0) {
        return 0;
    }
    return settle(in, w, full_year(c), (int)(first ? a : b)->value,
                  (int)(first ? b : a)->value)
               ? i + 5
               : 0;
}

/* "20220512", "20220512140500" */
static int in_one_number(const nf_date_in_t *in, int i, nf_when_t *w)
{
    int64_t v = in->t[i].value;

    if (!nf_dt_is_number(in, i, 8, 14) || (in->t[i].digits & 1)
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
                  (int)(v % 100))
               ? i + 1
               : 0;
}

/* "2022年5月12日", "令和4年5月12日", "2022년 5월 12일" */
static int in_marked_numbers(const nf_date_in_t *in, int i, nf_when_t *w)
{
    int year, month, day, add = 0;

    if (nf_dt_is_word(in, i, NF_DW_ERA)) {
        add = (int)in->t[i++].value;
    }
    if (!nf_dt_is_number(in, i, add ? 1 : 2, 4)
        || !nf_dt_is_word(in, i + 1, NF_DW_YEAR)
        || !nf_dt_is_number(in, i + 2, 1, 2)
        || !nf_dt_is_word(in, i + 3, NF_DW_MON)
        || !nf_dt_is_number(in, i + 4, 1, 2)) {
        return 0;
    }
    year = add ? add + (int)in->t[i].value : full_year(&in->t[i]);
    month = (int)in->t[i + 2].value;
    day = (int)in->t[i + 4].value;
    if (!settle(in, w, year, month, day)) {
        return 0;
    }
    return i + 5 + nf_dt_is_word(in, i + 5, NF_DW_DAY);
}

/* The year at i after particles; its place, or 0. */
static int find_year(const nf_date_in_t *in, int i, int *year)
{
    int buddhist = 0;

    i = skip(in, i, 4, ",./-");
    if (nf_dt_is_word(in, i, NF_DW_BUDDHIST)) {
        buddhist = 1;
        i = skip(in, i + 1, 1, ".");
    }
    if (nf_dt_is_word(in, i, NF_DW_YEAR)) { /* Vietnamese: before it */
        i++;
    }
    if (nf_dt_is_number(in, i, 4, 4)) {
        *year = (int)in->t[i].value;
    }
    else if (nf_dt_is_sign(in, i, '\'') && nf_dt_is_number(in, i + 1, 2, 2)) {
        *year = full_year(&in->t[++i]);
    }
    else if (nf_dt_is_number(in, i, 2, 2) && in->t[i + 1].sign != ':'
             && (nf_dt_is_sign(in, i - 1, '-') || is_month(in, i - 1)
                 || nf_dt_is_sign(in, i - 1, '.')
                 || nf_dt_is_sign(in, i - 1, ','))
             && (in->t[i].value <= 50 || nf_dt_lang_is(in, "th"))
             && !nf_dt_is_word(in, i + 1, NF_DW_HOUR)) {
        *year = full_year(&in->t[i]);
        if (in->t[i].value > 50) { /* "2 พ.ค. 69" is 2569 */
            *year = 2500 + (int)in->t[i].value;
        }
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
static int find_month(const nf_date_in_t *in, int i, int *month, nf_when_t *w)
{
    if (is_month(in, i)) {
        *month = (int)in->t[i].value;
        w->calendar = in->t[i].word;
        return i;
    }
    if (nf_dt_is_word(in, i, NF_DW_MON) && nf_dt_is_number(in, i + 1, 1, 2)) {
        *month = (int)in->t[i + 1].value;
        return i + 1;
    }
    return 0;
}

/* "12 May 2022", "12. Mai 2022", "ngày 12 tháng 5 năm 2022" */
static int day_first(const nf_date_in_t *in, int i, nf_when_t *w)
{
    int month, year, j;

    if (!nf_dt_is_number(in, i, 1, 2)) {
        return 0;
    }
    j = find_month(in, skip(in, i + 1, 4, ".,-/"), &month, w);
    if (j == 0) {
        return 0;
    }
    j = find_year(in, j + 1, &year);
    return j && settle(in, w, year, month, (int)in->t[i].value) ? j + 1 : 0;
}

/* "May 12, 2022", "May 12 14:05:00 EDT 2022" */
static int month_first_by_name(const nf_date_in_t *in, int i, nf_when_t *w)
{
    int month, year, d, j;
    nf_when_t time = *w;

    if (!is_month(in, i)) {
        return 0;
    }
    month = (int)in->t[i].value;
    w->calendar = in->t[i].word;
    d = skip(in, i + 1, 3, ".-/");
    if (!nf_dt_is_number(in, d, 1, 2)) {
        return 0;
    }
    j = find_year(in, d + 1, &year);
    if (j == 0) {
        j = nf_date_time_at(in, d + 1, &time);
        if (j == 0 || !nf_dt_is_number(in, j, 4, 4)) {
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
static int year_first(const nf_date_in_t *in, int i, nf_when_t *w)
{
    int month, k, j;

    if (!nf_dt_is_number(in, i, 4, 4)) {
        return 0;
    }
    k = skip(in, i + 1, 4, ".,-/");
    j = find_month(in, k, &month, w);
    if (j == 0) {
        if (!nf_dt_is_number(in, k, 1, 2) || k == i + 1) {
            return 0;
        }
        j = find_month(in, skip(in, k + 1, 2, "."), &month, w);
        return j
                       && settle(in, w, (int)in->t[i].value, month,
                                 (int)in->t[k].value)
                   ? j + 1
                   : 0;
    }
    j = skip(in, j + 1, 2, ".,-/");
    if (!nf_dt_is_number(in, j, 1, 2) || nf_dt_is_sign(in, j + 1, ':')) {
        return 0;
    }
    return settle(in, w, (int)in->t[i].value, month, (int)in->t[j].value)
               ? j + 1
               : 0;
}

static int date_at(const nf_date_in_t *in, int i, nf_when_t *w)
{
    static matcher_t *const matchers[] = {in_numbers, in_marked_numbers,
                                          day_first,  month_first_by_name,
                                          year_first, in_one_number};
    size_t k;

    for (k = 0; k < sizeof(matchers) / sizeof(matchers[0]); k++) {
        nf_when_t trial = *w;
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

/* A date at i, with the time after or before it. */
static int when_at(const nf_date_in_t *in, int i, nf_when_t *w)
{
    nf_when_t start = {.calendar = 0};
    int j, k;

    *w = start;
    j = date_at(in, i, w);
    if (j) {
        if (w->has_time) {
            return nf_date_zone_at(in, j, w);
        }
        k = skip(in, j, 6, ",.-|/@");
        if (in->t[k].kind == NF_DT_WORD && in->t[k].letter == 't'
            && in->t[k].glued && in->t[k].end - in->t[k].at == 1) {
            k++;
        }
        k = nf_date_time_at(in, k, w);
        return k ? k : j;
    }
    j = nf_date_time_at(in, i, w);
    if (j == 0) {
        return 0;
    }
    return date_at(in, skip(in, j, 5, ",.-|/"), w);
}

/* A page that shows two calendars: the Gregorian date right after. */
static int gregorian_after(const nf_date_in_t *in, int i, nf_when_t *w)
{
    int k;

    for (k = i; k < in->n && k < i + 10; k++) {
        nf_when_t other;
        int j = when_at(in, k, &other);

        if (j && other.calendar != NF_DW_PERSIAN
            && other.calendar != NF_DW_ISLAMIC) {
            *w = other;
            return j;
        }
    }
    return i;
}

static int scan(const nf_date_in_t *in, int *from, nf_when_t *w)
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
            if (w->calendar == NF_DW_PERSIAN || w->calendar == NF_DW_ISLAMIC) {
                j = gregorian_after(in, j, w);
            }
            return j;
        }
    }
    return 0;
}

/* A sign, if there is one, and a number of two digits; what is behind them. */
static char *put(char *p, char sign, int n)
{
    if (sign) {
        *p++ = sign;
    }
    *p++ = (char)('0' + n / 10);
    *p++ = (char)('0' + n % 10);
    return p;
}

static const char *format(const nf_when_t *w, apr_pool_t *pool)
{
    char *date = apr_palloc(pool, sizeof("2022-05-12T15:42:00+02:00"));
    char *p = put(date, 0, w->day.year / 100);

    p = put(p, 0, w->day.year % 100);
    p = put(p, '-', w->day.month);
    p = put(p, '-', w->day.day);
    if (w->has_time) {
        p = put(p, 'T', w->hour);
        p = put(p, ':', w->minute);
        p = put(p, ':', w->second == 60 ? 59 : w->second);
    }
    if (w->has_time && w->has_zone && w->zone == 0) {
        *p++ = 'Z';
    }
    else if (w->has_time && w->has_zone) {
        p = put(p, w->zone < 0 ? '-' : '+', abs(w->zone) / 60);
        p = put(p, ':', abs(w->zone) % 60);
    }
    *p = '\0';
    return date;
}

const char *nf_date_find(nf_str_t text, const char *lang, size_t *at,
                         size_t *len, apr_pool_t *pool)
{
    nf_date_token_t tokens[NF_DATE_TOKENS + BEYOND];
    nf_date_in_t in = {tokens, 0, lang};
    nf_when_t w;
    int from = 0, to;

    if (text.p == NULL) {
        return NULL;
    }
    if (text.len > MAX_TEXT) {
        text.len = MAX_TEXT;
    }
    in.n = nf_date_tokens(text, lang, tokens);
    memset(&tokens[in.n], 0, sizeof(tokens[0]) * BEYOND);
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
    nf_when_t w = {.has_time = 1, .has_zone = 1};
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
