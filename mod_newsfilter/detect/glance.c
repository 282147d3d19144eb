/* glance.c -- an article in the head (glance.h). */
#include <string.h>
#include "../page/tree.h"
#include "glance.h"
#include "json_text.h"
#include "jsonld_in.h"
#include "type.h"

/* ---------------------------------------------------------------- the head */

/* Does a tag of this name begin at p, behind its '<'? */
static int is_tag(const char *p, const char *end, const char *name)
{
    size_t n = strlen(name);

    return (size_t)(end - p) > n && nf_str_ieq((nf_str_t){p, n}, name)
           && (nf_is_space((unsigned char)p[n]) || p[n] == '>' || p[n] == '/');
}

/* Behind the '<' of the next tag of this name, or NULL. */
static const char *find_tag(const char *p, const char *end, const char *name)
{
    while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        p++;
        if (is_tag(p, end, name)) {
            return p;
        }
    }
    return NULL;
}

/* A script from its name to its end. */
static int seems_article(const char *p, const char *end)
{
    const char *open = memchr(p, '>', (size_t)(end - p));

    return open && nf_str_ifind((nf_str_t){p, (size_t)(open - p)}, "ld+json")
           && nf_jsonld_names_article((nf_str_t){open, (size_t)(end - open)});
}

/* What stands in front of the body, if an article's JSON-LD seems to; else of
 * no length. What is taken for a tag here may be text or a comment: the tree
 * will tell. It need not be UTF-8: only ASCII is looked at. */
static nf_str_t head_of(nf_str_t bytes)
{
    const nf_str_t none = {NULL, 0};
    const char *p = bytes.p, *end = p + bytes.len;
    int article = 0;

    while (p && (p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        p++;
        if (is_tag(p, end, "script")) {
            const char *close = find_tag(p, end, "/script");

            article = article || (close && seems_article(p, close));
            p = close;
        }
        else if (is_tag(p, end, "body")) {
            return article ? (nf_str_t){bytes.p, (size_t)(p - bytes.p)} : none;
        }
    }
    return none;
}

/* ---------------------------------------------------------- what JSON says */

typedef struct look_t {
    int articles; /* of all blocks */
    int usable;
} look_t;

static nf_str_t span_of(nf_str_t text, nf_json_span_t span)
{
    return (nf_str_t){text.p + span.from, span.to - span.from};
}

/* A string, object or array that is not empty. */
static int says_something(nf_str_t value)
{
    return value.len > 2 && strchr("\"{[", value.p[0]) != NULL;
}

static int is_article_type(nf_str_t value)
{
    return says_something(value) && value.p[0] == '"'
           && nf_type_best((nf_str_t){value.p + 1, value.len - 2})->kind
                  == NF_TYPE_ARTICLE;
}

/* An object. *graph: where its @graph is, if it has one. */
static void look_at_object(look_t *look, nf_str_t text, nf_json_span_t object,
                           nf_json_span_t *graph)
{
    int article = 0, headline = 0, signature = 0;
    size_t at = object.from + 1;
    nf_json_member_t m;

    while (text.p[object.from] == '{' && nf_json_member(text, &at, &m)) {
        nf_str_t value = span_of(text, m.value);

        if (nf_str_eq(m.key, NF_STR("@type"))) {
            article = is_article_type(value);
        }
        else if (nf_str_eq(m.key, NF_STR("headline"))) {
            headline = says_something(value) && value.p[0] == '"';
        }
        else if (nf_str_eq(m.key, NF_STR("author"))
                 || nf_str_eq(m.key, NF_STR("datePublished"))) {
            signature |= says_something(value);
        }
        else if (nf_str_eq(m.key, NF_STR("@graph"))) {
            *graph = m.value;
        }
    }
    look->articles += article;
    look->usable |= article && headline && signature;
}

/* A list of objects. */
static void look_at_items(look_t *look, nf_str_t text, nf_json_span_t list)
{
    nf_json_span_t inner;
    nf_json_member_t m;
    size_t at = list.from + 1;

    while (text.p[list.from] == '[' && nf_json_member(text, &at, &m)) {
        look_at_object(look, text, m.value, &inner);
    }
}

/* A block. Whether it is one that strict parsers read. */
static int look_at_block(look_t *look, nf_str_t text)
{
    nf_json_span_t top, graph = {0, 0};

    text = nf_str_trim(text);
    if (!nf_json_valid(text) || !nf_json_find(text, NULL, 0, &top)) {
        return 0;
    }
    look_at_items(look, text, top);
    look_at_object(look, text, top, &graph);
    if (graph.to) {
        look_at_items(look, text, graph);
    }
    return 1;
}

/* Is its type JSON-LD, as written? */
static int is_jsonld(const nf_tree_t *t, nf_id_t script)
{
    return nf_jsonld_is_type(nf_attr_raw(t, script, "type"));
}

int nf_glance_has_article(nf_str_t bytes, apr_pool_t *pool)
{
    nf_str_t head = head_of(bytes);
    look_t look = {0, 0};
    const nf_tree_t *t;
    nf_id_t i = NF_NONE;

    if (head.len == 0) {
        return 0;
    }
    t = nf_tree_build(head, pool);
    while ((i = nf_tree_find(t, i + 1, t->nnodes, NF_TAG_SCRIPT)) != NF_NONE) {
        if (is_jsonld(t, i) && !look_at_block(&look, nf_tree_raw_text(t, i))) {
            return 0;
        }
    }
    return look.usable && look.articles <= NF_JSONLD_FEW;
}
