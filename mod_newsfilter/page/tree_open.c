/* tree_open.c -- the tree while it grows (tree_open.h). */
#include <string.h>
#include "large.h"
#include "tree_open.h"

/* ------------------------------------------------------------- nodes */

/* Nodes of so many bytes, for most pages. */
#define BYTES_OF_NODE 32

/* What stands in the text from p on can make no more nodes: a tag begins with
 * '<', and a run of text behind a tag or with a '<'. */
static uint32_t most_nodes(const char *p, const char *end)
{
    uint32_t n = 2;

    while (n < NF_MAX_NODES && (p = memchr(p, '<', (size_t)(end - p)))) {
        n += 2;
        p++;
    }
    return n;
}

/* The first n of the old ones in room for cap. */
static void *moved(nf_builder_t *b, const void *old, uint32_t n, uint32_t cap,
                   size_t size)
{
    void *v = nf_large_alloc(b->pool, size * cap);

    if (n) {
        memcpy(v, old, size * n);
    }
    return v;
}

/* (Cold: inlined it would cost each node the saving of registers.) */
__attribute__((cold)) void nf_build_room(nf_builder_t *b, uint32_t from)
{
    nf_tree_t *t = b->t;

    b->node_cap =
        t->nnodes + most_nodes(t->text.p + from, t->text.p + t->text.len);
    t->nodes = moved(b, t->nodes, t->nnodes, b->node_cap, sizeof(*t->nodes));
}

/* Room for more pieces is asked for half of what there is at a time, up to
 * this many (8 MB): a large page gets large memory for them. */
#define MAX_PIECES_AT_ONCE 256u

static nf_attr_place_t *piece_room(nf_builder_t *b)
{
    nf_attr_place_t *v;

    if (b->room_pieces == 0) {
        uint32_t n = b->t->npieces / 2 + 1;

        b->room_pieces = n < MAX_PIECES_AT_ONCE ? n : MAX_PIECES_AT_ONCE;
        b->room = nf_large_alloc(b->pool, sizeof(*b->room) * NF_ATTR_PIECE
                                              * b->room_pieces);
    }
    v = b->room;
    b->room += NF_ATTR_PIECE;
    b->room_pieces--;
    return v;
}

/* (Not inlined, as above; not cold, as all trees begin with one.) */
__attribute__((noinline)) static nf_attr_piece_t *add_piece(nf_builder_t *b)
{
    nf_tree_t *t = b->t;
    nf_attr_piece_t *last;

    if (t->npieces == b->piece_cap) {
        b->piece_cap = b->piece_cap * 2 + 1;
        t->pieces =
            moved(b, t->pieces, t->npieces, b->piece_cap, sizeof(*t->pieces));
    }
    last = &t->pieces[t->npieces++];
    last->v = piece_room(b);
    last->n = 0;
    return last;
}

void nf_build_begin(nf_builder_t *b)
{
    size_t n = b->t->text.len / BYTES_OF_NODE;

    b->node_cap = (n < NF_MAX_NODES ? (uint32_t)n : NF_MAX_NODES) + 64;
    b->t->nodes = nf_large_alloc(b->pool, sizeof(*b->t->nodes) * b->node_cap);
    b->tok.attrs = add_piece(b)->v;
    b->t->nodes[0] = (nf_node_t){.kind = NF_NODE_DOCUMENT};
    b->t->nnodes = b->depth = 1; /* the stack's first is node 0 */
}

void nf_build_attrs(nf_builder_t *b, nf_node_t *n, const nf_token_t *tok)
{
    nf_tree_t *t = b->t;
    nf_attr_piece_t *piece = &t->pieces[t->npieces - 1];

    n->attrs = (t->npieces - 1) * NF_ATTR_PIECE + piece->n;
    n->nattrs = (uint16_t)tok->nattrs;
    piece->n += tok->nattrs;
    if (piece->n + NF_TAG_ATTRS > NF_ATTR_PIECE) {
        piece = add_piece(b);
    }
    b->tok.attrs = piece->v + piece->n;
}

void nf_build_head(nf_builder_t *b, nf_id_t id)
{
    nf_tree_t *t = b->t;

    if (t->nheads == b->head_cap) {
        b->head_cap = b->head_cap * 2 + 128;
        t->heads =
            moved(b, t->heads, t->nheads, b->head_cap, sizeof(*t->heads));
    }
    t->heads[t->nheads++] = id;
}

