/*
 * json.h -- the facts as JSON: --output=json, one line.
 */
#ifndef NF_JSON_H
#define NF_JSON_H

#include "../detect/facts.h"

/* One JSON object and a newline, members as in docs/newsfilter.1. */
nf_str_t nf_json_render(const nf_facts_t *facts, apr_pool_t *pool);

#endif
