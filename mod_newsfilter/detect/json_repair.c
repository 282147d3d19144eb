/* json_repair.c -- see json_repair.h. */
#include <string.h>
#include <apr_strings.h>
#include <jansson.h>
#include "../page/entities.h"
#include "json_repair.h"
#include "json_text.h"

#define MAX_OPEN 256 /* brackets that are closed at the end */

typedef struct fix_t {
    const char *p, *end;
    nf_buf_t out;
    char open[MAX_OPEN];
    int depth;
    int many; /* values side by side at the top */
} fix_t;

static int starts(const fix_t *f, const char *s)
{
    size_t n = strlen(s);

    return (size_t)(f->end - f->p) >= n && memcmp(f->p, s, n) == 0;
}

/* The last sign that was written, but for white space; 0 at the start. */
static char last_of(const fix_t *f)
{
    size_t n = f->out.len;

    while (n && nf_is_space((unsigned char)f->out.p[n - 1])) {
        n--;
    }
    return n ? f->out.p[n - 1] : 0;
}

/* Before a name or a value: the comma that was forgotten. */
static void begin(fix_t *f)
{
    char c = last_of(f);

    if (c && f->depth && strchr("{[,:", c) == NULL) {
        nf_buf_addc(&f->out, ',');
    }
}

/* Does the quote at q end its string? What may follow is known; another
 * string only on the next line. */
