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
    NF_SIGN_STRONG = 1u << 0,   /* class: ticker, breaking news, marquee */
    NF_SIGN_WEAK = 1u << 1,     /* class: flash, headlines, latest, ... */
    NF_SIGN_MARQUEE = 1u << 2,  /* the element or the role */
    NF_SIGN_BREAKING = 1u << 3, /* title of the bar */
    NF_SIGN_TITLE = 1u << 4,
    NF_SIGN_TREND = 1u << 5,
    NF_SIGN_SEPARATED = 1u << 6, /* headlines between separators */
    NF_SIGN_LABELS = 1u << 7,
    NF_SIGN_SEVERAL = 1u << 8, /* two headlines */
    NF_SIGN_MANY = 1u << 9,    /* three and more */
    NF_SIGN_CLONES = 1u << 10,
    NF_SIGN_SLIDER = 1u << 11,
    NF_SIGN_ABOVE = 1u << 12, /* before h1 and text */
    NF_SIGN_HEADER = 1u << 13,
    NF_SIGN_BELOW = 1u << 14,
    NF_SIGN_FOOTER = 1u << 15,
    NF_SIGN_ASIDE = 1u << 16,
    NF_SIGN_MENU = 1u << 17,
    NF_SIGN_NESTED = 1u << 18,
    NF_SIGN_SHORT = 1u << 19, /* most items are no headlines */
    NF_SIGN_NUMERIC = 1u << 20,
    NF_SIGN_TAGS = 1u << 21,
    NF_SIGN_PROMO = 1u << 22,
    NF_SIGN_EXCERPTS = 1u << 23,
    NF_SIGN_IMAGES = 1u << 24,
    NF_SIGN_OTHER_LIST = 1u << 25, /* related, most read, previous and next */
    NF_SIGN_MARKET = 1u << 26,     /* class: stock, score, weather */
    NF_SIGN_SINGLE = 1u << 27,
    NF_SIGN_LIVE = 1u << 28,  /* a live blog's entries */
    NF_SIGN_TERSE = 1u << 29, /* items as short as tags */
    NF_SIGN_TOP = 1u << 30,   /* nothing but a logo stands before it */
    NF_SIGN_BULKY = 1u << 31  /* much markup for each item: cards */
};

typedef struct nf_place_t {
    nf_strip_t strip;
    nf_id_t node;   /* the element, or NF_NONE for a line */
    uint32_t title; /* block before that is its title + 1 */
    unsigned signs;
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
void nf_place_weigh(nf_places_t *x, nf_place_t *p);

/* Links in an element's blocks. */
uint32_t nf_places_links(const nf_places_t *x, nf_id_t node);

/* NF_PHRASE_* of a block that may be a title: not an entry of a menu. */
unsigned nf_place_title_bits(const nf_block_t *k);

#endif
