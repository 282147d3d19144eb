/*
 * microdata.c -- the article in microdata or RDFa Lite (microdata.h).
 *
 * The scope with the most content among the article types is the page's
 * article; its own properties are read, those of things nested in it (author,
 * publisher, image) one level down. Visible names and dates are byline.c's
 * and date.c's; here are the values meant for machines.
 */
#include <string.h>
#include <apr_strings.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "byline.h"
#include "clean.h"
#include "date.h"
#include "image.h"
#include "language.h"
#include "microdata.h"
#include "place.h"
#include "type.h"

#define MAX_TEXT 4000
#define MAX_POINTER 400
#define MAX_REFERENCES 16  /* elements that itemref names */
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

/* The article type that an element starts, or NULL. */
static const nf_type_t *type_of(const nf_page_t *page, nf_id_t i,
                                const syntax_t *syntax)
{
    nf_str_t v = nf_attr_raw(page->tree, i, syntax->type);
    const nf_type_t *type = v.len ? nf_type_best(v) : NULL;

    return type && type->kind == NF_TYPE_ARTICLE ? type : NULL;
}

static nf_str_t properties_of(const in_t *in, nf_id_t i)
{
    return nf_attr_raw(in->page->tree, i, in->syntax->prop);
}

/* Is one of the properties this one (small letters)? Its name may have a
 * prefix ("schema:headline") or the vocabulary's address in front. */
static int has_property(nf_str_t properties, const char *name)
{
    nf_str_t one;
    size_t n = strlen(name);

    while ((one = nf_str_token(&properties)).len) {
        const char *from = one.len >= n ? one.p + one.len - n : NULL;

        if (from && nf_str_ieq((nf_str_t){from, n}, name)
            && (one.len == n || strchr("/#:", from[-1]))) {
            return 1;
        }
    }
    return 0;
}

/* A value for machines, or the text that readers see. */
static char *value_of(const in_t *in, nf_id_t i, size_t max)
{
    static const char *const attrs[] = {"content", "datetime", "value"};
    const nf_tree_t *t = in->page->tree;
    char *v = NULL;
    size_t k;

    for (k = 0; k < sizeof(attrs) / sizeof(*attrs) && (!v || !*v); k++) {
        v = nf_attr(t, i, attrs[k], in->page->pool);
    }
    if (v == NULL || *v == '\0') {
        v = nf_tree_text_dup(t, i, max, in->page->pool);
    }
    return nf_clean(nf_str(v), max, in->page->pool);
}

