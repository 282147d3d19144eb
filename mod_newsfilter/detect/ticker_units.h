/*
 * ticker_units.h -- a part of the page as links and the text between them.
 *
 * A unit is a link, or a text between two borders: links, blocks, line
 * breaks, the next of a row of inline elements. Of a link's parts its title
 * counts where it has one; times, dates, tags and a label in an element of
 * their own are taken off.
 *
 * Ownership: from the page's pool. Limits: some hundred units, each of
 * bounded size; linear in the range. Threads: no shared state.
 */
#ifndef NF_TICKER_UNITS_H
#define NF_TICKER_UNITS_H

#include "../page/page.h"

typedef struct nf_unit_t {
    const char *text;
    const char *label; /* or NULL */
    const char *url;   /* absolute, or NULL */
    nf_id_t node;      /* its first text node */
    nf_id_t last;
    nf_id_t anchor; /* the link, or NF_NONE */
    unsigned image : 1;
} nf_unit_t;

typedef struct nf_units_t {
    nf_unit_t *v;
    unsigned n;
    unsigned links;  /* short ones included */
    unsigned nested; /* lists inside list items */
    unsigned title;  /* NF_PHRASE_* that the first link leads with */
} nf_units_t;

/* The nodes [from, to). */
void nf_units_read(const nf_page_t *page, nf_id_t from, nf_id_t to,
                   nf_units_t *units);

#endif
