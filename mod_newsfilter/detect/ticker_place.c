/* ticker_place.c -- where to look for a ticker (ticker_place.h). */
#include <string.h>
#include "../page/xpath.h"
#include "ticker_class.h"
#include "ticker_place.h"
#include "ticker_words.h"

enum {
    MAX_PLACE_NODES = 5000, /* of one place */
    MAX_PLACE_BLOCKS = 400
};

static uint32_t sum(const uint32_t *v, uint32_t from, uint32_t to)
{
    return v[to] - v[from];
}

/* Does the range hold the page's text, or too much of the page? */
static int is_outsized(const nf_places_t *x, nf_id_t from, nf_id_t to)
{
    uint32_t a = nf_blocks_from(x->b, from), z = nf_blocks_from(x->b, to);

    return to - from > MAX_PLACE_NODES || z - a > MAX_PLACE_BLOCKS
           || sum(x->prose, a, z) || sum(x->h1, a, z);
}

/* Look at a range of nodes later. node: its element, or NF_NONE. */
static void add_place(nf_places_t *x, nf_id_t node, nf_id_t from, nf_id_t to,
                      nf_signs_t signs)
{
    nf_place_t *p;
    unsigned i;

    if (is_outsized(x, from, to)) {
        return;
    }
    for (i = x->n; i-- > 0;) {
        if (x->seen_from[i] == from && x->seen_to[i] == to) {
            x->v[i].signs |= signs;
            return;
        }
    }
    if (x->n == NF_MAX_PLACES) {
        return;
    }
    x->seen_from[x->n] = from;
    x->seen_to[x->n] = to;
    p = &x->v[x->n++];
    memset(p, 0, sizeof(*p));
    p->node = node;
    p->strip.from = from;
    p->strip.to = to;
    p->signs = signs;
}

uint32_t nf_places_links(const nf_places_t *x, nf_id_t node)
{
    const nf_node_t *n = &x->t->nodes[node];

    return sum(x->links, nf_blocks_from(x->b, node),
               nf_blocks_from(x->b, n->end));
}

/* An element with a sign; without links in it, its parent. */
static void add_element(nf_places_t *x, nf_id_t node, nf_signs_t signs)
{
    int up;

    for (up = 0; up < 4 && node && nf_places_links(x, node) == 0
                 && !(signs & NF_SIGN(MARQUEE));
         up++) {
        node = x->t->nodes[node].parent;
        if (x->t->nodes[node].tag == NF_TAG_BODY) {
            return;
        }
    }
    if (node) {
        add_place(x, node, node, x->t->nodes[node].end, signs);
    }
}

unsigned nf_place_aria_bits(const nf_places_t *x, nf_id_t node)
{
    nf_str_t label = nf_attr_raw(x->t, node, "aria-label");

    return label.len && label.len <= 2 * NF_PHRASE_MAX ? nf_phrase_lookup(
               nf_str(nf_attr(x->t, node, "aria-label", x->page->pool)))
                                                       : 0;
}

/* Does the element say that it is a ticker, by class, id, role, tag or the
 * name that it has for screen readers? */
static int is_said(const nf_places_t *x, const nf_mark_t *m)
{
    if (m->hints & NF_HINT(TICKER) || m->tag == NF_TAG_MARQUEE) {
        return 1;
    }
    if (!(m->hints & NF_HINT(NAMED)) && m->tag != NF_TAG_UNKNOWN) {
        return 0;
    }
    return m->tag != NF_TAG_A && m->tag != NF_TAG_BUTTON
           && (nf_ticker_name(x->t, m->node) & NF_CLASS_STRONG
               || nf_place_aria_bits(x, m->node) & NF_PHRASE_BAR);
}

int nf_place_is_marquee(const nf_tree_t *t, nf_id_t node)
{
    return t->nodes[node].tag == NF_TAG_MARQUEE
           || nf_str_ieq(nf_attr_raw(t, node, "role"), "marquee");
}

