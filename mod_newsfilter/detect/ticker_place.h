/*
 * ticker_place.h -- places where a ticker may stand, and their weight.
 *
 * nf_places_find() gathers elements and lines that some sign points at;
 * nf_place_weigh() reads one as a strip and adds up a table of evidence.
 *
 * Ownership: from the page's pool. Limits: NF_MAX_PLACES places, each of
 * bounded size, so the cost is linear in the page. Threads: no shared state.
 */
#ifndef NF_TICKER_PLACE_H
#define NF_TICKER_PLACE_H

#include "ticker_strip.h"

enum {
    NF_MAX_PLACES = 96,
    NF_TICKER_ACCEPT = 60 /* weight of a ticker */
};

/* What a place shows, as bits of nf_place_t.signs. */
enum {
    NF_SIGN_STRONG,   /* class: ticker, breaking news, marquee */
    NF_SIGN_WEAK,     /* class: flash, headlines, latest, ... */
    NF_SIGN_MARQUEE,  /* the element or the role */
    NF_SIGN_BREAKING, /* title of the bar */
    NF_SIGN_TITLE,
    NF_SIGN_TREND,
    NF_SIGN_SEPARATED, /* headlines between separators */
    NF_SIGN_LABELS,
    NF_SIGN_SEVERAL, /* two headlines */
    NF_SIGN_MANY,    /* three and more */
    NF_SIGN_CLONES,
    NF_SIGN_SLIDER,
    NF_SIGN_ABOVE, /* before h1 and text */
    NF_SIGN_HEADER,
    NF_SIGN_BELOW,
    NF_SIGN_FOOTER,
    NF_SIGN_ASIDE,
    NF_SIGN_MENU,
    NF_SIGN_NESTED,
    NF_SIGN_SHORT, /* most items are no headlines */
    NF_SIGN_NUMERIC,
    NF_SIGN_TAGS,
    NF_SIGN_PROMO,
    NF_SIGN_EXCERPTS,
    NF_SIGN_IMAGES,
    NF_SIGN_OTHER_LIST, /* related, most read, previous and next */
    NF_SIGN_MARKET,     /* class: stock, score, weather */
    NF_SIGN_SINGLE,
    NF_SIGN_LIVE,  /* a live blog's entries */
    NF_SIGN_TERSE, /* items as short as tags */
    NF_SIGN_TOP,   /* nothing but a logo stands before it */
    NF_SIGN_BULKY, /* much markup for each item: cards */
    NF_SIGN_NEAT   /* nothing but a few headlines */
};

typedef uint64_t nf_signs_t;

#define NF_SIGN(name) ((nf_signs_t)1 << NF_SIGN_##name)

typedef struct nf_place_t {
    nf_strip_t strip;
    nf_id_t node;   /* the element, or NF_NONE for a line */
    uint32_t title; /* block before that is its title + 1 */
    nf_signs_t signs;
    int weight;
} nf_place_t;

typedef struct nf_places_t {
    nf_page_t *page;
    const nf_tree_t *t;
    nf_blocks_t *b;
    uint32_t *prose;   /* per block: paragraphs before it */
    uint32_t *h1;      /* per block: h1 blocks before it */
    uint32_t *links;   /* per block: links before it */
    nf_id_t text_from; /* where h1 and text begin */
    nf_place_t *v;
    unsigned n;
    nf_id_t seen_from[NF_MAX_PLACES], seen_to[NF_MAX_PLACES];
} nf_places_t;

nf_places_t *nf_places_find(nf_page_t *page);

/* The elements that an XPath selects, less those with the headline or too
 * much of the page in them. None for an empty one. */
nf_places_t *nf_places_named(nf_page_t *page, const char *xpath);

void nf_place_weigh(nf_places_t *x, nf_place_t *p);

/* The signs of a place in words, for people. From the pool. */
const char *nf_place_reason(const nf_place_t *p, apr_pool_t *pool);

/* Links in an element's blocks. */
uint32_t nf_places_links(const nf_places_t *x, nf_id_t node);

/* The element, or one with that role. */
int nf_place_is_marquee(const nf_tree_t *t, nf_id_t node);

/* NF_PHRASE_* of the name that an element has for screen readers. */
unsigned nf_place_aria_bits(const nf_places_t *x, nf_id_t node);

/* NF_PHRASE_* of a block that may be a title: not an entry of a menu. */
unsigned nf_place_title_bits(nf_block_t *k);

#endif
