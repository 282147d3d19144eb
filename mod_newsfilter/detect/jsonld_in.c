/*
 * jsonld_in.c -- find the page's article in its JSON-LD blocks
 * (jsonld_in.h); what an article says is read in jsonld_facts.c.
 */
#include <string.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "headline.h"
#include "json_repair.h"
#include "jsonld_facts.h"
#include "jsonld_in.h"

#define JSONLD "application/ld+json"
#define MAX_STACK 4096
#define MAX_ARTICLES 64

/* A value, and how it is reached from the top of its block. */
typedef struct step_t {
    const json_t *v;
    const char *key; /* in its object, or NULL */
    size_t index;    /* in its array */
    int up;          /* the step to what holds it, or -1 */
} step_t;

typedef struct entry_t {
    const json_t *article;
    int root, step;
} entry_t;

typedef struct root_t {
    json_t *json;
    nf_id_t script;
    int strict; /* strict parsers read it */
} root_t;

typedef struct in_t {
    nf_jsonld_t ld; /* shared with jsonld_facts.c */
    root_t roots[NF_MAX_JSONLD_BLOCKS];
    int nroots;
    size_t bytes; /* of all of them */
    entry_t articles[MAX_ARTICLES];
    int narticles;
    apr_array_header_t *steps; /* step_t, NF_MAX_JSON_VISITS */
    int *stack;                /* MAX_STACK, indices of steps */
    int depth;
} in_t;

/* The MIME essence alone (HTML, "javascript MIME type"). */
int nf_jsonld_is_type(nf_str_t type)
{
    const char *semi = type.p ? memchr(type.p, ';', type.len) : NULL;

    if (semi) {
        type.len = (size_t)(semi - type.p);
    }
    return type.p && nf_str_ieq(nf_str_trim(type), JSONLD);
}

static apr_status_t free_json(void *json)
{
    json_decref(json);
    return APR_SUCCESS;
}

/* The block as jansson reads it: as it is, or repaired. What strict parsers
 * take and jansson does not are numbers that are too large for it and halves
 * of surrogate pairs. */
static json_t *parse(nf_str_t text, apr_pool_t *pool)
{
    json_t *root = json_loadb(text.p, text.len, 0, NULL);

    if (root == NULL) {
        text = nf_json_repair(text, pool);
        root =
            json_loadb(text.p, text.len,
                       JSON_DISABLE_EOF_CHECK | JSON_DECODE_INT_AS_REAL, NULL);
    }
    if (root) {
        apr_pool_cleanup_register(pool, root, free_json,
                                  apr_pool_cleanup_null);
    }
    return root;
}

int nf_jsonld_names_article(nf_str_t text)
{
    static const char word[] = "Article", other[] = "Posting";

    return text.p
           && (memmem(text.p, text.len, word, sizeof(word) - 1)
               || memmem(text.p, text.len, other, sizeof(other) - 1));
}

/* A block that is not read here may be read elsewhere: an article in it would
 * be contradicted by a second one. */
static void load_unread(nf_str_t text, nf_evidence_t *ev)
{
    ev->own_item |= nf_jsonld_names_article(text);
}

static void load(in_t *in, nf_id_t script, nf_evidence_t *ev)
{
    nf_str_t text = nf_str_trim(nf_tree_raw_text(in->ld.page->tree, script));
    root_t *root = &in->roots[in->nroots];

    if (text.p == NULL || text.len < 2) {
        return;
    }
    if (in->nroots == NF_MAX_JSONLD_BLOCKS || text.len > NF_MAX_JSONLD
        || in->bytes + text.len > NF_MAX_JSONLD_TOTAL) {
        load_unread(text, ev);
        return;
    }
    in->bytes += text.len;
    root->script = script;
    root->strict = text.p[0] != '"' && nf_json_valid(text);
    root->json = parse(text, in->ld.page->pool);
    ev->broken_jsonld |= !root->strict;
    if (root->json) {
        in->nroots++;
    }
    else if (root->strict) {
        load_unread(text, ev);
    }
}

