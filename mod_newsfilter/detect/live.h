/*
 * live.h -- live blogs: which article is one, and its updates.
 *
 * A page says that it is one: its markup for machines does, or a class or id
 * around the updates ("liveblog", "live-ticker"), or a folder of its address
 * ("live", "en-direct"). The updates are those of the page's own JSON-LD; or
 * they are looked for: elements of one kind (live_entries.h) in the order of
 * their times but for one that may be pinned, written while the article was,
 * which do not link to other pages as teasers do. Where the markup for
 * machines does not say so, they have to be most of the article's text, three
 * or more with a headline or text to tell, and the administrator's types
 * (NewsFilterType) come first.
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
