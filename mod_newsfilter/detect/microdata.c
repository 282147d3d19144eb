/*
 * microdata.c -- the article in microdata or RDFa Lite (microdata.h).
 *
 * The scope with the most content among the article types is the page's
 * article; its own properties are read, those of things nested in it (author,
 * publisher, image) one level down. Visible names and dates are byline.c's
 * and date.c's; here are the values meant for machines.
 */
#include <string.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "byline.h"
#include "clean.h"
#include "date.h"
#include "image.h"
#include "language.h"
#include "microdata.h"
#include "place.h"

#define MAX_TEXT 4000
#define MAX_POINTER 400
#define MAX_PROPERTIES 500 /* of one item; further ones are not read */

/* How a syntax says type and property. */
typedef struct syntax_t {
    const char *type, *prop, *source;
} syntax_t;

static const syntax_t microdata = {"itemtype", "itemprop", "microdata"};
static const syntax_t rdfa = {"typeof", "property", "rdfa"};

typedef struct in_t {
    const nf_page_t *page;
    nf_evidence_t *ev;
    const syntax_t *syntax;
    int headline, author, date;
    int left; /* properties that are still read */
} in_t;

static const char *const article_types[] = {
    "NewsArticle",      "BlogPosting", "LiveBlogPosting", "TechArticle",
    "ScholarlyArticle", "Report",      "Article",         NULL};

/* The article type that an element starts, or NULL. */
static const char *type_of(const nf_page_t *page, nf_id_t i,
                           const syntax_t *syntax)
{
    nf_str_t v = nf_attr_raw(page->tree, i, syntax->type);
    int k;

    for (k = 0; v.p && article_types[k]; k++) {
        size_t n = strlen(article_types[k]);
        nf_str_t rest = nf_str_trim(v);

        if (rest.len >= n
            && memcmp(rest.p + rest.len - n, article_types[k], n) == 0) {
            return article_types[k];
        }
    }
    return NULL;
}

/* A value for machines, or the text that readers see. */
static char *value_of(const in_t *in, nf_id_t i, size_t max)
{
    const nf_tree_t *t = in->page->tree;
    char *v = nf_attr(t, i, "content", in->page->pool);

    if (v == NULL || *v == '\0') {
        v = nf_attr(t, i, "datetime", in->page->pool);
    }
    if (v == NULL || *v == '\0') {
        v = nf_tree_text_dup(t, i, max, in->page->pool);
    }
    return nf_clean(nf_str(v), max, in->page->pool);
}

static void add(in_t *in, nf_fact_e fact, const char *value, int score,
                const char *name, nf_id_t node)
{
    nf_candidate_t *c =
        nf_evidence_add(in->ev, fact, value, score, in->syntax->source, name);

    if (c) {
        c->node = node;
    }
}

static void add_date(in_t *in, nf_fact_e fact, nf_id_t i, int score,
                     const char *name)
{
    char *v = value_of(in, i, 120);
    const char *date =
        v ? nf_date_parse(nf_str(v), nf_evidence_language(in->ev),
                          in->page->pool)
          : NULL;

    in->date |= date != NULL && fact == NF_FACT_DATE_PUBLISHED;
    add(in, fact, date, score, name, i);
}

/* The name inside a nested thing: its own property "name". */
static nf_id_t name_in(const in_t *in, nf_id_t i)
{
    const nf_tree_t *t = in->page->tree;
    nf_id_t k;
    int left = 60;

    for (k = i + 1; k < t->nodes[i].end && left-- > 0; k++) {
        if (nf_attr_has_token(t, k, in->syntax->prop, "name")) {
            return k;
        }
    }
    return i;
}

static void add_author(in_t *in, nf_id_t i)
{
    nf_id_t node = name_in(in, i);
    const nf_node_t *n = &in->page->tree->nodes[node];
    char *name = value_of(in, node, NF_MAX_NAME);

    if (name == NULL) {
        return;
    }
    in->author = 1;
    if (n->tag == NF_TAG_META) {
        nf_byline_add(in->ev, name, NULL, 78, in->syntax->source, "author", i);
    }
}

static void add_image(in_t *in, nf_id_t i)
{
    const nf_page_t *page = in->page;
    const nf_tree_t *t = page->tree;
    char *url = NULL;
    nf_id_t k = i, end = t->nodes[i].end;
    int left = 40;

    for (; url == NULL && k < end && left-- > 0; k++) {
        switch (t->nodes[k].kind == NF_NODE_ELEMENT ? t->nodes[k].tag : 0) {
        case NF_TAG_META:
            if (k == i || nf_attr_has_token(t, k, in->syntax->prop, "url")) {
                url = nf_page_url_attr(page, k, "content");
            }
            break;
        case NF_TAG_LINK:
            url = nf_page_url_attr(page, k, "href");
            break;
        case NF_TAG_IMG:
        case NF_TAG_AMP_IMG:
            url = nf_image_url(page, k, 0);
            break;
        default:
            break;
        }
    }
    add(in, NF_FACT_IMAGE, url, 70, "image", i);
}

