/* sanitise.c -- the article's content as a stream of events
 * (sanitise.h). */
#include <string.h>
#include "content.h"

/* An open container: a list, an item, a quote. */
typedef struct container_t {
    nf_id_t node;
    nf_element_e el;
} container_t;

typedef struct path_t {
    container_t v[NF_SANITISE_CONTAINERS];
    unsigned n;
} path_t;

typedef struct walk_t {
    nf_writer_t w;
    path_t open;
    int fresh; /* the innermost container is still empty */
} walk_t;

/* --------------------------------------------------------------- events */

nf_event_t *nf_content_add(nf_writer_t *w, nf_event_e kind)
{
    nf_event_t *e = apr_array_push(w->events);

    memset(e, 0, sizeof(*e));
    e->kind = (uint8_t)kind;
    return e;
}

void nf_content_open(nf_writer_t *w, nf_element_e el)
{
    nf_content_add(w, NF_EV_OPEN)->el = (uint8_t)el;
}

void nf_content_close(nf_writer_t *w, nf_element_e el)
{
    nf_content_add(w, NF_EV_CLOSE)->el = (uint8_t)el;
}

uint32_t nf_content_blocks(const nf_writer_t *w, nf_id_t node, nf_id_t end,
                           uint32_t *from, uint32_t *chosen)
{
    uint32_t a = nf_blocks_from(w->page->blocks, node);
    uint32_t b = nf_blocks_from(w->page->blocks, end);

    *from = a;
    *chosen = w->chosen_before[b] - w->chosen_before[a];
    return b - a;
}

/* ----------------------------------------------------------- containers */

static nf_element_e container_element(nf_tag_e tag)
{
    switch (tag) {
    case NF_TAG_BLOCKQUOTE:
        return NF_EL_BLOCKQUOTE;
    case NF_TAG_UL:
    case NF_TAG_MENU:
    case NF_TAG_DIR:
        return NF_EL_UL;
    case NF_TAG_OL:
        return NF_EL_OL;
    case NF_TAG_LI:
        return NF_EL_LI;
    case NF_TAG_DL:
        return NF_EL_DL;
    case NF_TAG_DT:
        return NF_EL_DT;
    case NF_TAG_DD:
        return NF_EL_DD;
    default:
        return NF_EL_NONE;
    }
}

/* May inner stand directly in outer (NF_EL_NONE: in the article)? Lists hold
 * items alone, and items stand in lists alone. */
static int may_hold(nf_element_e outer, nf_element_e inner)
{
    int item = inner == NF_EL_LI;
    int term = inner == NF_EL_DT || inner == NF_EL_DD;

    if (outer == NF_EL_UL || outer == NF_EL_OL) {
        return item;
    }
    if (outer == NF_EL_DL) {
        return term;
    }
    return !item && !term && outer != NF_EL_DT;
}

/* The containers of a node, from the article's root inwards. */
static void find_path(const walk_t *x, nf_id_t node, path_t *path)
{
    const nf_tree_t *t = x->w.page->tree;
    nf_id_t root = x->w.facts->body.root, i;
    container_t up[NF_MAX_DEPTH];
    unsigned n = 0;

    path->n = 0;
    if (!nf_tree_contains(t, root, node)) {
        return;
    }
    for (i = node; n < NF_MAX_DEPTH; i = t->nodes[i].parent) {
        nf_element_e el = container_element((nf_tag_e)t->nodes[i].tag);

        if (el != NF_EL_NONE) {
            up[n++] = (container_t){i, el};
        }
        if (i == root || i == NF_NONE) {
            break;
        }
    }
    while (n > 0 && path->n < NF_SANITISE_CONTAINERS) {
        container_t c = up[--n];
        container_t *top = path->n ? &path->v[path->n - 1] : NULL;

        if (top
            && (top->el == NF_EL_UL || top->el == NF_EL_OL
                || top->el == NF_EL_DL)
            && !may_hold(top->el, c.el)) {
            path->n--; /* a list without items is none */
            top = path->n ? &path->v[path->n - 1] : NULL;
        }
        if (may_hold(top ? top->el : NF_EL_NONE, c.el)) {
            path->v[path->n++] = c;
        }
    }
    while (path->n && !may_hold(path->v[path->n - 1].el, NF_EL_P)
           && path->v[path->n - 1].el != NF_EL_DT) {
        path->n--;
    }
}

