/*
 * json_text.h -- places in JSON text.
 *
 * A parser tells values and forgets where they stood. Here are the places, so
 * that a page's block can be changed without being written again: its numbers,
 * escapes, double keys and white space stay as they are.
 *
 * Offsets count from the start of the text. Ownership: the caller's.
 * Errors: nf_json_find() and nf_json_member() take valid text; of any other
 * they may find nothing, and never read outside of it.
 * Limits: NF_MAX_JSON_DEPTH. Time: linear. Threads: no shared state.
 * Source: RFC 8259.
 */
#ifndef NF_JSON_TEXT_H
#define NF_JSON_TEXT_H

#include "../page/str.h"

/* One step down: into a member of an object, or an item of an array. */
typedef struct nf_json_step_t {
    const char *key; /* or NULL: an item */
    size_t index;
} nf_json_step_t;

typedef struct nf_json_span_t {
    size_t from, to;
} nf_json_span_t;

typedef struct nf_json_member_t {
    nf_str_t key; /* as written, between the quotes; absent for an item */
    nf_json_span_t name; /* with the quotes; empty for an item */
    nf_json_span_t value;
} nf_json_member_t;

/* Do strict parsers read it? Deeper than NF_MAX_JSON_DEPTH nobody knows: some
 * do, so yes. */
int nf_json_valid(nf_str_t text);

/* The next member of the object, or item of the array, whose bracket or whose
 * previous value ends at *at; 0 at its end, whose bracket *at is then. */
int nf_json_member(nf_str_t text, size_t *at, nf_json_member_t *member);

/* The value at the end of a way of n steps from the top; of members of one
 * name the last (as parsers do). 0 if there is none. */
int nf_json_find(nf_str_t text, const nf_json_step_t *way, int n,
                 nf_json_span_t *value);

/* A copy without that value, its name and one comma; n > 0. Absent if there
 * is none. */
nf_str_t nf_json_without(nf_str_t text, const nf_json_step_t *way, int n,
                         apr_pool_t *pool);

#endif