static void add_publisher(in_t *in, nf_id_t i)
{
    nf_id_t node = name_in(in, i);

    if (node != i) {
        add(in, NF_FACT_PUBLISHER, value_of(in, node, NF_MAX_NAME), 70,
            "publisher", i);
    }
}

static const struct {
    const char *name;
    nf_fact_e fact;
    int score;
    size_t max;
} props[] = {
    {"headline", NF_FACT_HEADLINE, 66, NF_MAX_HEADLINE},
    {"alternativeheadline", NF_FACT_ALT_HEADLINE, 78, NF_MAX_HEADLINE},
    {"description", NF_FACT_DESCRIPTION, 62, MAX_TEXT},
    {"articlesection", NF_FACT_SECTION, 72, NF_MAX_NAME},
    {"articlebody", NF_FACT_BODY_POINTER, 70, MAX_POINTER},
    {"datepublished", NF_FACT_DATE_PUBLISHED, 86, 0},
    {"datecreated", NF_FACT_DATE_PUBLISHED, 74, 0},
    {"datemodified", NF_FACT_DATE_MODIFIED, 84, 0},
    {"image", NF_FACT_IMAGE, 0, 0},
    {"author", NF_FACT_AUTHOR, 0, 0},
    {"creator", NF_FACT_AUTHOR, 0, 0},
    {"publisher", NF_FACT_PUBLISHER, 0, 0}};

static void read_property(in_t *in, nf_id_t i)
{
    const nf_tree_t *t = in->page->tree;
    size_t k;

    if (nf_attr_raw(t, i, in->syntax->prop).len == 0) {
        return;
    }
    for (k = 0; k < sizeof(props) / sizeof(props[0]); k++) {
        if (!nf_attr_has_token(t, i, in->syntax->prop, props[k].name)) {
            continue;
        }
        switch (props[k].fact) {
        case NF_FACT_DATE_PUBLISHED:
        case NF_FACT_DATE_MODIFIED:
            add_date(in, props[k].fact, i, props[k].score, props[k].name);
            break;
        case NF_FACT_IMAGE:
            add_image(in, i);
            break;
        case NF_FACT_AUTHOR:
            add_author(in, i);
            break;
        case NF_FACT_PUBLISHER:
            add_publisher(in, i);
            break;
        default:
            in->headline |= props[k].fact == NF_FACT_HEADLINE;
            add(in, props[k].fact, value_of(in, i, props[k].max),
                props[k].score, props[k].name, i);
        }
    }
}

/* All properties of the scope; things nested in it are stepped over. */
static void read_scope(in_t *in, nf_id_t scope)
{
    const nf_tree_t *t = in->page->tree;
    nf_id_t i = scope + 1;

    while (i < t->nodes[scope].end) {
        const nf_node_t *n = &t->nodes[i];
        int nested;

        if (n->kind != NF_NODE_ELEMENT || n->nattrs == 0) {
            i++;
            continue;
        }
        if (nf_attr_raw(t, i, in->syntax->prop).p && in->left-- > 0) {
            read_property(in, i);
        }
        nested = nf_attr_raw(t, i, in->syntax->type).p != NULL
                 || nf_attr_raw(t, i, "itemscope").p != NULL;
        i = nested ? n->end : i + 1;
    }
}

/* Does any element have such an attribute? */
static int is_used(const nf_tree_t *t, const char *name)
{
    size_t len = strlen(name);
    uint32_t i;

    for (i = 0; i < t->nattrs; i++) {
        if (t->attrs[i].name.len == len
            && nf_str_ieq(t->attrs[i].name, name)) {
            return 1;
        }
    }
    return 0;
}

static void read_syntax(const nf_page_t *page, nf_evidence_t *ev,
                        const syntax_t *syntax)
{
    in_t in = {
        .page = page, .ev = ev, .syntax = syntax, .left = MAX_PROPERTIES};
    const nf_tree_t *t = page->tree;
    nf_id_t i = 1, best = NF_NONE;
    uint32_t size = 0, scopes = 0;
    const char *type = NULL;

    if (!is_used(t, syntax->type)) {
        return;
    }
    while (i < t->nnodes) {
        const nf_node_t *n = &t->nodes[i];
        const char *found = n->kind == NF_NODE_ELEMENT && n->nattrs
                                ? type_of(page, i, syntax)
                                : NULL;

        if (found) {
            if (n->end - i > size) {
                best = i;
                size = n->end - i;
                type = found;
            }
            scopes++;
            i = n->end;
        }
        else {
            i++;
        }
    }
    if (best == NF_NONE) {
        return;
    }
    read_scope(&in, best);
    /* many without a headline are teasers */
    ev->own_markup |= in.headline || scopes <= 3;
    ev->own_item |= ev->own_markup;
    if (in.headline) {
        ev->own_any = 1;
        add(&in, NF_FACT_TYPE, type, 80, "type", best);
        if (in.author || in.date) {
            ev->own_article = 1;
        }
    }
}

void nf_microdata_detect(const nf_page_t *page, nf_evidence_t *ev)
{
    read_syntax(page, ev, &microdata);
    read_syntax(page, ev, &rdfa);
}
