/* block.c -- the tree's text as blocks (block.h). */
#include <string.h>
#include "block.h"
#include "chars.h"
#include "large.h"
#include "word.h"

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
    nf_id_t block_end; /* of the block-level element around the last text */
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
static context_t *context_of(builder_t *x, const nf_node_t *n)
{
    unsigned depth = n->depth;

    if (depth == UINT8_MAX && x->t->nodes[n->parent].depth == UINT8_MAX) {
        depth++;
    }
    return &x->ctx[depth];
}

/* That of the parent. */
static context_t *context_around(builder_t *x, const nf_node_t *n)
{
    return n->depth < UINT8_MAX ? &x->ctx[n->depth - 1]
                                : context_of(x, &x->t->nodes[n->parent]);
}

static void add_mark(nf_blocks_t *b, nf_id_t id, nf_tag_e tag, nf_hints_t own)
{
    b->any |= own;
    b->marks[b->nmarks++] = (nf_mark_t){id, tag, own};
}

static void enter(builder_t *x, const nf_node_t *n, nf_id_t id)
{
    nf_blocks_t *b = x->b;
    context_t *c;
    unsigned flags = nf_tag_flags[n->tag];
    nf_hints_t own = n->nattrs ? nf_hints_of_node(x->t, id, &x->cache) : 0;

    b->hints[id] = own;
    b->path[id] = b->path[n->parent] | (own && !is_frame(x, n, id) ? own : 0);
    if (own || flags & NF_TF_MARK || n->tag == NF_TAG_UNKNOWN) {
        add_mark(b, id, (nf_tag_e)n->tag, own);
    }
    if (n->end == id + 1) {
        return; /* it passes nothing on */
    }
    c = context_of(x, n);
    *c = *context_around(x, n);
    if (flags & NF_TF_HEADING) {
        c->heading = (uint8_t)(n->tag - NF_TAG_H1 + 1);
    }
    tag_context(x, n, id, c);
    if (flags & NF_TF_BLOCK) {
        c->owner = id;
    }
}

/* --------------------------------------------------------------- blocks */

/* What is counted of a block's text. */
typedef struct counts_t {
    uint32_t words, dense, commas, stops, letters, capitals, digits;
    uint32_t tails;   /* bytes behind the first ones of characters */
    uint64_t in_word; /* a mark in the lowest byte if a word may go on */
} counts_t;

/* Eight bytes of ASCII, or less and zeros. */
static inline void count_ascii(counts_t *c, uint64_t w)
{
    uint64_t letters = nf_word_in(w | NF_WORD(0x20), 'a', 'z');
    uint64_t digits = nf_word_in(w, '0', '9');
    uint64_t inside = letters | digits;

    c->words += nf_word_count(inside & ~(inside << 8 | c->in_word));
    c->in_word = inside >> 56;
    c->letters += nf_word_count(letters);
    c->capitals += nf_word_count(letters & ~(w << 2)); /* without 0x20 */
    c->digits += nf_word_count(digits);
    if ((inside | nf_word_in(w, ' ', ' ')) != NF_WORD(0x80)) {
        c->commas +=
            nf_word_count(nf_word_in(w, ',', ',') | nf_word_in(w, ';', ';'));
        c->stops +=
            nf_word_count(nf_word_in(w, '.', '.') | nf_word_in(w, '!', '!')
                          | nf_word_in(w, '?', '?'));
    }
}

/* Characters from p on that are no ASCII, and single spaces between them. */
static const char *count_wide(counts_t *c, nf_str_t text, const char *p)
{
    const char *end = text.p + text.len;
    unsigned in_word =
        p > text.p && NF_CHAR_IS_WORD(nf_char_byte[(unsigned char)p[-1]]);

    do {
        const char *from = p;
        nf_char_e kind = nf_char_class(nf_utf8_next(&p, end));

        c->tails += (uint32_t)(p - from) - 1;
        c->words += NF_CHAR_IS_WORD(kind) & ~in_word;
        in_word = NF_CHAR_IS_WORD(kind);
        c->dense += kind == NF_CHAR_DENSE;
        c->commas += kind == NF_CHAR_COMMA;
        c->stops += kind == NF_CHAR_STOP;
    } while (p < end && (*p & 0x80 || (*p == ' ' && p[1] & 0x80)));
    c->in_word = in_word << 7;
    return p;
}

static uint64_t per_cent(uint64_t part, uint64_t whole)
{
    return whole ? part * 100 / whole : 0;
}

/* Counts of the block's text in one pass. Other texts stand behind it, up to
 * last. */
static void count(nf_block_t *k, const char *last)
{
    const char *p = k->text.p, *end = p + k->text.len;
    counts_t c = {0};

    while (p < end) {
        size_t n = end - p < 8 ? (size_t)(end - p) : 8;
        uint64_t w = nf_word_part(p, n, last), high = w & NF_WORD(0x80);

        if (high) {
            n = nf_word_first(high);
            w = n ? nf_word_part(p, n, last) : 0;
        }
        count_ascii(&c, w);
        p += n;
        if (high) {
            p = count_wide(&c, k->text, p);
        }
    }
    k->chars = (uint32_t)k->text.len - c.tails;
    k->words = c.words + (c.dense + 1) / 2;
    k->commas = (uint16_t)c.commas;
    k->stops = (uint16_t)c.stops;
    k->capitals = (uint8_t)per_cent(c.capitals, c.letters);
    k->digits = (uint8_t)per_cent(c.digits, k->chars);
}

