/* standfirst.c -- see standfirst.h. */
#include "headline.h"
#include "place.h"
#include "standfirst.h"

#define LOOK_AHEAD 8 /* blocks below the headline */
#define MIN_CHARS 20
#define MAX_CHARS 400

static int score_of(const nf_page_t *page, uint32_t k, uint32_t head)
{
    const nf_block_t *b = &page->blocks->v[k];

    if (b->chars < MIN_CHARS || b->chars > MAX_CHARS || b->ticker || b->related
        || b->in_nav || b->in_form || b->in_figure
        || (b->hints
            & (NF_HINTS_ELSEWHERE | NF_HINT(CAPTION) | NF_HINT(SHARE)
               | NF_HINT(BREADCRUMB) | NF_HINT(TAGS)))
        || (b->own & (NF_HINT(AUTHOR) | NF_HINT(DATE)))
        || b->link_chars * 2 > b->chars) {
        return 0;
    }
    if (b->own & NF_HINT(SUBTITLE)) {
        return 82;
    }
    if (b->own & NF_HINT(LEAD)) {
        return 72;
    }
    if (k == head + 1 && b->heading > 1) {
        return 66;
    }
    return 0;
}

void nf_standfirst_detect(const nf_page_t *page, nf_id_t headline_node,
                          const nf_body_t *body, nf_evidence_t *ev)
{
    nf_places_t places;
    uint32_t k;

    nf_places_init(&places, page, headline_node, body);
    if (!places.has_head) {
        return;
    }
    for (k = places.head + 1;
         k < page->blocks->n && k <= places.head + LOOK_AHEAD; k++) {
        int score = score_of(page, k, places.head);
        nf_candidate_t *c;

        if (score == 0) {
            continue;
        }
        c = nf_evidence_add(ev, NF_FACT_ALT_HEADLINE,
                            nf_str_dup(page->pool, page->blocks->v[k].text),
                            score, "text", "under the headline");
        if (c) {
            c->node = page->blocks->v[k].first;
            c->visible = 1;
        }
        break;
    }
}
