/*
 * zone.h -- time zones: local times with the offset that held there then.
 *
 * A zone is a fixed offset or the contents of a TZif file (RFC 8536), read
 * without the C library, whose own zone is one for the whole process. Bytes
 * of any kind may be given; what is no TZif file of version 2 or later is
 * refused.
 *
 * Ownership: the pool given. NULL: see each function.
 * Limits: NF_MAX_ZONE_FILE. Threads: a zone is read-only once made.
 */
#ifndef NF_ZONE_H
#define NF_ZONE_H

#include "../page/str.h"

typedef struct nf_zone_t nf_zone_t;

/* Of "+05:30", "-03:00" or "Z"; NULL for anything else. */
const nf_zone_t *nf_zone_fixed(const char *s, apr_pool_t *pool);

/* Of the bytes of a TZif file; NULL if they are none. They need not live
 * longer than the call. */
const nf_zone_t *nf_zone_read(nf_str_t bytes, apr_pool_t *pool);

/* Seconds east of UTC at a time (seconds since 1970, UTC). */
long nf_zone_offset(const nf_zone_t *zone, int64_t utc);

/* "2024-07-01T08:30:00" as "2024-07-01T08:30:00+02:00". What has a zone
 * already, is no time, or happened twice or never in this zone comes back as
 * it is: nobody can tell the offset. NULL for NULL. */
const char *nf_zone_tell(const nf_zone_t *zone, const char *iso,
                         apr_pool_t *pool);

#endif
