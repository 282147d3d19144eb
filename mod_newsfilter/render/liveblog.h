/*
 * liveblog.h -- what is told of a live blog besides what each article has.
 *
 * Ownership: the object is the caller's. Threads: no shared state.
 */
#ifndef NF_LIVEBLOG_H
#define NF_LIVEBLOG_H

#include <jansson.h>
#include "../detect/facts.h"

/* Set coverageStartTime, coverageEndTime and liveBlogUpdate of an article
 * (schema.org/LiveBlogPosting). Nothing is set where live is NULL. */
void nf_liveblog_set(json_t *article, const nf_live_t *live);

#endif
