/* leaf.c -- one block of text as inline events (content.h). */
#include <string.h>
#include "../page/entities.h"
#include "content.h"

typedef struct open_t {
    nf_id_t end;
    const char *url;
    uint16_t anchor; /* A: where it leads to inside the article */
    uint8_t el;
    uint8_t written; /* its OPEN event is out */
} open_t;

typedef struct leaf_t {
    nf_writer_t *w;
    open_t stack[NF_SANITISE_INLINE];
    unsigned depth;
    uint32_t has; /* bit set of open elements */
    size_t start; /* where white space is leading */
    int pre;
} leaf_t;

/* The inline elements that are kept, under the name they get. */
static nf_element_e inline_element(nf_tag_e tag)
{
    switch (tag) {
    case NF_TAG_A:
        return NF_EL_A;
    case NF_TAG_EM:
    case NF_TAG_I:
    case NF_TAG_CITE:
    case NF_TAG_DFN:
    case NF_TAG_VAR:
        return NF_EL_EM;
    case NF_TAG_STRONG:
    case NF_TAG_B:
        return NF_EL_STRONG;
    case NF_TAG_CODE:
    case NF_TAG_KBD:
    case NF_TAG_SAMP:
    case NF_TAG_TT:
        return NF_EL_CODE;
    case NF_TAG_SUB:
        return NF_EL_SUB;
    case NF_TAG_SUP:
        return NF_EL_SUP;
    case NF_TAG_DEL:
    case NF_TAG_S:
    case NF_TAG_STRIKE:
        return NF_EL_DEL;
    case NF_TAG_MARK:
        return NF_EL_MARK;
    case NF_TAG_Q:
        return NF_EL_Q;
    case NF_TAG_RUBY:
        return NF_EL_RUBY;
    case NF_TAG_RT:
        return NF_EL_RT;
    case NF_TAG_RP:
        return NF_EL_RP;
    default:
        return NF_EL_NONE;
    }
}

/* Bit of an element in leaf_t.has; inline elements are few. */
static uint32_t bit(nf_element_e el)
{
    return (uint32_t)1 << (el - NF_EL_A);
}

static int may_open(const leaf_t *l, nf_element_e el)
{
    if (el < NF_EL_A || l->depth == NF_SANITISE_INLINE || (l->has & bit(el))) {
        return 0;
    }
    if (el == NF_EL_RT || el == NF_EL_RP) {
        return (l->has & bit(NF_EL_RUBY)) != 0
               && !(l->has & (bit(NF_EL_RT) | bit(NF_EL_RP)));
    }
    return !(l->pre && el == NF_EL_CODE);
}

static void push(leaf_t *l, nf_id_t node)
{
    const nf_node_t *n = &l->w->page->tree->nodes[node];
    nf_element_e el = inline_element((nf_tag_e)n->tag);
    const char *url = NULL;
    uint16_t anchor = 0;

    if (!may_open(l, el)) {
        return;
    }
    if (el == NF_EL_A) {
        anchor = nf_anchor_of(l->w, node);
        url = anchor ? NULL : nf_page_url_attr(l->w->page, node, "href");
        if (url == NULL && !anchor) {
            return;
        }
    }
    l->stack[l->depth++] = (open_t){n->end, url, anchor, (uint8_t)el, 0};
    l->has |= bit(el);
}

static void pop(leaf_t *l)
{
    const open_t *o = &l->stack[--l->depth];

    l->has &= ~bit((nf_element_e)o->el);
    if (o->written) {
        nf_content_close(l->w, (nf_element_e)o->el);
    }
}

/* Elements without text are never written, so their OPEN waits for some. */
static void write_opens(leaf_t *l)
{
    unsigned i;

    for (i = 0; i < l->depth; i++) {
        open_t *o = &l->stack[i];

        if (!o->written) {
            nf_event_t *e = nf_content_add(l->w, NF_EV_OPEN);

            e->el = o->el;
            e->url = o->url;
            e->a = o->anchor;
            o->written = 1;
        }
    }
}

