/*
 * byline.c -- the authors that readers see (byline.h).
 *
 * Elements made for authors (rel=author, itemprop, classes) and lines that say
 * "by" and a name, each worth what its place is worth.
 */
#include <string.h>
#include "../page/limits.h"
#include "byline.h"
#include "place.h"

#define MAX_ELEMENTS 200
#define MAX_TEXT 160            /* bytes of an element that is a name */
#define MAX_LINE 240            /* bytes of a line with a byline in it */

typedef struct in_t {
    const nf_page_t *page;
    nf_evidence_t *ev;
    const char *lang;
    nf_places_t places;
    nf_id_t inner_end;          /* elements before it were read */
} in_t;

/* Scores by kind and place. */
static const struct {
    int link, element, line;
} worth[NF_PLACE_COUNT] = {
    [NF_PLACE_FAR] = {54, 44, 0},
    [NF_PLACE_ABOVE] = {80, 76, 80},
    [NF_PLACE_NEAR] = {90, 86, 88},
    [NF_PLACE_TOP] = {86, 82, 86},
    [NF_PLACE_BODY] = {50, 46, 0},
    [NF_PLACE_TAIL] = {76, 68, 74}};

static int is_author_link(const nf_page_t *page, nf_id_t i)
{
    return nf_attr_has_token(page->tree, i, "rel", "author")
           || nf_attr_has_token(page->tree, i, "itemprop", "author");
}

static int is_author_element(const nf_page_t *page, nf_id_t i)
{
    const nf_node_t *n = &page->tree->nodes[i];

    if (n->kind != NF_NODE_ELEMENT || n->tag == NF_TAG_META
        || n->tag == NF_TAG_LINK || n->tag == NF_TAG_BODY
        || n->tag == NF_TAG_HTML || n->tag == NF_TAG_IMG) {
        return 0;
    }
    return (page->blocks->hints[i] & NF_HINT(AUTHOR)) != 0
           || nf_attr_has_token(page->tree, i, "rel", "author")
           || nf_attr_has_token(page->tree, i, "itemprop", "author");
}

/* The innermost thing in an author element that holds the name: itemprop
 * name, class "name" or "fn", a link to an author's page. */
static nf_id_t name_node(const nf_page_t *page, nf_id_t i)
{
    const nf_tree_t *t = page->tree;
    nf_id_t k, end = t->nodes[i].end, link = NF_NONE;
    int left = 40;

    for (k = i + 1; k < end && left-- > 0; k++) {
        if (t->nodes[k].kind != NF_NODE_ELEMENT
            || t->nodes[k].tag == NF_TAG_META) {
            continue;
        }
        if (nf_attr_has_token(t, k, "itemprop", "name")
            || nf_attr_has_token(t, k, "class", "fn")
            || nf_attr_has_token(t, k, "class", "name")
            || nf_attr_has_token(t, k, "class", "author-name")
            || nf_attr_has_token(t, k, "rel", "author")) {
            return k;
        }
        if (t->nodes[k].tag == NF_TAG_A && link == NF_NONE) {
            nf_str_t href = nf_attr_raw(t, k, "href");

            if (href.p && (nf_str_ifind(href, "/aut")
                           || nf_str_ifind(href, "/people/")
                           || nf_str_ifind(href, "/staff/")
                           || nf_str_ifind(href, "/profile"))) {
                link = k;
            }
        }
    }
    return link ? link : i;
}

static const char *author_url(const nf_page_t *page, nf_id_t i)
{
    nf_id_t a = nf_tree_up(page->tree, i, NF_TAG_A);

    if (a == NF_NONE) {
        a = nf_tree_find(page->tree, i, page->tree->nodes[i].end, NF_TAG_A);
    }
    return a ? nf_page_url_attr(page, a, "href") : NULL;
}

