/* grid.c -- data tables (content.h).
 *
 * A table is data when it says so (headers, a caption) or looks like it: a
 * grid of short texts. The others are layout and only their text counts. */
#include <string.h>
#include "content.h"

#define LONG_CELL 60 /* words; a paragraph, not a value */

typedef struct shape_t {
    unsigned rows, cells, heads;
    unsigned named;  /* caption or thead */
    unsigned nested; /* a table or a form control inside */
} shape_t;

static void measure(const nf_tree_t *t, nf_id_t table, shape_t *s)
{
    nf_id_t i;

    memset(s, 0, sizeof(*s));
    for (i = table + 1; i < t->nodes[table].end && !s->nested; i++) {
        switch ((nf_tag_e)t->nodes[i].tag) {
        case NF_TAG_TR:
            s->rows++;
            break;
        case NF_TAG_TH:
            s->heads++;
            s->cells++;
            break;
        case NF_TAG_TD:
            s->cells++;
            break;
        case NF_TAG_CAPTION:
        case NF_TAG_THEAD:
            s->named = 1;
            break;
        case NF_TAG_TABLE:
        case NF_TAG_INPUT:
        case NF_TAG_SELECT:
        case NF_TAG_TEXTAREA:
            s->nested = 1;
            break;
        default:
            break;
        }
    }
}

/* Has a cell a paragraph in it, or is most of it links? */
static int reads_like_layout(const nf_writer_t *w, nf_id_t table)
{
    const nf_blocks_t *b = w->page->blocks;
    nf_id_t end = w->page->tree->nodes[table].end;
    uint32_t i = nf_blocks_from(b, table);
    unsigned long chars = 0, links = 0;

    for (; i < b->n && b->v[i].first < end; i++) {
        if (b->v[i].words > LONG_CELL) {
            return 1;
        }
        chars += b->v[i].chars;
        links += b->v[i].link_chars;
    }
    return chars == 0 || links * 10 > chars * 7;
}

int nf_grid_is_data(const nf_writer_t *w, nf_id_t table)
{
    const nf_tree_t *t = w->page->tree;
    shape_t s;

    measure(t, table, &s);
    if (s.nested || s.cells < 2 || s.rows == 0
        || nf_attr_has_token(t, table, "role", "presentation")
        || reads_like_layout(w, table)) {
        return 0;
    }
    return s.heads || s.named
           || (s.rows >= 2 && s.cells >= 6 && s.cells >= s.rows * 2);
}

/* --------------------------------------------------------------- writing */

typedef struct grid_t {
    nf_writer_t *w;
    nf_element_e cell; /* the open cell or caption, or NONE */
    unsigned in_row, rows, column, in_head;
    unsigned filled; /* blocks in the open cell */
    nf_id_t head_end;
} grid_t;

static void close_cell(grid_t *g)
{
    if (g->cell != NF_EL_NONE) {
        nf_content_close(g->w, g->cell);
        g->cell = NF_EL_NONE;
    }
}

static void close_row(grid_t *g)
{
    close_cell(g);
    if (g->in_row) {
        nf_content_close(g->w, NF_EL_TR);
        g->in_row = 0;
    }
}

static void open_row(grid_t *g)
{
    close_row(g);
    nf_content_open(g->w, NF_EL_TR);
    g->in_row = 1;
    g->rows++;
    g->column = 0;
}

static uint16_t span(const nf_tree_t *t, nf_id_t cell, const char *name)
{
    nf_str_t s = nf_attr_raw(t, cell, name);
    unsigned v = 0;
    size_t i;

    for (i = 0; i < s.len && i < 3 && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
        v = v * 10 + (unsigned)(s.p[i] - '0');
    }
    return v > 1 && v <= 100 ? (uint16_t)v : 0;
}

static void open_cell(grid_t *g, nf_id_t node, nf_element_e el)
{
    const nf_tree_t *t = g->w->page->tree;
    nf_event_t *e;

    if (!g->in_row) {
        open_row(g);
    }
    close_cell(g);
    if (node < g->head_end) {
        el = NF_EL_TH;
    }
    nf_content_open(g->w, el);
    e = &APR_ARRAY_IDX(g->w->events, g->w->events->nelts - 1, nf_event_t);
    e->a = span(t, node, "colspan");
    e->b = span(t, node, "rowspan");
    e->row_head =
        el == NF_EL_TH && g->rows > 1 && node >= g->head_end && g->column == 0;
    g->cell = el;
    g->column++;
    g->filled = 0;
}

static void enter(grid_t *g, nf_id_t node)
{
    const nf_node_t *n = &g->w->page->tree->nodes[node];

    switch ((nf_tag_e)n->tag) {
    case NF_TAG_THEAD:
        g->head_end = n->end;
        break;
    case NF_TAG_TR:
        open_row(g);
        break;
    case NF_TAG_TD:
        open_cell(g, node, NF_EL_TD);
        break;
    case NF_TAG_TH:
        open_cell(g, node, NF_EL_TH);
        break;
    case NF_TAG_CAPTION:
        if (g->rows == 0 && g->cell == NF_EL_NONE) {
            nf_content_open(g->w, NF_EL_CAPTION);
            g->cell = NF_EL_CAPTION;
            g->filled = 0;
        }
        break;
    default:
        break;
    }
}

void nf_grid_write(nf_writer_t *w, nf_id_t table)
{
    const nf_tree_t *t = w->page->tree;
    const nf_blocks_t *b = w->page->blocks;
    grid_t g = {.w = w};
    uint32_t k = nf_blocks_from(b, table);
    nf_id_t i;

    nf_content_open(w, NF_EL_TABLE);
    for (i = table + 1; i < t->nodes[table].end; i++) {
        if (t->nodes[i].kind == NF_NODE_ELEMENT) {
            enter(&g, i);
        }
        if (k < b->n && b->v[k].first == i) {
            w->state[k] = NF_BLOCK_DONE;
            if (g.cell != NF_EL_NONE) {
                if (g.filled++) {
                    nf_content_add(w, NF_EV_BR);
                }
                nf_leaf_inline(w, &b->v[k], NF_EL_TD);
            }
            k++;
        }
    }
    close_row(&g);
    nf_content_close(w, NF_EL_TABLE);
}
