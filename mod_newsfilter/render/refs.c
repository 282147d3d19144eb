/* refs.c -- see refs.h. */
#include <apr_hash.h>
#include <apr_strings.h>
#include <apr_tables.h>
#include "../page/limits.h"
#include "refs.h"

static void push(apr_array_header_t *things, json_t *v)
{
    if ((json_is_object(v) || json_is_array(v))
        && things->nelts < NF_MAX_JSON_VISITS) {
        APR_ARRAY_PUSH(things, json_t *) = v;
    }
}

/* All objects and arrays in a value, itself first; borrowed. */
static apr_array_header_t *things_in(json_t *top, apr_pool_t *pool)
{
    apr_array_header_t *things = apr_array_make(pool, 64, sizeof(json_t *));
    const char *key;
    json_t *v;
    size_t k;
    int i;

    push(things, top);
    for (i = 0; i < things->nelts; i++) {
        json_t *thing = APR_ARRAY_IDX(things, i, json_t *);

        json_object_foreach(thing, key, v)
        {
            push(things, v);
        }
        for (k = 0; k < json_array_size(thing); k++) {
            push(things, json_array_get(thing, k));
        }
    }
    return things;
}

static const char *id_of(const json_t *thing)
{
    return json_string_value(json_object_get(thing, "@id"));
}

/* The things that are told, not only named, by their @id. */
static apr_hash_t *told_in(const apr_array_header_t *things, apr_pool_t *pool)
{
    apr_hash_t *told = apr_hash_make(pool);
    int i;

    for (i = 0; i < things->nelts; i++) {
        json_t *thing = APR_ARRAY_IDX(things, i, json_t *);
        const char *id = id_of(thing);

        if (id && json_object_size(thing) > 1) {
            apr_hash_set(told, id, APR_HASH_KEY_STRING, thing);
        }
    }
    return told;
}

void nf_refs_keep(json_t *rest, const json_t *gone, apr_pool_t *pool)
{
    json_t *copy = json_deep_copy(gone);
    apr_array_header_t *things = things_in(rest, pool);
    apr_hash_t *here = told_in(things, pool);
    apr_hash_t *there = told_in(things_in(copy, pool), pool);
    int i;

    if (id_of(copy)) {
        apr_hash_set(there, id_of(copy), APR_HASH_KEY_STRING, NULL);
    }
    for (i = 0; i < things->nelts; i++) {
        json_t *name = APR_ARRAY_IDX(things, i, json_t *), *thing;
        const char *id = json_object_size(name) == 1 ? id_of(name) : NULL;

        thing = id && !apr_hash_get(here, id, APR_HASH_KEY_STRING)
                    ? apr_hash_get(there, id, APR_HASH_KEY_STRING)
                    : NULL;
        if (thing) {
            apr_hash_set(there, apr_pstrdup(pool, id), APR_HASH_KEY_STRING,
                         NULL);
            json_object_update(name, thing);
        }
    }
    json_decref(copy);
}
