/*
 * block.h -- the page's text as a list of blocks.
 *
 * A block is a run of inline content between two block boundaries (the start
 * or end of a block element, a pair of br): a paragraph, a headline, a list
 * item, a menu entry, one ticker line. Its text is decoded once, white
 * space collapsed, and stands as one slice in a shared buffer, so everything
 * that reads text (body, ticker, byline, dates) works on blocks and the
 * article's text is the chosen blocks joined.
 *
 * Hidden content (NF_TF_HIDDEN) makes no blocks. A single br is a space.
 *
 * Ownership: from the pool; text points into nf_blocks_t.buf.
 * Limits: NF_MAX_BLOCKS. Threads: no shared state.
 */
#ifndef NF_BLOCK_H
#define NF_BLOCK_H

#include "hints.h"
#include "tree.h"

typedef struct nf_block_t {
    nf_str_t text;       /* collapsed, trimmed, valid UTF-8, not empty */
    nf_id_t owner;       /* nearest block-level element around it */
    nf_id_t first, last; /* first and last text node of the run */
    uint32_t chars;      /* code points */
    uint32_t words;      /* runs of letters or digits; in scripts without
                          * spaces each letter counts for half a word */
    uint32_t link_chars; /* code points inside <a href> */
    uint16_t links;      /* number of <a href> in it */
    uint16_t commas;     /* , ; and their like in all scripts */
    uint16_t stops;      /* sentence ends in all scripts */
    nf_hints_t hints;    /* OR of the hints of owner and its ancestors,
                          * but for those around most of the page */
    nf_hints_t own;      /* hints of owner and of the inline elements
                          * that hold the whole block */
    uint16_t phrase;     /* what its words are to tickers and lists, once
                          * that was looked up (detect/ticker_words.h) */
    uint8_t heading;     /* 1..6 for h1..h6 around it, else 0 */
    uint8_t capitals;    /* of ASCII, per cent of its letters */
    uint8_t digits;      /* of ASCII, per cent of chars */
    unsigned in_li : 1;  /* inside ul, ol, menu */
    unsigned in_table : 1;
    unsigned in_quote : 1;  /* blockquote */
    unsigned in_figure : 1; /* figure, figcaption */
    unsigned in_nav : 1;    /* nav */
    unsigned in_aside : 1;  /* aside */
    unsigned in_header : 1; /* header that is not the article's */
    unsigned in_footer : 1;
    unsigned in_form : 1;    /* button, label, form control groups; a form
                              * around the whole page does not count */
    unsigned in_article : 1; /* article, main */
    unsigned bold : 1;       /* all of it is b or strong */
    unsigned ticker : 1;     /* set by the ticker detector */
    unsigned related : 1;    /* set by the related detector */
} nf_block_t;

/* An element that its name or an attribute says something of: most of what is
 * looked for on a page is one of these. */
typedef struct nf_mark_t {
    nf_id_t node;
    nf_tag_e tag;
    nf_hints_t hints; /* its own */
} nf_mark_t;

typedef struct nf_blocks_t {
    nf_block_t *v;
    uint32_t n;
    nf_buf_t buf;      /* all text */
    nf_hints_t *hints; /* per node: own bits (elements) */
    nf_hints_t *path;  /* per node: own and ancestors' bits */
    nf_hints_t any;    /* own bits of all */
    nf_mark_t *marks;  /* in page order: elements with bits, of unknown names
                        * and with NF_TF_MARK, but for what is hidden */
    uint32_t nmarks;
} nf_blocks_t;

nf_blocks_t *nf_blocks_build(const nf_tree_t *tree, apr_pool_t *pool);

/* Is it the headline of another story: a heading of some words that is a
 * link? Fewer words are the title of a section. */
static inline int nf_block_is_teaser(const nf_block_t *k)
{
    return k->heading && k->words >= 3 && k->link_chars * 10 >= k->chars * 9;
}

/* Index of the first block whose first text node is >= node. */
uint32_t nf_blocks_from(const nf_blocks_t *b, nf_id_t node);

#endif
