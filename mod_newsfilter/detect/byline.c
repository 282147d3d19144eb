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
#define MAX_TEXT 160 /* bytes of an element that is a name */
#define MAX_LABEL 18 /* bytes of "Geschrieben von" */
#define MAX_LINE 240 /* bytes of a line with a byline in it */

/* Where links to persons are no bylines. */
#define NO_BYLINE (NF_HINTS_ELSEWHERE | NF_HINT(TEASER) | NF_HINT(NAV))

typedef struct in_t {
    const nf_page_t *page;
    nf_evidence_t *ev;
    const char *lang;
    nf_places_t places;
    nf_id_t inner_end; /* elements before it were read */
} in_t;

/* Scores by kind and place. */
static const struct {
    int link, element, line;
} worth[NF_PLACE_COUNT] = {
    [NF_PLACE_FAR] = {54, 44, 0},   [NF_PLACE_ABOVE] = {80, 76, 80},
    [NF_PLACE_NEAR] = {90, 86, 88}, [NF_PLACE_TOP] = {86, 82, 86},
    [NF_PLACE_BODY] = {50, 46, 0},  [NF_PLACE_TAIL] = {76, 68, 74}};

static int is_author_link(const nf_page_t *page, nf_id_t i)
{
    return nf_attr_has_token(page->tree, i, "rel", "author")
           || nf_attr_has_token(page->tree, i, "itemprop", "author");
}

/* Path segments of pages about persons; each stands behind a slash. */
static const char *const person_paths[] = {
    "author",      "autor",      "auteur",     "by/",       "columnist",
    "contributor", "firma/",     "journalist", "newsteam/", "person",
    "profil",      "redaktion/", "redaktor",   "reporter",  "staff/",
    "team/",       "writer",     NULL};

/* Their first letters, a bit each: a b c f j n p r s t w. */
#define PERSON_FIRSTS 0x4EA227u

/* A link to the page of a person. */
static int is_person_link(const nf_page_t *page, nf_id_t i)
{
    nf_str_t href = nf_attr_raw(page->tree, i, "href");
    const char *p, *end;
    int k;

    if (href.p == NULL) {
        return 0;
    }
    end = href.p + href.len;
    for (p = href.p; (p = memchr(p, '/', (size_t)(end - p)));) {
        unsigned letter = ++p < end ? nf_lower((unsigned char)*p) - 'a' : 26;

        if (letter >= 26 || !(PERSON_FIRSTS >> letter & 1)) {
            continue;
        }
        for (k = 0; person_paths[k]; k++) {
            size_t n;

            if (person_paths[k][0] != (char)(letter + 'a')) {
                continue;
            }
            n = strlen(person_paths[k]);
            if ((size_t)(end - p) >= n
                && nf_str_ieq((nf_str_t){p, n}, person_paths[k])) {
                return 1;
            }
        }
    }
    return 0;
}

static int is_author_element(const nf_page_t *page, const nf_mark_t *m)
{
    nf_hints_t hints =
        m->hints & (NF_HINT(AUTHOR) | NF_HINT(REL_AUTHOR) | NF_HINT(USERNAME));

    if (hints == 0 || m->tag == NF_TAG_META || m->tag == NF_TAG_LINK
        || m->tag == NF_TAG_BODY || m->tag == NF_TAG_HTML
        || m->tag == NF_TAG_IMG) {
        return 0;
    }
    return hints != NF_HINT(USERNAME)
           || nf_attr_has_token(page->tree, m->node, "class", "username");
}

/* The innermost thing in an author element that holds the name: itemprop
 * name, class "name" or "fn", a link to an author's page. */
