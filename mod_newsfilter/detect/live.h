/*
 * live.h -- live blogs: which article is one, and its updates.
 *
 * A page says that it is one: its markup for machines does, or a class of the
 * site around the updates. The updates are then those of the page's own
 * JSON-LD; or they are looked for: elements of one kind side by side, each
 * with a time to the minute and text of the article, in the order of those
 * times but for one that may be pinned. Without updates a page is a live blog
 * only if its markup for machines says so.
 *
 * Ownership: the page's pool. Limits: NF_MAX_UPDATES, NF_MAX_UPDATE_TIMES.
 * Threads: one page, one thread.
 * Source: schema.org/LiveBlogPosting.
 */
#ifndef NF_LIVE_H
#define NF_LIVE_H

#include "facts.h"
#include "settings.h"

/* Set type and live of an article that is a live blog. free_body has to be
 * known. settings may be NULL. */
void nf_live_detect(const nf_page_t *page, const nf_settings_t *settings,
                    nf_facts_t *f);

#endif