static void load_all(in_t *in, nf_evidence_t *ev)
{
    const nf_tree_t *t = in->ld.page->tree;
    nf_id_t i = 0;

    while ((i = nf_tree_find(t, i + 1, t->nnodes, NF_TAG_SCRIPT)) != NF_NONE) {
        /* decoded: "application/ld&#43;json" is seen */
        if (nf_attr_raw(t, i, "type").len >= sizeof(JSONLD) - 1
            && nf_jsonld_is_type(
                nf_str(nf_attr(t, i, "type", in->ld.page->pool)))) {
            load(in, i, ev);
        }
    }
}

static void push(in_t *in, const json_t *v, const char *key, size_t index,
                 int up)
{
    if (in->depth < MAX_STACK && in->steps->nelts < NF_MAX_JSON_VISITS
        && (json_is_object(v) || json_is_array(v))) {
        APR_ARRAY_PUSH(in->steps, step_t) = (step_t){v, key, index, up};
        in->stack[in->depth++] = in->steps->nelts - 1;
    }
}

static void push_items(in_t *in, const json_t *array, int up)
{
    size_t i;

    for (i = json_array_size(array); i > 0; i--) {
        push(in, json_array_get(array, i - 1), NULL, i - 1, up);
    }
}

/* The next value of the stack; an array gives way to its items. */
static const json_t *pop(in_t *in, int *step)
{
    while (in->depth > 0) {
        const json_t *v;

        *step = in->stack[--in->depth];
        v = APR_ARRAY_IDX(in->steps, *step, step_t).v;
        if (!json_is_array(v)) {
            return v;
        }
        push_items(in, v, *step);
    }
    return NULL;
}

/* Every object with an @id and something to say, for references to it. */
static void index_ids(in_t *in)
{
    const json_t *v, *member;
    const char *key, *id;
    int i, step;

    for (i = 0; i < in->nroots; i++) {
        push(in, in->roots[i].json, NULL, 0, -1);
    }
    while ((v = pop(in, &step)) != NULL) {
        id = nf_jsonld_id(v, in->ld.page);
        if (id && json_object_size(v) > 1
            && apr_hash_get(in->ld.ids, id, APR_HASH_KEY_STRING) == NULL) {
            apr_hash_set(in->ld.ids, id, APR_HASH_KEY_STRING, v);
        }
        json_object_foreach((json_t *)v, key, member)
        {
            push(in, member, key, 0, step);
        }
    }
    apr_array_clear(in->steps);
}

/* A thread of a forum is an article to schema.org, though not to us. */
static int is_thread(const json_t *v)
{
    const char *type = nf_jsonld_text(v, "@type");

    return type && nf_str_ifind(nf_str(type), "discussionforumposting");
}

/* The things that the page is about: top level, @graph, mainEntity. Lists
 * of teasers are not entered. */
static void find_articles(in_t *in, int root)
{
    static const char *const doors[] = {"@graph", "mainEntity",
                                        "mainEntityOfPage", "article", NULL};
    const json_t *v;
    int step, i;

    push(in, in->roots[root].json, NULL, 0, -1);
    while ((v = pop(in, &step)) != NULL) {
        nf_type_kind_e kind = nf_jsonld_kind(v);

        if (kind == NF_TYPE_ARTICLE && in->narticles < MAX_ARTICLES) {
            in->articles[in->narticles++] = (entry_t){v, root, step};
        }
        else if (in->roots[root].strict && is_thread(v)) {
            in->ld.ev->own_item = 1;
        }
        nf_jsonld_side_facts(&in->ld, v, kind);
        for (i = 0; doors[i]; i++) {
            push(in, json_object_get(v, doors[i]), doors[i], 0, step);
        }
    }
}

/* Does it say that it stands on this page (1), on another (-1), or neither
 * (0)? */
static int stands_here(const in_t *in, const json_t *article)
{
    const nf_candidate_t *own = nf_evidence_best(in->ld.ev, NF_FACT_CANONICAL);
    const char *url = nf_jsonld_address(&in->ld, article);
    apr_pool_t *pool = in->ld.page->pool;

    if (url == NULL || (own == NULL && in->ld.page->url == NULL)) {
        return 0;
    }
    return (own && nf_url_same(url, own->value, pool))
                   || (in->ld.page->url
                       && nf_url_same(url, in->ld.page->url, pool))
               ? 1
               : -1;
}

