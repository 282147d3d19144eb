/*
 * tree_open.h -- the tree while it grows: its nodes and the stack of open
 * elements, with the standard's questions about scopes.
 *
 * For tree_build.c and tree_foreign.c only. Stack index 0 is the document,
 * which stays open, so 0 also says "none". A parameter at is the offset where
 * an element's content ends.
 *
 * Ownership: the builder and the tree are from the pool.
 * Limits: NF_MAX_DEPTH; an element beyond it stays a leaf.
 * Source: html.spec.whatwg.org 13.2.4.2.
 */
#ifndef NF_TREE_OPEN_H
#define NF_TREE_OPEN_H

#include "tree.h"

typedef struct nf_open_t {
    nf_id_t node;
    uint16_t tag;
    uint16_t flags;  /* NF_TF_* where it stands */
    uint8_t barrier; /* </body> does not pass it */
    uint8_t foreign; /* in SVG or MathML */
    uint8_t math;
    uint8_t point; /* integration point: its content is HTML */
    uint8_t dead;  /* ended while blocks inside stay open */
} nf_open_t;

typedef struct nf_builder_t {
    nf_tree_t *t;
    apr_pool_t *pool;
    nf_tokenizer_t tok;
    uint32_t node_cap;
    uint32_t piece_cap;
    uint32_t head_cap;
    nf_attr_place_t *room; /* for the next pieces of attributes */
    uint32_t room_pieces;
    nf_open_t stack[NF_MAX_DEPTH];
    unsigned depth;
    unsigned overflow;            /* elements open beyond the stack */
    unsigned barriers;            /* open elements that are one */
    uint16_t count[NF_TAG_COUNT]; /* open elements of each tag */
    unsigned head_done : 1;
    unsigned body_started : 1;
    unsigned frameset : 1;
    uint32_t body_tag; /* offset of the <body> tag, or 0 */
} nf_builder_t;

#define NF_TOP(b) (&(b)->stack[(b)->depth - 1])

/* Does this end tag have the element's name? */
int nf_open_is_named(const nf_builder_t *b, const nf_open_t *o,
                     const nf_token_t *tok);

/* Room for the first nodes and attributes, where the tokenizer puts these; the
 * document, which is opened. */
void nf_build_begin(nf_builder_t *b);

/* Room for all nodes that may still come from this offset on. */
void nf_build_room(nf_builder_t *b, uint32_t from);

/* New nodes below the innermost open element; they are not opened. Kind, tag
 * and flags are those of n. */
static inline void nf_build_node(nf_builder_t *b, const nf_token_t *tok,
                                 nf_node_t n)
{
    nf_tree_t *t = b->t;
    unsigned depth = b->depth;

    if (t->nnodes == b->node_cap) {
        nf_build_room(b, tok->start);
    }
    /* field by field: gathered elsewhere first, it would be copied */
    t->nodes[t->nnodes] =
        (nf_node_t){.parent = NF_TOP(b)->node,
                    .end = t->nnodes + 1,
                    .src = tok->start,
                    .src_end = tok->end,
                    .src_close = tok->end,
                    .tag = n.tag,
                    .kind = n.kind,
                    .depth = (uint8_t)(depth < UINT8_MAX ? depth : UINT8_MAX),
                    .space_only = n.space_only,
                    .raw = n.raw,
                    .foreign = n.foreign};
    t->nnodes++;
}

/* An element's attributes, which stay where the tokenizer has put them. */
void nf_build_attrs(nf_builder_t *b, nf_node_t *n, const nf_token_t *tok);

/* An element that belongs in the head, into the list of them. */
void nf_build_head(nf_builder_t *b, nf_id_t id);

static inline nf_id_t nf_build_element(nf_builder_t *b, const nf_token_t *tok,
                                       nf_tag_e tag, int foreign)
{
    nf_id_t id = b->t->nnodes;

    nf_build_node(b, tok,
                  (nf_node_t){.kind = NF_NODE_ELEMENT,
                              .tag = (uint16_t)tag,
                              .foreign = foreign != 0});
    if (tok->nattrs) {
        nf_build_attrs(b, &b->t->nodes[id], tok);
    }
    return id;
}

/* Opens an element: node, tag and the bits for foreign content are given. */
static inline void nf_open_push(nf_builder_t *b, nf_open_t o)
{
    if (b->depth == NF_MAX_DEPTH) {
        b->overflow++;
        b->t->truncated = 1;
        return;
    }
    o.flags = !o.foreign ? nf_tag_flags[o.tag]
              : o.point  ? NF_TF_SCOPE | NF_TF_SPECIAL
                         : 0;
    /* "in table", "in select", scope */
    o.barrier = o.flags & NF_TF_SCOPE ? o.tag != NF_TAG_HTML
                                      : o.tag == NF_TAG_SELECT && !o.foreign;
    b->stack[b->depth++] = o;
    b->count[o.tag]++;
    b->barriers += o.barrier;
    b->tok.cdata = o.foreign;
}

void nf_open_pop(nf_builder_t *b, uint32_t at);
void nf_open_pop_to(nf_builder_t *b, unsigned index, uint32_t at);

/* End an element whose block children stay open (the adoption agency's
 * case, and </form>): its range ends here, the stack keeps its place. */
void nf_open_end_early(nf_builder_t *b, unsigned index, uint32_t at);

/* Stack index of the nearest open tag, not looking past an element with one
 * of the flags in barrier or the tag also or also2; 0: none. */
unsigned nf_open_find(const nf_builder_t *b, nf_tag_e tag, unsigned barrier,
                      nf_tag_e also, nf_tag_e also2);

/* End a p element in button scope. */
void nf_open_close_p(nf_builder_t *b, uint32_t at);

/* Start of li, dd or dt: ends an open one of its kind ("in body"). */
void nf_open_close_item(nf_builder_t *b, nf_tag_e one, nf_tag_e two,
                        uint32_t at);

/* Pop what stands above the nearest of the elements in tags (0-ended), which
 * must be in the innermost table. Returns 0 if there is none. */
int nf_open_clear_to(nf_builder_t *b, const nf_tag_e *tags, uint32_t at);

#endif
