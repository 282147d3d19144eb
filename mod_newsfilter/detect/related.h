/*
 * related.h -- lists of other stories: "Related News", "Read also",
 * most-read, latest.
 *
 * nf_related_detect() sets blocks[i].related on title and items, and notes in
 * facts->related_at where lists with a related (not most-read, not latest)
 * title stand. nf_related_read() fills facts->related from there: few want
 * it, and reading the lists costs as much as finding them.
 */
#ifndef NF_RELATED_H
#define NF_RELATED_H

#include "facts.h"

void nf_related_detect(nf_page_t *page, nf_facts_t *facts);

void nf_related_read(const nf_page_t *page, nf_facts_t *facts);

#endif
