/*
 * related.c -- lists of other stories (related.h).
 *
 * Three shapes: an element that says so by its class, a title ("Related
 * News", "Read also", "Most read") with the links that follow it, and a line
 * of the text that is a label and a link. Only blocks made of links and the
 * short texts between them are taken, never paragraphs.
 */
#include <stdlib.h>
#include "related.h"
#include "ticker_strip.h"
#include "ticker_words.h"

enum {
    MAX_TITLE = 60, /* characters of a title */
    MAX_SHORT = 48, /* of a date, a section between links */
    MAX_SHORTS = 3, /* of them in a row */
    MAX_LIST = 60   /* blocks of one list */
};

#define TITLES (NF_PHRASE_RELATED | NF_PHRASE_POPULAR | NF_PHRASE_LATEST)

typedef struct finder_t {
    nf_page_t *page;
    nf_blocks_t *b;
    apr_array_header_t *at;
    uint32_t *prose;         /* per block: paragraphs before it */
    uint32_t *chars, *links; /* characters before it, those of links */
    nf_buf_t buf;            /* for a text while it is looked at */
} finder_t;

static int is_link(const nf_block_t *k)
{
    return k->links && k->link_chars * 10 >= k->chars * 7;
}

static int is_prose(const nf_block_t *k)
{
    return !is_link(k) && k->chars >= k->link_chars + 120 && k->stops;
}

static void measure(finder_t *x)
{
    uint32_t i, n = x->b->n;
    size_t size = sizeof(uint32_t) * (n + 1);

    x->prose = apr_pcalloc(x->page->pool, size);
    x->chars = apr_pcalloc(x->page->pool, size);
    x->links = apr_pcalloc(x->page->pool, size);
    for (i = 0; i < n; i++) {
        const nf_block_t *k = &x->b->v[i];

        x->prose[i + 1] = x->prose[i] + (is_prose(k) || k->heading == 1);
        x->chars[i + 1] = x->chars[i] + k->chars;
        x->links[i + 1] = x->links[i] + k->link_chars;
    }
}

static void note(finder_t *x, nf_id_t from, nf_id_t to)
{
    APR_ARRAY_PUSH(x->at, nf_span_t) = (nf_span_t){from, to};
}

static void mark(finder_t *x, uint32_t from, uint32_t to)
{
    for (; from < to; from++) {
        x->b->v[from].related |= !x->b->v[from].ticker;
    }
}

/* ------------------------------------------------- elements by their class
 */

/* Elements of related classes that hold links and no text. */
static void find_elements(finder_t *x)
{
    const nf_tree_t *t = x->page->tree;
    nf_id_t end = 0; /* of the last one */
    uint32_t k;

    for (k = 0; k < x->b->nmarks; k++) {
        nf_id_t i = x->b->marks[k].node;
        uint32_t a, z, chars, links;

        if (!(x->b->marks[k].hints & NF_HINT(RELATED)) || i == t->body
            || i < end) {
            continue;
        }
        a = nf_blocks_from(x->b, i);
        z = nf_blocks_from(x->b, t->nodes[i].end);
        chars = x->chars[z] - x->chars[a];
        links = x->links[z] - x->links[a];
        if (a == z || x->prose[z] != x->prose[a] || links * 2 < chars
            || z - a > MAX_LIST || x->b->v[a].in_nav) {
            continue;
        }
        mark(x, a, z);
        if (!(nf_phrase_of_block(&x->b->v[a])
              & (NF_PHRASE_POPULAR | NF_PHRASE_LATEST))) {
            note(x, i, t->nodes[i].end);
        }
        end = t->nodes[i].end;
    }
}

/* ----------------------------------------------------------------- titles */

/* NF_PHRASE_* of a title, or of the words it begins with ("More on ..."). */
static unsigned title_bits(nf_block_t *k)
{
    nf_str_t s = k->text;
    unsigned phrase = nf_phrase_of_block(k), bits = phrase & TITLES;
    int words;

    if (bits || !(phrase & NF_PHRASE_BEGINS) || !(k->heading || k->bold)) {
        return bits;
    }
    for (words = 0; words < 8; words++) {
        while (s.len && s.p[s.len - 1] != ' ') {
            s.len--;
        }
        s = nf_str_trim(s);
        if (s.len == 0) {
            return 0;
        }
        bits = nf_phrase_lookup(s) & NF_PHRASE_RELATED;
        if (bits) {
            return bits;
        }
    }
    return 0;
}

/* The block after the list of links that begins at block i; i if none. */
static uint32_t list_end(const finder_t *x, uint32_t i)
{
    uint32_t k, end = i, shorts = 0, last = i + MAX_LIST;
    unsigned level = 6; /* the highest heading of an item */

    for (k = i; k < x->b->n && k < last; k++) {
        const nf_block_t *b = &x->b->v[k];

        if (b->heading && b->heading < level && level < 6) {
            break;
        }
        if (is_link(b) && b->heading != 1) {
            level = b->heading ? b->heading : level;
            end = k + 1;
            shorts = 0;
        }
        else if (b->chars > MAX_SHORT || b->heading || b->stops > 1
                 || ++shorts > MAX_SHORTS) {
            break;
        }
    }
    return end;
}

