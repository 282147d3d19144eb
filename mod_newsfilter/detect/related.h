/*
 * related.h -- lists of other stories: "Related News", "Read also",
 * most-read, latest.
 *
 * Sets blocks[i].related on title and items; appends those with a related
 * (not most-read, not latest) title to items.
 */
#ifndef NF_RELATED_H
#define NF_RELATED_H

#include "facts.h"

void nf_related_detect(nf_page_t *page, apr_array_header_t *items);

#endif
