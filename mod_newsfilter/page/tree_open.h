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
    unsigned foreign : 1; /* in SVG or MathML */
    unsigned math : 1;
    unsigned point : 1; /* integration point: its content is HTML */
    unsigned dead : 1;  /* ended while blocks inside stay open */
} nf_open_t;

typedef struct nf_builder_t {
    nf_tree_t *t;
    apr_pool_t *pool;
    nf_tokenizer_t tok;
    uint32_t node_cap;
    uint32_t piece_cap;
    nf_tree_attr_t *room; /* for the next pieces of attributes */
    uint32_t room_pieces;
    nf_open_t stack[NF_MAX_DEPTH];
    unsigned depth;
    unsigned overflow; /* elements open beyond the stack */
    unsigned barriers; /* open elements that </body> does not pass */
    uint16_t count[NF_TAG_COUNT]; /* open elements of each tag */
    unsigned head_done : 1;
    unsigned body_started : 1;
    unsigned frameset : 1;
    uint32_t body_tag; /* offset of the <body> tag, or 0 */
} nf_builder_t;

#define NF_TOP(b) (&(b)->stack[(b)->depth - 1])

/* NF_TF_* of an open element where it stands. */
static inline unsigned nf_open_flags(const nf_open_t *o)
{
    return o->foreign ? (o->point ? NF_TF_SCOPE | NF_TF_SPECIAL : 0)
                      : nf_tag_flags[o->tag];
}

/* Does this end tag have the element's name? */
int nf_open_is_named(const nf_builder_t *b, const nf_open_t *o,
                     const nf_token_t *tok);

/* Room for the first nodes and attributes. */
void nf_build_begin(nf_builder_t *b);

/* New nodes below the innermost open element; they are not opened. */
nf_id_t nf_build_node(nf_builder_t *b, nf_node_e kind, const nf_token_t *tok);
nf_id_t nf_build_element(nf_builder_t *b, const nf_token_t *tok, nf_tag_e tag,
                         int foreign);

void nf_open_push(nf_builder_t *b, nf_id_t id, nf_open_t o);
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
