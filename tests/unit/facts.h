/*
 * facts.h -- a page around a piece of markup, and what is found on it; for
 * the tests of the detectors of facts. Include after cmocka.h.
 */
#ifndef TESTS_FACTS_H
#define TESTS_FACTS_H

#include "support.h"
#include "detect/detect.h"

#define P1                                                                  \
    "<p>The council of Lower Fenwick voted on Tuesday to rebuild the "      \
    "old harbour wall, which was damaged in the storms of last winter and " \
    "has been closed to visitors since then.</p>"
#define P2                                                                 \
    "<p>Work is expected to begin in the spring, the mayor said, and "     \
    "it will take about two years, because stone of the right colour has " \
    "to be brought from a quarry in the north of the county.</p>"
#define P3                                                              \
    "<p>Residents welcomed the plan, although some of them asked why "  \
    "the money was not spent on the road along the coast, where three " \
    "accidents were counted this year alone, as the paper reported.</p>"
#define BODY P1 P2 P3

static inline const nf_facts_t *facts_of(const char *lang, const char *head,
                                         const char *above, const char *below)
{
    char *html = apr_psprintf(
        pool,
        "<!DOCTYPE html><html lang=\"%s\"><head><title>Harbour wall "
        "to be rebuilt</title>%s</head><body><main><article><h1>Harbour "
        "wall to be rebuilt</h1>%s<div class=\"text\">%s</div>%s</article>"
        "</main></body></html>",
        lang, head, above, BODY, below);

    return nf_detect(page_of(html), NULL);
}

/* All authors, separated by " + ", organisations with a star. */
static inline const char *authors(const nf_facts_t *f)
{
    nf_buf_t out;
    int i;

    nf_buf_init(&out, pool, 0);
    for (i = 0; i < f->authors->nelts; i++) {
        const nf_author_t *a = &APR_ARRAY_IDX(f->authors, i, nf_author_t);

        nf_buf_adds(&out, i ? " + " : "");
        nf_buf_adds(&out, a->organization ? "*" : "");
        nf_buf_adds(&out, a->name);
    }
    return nf_buf_cstr(&out);
}

static inline const char *none(const char *s)
{
    return s ? s : "nothing";
}

#endif
