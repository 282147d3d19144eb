/* json_change.c -- see json_change.h. */
#include <stdlib.h>
#include <string.h>
#include "../detect/json_text.h"
#include "../page/limits.h"
#include "json_change.h"
#include "json_out.h"
#include "mend.h"

/* Things within things that are looked into; each is read once more for each
 * thing around it. Deeper ones give way as a whole. */
#define MAX_LEVELS 32

/* A value in the text, as it is and as it is to be. */
typedef struct pair_t {
    nf_json_span_t span;
    const json_t *had, *want;
    int level;
} pair_t;

typedef struct work_t {
    nf_str_t text;
    apr_array_header_t *edits; /* nf_edit_t */
    apr_array_header_t *todo;  /* pair_t */
    apr_pool_t *pool;
} work_t;

static void add_edit(work_t *w, size_t from, size_t to, nf_str_t bytes)
{
    APR_ARRAY_PUSH(w->edits, nf_edit_t) =
        (nf_edit_t){.at = from, .drop = to - from, .bytes = bytes};
}

/* Can its parts be compared, one by one? */
static int is_alike(const json_t *had, const json_t *want)
{
    return (json_is_object(had) && json_is_object(want))
           || (json_is_array(had) && json_is_array(want)
               && json_array_size(had) == json_array_size(want));
}

/* Things are looked into later; other values give way if they differ. */
static void compare(work_t *w, nf_json_span_t span, const json_t *had,
                    const json_t *want, int level)
{
    if (is_alike(had, want) && level < MAX_LEVELS
        && w->todo->nelts < NF_MAX_JSON_VISITS) {
        APR_ARRAY_PUSH(w->todo, pair_t) = (pair_t){span, had, want, level};
    }
    else if (!json_equal(had, want)) {
        add_edit(w, span.from, span.to, nf_json_dump_script(want, w->pool));
    }
}

/* Take a member out, with the comma in front of it or, of the first, behind.
 * from: the end of what stays in front. */
static void drop_member(work_t *w, size_t from, int first,
                        const nf_json_member_t *m)
{
    nf_str_t text = w->text;
    size_t to = m->value.to;

    if (first) {
        from = m->name.from;
        while (to < text.len && nf_is_space((unsigned char)text.p[to])) {
            to++;
        }
        to += to < text.len && text.p[to] == ',';
    }
    add_edit(w, from, to, NF_STR(""));
}

/* Members of want that the object has not, in JSON's form, each behind a
 * comma. */
static nf_str_t additions(const work_t *w, const pair_t *pair,
                          const json_t *renamed)
{
    const char *key;
    json_t *value;
    nf_buf_t out;

    nf_buf_init(&out, w->pool, 256);
    json_object_foreach((json_t *)pair->want, key, value)
    {
        if (json_object_get(pair->had, key) == NULL
            && json_object_get(renamed, key) == NULL) {
            nf_str_t name, text = nf_json_dump_script(value, w->pool);
            json_t *s = json_string(key);

            name = nf_json_dump_script(s, w->pool);
            json_decref(s);
            nf_buf_addc(&out, ',');
            nf_buf_add(&out, name.p, name.len);
            nf_buf_addc(&out, ':');
            nf_buf_add(&out, text.p, text.len);
        }
    }
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

/* The better name that want has for a member, or NULL. */
static const char *new_name(const pair_t *pair, const char *key)
{
    const char *name = nf_mend_name(key);

    return name && json_object_get(pair->want, key) == NULL
                   && json_object_get(pair->had, name) == NULL
                   && json_object_get(pair->want, name)
               ? name
               : NULL;
}

static void change_object(work_t *w, const pair_t *pair)
{
    size_t at = pair->span.from + 1, end = at;
    json_t *renamed = json_object();
    nf_json_member_t m;
    nf_str_t added;
    int first = 1;

    while (nf_json_member(w->text, &at, &m)) {
        const char *key = nf_str_dup(w->pool, m.key);
        const json_t *had = json_object_get(pair->had, key);
        const json_t *want = json_object_get(pair->want, key);
        const char *name = had ? new_name(pair, key) : NULL;

        if (name) {
            want = json_object_get(pair->want, name);
            json_object_set_new(renamed, name, json_true());
            add_edit(w, m.name.from + 1, m.name.to - 1, nf_str(name));
        }
        if (had && want == NULL) {
            drop_member(w, end, first, &m);
        }
        else {
            if (had) {
                compare(w, m.value, had, want, pair->level + 1);
            }
            first = 0;
        }
        end = m.value.to;
    }
    added = additions(w, pair, renamed);
    if (added.len) {
        if (first) { /* nothing is left in front of it */
            added = (nf_str_t){added.p + 1, added.len - 1};
        }
        add_edit(w, end, end, added);
    }
    json_decref(renamed);
}

static void change_array(work_t *w, const pair_t *pair)
{
    size_t at = pair->span.from + 1, i = 0;
    nf_json_member_t m;

    while (i < json_array_size(pair->had)
           && nf_json_member(w->text, &at, &m)) {
        compare(w, m.value, json_array_get(pair->had, i),
                json_array_get(pair->want, i), pair->level + 1);
        i++;
    }
}

static int by_place(const void *a, const void *b)
{
    const nf_edit_t *x = a, *y = b;

    return x->at < y->at ? -1 : x->at > y->at;
}

void nf_json_change(nf_str_t text, const json_t *had, const json_t *want,
                    apr_array_header_t *edits, apr_pool_t *pool)
{
    work_t w = {text, edits, apr_array_make(pool, 32, sizeof(pair_t)), pool};
    nf_json_span_t all;
    int i;

    if (!nf_json_find(text, NULL, 0, &all)) {
        return;
    }
    compare(&w, all, had, want, 0);
    for (i = 0; i < w.todo->nelts; i++) {
        const pair_t pair = APR_ARRAY_IDX(w.todo, i, pair_t);

        if (json_is_object(pair.had)) {
            change_object(&w, &pair);
        }
        else {
            change_array(&w, &pair);
        }
    }
    qsort(edits->elts, (size_t)edits->nelts, sizeof(nf_edit_t), by_place);
}

nf_str_t nf_json_apply(nf_str_t text, const apr_array_header_t *edits,
                       apr_pool_t *pool)
{
    nf_buf_t out;
    size_t at = 0;
    int i;

    nf_buf_init(&out, pool, text.len + 512);
    for (i = 0; i < edits->nelts; i++) {
        const nf_edit_t *e = &APR_ARRAY_IDX(edits, i, nf_edit_t);

        nf_buf_add(&out, text.p + at, e->at - at);
        nf_buf_add(&out, e->bytes.p, e->bytes.len);
        at = e->at + e->drop;
    }
    nf_buf_add(&out, text.p + at, text.len - at);
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}
