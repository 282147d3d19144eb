/*
 * splice.h -- byte offsets in bucket brigades.
 *
 * A page is cut and read here where it lies: data buckets count with their
 * length, metadata buckets never do, whatever length they claim.
 *
 * Errors: an apr_status_t of a bucket that cannot be read; the brigade still
 * holds the whole page then. Threads: those of the brigade.
 */
#ifndef NFM_SPLICE_H
#define NFM_SPLICE_H

#include "httpd.h"
#include "util_filter.h"
#include "../page/str.h"
#include "../render/enrich.h"

/* The bytes of held (or NULL) and bb up to EOS, so many, in one piece. They
 * are valid as long as the pool and the brigades. Several buckets in memory
 * become parts of one, each brigade with the bytes it had; so do files if
 * `files`, else they are read beside their buckets. */
apr_status_t nfm_splice_page(apr_bucket_brigade *held, apr_bucket_brigade *bb,
                             apr_off_t bytes, int files, apr_pool_t *pool,
                             nf_str_t *page);

/* Append the bytes of one bucket of known length. A file is read beside its
 * bucket, so it can still be sent with sendfile. */
apr_status_t nfm_splice_read_bucket(apr_bucket *e, nf_buf_t *out);

/* The bucket in front of which offset at lies (the sentinel for the end),
 * splitting one if need be. */
apr_status_t nfm_splice_find(apr_bucket_brigade *bb, apr_off_t at,
                             apr_bucket **found);

/* Do held and bb together hold nothing but one bucket, a file, and EOS? */
apr_bucket *nfm_splice_lone_file(apr_bucket_brigade *held,
                                 apr_bucket_brigade *bb);

/* Make edits (their bytes are copied) in bb, which begins with byte `first`
 * of what they speak of. Metadata between bytes that are dropped stays.
 * An optional edit whose place is not in bb is left out; for any other one
 * that is APR_EGENERAL. After an error bb has the bytes it had. *done: bytes
 * put in. */
apr_status_t nfm_splice_edit(apr_bucket_brigade *bb, const nf_edit_t *edits,
                             int n, apr_off_t first, apr_size_t *done);

/* Move all of bb to the end of held (made at first use), safe from what the
 * sender does with its memory. Small pieces are put together, and of the FLUSH
 * buckets one stays, at the end, so that held takes little more memory than
 * the page. After an error bb has what could not be moved. */
apr_status_t nfm_splice_hold(ap_filter_t *f, apr_bucket_brigade **held,
                             apr_bucket_brigade *bb);

/* Remove the FLUSH buckets in front of EOS. */
void nfm_splice_drop_flushes(apr_bucket_brigade *bb);

/* Put these bytes in the place of all data in front of EOS. They are not
 * copied: they have to last until the brigade is passed on. */
void nfm_splice_replace(apr_bucket_brigade *bb, nf_str_t bytes);

/* ERROR or end of connection: who made the page failed. */
int nfm_splice_is_failure(const apr_bucket *e);

#endif