static void find_elements(nf_places_t *x)
{
    nf_id_t parents[4] = {NF_NONE};
    unsigned at = 0;
    uint32_t k;

    for (k = 0; k < x->b->nmarks; k++) {
        nf_id_t i = x->b->marks[k].node;
        const nf_node_t *n = &x->t->nodes[i];
        unsigned class;

        if (!is_said(x, &x->b->marks[k])) {
            continue;
        }
        class = nf_ticker_class(x->t, i);
        add_element(x, i, nf_place_is_marquee(x->t, i) ? NF_SIGN(MARQUEE) : 0);
        if (class & NF_CLASS_STRONG && nf_places_links(x, i) == 0) {
            add_place(x, i, i, n->end, 0);
        }
        /* slides of one strip that alone has no word of its own */
        if (class & NF_CLASS_STRONG
            && (n->parent == parents[0] || n->parent == parents[1]
                || n->parent == parents[2] || n->parent == parents[3])
            && x->t->nodes[n->parent].tag != NF_TAG_BODY) {
            add_element(x, n->parent, 0);
        }
        parents[at++ & 3] = n->parent;
    }
}

/* The bar whose title is this block: the smallest element around it with
 * links beside it, and the element after it. */
static void add_titled(nf_places_t *x, uint32_t block)
{
    const nf_block_t *k = &x->b->v[block];
    nf_id_t node = k->owner, child = node;
    uint32_t own = k->links;
    int up;

    for (up = 0; up < 6 && node; up++) {
        if (x->t->nodes[node].tag == NF_TAG_BODY) {
            break;
        }
        if (nf_places_links(x, node) > own) {
            add_place(x, node, node, x->t->nodes[node].end, 0);
            break;
        }
        child = node;
        node = x->t->nodes[node].parent;
    }
    if (node && child != node
        && x->t->nodes[child].end < x->t->nodes[node].end) {
        nf_id_t next = x->t->nodes[child].end;

        while (next < x->t->nodes[node].end
               && x->t->nodes[next].kind == NF_NODE_TEXT) {
            next++;
        }
        if (next < x->t->nodes[node].end) {
            add_place(x, next, next, x->t->nodes[next].end, 0);
        }
    }
}

unsigned nf_place_title_bits(nf_block_t *k)
{
    if (k->chars > 48 || (k->link_chars * 2 > k->chars && !k->heading)) {
        return 0;
    }
    return nf_phrase_of_block(k);
}

/* The same of the text before the first link of a block. */
static unsigned lead_bits(const nf_places_t *x, const nf_block_t *k)
{
    const nf_node_t *n = &x->t->nodes[k->first];
    nf_buf_t buf;

    if (k->links == 0 || k->link_chars + 3 > k->chars
        || n->src_end - n->src > 120
        || nf_tree_up(x->t, k->first, NF_TAG_A) > k->owner) {
        return 0;
    }
    nf_buf_init(&buf, x->page->pool, 64);
    nf_tree_text_node(x->t, k->first, 0, &buf);
    return nf_phrase_lookup(nf_str_trim((nf_str_t){buf.p, buf.len}));
}

/* Three and more links of headline length in a row before the text: the
 * element around them. */
static void find_runs(nf_places_t *x)
{
    uint32_t i, first = 0, n = 0, gap = 0;

    for (i = 0; i <= x->b->n; i++) {
        const nf_block_t *k = &x->b->v[i];
        int last = i == x->b->n || k->first >= x->text_from;
        int link = !last && k->links && k->link_chars * 5 >= k->chars * 4
                   && (k->chars >= 24 || k->words >= 4) && !k->in_footer
                   && k->heading != 1
                   && !(k->hints
                        & (NF_HINT(MENU) | NF_HINT(NAV) | NF_HINT(FOOTER)
                           | NF_HINT(RELATED)));

        if (link) {
            first = n++ ? first : i;
            gap = 0;
        }
        else if (last || k->chars > 24 || ++gap > 2) {
            nf_id_t up = n >= 3 ? x->b->v[first].first : NF_NONE;

            while (up && x->t->nodes[up].end <= x->b->v[i - gap - 1].first) {
                up = x->t->nodes[up].parent;
            }
            if (up && x->t->nodes[up].tag != NF_TAG_BODY) {
                add_place(x, up, up, x->t->nodes[up].end, 0);
            }
            n = gap = 0;
        }
        if (last) {
            break;
        }
    }
}

