/* evidence.c -- the list of candidates (evidence.h). */
#include "../page/limits.h"
#include "evidence.h"

nf_evidence_t *nf_evidence_create(apr_pool_t *pool)
{
    nf_evidence_t *ev = apr_pcalloc(pool, sizeof(*ev));

    ev->pool = pool;
    ev->v = apr_array_make(pool, 32, sizeof(nf_candidate_t));
    ev->own_ld = apr_array_make(pool, 2, sizeof(nf_own_t));
    return ev;
}

nf_candidate_t *nf_evidence_add(nf_evidence_t *ev, nf_fact_e fact,
                                const char *value, int score,
                                const char *source, const char *reason)
{
    nf_candidate_t *c;

    if (value == NULL || *value == '\0'
        || ev->count[fact] == NF_MAX_CANDIDATES) {
        return NULL;
    }
    ev->count[fact]++;
    if (fact == NF_FACT_LANGUAGE
        && (ev->language == NULL || score > ev->language_score)) {
        ev->language = value;
        ev->language_score = score;
    }
    c = apr_array_push(ev->v);
    *c = (nf_candidate_t){.fact = fact,
                          .value = value,
                          .score = score,
                          .source = source,
                          .reason = reason};
    return c;
}

const json_t *nf_evidence_article(const nf_evidence_t *ev)
{
    return ev && ev->own_ld->nelts
               ? APR_ARRAY_IDX(ev->own_ld, ev->own_best, nf_own_t).article
               : NULL;
}

const nf_candidate_t *nf_evidence_best(const nf_evidence_t *ev, nf_fact_e fact)
{
    const nf_candidate_t *best = NULL;
    unsigned left = ev->count[fact];
    int i;

    for (i = 0; left > 0 && i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        left -= c->fact == fact;
        if (c->fact == fact && (best == NULL || c->score > best->score)) {
            best = c;
        }
    }
    return best;
}

const char *nf_fact_name(nf_fact_e fact)
{
    static const char *const names[NF_FACT_COUNT] = {"type",
                                                     "headline",
                                                     "alternativeHeadline",
                                                     "description",
                                                     "articleSection",
                                                     "keywords",
                                                     "inLanguage",
                                                     "dateline",
                                                     "datePublished",
                                                     "dateModified",
                                                     "author",
                                                     "publisher",
                                                     "publisher.logo",
                                                     "image",
                                                     "isAccessibleForFree",
                                                     "url",
                                                     "articleBody",
                                                     "ticker"};

    return (unsigned)fact < NF_FACT_COUNT ? names[fact] : "";
}