static void open_container(walk_t *x, container_t c)
{
    nf_content_open(&x->w, c.el);
    if (c.el == NF_EL_OL) {
        nf_str_t start = nf_attr_raw(x->w.page->tree, c.node, "start");
        unsigned v = 0;
        size_t i;

        for (i = 0; i < start.len && i < 4; i++) {
            if (start.p[i] < '0' || start.p[i] > '9') {
                break;
            }
            v = v * 10 + (unsigned)(start.p[i] - '0');
        }
        APR_ARRAY_IDX(x->w.events, x->w.events->nelts - 1, nf_event_t).a =
            (uint16_t)v;
    }
    x->open.v[x->open.n++] = c;
    x->fresh = 1;
}

/* Close and open containers until those of node are the open ones. */
static void enter(walk_t *x, nf_id_t node)
{
    path_t want;
    unsigned same = 0;

    find_path(x, node, &want);
    while (same < want.n && same < x->open.n
           && want.v[same].node == x->open.v[same].node) {
        same++;
    }
    while (x->open.n > same) {
        nf_content_close(&x->w, x->open.v[--x->open.n].el);
        x->fresh = 0;
    }
    while (same < want.n) {
        open_container(x, want.v[same++]);
    }
}

static void leave_all(walk_t *x)
{
    while (x->open.n) {
        nf_content_close(&x->w, x->open.v[--x->open.n].el);
    }
}

/* --------------------------------------------------------------- leaves */

/* The page's heading levels, whatever they are, become h2, h3 ... without a
 * gap. */
static nf_element_e heading(nf_writer_t *w, unsigned level)
{
    while (w->headings && w->heading_level[w->headings - 1] >= level) {
        w->headings--;
    }
    w->heading_level[w->headings++] = level;
    return (nf_element_e)(NF_EL_H2 + (w->headings > 5 ? 4 : w->headings - 1));
}

static int in_pre(const nf_tree_t *t, nf_id_t node, nf_id_t root)
{
    for (; node != root && node != NF_NONE; node = t->nodes[node].parent) {
        nf_tag_e tag = (nf_tag_e)t->nodes[node].tag;

        if (tag == NF_TAG_PRE || tag == NF_TAG_LISTING || tag == NF_TAG_XMP) {
            return 1;
        }
    }
    return 0;
}

static nf_element_e leaf_element(walk_t *x, const nf_block_t *k)
{
    nf_element_e inside = x->open.n ? x->open.v[x->open.n - 1].el : NF_EL_NONE;

    if (in_pre(x->w.page->tree, k->owner, x->w.facts->body.root)) {
        return NF_EL_PRE;
    }
    if (k->heading && inside == NF_EL_NONE) {
        return heading(&x->w, k->heading);
    }
    if (inside == NF_EL_DT
        || (x->fresh && (inside == NF_EL_LI || inside == NF_EL_DD))) {
        return NF_EL_NONE;
    }
    return NF_EL_P;
}

static void write_block(walk_t *x, uint32_t index)
{
    const nf_block_t *k = &x->w.page->blocks->v[index];
    nf_element_e leaf;

    x->w.state[index] = NF_BLOCK_DONE;
    enter(x, k->owner);
    leaf = leaf_element(x, k);
    if (leaf == NF_EL_NONE && !x->fresh) {
        nf_content_add(&x->w, NF_EV_BR);
    }
    if (leaf != NF_EL_NONE) {
        nf_content_open(&x->w, leaf);
    }
    nf_leaf_inline(&x->w, k, leaf);
    if (leaf != NF_EL_NONE) {
        nf_content_close(&x->w, leaf);
    }
    x->fresh = 0;
}

static void write_item(walk_t *x, const nf_item_t *item)
{
    if (item->kind == NF_EV_HR) {
        leave_all(x);
        nf_content_add(&x->w, NF_EV_HR);
        return;
    }
    enter(x, x->w.page->tree->nodes[item->node].parent);
    if (x->open.n && x->open.v[x->open.n - 1].el == NF_EL_DT) {
        nf_content_close(&x->w, x->open.v[--x->open.n].el);
    }
    if (item->kind == NF_EV_OPEN) {
        nf_grid_write(&x->w, item->node);
    }
    else {
        nf_figure_write(&x->w, item);
    }
    x->fresh = 0;
}

