/*
 * charset_prescan.c -- what encoding a page says it is in (charset.h).
 *
 * The prescan is HTML's 13.2.3.2 step by step. A place equal to end means
 * "ran out of bytes", which ends the prescan wherever it happens.
 */
#include <string.h>
#include "charset.h"
#include "encoding.h"

#define PRESCAN_BYTES 1024

static int is_alpha(char c)
{
    return (unsigned)nf_lower((unsigned char)c) - 'a' < 26u;
}

static int starts_with(const char *p, const char *end, const char *lower)
{
    size_t n = strlen(lower);

    return (size_t)(end - p) >= n && nf_str_ieq((nf_str_t){p, n}, lower);
}

/* The name to use for a label in the page itself: a page that could be
 * read so far is not in UTF-16. */
static const char *declared(nf_str_t label)
{
    const nf_encoding_t *e = nf_encoding_find(label);

    if (e == NULL) {
        return NULL;
    }
    if (e->kind == NF_ENC_UTF16) {
        return "utf-8";
    }
    return e->kind == NF_ENC_USER ? "windows-1252" : e->name;
}

/* "Extracting a character encoding from a meta element": the label in a
 * content attribute, absent for none. */
static nf_str_t label_in_content(nf_str_t s)
{
    const nf_str_t none = {NULL, 0};
    const char *end = s.p + s.len, *p = s.p, *from;

    for (;;) {
        p = nf_str_ifind((nf_str_t){p, (size_t)(end - p)}, "charset");
        if (p == NULL) {
            return none;
        }
        for (p += 7; p < end && nf_is_space((unsigned char)*p); p++) {
        }
        if (p < end && *p == '=') {
            break;
        }
    }
    for (p++; p < end && nf_is_space((unsigned char)*p); p++) {
    }
    if (p == end) {
        return none;
    }
    if (*p == '"' || *p == '\'') {
        from = p + 1;
        p = memchr(from, *p, (size_t)(end - from));
        return p ? (nf_str_t){from, (size_t)(p - from)} : none;
    }
    for (from = p; p < end && *p != ';' && !nf_is_space((unsigned char)*p);
         p++) {
    }
    return (nf_str_t){from, (size_t)(p - from)};
}

/* What the attributes of one meta element say. */
typedef struct meta_t {
    unsigned seen;   /* 1 http-equiv, 2 content, 4 charset */
    int pragma;      /* http-equiv=content-type */
    int need_pragma; /* -1 for "null" */
    int failed;      /* charset= with an unknown label */
    const char *name;
} meta_t;

static void meta_attr(meta_t *m, nf_str_t name, nf_str_t value)
{
    unsigned bit = nf_str_ieq(name, "http-equiv") ? 1
                   : nf_str_ieq(name, "content")  ? 2
                   : nf_str_ieq(name, "charset")  ? 4
                                                  : 0;

    if (bit == 0 || m->seen & bit) {
        return;
    }
    m->seen |= bit;
    if (bit == 1) {
        m->pragma = nf_str_ieq(value, "content-type");
    }
    else if (bit == 4) {
        m->name = declared(value);
        m->failed = m->name == NULL;
        m->need_pragma = 0;
    }
    else if (m->name == NULL && !m->failed && value.p) {
        m->name = declared(label_in_content(value));
        m->need_pragma = m->name ? 1 : m->need_pragma;
    }
}

static const char *meta_result(const meta_t *m)
{
    return m->need_pragma < 0 || (m->need_pragma && !m->pragma) ? NULL
                                                                : m->name;
}

/* "Get an attribute": 1 with name and value, 0 for none (*p is at '>'), -1
 * when the bytes ran out. */
static int get_attr(const char **pp, const char *end, nf_str_t *name,
                    nf_str_t *value)
{
    const char *p = *pp, *from;

    while (p < end && (nf_is_space((unsigned char)*p) || *p == '/')) {
        p++;
    }
    *pp = p;
    if (p == end || *p == '>') {
        return p == end ? -1 : 0;
    }
    for (from = p++; p < end && *p != '=' && *p != '/' && *p != '>'
                     && !nf_is_space((unsigned char)*p);
         p++) {
    }
    *name = (nf_str_t){from, (size_t)(p - from)};
    *value = (nf_str_t){p, 0};
    while (p < end && nf_is_space((unsigned char)*p)) {
        p++;
    }
    if (p < end && *p == '=') {
        do {
            p++;
        } while (p < end && nf_is_space((unsigned char)*p));
        if (p < end && (*p == '"' || *p == '\'')) {
            from = p + 1;
            p = memchr(from, *p, (size_t)(end - from));
            if (p == NULL) {
                return -1;
            }
            *value = (nf_str_t){from, (size_t)(p++ - from)};
        }
        else {
            for (from = p;
                 p < end && *p != '>' && !nf_is_space((unsigned char)*p);
                 p++) {
            }
            *value = (nf_str_t){from, (size_t)(p - from)};
        }
    }
    *pp = p;
    return p == end ? -1 : 1;
}