/* An element's value as an address, or NULL. */
static char *url_of(const in_t *in, nf_id_t i)
{
    switch (in->page->tree->nodes[i].tag) {
    case NF_TAG_META:
        return nf_page_url_attr(in->page, i, "content");
    case NF_TAG_LINK:
    case NF_TAG_A:
        return nf_page_url_attr(in->page, i, "href");
    case NF_TAG_IMG:
    case NF_TAG_AMP_IMG:
        return nf_image_url(in->page, i, 0);
    default:
        return NULL;
    }
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

/* A property inside a nested thing, or NF_NONE. */
static nf_id_t property_in(const in_t *in, nf_id_t i, const char *name)
{
    const nf_tree_t *t = in->page->tree;
    nf_id_t k;
    int left = 60;

    for (k = i + 1; k < t->nodes[i].end && left-- > 0; k++) {
        if (t->nodes[k].kind == NF_NODE_ELEMENT
            && has_property(properties_of(in, k), name)) {
            return k;
        }
    }
    return NF_NONE;
}

static char *url_in(const in_t *in, nf_id_t i, const char *name)
{
    nf_id_t k = property_in(in, i, name);

    return k == NF_NONE ? NULL : url_of(in, k);
}

/* Names that readers see are byline.c's. */
static void add_author(in_t *in, nf_id_t i)
{
    const nf_tree_t *t = in->page->tree;
    nf_id_t node = property_in(in, i, "name");
    char *name, *url = url_in(in, i, "url");
    const char *type;

    node = node == NF_NONE ? i : node;
    name = value_of(in, node, NF_MAX_NAME);
    if (name == NULL) {
        return;
    }
    in->author = 1;
    if (t->nodes[node].tag != NF_TAG_META) {
        return;
    }
    type = nf_attr(t, i, in->syntax->type, in->page->pool);
    if (type && nf_str_ifind(nf_str(type), "organization")) {
        nf_candidate_t *c = nf_evidence_add(in->ev, NF_FACT_AUTHOR, name, 78,
                                            in->syntax->source, "author");

        if (c) {
            c->node = i;
            c->extra = url;
            c->organization = 1;
        }
        return;
    }
    nf_byline_add(in->ev, name, url, 78, in->syntax->source, "author", i);
}

/* The first address in an image, be it the element or a thing around it. */
static char *image_url(const in_t *in, nf_id_t i)
{
    const nf_tree_t *t = in->page->tree;
    char *url = NULL;
    nf_id_t k = i, end = t->nodes[i].end;
    int left = 40;

    for (; url == NULL && k < end && left-- > 0; k++) {
        if (t->nodes[k].kind == NF_NODE_ELEMENT && t->nodes[k].tag != NF_TAG_A
            && (t->nodes[k].tag != NF_TAG_META || k == i
                || has_property(properties_of(in, k), "url")
                || has_property(properties_of(in, k), "contenturl"))) {
            url = url_of(in, k);
        }
    }
    return url;
}

static void add_publisher(in_t *in, nf_id_t i)
{
    nf_id_t name = property_in(in, i, "name");
    nf_id_t logo = property_in(in, i, "logo");
    nf_candidate_t *c;

    if (name == NF_NONE && in->page->tree->nodes[i].tag != NF_TAG_META) {
        return;
    }
    c = nf_evidence_add(in->ev, NF_FACT_PUBLISHER,
                        value_of(in, name == NF_NONE ? i : name, NF_MAX_NAME),
                        70, in->syntax->source, "publisher");
    if (c) {
        c->node = i;
        c->extra = url_in(in, i, "url");
    }
    if (logo != NF_NONE) {
        add(in, NF_FACT_PUBLISHER_LOGO, image_url(in, logo), 70, "logo", logo);
    }
}

static void add_keywords(in_t *in, nf_id_t i)
{
    char *words = value_of(in, i, MAX_TEXT), *state = NULL, *word;

    for (word = words ? apr_strtok(words, ",;|", &state) : NULL; word;
         word = apr_strtok(NULL, ",;|", &state)) {
        add(in, NF_FACT_KEYWORD,
            nf_clean(nf_str(word), NF_MAX_NAME, in->page->pool), 62,
            "keywords", i);
    }
}

static void add_free(in_t *in, nf_id_t i)
{
    char *v = value_of(in, i, 60);
    int is_true = v && nf_str_ifind(nf_str(v), "true");

    if (is_true || (v && nf_str_ifind(nf_str(v), "false"))) {
        add(in, NF_FACT_FREE, is_true ? "true" : "false", 86,
            "isAccessibleForFree", i);
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
    {"dateline", NF_FACT_DATELINE, 82, NF_MAX_NAME},
    {"inlanguage", NF_FACT_LANGUAGE, 72, 0},
    {"keywords", NF_FACT_KEYWORD, 0, 0},
    {"isaccessibleforfree", NF_FACT_FREE, 0, 0},
    {"image", NF_FACT_IMAGE, 70, 0},
    {"thumbnailurl", NF_FACT_IMAGE, 54, 0},
    {"mainentityofpage", NF_FACT_CANONICAL, 52, 0},
    {"url", NF_FACT_CANONICAL, 50, 0},
    {"author", NF_FACT_AUTHOR, 0, 0},
    {"creator", NF_FACT_AUTHOR, 0, 0},
    {"publisher", NF_FACT_PUBLISHER, 0, 0}};

static void read_fact(in_t *in, nf_id_t i, nf_fact_e fact, int score,
                      size_t max, const char *name)
{
    const char *value;

    switch (fact) {
    case NF_FACT_DATE_PUBLISHED:
    case NF_FACT_DATE_MODIFIED:
        add_date(in, fact, i, score, name);
        break;
    case NF_FACT_IMAGE:
        add(in, fact, image_url(in, i), score, name, i);
        break;
    case NF_FACT_CANONICAL:
        add(in, fact, url_of(in, i), score, name, i);
        break;
    case NF_FACT_LANGUAGE:
        value = value_of(in, i, 60);
        add(in, fact,
            value ? nf_language_tag(nf_str(value), in->page->pool) : NULL,
            score, name, i);
        break;
    case NF_FACT_AUTHOR:
        add_author(in, i);
        break;
    case NF_FACT_PUBLISHER:
        add_publisher(in, i);
        break;
    case NF_FACT_KEYWORD:
        add_keywords(in, i);
        break;
    case NF_FACT_FREE:
        add_free(in, i);
        break;
    default:
        in->headline |= fact == NF_FACT_HEADLINE;
        add(in, fact, value_of(in, i, max), score, name, i);
    }
}

static void read_property(in_t *in, nf_id_t i)
{
    nf_str_t v = properties_of(in, i);
    size_t k;

    for (k = 0; k < sizeof(props) / sizeof(props[0]); k++) {
        if (has_property(v, props[k].name)) {
            read_fact(in, i, props[k].fact, props[k].score, props[k].max,
                      props[k].name);
        }
    }
}

/* The next element with an attribute. */
typedef struct cursor_t {
    const char *name;
    nf_id_t at;
} cursor_t;

/* At or behind node i; end for none. */
static nf_id_t move(cursor_t *c, const nf_tree_t *t, nf_id_t i, nf_id_t end)
{
    if (c->at < i) {
        c->at = nf_tree_with_attr(t, i, end, c->name);
        c->at = c->at == NF_NONE ? end : c->at;
    }
    return c->at;
}

/* All properties from one node to another; things nested there are stepped
 * over. */
static void read_nodes(in_t *in, nf_id_t i, nf_id_t end)
{
    const nf_tree_t *t = in->page->tree;
    cursor_t property = {in->syntax->prop, NF_NONE};
    cursor_t type = {in->syntax->type, NF_NONE};
    cursor_t scope = {"itemscope", NF_NONE};

    while (i < end) {
        nf_id_t at = move(&property, t, i, end);
        nf_id_t nested = move(&type, t, i, end);
        nf_id_t other = move(&scope, t, i, end);

        nested = other < nested ? other : nested;
        if (at <= nested && at < end && properties_of(in, at).len
            && in->left-- > 0) {
            read_property(in, at);
        }
        i = at < nested || nested == end ? at + 1 : t->nodes[nested].end;
    }
}

/* Is word one of the list's, which white space separates? */
static int holds_word(nf_str_t list, nf_str_t word)
{
    const char *p = list.p, *end = list.p + list.len;

    while (word.len && (p = memmem(p, (size_t)(end - p), word.p, word.len))) {
        const char *behind = p + word.len;

        if ((p == list.p || nf_is_space((unsigned char)p[-1]))
            && (behind == end || nf_is_space((unsigned char)*behind))) {
            return 1;
        }
        p = behind;
    }
    return 0;
}

/* The properties of the scope, then those that it finds elsewhere in the page
 * by itemref (HTML, "The microdata model"). */
static void read_scope(in_t *in, nf_id_t scope)
{
    const nf_tree_t *t = in->page->tree;
    nf_str_t ids = nf_attr_raw(t, scope, "itemref");
    int left = ids.len ? MAX_REFERENCES : 0;
    nf_id_t i;

    read_nodes(in, scope + 1, t->nodes[scope].end);
    for (i = 1; i < t->nnodes && left > 0; i++) {
        if (t->nodes[i].kind == NF_NODE_ELEMENT
            && !nf_tree_contains(t, scope, i)
            && holds_word(ids, nf_attr_raw(t, i, "id"))) {
            left--;
            read_nodes(in, i, t->nodes[i].end);
        }
    }
}

static void read_syntax(const nf_page_t *page, nf_evidence_t *ev,
                        const syntax_t *syntax)
{
    in_t in = {
        .page = page, .ev = ev, .syntax = syntax, .left = MAX_PROPERTIES};
    const nf_tree_t *t = page->tree;
    nf_id_t i = 0, best = NF_NONE;
    uint32_t size = 0, scopes = 0;
    const nf_type_t *type = NULL;

    while ((i = nf_tree_with_attr(t, i + 1, t->nnodes, syntax->type))
           != NF_NONE) {
        const nf_node_t *n = &t->nodes[i];
        const nf_type_t *found = type_of(page, i, syntax);

        if (found) {
            if (n->end - i > size) {
                best = i;
                size = n->end - i;
                type = found;
            }
            scopes++;
            i = n->end - 1;
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
        add(&in, NF_FACT_TYPE, type->name, 80, "type", best);
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
