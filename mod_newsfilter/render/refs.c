/* refs.c -- see refs.h. */
#include <apr_hash.h>
#include <apr_strings.h>
#include <apr_tables.h>
#include "../page/limits.h"
#include "refs.h"

typedef struct refs_t {
    apr_pool_t *pool;
    apr_hash_t *here;          /* ids of what is told */
    apr_hash_t *there;         /* ids of what was: json_t * */
    apr_array_header_t *names; /* json_t *, what may have to tell */
} refs_t;

static void push(apr_array_header_t *things, json_t *v)
{
    if ((json_is_object(v) || json_is_array(v))
        && things->nelts < NF_MAX_JSON_VISITS) {
        APR_ARRAY_PUSH(things, json_t *) = v;
    }
}

static void push_members(apr_array_header_t *things, json_t *thing)
{
    const char *key;
    json_t *v;
    size_t k;

    json_object_foreach(thing, key, v)
    {
        push(things, v);
    }
    for (k = 0; k < json_array_size(thing); k++) {
        push(things, json_array_get(thing, k));
    }
}

/* All objects and arrays in a value, itself first; borrowed. */
static apr_array_header_t *things_in(json_t *top, apr_pool_t *pool)
{
    apr_array_header_t *things = apr_array_make(pool, 64, sizeof(json_t *));
    int i;

    push(things, top);
    for (i = 0; i < things->nelts; i++) {
        push_members(things, APR_ARRAY_IDX(things, i, json_t *));
    }
    return things;
}

static const char *id_of(const json_t *thing)
{
    return json_string_value(json_object_get(thing, "@id"));
}

/* Does it say nothing but who it is, and perhaps what? */
static int is_name(const json_t *thing)
{
    return json_object_size(thing)
           <= 1u + (json_object_get(thing, "@type") != NULL);
}

/* The things that are told by their @id; the first telling counts. */
static apr_hash_t *told_in(const apr_array_header_t *things, apr_pool_t *pool)
{
    apr_hash_t *told = apr_hash_make(pool);
    int i;

    for (i = 0; i < things->nelts; i++) {
        json_t *thing = APR_ARRAY_IDX(things, i, json_t *);
        const char *id = id_of(thing);

        if (id && !is_name(thing)
            && !apr_hash_get(told, id, APR_HASH_KEY_STRING)) {
            apr_hash_set(told, apr_pstrdup(pool, id), APR_HASH_KEY_STRING,
                         thing);
        }
    }
    return told;
}

static void set_told(refs_t *r, const char *id)
{
    apr_hash_set(r->here, apr_pstrdup(r->pool, id), APR_HASH_KEY_STRING, r);
}

/* Of the things inside one that moves here, those that are told here already
 * become names, so that nothing is told twice; names may have to tell. */
static void settle(refs_t *r, json_t *moved)
{
    apr_array_header_t *things = apr_array_make(r->pool, 16, sizeof(json_t *));
    int i;

    push_members(things, moved);
    for (i = 0; i < things->nelts; i++) {
        json_t *thing = APR_ARRAY_IDX(things, i, json_t *);
        const char *id = id_of(thing);

        if (id == NULL) {
            push_members(things, thing);
        }
        else if (is_name(thing)) {
            push(r->names, thing);
        }
        else if (apr_hash_get(r->here, id, APR_HASH_KEY_STRING)) {
            json_t *own = json_string(id);

            json_object_clear(thing);
            json_object_set_new(thing, "@id", own);
        }
        else {
            set_told(r, id);
            push_members(things, thing);
        }
    }
}

static void tell(refs_t *r, json_t *name)
{
    const char *id = is_name(name) ? id_of(name) : NULL;
    json_t *thing = id && !apr_hash_get(r->here, id, APR_HASH_KEY_STRING)
                        ? apr_hash_get(r->there, id, APR_HASH_KEY_STRING)
                        : NULL;

    if (thing) {
        set_told(r, id);
        settle(r, thing);
        json_object_update_missing(name, thing);
    }
}

void nf_refs_keep(json_t *rest, const json_t *gone, apr_pool_t *pool)
{
    json_t *copy = json_deep_copy(gone);
    refs_t r = {.pool = pool, .names = things_in(rest, pool)};
    int i;

    r.here = told_in(r.names, pool);
    r.there = told_in(things_in(copy, pool), pool);
    if (id_of(copy)) {
        set_told(&r, id_of(copy));
    }
    for (i = 0; i < r.names->nelts; i++) {
        tell(&r, APR_ARRAY_IDX(r.names, i, json_t *));
    }
    json_decref(copy);
}
