/* date_time.c -- times of day and zones (date_grammar.h). */
#include "date_grammar.h"

/* "am", "p.m.", "p. m." at i; the place after it, or i. */
static int half_day(const nf_date_in_t *in, int i, int *pm)
{
    int j = i + 1;

    if (nf_dt_is_word(in, i, NF_DW_AM) || nf_dt_is_word(in, i, NF_DW_PM)) {
        *pm = in->t[i].word == NF_DW_PM;
        return j + (nf_dt_is_sign(in, j, '.') && in->t[j].glued);
    }
    if (in->t[i].kind == NF_DT_WORD && in->t[i].end - in->t[i].at == 1
        && (in->t[i].letter == 'a' || in->t[i].letter == 'p')) {
        j += nf_dt_is_sign(in, j, '.');
        if (in->t[j].kind == NF_DT_WORD && in->t[j].letter == 'm'
            && in->t[j].end - in->t[j].at == 1) {
            *pm = in->t[i].letter == 'p';
            return j + 1 + nf_dt_is_sign(in, j + 1, '.');
        }
    }
    return i;
}

/* "+02:00", "-0500", "+2" */
static int offset_at(const nf_date_in_t *in, int i, int named, nf_when_t *w)
{
    const nf_date_token_t *t = &in->t[i + 1];
    int minutes, j = i + 2;

    if (!nf_dt_is_one_of(in, i, "+-") || t->kind != NF_DT_NUMBER || !t->glued
        || t->digits > 4 || t->digits == 3) {
        return i;
    }
    minutes = t->digits == 4 ? (int)(t->value / 100 * 60 + t->value % 100)
                             : (int)t->value * 60;
    if (t->digits < 4 && nf_dt_is_sign(in, j, ':')
        && nf_dt_is_number(in, j + 1, 2, 2)) {
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
int nf_date_zone_at(const nf_date_in_t *in, int i, nf_when_t *w)
{
    int open = nf_dt_is_sign(in, i, '(');
    int j = i + open;

    if (nf_dt_is_word(in, j, NF_DW_ZONE)
        && (in->t[j].upper || (unsigned char)in->t[j].letter >= 0x80
            || (in->t[j].glued && in->t[j].letter == 'z'))) {
        w->zone = (int)in->t[j].value;
        w->has_zone = 1;
        j = w->zone == 0 ? offset_at(in, j + 1, 1, w) : j + 1;
        return j + (open && nf_dt_is_sign(in, j, ')'));
    }
    return offset_at(in, i, 0, w);
}

/* ":05:30.123" after the hour; the place after it, or 0. */
static int clock_at(const nf_date_in_t *in, int i, nf_when_t *w)
{
    if (!nf_dt_is_sign(in, i, ':') || !nf_dt_is_number(in, i + 1, 2, 2)) {
        return 0;
    }
    w->minute = (int)in->t[i + 1].value;
    i += 2;
    if (nf_dt_is_sign(in, i, ':') && nf_dt_is_number(in, i + 1, 2, 2)) {
        w->second = (int)in->t[i + 1].value;
        i += 2;
        if (nf_dt_is_one_of(in, i, ".,") && in->t[i].glued
            && in->t[i + 1].kind == NF_DT_NUMBER && in->t[i + 1].glued) {
            i += 2;
        }
    }
    return i;
}

/* "h05", "時05分", " Uhr"; the place after it, or 0. */
static int hour_mark_at(const nf_date_in_t *in, int i, nf_when_t *w)
{
    if (!nf_dt_is_word(in, i, NF_DW_HOUR)) {
        return 0;
    }
    i++;
    if (nf_dt_is_number(in, i, 1, 2) && in->t[i].value < 60
        && (in->t[i].glued || nf_dt_is_word(in, i + 1, NF_DW_MINUTE))) {
        w->minute = (int)in->t[i++].value;
        i += nf_dt_is_word(in, i, NF_DW_MINUTE);
    }
    return i;
}

/* ".05 Uhr"; with a mark before the hour the word after it may be missing. */
static int dotted_at(const nf_date_in_t *in, int i, int marked, nf_when_t *w)
{
    int pm;

    if (!nf_dt_is_sign(in, i, '.') || !in->t[i].glued
        || !nf_dt_is_number(in, i + 1, 2, 2) || !in->t[i + 1].glued
        || in->t[i + 1].value > 59) {
        return 0;
    }
    if (!marked && !nf_dt_is_word(in, i + 2, NF_DW_HOUR)
        && half_day(in, i + 2, &pm) == i + 2
        && !nf_dt_is_word(in, i + 2, NF_DW_ZONE)
        && (in->t[i + 2].kind != NF_DT_END || !nf_dt_lang_is(in, "fi"))) {
        return 0;
    }
    w->minute = (int)in->t[i + 1].value;
    return i + 2;
}

/* "140500" or "1405" after a T */
static int compact_clock(const nf_date_in_t *in, int i, nf_when_t *w)
{
    int v = (int)in->t[i].value;

    if (i == 0 || !nf_dt_is_number(in, i, 4, 6) || in->t[i].digits == 5
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

static int hour_at(const nf_date_in_t *in, int i, int *pm, nf_when_t *w)
{
    int before = i - 1 - (i > 1 && nf_dt_is_sign(in, i - 1, '.'));
    int marked = i > 0 && nf_dt_is_word(in, before, NF_DW_FILL);
    int j = compact_clock(in, i, w), k;

    if (j) {
        return j;
    }
    if (!nf_dt_is_number(in, i, 1, 2)) {
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

int nf_date_time_at(const nf_date_in_t *in, int i, nf_when_t *w)
{
    nf_when_t trial = *w;
    int pm = -1, j;

    i = half_day(in, i, &pm);
    j = hour_at(in, i, &pm, &trial);
    if (j == 0) {
        return 0;
    }
    j += nf_dt_is_word(in, j, NF_DW_HOUR);
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
    j = nf_date_zone_at(in, j, &trial);
    *w = trial;
    return j;
}
