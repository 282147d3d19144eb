/* property.c -- see property.h. */
#include <string.h>
#include <strings.h>
#include <apr_strings.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "property.h"

static const char *const types[] = {"text", "boolean", "number",
                                    "url",  "list",    "json"};

int nf_value_named(const char *name)
{
    int i;

    for (i = 0; i < (int)(sizeof(types) / sizeof(*types)); i++) {
        if (strcasecmp(name, types[i]) == 0) {
            return i;
        }
    }
    return -1;
}

/* Length of one part of a name: a small letter, then letters and digits. */
static size_t part_len(const char *s)
{
    size_t n = 0;

    while (((unsigned)nf_lower((unsigned char)s[n]) - 'a' < 26u
            || (n && (unsigned)s[n] - '0' < 10u))
           && n <= NF_MAX_PROPERTY) {
        n++;
    }
    return n <= NF_MAX_PROPERTY && s[0] >= 'a' ? n : 0;
}

int nf_property_is_name(const char *name)
{
    size_t n;

    if (strcmp(name, "@id") == 0) {
        return 1;
    }
    n = part_len(name);
    if (n && name[n] == '.') {
        name += n + 1;
        n = strcmp(name, "@id") == 0 ? 3 : part_len(name);
    }
    return n && name[n] == '\0';
}

/* The object that holds a property, and its key there; NULL if there is none.
 * Borrowed. */
static json_t *holder_of(const json_t *object, const char *name,
                         const char **key, apr_pool_t *pool)
{
    const char *dot = strchr(name, '.');
    json_t *o = (json_t *)object;

    *key = name;
    if (dot) {
        *key = dot + 1;
        o = json_object_get(
            object, nf_str_dup(pool, (nf_str_t){name, (size_t)(dot - name)}));
    }
    return json_is_object(o) ? o : NULL;
}

static json_t *list_of(const char *text)
{
    json_t *list = json_array();

    while (*text && json_array_size(list) < NF_MAX_LIST) {
        size_t n = strcspn(text, ",");
        nf_str_t item = nf_str_trim((nf_str_t){text, n});

        if (item.len) {
            json_array_append_new(list, json_stringn(item.p, item.len));
        }
        text += n + (text[n] == ',');
    }
    if (json_array_size(list) == 0) {
        json_decref(list);
        return NULL;
    }
    return list;
}

/* A new reference, or NULL. */
static json_t *value_of(nf_value_e type, const char *text, apr_pool_t *pool)
{
    json_t *v;

    if (*text == '\0' || strnlen(text, NF_MAX_VALUE + 1) > NF_MAX_VALUE) {
        return NULL;
    }
    switch (type) {
    case NF_VALUE_TEXT:
        return json_string(text);
    case NF_VALUE_URL:
        text = nf_url_absolute(text, pool);
        return text ? json_string(text) : NULL;
    case NF_VALUE_LIST:
        return list_of(text);
    default:
        break;
    }
    v = json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    if (v
        && ((type == NF_VALUE_BOOLEAN && !json_is_boolean(v))
            || (type == NF_VALUE_NUMBER && !json_is_number(v))
            || json_is_null(v))) {
        json_decref(v);
        return NULL;
    }
    return v;
}

int nf_property_is_value(nf_value_e type, const char *text, apr_pool_t *pool)
{
    json_t *v = value_of(type, text, pool);

    json_decref(v);
    return v != NULL;
}

int nf_property_set(json_t *object, const char *name, nf_value_e type,
                    const char *text, apr_pool_t *pool)
{
    const char *key;
    json_t *holder, *v;

    if (!nf_property_is_name(name)) {
        return 0;
    }
    holder = holder_of(object, name, &key, pool);
    v = holder ? value_of(type, text, pool) : NULL;
    return v && json_object_set_new(holder, key, v) == 0;
}

int nf_property_unset(json_t *object, const char *name, apr_pool_t *pool)
{
    const char *key;
    json_t *holder =
        nf_property_is_name(name) ? holder_of(object, name, &key, pool) : NULL;

    return holder && json_object_del(holder, key) == 0;
}

/* ---------------------------------------------------------------- reading */

static const char *text_of(const json_t *v, apr_pool_t *pool)
{
    static const char *const keys[] = {"name", "url", "@id"};
    size_t i;

    for (i = 0; json_is_object(v) && i < sizeof(keys) / sizeof(*keys); i++) {
        const json_t *named = json_object_get(v, keys[i]);

        v = json_is_string(named) ? named : v;
    }
    switch (json_typeof(v)) {
    case JSON_STRING:
        return apr_pstrdup(pool, json_string_value(v));
    case JSON_INTEGER:
        return apr_psprintf(pool, "%" APR_INT64_T_FMT,
                            (apr_int64_t)json_integer_value(v));
    case JSON_REAL:
        return apr_psprintf(pool, "%.15g", json_real_value(v));
    case JSON_TRUE:
        return "true";
    case JSON_FALSE:
        return "false";
    default:
        return NULL;
    }
}

/* What v holds: its items, or itself. */
static void add_items(apr_array_header_t *to, json_t *v)
{
    size_t i;

    if (!json_is_array(v)) {
        APR_ARRAY_PUSH(to, json_t *) = v;
        return;
    }
    for (i = 0; i < json_array_size(v); i++) {
        APR_ARRAY_PUSH(to, json_t *) = json_array_get(v, i);
    }
}

apr_array_header_t *nf_property_get(const json_t *object, const char *name,
                                    apr_pool_t *pool)
{
    apr_array_header_t *found = apr_array_make(pool, 1, sizeof(json_t *));
    apr_array_header_t *out = apr_array_make(pool, 1, sizeof(char *));
    int i;

    APR_ARRAY_PUSH(found, json_t *) = (json_t *)object;
    while (*name) {
        size_t n = strcspn(name, ".");
        const char *key = nf_str_dup(pool, (nf_str_t){name, n});
        apr_array_header_t *in = found;

        found = apr_array_make(pool, 1, sizeof(json_t *));
        for (i = 0; i < in->nelts; i++) {
            json_t *v = json_object_get(APR_ARRAY_IDX(in, i, json_t *), key);

            if (v) {
                add_items(found, v);
            }
        }
        name += n + (name[n] == '.');
    }
    for (i = 0; i < found->nelts; i++) {
        const char *text = text_of(APR_ARRAY_IDX(found, i, json_t *), pool);

        if (text) {
            APR_ARRAY_PUSH(out, const char *) = text;
        }
    }
    return out;
}