static int ends_string(const fix_t *f, const char *q)
{
    char quote = *q;
    int line = 0;

    for (q++; q < f->end && nf_is_space((unsigned char)*q); q++) {
        line |= *q == '\n';
    }
    return q == f->end || strchr(",:}]", *q) != NULL || *q == '<' || *q == '/'
           || (line && *q == quote);
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

/* The letters of a string up to its quote (-1: to the end), as JSON writes
 * them. */
static void fix_letters(fix_t *f, int quote)
{
    nf_buf_addc(&f->out, '"');
    while (f->p < f->end) {
        unsigned char c = (unsigned char)*f->p;

        if (c == '\\') {
            fix_escape(f);
            continue;
        }
        if (c == quote && ends_string(f, f->p)) {
            f->p++;
            break;
        }
        if (c == '"') {
            nf_buf_adds(&f->out, "\\\"");
        }
        else {
            nf_buf_addc(&f->out, c < 0x20 ? ' ' : (char)c);
        }
        f->p++;
    }
    nf_buf_addc(&f->out, '"');
}

/* A value that was left out. */
static void fix_hole(fix_t *f)
{
    if (last_of(f) == ':') {
        nf_buf_adds(&f->out, "null");
    }
}

/* A bracket closes: a comma before it goes, and brackets of the other kind
 * that were left open are closed. */
static void fix_close(fix_t *f, char c)
{
    fix_hole(f);
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

/* A comment in HTML's marks between the members, or marks around them all? */
static int skip_remark(fix_t *f)
{
    const char *stop;

    if (f->depth == 0 || !starts(f, "<!--")) {
        return 0;
    }
    stop = memmem(f->p, (size_t)(f->end - f->p), "-->", 3);
    if (stop) {
        f->p = stop + 3;
    }
    return stop != NULL;
}

/* Wrappers and comments; 1 when something was stepped over. */
static int skip_noise(fix_t *f)
{
    static const char *const noise[] = {"<![CDATA[", "]]>",          "<!--",
                                        "-->",       "\xEF\xBB\xBF", NULL};
    const char *stop;
    int i;

    if (skip_remark(f)) {
        return 1;
    }

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

/* What stands for a word outside of quotes: numbers and JSON's own words for
 * themselves, what languages call nothing for null. */
static const char *meaning_of(nf_str_t word)
{
    static const char *const words[][2] = {{"undefined", "null"},
                                           {"NaN", "null"},
                                           {"None", "null"},
                                           {"True", "true"},
                                           {"False", "false"}};
    size_t i;

    for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (nf_str_eq(word, nf_str(words[i][0]))) {
            return words[i][1];
        }
    }
    return NULL;
}

/* Text that somebody forgot to quote; outside of all brackets it is noise.
 * A name ends at the colon, a value does not ("08:15"). */
static void fix_word(fix_t *f)
{
    int is_name = strchr("{,", last_of(f)) != NULL && f->depth <= MAX_OPEN
                  && f->depth > 0 && f->open[f->depth - 1] == '}';
    const char *ends = is_name ? ",:{}[]\"\r\n" : ",{}[]\"\r\n", *meaning;
    const char *from = f->p;
    nf_str_t word;

    while (f->p < f->end && (*f->p == '\0' || !strchr(ends, *f->p))) {
        f->p++;
    }
    word = nf_str_trim((nf_str_t){from, (size_t)(f->p - from)});
    if (f->depth == 0 || word.len == 0) {
        return;
    }
    begin(f);
    meaning = is_name ? NULL : meaning_of(word);
    if (meaning) {
        nf_buf_adds(&f->out, meaning);
    }
    else if (!is_name && nf_json_valid(word)) {
        nf_buf_add(&f->out, word.p, word.len);
    }
    else {
        fix_t in = {.p = word.p, .end = word.p + word.len, .out = f->out};

        fix_letters(&in, -1);
        f->out = in.out;
    }
}

static void fix_sign(fix_t *f)
{
    char c = *f->p;

    if (c == '{' || c == '[') {
        begin(f);
        if (f->depth < MAX_OPEN) {
            f->open[f->depth] = c == '{' ? '}' : ']';
        }
        f->depth++;
        nf_buf_addc(&f->out, c);
    }
    else if (c == '}' || c == ']') {
        fix_close(f, c);
    }
    else if ((c == '"' || c == '\'') && f->depth) {
        begin(f);
        f->p++;
        fix_letters(f, c);
        return;
    }
    else if (c == ',') {
        fix_hole(f);
        if (strchr("{[,", last_of(f)) == NULL) {
            nf_buf_addc(&f->out, c);
        }
    }
    else if (c == ':') {
        nf_buf_addc(&f->out, c);
    }
    else if (nf_is_space((unsigned char)c)) {
        nf_buf_addc(&f->out, ' ');
    }
    else if (strchr(";\"'", c) == NULL) {
        fix_word(f);
        return;
    }
    f->p++;
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

/* A block that is one string, with JSON inside. */
static nf_str_t unquote(nf_str_t json, apr_pool_t *pool)
{
    json_t *v;

    if (json.len && json.p[0] == '"'
        && (v = json_loadb(json.p, json.len, JSON_DECODE_ANY, NULL))) {
        json = nf_str(nf_str_dup(
            pool, (nf_str_t){json_string_value(v), json_string_length(v)}));
        json_decref(v);
    }
    return json;
}

/* Is the value whole, and what follows noise? Further values make a list. */
static int is_done(fix_t *f)
{
    const char *p = f->p;

    if (f->depth || f->out.len == 0
        || strchr("}]", f->out.p[f->out.len - 1]) == NULL) {
        return 0;
    }
    while (p < f->end && (nf_is_space((unsigned char)*p) || *p == ',')) {
        p++;
    }
    if (p == f->end || (*p != '{' && *p != '[')) {
        return 1;
    }
    f->p = p;
    f->many = 1;
    nf_buf_addc(&f->out, ',');
    return 0;
}

nf_str_t nf_json_repair(nf_str_t json, apr_pool_t *pool)
{
    fix_t f = {.depth = 0};

    json = decode_references(unquote(json, pool), pool);
    f.p = json.p;
    f.end = json.p + json.len;
    nf_buf_init(&f.out, pool, json.len + 64);
    while (f.p < f.end && !is_done(&f)) {
        if (!skip_noise(&f)) {
            fix_sign(&f);
        }
    }
    while (f.depth > 0 && f.depth <= MAX_OPEN) {
        fix_close(&f, 0);
    }
    if (f.many) {
        return nf_str(apr_pstrcat(pool, "[", nf_buf_cstr(&f.out), "]", NULL));
    }
    return (nf_str_t){f.out.p, f.out.len};
}
