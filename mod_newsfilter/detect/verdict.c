/* verdict.c -- article or not (verdict.h). */
#include <string.h>
#include "model.h"
#include "verdict.h"

/* Less text than this is no article, whatever else is there. */
#define WORDS_MIN 25

/* Log-odds above which a page is an article (nf_model_score). */
#define THRESHOLD 0

/* Why the page is no article by rule, or NULL. */
static const char *ruled_out(const nf_facts_t *f)
{
    if (f->headline == NULL || f->body.n == 0) {
        return "no headline or no text";
    }
    if (f->word_count < WORDS_MIN) {
        return "hardly any text";
    }
    if (f->evidence->not_article && !f->evidence->own_any) {
        return "the page says that it is something else";
    }
    return NULL;
}

void nf_verdict(const nf_page_t *page, nf_facts_t *f)
{
    const nf_candidate_t *type = nf_evidence_best(f->evidence, NF_FACT_TYPE);
    int16_t v[NF_V_COUNT];

    f->type = "WebPage";
    f->verdict = ruled_out(f);
    if (f->verdict) {
        return;
    }
    nf_verdict_features(page, f, v);
    if (nf_model_score(&nf_verdict_model, v) <= THRESHOLD) {
        f->verdict = "text, but not made like an article";
        return;
    }
    f->is_article = 1;
    f->type = type ? type->value : "NewsArticle";
    f->verdict = "headline and text of an article";
}
