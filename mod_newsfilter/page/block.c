/* block.c -- the tree's text as blocks (block.h). */
#include <string.h>
#include "block.h"
#include "chars.h"
#include "large.h"

/* What an element passes on to its content. */
typedef struct context_t {
    nf_id_t owner; /* nearest block-level element */
    nf_id_t link;  /* nearest a href */
    uint8_t heading;
    unsigned in_li : 1, in_table : 1, in_quote : 1, in_figure : 1, in_nav : 1,
        in_aside : 1, in_header : 1, in_footer : 1, in_form : 1,
        in_article : 1, bold : 1;
} context_t;

typedef struct builder_t {
    const nf_tree_t *t;
    nf_blocks_t *b;
    context_t ctx[NF_MAX_DEPTH + 1]; /* of the open elements, by depth */
    size_t start;                    /* where the open block's text begins */
    nf_block_t cur;
    nf_id_t last_text; /* last text node with text, any block */
    nf_id_t last_link;
    unsigned breaks; /* br since the last text */
    unsigned not_bold : 1;
    nf_hints_cache_t cache;
} builder_t;

/* -------------------------------------------------------------- context */

static void tag_context(const builder_t *x, const nf_node_t *n, nf_id_t id,
                        context_t *c)
{
    switch ((nf_tag_e)n->tag) {
    case NF_TAG_UL:
    case NF_TAG_OL:
    case NF_TAG_MENU:
    case NF_TAG_DL:
        c->in_li = 1;
        break;
    case NF_TAG_TABLE:
        c->in_table = 1;
        break;
    case NF_TAG_BLOCKQUOTE:
        c->in_quote = 1;
        break;
    case NF_TAG_FIGURE:
    case NF_TAG_FIGCAPTION:
        c->in_figure = 1;
        break;
    case NF_TAG_NAV:
        c->in_nav = 1;
        break;
    case NF_TAG_ASIDE:
        c->in_aside = 1;
        break;
    case NF_TAG_HEADER:
        c->in_header |= !c->in_article;
        break;
    case NF_TAG_FOOTER:
        c->in_footer = 1;
        break;
    case NF_TAG_ARTICLE:
    case NF_TAG_MAIN:
        c->in_article = 1;
        break;
    case NF_TAG_BUTTON:
    case NF_TAG_LABEL:
    case NF_TAG_FIELDSET:
        c->in_form = 1;
        break;
    case NF_TAG_FORM:
        c->in_form |= (n->end - id) * 2 < x->t->nnodes;
        break;
    case NF_TAG_B:
    case NF_TAG_STRONG:
        c->bold = 1;
        break;
    case NF_TAG_A:
        if (nf_attr_raw(x->t, id, "href").p) {
            c->link = id;
        }
        break;
    default:
        break;
    }
}

/* An element around most of the page ("page has-sidebar", "nav-fixed"): its
 * class words say nothing of the blocks inside. */
static int is_frame(const builder_t *x, const nf_node_t *n, nf_id_t id)
{
    return n->tag == NF_TAG_HTML || n->tag == NF_TAG_BODY
           || (uint64_t)(n->end - id) * 10 > (uint64_t)x->t->nnodes * 6;
}

/* An element's place in ctx, which stays its own until its subtree ends. The
 * deepest ones, which are leaves, say that they are as deep as their parent.
 */
static context_t *context_of(builder_t *x, nf_id_t id)
{
    const nf_node_t *n = &x->t->nodes[id];
    unsigned depth = n->depth;

    if (depth == UINT8_MAX && x->t->nodes[n->parent].depth == UINT8_MAX) {
        depth++;
    }
    return &x->ctx[depth];
}

static void add_mark(nf_blocks_t *b, nf_id_t id, nf_tag_e tag, nf_hints_t own)
{
    b->any |= own;
    b->marks[b->nmarks++] = (nf_mark_t){id, tag, own};
}

