/*
 * sanitise.h -- the article's content as a stream of events.
 *
 * The chosen blocks, with the figures, data tables and embeds between them,
 * come out as balanced open and close events of a few elements of our own:
 * an allow list. No name, attribute or byte of the page's markup gets
 * through; text is decoded text, addresses have passed nf_url_resolve(), and
 * numbers are numbers. What the writers (reader, markdown, text) make of
 * the events is theirs; they escape everything.
 *
 * The stream is well nested by construction: containers (lists, quotes)
 * follow the tree, and each block of text is one leaf in them.
 *
 * Ownership: all from the pool. Limits: NF_SANITISE_*. Threads: no shared
 * state. Time: linear in the page but for the depth of its tree.
 */
#ifndef NF_SANITISE_H
#define NF_SANITISE_H

#include "../detect/facts.h"

#define NF_SANITISE_IMAGES 200    /* images and embeds looked at */
#define NF_SANITISE_CONTAINERS 12 /* nested lists and quotes kept */
#define NF_SANITISE_INLINE 16     /* nested inline elements kept */
#define NF_SANITISE_ANCHORS 500   /* places that notes lead to */

typedef enum nf_element_e {
    NF_EL_NONE,
    /* containers */
    NF_EL_BLOCKQUOTE,
    NF_EL_UL,
    NF_EL_OL,
    NF_EL_LI,
    NF_EL_DL,
    NF_EL_DT,
    NF_EL_DD,
    NF_EL_FIGURE,
    NF_EL_FIGCAPTION,
    NF_EL_TABLE,
    NF_EL_CAPTION,
    NF_EL_TR,
    NF_EL_TH,
    NF_EL_TD,
    /* leaves: they hold inline content */
    NF_EL_P,
    NF_EL_PRE,
    NF_EL_H2,
    NF_EL_H3,
    NF_EL_H4,
    NF_EL_H5,
    NF_EL_H6,
    /* inline */
    NF_EL_A,
    NF_EL_EM,
    NF_EL_STRONG,
    NF_EL_CODE,
    NF_EL_SUB,
    NF_EL_SUP,
    NF_EL_DEL,
    NF_EL_MARK,
    NF_EL_Q,
    NF_EL_RUBY,
    NF_EL_RT,
    NF_EL_RP,
    NF_EL_COUNT
} nf_element_e;

typedef enum nf_event_e {
    NF_EV_OPEN,
    NF_EV_CLOSE,
    NF_EV_TEXT, /* text */
    NF_EV_BR,
    NF_EV_ANCHOR, /* a: its number; nothing to be seen */
    NF_EV_HR,
    NF_EV_IMG,  /* url; text: its alternative, maybe empty */
    NF_EV_EMBED /* url; text: its title, maybe empty */
} nf_event_e;

typedef struct nf_event_t {
    nf_str_t text;
    const char *url; /* A, IMG, EMBED: absolute http(s), or
                      * relative where the page has no address;
                      * NULL: A leads to the anchor a */
    uint8_t kind;    /* nf_event_e */
    uint8_t el;      /* nf_element_e of OPEN and CLOSE */
    uint16_t a, b;   /* A: number of an anchor; TH, TD: colspan, rowspan; OL:
                      * start; IMG:   width, height; 0: not known */
    unsigned row_head : 1; /* TH: heads its row, not its column */
    unsigned lead : 1;     /* IMG: the first of the article */
} nf_event_t;

typedef struct nf_content_t {
    const nf_event_t *v;
    size_t n;
    long images;
} nf_content_t;

/* The same without anchors and links to them, for formats that have none. */
nf_content_t nf_content_plain(nf_content_t content, apr_pool_t *pool);

nf_content_t nf_sanitise(const nf_page_t *page, const nf_facts_t *facts,
                         apr_pool_t *pool);

#endif
