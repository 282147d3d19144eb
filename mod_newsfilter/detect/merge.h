/*
 * merge.h -- the evidence weighed: the only place where facts are decided.
 */
#ifndef NF_MERGE_H
#define NF_MERGE_H

#include "facts.h"

/* headline and headline_node; first, because later detectors need its place.
 */
void nf_merge_headline(const nf_page_t *page, nf_facts_t *f);

/* Every other fact. */
void nf_merge_facts(const nf_page_t *page, nf_facts_t *f);

/* The published or modified date that the evidence agrees on, or NULL
 * (merge_date.c). */
const char *nf_merge_date(const nf_evidence_t *ev, nf_fact_e fact);

/* Fill f->authors (merge_author.c). */
void nf_merge_authors(const nf_page_t *page, nf_facts_t *f);

#endif
