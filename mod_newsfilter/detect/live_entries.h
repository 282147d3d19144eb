/*
 * live_entries.h -- what a page repeats in its article's text, with a time of
 * day in each: perhaps the updates of a live blog (live.h).
 *
 * A time that says that something was changed, or that stands in a quotation,
 * a figure or an aside, is not one of these.
 *
 * Ownership: from the page's pool. Limits: NF_MAX_UPDATE_TIMES. Threads: one
 * page, one thread.
 */
#ifndef NF_LIVE_ENTRIES_H
#define NF_LIVE_ENTRIES_H

#include "facts.h"
#include "zone.h"

typedef struct nf_live_entry_t {
    nf_id_t node;
    const char *iso;      /* of its first time; exact (moment.h) */
    uint32_t first, last; /* its blocks of the body: indices into
                           * body->blocks; last is behind them */
    uint32_t words;       /* of those that are no headings */
} nf_live_entry_t;

/* Elements of one tag, as deep in the body as each other, in page order; at
 * least `least` of them have text of the article. NULL for none. zone: of
 * local times, or NULL; lang: BCP 47, or NULL. */
apr_array_header_t *nf_live_entries(const nf_page_t *page,
                                    const nf_body_t *body,
                                    const nf_zone_t *zone, const char *lang,
                                    int least);

#endif
