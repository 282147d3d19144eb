/*
 * stories.h -- what a front page or a section lists: the stories, by the
 * links in its headings.
 *
 * Ownership: the page's pool. Limits: NF_MAX_STORIES. Threads: one page, one
 * thread.
 */
#ifndef NF_STORIES_H
#define NF_STORIES_H

#include "facts.h"

/* nf_link_t in page order, each address once, all on the host of the page's
 * own address (NULL: any) and none of them the page itself or the front page;
 * what stands in menus, tickers, advertisements and the footer is left out.
 * NULL where they are too few for a list of stories. */
apr_array_header_t *nf_stories_detect(const nf_page_t *page, const char *own);

#endif
