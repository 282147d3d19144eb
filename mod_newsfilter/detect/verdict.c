/* verdict.c -- article or not (merge.h). */
#include <string.h>
#include "merge.h"

/* Text of an article's length, and what the page says of itself. */
#define WORDS_SURE 120
#define WORDS_MIN 25

void nf_merge_verdict(const nf_page_t *page, nf_facts_t *f)
{
    const nf_candidate_t *type = nf_evidence_best(f->evidence, NF_FACT_TYPE);
    int says_so = f->evidence->own_any || type != NULL;
    int dated = f->date_published != NULL || f->authors->nelts > 0;

    f->type = "WebPage";
    if (f->headline == NULL || f->body.n == 0) {
        f->verdict = "no headline or no text";
    }
    else if (f->evidence->not_article && !says_so) {
        f->verdict = "the page says that it is something else";
    }
    else if (f->word_count < WORDS_MIN) {
        f->verdict = "hardly any text";
    }
    else if (!says_so && !dated && f->word_count < WORDS_SURE) {
        f->verdict = "little text, no date, no author";
    }
    else {
        f->is_article = 1;
        f->type = type ? type->value : "NewsArticle";
        f->verdict = "headline and text of an article";
    }
}
