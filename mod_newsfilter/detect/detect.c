/* detect.c -- the order of the detectors (detect.h). */
#include "byline.h"
#include "body.h"
#include "date.h"
#include "dateline.h"
#include "detect.h"
#include "embedded.h"
#include "headline.h"
#include "image.h"
#include "keywords.h"
#include "language.h"
#include "live.h"
#include "merge.h"
#include "pager.h"
#include "paywall.h"
#include "publisher.h"
#include "related.h"
#include "site.h"
#include "standfirst.h"
#include "ticker.h"
#include "verdict.h"

/* The dateline stands in front of one of the first paragraphs. */
static void detect_dateline(const nf_page_t *page, const nf_body_t *body,
                            nf_evidence_t *ev)
{
    uint32_t i;

    for (i = 0; i < body->n && i < 3; i++) {
        const nf_block_t *k = &page->blocks->v[body->blocks[i]];
        const char *place =
            k->heading ? NULL : nf_dateline_of(k->text, page->pool);
        nf_candidate_t *c =
            nf_evidence_add(ev, NF_FACT_DATELINE, place, 80, "text",
                            "in front of the first text");

        if (c) {
            c->node = k->first;
            c->visible = 1;
            return;
        }
    }
}

nf_evidence_t *nf_detect_markup(const nf_page_t *page)
{
    nf_evidence_t *ev = nf_evidence_create(page->pool);

    nf_embedded_detect(page, ev);
    return ev;
}

nf_facts_t *nf_detect_shown(nf_page_t *page, nf_evidence_t *ev,
                            const nf_settings_t *settings)
{
    nf_facts_t *f = apr_pcalloc(page->pool, sizeof(*f));

    f->evidence = ev;
    f->ticker = apr_array_make(page->pool, 8, sizeof(nf_link_t));
    f->related_at = apr_array_make(page->pool, 8, sizeof(nf_span_t));
    f->related = apr_array_make(page->pool, 8, sizeof(nf_link_t));
    nf_publisher_detect(page, ev);
    nf_ticker_detect(page, settings ? settings->ticker_selector : NULL,
                     f->ticker, ev);
    nf_headline_detect(page, ev);
    nf_merge_headline(page, f);
    nf_related_detect(page, f);
    nf_body_detect(page, ev, f->headline_node, f->headline, &f->body);
    nf_language_detect(page, &f->body, ev);
    nf_byline_detect(page, f->headline_node, &f->body, ev);
    nf_date_detect(page, f->headline_node, &f->body, ev);
    nf_image_detect(page, f->headline_node, &f->body, ev);
    nf_standfirst_detect(page, f->headline_node, &f->body, ev);
    detect_dateline(page, &f->body, ev);
    nf_keywords_detect(page, f->headline_node, &f->body, ev);
    nf_merge_facts(page, f);
    nf_verdict(page, f);
    if (settings) {
        nf_site_facts(page, settings, f);
    }
    if (f->is_article) {
        nf_pager_detect(page, f);
        nf_paywall_detect(page, settings, f);
        nf_live_detect(page, settings, f);
    }
    return f;
}

void nf_detect_text(const nf_page_t *page, nf_facts_t *f)
{
    if (f->article_body == NULL && f->body.n) {
        f->article_body = nf_body_text(page, &f->body, page->pool);
    }
}

nf_facts_t *nf_detect(nf_page_t *page, const nf_settings_t *settings)
{
    nf_facts_t *f = nf_detect_shown(page, nf_detect_markup(page), settings);

    nf_detect_text(page, f);
    return f;
}