/* The attributes of a tag at *p. Returns 0 when the bytes ran out. */
static int get_attrs(const char **p, const char *end, meta_t *m)
{
    nf_str_t name, value;
    int rv;

    while ((rv = get_attr(p, end, &name, &value)) > 0) {
        if (m) {
            meta_attr(m, name, value);
        }
    }
    return rv == 0;
}

/* "<!--": the '>' after the next "--", which may be the one of "<!--". */
static const char *skip_comment(const char *p, const char *end)
{
    for (p += 4; p < end; p++) {
        if (*p == '>' && p[-1] == '-' && p[-2] == '-') {
            return p;
        }
    }
    return end;
}

static const char *skip_to(const char *p, const char *end, int space)
{
    while (p < end && *p != '>'
           && !(space && nf_is_space((unsigned char)*p))) {
        p++;
    }
    return p;
}

/* One '<' at *p: steps over what it starts. The name when a meta has it. */
static const char *prescan_markup(const char **pp, const char *end)
{
    const char *p = *pp;

    if (starts_with(p, end, "<!--")) {
        *pp = skip_comment(p, end);
    }
    else if (starts_with(p, end, "<meta") && end - p > 5
             && (nf_is_space((unsigned char)p[5]) || p[5] == '/')) {
        meta_t m = {0, 0, -1, 0, NULL};

        *pp = p + 5;
        if (get_attrs(pp, end, &m)) {
            return meta_result(&m);
        }
        *pp = end;
    }
    else if (end - p > 2
             && (is_alpha(p[1]) || (p[1] == '/' && is_alpha(p[2])))) {
        *pp = skip_to(p, end, 1);
        if (!get_attrs(pp, end, NULL)) {
            *pp = end;
        }
    }
    else if (end - p > 1 && (p[1] == '!' || p[1] == '/' || p[1] == '?')) {
        *pp = skip_to(p, end, 0);
    }
    return NULL;
}

/* "Get an XML encoding". */
static const char *xml_encoding(nf_str_t s)
{
    const char *end, *p, *from;

    if (!(s.len >= 5 && memcmp(s.p, "<?xml", 5) == 0)
        || (end = memchr(s.p, '>', s.len)) == NULL
        || (p = memmem(s.p, (size_t)(end - s.p), "encoding", 8)) == NULL) {
        return NULL;
    }
    for (p += 8; p < end && (unsigned char)*p <= ' '; p++) {
    }
    if (*p != '=') {
        return NULL;
    }
    for (p++; p < end && (unsigned char)*p <= ' '; p++) {
    }
    if (*p != '"' && *p != '\'') {
        return NULL;
    }
    from = p + 1;
    p = memchr(from, *p, (size_t)(end - from));
    for (end = from; p && end < p; end++) {
        if ((unsigned char)*end <= ' ') {
            return NULL;
        }
    }
    return p ? declared((nf_str_t){from, (size_t)(p - from)}) : NULL;
}

const char *nf_charset_prescan(nf_str_t bytes)
{
    const char *p = bytes.p, *end, *name;

    if (bytes.len > PRESCAN_BYTES) {
        bytes.len = PRESCAN_BYTES;
    }
    if (bytes.len >= 6 && memcmp(p, "<\0?\0x\0", 6) == 0) {
        return "utf-16le";
    }
    if (bytes.len >= 6 && memcmp(p, "\0<\0?\0x", 6) == 0) {
        return "utf-16be";
    }
    end = p + bytes.len;
    while (p < end && (p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        name = prescan_markup(&p, end);
        if (name) {
            return name;
        }
        p += p < end;
    }
    return xml_encoding(bytes);
}

const char *nf_charset_late_meta(const nf_tree_t *t)
{
    uint32_t k;
    unsigned i;

    for (k = 0; k < t->nheads; k++) {
        const nf_node_t *n = &t->nodes[t->heads[k]];
        const nf_attr_place_t *attrs = nf_tree_attrs(t, n);
        meta_t m = {0, 0, -1, 0, NULL};

        for (i = 0; n->tag == NF_TAG_META && i < n->nattrs; i++) {
            nf_attr_t a = nf_tree_attr(t, &attrs[i]);

            meta_attr(&m, a.name, a.value);
        }
        if (meta_result(&m)) {
            return m.name;
        }
    }
    return NULL;
}
