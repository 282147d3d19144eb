/*
 * microdata.h -- itemscope/itemprop and RDFa Lite of article types, and
 * hentry/h-entry microformats. Adds candidates; sets own_article, own_any.
 */
#ifndef NF_MICRODATA_H
#define NF_MICRODATA_H

#include "evidence.h"

void nf_microdata_detect(const nf_page_t *page, nf_evidence_t *ev);

#endif