static void enter(builder_t *x, nf_id_t id)
{
    const nf_node_t *n = &x->t->nodes[id];
    context_t *c;
    unsigned flags = nf_tag_flags[n->tag];
    nf_hints_t own = n->nattrs ? nf_hints_of_node(x->t, id, &x->cache) : 0;

    x->b->hints[id] = own;
    x->b->path[id] = x->b->path[n->parent] | (is_frame(x, n, id) ? 0 : own);
    if (own || flags & NF_TF_MARK || n->tag == NF_TAG_UNKNOWN) {
        add_mark(x->b, id, (nf_tag_e)n->tag, own);
    }
    if (n->end == id + 1) {
        return; /* it passes nothing on */
    }
    c = context_of(x, id);
    *c = *context_of(x, n->parent);
    if (flags & NF_TF_HEADING) {
        c->heading = (uint8_t)(n->tag - NF_TAG_H1 + 1);
    }
    tag_context(x, n, id, c);
    if (flags & NF_TF_BLOCK) {
        c->owner = id;
    }
}

/* --------------------------------------------------------------- blocks */

/* Counts of the block's text in one pass; most of it are runs of letters. What
 * stands behind it is no letter. */
static void count(nf_block_t *k)
{
    const char *p = k->text.p, *end = p + k->text.len;
    uint32_t n[NF_CHAR_STOP + 1] = {0}, chars = 0, words = 0;
    unsigned in_word = 0;

    while (p < end) {
        nf_char_e kind = (nf_char_e)nf_char_byte[(unsigned char)*p];

        if (NF_CHAR_IS_WORD(kind)) {
            const char *from = p;

            do {
                p++;
            } while (NF_CHAR_IS_WORD(nf_char_byte[(unsigned char)*p]));
            chars += (uint32_t)(p - from);
            words += !in_word;
            in_word = 1;
            continue;
        }
        kind = nf_char_class(nf_utf8_next(&p, end));
        n[kind]++;
        words += NF_CHAR_IS_WORD(kind) & ~in_word;
        in_word = NF_CHAR_IS_WORD(kind);
        chars++;
    }
    k->chars = chars;
    k->words = words + (n[NF_CHAR_DENSE] + 1) / 2;
    k->commas = (uint16_t)n[NF_CHAR_COMMA];
    k->stops = (uint16_t)n[NF_CHAR_STOP];
}

static void store(builder_t *x)
{
    nf_blocks_t *b = x->b;

    if (b->n < NF_MAX_BLOCKS) {
        b->v[b->n++] = x->cur;
    }
}

/* End the open block, if it has any text. */
static void finish(builder_t *x)
{
    nf_buf_t *buf = &x->b->buf;

    while (buf->len > x->start && buf->p[buf->len - 1] == ' ') {
        buf->len--;
    }
    x->breaks = 0;
    if (buf->len > x->start) {
        /* an offset for now: the buffer may still move */
        x->cur.text.p = NULL;
        x->cur.text.len = buf->len - x->start;
        x->cur.bold = !x->not_bold;
        store(x);
        nf_buf_addc(buf, '\n');
    }
    x->start = buf->len;
}

/* Begin a block at text node id with what its ancestors say. */
static void begin(builder_t *x, nf_id_t id)
{
    nf_id_t parent = x->t->nodes[id].parent;
    const context_t *c = context_of(x, parent);
    nf_block_t *k = &x->cur;

    memset(k, 0, sizeof(*k));
    k->first = id;
    k->owner = c->owner;
    k->hints = x->b->path[parent];
    k->heading = c->heading;
    k->in_li = c->in_li;
    k->in_table = c->in_table;
    k->in_quote = c->in_quote;
    k->in_figure = c->in_figure;
    k->in_nav = c->in_nav;
    k->in_aside = c->in_aside;
    k->in_header = c->in_header;
    k->in_footer = c->in_footer;
    k->in_form = c->in_form;
    k->in_article = c->in_article;
    x->not_bold = 0;
    x->last_link = NF_NONE;
}

static nf_id_t link_at(builder_t *x, nf_id_t text)
{
    nf_id_t link = context_of(x, x->t->nodes[text].parent)->link;

    return link && x->t->nodes[link].end > text ? link : NF_NONE;
}

/* White space between two inline elements. */
static void add_space(builder_t *x)
{
    nf_buf_t *buf = &x->b->buf;

    if (buf->len > x->start && buf->p[buf->len - 1] != ' ') {
        nf_buf_addc(buf, ' ');
    }
}

