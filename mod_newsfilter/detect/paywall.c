/* paywall.c -- see paywall.h. */
#include "../page/limits.h"
#include "body.h"
#include "json_list.h"
#include "paywall.h"

/* Classes that say what stands in the element. Longer ones are those of the
 * machinery, which is on a site's free articles too ("paywall-container"). */
static const char *const gated[] = {
    "content-locked",    "content-paywall", "for-subscribers",
    "gated-content",     "locked-content",  "member-only",
    "members-only",      "paid-content",    "paygate",
    "paywall",           "paywall-content", "paywalled",
    "paywalled-content", "premium-content", "subscriber-content",
    "subscriber-only",   "subscribers-only"};

static int is_letter(unsigned char c)
{
    return (nf_lower(c) >= 'a' && nf_lower(c) <= 'z') || c == '_';
}

/* www.w3.org/TR/css-syntax-3, an identifier, without escapes */
int nf_paywall_is_class(nf_str_t name)
{
    size_t i = name.len && name.p[0] == '-';

    if (i == name.len
        || (!is_letter((unsigned char)name.p[i])
            && (i == 0 || name.p[i] != '-'))) {
        return 0;
    }
    for (; i < name.len; i++) {
        unsigned char c = (unsigned char)name.p[i];

        if (!is_letter(c) && c != '-' && (c < '0' || c > '9')) {
            return 0;
        }
    }
    return name.len <= NF_MAX_NAME;
}

/* The index of an element's first class that is listed, or -1. As in CSS,
 * capitals count. */
static int listed_class(const nf_tree_t *t, nf_id_t node,
                        const apr_array_header_t *classes)
{
    nf_str_t value = nf_attr_raw(t, node, "class"), name;
    int i;

    while (value.len && (name = nf_str_token(&value)).len) {
        for (i = 0; i < classes->nelts; i++) {
            if (nf_str_eq(name,
                          nf_str(APR_ARRAY_IDX(classes, i, const char *)))) {
                return i;
            }
        }
    }
    return -1;
}

static int is_shown(const nf_node_t *node)
{
    return node->kind == NF_NODE_ELEMENT
           && !(nf_tag_flags[node->tag] & NF_TF_HIDDEN);
}

/* The first section at or behind node `from`, and which class it has;
 * t->nnodes for none. */
static nf_id_t next_section(const nf_tree_t *t, nf_id_t from,
                            const apr_array_header_t *classes, int *which)
{
    nf_id_t i = from;

    while (i < t->nnodes) {
        const nf_node_t *node = &t->nodes[i];

        if (is_shown(node) && node->nattrs) {
            *which = listed_class(t, i, classes);
            if (*which >= 0) {
                return i;
            }
        }
        i = node->kind == NF_NODE_ELEMENT && !is_shown(node) ? node->end
                                                             : i + 1;
    }
    return i;
}

/* Those of the classes that mark sections of this page; NULL for none. */
static apr_array_header_t *on_page(const nf_page_t *page,
                                   const apr_array_header_t *classes)
{
    const nf_tree_t *t = page->tree;
    apr_array_header_t *found = apr_array_make(page->pool, 1, sizeof(char *));
    unsigned seen = 0;
    nf_id_t i = 1;
    int k;

    while ((i = next_section(t, i, classes, &k)) < t->nnodes) {
        if ((seen & 1u << k) == 0) {
            seen |= 1u << k;
            APR_ARRAY_PUSH(found, const char *) =
                APR_ARRAY_IDX(classes, k, const char *);
        }
        i = t->nodes[i].end;
    }
    return found->nelts ? found : NULL;
}

/* ------------------------------------------- what the page says to machines
 */

/* A selector of one class, without its dot, or NULL. */
static const char *class_of(const json_t *selector)
{
    const char *s = json_string_value(selector);

    return s && *s == '.' && nf_paywall_is_class(nf_str(s + 1)) ? s + 1 : NULL;
}

/* Add the classes of a part. 0: it is named in a way that we cannot follow. */
static int add_part(const json_t *part, apr_array_header_t *classes)
{
    const json_t *s = json_object_get(part, "cssSelector");
    size_t n = nf_json_count(s), i;

    for (i = 0; i < n; i++) {
        const char *name = class_of(nf_json_item(s, i));

        if (name == NULL || classes->nelts == NF_MAX_SELECTORS) {
            return 0;
        }
        APR_ARRAY_PUSH(classes, const char *) = name;
    }
    return 1;
}

/* The classes in hasPart of the page's own article; NULL for none, or where
 * one of the parts cannot be found. */
static apr_array_header_t *own_classes(const nf_page_t *page,
                                       const nf_evidence_t *ev)
{
    apr_array_header_t *classes =
        apr_array_make(page->pool, 1, sizeof(char *));
    const json_t *parts = json_object_get(nf_evidence_article(ev), "hasPart");
    size_t n = nf_json_count(parts), i;

    for (i = 0; i < n; i++) {
        if (!add_part(nf_json_item(parts, i), classes)) {
            return NULL;
        }
    }
    return classes->nelts ? on_page(page, classes) : NULL;
}

/* ------------------------------------------------- what the markup says */

static int is_gated(nf_str_t name)
{
    size_t i;

    for (i = 0; i < sizeof(gated) / sizeof(*gated); i++) {
        if (nf_str_ieq(name, gated[i])) {
            return 1;
        }
    }
    return 0;
}

/* The class of an element that names a paywall, if it can be a selector. */
static char *gated_class(const nf_page_t *page, nf_id_t node)
{
    nf_str_t value = nf_attr_raw(page->tree, node, "class"), name;

    while (value.len && (name = nf_str_token(&value)).len) {
        if (is_gated(name)) {
            return nf_str_dup(page->pool, name);
        }
    }
    return NULL;
}