/* Whole titles alone (their list may be made by a script later) count only
 * where they stand as headings. */
static void find_titled(finder_t *x)
{
    uint32_t i, end;

    for (i = 0; i < x->b->n; i++) {
        nf_block_t *k = &x->b->v[i];
        unsigned bits;

        if (k->ticker || k->related || k->chars > MAX_TITLE || k->heading == 1
            || k->in_nav) {
            continue;
        }
        bits = title_bits(k);
        if (bits == 0) {
            continue;
        }
        end = list_end(x, i + 1);
        if (end > i + 1 && (!(bits & NF_PHRASE_LATEST) || end > i + 2)) {
            mark(x, i, end);
            if (bits & NF_PHRASE_RELATED) {
                note(x, k->last + 1, x->b->v[end - 1].last + 1);
            }
            i = end - 1;
        }
        else if (k->heading
                 && nf_phrase_of_block(k)
                        & (NF_PHRASE_RELATED | NF_PHRASE_POPULAR)) {
            x->b->v[i].related = 1;
        }
    }
}

/* ------------------------------------------------------ lines in the text */

/* NF_PHRASE_* of the text in front of a block's first link. */
static unsigned lead_bits(finder_t *x, nf_block_t *k)
{
    const nf_tree_t *t = x->page->tree;
    const nf_node_t *n = &t->nodes[k->first];
    unsigned phrase = nf_phrase_of_block(k), bits = 0;
    nf_str_t label, rest;

    if (phrase & NF_PHRASE_BEGINS) {
        bits = nf_phrase_lead(k->text, &label, &rest);
    }
    if (bits || n->src_end - n->src > 120) {
        return bits;
    }
    if (k->first == k->last) { /* as most, being one link */
        return phrase;
    }
    x->buf.len = 0;
    nf_tree_text_node(t, k->first, 0, &x->buf);
    return nf_phrase_lookup(nf_str_trim((nf_str_t){x->buf.p, x->buf.len}));
}

/* "Read also: <link>": the link is all that the label leads. */
static void find_inline(finder_t *x)
{
    uint32_t i;

    for (i = 0; i < x->b->n; i++) {
        nf_block_t *k = &x->b->v[i];

        if (k->ticker || k->related || k->links == 0 || k->links > 3
            || k->chars > 300 || k->heading == 1
            || k->link_chars * 2 < k->chars) {
            continue;
        }
        if (lead_bits(x, k) & NF_PHRASE_RELATED) {
            k->related = 1;
            note(x, nf_strip_line(x->page, k), k->last + 1);
        }
    }
}

void nf_related_detect(nf_page_t *page, nf_facts_t *facts)
{
    finder_t *x = apr_pcalloc(page->pool, sizeof(*x));

    x->page = page;
    x->b = page->blocks;
    x->at = facts->related_at;
    nf_buf_init(&x->buf, page->pool, 256);
    measure(x);
    find_elements(x);
    find_titled(x);
    find_inline(x);
}

/* ------------------------------------------------------------------ items */

/* The headlines in a range of nodes, each once. */
static void read_span(const nf_page_t *page, const nf_span_t *span,
                      apr_array_header_t *items, apr_array_header_t *keys)
{
    nf_strip_t strip;
    unsigned i;

    nf_strip_read(page, span->from, span->to, &strip);
    nf_strip_vet(&strip);
    for (i = 0; i < strip.n && items->nelts < NF_MAX_RELATED; i++) {
        const nf_strip_item_t *e = &strip.v[i];

        if (!e->full || e->url == NULL || e->taggy || e->promo
            || nf_strip_is_known(keys, e)) {
            continue;
        }
        APR_ARRAY_PUSH(items, nf_link_t) =
            (nf_link_t){.headline = e->text, .url = e->url, .node = e->node};
    }
}

static int by_place(const void *a, const void *b)
{
    nf_id_t m = ((const nf_link_t *)a)->node, n = ((const nf_link_t *)b)->node;

    return (m > n) - (m < n);
}

void nf_related_read(const nf_page_t *page, nf_facts_t *facts)
{
    apr_array_header_t *items = facts->related, *keys;
    int i;

    keys = apr_array_make(page->pool, 16, sizeof(const char *));
    apr_array_clear(items);
    for (i = 0; i < facts->related_at->nelts && items->nelts < NF_MAX_RELATED;
         i++) {
        read_span(page, &APR_ARRAY_IDX(facts->related_at, i, nf_span_t), items,
                  keys);
    }
    /* spans come from several passes; nodes are never equal */
    qsort(items->elts, (size_t)items->nelts, sizeof(nf_link_t), by_place);
}
