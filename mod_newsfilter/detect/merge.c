/* merge.c -- the evidence weighed (merge.h). */
#include <string.h>
#include "../page/chars.h"
#include "../page/url.h"
#include "body.h"
#include "headline.h"
#include "merge.h"

/* ------------------------------------------------------------- headline */

/* The place of the headline as readers see it: the visible candidate that
 * says the same, best first. */
static void find_headline_node(nf_facts_t *f)
{
    const apr_array_header_t *v = f->evidence->v;
    int i, best = 59;

    for (i = 0; i < v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(v, i, nf_candidate_t);

        if (c->fact == NF_FACT_HEADLINE && c->node != NF_NONE) {
            int s = nf_headline_similar(c->value, f->headline);

            if (s > best) {
                best = s;
                f->headline_node = c->node;
            }
        }
    }
}

void nf_merge_headline(const nf_page_t *page, nf_facts_t *f)
{
    const nf_evidence_t *ev = f->evidence;
    const nf_candidate_t *site = nf_evidence_best(ev, NF_FACT_PUBLISHER);
    const nf_candidate_t *best = NULL;
    int i;

    /* what readers see wins over what machines are told, if it is good */
    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == NF_FACT_HEADLINE && c->visible && c->score >= 45
            && (best == NULL || c->score > best->score)) {
            best = c;
        }
    }
    if (best == NULL) {
        best = nf_evidence_best(ev, NF_FACT_HEADLINE);
    }
    if (best == NULL) {
        return;
    }
    f->headline = nf_headline_clean(best->value, site ? site->value : NULL,
                                    best->visible, page->pool);
    f->headline_node = best->node;
    if (f->headline_node == NF_NONE) {
        find_headline_node(f);
    }
}

/* ------------------------------------------------------------ one value */

static const char *value_of(const nf_facts_t *f, nf_fact_e fact)
{
    const nf_candidate_t *c = nf_evidence_best(f->evidence, fact);

    return c ? c->value : NULL;
}

static void merge_publisher(nf_facts_t *f)
{
    const nf_candidate_t *c = nf_evidence_best(f->evidence,
                                               NF_FACT_PUBLISHER);

    if (c) {
        f->publisher = c->value;
        f->publisher_url = c->extra;
    }
    f->publisher_logo = value_of(f, NF_FACT_PUBLISHER_LOGO);
}

static void merge_free(nf_facts_t *f)
{
    const char *v = value_of(f, NF_FACT_FREE);

    f->accessible_for_free = v ? strcmp(v, "true") == 0 : -1;
}

/* ----------------------------------------------------------------- lists */

static void merge_keywords(nf_facts_t *f)
{
    const nf_evidence_t *ev = f->evidence;
    int i;

    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == NF_FACT_KEYWORD
            && f->keywords->nelts < NF_MAX_KEYWORDS) {
            APR_ARRAY_PUSH(f->keywords, const char *) = c->value;
        }
    }
}

static void merge_images(nf_facts_t *f)
{
    const nf_candidate_t *c = nf_evidence_best(f->evidence, NF_FACT_IMAGE);

    if (c) {
        nf_image_t *image = apr_array_push(f->images);

        *image = (nf_image_t){c->value, c->extra};
    }
}

static long count_words(const nf_page_t *page, const nf_body_t *body)
{
    long n = 0;
    uint32_t i;

    for (i = 0; i < body->n; i++) {
        n += page->blocks->v[body->blocks[i]].words;
    }
    return n;
}

void nf_merge_facts(const nf_page_t *page, nf_facts_t *f)
{
    apr_pool_t *pool = page->pool;

    f->keywords = apr_array_make(pool, 4, sizeof(const char *));
    f->authors = apr_array_make(pool, 2, sizeof(nf_author_t));
    f->images = apr_array_make(pool, 2, sizeof(nf_image_t));
    f->alternative_headline = value_of(f, NF_FACT_ALT_HEADLINE);
    f->description = value_of(f, NF_FACT_DESCRIPTION);
    f->section = value_of(f, NF_FACT_SECTION);
    f->language = value_of(f, NF_FACT_LANGUAGE);
    f->dateline = value_of(f, NF_FACT_DATELINE);
    f->date_published = nf_merge_date(f->evidence, NF_FACT_DATE_PUBLISHED);
    f->date_modified = nf_merge_date(f->evidence, NF_FACT_DATE_MODIFIED);
    f->canonical = value_of(f, NF_FACT_CANONICAL);
    merge_publisher(f);
    merge_free(f);
    nf_merge_authors(page, f);
    merge_keywords(f);
    merge_images(f);
    if (f->body.n) {
        f->article_body = nf_body_text(page, &f->body, pool);
        f->word_count = count_words(page, &f->body);
    }
}
