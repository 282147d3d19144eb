/*
 * tree.h -- the page as a compact tree of nodes by index.
 *
 * Built from the tokenizer's tokens in one pass. Nodes stand in document
 * order in one array, so a node's subtree is the range [i, nodes[i].end) and
 * every walk is a loop; nothing recurses.
 *
 * It is the standard's tree but for what text extraction does not need: no
 * foster parenting, no adoption agency, no reconstruction of formatting
 * elements. Implied end tags, void and raw-text elements, scopes, SVG and
 * MathML are as in the standard, because they decide where text and </body>
 * stand.
 *
 * Node 0 is the document and has no parent (its parent is 0).
 * Ownership: all from the pool; slices point into the text given.
 * Limits: NF_MAX_DEPTH, NF_MAX_NODES (nf_tree_t.truncated tells).
 * Errors: none, any bytes are HTML. Threads: no shared state.
 * Source: html.spec.whatwg.org 13.2.6.
 */
#ifndef NF_TREE_H
#define NF_TREE_H

#include <stdint.h>
#include "str.h"
#include "tags.h"
#include "tokenizer.h"

typedef uint32_t nf_id_t;    /* index of a node */
#define NF_NONE ((nf_id_t)0) /* no node (the document is none's) */

typedef enum nf_node_e {
    NF_NODE_DOCUMENT,
    NF_NODE_ELEMENT,
    NF_NODE_TEXT
} nf_node_e;

typedef struct nf_node_t {
    nf_id_t parent;
    nf_id_t end;        /* one past the last node of the subtree */
    uint32_t src;       /* offset of the start tag, or of the text */
    uint32_t src_end;   /* after the start tag, or after the text */
    uint32_t src_close; /* elements: where the content ends (the offset
                         * of the end tag or of what implied it) */
    uint32_t attrs;     /* the first, see nf_tree_attrs() */
    uint16_t nattrs;
    uint16_t tag; /* nf_tag_e */
    uint8_t kind; /* nf_node_e */
    uint8_t depth;
    uint8_t space_only : 1; /* text: white space only */
    uint8_t raw : 1;        /* text: RAWTEXT, script, CDATA: no references */
    uint8_t foreign : 1;    /* element of SVG or MathML */
} nf_node_t;

/* Some attributes, at most NF_ATTR_PIECE; those of an element stand in one
 * piece. (One array of all would be copied each time that it grows.) */
typedef struct nf_attr_piece_t {
    nf_attr_place_t *v;
    uint32_t n;
} nf_attr_piece_t;

#define NF_ATTR_PIECE 2048u

typedef struct nf_tree_t {
    nf_str_t text; /* the UTF-8 page */
    nf_node_t *nodes;
    uint32_t nnodes;
    nf_attr_piece_t *pieces; /* one at least */
    uint32_t npieces;
    uint32_t ntexts;          /* text nodes, but white space */
    size_t text_bytes;        /* of all text nodes, but raw ones */
    nf_id_t html, head, body; /* NF_NONE where the page has no such tag */
    nf_id_t base;             /* the first, or NF_NONE */
    nf_id_t *heads;           /* elements with NF_TF_HEAD, wherever they are */
    uint32_t nheads;
    uint32_t head_end;       /* offset of the real </head>, or of what ended
                              * the head; 0 when there was no head tag */
    uint32_t insert_at;      /* offset where a script element is a child of
                              * the body (or head) for every browser */
    unsigned can_insert : 1; /* insert_at is such a place */
    unsigned truncated : 1;  /* a limit was reached */
} nf_tree_t;

nf_tree_t *nf_tree_build(nf_str_t text, apr_pool_t *pool);

/* The n->nattrs attributes of an element. */
static inline const nf_attr_place_t *nf_tree_attrs(const nf_tree_t *t,
                                                   const nf_node_t *n)
{
    return t->pieces[n->attrs / NF_ATTR_PIECE].v + n->attrs % NF_ATTR_PIECE;
}

/* As the tokenizer has it: the name as written, the value undecoded. */
static inline nf_attr_t nf_tree_attr(const nf_tree_t *t,
                                     const nf_attr_place_t *a)
{
    return nf_attr_at(t->text, a);
}

/* The undecoded value of an attribute (lower-case name); absent if missing;
 * empty if it has no value. */
nf_str_t nf_attr_named(const nf_tree_t *t, nf_id_t node, nf_str_t name);

static inline nf_str_t nf_attr_raw(const nf_tree_t *t, nf_id_t node,
                                   const char *name)
{
    return nf_attr_named(t, node, (nf_str_t){name, strlen(name)});
}

/* The decoded value with white space trimmed, or NULL. From the pool. */
char *nf_attr(const nf_tree_t *t, nf_id_t node, const char *name,
              apr_pool_t *pool);

/* Does the attribute hold this white-space separated token (lower case,
 * compared case-insensitively)? For rel, class, itemprop ... */
int nf_attr_has_token(const nf_tree_t *t, nf_id_t node, const char *name,
                      const char *token);

/* The same for some tokens, at most 32 and NULL: a bit for each, the lowest
 * for the first. */
unsigned nf_attr_tokens(const nf_tree_t *t, nf_id_t node, const char *name,
                        const char *const *tokens);

/* The next element in [from, end) with such an attribute (lower-case name), or
 * NF_NONE. Walks over attributes, not over nodes. */
nf_id_t nf_tree_with_attr(const nf_tree_t *t, nf_id_t from, nf_id_t end,
                          const char *name);

/* The next element with this tag in [from, end), or NF_NONE. With NF_TF_HEAD
 * it is found in the list of them. */
nf_id_t nf_tree_find(const nf_tree_t *t, nf_id_t from, nf_id_t end,
                     nf_tag_e tag);

/* The nearest ancestor-or-self with this tag, or NF_NONE. */
nf_id_t nf_tree_up(const nf_tree_t *t, nf_id_t node, nf_tag_e tag);

/* Is a an ancestor of b, or b itself? */
static inline int nf_tree_contains(const nf_tree_t *t, nf_id_t a, nf_id_t b)
{
    return a <= b && b < t->nodes[a].end;
}

/* Does a block element that holds node a end before node b (a < b)? */
int nf_tree_block_between(const nf_tree_t *t, nf_id_t a, nf_id_t b);

/* Append the text of the subtree: decoded, white space collapsed, a space
 * at block boundaries and br, hidden elements (NF_TF_HIDDEN) left out.
 * Adds no leading or trailing space. */
void nf_tree_text(const nf_tree_t *t, nf_id_t node, nf_buf_t *out);

/* One text node of the above: appended to what began at offset start of out,
 * where no white space comes first. May leave one trailing space. */
void nf_tree_text_node(const nf_tree_t *t, nf_id_t node, size_t start,
                       nf_buf_t *out);

/* The same as a new string, at most max bytes (cut at a code point);
 * "" for none. Takes time by max, not by the size of the subtree: what
 * stands behind a lot of white space or empty elements is not read. */
char *nf_tree_text_dup(const nf_tree_t *t, nf_id_t node, size_t max,
                       apr_pool_t *pool);

/* The raw, decoded-where-due content of script, style, title, textarea or
 * noscript (its one text child) as a slice of the page; absent if empty. */
nf_str_t nf_tree_raw_text(const nf_tree_t *t, nf_id_t node);

#endif
