/*
 * refs.h -- what else a block means, when a part of it is taken out.
 *
 * Things in JSON-LD are told once, with an @id, and named elsewhere by that
 * alone. Where the one place goes, another has to tell it.
 *
 * Ownership: the caller's json_t is changed; what is needed on the way is
 * from the pool. Each thing is told once, so that rest grows by no more than
 * gone has. Limits: NF_MAX_JSON_VISITS things of each; further ones are not
 * looked at. Time: linear. Threads: no shared state.
 * Source: www.w3.org/TR/json-ld11, node objects and references.
 */
#ifndef NF_REFS_H
#define NF_REFS_H

#include <jansson.h>
#include <apr_pools.h>

/* Tell what `gone` told and `rest` only names, where it is named first. The
 * thing `gone` itself stays a name. */
void nf_refs_keep(json_t *rest, const json_t *gone, apr_pool_t *pool);

#endif
