/* existing.c -- see existing.h. */
#include <string.h>
#include <apr_strings.h>
#include "../detect/json_list.h"
#include "../detect/json_repair.h"
#include "../detect/json_text.h"
#include "../detect/moment.h"
#include "existing.h"
#include "json_change.h"
#include "json_out.h"
#include "jsonld.h"
#include "mend.h"
#include "refs.h"
#include "site.h"

typedef struct work_t {
    nf_enrich_t *e;
    const nf_options_t *options;
    apr_pool_t *pool;
    apr_array_header_t *edits; /* nf_edit_t */
} work_t;

static const nf_own_t *own_at(const work_t *w, int i)
{
    return &APR_ARRAY_IDX(w->e->facts->evidence->own_ld, i, nf_own_t);
}

/* The offset in the page's bytes of '<' or '>' at p in its text. */
static size_t offset_of(const work_t *w, const char *p)
{
    const nf_page_t *page = w->e->page;

    return nf_charset_offset(page->bytes, page->text,
                             (size_t)(p - page->text.p));
}

static void add_edit(work_t *w, size_t from, size_t to, nf_str_t bytes)
{
    nf_edit_t *edit = apr_array_push(w->edits);

    edit->at = from;
    edit->drop = to - from;
    edit->bytes = bytes;
}

/* What stands between the tags of a script element. Raw text ends with the
 * end tag, so there is one child at most. */
static nf_str_t content_of(const work_t *w, nf_id_t script)
{
    const nf_tree_t *t = w->e->page->tree;
    const nf_node_t *n = &t->nodes[script];

    return (nf_str_t){t->text.p + n->src_end, n->src_close - n->src_end};
}

/* The block as valid JSON. */
static nf_str_t json_of(const work_t *w, const nf_own_t *own)
{
    nf_str_t text = content_of(w, own->script);

    return own->strict ? text : nf_json_repair(nf_str_trim(text), w->pool);
}

/* New content for a script element. */
static void set_content(work_t *w, nf_id_t script, nf_str_t json)
{
    nf_str_t old = content_of(w, script);

    add_edit(w, offset_of(w, old.p - 1) + 1, offset_of(w, old.p + old.len),
             nf_json_escape_script(json, w->pool));
}

/* --------------------------------------------------------------- complete */

/* Has the page's article said this already, under another name? */
static int is_said(const json_t *own, const char *key)
{
    static const char *const others[][2] = {{"author", "creator"},
                                            {"headline", "name"}};
    size_t i;

    for (i = 0; i < sizeof(others) / sizeof(*others); i++) {
        if (strcmp(key, others[i][0]) == 0
            && json_object_get(own, others[i][1])) {
            return 1;
        }
    }
    return 0;
}

/* Is a date of ours at odds with the other one, which is the page's? */
static int is_out_of_order(const json_t *own, const json_t *ours,
                           const char *key, apr_pool_t *pool)
{
    int published = strcmp(key, "datePublished") == 0;
    const char *other, *date;

    if (!published && strcmp(key, "dateModified") != 0) {
        return 0;
    }
    date = json_string_value(json_object_get(ours, key));
    other = json_string_value(
        json_object_get(own, published ? "dateModified" : "datePublished"));
    if (other == NULL || *other == '\0') {
        return 0;
    }
    return published ? !nf_moment_in_order(date, other, pool)
                     : !nf_moment_in_order(other, date, pool);
}

/* Is this one of its types? */
static int is_a(const json_t *own, const char *type)
{
    const json_t *v = json_object_get(own, "@type");
    size_t n = nf_json_count(v), i;

    for (i = 0; i < n; i++) {
        const char *s = json_string_value(nf_json_item(v, i));

        if (s && strstr(s, type)) {
            return 1;
        }
    }
    return 0;
}

/* May ours be said in the page's article, which does not say it? */
static int may_add(const json_t *own, const json_t *ours, const char *key,
                   apr_pool_t *pool)
{
    if (*key == '@' || is_said(own, key)
        || is_out_of_order(own, ours, key, pool)) {
        return 0;
    }
    if (strcmp(key, "dateline") == 0) {
        return is_a(own, "NewsArticle");
    }
    if (strcmp(key, "hasPart") == 0) {
        return !json_is_true(json_object_get(own, "isAccessibleForFree"));
    }
    return (strncmp(key, "liveBlog", 8) != 0
            && strncmp(key, "coverage", 8) != 0)
           || is_a(own, "LiveBlogPosting");
}

