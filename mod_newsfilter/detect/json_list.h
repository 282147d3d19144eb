/*
 * json_list.h -- values of JSON-LD that may be lists: one value, and a list
 * of that one, say the same.
 *
 * Borrowed, and NULL is no value. Threads: no shared state.
 * Source: www.w3.org/TR/json-ld11, sets.
 */
#ifndef NF_JSON_LIST_H
#define NF_JSON_LIST_H

#include <jansson.h>

static inline size_t nf_json_count(const json_t *v)
{
    return json_is_array(v) ? json_array_size(v) : v != NULL;
}

static inline const json_t *nf_json_item(const json_t *v, size_t i)
{
    return json_is_array(v) ? json_array_get(v, i) : v;
}

#endif
