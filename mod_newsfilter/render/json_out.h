/*
 * json_out.h -- building JSON objects whose members are facts.
 *
 * A fact that is not known (NULL, empty) or cannot be said (invalid UTF-8)
 * makes no member, so callers add everything they have.
 *
 * Ownership: the results of the two writers are from the pool; the json_t
 * stays the caller's (json_decref).
 * Threads: no shared state.
 */
#ifndef NF_JSON_OUT_H
#define NF_JSON_OUT_H

#include <jansson.h>
#include "../page/str.h"

/* Add a string member, or nothing. */
void nf_json_set(json_t *object, const char *key, const char *value);

/* Add an array or object member and take it over; an empty one is dropped. */
void nf_json_set_new(json_t *object, const char *key, json_t *value);

/* One compact line of UTF-8, without a line end. */
nf_str_t nf_json_dump(const json_t *object, apr_pool_t *pool);

/* Any value in ASCII, with < > & and DEL escaped too: it may stand in a
 * script element of a page in any ASCII-compatible encoding
 * (html.spec.whatwg.org 4.12.1.3, "restrictions for contents of script
 * elements"). */
nf_str_t nf_json_dump_script(const json_t *value, apr_pool_t *pool);

/* JSON text escaped in the same way; all else in it stays. */
nf_str_t nf_json_escape_script(nf_str_t json, apr_pool_t *pool);

/* text as a quoted JSON string (which is a YAML one too); NULL for NULL or
 * for what is not UTF-8. */
const char *nf_json_quote(const char *text, apr_pool_t *pool);

#endif
