/*
 * view.h -- what all reader views say about an article in their heads.
 */
#ifndef NF_VIEW_H
#define NF_VIEW_H

#include "enrich.h"
#include "sanitise.h"
#include "reader_text.h"

typedef struct nf_view_t {
    const char *language; /* never NULL; "und" if nothing tells */
    int rtl;
    const nf_reader_text_t *words;
    const char *site;      /* name or host, or NULL */
    const char *site_url;  /* or NULL */
    const char *canonical; /* absolute, or NULL */
    const char *original;  /* address of the article, or NULL */
    const char *published; /* for people, or NULL */
    const char *modified;  /* for people; NULL if as published */
    unsigned minutes;
    const char *page; /* "Page 2 of 3", or NULL */
} nf_view_t;

nf_view_t nf_view_of(const nf_facts_t *facts, const nf_options_t *options,
                     apr_pool_t *pool);

/* What every view begins with: the article's content and the words around it.
 * Returns 0 when there is nothing to show (no article, headline or text). */
int nf_view_begin(const nf_page_t *page, const nf_facts_t *facts,
                  const nf_options_t *options, nf_content_t *content,
                  nf_view_t *view, apr_pool_t *pool);

#endif
