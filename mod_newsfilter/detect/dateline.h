/*
 * dateline.h -- the place in front of the first paragraph: "WASHINGTON,
 * D.C.:", "PARIS (AFP) -", "BERLIN, 12. Mai (dpa) –".
 */
#ifndef NF_DATELINE_H
#define NF_DATELINE_H

#include "evidence.h"

/* The dateline in front of a paragraph without agency, date and
 * separator, or NULL. */
const char *nf_dateline_of(nf_str_t paragraph, apr_pool_t *pool);

#endif
