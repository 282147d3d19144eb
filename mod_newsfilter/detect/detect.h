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

#endif
