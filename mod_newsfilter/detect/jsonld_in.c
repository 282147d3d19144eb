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

#define MAX_STACK 4096
#define MAX_ARTICLES 64

typedef struct entry_t {
    const json_t *article;
    int strict; /* from a block that strict parsers read */
} entry_t;

typedef struct in_t {
    nf_jsonld_t ld; /* shared with jsonld_facts.c */
    json_t *roots[NF_MAX_JSONLD_BLOCKS];
    int strict[NF_MAX_JSONLD_BLOCKS];
    int nroots;
    size_t bytes; /* of all of them */
    entry_t articles[MAX_ARTICLES];
    int narticles;
    const json_t **stack; /* MAX_STACK */
    int depth;
} in_t;

/* The MIME essence alone, in any case (HTML, "javascript MIME type"). */
static int is_jsonld(nf_str_t type)
{
    const char *semi = type.p ? memchr(type.p, ';', type.len) : NULL;

    if (semi) {
        type.len = (size_t)(semi - type.p);
    }
    return type.p && nf_str_ieq(nf_str_trim(type), "application/ld+json");
}

static void load(in_t *in, nf_str_t text, nf_evidence_t *ev)
{
    json_error_t error;
    json_t *root;
    int strict = 1;

    text = nf_str_trim(text);
    if (text.p == NULL || text.len < 2 || text.len > NF_MAX_JSONLD
        || in->bytes + text.len > NF_MAX_JSONLD_TOTAL) {
        return;
    }
    in->bytes += text.len;
    root = json_loadb(text.p, text.len, 0, &error);
    if (root == NULL) {
        strict = 0;
        ev->broken_jsonld = 1;
        text = nf_json_repair(text, in->ld.page->pool);
        root = json_loadb(text.p, text.len, JSON_DISABLE_EOF_CHECK, &error);
    }
    if (root) {
        in->strict[in->nroots] = strict;
        in->roots[in->nroots++] = root;
    }
}

static void load_all(in_t *in, nf_evidence_t *ev)
{
    const nf_tree_t *t = in->ld.page->tree;
    nf_id_t i = 0;

    while (in->nroots < NF_MAX_JSONLD_BLOCKS
           && (i = nf_tree_find(t, i + 1, t->nnodes, NF_TAG_SCRIPT))
                  != NF_NONE) {
        /* decoded: "application/ld&#43;json" is seen */
        if (is_jsonld(nf_str(nf_attr(t, i, "type", in->ld.page->pool)))) {
            load(in, nf_tree_raw_text(t, i), ev);
        }
    }
}

static void push(in_t *in, const json_t *v)
{
    if (in->depth < MAX_STACK && (json_is_object(v) || json_is_array(v))) {
        in->stack[in->depth++] = v;
    }
}

static void push_items(in_t *in, const json_t *array)
{
    size_t i;

    for (i = json_array_size(array); i > 0; i--) {
        push(in, json_array_get(array, i - 1));
    }
}

/* Every object with an @id and something to say, for references to it. */
static void index_ids(in_t *in)
{
    int visits = NF_MAX_JSON_VISITS, i;

    for (i = 0; i < in->nroots; i++) {
        push(in, in->roots[i]);
    }
    while (in->depth > 0 && visits-- > 0) {
        const json_t *v = in->stack[--in->depth], *member;
        const char *key, *id;

        if (json_is_array(v)) {
            push_items(in, v);
            continue;
        }
        id = json_string_value(json_object_get(v, "@id"));
        if (id && json_object_size(v) > 1
            && apr_hash_get(in->ld.ids, id, APR_HASH_KEY_STRING) == NULL) {
            apr_hash_set(in->ld.ids, id, APR_HASH_KEY_STRING, v);
        }
        json_object_foreach((json_t *)v, key, member)
        {
            push(in, member);
        }
    }
    in->depth = 0;
}

/* The things that the page is about: top level, @graph, mainEntity. Lists
 * of teasers are not entered. */
static void find_articles(in_t *in, int root)
{
    static const char *const doors[] = {"@graph", "mainEntity",
                                        "mainEntityOfPage", "article", NULL};
    int visits = NF_MAX_JSON_VISITS, i;

    push(in, in->roots[root]);
    while (in->depth > 0 && visits-- > 0) {
        const json_t *v = in->stack[--in->depth];
        nf_jsonld_kind_e kind;

        if (json_is_array(v)) {
            push_items(in, v);
            continue;
        }
        kind = nf_jsonld_kind(v);
        if (kind == NF_LD_ARTICLE && in->narticles < MAX_ARTICLES) {
            in->articles[in->narticles++] = (entry_t){v, in->strict[root]};
        }
        nf_jsonld_side_facts(&in->ld, v, kind);
        for (i = 0; doors[i]; i++) {
            push(in, json_object_get(v, doors[i]));
        }
    }
    in->depth = 0;
}

/* How well an article agrees with what else the page says of itself. */
static int agreement(const in_t *in, const json_t *article)
{
    const nf_evidence_t *ev = in->ld.ev;
    const char *title = nf_jsonld_text(article, "headline");
    const char *url = nf_jsonld_address(&in->ld, article);
    int best = 0, i, score;

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
    score = best;
    if (url) {
        const nf_candidate_t *own = nf_evidence_best(ev, NF_FACT_CANONICAL);
        apr_pool_t *pool = in->ld.page->pool;

        if ((own && nf_url_same(url, own->value, pool))
            || (in->ld.page->url
                && nf_url_same(url, in->ld.page->url, pool))) {
            score += 60;
        }
    }
    score += json_object_get(article, "author") ? 4 : 0;
    score += json_object_get(article, "datePublished") ? 4 : 0;
    return score;
}

/* Has the object this member, and not empty? */
static int says(const json_t *object, const char *key)
{
    const json_t *v = json_object_get(object, key);

    return json_string_length(v) > 0 || json_array_size(v) > 0
           || json_object_size(v) > 0;
}

static void choose(in_t *in, nf_evidence_t *ev)
{
    const entry_t *best = NULL;
    int i, top = -1;

    for (i = 0; i < in->narticles; i++) {
        int score = agreement(in, in->articles[i].article);

        if (score > top) {
            top = score;
            best = &in->articles[i];
        }
    }
    /* one of many that agrees with nothing is a teaser */
    if (best == NULL || (in->narticles > 2 && top < 40)) {
        return;
    }
    ev->own_any = 1;
    ev->own_item |= best->strict;
    nf_jsonld_article_facts(&in->ld, best->article, top >= 40 ? 0 : 12);
    if (best->strict && nf_jsonld_text(best->article, "headline")
        && (says(best->article, "author")
            || says(best->article, "datePublished"))) {
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
    if (in->nroots) {
        in->stack = apr_palloc(page->pool, sizeof(*in->stack) * MAX_STACK);
    }
    index_ids(in);
    for (i = 0; i < in->nroots; i++) {
        find_articles(in, i);
    }
    choose(in, ev);
    if (in->narticles == 0 && in->ld.others > 0 && !ev->own_any) {
        ev->not_article = 1;
    }
    for (i = 0; i < in->nroots; i++) {
        json_decref(in->roots[i]);
    }
}
