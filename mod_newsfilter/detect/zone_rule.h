/*
 * zone_rule.h -- the rule by which a zone goes on after the last change that
 * its file lists: "CET-1CEST,M3.5.0,M10.5.0/3" (POSIX TZ, RFC 8536 3.3).
 *
 * Ownership: the caller's struct. Threads: no shared state.
 */
#ifndef NF_ZONE_RULE_H
#define NF_ZONE_RULE_H

#include "../page/str.h"

/* A day of each year, and the local time on it. */
typedef struct nf_zone_day_t {
    char form; /* 'M': month, week, weekday; 'J': day 1..365 without 29
                * February; '0': day 0..365 */
    int month, week, day;
    long seconds;
} nf_zone_day_t;

typedef struct nf_zone_rule_t {
    long standard; /* seconds east of UTC */
    long daylight;
    int has_daylight;
    nf_zone_day_t start, end; /* of daylight saving time */
} nf_zone_rule_t;

/* Whether text is a rule. */
int nf_zone_rule_parse(nf_str_t text, nf_zone_rule_t *rule);

/* Seconds east of UTC at a time of 1970 or later. */
long nf_zone_rule_offset(const nf_zone_rule_t *rule, int64_t utc);

#endif
