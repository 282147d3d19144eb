/*
 * ticker.h -- the headline ticker: the BREAKING bar, the marquee, the line
 * of headlines joined by separators.
 *
 * Sets blocks[i].ticker on every block of the strip (items, title,
 * clones), so that neither headline nor body take any of it; the same for
 * quotes and promotions in a ticker's markup, which are not reported. Items
 * come in page order, each story once; labels such as BREAKING are split off.
 */
#ifndef NF_TICKER_H
#define NF_TICKER_H

#include "facts.h"

/* Appends nf_link_t to items. selector: XPath of the elements that are the
 * ticker, whatever they look like (one that holds the headline or much of the
 * page is not believed); empty: the page has none; NULL: it is looked for.
 * Linear in the page. */
void nf_ticker_detect(nf_page_t *page, const char *selector,
                      apr_array_header_t *items, nf_evidence_t *ev);

#endif
