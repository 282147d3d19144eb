/* json_text.c -- places in JSON text (json_text.h). */
#include "../page/limits.h"
#include "../page/word.h"
#include "json_text.h"

/* --------------------------------------------------------------- validity */

typedef struct scan_t {
    const char *p, *end;
    char open[NF_MAX_JSON_DEPTH]; /* the brackets that close */
    int depth;
} scan_t;

/* JSON's white space, which is not HTML's (RFC 8259 section 2). */
static const char *skip_space(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')) {
        p++;
    }
    return p;
}

static int is_digit(const char *p, const char *end)
{
    return p < end && *p >= '0' && *p <= '9';
}

static int is_hex(const char *p, const char *end)
{
    return is_digit(p, end)
           || (p < end && nf_lower((unsigned char)*p) >= 'a'
               && nf_lower((unsigned char)*p) <= 'f');
}

/* Behind the escape at p, or NULL. Half a surrogate pair is allowed (RFC 8259
 * section 8.2). */
static const char *escape(const char *p, const char *end)
{
    int i;

    if (end - p < 2) {
        return NULL;
    }
    if (p[1] != 'u') {
        return p[1] && strchr("\"\\/bfnrt", p[1]) ? p + 2 : NULL;
    }
    for (i = 2; i < 6; i++) {
        if (!is_hex(p + i, end)) {
            return NULL;
        }
    }
    return p + 6;
}

/* Does a string's text go on with this byte as it is? */
static int is_plain(char c)
{
    return c != '"' && c != '\\' && (unsigned char)c >= 0x20;
}

/* Behind what is plain, most of it eight bytes at once. */
static const char *skip_plain(const char *p, const char *end)
{
    while (end - p >= 8) {
        uint64_t w = nf_word_at(p);

        if (nf_word_has(w, '"') || nf_word_has(w, '\\')
            || nf_word_has_below(w, 0x20)) {
            break;
        }
        p += 8;
    }
    while (p < end && is_plain(*p)) {
        p++;
    }
    return p;
}

/* Behind the string at p, or NULL. */
static const char *string(const char *p, const char *end)
{
    if (p == end || *p != '"') {
        return NULL;
    }
    p = skip_plain(p + 1, end);
    while (p && p < end && *p == '\\') {
        p = escape(p, end);
        p = p ? skip_plain(p, end) : NULL;
    }
    return p && p < end && *p == '"' ? p + 1 : NULL;
}

static const char *digits(const char *p, const char *end)
{
    if (!is_digit(p, end)) {
        return NULL;
    }
    while (is_digit(p, end)) {
        p++;
    }
    return p;
}

static const char *number(const char *p, const char *end)
{
    p += p < end && *p == '-';
    p = p < end && *p == '0' ? p + 1 : digits(p, end);
    if (p && p < end && *p == '.') {
        p = digits(p + 1, end);
    }
    if (p && p < end && (*p == 'e' || *p == 'E')) {
        p++;
        p += p < end && (*p == '+' || *p == '-');
        p = digits(p, end);
    }
    return p;
}

/* Behind the string, number or name at p, or NULL. */
static const char *scalar(const char *p, const char *end)
{
    static const nf_str_t names[] = {NF_STR("true"), NF_STR("false"),
                                     NF_STR("null")};
    size_t i;

    if (p < end && *p == '"') {
        return string(p, end);
    }
    for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
        if ((size_t)(end - p) >= names[i].len
            && memcmp(p, names[i].p, names[i].len) == 0) {
            return p + names[i].len;
        }
    }
    return number(p, end);
}

/* Behind a name and its colon, or NULL. */
static const char *name(const char *p, const char *end)
{
    p = string(skip_space(p, end), end);
    p = p ? skip_space(p, end) : NULL;
    return p && p < end && *p == ':' ? p + 1 : NULL;
}

/* Behind the values and brackets that end at s->p: where the next value
 * begins. NULL at the end of the text and for a mistake. */
static const char *next_value(scan_t *s)
{
    while (s->depth > 0) {
        char close = s->open[s->depth - 1];

        s->p = skip_space(s->p, s->end);
        if (s->p == s->end) {
            return NULL;
        }
        if (*s->p == ',') {
            return close == '}' ? name(s->p + 1, s->end) : s->p + 1;
        }
        if (*s->p != close) {
            return NULL;
        }
        s->p++;
        s->depth--;
    }
    s->p = skip_space(s->p, s->end);
    return NULL;
}

/* Into the bracket at s->p: where its first value begins, or where the next
 * one does behind an empty one. NULL as above. */
static const char *enter(scan_t *s)
{
    char close = *s->p == '{' ? '}' : ']';
    const char *first = skip_space(s->p + 1, s->end);

    s->open[s->depth++] = close;
    if (first < s->end && *first == close) {
        s->p = first;
        return next_value(s);
    }
    return close == '}' ? name(first, s->end) : first;
}

