/* json_out.c -- building JSON objects whose members are facts
 * (json_out.h). */
#include <stdlib.h>
#include <string.h>
#include "json_out.h"

void nf_json_set(json_t *object, const char *key, const char *value)
{
    json_t *string;

    if (value == NULL || *value == '\0') {
        return;
    }
    string = json_string(value); /* NULL: not UTF-8 */
    if (string) {
        json_object_set_new(object, key, string);
    }
}

void nf_json_set_new(json_t *object, const char *key, json_t *value)
{
    if (json_array_size(value) == 0 && json_object_size(value) == 0) {
        json_decref(value);
        return;
    }
    json_object_set_new(object, key, value);
}

/* jansson's text is malloc'ed: bring it into the pool. */
static nf_str_t dump(const json_t *object, size_t flags, apr_pool_t *pool)
{
    char *text =
        json_dumps(object, flags | JSON_COMPACT | JSON_REAL_PRECISION(15));
    nf_str_t out = {NULL, 0};

    if (text) {
        out.len = strlen(text);
        out.p = nf_str_dup(pool, (nf_str_t){text, out.len});
        free(text);
    }
    return out;
}

nf_str_t nf_json_dump(const json_t *object, apr_pool_t *pool)
{
    return dump(object, 0, pool);
}

/* In JSON these bytes stand in strings only, so each may become an escape
 * wherever it is. */
static const char *script_escape(char c)
{
    switch (c) {
    case '<':
        return "\\u003C";
    case '>':
        return "\\u003E";
    case '&':
        return "\\u0026";
    case 0x7F:
        return "\\u007F";
    default:
        return NULL;
    }
}

nf_str_t nf_json_dump_script(const json_t *object, apr_pool_t *pool)
{
    nf_str_t text = dump(object, JSON_ENSURE_ASCII, pool);
    nf_buf_t out;
    size_t i, done = 0;

    if (text.p == NULL) {
        return text;
    }
    nf_buf_init(&out, pool, text.len + 64);
    for (i = 0; i < text.len; i++) {
        const char *escape = script_escape(text.p[i]);

        if (escape) {
            nf_buf_add(&out, text.p + done, i - done);
            nf_buf_adds(&out, escape);
            done = i + 1;
        }
    }
    nf_buf_add(&out, text.p + done, text.len - done);
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

const char *nf_json_quote(const char *text, apr_pool_t *pool)
{
    json_t *string = text ? json_string(text) : NULL;
    nf_str_t out = {NULL, 0};

    if (string) {
        out = dump(string, JSON_ENCODE_ANY, pool);
        json_decref(string);
    }
    return out.p;
}