/* The value at the end of a way; borrowed. */
static json_t *follow(json_t *v, const nf_own_t *own)
{
    int i;

    for (i = 0; i < own->steps; i++) {
        const nf_json_step_t *step = &own->way[i];

        v = step->key ? json_object_get(v, step->key)
                      : json_array_get(v, step->index);
    }
    return v;
}

/* Whatever the block says, mended, and the page's article in it with what it
 * lacks of ours. The caller's; NULL where the page is to be left alone. */
static json_t *merged(work_t *w, const nf_own_t *own, const json_t *ours)
{
    const nf_facts_t *facts = w->e->facts;
    json_t *all = json_deep_copy(own->root);
    json_t *article = follow(all, own), *value;
    const char *key;

    nf_mend_block(all, w->e->page, facts->evidence, &w->options->settings);
    nf_mend_article(article, ours, facts->language, w->pool);
    json_object_foreach((json_t *)ours, key, value)
    {
        if (json_object_get(article, key) == NULL
            && may_add(article, ours, key, w->pool)) {
            json_object_set(article, key, value);
        }
    }
    nf_site_say(article, facts, &w->options->settings);
    if (!nf_jsonld_is_wanted(article, w->options)) {
        json_decref(all);
        w->e->skip = "vetoed";
        return NULL;
    }
    return all;
}

/* Is the page's text its bytes, but for a mark at the start? */
static int is_unconverted(const nf_page_t *page)
{
    uintptr_t b = (uintptr_t)page->bytes.p, t = (uintptr_t)page->text.p;

    return t >= b && t <= b + page->bytes.len;
}

/* Might a browser see markup in the block? Then it is all escaped. */
static int is_unsafe(nf_str_t json)
{
    return nf_str_ifind(json, "<!--") || nf_str_ifind(json, "<script");
}

static void complete(work_t *w, const json_t *ours)
{
    const nf_page_t *page = w->e->page;
    const nf_own_t *own = own_at(w, 0);
    nf_str_t json = json_of(w, own);
    json_t *all = merged(w, own, ours);
    int i;

    if (all == NULL) {
        return;
    }
    nf_json_change(json, own->root, all, w->edits, w->pool);
    json_decref(all);
    if (own->strict && is_unconverted(page) && !is_unsafe(json)) {
        size_t first = (size_t)(json.p - page->bytes.p);

        for (i = 0; i < w->edits->nelts; i++) {
            APR_ARRAY_IDX(w->edits, i, nf_edit_t).at += first;
        }
    }
    else if (w->edits->nelts || !own->strict || is_unsafe(json)) {
        json = nf_json_apply(json, w->edits, w->pool);
        apr_array_clear(w->edits);
        set_content(w, own->script, json);
    }
}

/* ---------------------------------------------------------------- replace */

/* Is anything said in a block besides the articles that were taken out? */
static int has_rest(const json_t *root)
{
    static const char *const frame[] = {"@context", "@id", "@type"};
    const json_t *graph = json_object_get(root, "@graph");
    size_t known = 0, i;

    for (i = 0; i < sizeof(frame) / sizeof(*frame); i++) {
        known += json_object_get(root, frame[i]) != NULL;
    }
    known += json_is_array(graph) && json_array_size(graph) == 0;
    return json_array_size(root) > 0 || json_object_size(root) > known;
}

/* What is left of a block without its articles, which are those from first to
 * last, mended; absent if that says nothing. */
static nf_str_t rest_of(work_t *w, nf_str_t json, int first, int last)
{
    const nf_evidence_t *ev = w->e->facts->evidence;
    apr_array_header_t *edits = apr_array_make(w->pool, 8, sizeof(nf_edit_t));
    json_t *had = json_loadb(json.p, json.len, JSON_DECODE_INT_AS_REAL, NULL);
    json_t *want;

    if (had == NULL) {
        return json;
    }
    if (has_rest(had)) {
        want = json_deep_copy(had);
        for (; first <= last; first++) {
            nf_refs_keep(want, own_at(w, first)->article, w->pool);
        }
        nf_mend_block(want, w->e->page, ev, &w->options->settings);
        nf_json_change(json, had, want, edits, w->pool);
        json = nf_json_apply(json, edits, w->pool);
        json_decref(want);
    }
    else {
        json = (nf_str_t){NULL, 0};
    }
    json_decref(had);
    return json;
}

