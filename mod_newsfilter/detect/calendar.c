/* calendar.c -- see calendar.h. Days are counted as Julian day numbers. */
#include "calendar.h"

int nf_day_valid(nf_day_t d)
{
    static const signed char days[] = {31, 28, 31, 30, 31, 30,
                                       31, 31, 30, 31, 30, 31};
    int leap = (d.year % 4 == 0 && d.year % 100 != 0) || d.year % 400 == 0;

    return d.month >= 1 && d.month <= 12 && d.day >= 1
           && d.day <= days[d.month - 1] + (d.month == 2 && leap);
}

#define EPOCH 2440588L /* 1 January 1970 */

/* Fliegel and Van Flandern, CACM 11 (1968), p. 657 */
static nf_day_t from_jdn(long jdn)
{
    long l = jdn + 68569;
    long n = 4 * l / 146097, i, j;

    l -= (146097 * n + 3) / 4;
    i = 4000 * (l + 1) / 1461001;
    l = l - 1461 * i / 4 + 31;
    j = 80 * l / 2447;
    return (nf_day_t){(int)(100 * (n - 49) + i + j / 11),
                      (int)(j + 2 - 12 * (j / 11)), (int)(l - 2447 * j / 80)};
}

nf_day_t nf_day_from_persian(nf_day_t d)
{
    long y = d.year + 1595L;
    long days =
        365 * y + y / 33 * 8 + (y % 33 + 3) / 4 + d.day
        + (d.month < 7 ? (d.month - 1) * 31L : (d.month - 7) * 30L + 186);

    return from_jdn(days + 1365392);
}

nf_day_t nf_day_from_islamic(nf_day_t d)
{
    long days = d.day + (59L * (d.month - 1) + 1) / 2 + (d.year - 1) * 354L
                + (3L + 11L * d.year) / 30;

    return from_jdn(days + 1948439);
}

nf_day_t nf_day_from_epoch(long long seconds)
{
    return from_jdn((long)(seconds / 86400) + EPOCH);
}

long nf_day_to_epoch(nf_day_t d)
{
    long before_march = (d.month - 14) / 12;

    return 1461 * (d.year + 4800 + before_march) / 4
           + 367 * (d.month - 2 - before_march * 12) / 12
           - 3 * ((d.year + 4900 + before_march) / 100) / 4 + d.day - 32075
           - EPOCH;
}
