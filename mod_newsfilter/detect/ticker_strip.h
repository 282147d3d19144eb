/*
 * ticker_strip.h -- a part of the page read as a strip of headlines.
 *
 * nf_strip_read() takes a range of nodes and tells which links (or, where
 * nothing is linked, which lines or segments between separators) could be
 * headlines, with what belongs to them taken off: time, date, category,
 * number, label, "read more". It judges each item, not the strip: that is
 * ticker.c's.
 *
 * Ownership: from the page's pool. Limits: NF_STRIP_ITEMS items.
 * Linear in the range. Threads: no shared state.
 */
#ifndef NF_TICKER_STRIP_H
#define NF_TICKER_STRIP_H

#include <apr_tables.h>
#include "../page/page.h"

#define NF_STRIP_ITEMS 96

typedef struct nf_strip_item_t {
    const char *text;  /* the headline, label taken off */
    const char *label; /* or NULL */
    const char *key;   /* nf_phrase_key of text, for comparing */
    const char *url;   /* absolute, or NULL */
    nf_id_t node;
    nf_id_t anchor;       /* the link around it, or NF_NONE */
    unsigned size;        /* its length as Latin letters would have */
    unsigned linked : 1;  /* inside a link, with or without url */
    unsigned full : 1;    /* long enough for a headline */
    unsigned numeric : 1; /* a quote, score, percentage */
    unsigned promo : 1;   /* nf_strip_vet() tells */
    unsigned taggy : 1;   /* its address is a tag's or a section's; the same */
    unsigned image : 1;
    unsigned clone : 1; /* in a slide that is said to be a copy */
} nf_strip_item_t;

typedef struct nf_strip_t {
    nf_id_t from, to; /* the nodes read: [from, to) */
    nf_strip_item_t *v;
    unsigned n;
    unsigned size; /* of all items */
    unsigned full, numeric, promo, taggy, images, labels;
    unsigned pairs;      /* short items of the form "name: value" */
    unsigned clones;     /* items left out: there already */
    unsigned separators; /* between items */
    unsigned excerpts;   /* long texts that are no link */
    unsigned nested;     /* lists inside list items */
    unsigned links;      /* all links, short ones included */
    unsigned title;      /* NF_PHRASE_* of the text before items */
} nf_strip_t;

/* Headline-like or not, for one text: sets full and numeric. Zero: no item
 * at all (no letters, a template's placeholder). */
int nf_strip_judge(nf_str_t text, nf_strip_item_t *item);

/* A time, a date in digits, a rank: "12:34", "[ 18:19 ]", "#1", "45'". */
int nf_strip_is_stamp(nf_str_t s);

/* The text without a time or a date in digits in front. */
nf_str_t nf_strip_unstamp(nf_str_t s);

/* The length of the separator at at (with space or an end of the text around
 * it), or 0. */
size_t nf_strip_separator(nf_str_t s, size_t at);

/* The text without the arrows, bullets and bars around it. */
nf_str_t nf_strip_trim(nf_str_t s);

/* Number of separators ("|", a bullet, "+++", "»" ...) with space around. */
unsigned nf_strip_separators(nf_str_t text);

/* The node at which a block's line begins: the outermost inline element
 * around its first text. */
nf_id_t nf_strip_line(const nf_page_t *page, const nf_block_t *block);

/* Is an item's key among those of earlier ones (const char *)? If not, it is
 * from now on. */
int nf_strip_is_known(apr_array_header_t *keys, const nf_strip_item_t *item);

void nf_strip_read(const nf_page_t *page, nf_id_t from, nf_id_t to,
                   nf_strip_t *strip);

/* Find out, once, which items are promotions or tags. It takes most of the
 * time of a strip, and few strips need it. */
void nf_strip_vet(nf_strip_t *strip);

#endif
