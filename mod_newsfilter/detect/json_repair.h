/*
 * json_repair.h -- JSON as pages write it, made readable for jansson.
 *
 * Taken out: CDATA and comment wrappers, comments, trailing commas and
 * semicolons. In strings: raw control characters, escapes that JSON does not
 * have, lone surrogates, quotes that do not end the string. At the end:
 * missing quotes and brackets. A block written with character references
 * ("{&quot;@type&quot;") is decoded first.
 *
 * Ownership: the result is from the pool. Time: linear.
 * Threads: no shared state.
 */
#ifndef NF_JSON_REPAIR_H
#define NF_JSON_REPAIR_H

#include "../page/str.h"

nf_str_t nf_json_repair(nf_str_t json, apr_pool_t *pool);

#endif