int nf_json_valid(nf_str_t text)
{
    scan_t s = {.p = text.p, .end = text.p + text.len};
    const char *next = s.p;

    while (next) {
        s.p = skip_space(next, s.end);
        if (s.p < s.end && (*s.p == '{' || *s.p == '[')) {
            if (s.depth == NF_MAX_JSON_DEPTH) {
                return 1;
            }
            next = enter(&s);
            continue;
        }
        s.p = scalar(s.p, s.end);
        if (s.p == NULL) {
            return 0;
        }
        next = next_value(&s);
    }
    return s.depth == 0 && s.p == s.end && text.len > 0;
}

/* ----------------------------------------------------------------- places */

/* Behind the value at p of valid text; brackets are counted. */
static const char *skip_value(const char *p, const char *end)
{
    size_t depth = 0;

    while (p < end) {
        if (*p == '"') {
            const char *q = string(p, end);

            p = q ? q : end;
        }
        else {
            depth += *p == '{' || *p == '[';
            if (depth && (*p == '}' || *p == ']')) {
                depth--;
            }
            else if (depth == 0) {
                const char *q = scalar(p, end);

                return q ? q : end;
            }
            p++;
        }
        if (depth == 0) {
            return p;
        }
    }
    return end;
}

int nf_json_member(nf_str_t text, size_t *at, nf_json_member_t *member)
{
    const char *end = text.p + text.len;
    const char *p = skip_space(text.p + *at, end), *q;

    if (p < end && *p == ',') {
        p = skip_space(p + 1, end);
    }
    if (p >= end || *p == '}' || *p == ']') {
        *at = (size_t)(p - text.p);
        return 0;
    }
    member->key = (nf_str_t){NULL, 0};
    member->name.from = member->name.to = (size_t)(p - text.p);
    q = *p == '"' ? string(p, end) : NULL;
    if (q) {
        const char *colon = skip_space(q, end);

        if (colon < end && *colon == ':') {
            member->key = (nf_str_t){p + 1, (size_t)(q - p) - 2};
            member->name.to = (size_t)(q - text.p);
            p = skip_space(colon + 1, end);
        }
    }
    member->value.from = (size_t)(p - text.p);
    member->value.to = (size_t)(skip_value(p, end) - text.p);
    *at = member->value.to;
    return member->value.to > member->value.from;
}

/* One step: the member that the way goes through, in the value *in. */
static int step_into(nf_str_t text, const nf_json_step_t *step,
                     nf_json_span_t in, nf_json_member_t *found)
{
    nf_json_member_t m;
    size_t at = in.from + 1, i = 0;
    char bracket = step->key ? '{' : '[';
    int any = 0;

    if (in.from >= text.len || text.p[in.from] != bracket) {
        return 0;
    }
    while (nf_json_member(text, &at, &m)) {
        if (step->key ? nf_str_eq(m.key, nf_str(step->key))
                      : i == step->index) {
            *found = m;
            any = 1;
        }
        i++;
    }
    return any;
}

static int walk(nf_str_t text, const nf_json_step_t *way, int n,
                nf_json_member_t *found)
{
    const char *end = text.p + text.len;
    const char *p = skip_space(text.p, end);
    int i, ok = 1;

    found->value.from = (size_t)(p - text.p);
    found->value.to = (size_t)(skip_value(p, end) - text.p);
    for (i = 0; i < n && ok; i++) {
        ok = step_into(text, &way[i], found->value, found);
    }
    return ok;
}

int nf_json_find(nf_str_t text, const nf_json_step_t *way, int n,
                 nf_json_span_t *value)
{
    nf_json_member_t m;

    if (!walk(text, way, n, &m)) {
        return 0;
    }
    *value = m.value;
    return 1;
}

nf_str_t nf_json_without(nf_str_t text, const nf_json_step_t *way, int n,
                         apr_pool_t *pool)
{
    const char *end = text.p + text.len, *p, *q;
    nf_json_member_t m;
    nf_buf_t out;

    if (!walk(text, way, n, &m)) {
        return (nf_str_t){NULL, 0};
    }
    p = text.p + (m.key.p ? m.name.from : m.value.from);
    q = skip_space(text.p + m.value.to, end);
    if (q < end && *q == ',') {
        q = skip_space(q + 1, end);
    }
    else {
        const char *comma = p;

        while (comma > text.p && nf_is_space((unsigned char)comma[-1])) {
            comma--;
        }
        p = comma > text.p && comma[-1] == ',' ? comma - 1 : p;
    }
    nf_buf_init(&out, pool, text.len);
    nf_buf_add(&out, text.p, (size_t)(p - text.p));
    nf_buf_add(&out, q, (size_t)(end - q));
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}
