/* ticker_units.c -- the pieces of a strip (ticker_units.h). */
#include <string.h>
#include "ticker_strip.h"
#include "ticker_units.h"
#include "ticker_words.h"

enum {
    MAX_UNITS = 4 * NF_STRIP_ITEMS,
    MAX_UNIT = 65536 /* bytes of text: enough for a bar of lines */
};

typedef struct reader_t {
    const nf_page_t *page;
    const nf_tree_t *t;
    nf_units_t *out;
    unsigned cap;
    nf_buf_t all, title; /* of the open unit */
    size_t lead;         /* bytes of a bar's title that it begins with */
    nf_unit_t cur;
    nf_id_t anchor_end;
    nf_id_t title_end, drop_end; /* roles of elements inside a link */
    nf_id_t li_end;
    nf_id_t inline_last; /* the last inline element outside links */
} reader_t;

static nf_str_t buf_str(const nf_buf_t *b)
{
    return nf_str_trim((nf_str_t){b->p, b->len});
}

/* The unit's text: its title element where it has one worth the name. */
static nf_str_t nf_unit_text(reader_t *x)
{
    nf_str_t title = buf_str(&x->title), all = buf_str(&x->all);
    nf_strip_item_t probe = {0};

    if (x->lead && all.p + all.len > x->all.p + x->lead) {
        all.len -= (size_t)(x->all.p + x->lead - all.p);
        all.p = x->all.p + x->lead;
        all = nf_str_trim(all);
    }
    if (title.len && title.len < all.len && title.p[title.len - 1] != ':'
        && nf_strip_judge(title, &probe) && probe.full) {
        return title;
    }
    return all;
}

static void push(reader_t *x)
{
    if (x->out->n == x->cap) {
        nf_unit_t *v = apr_palloc(x->page->pool, sizeof(*v) * x->cap * 2);

        memcpy(v, x->out->v, sizeof(*v) * x->out->n);
        x->out->v = v;
        x->cap *= 2;
    }
    x->out->v[x->out->n++] = x->cur;
}

/* End the open unit. */
static void flush(reader_t *x)
{
    nf_str_t text = nf_unit_text(x);

    if ((text.len || (x->cur.anchor && x->cur.image))
        && x->out->n < MAX_UNITS) {
        x->cur.text = nf_str_dup(x->page->pool, text);
        if (x->cur.anchor) {
            x->cur.url = nf_page_url_attr(x->page, x->cur.anchor, "href");
            if (x->cur.node == NF_NONE) {
                x->cur.node = x->cur.anchor;
            }
        }
        push(x);
    }
    x->all.len = x->title.len = x->lead = 0;
    memset(&x->cur, 0, sizeof(x->cur));
}

/* One text node: a stamp, a label, or a part of the unit. */
static void add_text(reader_t *x, nf_id_t i)
{
    const nf_node_t *n = &x->t->nodes[i];
    size_t before;
    nf_str_t piece;

    if (x->cur.anchor == NF_NONE && x->cur.last
        && nf_tree_block_between(x->t, x->cur.last, i)) {
        flush(x);
    }
    if (x->all.len + (n->src_end - n->src) > MAX_UNIT) {
        return;
    }
    if (n->space_only) {
        if (x->all.len) {
            nf_buf_addc(&x->all, ' ');
        }
        return;
    }
    before = x->all.len;
    nf_tree_text_node(x->t, i, 0, &x->all);
    piece = nf_str_trim((nf_str_t){x->all.p + before, x->all.len - before});
    if (x->cur.anchor && n->parent != x->cur.anchor) {
        unsigned bits = nf_phrase_lookup(piece);

        if (bits & (NF_PHRASE_LABEL | NF_PHRASE_BREAKING)
            && x->cur.label == NULL) {
            x->cur.label = nf_str_dup(x->page->pool, piece);
            x->all.len = before;
            return;
        }
        if (bits & NF_PHRASE_BAR && buf_str(&x->all).len == piece.len) {
            x->lead = x->all.len;
            x->out->title |= x->out->n == 0 ? bits : 0;
        }
        if (i < x->drop_end || nf_strip_is_stamp(piece)) {
            x->all.len = before;
            return;
        }
        if (i < x->title_end) {
            nf_buf_add(&x->title, x->all.p + before, x->all.len - before);
        }
    }
    if (x->cur.node == NF_NONE) {
        x->cur.node = i;
    }
    x->cur.last = i;
    /* a title in an element of its own at the head of a line */
    if (x->cur.anchor == NF_NONE && buf_str(&x->all).len == piece.len
        && !(nf_tag_flags[x->t->nodes[n->parent].tag] & NF_TF_BLOCK)
        && nf_phrase_lookup(piece) & (NF_PHRASE_BAR | NF_PHRASE_LABEL)) {
        flush(x);
    }
}