static void store(builder_t *x)
{
    nf_blocks_t *b = x->b;

    if (b->n < NF_MAX_BLOCKS) {
        b->v[b->n++] = x->cur;
    }
}

/* End the open block, which has some text. */
static void finish_some(builder_t *x)
{
    nf_buf_t *buf = &x->b->buf;

    while (buf->p[buf->len - 1] == ' ') { /* none comes first */
        buf->len--;
    }
    /* an offset for now: the buffer may still move */
    x->cur.text.p = NULL;
    x->cur.text.len = buf->len - x->start;
    x->cur.bold = !x->not_bold;
    store(x);
    nf_buf_addc(buf, '\n');
    x->start = buf->len;
}

static inline void finish(builder_t *x)
{
    x->breaks = 0;
    if (x->b->buf.len > x->start) {
        finish_some(x);
    }
}

/* Begin a block at text node id with what its ancestors say. */
static void begin(builder_t *x, nf_id_t id, const context_t *c)
{
    nf_block_t *k = &x->cur;

    memset(k, 0, sizeof(*k));
    k->first = id;
    k->owner = c->owner;
    k->hints = x->b->path[x->t->nodes[id].parent];
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

/* White space between two inline elements. */
static void add_space(builder_t *x)
{
    nf_buf_t *buf = &x->b->buf;

    if (buf->len > x->start && buf->p[buf->len - 1] != ' ') {
        nf_buf_addc(buf, ' ');
    }
}

/* The text from offset before on is in this link. */
static void add_link(builder_t *x, nf_id_t link, size_t before)
{
    const nf_buf_t *buf = &x->b->buf;
    nf_str_t text = {buf->p + before, buf->len - before};

    x->cur.link_chars += (uint32_t)nf_utf8_count(text);
    x->cur.links = (uint16_t)(x->cur.links + (link != x->last_link));
    x->last_link = link;
}

static void add_text(builder_t *x, const nf_node_t *n, nf_id_t id)
{
    const context_t *c = context_around(x, n);
    nf_buf_t *buf = &x->b->buf;
    size_t before;

    if (x->block_end <= id) {
        finish(x);
    }
    x->block_end = x->t->nodes[c->owner].end;
    if (n->space_only) {
        add_space(x);
        return;
    }
    if (x->breaks >= 2) {
        finish(x);
    }
    x->breaks = 0;
    if (buf->len == x->start) {
        begin(x, id, c);
    }
    before = buf->len;
    nf_tree_text_node(x->t, id, x->start, buf);
    x->cur.last = id;
    x->not_bold |= !c->bold;
    if (c->link && x->t->nodes[c->link].end > id) {
        add_link(x, c->link, before);
    }
}

/* Turn offsets into slices, count, and add the inline ancestors' hints. */
static void settle(builder_t *x)
{
    nf_blocks_t *b = x->b;
    const char *p = b->buf.p, *last = p + b->buf.len;
    uint32_t i;

    for (i = 0; i < b->n; i++) {
        nf_block_t *k = &b->v[i];
        nf_id_t up;

        k->text.p = p;
        p += k->text.len + 1;
        count(k, last);
        k->own = b->hints[k->owner];
        for (up = x->t->nodes[k->first].parent;
             up != k->owner && up != NF_NONE; up = x->t->nodes[up].parent) {
            if (x->t->nodes[up].end > k->last) {
                k->own |= b->hints[up];
            }
        }
    }
}

/* What is hidden. */
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
    const nf_node_t *nodes = t->nodes;
    nf_id_t i = 1, end = t->nnodes;

    x->t = t;
    x->b = b;
    x->block_end = end;
    x->cache.end = t->text.p + t->text.len;
    b->hints = nf_large_whole(pool, sizeof(*b->hints) * end);
    b->path = nf_large_whole(pool, sizeof(*b->path) * end);
    b->marks = nf_large_alloc(pool, sizeof(*b->marks) * end);
    no_hints(b, 0, 1);
    add_room(b, t, pool);
    while (i < end) {
        const nf_node_t *n = &nodes[i];
        unsigned flags = nf_tag_flags[n->tag];

        if (n->kind == NF_NODE_TEXT) {
            b->hints[i] = b->path[i] = 0;
            add_text(x, n, i++);
            continue;
        }
        if (flags & NF_TF_HIDDEN) {
            no_hints(b, i, behind(t, i));
            i = behind(t, i);
            continue;
        }
        enter(x, n, i);
        if (n->tag == NF_TAG_BR) {
            add_space(x);
            x->breaks++;
        }
        else if (flags & NF_TF_BLOCK) {
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