/* Behind the end tag of a script element; NULL if it is not written as all
 * the world does. */
static const char *element_end(const work_t *w, nf_id_t script)
{
    static const char tag[] = "</script";
    const nf_tree_t *t = w->e->page->tree;
    const char *p = t->text.p + t->nodes[script].src_close;
    const char *end = t->text.p + t->text.len;

    if ((size_t)(end - p) < sizeof(tag)
        || !nf_str_ieq((nf_str_t){p, sizeof(tag) - 1}, tag)) {
        return NULL;
    }
    p += sizeof(tag) - 1;
    while (p < end && nf_is_space((unsigned char)*p)) {
        p++;
    }
    return p < end && *p == '>' ? p + 1 : NULL;
}

/* One block without its articles, which are those from first to last; ours
 * comes behind it if bytes has it. 0: it cannot be done. */
static int replace_block(work_t *w, int first, int last, nf_str_t bytes)
{
    const nf_own_t *own = own_at(w, first);
    const nf_tree_t *t = w->e->page->tree;
    const char *start = t->text.p + t->nodes[own->script].src;
    const char *end = element_end(w, own->script);
    nf_str_t json = json_of(w, own);
    int i, whole = 0;

    if (end == NULL) {
        return 0;
    }
    /* the last one first: the ways of the others hold */
    for (i = last; i >= first && !whole; i--) {
        own = own_at(w, i);
        whole = own->steps == 0;
        json = whole ? json
                     : nf_json_without(json, own->way, own->steps, w->pool);
        if (json.p == NULL) {
            return 0;
        }
    }
    json = whole ? (nf_str_t){NULL, 0} : rest_of(w, json, first, last);
    if (json.p == NULL) {
        add_edit(w, offset_of(w, start), offset_of(w, end - 1) + 1, bytes);
        return 1;
    }
    set_content(w, own->script, json);
    if (bytes.len) {
        size_t at = offset_of(w, end - 1) + 1;

        add_edit(w, at, at, bytes);
    }
    return 1;
}

static void replace(work_t *w, json_t *ours)
{
    const nf_evidence_t *ev = w->e->facts->evidence;
    const json_t *id =
        json_object_get(own_at(w, ev->own_best)->article, "@id");
    int first, last;
    nf_str_t script;

    if (json_string_length(id) > 0) {
        json_object_set(ours, "@id", (json_t *)id);
    }
    if (!nf_jsonld_is_wanted(ours, w->options)) {
        w->e->skip = "vetoed";
        return;
    }
    script = nf_jsonld_script(ours, w->e->facts, w->pool);
    for (first = 0; first < ev->own_ld->nelts; first = last + 1) {
        int mine;

        last = first;
        while (last + 1 < ev->own_ld->nelts
               && own_at(w, last + 1)->script == own_at(w, first)->script) {
            last++;
        }
        mine = ev->own_best >= first && ev->own_best <= last;
        if (!replace_block(w, first, last, mine ? script : NF_STR(""))) {
            apr_array_clear(w->edits);
            return;
        }
    }
}

void nf_existing_edit(nf_enrich_t *e, json_t *ours,
                      const nf_options_t *options, apr_array_header_t *edits,
                      apr_pool_t *pool)
{
    const nf_evidence_t *ev = e->facts->evidence;
    work_t w = {e, options, pool, edits};

    if (ev->own_markup || ev->own_ld->nelts == 0) {
        e->skip = ev->own_markup ? "own-markup" : "own-article";
        return;
    }
    if (options->settings.existing == NF_EXISTING_REPLACE) {
        replace(&w, ours);
    }
    else if (ev->own_ld->nelts == 1) {
        complete(&w, ours);
    }
    if (edits->nelts == 0 && e->skip == NULL) {
        e->skip = "own-article";
    }
}
