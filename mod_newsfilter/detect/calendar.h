/*
 * calendar.h -- days of other calendars as Gregorian ones.
 *
 * Threads: no shared state.
 */
#ifndef NF_CALENDAR_H
#define NF_CALENDAR_H

typedef struct nf_day_t {
    int year, month, day;
} nf_day_t;

/* Does the Gregorian calendar have this day? */
int nf_day_valid(nf_day_t d);

/* From the solar Hijri (Persian) calendar; Birashk's 33-year cycles, which
 * agree with the official calendar from 1178 to 1633. */
nf_day_t nf_day_from_persian(nf_day_t d);

/* From the lunar Hijri calendar, tabular (civil epoch, leap years of the
 * 30-year cycle): sightings may differ by a day. */
nf_day_t nf_day_from_islamic(nf_day_t d);

/* From seconds since 1970 (UTC). */
nf_day_t nf_day_from_epoch(long long seconds);

/* Days since 1970. */
long nf_day_to_epoch(nf_day_t d);

#endif