#define DROP_HINTS                                                    \
    (NF_HINT(DATE) | NF_HINT(TAGS) | NF_HINT(SHARE) | NF_HINT(SOCIAL) \
     | NF_HINT(AUTHOR) | NF_HINT(COMMENT) | NF_HINT(PAGER))

/* Is this the next of a row of inline elements with a headline each? */
static int is_next_alike(reader_t *x, nf_id_t i)
{
    const nf_node_t *n = &x->t->nodes[i], *last = &x->t->nodes[x->inline_last];
    nf_strip_item_t probe = {0};
    int alike = x->inline_last && last->parent == n->parent
                && last->tag == n->tag
                && nf_str_eq(nf_attr_raw(x->t, x->inline_last, "class"),
                             nf_attr_raw(x->t, i, "class"));

    x->inline_last = i;
    return alike && nf_strip_judge(buf_str(&x->all), &probe) && probe.full;
}

/* An element inside the range: borders of units, roles, counts. */
static void enter(reader_t *x, nf_id_t i)
{
    const nf_node_t *n = &x->t->nodes[i];
    unsigned flags = nf_tag_flags[n->tag];
    nf_hints_t own = x->page->blocks->hints[i];

    if (n->tag == NF_TAG_IMG && x->cur.anchor == NF_NONE) {
        flush(x); /* a dot between two texts */
    }
    else if (n->tag == NF_TAG_IMG) {
        x->cur.image = x->cur.anchor != NF_NONE;
    }
    else if (n->tag == NF_TAG_LI && n->end > x->li_end) {
        x->li_end = n->end;
    }
    else if ((n->tag == NF_TAG_UL || n->tag == NF_TAG_OL) && i < x->li_end) {
        x->out->nested++;
    }
    if (x->cur.anchor == NF_NONE) {
        if (n->tag == NF_TAG_A && nf_attr_raw(x->t, i, "href").p) {
            flush(x);
            x->cur.anchor = i;
            x->anchor_end = n->end;
            x->out->links++;
        }
        else if (n->tag == NF_TAG_BR || flags & NF_TF_BLOCK
                 || is_next_alike(x, i)) {
            flush(x);
        }
        return;
    }
    if (flags & NF_TF_BLOCK || n->tag == NF_TAG_BR) {
        nf_buf_addc(&x->all, ' ');
        nf_buf_addc(&x->title, ' ');
    }
    if ((own & DROP_HINTS && !(own & NF_HINT(TITLE)))
        || n->tag == NF_TAG_TIME) {
        x->drop_end = n->end > x->drop_end ? n->end : x->drop_end;
    }
    else if (own & NF_HINT(TITLE) || flags & NF_TF_HEADING) {
        x->title_end = n->end > x->title_end ? n->end : x->title_end;
    }
}

void nf_units_read(const nf_page_t *page, nf_id_t from, nf_id_t to,
                   nf_units_t *units)
{
    reader_t *x = apr_pcalloc(page->pool, sizeof(*x));
    nf_id_t i = from;

    memset(units, 0, sizeof(*units));
    x->page = page;
    x->t = page->tree;
    x->out = units;
    x->cap = 16;
    units->v = apr_palloc(page->pool, sizeof(*units->v) * x->cap);
    nf_buf_init(&x->all, page->pool, 256);
    nf_buf_init(&x->title, page->pool, 128);
    while (i < to) {
        const nf_node_t *n = &x->t->nodes[i];

        if (x->cur.anchor && i >= x->anchor_end) {
            flush(x);
        }
        if (n->kind == NF_NODE_TEXT) {
            add_text(x, i++);
            continue;
        }
        if (nf_tag_flags[n->tag] & NF_TF_HIDDEN || n->tag == NF_TAG_BUTTON) {
            i = n->end > i ? n->end : i + 1;
            continue;
        }
        enter(x, i);
        i++;
    }
    flush(x);
}
