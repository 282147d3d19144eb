/*
 * keywords.h -- the keywords that readers see: links beside the article that
 * call themselves tags (microformats.org/wiki/rel-tag, h-entry's p-category).
 * A link that is a category as well is the section's, as WordPress has it.
 * They count where the page names none for machines.
 *
 * Threads: no shared state.
 */
#ifndef NF_KEYWORDS_H
#define NF_KEYWORDS_H

#include "facts.h"

/* headline_node may be NF_NONE; body may be empty. */
void nf_keywords_detect(const nf_page_t *page, nf_id_t headline_node,
                        const nf_body_t *body, nf_evidence_t *ev);

#endif
