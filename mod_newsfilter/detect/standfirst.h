/*
 * standfirst.h -- the line or two under the headline (dek, standfirst,
 * Vorspann, bajada): added as NF_FACT_ALT_HEADLINE.
 *
 * Threads: no shared state.
 */
#ifndef NF_STANDFIRST_H
#define NF_STANDFIRST_H

#include "facts.h"

void nf_standfirst_detect(const nf_page_t *page, nf_id_t headline_node,
                          const nf_body_t *body, nf_evidence_t *ev);

#endif