static void add_text(builder_t *x, nf_id_t id)
{
    const nf_node_t *n = &x->t->nodes[id];
    nf_buf_t *buf = &x->b->buf;
    size_t before;
    nf_id_t link;

    if (x->last_text && nf_tree_block_between(x->t, x->last_text, id)) {
        finish(x);
    }
    x->last_text = id;
    if (n->space_only) {
        add_space(x);
        return;
    }
    if (x->breaks >= 2) {
        finish(x);
    }
    x->breaks = 0;
    if (buf->len == x->start) {
        begin(x, id);
    }
    before = buf->len;
    nf_tree_text_node(x->t, id, x->start, buf);
    x->cur.last = id;
    x->not_bold |= !context_of(x, n->parent)->bold;
    link = link_at(x, id);
    if (link) {
        x->cur.link_chars += (uint32_t)nf_utf8_count(
            (nf_str_t){buf->p + before, buf->len - before});
        x->cur.links = (uint16_t)(x->cur.links + (link != x->last_link));
        x->last_link = link;
    }
}

/* Turn offsets into slices, count, and add the inline ancestors' hints. */
static void settle(builder_t *x)
{
    nf_blocks_t *b = x->b;
    const char *p = b->buf.p;
    uint32_t i;

    for (i = 0; i < b->n; i++) {
        nf_block_t *k = &b->v[i];
        nf_id_t up;

        k->text.p = p;
        p += k->text.len + 1;
        count(k);
        k->own = b->hints[k->owner];
        for (up = x->t->nodes[k->first].parent;
             up != k->owner && up != NF_NONE; up = x->t->nodes[up].parent) {
            if (x->t->nodes[up].end > k->last) {
                k->own |= b->hints[up];
            }
        }
    }
}

/* Texts and what is hidden. */
static void no_hints(nf_blocks_t *b, nf_id_t from, nf_id_t to)
{
    for (; from < to; from++) {
        b->hints[from] = b->path[from] = 0;
    }
}

/* Behind the subtree of a node. */
static nf_id_t behind(const nf_tree_t *t, nf_id_t i)
{
    return t->nodes[i].end > i ? t->nodes[i].end : i + 1;
}

/* Room for all blocks and all of their text: what grows is copied. Each block
 * begins with a text; references are hardly ever shorter than what they stand
 * for. */
static void add_room(nf_blocks_t *b, const nf_tree_t *t, apr_pool_t *pool)
{
    uint32_t most = t->ntexts < NF_MAX_BLOCKS ? t->ntexts : NF_MAX_BLOCKS;

    b->v = nf_large_alloc(pool, sizeof(*b->v) * (most + 1));
    nf_buf_init(&b->buf, pool, t->text_bytes + t->ntexts + 64);
}

nf_blocks_t *nf_blocks_build(const nf_tree_t *t, apr_pool_t *pool)
{
    builder_t *x = apr_pcalloc(pool, sizeof(*x));
    nf_blocks_t *b = apr_pcalloc(pool, sizeof(*b));
    nf_id_t i = 1;

    x->t = t;
    x->b = b;
    b->hints = nf_large_whole(pool, sizeof(*b->hints) * t->nnodes);
    b->path = nf_large_whole(pool, sizeof(*b->path) * t->nnodes);
    b->marks = nf_large_alloc(pool, sizeof(*b->marks) * t->nnodes);
    no_hints(b, 0, 1);
    add_room(b, t, pool);
    while (i < t->nnodes) {
        const nf_node_t *n = &t->nodes[i];

        if (n->kind == NF_NODE_TEXT) {
            no_hints(b, i, i + 1);
            add_text(x, i++);
            continue;
        }
        if (nf_tag_flags[n->tag] & NF_TF_HIDDEN) {
            no_hints(b, i, behind(t, i));
            i = behind(t, i);
            continue;
        }
        enter(x, i);
        if (n->tag == NF_TAG_BR) {
            add_space(x);
            x->breaks++;
        }
        else if (nf_tag_flags[n->tag] & NF_TF_BLOCK) {
            finish(x);
        }
        i++;
    }
    finish(x);
    settle(x);
    return b;
}

uint32_t nf_blocks_from(const nf_blocks_t *b, nf_id_t node)
{
    uint32_t lo = 0, hi = b->n;

    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;

        if (b->v[mid].first < node) {
            lo = mid + 1;
        }
        else {
            hi = mid;
        }
    }
    return lo;
}
