/*
 * explain.h -- what was found on a page, where, and why: for people.
 *
 * The format may change with every version; programs read --output=json.
 */
#ifndef NF_EXPLAIN_H
#define NF_EXPLAIN_H

#include "../render/enrich.h"

/* e->facts must be there. */
nf_str_t nf_explain(const nf_enrich_t *e, apr_pool_t *pool);

#endif