static nf_id_t name_node(const nf_page_t *page, nf_id_t i)
{
    static const char *const classes[] = {"fn", "name", "author-name", NULL};
    const nf_tree_t *t = page->tree;
    nf_id_t k, end = t->nodes[i].end, link = NF_NONE;
    int left = 40;

    for (k = i + 1; k < end && left-- > 0; k++) {
        if (t->nodes[k].kind != NF_NODE_ELEMENT
            || t->nodes[k].tag == NF_TAG_META) {
            continue;
        }
        if (nf_attr_has_token(t, k, "itemprop", "name")
            || nf_attr_tokens(t, k, "class", classes)
            || nf_attr_has_token(t, k, "rel", "author")) {
            return k;
        }
        if (link == NF_NONE && t->nodes[k].tag == NF_TAG_A
            && is_person_link(page, k) && t->nodes[k].end > k + 1
            && t->nodes[k + 1].kind == NF_NODE_TEXT) {
            link = k;
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
                 : place == NF_PLACE_TAIL  ? k - in->places.last
                                           : 0;

    return d > 16 ? 12 : d > 4 ? (int)d - 4 : 0;
}

/* "Text and photographs: <a rel=author>": a credit, but not of a picture. */
static int is_text_credit(const in_t *in, nf_id_t i, uint32_t k)
{
    const nf_blocks_t *b = in->page->blocks;

    if (k > 0 && b->v[k - 1].last > i) {
        k--; /* the link stands behind the block's start */
    }
    return k < b->n && is_author_link(in->page, i)
           && !nf_byline_is_credit(b->v[k].text, in->lang);
}

/* hNews: the organisation that publishes. */
static int is_publisher(in_t *in, nf_id_t i)
{
    const nf_page_t *page = in->page;

    if (!nf_attr_has_token(page->tree, i, "class", "source-org")) {
        return 0;
    }
    nf_evidence_add(in->ev, NF_FACT_PUBLISHER,
                    nf_tree_text_dup(page->tree, name_node(page, i),
                                     NF_MAX_NAME, page->pool),
                    54, "hnews", "source-org");
    in->inner_end = page->tree->nodes[i].end;
    return 1;
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

    if (is_publisher(in, i) || (path & NF_HINT(CAPTION))
        || ((path & NF_HINT(CREDIT)) && !is_text_credit(in, i, k))
        || nf_tree_up(page->tree, i, NF_TAG_FIGURE) != NF_NONE) {
        return; /* who took the picture */
    }
    if ((path & NF_HINTS_ELSEWHERE)
        && (place == NF_PLACE_FAR
            || (path & (NF_HINT(COMMENT) | NF_HINT(RELATED))))) {
        return;
    }
    node = name_node(page, i);
    text = nf_tree_text_dup(page->tree, node, MAX_TEXT + 8, page->pool);
    len = strlen(text);
    if (len == 0) {
        return;
    }
    if (nf_byline_find(nf_str(text), in->lang, &at)) {
        text += at; /* "Press release by Jane Doe" */
        by = 1;
    }
    link = is_author_link(page, node) || is_author_link(page, i) || node != i;
    score = link ? worth[place].link : worth[place].element;
    if (!link && !by && strchr(text, ' ') == NULL
        && nf_byline_is_name(nf_str(text), in->lang) == 0) {
        score -= 24; /* "on", "full": a scrap of the box */
    }
    if (len > MAX_TEXT || (!link && !by && len > 60)) {
        return; /* a box about the author */
    }
    if (place == NF_PLACE_FAR && (path & (NF_HINT(TEASER) | NF_HINT(ASIDE)))) {
        score -= 20;
    }
    score -= distance(in, k, place);
    /* one link of several: the others are read by themselves */
    in->inner_end =
        page->tree->nodes[is_author_link(page, node) ? node : i].end;
    nf_byline_add(in->ev, text, author_url(page, node), score, "byline",
                  link ? "author link or name" : "author class", i);
}

/* Words of the name in front of its agency or paper: "Jane Doe/AP". */
static int first_name_words(nf_str_t text, const char *lang)
{
    int words = nf_byline_is_name(text, lang);
    nf_str_t first = text;

    first.len = 0;
    while (first.len < text.len && !strchr("/|,(", text.p[first.len])) {
        first.len++;
    }
    if (words == 0 && first.len < text.len) {
        words = nf_byline_is_name(nf_str_trim(first), lang);
        words = words >= 2 ? words : 0;
    }
    return words;
}

/* "Author:" in one block and the name in the next; a name alone in bold
 * under the text. Its score, or 0. */
static int lone_name_score(const in_t *in, uint32_t k, nf_place_e place)
{
    const nf_block_t *b = &in->page->blocks->v[k];
    /* a label is no link, as the entries of menus are */
    int labelled = k > 0 && b->chars <= 60 && b[-1].text.len <= MAX_LABEL
                   && b[-1].link_chars < b[-1].chars
                   && nf_byline_is_label(b[-1].text, in->lang);
    int signature = b->bold && b->chars <= 60 && !b->heading
                    && in->places.has_body
                    && (k == in->places.last || k == in->places.last + 1);
    int words = labelled    ? first_name_words(b->text, in->lang)
                : signature ? nf_byline_is_name(b->text, in->lang)
                            : 0;

    if (words > 0 && labelled) {
        return worth[place].line ? worth[place].line - 4 : words >= 2 ? 60 : 0;
    }
    return words >= 2 && signature ? 58 : 0;
}

static void read_block(in_t *in, uint32_t k, nf_place_e place)
{
    const nf_block_t *b = &in->page->blocks->v[k];
    size_t at = 0;
    int score;
    nf_str_t text = b->text;

    if (text.len > MAX_LINE || b->ticker || b->related
        || (b->hints & (NF_HINT(COMMENT) | NF_HINT(CAPTION) | NF_HINT(CREDIT)))
        || b->in_figure || b->heading == 1) {
        return;
    }
    score = lone_name_score(in, k, place);
    if (score == 0 && worth[place].line) {
        if (nf_byline_find(text, in->lang, &at) == 0
            || (at > 0 && text.len - at > 90)
            || (place != NF_PLACE_NEAR && place != NF_PLACE_ABOVE
                && at > 40)) {
            return;
        }
        score = worth[place].line - (at > 0 ? 4 : 0);
    }
    if (score > 0) {
        nf_byline_add(
            in->ev,
            nf_str_dup(in->page->pool, (nf_str_t){text.p + at, text.len - at}),
            NULL, score - distance(in, k, place), "text",
            at == 0 ? "name on its own line or after \"by\""
                    : "line with \"by\"",
            b->first);
    }
}

/* A name that links to its bearer's page, where bylines stand. */
static void read_link(in_t *in, nf_id_t i)
{
    const nf_page_t *page = in->page;
    uint32_t k = nf_blocks_from(page->blocks, i);
    nf_place_e place = nf_place_of(&in->places, k);
    char *text;

    if (place == NF_PLACE_FAR || place == NF_PLACE_BODY) {
        return;
    }
    text = nf_tree_text_dup(page->tree, i, 80, page->pool);
    if (nf_byline_is_name(nf_str(text), in->lang) >= 2) {
        nf_byline_add(in->ev, text, author_url(page, i),
                      worth[place].element - 8 - distance(in, k, place),
                      "byline", "link to a person's page", i);
    }
}

void nf_byline_detect(const nf_page_t *page, nf_id_t headline_node,
                      const nf_body_t *body, nf_evidence_t *ev)
{
    in_t in = {.page = page, .ev = ev};
    const nf_blocks_t *b = page->blocks;
    int from = ev->v->nelts, elements = 0, i;
    uint32_t k;

    in.lang = nf_evidence_language(ev);
    nf_places_init(&in.places, page, headline_node, body);
    for (k = 0; k < b->nmarks && elements < MAX_ELEMENTS; k++) {
        const nf_mark_t *m = &b->marks[k];

        if (m->node < in.inner_end) {
            continue;
        }
        if (is_author_element(page, m)) {
            elements++;
            read_element(&in, m->node);
        }
        else if (m->tag == NF_TAG_A && !(b->path[m->node] & NO_BYLINE)
                 && is_person_link(page, m->node)) {
            elements++;
            read_link(&in, m->node);
        }
    }
    for (k = 0; k < b->n; k++) {
        read_block(&in, k, nf_place_of(&in.places, k));
    }
    for (i = from; i < ev->v->nelts; i++) {
        APR_ARRAY_IDX(ev->v, i, nf_candidate_t).visible = 1;
    }
}