/* The farther from headline or text, the more it is somebody else's. */
static int distance(const in_t *in, uint32_t k, nf_place_e place)
{
    uint32_t d = place == NF_PLACE_NEAR && in->places.has_head
                     ? k - in->places.head
                 : place == NF_PLACE_ABOVE ? in->places.head - k
                 : place == NF_PLACE_TAIL  ? k - in->places.last : 0;

    return d > 16 ? 12 : d > 4 ? (int)d - 4 : 0;
}

static void read_element(in_t *in, nf_id_t i)
{
    const nf_page_t *page = in->page;
    uint32_t k = nf_blocks_from(page->blocks, i);
    nf_place_e place = nf_place_of(&in->places, k);
    nf_hints_t path = page->blocks->path[i];
    nf_id_t node;
    char *text;
    size_t len, at;
    int link, score, by = 0;

    if ((path & NF_HINTS_ELSEWHERE)
        && (place == NF_PLACE_FAR || (path & (NF_HINT(COMMENT)
                                              | NF_HINT(RELATED))))) {
        return;
    }
    node = name_node(page, i);
    text = nf_tree_text_dup(page->tree, node, MAX_TEXT + 8, page->pool);
    len = strlen(text);
    if (len == 0) {
        return;
    }
    if (nf_byline_find(nf_str(text), in->lang, &at)) {
        text += at;             /* "Press release by Jane Doe" */
        by = 1;
    }
    link = is_author_link(page, node) || is_author_link(page, i)
           || node != i;
    score = link ? worth[place].link : worth[place].element;
    if (len > MAX_TEXT
        || (!link && !by && len > 60)) {
        return;                 /* a box about the author */
    }
    if (place == NF_PLACE_FAR && (path & (NF_HINT(TEASER)
                                          | NF_HINT(ASIDE)))) {
        score -= 20;
    }
    score -= distance(in, k, place);
    in->inner_end = page->tree->nodes[i].end;
    nf_byline_add(in->ev, text, author_url(page, node), score, "byline",
                  link ? "author link or name" : "author class", i);
}

static void read_block(in_t *in, uint32_t k, nf_place_e place)
{
    const nf_block_t *b = &in->page->blocks->v[k];
    size_t at = 0;
    int n;
    nf_str_t text = b->text;

    if (text.len > MAX_LINE || b->ticker || b->related
        || (b->hints & (NF_HINT(COMMENT) | NF_HINT(CAPTION)
                        | NF_HINT(CREDIT)))
        || b->in_figure || b->heading == 1) {
        return;
    }
    n = nf_byline_find(text, in->lang, &at);
    if (n == 0 || (at > 0 && text.len - at > 90)
        || (place != NF_PLACE_NEAR && place != NF_PLACE_ABOVE && at > 40)) {
        return;
    }
    nf_byline_add(in->ev,
                  nf_str_dup(in->page->pool,
                             (nf_str_t){text.p + at, text.len - at}),
                  NULL, worth[place].line - (at > 0 ? 4 : 0)
                            - distance(in, k, place), "text",
                  "line with \"by\"", b->first);
}

void nf_byline_detect(const nf_page_t *page, nf_id_t headline_node,
                      const nf_body_t *body, nf_evidence_t *ev)
{
    in_t in = {.page = page, .ev = ev};
    int from = ev->v->nelts, elements = 0, i;
    uint32_t k;
    nf_id_t node;

    in.lang = nf_evidence_language(ev);
    nf_places_init(&in.places, page, headline_node, body);
    for (node = 1; node < page->tree->nnodes && elements < MAX_ELEMENTS;
         node++) {
        if (node >= in.inner_end && is_author_element(page, node)) {
            elements++;
            read_element(&in, node);
        }
    }
    for (k = 0; k < page->blocks->n; k++) {
        nf_place_e place = nf_place_of(&in.places, k);

        if (worth[place].line) {
            read_block(&in, k, place);
        }
    }
    for (i = from; i < ev->v->nelts; i++) {
        APR_ARRAY_IDX(ev->v, i, nf_candidate_t).visible = 1;
    }
}
