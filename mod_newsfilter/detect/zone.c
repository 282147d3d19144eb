/* zone.c -- see zone.h. */
#include <string.h>
#include <apr_strings.h>
#include "../page/limits.h"
#include "calendar.h"
#include "zone.h"
#include "zone_rule.h"

#define DAY 86400L

struct nf_zone_t {
    long first;   /* seconds east before any change */
    uint32_t n;   /* changes */
    int64_t *at;  /* when, UTC, ascending */
    long *offset; /* from then on */
    int has_rule; /* for what comes after the last change */
    nf_zone_rule_t rule;
};

const nf_zone_t *nf_zone_fixed(const char *s, apr_pool_t *pool)
{
    nf_zone_t *zone = apr_pcalloc(pool, sizeof(*zone));
    int h, m;

    if (strcmp(s, "Z") == 0) {
        return zone;
    }
    if ((*s != '+' && *s != '-') || strlen(s) != 6 || s[3] != ':') {
        return NULL;
    }
    h = nf_digits(s + 1, 2);
    m = nf_digits(s + 4, 2);
    if (h < 0 || h > 14 || m < 0 || m > 59 || (h == 14 && m)) {
        return NULL;
    }
    zone->first = (*s == '-' ? -60L : 60L) * (h * 60 + m);
    return zone;
}

/* ------------------------------------------------------------------ TZif */

#define HEADER_LEN 44

/* Counts of a header, in its order (RFC 8536 3.1). */
enum { ISUT, ISSTD, LEAP, TIME, TYPE, CHAR, NCOUNTS };

static uint64_t big_endian(const char *p, int n)
{
    uint64_t v = 0;

    while (n-- > 0) {
        v = v << 8 | (unsigned char)*p++;
    }
    return v;
}

/* Read a header at p; whether there is one. */
static int read_header(nf_str_t s, size_t at, uint64_t *counts)
{
    int i;

    if (s.len < at + HEADER_LEN || memcmp(s.p + at, "TZif", 4) != 0
        || s.p[at + 4] < '2') {
        return 0;
    }
    for (i = 0; i < NCOUNTS; i++) {
        counts[i] = big_endian(s.p + at + 20 + 4 * i, 4);
        if (counts[i] > NF_MAX_ZONE_FILE) {
            return 0;
        }
    }
    return 1;
}

/* Bytes of the data behind a header, whose times have `width` bytes. */
static uint64_t data_len(const uint64_t *counts, int width)
{
    return counts[TIME] * (width + 1) + counts[TYPE] * 6 + counts[CHAR]
           + counts[LEAP] * (width + 4) + counts[ISSTD] + counts[ISUT];
}

/* The changes at p; whether they make sense. */
static int read_changes(nf_zone_t *zone, const char *p, const uint64_t *counts,
                        apr_pool_t *pool)
{
    const char *indices = p + counts[TIME] * 8;
    const char *types = indices + counts[TIME];
    uint32_t i;

    if (counts[TYPE] == 0) {
        return 0;
    }
    zone->n = (uint32_t)counts[TIME];
    zone->at = apr_palloc(pool, (zone->n + 1) * sizeof(*zone->at));
    zone->offset = apr_palloc(pool, (zone->n + 1) * sizeof(*zone->offset));
    zone->first = (int32_t)big_endian(types, 4);
    for (i = 0; i < zone->n; i++) {
        unsigned type = (unsigned char)indices[i];

        zone->at[i] = (int64_t)big_endian(p + (size_t)i * 8, 8);
        if (type >= counts[TYPE] || (i && zone->at[i] <= zone->at[i - 1])) {
            return 0;
        }
        zone->offset[i] = (int32_t)big_endian(types + (size_t)type * 6, 4);
    }
    return 1;
}

const nf_zone_t *nf_zone_read(nf_str_t bytes, apr_pool_t *pool)
{
    nf_zone_t *zone = apr_pcalloc(pool, sizeof(*zone));
    uint64_t counts[NCOUNTS], at;
    const char *line;

    /* the first data are for readers of version 1 */
    if (bytes.len > NF_MAX_ZONE_FILE || !read_header(bytes, 0, counts)) {
        return NULL;
    }
    at = HEADER_LEN + data_len(counts, 4);
    if (!read_header(bytes, at, counts)) {
        return NULL;
    }
    at += HEADER_LEN;
    if (at + data_len(counts, 8) + 2 > bytes.len
        || !read_changes(zone, bytes.p + at, counts, pool)) {
        return NULL;
    }
    line = bytes.p + at + data_len(counts, 8);
    if (line[0] != '\n' || bytes.p[bytes.len - 1] != '\n') {
        return NULL;
    }
    line++;
    zone->has_rule = *line != '\n';
    if (zone->has_rule
        && !nf_zone_rule_parse(
            (nf_str_t){line, (size_t)(bytes.p + bytes.len - 1 - line)},
            &zone->rule)) {
        return NULL;
    }
    return zone;
}

/* ---------------------------------------------------------------- asking */

long nf_zone_offset(const nf_zone_t *zone, int64_t utc)
{
    uint32_t low = 0, high = zone->n;

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;

        if (zone->at[mid] <= utc) {
            low = mid + 1;
        }
        else {
            high = mid;
        }
    }
    if (low == zone->n && zone->has_rule) {
        return nf_zone_rule_offset(&zone->rule, utc);
    }
    return low ? zone->offset[low - 1] : zone->first;
}

/* The local time of "YYYY-MM-DDTHH:MM:SS" in seconds, as if it were UTC; -1
 * for anything else, a zone behind it among that. */
static int64_t local_seconds(const char *s)
{
    nf_day_t d;
    int h, m, sec;

    if (strlen(s) != 19 || s[10] != 'T') {
        return -1;
    }
    d = (nf_day_t){nf_digits(s, 4), nf_digits(s + 5, 2), nf_digits(s + 8, 2)};
    h = nf_digits(s + 11, 2);
    m = nf_digits(s + 14, 2);
    sec = nf_digits(s + 17, 2);
    if (d.year < 1970 || !nf_day_valid(d) || h < 0 || m < 0 || sec < 0) {
        return -1;
    }
    return nf_day_to_epoch(d) * (int64_t)DAY + h * 3600L + m * 60L + sec;
}

const char *nf_zone_tell(const nf_zone_t *zone, const char *iso,
                         apr_pool_t *pool)
{
    int64_t local = iso ? local_seconds(iso) : -1;
    long before, after, offset, minutes;

    if (local < 0) {
        return iso;
    }
    before = nf_zone_offset(zone, local - DAY);
    after = nf_zone_offset(zone, local + DAY);
    offset = nf_zone_offset(zone, local - before) == before ? before : after;
    if (nf_zone_offset(zone, local - offset) != offset
        || (before != after && offset == before
            && nf_zone_offset(zone, local - after) == after)
        || offset % 60) {
        return iso;
    }
    minutes = offset < 0 ? -offset / 60 : offset / 60;
    return apr_psprintf(pool, "%s%c%02ld:%02ld", iso, offset < 0 ? '-' : '+',
                        minutes / 60, minutes % 60);
}
