/*
 * place.h -- where on the page something stands, seen from the article.
 *
 * Dates, names and pictures mean different things beside the headline, in
 * the text, after it and elsewhere.
 *
 * Threads: no shared state.
 */
#ifndef NF_PLACE_H
#define NF_PLACE_H

#include "facts.h"

typedef enum nf_place_e {
    NF_PLACE_FAR,   /* nowhere near the article */
    NF_PLACE_ABOVE, /* a few blocks above the headline */
    NF_PLACE_NEAR,  /* between headline and text */
    NF_PLACE_TOP,   /* the first blocks of the text */
    NF_PLACE_BODY,
    NF_PLACE_TAIL, /* right after the text */
    NF_PLACE_COUNT
} nf_place_e;

/* Parts of a page that tell of something else than its article. */
#define NF_HINTS_ELSEWHERE                                                    \
    (NF_HINT(COMMENT) | NF_HINT(RELATED) | NF_HINT(POPULAR) | NF_HINT(LATEST) \
     | NF_HINT(TICKER) | NF_HINT(MENU) | NF_HINT(COOKIE) | NF_HINT(MODAL)     \
     | NF_HINT(NEWSLETTER) | NF_HINT(AD) | NF_HINT(PRODUCT) | NF_HINT(LOGIN))

typedef struct nf_places_t {
    uint32_t head, first, last; /* blocks: headline, body */
    unsigned has_head : 1;
    unsigned has_body : 1;
} nf_places_t;

void nf_places_init(nf_places_t *p, const nf_page_t *page, nf_id_t headline,
                    const nf_body_t *body);

/* The place of block k. */
nf_place_e nf_place_of(const nf_places_t *p, uint32_t k);

/* The language known so far, or NULL. */
const char *nf_evidence_language(const nf_evidence_t *ev);

#endif
