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

static void add_unit(nf_buf_t *out, unsigned unit)
{
    nf_buf_printf(out, "\\u%04X", unit);
}

/* In JSON < > & and what is not ASCII stand in strings only, so each may
 * become an escape wherever it is. Beyond the BMP that is a pair (RFC 8259
 * section 7). */
nf_str_t nf_json_escape_script(nf_str_t json, apr_pool_t *pool)
{
    const char *p = json.p, *end = json.p + json.len, *done = p;
    nf_buf_t out;

    nf_buf_init(&out, pool, json.len + 64);
    while (p < end) {
        unsigned char c = (unsigned char)*p;
        unsigned cp;

        if (c < 0x7F && c != '<' && c != '>' && c != '&') {
            p++;
            continue;
        }
        nf_buf_add(&out, done, (size_t)(p - done));
        cp = nf_utf8_next(&p, end);
        if (cp > 0xFFFF) {
            cp -= 0x10000;
            add_unit(&out, 0xD800 + (cp >> 10));
            cp = 0xDC00 + (cp & 0x3FF);
        }
        add_unit(&out, cp);
        done = p;
    }
    nf_buf_add(&out, done, (size_t)(end - done));
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

nf_str_t nf_json_dump_script(const json_t *value, apr_pool_t *pool)
{
    nf_str_t text = dump(value, JSON_ENCODE_ANY, pool);

    return text.p ? nf_json_escape_script(text, pool) : text;
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