/* Text of a pre: white space stays, other control characters go. */
static void add_preserved(leaf_t *l, const nf_node_t *n)
{
    nf_buf_t *out = &l->w->text;
    nf_str_t s = {l->w->page->tree->text.p + n->src, n->src_end - n->src};
    size_t i, to = out->len;
    size_t from = to;

    if (n->raw) {
        nf_buf_add(out, s.p, s.len);
    }
    else {
        nf_entities_append(out, s, 0);
    }
    for (i = from; i < out->len; i++) {
        unsigned char c = (unsigned char)out->p[i];

        if ((c >= 0x20 && c != 0x7F) || c == '\n' || c == '\t') {
            out->p[to++] = (char)c;
        }
    }
    out->len = to;
}

static void add_text(leaf_t *l, nf_id_t node)
{
    const nf_tree_t *t = l->w->page->tree;
    nf_buf_t *out = &l->w->text;
    size_t before = out->len;
    nf_event_t *e;

    if (l->pre) {
        add_preserved(l, &t->nodes[node]);
    }
    else {
        nf_tree_text_node(t, node, l->start, out);
    }
    if (out->len == before) {
        return;
    }
    if (out->len - before > 1 || out->p[before] != ' ') {
        write_opens(l);
    }
    e = nf_content_add(l->w, NF_EV_TEXT);
    e->text.len = out->len - before;
}

/* Open the inline elements around the first text node, outermost first. */
static void push_ancestors(leaf_t *l, const nf_block_t *k)
{
    const nf_node_t *nodes = l->w->page->tree->nodes;
    nf_id_t up[NF_MAX_DEPTH];
    unsigned n = 0;
    nf_id_t i = nodes[k->first].parent;

    while (i != k->owner && i != NF_NONE && n < NF_MAX_DEPTH) {
        up[n++] = i;
        i = nodes[i].parent;
    }
    while (n > 0) {
        push(l, up[--n]);
    }
}

/* Take the white space off the end of a line. */
static void trim_end(leaf_t *l)
{
    apr_array_header_t *events = l->w->events;
    nf_event_t *e = events->nelts
                        ? &APR_ARRAY_IDX(events, events->nelts - 1, nf_event_t)
                        : NULL;

    if (e && !l->pre && e->kind == NF_EV_TEXT && e->text.len > 1
        && l->w->text.p[l->w->text.len - 1] == ' ') {
        e->text.len--;
        l->w->text.len--;
    }
}

/* One element inside the block; returns the node to go on with. */
static nf_id_t step_element(leaf_t *l, nf_id_t i)
{
    const nf_node_t *n = &l->w->page->tree->nodes[i];

    if (nf_tag_flags[n->tag] & NF_TF_HIDDEN) {
        return n->end > i ? n->end : i + 1;
    }
    if (n->tag == NF_TAG_BR) {
        trim_end(l);
        nf_content_add(l->w, NF_EV_BR);
        l->start = l->w->text.len;
    }
    else if (n->end > i + 1) {
        push(l, i);
    }
    return i + 1;
}

/* Behind the last text before a block: what stands from here on is in it or
 * around it. */
static nf_id_t block_begin(const nf_writer_t *w, const nf_block_t *k)
{
    const nf_block_t *v = w->page->blocks->v;

    return k > v ? k[-1].last + 1 : 0;
}

void nf_leaf_inline(nf_writer_t *w, const nf_block_t *k, nf_element_e leaf)
{
    const nf_node_t *nodes = w->page->tree->nodes;
    leaf_t l = {.w = w, .start = w->text.len, .pre = leaf == NF_EL_PRE};
    nf_id_t i = k->first;

    if (leaf >= NF_EL_H2 && leaf <= NF_EL_H6) {
        l.has |= bit(NF_EL_STRONG); /* headings are bold already */
    }
    nf_anchors_write(w, block_begin(w, k), k->first);
    push_ancestors(&l, k);
    while (i <= k->last) {
        while (l.depth && l.stack[l.depth - 1].end <= i) {
            pop(&l);
        }
        nf_anchors_write(w, i, i + 1);
        if (nodes[i].kind == NF_NODE_TEXT) {
            add_text(&l, i++);
        }
        else {
            i = step_element(&l, i);
        }
    }
    trim_end(&l);
    while (l.depth) {
        pop(&l);
    }
}