/* The outermost element around a block that names a paywall and holds neither
 * the headline nor a block before it (those were looked at from there);
 * NF_NONE for none. *name: its class. */
static nf_id_t section_around(const nf_page_t *page, const nf_facts_t *f,
                              nf_id_t text, nf_id_t before, char **name)
{
    const nf_tree_t *t = page->tree;
    nf_id_t node = t->nodes[text].parent, found = NF_NONE;

    while (node && !(before && nf_tree_contains(t, node, before))
           && !(f->headline_node
                && nf_tree_contains(t, node, f->headline_node))) {
        char *class = t->nodes[node].nattrs ? gated_class(page, node) : NULL;

        if (class) {
            found = node;
            *name = class;
        }
        node = t->nodes[node].parent;
    }
    return found;
}

/* The classes of sections with text; NULL for none. */
static apr_array_header_t *marked_classes(const nf_page_t *page,
                                          const nf_facts_t *f)
{
    const nf_tree_t *t = page->tree;
    apr_array_header_t *found = apr_array_make(page->pool, 1, sizeof(char *));
    nf_id_t before = NF_NONE, end = 0;
    uint32_t i;

    for (i = 0; i < f->body.n && found->nelts < NF_MAX_SELECTORS; i++) {
        nf_id_t text = page->blocks->v[f->body.blocks[i]].first, node;
        char *name;

        if (text >= end
            && (node = section_around(page, f, text, before, &name))) {
            end = t->nodes[node].end;
            if (listed_class(t, node, found) < 0) {
                APR_ARRAY_PUSH(found, const char *) = name;
            }
        }
        before = text;
    }
    return found->nelts ? found : NULL;
}

/* Is this what readers see where the text breaks off: words, and a way to
 * subscribe or to sign in? */
static int is_box(const nf_page_t *page, nf_id_t node)
{
    const nf_blocks_t *b = page->blocks;
    uint32_t i = nf_blocks_from(b, node), words = 0, ways = 0;

    for (; i < b->n && nf_tree_contains(page->tree, node, b->v[i].first);
         i++) {
        words += b->v[i].words;
        ways += b->v[i].links + b->v[i].in_form;
    }
    return words >= 4 && ways > 0;
}

static int names_paywall(nf_str_t value)
{
    return nf_str_ifind(value, "paywall") || nf_str_ifind(value, "paygate");
}

/* Does anything in the page speak of a paywall, shown or not? */
static int has_word(const nf_page_t *page)
{
    return (page->blocks->any & NF_HINT(PAYWALL)) != 0;
}

/* Does the text break off at a paywall? */
static int has_box(const nf_page_t *page, const nf_facts_t *f)
{
    static const nf_hints_t hidden =
        NF_HINT(HIDDEN) | NF_HINT(MODAL) | NF_HINT(ASIDE) | NF_HINT(FOOTER);
    const nf_tree_t *t = page->tree;
    nf_id_t i, last;

    if (f->body.n == 0 || !has_word(page)) {
        return 0;
    }
    last = page->blocks->v[f->body.blocks[f->body.n - 1]].last;
    i = last + 1;
    while (i < t->nnodes) {
        const nf_node_t *node = &t->nodes[i];

        if (is_shown(node) && page->blocks->hints[i] & NF_HINT(PAYWALL)
            && !(page->blocks->path[i] & hidden)
            && names_paywall(nf_attr_raw(t, i, "class"))) {
            return is_box(page, i);
        }
        i++;
    }
    return 0;
}

static void find(const nf_page_t *page, const apr_array_header_t *told,
                 nf_facts_t *f)
{
    if (told) {
        f->paywall = on_page(page, told);
    }
    else if (f->accessible_for_free != 1) {
        f->paywall = own_classes(page, f->evidence);
        if (f->paywall == NULL) {
            f->paywall = marked_classes(page, f);
        }
        if (f->paywall == NULL && has_box(page, f)) {
            f->accessible_for_free = 0;
        }
    }
    if (f->paywall) {
        f->accessible_for_free = 0;
    }
}

/* -------------------------------------------------------------- free text */

/* The article's text outside of the sections; NULL for none. */
static char *outside(const nf_page_t *page, const nf_facts_t *f)
{
    const nf_tree_t *t = page->tree;
    nf_id_t section = 0;
    nf_buf_t out;
    uint32_t i;
    int k;

    nf_buf_init(&out, page->pool, 4096);
    for (i = 0; i < f->body.n; i++) {
        const nf_block_t *b = &page->blocks->v[f->body.blocks[i]];

        while (section < t->nnodes
               && (section == 0 || t->nodes[section].end <= b->first)) {
            section = next_section(t, section ? t->nodes[section].end : 1,
                                   f->paywall, &k);
        }
        if (section > b->last) {
            nf_body_add(&out, b);
        }
    }
    return out.len ? nf_buf_cstr(&out) : NULL;
}

/* Nothing where some of it may not be free and cannot be told apart. */
static const char *free_text(const nf_page_t *page,
                             const apr_array_header_t *told,
                             const nf_facts_t *f)
{
    if (f->paywall) {
        return outside(page, f);
    }
    if (f->accessible_for_free == 0 || f->body.n == 0) {
        return NULL;
    }
    return told || f->accessible_for_free == 1 || !has_word(page)
               ? nf_body_text(page, &f->body, page->pool)
               : NULL;
}

void nf_paywall_detect(const nf_page_t *page, const nf_settings_t *settings,
                       nf_facts_t *f)
{
    const apr_array_header_t *told = settings ? settings->paywall : NULL;

    if (told && told->nelts == 0) {
        told = NULL;
    }
    find(page, told, f);
    if (settings && settings->body) {
        f->free_body = free_text(page, told, f);
    }
}
