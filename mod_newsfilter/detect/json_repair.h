/*
 * json_repair.h -- JSON as pages write it, made readable for jansson.
 *
 * Taken out: a byte order mark, CDATA and comment wrappers, comments, commas
 * without a value and semicolons. Put in: commas and values that are missing,
 * the quotes of names and values, at the end brackets. In strings: raw control
 * characters, escapes that JSON does not have, lone surrogates, quotes that do
 * not end the string; strings in single quotes. A block that is one string, or
 * written with character references ("{&quot;@type&quot;"), is decoded first;
 * values side by side become a list.
 *
 * Ownership: the result is from the pool. Time: linear.
 * Threads: no shared state.
 */
#ifndef NF_JSON_REPAIR_H
#define NF_JSON_REPAIR_H

#include "../page/str.h"

nf_str_t nf_json_repair(nf_str_t json, apr_pool_t *pool);

#endif
