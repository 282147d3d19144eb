/*
 * paywall.h -- what of an article only subscribers may read.
 *
 * Three can tell, and the first that does is believed alone: the
 * administrator's classes; hasPart in an article of the page's own JSON-LD,
 * also where that one is not read by others; and the page's markup, where an
 * element around some of the article's text, not its headline, has a class
 * that says so. A box that stands where the text breaks off tells that there
 * is a paywall, and not what is behind it: that is not in the page.
 *
 * Sections do not nest: one inside of another is not told (Google's guide to
 * paywalled content).
 *
 * Ownership: the page's pool. Threads: one page, one thread.
 */
#ifndef NF_PAYWALL_H
#define NF_PAYWALL_H

#include "facts.h"
#include "settings.h"

/* Is this a class that search engines take in a selector? */
int nf_paywall_is_class(nf_str_t name);

/* Set paywall and accessible_for_free of an article and, where settings ask
 * for it, free_body. settings may be NULL. */
void nf_paywall_detect(const nf_page_t *page, const nf_settings_t *settings,
                       nf_facts_t *f);

#endif
