/*
 * detect.h -- page in, facts out.
 *
 * Order (each step may use what stands above it):
 *   embedded   what the page says itself          (embedded.h)
 *   ticker     marked in the blocks, so the body has none of it (ticker.h)
 *   headline   candidates that readers see        (headline.h)
 *   related    marked in the blocks               (related.h)
 *   body       choice of blocks                   (body.h)
 *   byline, dates, images, language, dateline     (byline.h, date.h, ...)
 *   facts      weighing, and article or not       (facts.c)
 *
 * Ownership: facts live in page->pool. Never NULL. Threads: one page, one
 * thread.
 */
#ifndef NF_DETECT_H
#define NF_DETECT_H

#include "facts.h"
#include "settings.h"

/* settings: NULL where the administrator said nothing. */
nf_facts_t *nf_detect(nf_page_t *page, const nf_settings_t *settings);

/* The same in two steps: what the page says in markup for machines, for which
 * it need not have blocks and which may be enough to leave it alone; and what
 * readers see, with the facts from both. */
nf_evidence_t *nf_detect_markup(const nf_page_t *page);
nf_facts_t *nf_detect_shown(nf_page_t *page, nf_evidence_t *ev,
                            const nf_settings_t *settings);

/* Fill article_body, once: few want a copy of the text. nf_detect() does. */
void nf_detect_text(const nf_page_t *page, nf_facts_t *f);

#endif
