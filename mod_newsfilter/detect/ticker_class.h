/*
 * ticker_class.h -- what class and id words say about a strip of headlines.
 *
 * Finer than the hints (hints.h), which only say where to look: words are
 * whole words, or two that follow each other ("breaking-news", "justIn").
 * What stands after "has", "with" or "no" is said of the page, not of the
 * element, and is not heard.
 *
 * Ownership: nothing is allocated. Threads: constants only.
 */
#ifndef NF_TICKER_CLASS_H
#define NF_TICKER_CLASS_H

#include "../page/tree.h"

enum {
    NF_CLASS_STRONG = 1 << 0,
    NF_CLASS_WEAK = 1 << 1,
    NF_CLASS_MARKET = 1 << 2,
    NF_CLASS_LIVE = 1 << 3,
    NF_CLASS_OTHER = 1 << 4,
    NF_CLASS_SLIDER = 1 << 5,
    NF_CLASS_SIDE = 1 << 6,
    NF_CLASS_NAV = 1 << 7,
    NF_CLASS_STATE = 1 << 8 /* what follows is said of the page */
};

/* NF_CLASS_* of the name of a custom element ("news-ticker") and of the
 * attributes that name a component (data-component, data-module, ...); 0 for
 * html and body. */
unsigned nf_ticker_name(const nf_tree_t *t, nf_id_t node);

/* The same with class and id. */
unsigned nf_ticker_class(const nf_tree_t *t, nf_id_t node);

#endif
