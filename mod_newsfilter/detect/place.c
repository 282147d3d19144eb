/* place.c -- see place.h. */
#include "place.h"

#define ABOVE 8  /* blocks above the headline */
#define BELOW 30 /* blocks below it, if the body is unknown */
#define TAIL 8   /* blocks below the body */
#define TOP 4    /* first blocks of the body */

void nf_places_init(nf_places_t *p, const nf_page_t *page, nf_id_t headline,
                    const nf_body_t *body)
{
    *p = (nf_places_t){0};
    if (headline != NF_NONE) {
        p->head = nf_blocks_from(page->blocks, headline);
        p->has_head = p->head < page->blocks->n;
    }
    if (body->n) {
        p->first = body->blocks[0];
        p->last = body->blocks[body->n - 1];
        p->has_body = 1;
    }
}

nf_place_e nf_place_of(const nf_places_t *p, uint32_t k)
{
    uint32_t top =
        p->has_body && p->first > p->head ? p->first : p->head + BELOW;

    if (p->has_head) {
        if (k >= p->head && k < top && k <= p->head + BELOW) {
            return NF_PLACE_NEAR;
        }
        if (k < p->head && k + ABOVE >= p->head) {
            return NF_PLACE_ABOVE;
        }
    }
    if (!p->has_body) {
        return NF_PLACE_FAR;
    }
    if (!p->has_head && k < p->first && k + ABOVE >= p->first) {
        return NF_PLACE_NEAR;
    }
    if (k >= p->first && k <= p->last) {
        return k < p->first + TOP ? NF_PLACE_TOP : NF_PLACE_BODY;
    }
    return k > p->last && k <= p->last + TAIL ? NF_PLACE_TAIL : NF_PLACE_FAR;
}

const char *nf_evidence_language(const nf_evidence_t *ev)
{
    return ev->language;
}
