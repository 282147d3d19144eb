/*
 * verdict.h -- article or not.
 *
 * A front page, a section, search results, a shop, a company's page, a wiki
 * or a login is left as it is. Clear cases are decided by rule; for the others
 * a small model (model.h) weighs what the page shows: dates and authors, the
 * make of its text, the address, what stands around.
 */
#ifndef NF_VERDICT_H
#define NF_VERDICT_H

#include "facts.h"

enum {
#define F(name) NF_V_##name,
#include "verdict.def"
#undef F
    NF_V_COUNT
};

/* Fill v[NF_V_COUNT] from the facts decided so far. */
void nf_verdict_features(const nf_page_t *page, const nf_facts_t *f, int *v);

/* Does the page say that it is something else: by a type of its own, or by
 * the classes of its content system? */
int nf_verdict_is_other(const nf_page_t *page, const nf_evidence_t *ev);

/* Is it the address of a front page: without a path, or with one that names
 * only an index? url may be NULL. */
int nf_verdict_is_front(const char *url);

/* Is the page no article whatever it shows, by its address and by what it says
 * in markup for machines? */
int nf_verdict_is_none(const nf_page_t *page, const nf_evidence_t *ev);

/* Sets is_article, type and verdict. */
void nf_verdict(const nf_page_t *page, nf_facts_t *f);

#endif
