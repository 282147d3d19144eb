/* json_repair.c -- see json_repair.h. */
#include <string.h>
#include "../page/entities.h"
#include "json_repair.h"

#define MAX_OPEN 256 /* brackets that are closed at the end */

typedef struct fix_t {
    const char *p, *end;
    nf_buf_t out;
    char open[MAX_OPEN];
    int depth;
} fix_t;

static int starts(const fix_t *f, const char *s)
{
    size_t n = strlen(s);

    return (size_t)(f->end - f->p) >= n && memcmp(f->p, s, n) == 0;
}

/* Does the quote at q end its string? What may follow is known. */
static int ends_string(const fix_t *f, const char *q)
{
    for (q++; q < f->end && nf_is_space((unsigned char)*q); q++) {
    }
    return q == f->end || strchr(",:}]", *q) != NULL || *q == '<' || *q == '/';
}

static int hex4(const char *p, const char *end)
{
    int v = 0, i;

    if (end - p < 4) {
        return -1;
    }
    for (i = 0; i < 4; i++) {
        unsigned c = nf_lower((unsigned char)p[i]);

        if (c - '0' < 10u) {
            v = v * 16 + (int)(c - '0');
        }
        else if (c - 'a' < 6u) {
            v = v * 16 + (int)(c - 'a') + 10;
        }
        else {
            return -1;
        }
    }
    return v;
}

/* The escape at p: copied, or replaced by what was meant. */
static void fix_escape(fix_t *f)
{
    int v, low;

    if (f->p + 1 >= f->end) {
        f->p++;
        return;
    }
    if (strchr("\"\\/bfnrt", f->p[1]) && f->p[1]) {
        nf_buf_add(&f->out, f->p, 2);
        f->p += 2;
        return;
    }
    v = f->p[1] == 'u' ? hex4(f->p + 2, f->end) : -1;
    if (v < 0) {
        f->p++; /* "\'" and the like: the sign alone */
        return;
    }
    if (v >= 0xD800 && v < 0xDC00 && f->end - f->p >= 12 && f->p[6] == '\\'
        && f->p[7] == 'u') {
        low = hex4(f->p + 8, f->end);
        if (low >= 0xDC00 && low < 0xE000) {
            nf_buf_add(&f->out, f->p, 12);
            f->p += 12;
            return;
        }
    }
    if (v == 0 || (v >= 0xD800 && v < 0xE000)) {
        nf_buf_adds(&f->out, "\\ufffd");
    }
    else {
        nf_buf_add(&f->out, f->p, 6);
    }
    f->p += 6;
}

static void fix_string(fix_t *f)
{
    nf_buf_addc(&f->out, '"');
    f->p++;
    while (f->p < f->end) {
        unsigned char c = (unsigned char)*f->p;

        if (c == '\\') {
            fix_escape(f);
            continue;
        }
        if (c == '"') {
            if (ends_string(f, f->p)) {
                f->p++;
                break;
            }
            nf_buf_adds(&f->out, "\\\"");
        }
        else {
            nf_buf_addc(&f->out, c < 0x20 ? ' ' : (char)c);
        }
        f->p++;
    }
    nf_buf_addc(&f->out, '"');
}

/* A bracket closes: a comma before it goes, and brackets of the other kind
 * that were left open are closed. */
static void fix_close(fix_t *f, char c)
{
    while (f->out.len
           && (f->out.p[f->out.len - 1] == ','
               || f->out.p[f->out.len - 1] == ' ')) {
        f->out.len--;
    }
    if (f->depth > 0 && f->depth <= MAX_OPEN) {
        nf_buf_addc(&f->out, f->open[f->depth - 1]);
    }
    else if (f->depth > 0) {
        nf_buf_addc(&f->out, c);
    }
    if (f->depth > 0) {
        f->depth--;
    }
}

/* Wrappers and comments; 1 when something was stepped over. */
static int skip_noise(fix_t *f)
{
    static const char *const noise[] = {"<![CDATA[", "]]>", "<!--", "-->",
                                        NULL};
    const char *stop;
    int i;

    for (i = 0; noise[i]; i++) {
        if (starts(f, noise[i])) {
            f->p += strlen(noise[i]);
            return 1;
        }
    }
    if (starts(f, "/*")) {
        stop = memmem(f->p + 2, (size_t)(f->end - f->p) - 2, "*/", 2);
        f->p = stop ? stop + 2 : f->end;
        return 1;
    }
    if (starts(f, "//")) {
        f->p += 2;
        if (starts(f, "<![CDATA[") || starts(f, "]]>") || starts(f, "<!--")
            || starts(f, "-->")) {
            return 1;
        }
        stop = memchr(f->p, '\n', (size_t)(f->end - f->p));
        f->p = stop ? stop : f->end;
        return 1;
    }
    return 0;
}

static void fix_sign(fix_t *f)
{
    char c = *f->p;

    if (c == '{' || c == '[') {
        if (f->depth < MAX_OPEN) {
            f->open[f->depth] = c == '{' ? '}' : ']';
        }
        f->depth++;
        nf_buf_addc(&f->out, c);
        f->p++;
    }
    else if (c == '}' || c == ']') {
        fix_close(f, c);
        f->p++;
    }
    else if (c == ';') {
        f->p++;
    }
    else {
        nf_buf_addc(&f->out, (unsigned char)c < 0x20 ? ' ' : c);
        f->p++;
    }
}

static nf_str_t decode_references(nf_str_t json, apr_pool_t *pool)
{
    nf_buf_t b;
    size_t i = 0;

    while (i < json.len
           && (nf_is_space((unsigned char)json.p[i]) || json.p[i] == '{'
               || json.p[i] == '[')) {
        i++;
    }
    if (json.len - i < 6 || memcmp(json.p + i, "&quot;", 6) != 0) {
        return json;
    }
    nf_buf_init(&b, pool, json.len);
    nf_entities_append(&b, json, 0);
    return (nf_str_t){b.p, b.len};
}

nf_str_t nf_json_repair(nf_str_t json, apr_pool_t *pool)
{
    fix_t f;

    json = decode_references(json, pool);
    f.p = json.p;
    f.end = json.p + json.len;
    f.depth = 0;
    nf_buf_init(&f.out, pool, json.len + 64);
    while (f.p < f.end) {
        if (*f.p == '"') {
            fix_string(&f);
        }
        else if (!skip_noise(&f)) {
            fix_sign(&f);
        }
        if (f.depth == 0 && f.out.len
            && (f.out.p[f.out.len - 1] == '}'
                || f.out.p[f.out.len - 1] == ']')) {
            break; /* one value; what follows is noise */
        }
    }
    while (f.depth > 0 && f.depth <= MAX_OPEN) {
        fix_close(&f, 0);
    }
    return (nf_str_t){f.out.p, f.out.len};
}
