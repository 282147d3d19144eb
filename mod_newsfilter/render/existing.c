/* existing.c -- see existing.h. */
#include <string.h>
#include <apr_strings.h>
#include "../detect/json_repair.h"
#include "../detect/json_text.h"
#include "existing.h"
#include "json_out.h"
#include "jsonld.h"
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
    return published ? !nf_jsonld_in_order(date, other, pool)
                     : !nf_jsonld_in_order(other, date, pool);
}

/* May ours be said in the page's article, which does not say it? */
static int may_add(const json_t *own, const json_t *ours, const char *key,
                   apr_pool_t *pool)
{
    const char *type = json_string_value(json_object_get(own, "@type"));

    if (*key == '@' || is_said(own, key)
        || is_out_of_order(own, ours, key, pool)) {
        return 0;
    }
    if (strcmp(key, "dateline") == 0) {
        return type && strstr(type, "NewsArticle");
    }
    if (strcmp(key, "hasPart") == 0) {
        return !json_is_true(json_object_get(own, "isAccessibleForFree"));
    }
    return strncmp(key, "liveBlog", 8) != 0 && strncmp(key, "coverage", 8) != 0
               ? 1
               : type && strstr(type, "LiveBlogPosting") != NULL;
}

/* Nothing said: null, "", [] or {}. */
static int is_empty(const json_t *value)
{
    return value == NULL || json_is_null(value)
           || (json_is_string(value) && json_string_length(value) == 0)
           || (json_is_array(value) && json_array_size(value) == 0)
           || (json_is_object(value) && json_object_size(value) == 0);
}

/* The page's article with what it lacks of ours. The caller's; NULL where the
 * page is to be left alone. */
static json_t *merged(work_t *w, const json_t *own, const json_t *ours)
{
    json_t *all = json_deep_copy(own);
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)ours, key, value)
    {
        if (is_empty(json_object_get(own, key))
            && may_add(own, ours, key, w->pool)) {
            json_object_set(all, key, value);
        }
    }
    nf_site_say(all, w->e->facts, &w->options->settings);
    if (!nf_jsonld_is_wanted(all, w->options)) {
        json_decref(all);
        w->e->skip = "vetoed";
        return NULL;
    }
    return all;
}

/* Members of all that the page's article has not, in JSON's form, each behind
 * a comma. */
static nf_str_t additions(const json_t *own, const json_t *all,
                          apr_pool_t *pool)
{
    const char *key;
    json_t *value;
    nf_buf_t out;

    nf_buf_init(&out, pool, 256);
    json_object_foreach((json_t *)all, key, value)
    {
        if (json_object_get(own, key) == NULL) {
            nf_str_t text = nf_json_dump_script(value, pool);

            nf_buf_printf(&out, ",\"%s\":", key);
            nf_buf_add(&out, text.p, text.len);
        }
    }
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

/* Take a member out, with the comma in front of it or, of the first, behind.
 * from: the end of what stays in front. */
static void drop_member(work_t *w, nf_str_t json, size_t from, int first,
                        const nf_json_member_t *m)
{
    size_t to = m->value.to;

    if (first) {
        from = m->name.from;
        while (to < json.len && nf_is_space((unsigned char)json.p[to])) {
            to++;
        }
        to += to < json.len && json.p[to] == ',';
    }
    add_edit(w, from, to, NF_STR(""));
}

/* The changes of an article's text that make all of own: new values, what is
 * taken out, then what is added. Offsets are the block's. */
static void complete_article(work_t *w, nf_str_t json, nf_json_span_t article,
                             const json_t *own, const json_t *all)
{
    nf_str_t added = additions(own, all, w->pool);
    nf_json_member_t m;
    size_t at = article.from + 1, end = at;
    int first = 1;

    while (nf_json_member(json, &at, &m)) {
        const char *key = nf_str_dup(w->pool, m.key);
        const json_t *had = json_object_get(own, key);
        const json_t *value = json_object_get(all, key);

        if (had && value == NULL) {
            drop_member(w, json, end, first, &m);
        }
        else {
            if (had && !json_equal(had, value)) {
                add_edit(w, m.value.from, m.value.to,
                         nf_json_dump_script(value, w->pool));
            }
            first = 0;
        }
        end = m.value.to;
    }
    if (added.len) {
        add_edit(w, end, end, added);
    }
}

/* Edits of a text as one new text. */
static nf_str_t apply(nf_str_t text, const apr_array_header_t *edits,
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

/* Is the page's text its bytes, but for a mark at the start? */
static int is_unconverted(const nf_page_t *page)
{
    uintptr_t b = (uintptr_t)page->bytes.p, t = (uintptr_t)page->text.p;

    return t >= b && t <= b + page->bytes.len;
}

static void complete(work_t *w, const json_t *ours)
{
    const nf_page_t *page = w->e->page;
    const nf_own_t *own = own_at(w, 0);
    nf_str_t json = json_of(w, own);
    nf_json_span_t article;
    json_t *all;
    int i;

    if (!nf_json_find(json, own->way, own->steps, &article)
        || article.to - article.from < 2 || json.p[article.from] != '{') {
        return;
    }
    all = merged(w, own->article, ours);
    if (all == NULL) {
        return;
    }
    complete_article(w, json, article, own->article, all);
    json_decref(all);
    if (own->strict && is_unconverted(page)) {
        size_t first = (size_t)(json.p - page->bytes.p);

        for (i = 0; i < w->edits->nelts; i++) {
            APR_ARRAY_IDX(w->edits, i, nf_edit_t).at += first;
        }
    }
    else if (w->edits->nelts || !own->strict) {
        json = apply(json, w->edits, w->pool);
        apr_array_clear(w->edits);
        set_content(w, own->script, json);
    }
}

/* ---------------------------------------------------------------- replace */

/* Is anything said in a block besides the articles that were taken out? */
static int has_rest(nf_str_t json)
{
    static const char *const frame[] = {"@context", "@id", "@type"};
    json_t *root = json_loadb(json.p, json.len, JSON_DECODE_INT_AS_REAL, NULL);
    size_t known = 0, i;
    int rest;

    if (root == NULL) {
        return 1;
    }
    for (i = 0; i < sizeof(frame) / sizeof(*frame); i++) {
        known += json_object_get(root, frame[i]) != NULL;
    }
    known += json_is_array(json_object_get(root, "@graph"))
             && json_array_size(json_object_get(root, "@graph")) == 0;
    rest = json_array_size(root) > 0 || json_object_size(root) > known;
    json_decref(root);
    return rest;
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
    if (whole || !has_rest(json)) {
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