/* Titles of bars, and lines with separators. */
static void find_lines(nf_places_t *x)
{
    uint32_t i;

    for (i = 0; i < x->b->n; i++) {
        nf_block_t *k = &x->b->v[i];

        if (k->heading == 1) {
            continue;
        }
        if (nf_place_title_bits(k) & NF_PHRASE_BAR) {
            add_titled(x, i);
        }
        else if (lead_bits(x, k) & NF_PHRASE_BAR) {
            add_place(x, k->owner, k->owner, x->t->nodes[k->owner].end, 0);
            add_titled(x, i);
        }
        if (k->text.len < 60 || k->first >= x->text_from || k->in_footer
            || nf_strip_separators(k->text) < 2) {
            continue;
        }
        add_place(x, NF_NONE, nf_strip_line(x->page, k), k->last + 1,
                  NF_SIGN(SEPARATED));
    }
}

/* Prefix sums over the blocks, and where h1 and text begin. */
static void measure(nf_places_t *x)
{
    uint32_t i, n = x->b->n, h1 = n, prose = n;
    size_t size = sizeof(uint32_t) * (n + 1);

    x->prose = apr_pcalloc(x->page->pool, size);
    x->h1 = apr_pcalloc(x->page->pool, size);
    x->links = apr_pcalloc(x->page->pool, size);
    for (i = 0; i < n; i++) {
        const nf_block_t *k = &x->b->v[i];
        int text = k->chars >= k->link_chars * 2 + 140 && k->stops
                   && !k->heading && nf_strip_separators(k->text) < 2;

        x->prose[i + 1] = x->prose[i] + (text != 0);
        x->h1[i + 1] = x->h1[i] + (k->heading == 1);
        x->links[i + 1] = x->links[i] + k->links;
        if (k->heading == 1 && (h1 == n || prose == n)) {
            h1 = i;
        }
        if (text && prose == n && !k->in_header && !k->in_nav) {
            prose = i;
        }
    }
    i = h1 < prose ? h1 : prose;
    x->text_from = i < n ? x->b->v[i].first : x->t->nnodes;
}

static nf_places_t *places_of(nf_page_t *page)
{
    nf_places_t *x = apr_pcalloc(page->pool, sizeof(*x));

    x->page = page;
    x->t = page->tree;
    x->b = page->blocks;
    x->v = apr_palloc(page->pool, sizeof(*x->v) * NF_MAX_PLACES);
    measure(x);
    return x;
}

nf_places_t *nf_places_find(nf_page_t *page)
{
    nf_places_t *x = places_of(page);

    find_elements(x);
    find_lines(x);
    find_runs(x);
    return x;
}

nf_places_t *nf_places_named(nf_page_t *page, const char *xpath)
{
    nf_places_t *x = places_of(page);
    nf_xpath_t *doc = *xpath ? nf_xpath_open(page->tree, page->pool) : NULL;
    nf_id_t *ids = NULL;
    long n, i;

    if (doc == NULL) {
        return x;
    }
    n = nf_xpath_nodes(doc, xpath, NF_NONE, &ids, page->pool);
    nf_xpath_close(doc);
    for (i = 0; i < n && x->n < NF_MAX_PLACES; i++) {
        add_place(x, ids[i], ids[i], page->tree->nodes[ids[i]].end, 0);
    }
    return x;
}
