/*
 * json_change.h -- JSON text changed where its value changes.
 *
 * What stays keeps its bytes: order, numbers, escapes, white space.
 *
 * Ownership: the pool. Limits: beyond NF_MAX_JSON_VISITS objects and arrays,
 * or 32 of them within each other, they are written anew as a whole. Time:
 * linear. Threads: no shared state.
 */
#ifndef NF_JSON_CHANGE_H
#define NF_JSON_CHANGE_H

#include <jansson.h>
#include "enrich.h"

/* Append the edits of a text (valid JSON that says had) that make it say want,
 * in order of their places; what they insert is ASCII and may stand in a
 * script element. A member that is gone but for schema.org's spelling of its
 * name (nf_mend_name) is renamed. */
void nf_json_change(nf_str_t text, const json_t *had, const json_t *want,
                    apr_array_header_t *edits, apr_pool_t *pool);

/* The text with its edits made. */
nf_str_t nf_json_apply(nf_str_t text, const apr_array_header_t *edits,
                       apr_pool_t *pool);

#endif