/* How well its headline agrees with those that the page has elsewhere. */
static int agreement(const in_t *in, const json_t *article)
{
    const nf_evidence_t *ev = in->ld.ev;
    const char *title = nf_jsonld_text(article, "headline");
    int best = 0, i;

    if (title == NULL) {
        title = nf_jsonld_text(article, "name");
    }
    for (i = 0; title && i < ev->v->nelts && i < 64; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == NF_FACT_HEADLINE) {
            int s = nf_headline_similar(title, c->value);

            best = s > best ? s : best;
        }
    }
    return best;
}

/* Has the object this member, and not empty? */
static int says(const json_t *object, const char *key)
{
    const json_t *v = json_object_get(object, key);

    return json_string_length(v) > 0 || json_array_size(v) > 0
           || json_object_size(v) > 0;
}

/* The way from the top of the block, for who wants to change it. */
static void add_own(const in_t *in, const entry_t *entry, nf_evidence_t *ev)
{
    apr_pool_t *pool = in->ld.page->pool;
    const root_t *root = &in->roots[entry->root];
    nf_json_step_t *way;
    nf_own_t *own;
    int i, n = 0;

#define STEP(k) (&APR_ARRAY_IDX(in->steps, (k), step_t))
    for (i = entry->step; STEP(i)->up >= 0; i = STEP(i)->up) {
        n++;
    }
    way = apr_palloc(pool, sizeof(*way) * (size_t)(n + 1));
    own = apr_array_push(ev->own_ld);
    *own = (nf_own_t){root->script,   root->strict, root->json,
                      entry->article, way,          n};
    for (i = entry->step; STEP(i)->up >= 0; i = STEP(i)->up) {
        way[--n] = (nf_json_step_t){STEP(i)->key, STEP(i)->index};
    }
#undef STEP
    ev->own_item |= root->strict;
}

/* Of the articles one is the page's; others may claim to be it, too. */
static void choose(in_t *in, nf_evidence_t *ev)
{
    int scores[MAX_ARTICLES], same[MAX_ARTICLES], here[MAX_ARTICLES];
    const json_t *article;
    int i, best = -1;

    for (i = 0; i < in->narticles; i++) {
        article = in->articles[i].article;
        same[i] = agreement(in, article);
        here[i] = stands_here(in, article);
        scores[i] = same[i] + (here[i] > 0 ? 60 : 0)
                    + (json_object_get(article, "author") ? 4 : 0)
                    + (json_object_get(article, "datePublished") ? 4 : 0);
        best = best < 0 || scores[i] > scores[best] ? i : best;
    }
    /* one of many that agrees with nothing is a teaser */
    if (best < 0 || (in->narticles > NF_JSONLD_FEW && scores[best] < 40)) {
        return;
    }
    for (i = 0; i < in->narticles; i++) {
        if (i == best || here[i] > 0 || (here[i] == 0 && same[i] >= 60)) {
            add_own(in, &in->articles[i], ev);
            ev->own_best = i == best ? ev->own_ld->nelts - 1 : ev->own_best;
        }
    }
    ev->own_any = 1;
    article = in->articles[best].article;
    nf_jsonld_article_facts(&in->ld, article, scores[best] >= 40 ? 0 : 12);
    if (in->roots[in->articles[best].root].strict
        && nf_jsonld_text(article, "headline")
        && (says(article, "author") || says(article, "datePublished"))) {
        ev->own_article = 1;
    }
}

void nf_jsonld_in_detect(const nf_page_t *page, nf_evidence_t *ev)
{
    in_t *in = apr_pcalloc(page->pool, sizeof(*in));
    int i;

    in->ld.page = page;
    in->ld.ev = ev;
    in->ld.ids = apr_hash_make(page->pool);
    load_all(in, ev);
    if (in->nroots == 0) {
        return;
    }
    in->stack = apr_palloc(page->pool, sizeof(*in->stack) * MAX_STACK);
    in->steps = apr_array_make(page->pool, 64, sizeof(step_t));
    index_ids(in);
    for (i = 0; i < in->nroots; i++) {
        find_articles(in, i);
    }
    choose(in, ev);
    if (in->narticles == 0 && in->ld.others > 0 && !ev->own_any) {
        ev->not_article = 1;
    }
    ev->other_item = in->narticles == 0 && in->ld.things > 0;
}
