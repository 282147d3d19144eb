/* crumbs.c -- the trail of a page (crumbs.h). */
#include <string.h>
#include "../page/chars.h"
#include "crumbs.h"
#include "links.h"

enum {
    CRUMBS_PLACES = 16, /* elements that are looked at */
    CRUMBS_NODES = 400, /* nodes of one of them */
    CRUMBS_MAX = 10,    /* links of a trail; more are a menu */
    CRUMBS_NAME = 200   /* bytes of a name */
};

#define ELSEWHERE \
    (NF_HINT(COMMENT) | NF_HINT(RELATED) | NF_HINT(FOOTER) | NF_HINT(HIDDEN))

typedef struct trail_t {
    const nf_page_t *page;
    const char *host;
    apr_array_header_t *links;
    nf_id_t tail; /* text behind the last link, or NF_NONE */
    int tails;    /* how many of them */
} trail_t;

/* The page itself as the last of a trail must say something, and what stands
 * between links must not. */
static int has_letters(const char *p, const char *end)
{
    while (p < end) {
        nf_char_e kind = nf_char_class(nf_utf8_next(&p, end));

        if (NF_CHAR_IS_WORD(kind) || kind == NF_CHAR_DENSE) {
            return 1;
        }
    }
    return 0;
}

static int is_separator(unsigned cp)
{
    return cp <= ' ' || cp == '/' || cp == '>' || cp == '|' || cp == '\\'
           || cp == ':' || cp == '-' || cp == 0xA0 || cp == 0xB7 || cp == 0xBB
           || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2022 || cp == 0x203A
           || (cp >= 0x2190 && cp <= 0x21FF) || (cp >= 0x25A0 && cp <= 0x25FF);
}

/* The text of a node of the trail, less the separators in front of it. */
static const char *text_of(const trail_t *x, nf_id_t node)
{
    const char *s =
        nf_tree_text_dup(x->page->tree, node, CRUMBS_NAME, x->page->pool);
    const char *end = s + strlen(s), *p = s;

    while (p < end && is_separator(nf_utf8_next(&p, end))) {
        s = p;
    }
    return has_letters(s, end) ? s : NULL;
}

/* What a link without text, a picture of a house, says it is. */
static const char *label_of(const trail_t *x, nf_id_t a)
{
    const nf_tree_t *t = x->page->tree;
    const char *name = nf_attr(t, a, "aria-label", x->page->pool);

    return name ? name : nf_attr(t, a, "title", x->page->pool);
}

/* 0: with this link it is no trail. */
static int add_link(trail_t *x, nf_id_t a)
{
    const char *name = text_of(x, a), *url;

    name = name ? name : label_of(x, a);
    if (name == NULL || *name == '\0') {
        return x->links->nelts == 0; /* the way home */
    }
    url = nf_links_address(nf_page_url_attr(x->page, a, "href"), x->host,
                           x->page->pool);
    if (url == NULL || x->tail != NF_NONE || x->links->nelts == CRUMBS_MAX
        || nf_links_have(x->links, url)) {
        return 0;
    }
    APR_ARRAY_PUSH(x->links, nf_link_t) =
        (nf_link_t){.headline = name, .url = url, .node = a};
    return 1;
}

/* Text in front of the first link says what this is. */
static void add_text(trail_t *x, nf_id_t node)
{
    if (x->links->nelts > 0 && text_of(x, node)) {
        x->tail = node;
        x->tails++;
    }
}

static int is_left_out(const trail_t *x, nf_id_t i)
{
    const nf_node_t *n = &x->page->tree->nodes[i];

    return n->foreign || (nf_tag_flags[n->tag] & NF_TF_HIDDEN)
           || (x->page->blocks->hints[i] & NF_HINT(HIDDEN));
}

static int read_trail(trail_t *x, nf_id_t from)
{
    const nf_tree_t *t = x->page->tree;
    nf_id_t end = t->nodes[from].end, i = from + 1;

    x->tail = NF_NONE;
    x->tails = 0;
    apr_array_clear(x->links);
    if (end - from > CRUMBS_NODES) {
        return 0;
    }
    while (i < end) {
        const nf_node_t *n = &t->nodes[i];
        int is_link = n->kind == NF_NODE_ELEMENT && n->tag == NF_TAG_A
                      && nf_attr_raw(t, i, "href").len > 0;

        if (is_link && !add_link(x, i)) {
            return 0;
        }
        if (n->kind == NF_NODE_TEXT && !n->space_only) {
            add_text(x, i);
        }
        i = is_link || (n->kind == NF_NODE_ELEMENT && is_left_out(x, i))
                ? n->end
                : i + 1;
    }
    if (x->tails == 1) {
        APR_ARRAY_PUSH(x->links, nf_link_t) =
            (nf_link_t){.headline = text_of(x, x->tail), .node = x->tail};
    }
    return x->links->nelts >= 2;
}

static int is_place(const nf_page_t *page, const nf_mark_t *m)
{
    const nf_tree_t *t = page->tree;

    if (!(m->hints & (NF_HINT(BREADCRUMB) | NF_HINT(NAMED)))
        || m->node == t->body
        || ((m->hints | page->blocks->path[m->node]) & ELSEWHERE)) {
        return 0;
    }
    return (m->hints & NF_HINT(BREADCRUMB))
           || nf_str_ifind(nf_attr_raw(t, m->node, "aria-label"),
                           "breadcrumb");
}

apr_array_header_t *nf_crumbs_detect(const nf_page_t *page, const char *host)
{
    trail_t x = {.page = page, .host = host};
    const nf_blocks_t *b = page->blocks;
    int left = CRUMBS_PLACES;
    uint32_t k;

    x.links = apr_array_make(page->pool, 4, sizeof(nf_link_t));
    for (k = 0; k < b->nmarks && left > 0; k++) {
        if (is_place(page, &b->marks[k])) {
            if (read_trail(&x, b->marks[k].node)) {
                return x.links;
            }
            left--;
        }
    }
    return NULL;
}