static void drop(nf_builder_t *b, uint32_t at)
{
    nf_open_t *o = NF_TOP(b);

    if (!o->dead) {
        b->t->nodes[o->node].end = b->t->nnodes;
        b->t->nodes[o->node].src_close = at;
        b->count[o->tag]--;
    }
    b->barriers -= o->barrier;
    b->depth--;
    b->tok.cdata = NF_TOP(b)->foreign;
}

void nf_open_pop(nf_builder_t *b, uint32_t at)
{
    drop(b, at);
    /* what ended early goes with the last of what stood inside it */
    while (NF_TOP(b)->dead) {
        drop(b, at);
    }
}

void nf_open_pop_to(nf_builder_t *b, unsigned index, uint32_t at)
{
    while (b->depth > index) {
        nf_open_pop(b, at);
    }
}

void nf_open_end_early(nf_builder_t *b, unsigned index, uint32_t at)
{
    nf_open_t *o = &b->stack[index];

    b->t->nodes[o->node].end = b->t->nnodes;
    b->t->nodes[o->node].src_close = at;
    b->count[o->tag]--;
    o->dead = 1;
}

/* ------------------------------------------------------------- scopes */

int nf_open_is_named(const nf_builder_t *b, const nf_open_t *o,
                     const nf_token_t *tok)
{
    const nf_node_t *n = &b->t->nodes[o->node];
    const char *name = b->t->text.p + n->src + 1;
    size_t len = tok->name.len;

    if (o->tag != tok->tag || tok->tag != NF_TAG_UNKNOWN) {
        return o->tag == tok->tag;
    }
    /* within a start tag the name is followed by something, '>' at least */
    return len + 1 < n->src_end - n->src
           && strncasecmp(name, tok->name.p, len) == 0
           && (name[len] == '>' || name[len] == '/'
               || nf_is_space((unsigned char)name[len]));
}

unsigned nf_open_find(const nf_builder_t *b, nf_tag_e tag, unsigned barrier,
                      nf_tag_e also, nf_tag_e also2)
{
    unsigned i;

    if (b->count[tag] == 0) {
        return 0;
    }
    for (i = b->depth - 1; i > 0; i--) {
        const nf_open_t *o = &b->stack[i];

        if (o->tag == tag && !o->foreign && !o->dead) {
            return i;
        }
        if ((o->flags & barrier)
            || (!o->foreign && also && (o->tag == also || o->tag == also2))) {
            return 0;
        }
    }
    return 0;
}

void nf_open_close_p(nf_builder_t *b, uint32_t at)
{
    unsigned i = nf_open_find(b, NF_TAG_P, NF_TF_SCOPE, NF_TAG_BUTTON, 0);

    if (i) {
        nf_open_pop_to(b, i, at);
    }
}

int nf_open_clear_to(nf_builder_t *b, const nf_tag_e *tags, uint32_t at)
{
    unsigned i;
    const nf_tag_e *tag;

    for (i = b->depth - 1; i > 0; i--) {
        const nf_open_t *o = &b->stack[i];

        for (tag = tags; *tag; tag++) {
            if (o->tag == *tag && !o->foreign && !o->dead) {
                nf_open_pop_to(b, i + 1, at);
                return 1;
            }
        }
        if (!o->foreign
            && (o->tag == NF_TAG_TABLE || o->tag == NF_TAG_TEMPLATE)) {
            return 0;
        }
    }
    return 0;
}

void nf_open_close_item(nf_builder_t *b, nf_tag_e one, nf_tag_e two,
                        uint32_t at)
{
    unsigned i;

    if (b->count[one] == 0 && b->count[two] == 0) {
        return;
    }
    for (i = b->depth - 1; i > 0; i--) {
        const nf_open_t *o = &b->stack[i];

        if (!o->foreign && (o->tag == one || o->tag == two)) {
            nf_open_pop_to(b, i, at);
            return;
        }
        if ((o->flags & NF_TF_SPECIAL) && o->tag != NF_TAG_ADDRESS
            && o->tag != NF_TAG_DIV && o->tag != NF_TAG_P) {
            return;
        }
    }
}
