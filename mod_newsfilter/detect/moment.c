/* moment.c -- see moment.h. */
#include <string.h>
#include "moment.h"

static int in_range(int v, int low, int high)
{
    return v >= low && v <= high;
}

/* Length of "YYYY-MM-DD" at s, or 0. */
static size_t date_len(const char *s)
{
    if (strnlen(s, 10) == 10 && nf_digits(s, 4) > 0 && s[4] == '-'
        && in_range(nf_digits(s + 5, 2), 1, 12) && s[7] == '-'
        && in_range(nf_digits(s + 8, 2), 1, 31)) {
        return 10;
    }
    return 0;
}

/* Length of "THH:MM[:SS[.fff]]" at s, or 0. */
static size_t time_len(const char *s)
{
    size_t n = 6;

    if (strnlen(s, 6) < 6 || s[0] != 'T' || s[3] != ':'
        || !in_range(nf_digits(s + 1, 2), 0, 23)
        || !in_range(nf_digits(s + 4, 2), 0, 59)) {
        return 0;
    }
    if (s[n] == ':') {
        if (strnlen(s + n, 3) < 3
            || !in_range(nf_digits(s + n + 1, 2), 0, 59)) {
            return 0;
        }
        n += 3;
        if (s[n] == '.') {
            n++;
            n += strspn(s + n, "0123456789");
        }
    }
    return n;
}

/* Is s a zone, "Z" or "+HH:MM", and nothing else? */
static int is_zone(const char *s)
{
    if (strcmp(s, "Z") == 0) {
        return 1;
    }
    return (s[0] == '+' || s[0] == '-') && strlen(s) == 6 && s[3] == ':'
           && in_range(nf_digits(s + 1, 2), 0, 14)
           && in_range(nf_digits(s + 4, 2), 0, 59);
}

char *nf_moment_exact(const char *s, apr_pool_t *pool)
{
    size_t n = s ? date_len(s) : 0, t;

    if (n == 0) {
        return NULL;
    }
    t = time_len(s + n);
    if (t && is_zone(s + n + t)) {
        return nf_str_dup(pool, nf_str(s));
    }
    return nf_str_dup(pool, (nf_str_t){s, n});
}

char *nf_moment_told(const nf_zone_t *zone, const char *date, apr_pool_t *pool)
{
    return nf_moment_exact(zone ? nf_zone_tell(zone, date, pool) : date, pool);
}

/* Days since 1 March 0000; the year begins in March, so that the leap day is
 * its last. */
static long long day_of(int year, int month, int day)
{
    year -= month < 3;
    month += month < 3 ? 9 : -3;
    return year * 365LL + year / 4 - year / 100 + year / 400
           + (month * 153 + 2) / 5 + day - 1;
}

long long nf_moment_of(const char *s)
{
    long long m =
        day_of(nf_digits(s, 4), nf_digits(s + 5, 2), nf_digits(s + 8, 2))
        * 1440;
    long long ms = 0;
    const char *zone;

    if (s[10] != 'T') {
        return m * 60000;
    }
    m += nf_digits(s + 11, 2) * 60L + nf_digits(s + 14, 2);
    if (s[16] == ':') {
        ms = nf_digits(s + 17, 2) * 1000LL;
        if (s[19] == '.' && nf_digits(s + 20, 3) > 0) {
            ms += nf_digits(s + 20, 3);
        }
    }
    zone = strpbrk(s + 16, "+-");
    if (zone) {
        long off = nf_digits(zone + 1, 2) * 60L + nf_digits(zone + 4, 2);

        m += *zone == '+' ? -off : off;
    }
    return m * 60000 + ms;
}

/* Modified before published is a mistake of the page: publication stands. */
static int in_order(const char *published, const char *modified)
{
    if (published[10] == '\0' || modified[10] == '\0') {
        return strncmp(modified, published, 10) >= 0;
    }
    return nf_moment_of(modified) >= nf_moment_of(published);
}

int nf_moment_in_order(const char *published, const char *modified,
                       apr_pool_t *pool)
{
    published = nf_moment_exact(published, pool);
    modified = nf_moment_exact(modified, pool);
    return published && modified && in_order(published, modified);
}
