/*
 * names.h -- the authors that the page names for machines, to know lines
 * about them ("Jane Doe is our correspondent ...").
 *
 * Ownership: slices of the evidence. Limits: NF_NAMES_MAX; further names are
 * left out. Threads: no shared state.
 */
#ifndef NF_NAMES_H
#define NF_NAMES_H

#include "evidence.h"

#define NF_NAMES_MAX 32

typedef struct nf_names_t {
    nf_str_t v[NF_NAMES_MAX];
    int n;
} nf_names_t;

/* The first names of authors in the evidence. */
void nf_names_collect(nf_names_t *names, const nf_evidence_t *ev);

/* Does the text begin with one of the names, and go on? */
int nf_names_start(const nf_names_t *names, nf_str_t text);

#endif
