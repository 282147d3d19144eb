/*
 * content.h -- what the parts of the sanitiser share (sanitise.h).
 *
 * sanitise.c walks, leaf.c writes one block of text, figures.c chooses
 * images and embeds, grid.c tells data tables from layout and writes them,
 * anchors.c knows the links from one place of the article to another.
 */
#ifndef NF_CONTENT_H
#define NF_CONTENT_H

#include <apr_hash.h>
#include "sanitise.h"

/* Something that stands between the blocks. */
typedef struct nf_item_t {
    nf_id_t node;
    nf_id_t end;  /* figures: end of what they cover */
    uint8_t kind; /* NF_EV_IMG, NF_EV_EMBED, NF_EV_HR, or
                   * NF_EV_OPEN for a table */
    const char *url;
    const char *label; /* alternative text or title, never NULL */
    uint16_t width, height;
} nf_item_t;

typedef struct nf_writer_t {
    const nf_page_t *page;
    const nf_facts_t *facts;
    apr_pool_t *pool;
    apr_array_header_t *events; /* nf_event_t */
    nf_buf_t text;              /* of all events; their text.p is not set
                                 * before the end, .len is */
    uint8_t *state;             /* per block: NF_BLOCK_* */
    uint32_t *chosen_before;    /* per block, and one more */
    nf_id_t tail;               /* from here on only figures count */
    apr_array_header_t *items;  /* nf_item_t, in page order */
    apr_hash_t *seen;           /* images by nf_image_key */
    apr_hash_t *anchors;        /* nf_anchor_t by name */
    apr_array_header_t *places; /* nf_anchor_t *, by node */
    unsigned heading_level[7];  /* page's levels that are open */
    unsigned headings;
    unsigned images;
} nf_writer_t;

/* A place of the article that a link in it leads to. */
typedef struct nf_anchor_t {
    nf_id_t node;
    uint16_t number; /* from 1: all that is kept of its name */
} nf_anchor_t;

enum { NF_BLOCK_OTHER, NF_BLOCK_CHOSEN, NF_BLOCK_DONE };

nf_event_t *nf_content_add(nf_writer_t *w, nf_event_e kind);
void nf_content_open(nf_writer_t *w, nf_element_e el);
void nf_content_close(nf_writer_t *w, nf_element_e el);

/* Blocks of the subtree [node, end): how many, and how many of them were
 * chosen. *from gets the first. */
uint32_t nf_content_blocks(const nf_writer_t *w, nf_id_t node, nf_id_t end,
                           uint32_t *from, uint32_t *chosen);

/* leaf.c: the text of block k as inline events. */
void nf_leaf_inline(nf_writer_t *w, const nf_block_t *k, nf_element_e leaf);

/* anchors.c: find the links from chosen blocks to chosen blocks (notes and
 * the way back). */
void nf_anchors_find(nf_writer_t *w);
/* The number of the place that an element a leads to, or 0. */
uint16_t nf_anchor_of(const nf_writer_t *w, nf_id_t a);
/* Write the places in [from, to). */
void nf_anchors_write(nf_writer_t *w, nf_id_t from, nf_id_t to);

/* figures.c: find images and embeds in [lo, hi) that belong to the article
 * and append them to w->items, in page order together with rules and data
 * tables. */
void nf_figures_find(nf_writer_t *w, nf_id_t lo, nf_id_t hi);
void nf_figure_write(nf_writer_t *w, const nf_item_t *item);
/* The figure for facts->images[0], unless the items show it. */
void nf_figure_lead(nf_writer_t *w);

/* grid.c */
int nf_grid_is_data(const nf_writer_t *w, nf_id_t table);
void nf_grid_write(nf_writer_t *w, nf_id_t table);

#endif