/* ----------------------------------------------------------------- walk */

/* Which blocks were chosen. The headline has its own place in every view. */
static void mark_blocks(nf_writer_t *w)
{
    const nf_blocks_t *b = w->page->blocks;
    const nf_body_t *body = &w->facts->body;
    nf_id_t head = w->facts->headline_node;
    uint32_t i;

    w->state = apr_pcalloc(w->pool, b->n + 1);
    w->chosen_before = apr_pcalloc(w->pool, sizeof(uint32_t) * (b->n + 1));
    for (i = 0; i < body->n; i++) {
        const nf_block_t *k = &b->v[body->blocks[i]];

        if (head == NF_NONE
            || !(nf_tree_contains(w->page->tree, head, k->first)
                 || (head >= k->first && head <= k->last))) {
            w->state[body->blocks[i]] = NF_BLOCK_CHOSEN;
        }
    }
    for (i = 0; i < b->n; i++) {
        w->chosen_before[i + 1] =
            w->chosen_before[i] + (w->state[i] == NF_BLOCK_CHOSEN);
    }
}

/* Where figures may stand: from the headline to the end of what holds the
 * last paragraph; what says that it is a figure or a gallery may follow the
 * text. */
static void find_range(nf_writer_t *w, nf_id_t *lo, nf_id_t *hi)
{
    const nf_tree_t *t = w->page->tree;
    const nf_body_t *body = &w->facts->body;
    const nf_block_t *first = &w->page->blocks->v[body->blocks[0]];
    const nf_block_t *last = &w->page->blocks->v[body->blocks[body->n - 1]];
    nf_id_t head = w->facts->headline_node;
    nf_id_t up = last->owner;

    *lo = body->root;
    if (head != NF_NONE && head < first->first) {
        *lo = t->nodes[head].end > first->first ? first->first
                                                : t->nodes[head].end;
    }
    if (up != body->root) {
        up = t->nodes[up].parent;
    }
    w->tail = t->nodes[up].end;
    *hi = t->nodes[t->nodes[body->root].parent].end;
}

static void write_all(walk_t *x)
{
    nf_writer_t *w = &x->w;
    const nf_body_t *body = &w->facts->body;
    uint32_t b = 0;
    int i = 0;

    while (b < body->n || i < w->items->nelts) {
        const nf_item_t *item = i < w->items->nelts
                                    ? &APR_ARRAY_IDX(w->items, i, nf_item_t)
                                    : NULL;
        uint32_t index = b < body->n ? body->blocks[b] : 0;

        if (b < body->n && w->state[index] != NF_BLOCK_CHOSEN) {
            b++;
        }
        else if (item
                 && (b == body->n
                     || item->node < w->page->blocks->v[index].first)) {
            write_item(x, item);
            i++;
        }
        else {
            write_block(x, index);
            b++;
        }
    }
    leave_all(x);
}

/* Text lies in the buffer in the order of the events that use it. */
static void settle(nf_writer_t *w)
{
    const char *p = w->text.p;
    int i;

    for (i = 0; i < w->events->nelts; i++) {
        nf_event_t *e = &APR_ARRAY_IDX(w->events, i, nf_event_t);

        if (e->kind == NF_EV_TEXT) {
            e->text.p = p;
            p += e->text.len;
        }
    }
}

nf_content_t nf_sanitise(const nf_page_t *page, const nf_facts_t *facts,
                         apr_pool_t *pool)
{
    walk_t *x = apr_pcalloc(pool, sizeof(*x));
    nf_writer_t *w = &x->w;
    nf_id_t lo, hi;

    w->page = page;
    w->facts = facts;
    w->pool = pool;
    w->events = apr_array_make(pool, 256, sizeof(nf_event_t));
    w->items = apr_array_make(pool, 16, sizeof(nf_item_t));
    w->seen = apr_hash_make(pool);
    nf_buf_init(&w->text, pool, 8192);
    if (facts->body.n > 0) {
        mark_blocks(w);
        nf_anchors_find(w);
        find_range(w, &lo, &hi);
        nf_figures_find(w, lo, hi);
        nf_figure_lead(w);
        write_all(x);
        settle(w);
    }
    return (nf_content_t){(const nf_event_t *)w->events->elts,
                          (size_t)w->events->nelts, (long)w->images};
}
