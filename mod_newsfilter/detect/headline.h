/*
 * headline.h -- the headline that readers see.
 *
 * Adds NF_FACT_HEADLINE candidates with their node: h1, h2 that agrees with
 * title or og:title, title-like classes, the heading above the body. Ticker
 * blocks are no candidates. nf_headline_clean() takes the site's name off a
 * title ("Story | Site", "Site - Story").
 */
#ifndef NF_HEADLINE_H
#define NF_HEADLINE_H

#include "facts.h"

void nf_headline_detect(const nf_page_t *page, nf_evidence_t *ev);

/* title less " | Site" and the like; site (or NULL) is the known name. shown:
 * readers see it as a heading, so only the known name is taken off. */
char *nf_headline_clean(const char *title, const char *site, int shown,
                        apr_pool_t *pool);

/* Do two headlines say the same (letters and digits, case folded)? 0..100. */
int nf_headline_similar(const char *a, const char *b);

#endif
