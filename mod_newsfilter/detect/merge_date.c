/*
 * merge_date.c -- which day the page was published (merge.h).
 *
 * Candidates that name the same day support each other; different kinds of
 * source count, the same date twice in one does not. A zone can shift what
 * machines are told by a day: then the day that readers see is right.
 */
#include <stdlib.h>
#include <string.h>
#include "merge.h"

#define MAX_DAYS 24
#define SUPPORT 5 /* for each further kind of source */
#define MAX_SUPPORT 15
#define MIN_SCORE 38 /* less is a guess, and guesses stay out */

typedef struct day_t {
    const nf_candidate_t *best; /* of this day */
    unsigned kinds;             /* bits: sources that say so */
    int seen;                   /* best score of what readers see */
    int score;
} day_t;

static const char *const kinds[] = {"json-ld",   "og",   "meta",
                                    "microdata", "time", "class",
                                    "text",      "url",  NULL};

static unsigned kind_of(const nf_candidate_t *c)
{
    unsigned i;

    for (i = 0; kinds[i]; i++) {
        if (strcmp(c->source, kinds[i]) == 0) {
            return 1u << i;
        }
    }
    return 1u << i;
}

/* Longer forms of equal worth tell the time too. */
static int is_better(const nf_candidate_t *a, const nf_candidate_t *b)
{
    if (a->score != b->score) {
        return a->score > b->score;
    }
    return strlen(a->value) > strlen(b->value);
}

static int collect(const nf_evidence_t *ev, nf_fact_e fact, day_t *days)
{
    int n = 0, i, k;

    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact != fact) {
            continue;
        }
        for (k = 0; k < n && strncmp(days[k].best->value, c->value, 10); k++) {
        }
        if (k == MAX_DAYS) {
            continue;
        }
        if (k == n) {
            days[n++] = (day_t){.best = c};
        }
        if (is_better(c, days[k].best)) {
            days[k].best = c;
        }
        days[k].kinds |= kind_of(c);
        if (c->visible && c->score > days[k].seen) {
            days[k].seen = c->score;
        }
    }
    return n;
}

static void weigh(day_t *days, int n)
{
    int i;

    for (i = 0; i < n; i++) {
        unsigned k = days[i].kinds;
        int support = -SUPPORT;

        for (; k; k &= k - 1) {
            support += SUPPORT;
        }
        if (days[i].kinds & kind_of(&(nf_candidate_t){.source = "url"})) {
            support += SUPPORT;
        }
        days[i].score = days[i].best->score
                        + (support > MAX_SUPPORT ? MAX_SUPPORT : support);
    }
}

/* Days since some day, near enough to see neighbours. */
static long day_number(const char *iso)
{
    long y = strtol(iso, NULL, 10), m = strtol(iso + 5, NULL, 10);
    long d = strtol(iso + 8, NULL, 10);

    y -= m <= 2;
    return 365 * y + y / 4 - y / 100 + y / 400
           + (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d;
}

/* Is the time of day UTC, so that the day may be another one where the page
 * was written? */
static int is_utc(const char *iso)
{
    size_t n = strlen(iso);

    return n > 10 && (iso[n - 1] == 'Z' || strstr(iso + 10, "+00:00"));
}

/* "11/01/2023" for machines was read the wrong way round when readers see
 * 1 November. */
static const day_t *unswapped(const day_t *days, int n, const day_t *best)
{
    const char *v = best->best->value;
    int i;

    for (i = 0; i < n && best->seen == 0; i++) {
        const char *d = days[i].best->value;

        if (days[i].seen >= 58 && memcmp(d, v, 5) == 0
            && memcmp(d + 5, v + 8, 2) == 0 && memcmp(d + 8, v + 5, 2) == 0) {
            return &days[i];
        }
    }
    return best;
}

/* Of all that say the same as far as they go, the one that says most: a
 * visible "06:30" gets the zone that a time element tells. */
static const char *precise(const nf_evidence_t *ev, nf_fact_e fact,
                           const char *value)
{
    int i;

    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);
        size_t n = strlen(value);

        if (c->fact == fact && c->score >= MIN_SCORE
            && strncmp(c->value, value, n) == 0 && strlen(c->value) > n) {
            value = c->value;
        }
    }
    return value;
}

const char *nf_merge_date(const nf_evidence_t *ev, nf_fact_e fact)
{
    day_t days[MAX_DAYS];
    const day_t *best = NULL;
    int n = collect(ev, fact, days), i;

    weigh(days, n);
    for (i = 0; i < n; i++) {
        if (best == NULL || days[i].score > best->score
            || (days[i].score == best->score && days[i].seen > best->seen)) {
            best = &days[i];
        }
    }
    if (best == NULL || best->score < MIN_SCORE) {
        return NULL;
    }
    if (is_utc(best->best->value) && best->seen == 0) {
        const day_t *local = NULL;

        for (i = 0; i < n; i++) {
            if (days[i].seen >= 58
                && labs(day_number(days[i].best->value)
                        - day_number(best->best->value))
                       == 1
                && (local == NULL || days[i].seen > local->seen)) {
                local = &days[i];
            }
        }
        best = local ? local : best;
    }
    best = unswapped(days, n, best);
    return precise(ev, fact, best->best->value);
}
