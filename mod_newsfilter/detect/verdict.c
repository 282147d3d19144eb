/* verdict.c -- article or not (verdict.h). */
#include <string.h>
#include "model.h"
#include "purpose.h"
#include "verdict.h"

/* Less text than this is no article, whatever else is there. */
#define WORDS_MIN 25

/* With a dateline this much text is an article. */
#define WORDS_DATELINE 40

/* With headline, writer and day this much is one, when they are surely that.
 */
#define WORDS_SIGNED 60
#define SHOWN_SCORE 70

/* Log-odds above which a page is an article (nf_model_score). */
#define THRESHOLD 0

/* The verdict that makes a CollectionPage. */
#define LIST "a list of stories"

/* The verdict on what tells of another purpose. */
#define OTHER "the page says that it is something else"

/* Headings that are links to other stories, each with its text below. */
#define TEASERS_MIN 4

int nf_verdict_is_front(const char *url)
{
    static const char *const indexes[] = {
        "", "index.html", "index.htm", "index.php", "default.aspx", NULL};
    nf_str_t path = nf_purpose_path(url);
    int i;

    if (path.len == 0 || strchr(path.p, '?')) {
        return 0;
    }
    path = (nf_str_t){path.p + 1, path.len - 1};
    for (i = 0; indexes[i]; i++) {
        if (nf_str_eq(path, nf_str(indexes[i]))) {
            return 1;
        }
    }
    return 0;
}

/* Is the text found the teasers of a list of stories? Then a linked heading
 * stands above every other block of it. */
static int is_list(const nf_page_t *page, const nf_body_t *body)
{
    const nf_blocks_t *b = page->blocks;
    uint32_t i, from = body->blocks[0], to = body->blocks[body->n - 1];
    uint32_t teasers = 0;

    for (i = from > 3 ? from - 3 : 0; i < to; i++) {
        const nf_block_t *k = &b->v[i];

        teasers += nf_block_is_teaser(k) && !k->ticker;
    }
    return teasers >= TEASERS_MIN && teasers * 2 >= body->n;
}

/* A story of the news, as the page tells machines. */
static int is_own_news(const nf_evidence_t *ev)
{
    const nf_candidate_t *type = nf_evidence_best(ev, NF_FACT_TYPE);

    return ev->own_article && type && strstr(type->value, "News");
}

int nf_verdict_is_other(const nf_page_t *page, const nf_evidence_t *ev)
{
    return (ev->not_article && !ev->own_any)
           || ((ev->other_item
                || nf_purpose_of_system(page) == NF_PURPOSE_THING)
               && !is_own_news(ev));
}

int nf_verdict_is_none(const nf_page_t *page, const nf_evidence_t *ev)
{
    return (!ev->own_article && nf_verdict_is_front(page->url))
           || nf_verdict_is_other(page, ev);
}

/* Why the page is no article by rule, or NULL. */
static const char *ruled_out(const nf_page_t *page, const nf_facts_t *f)
{
    if (f->headline == NULL || f->body.n == 0) {
        return "no headline or no text";
    }
    if (f->word_count < WORDS_MIN) {
        return "hardly any text";
    }
    if (!f->evidence->own_article
        && (nf_verdict_is_front(page->url) || is_list(page, &f->body))) {
        return LIST;
    }
    if (nf_verdict_is_other(page, f->evidence)
        || (nf_purpose_of_item(page, f->headline_node) == NF_PURPOSE_THING
            && !is_own_news(f->evidence))) {
        return OTHER;
    }
    return NULL;
}

/* Do readers see such a fact on the page? */
static int is_shown(const nf_evidence_t *ev, nf_fact_e fact)
{
    int i;

    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == fact && c->visible && c->score >= SHOWN_SCORE) {
            return 1;
        }
    }
    return 0;
}

/* What only stories have: a NewsArticle of the page's own, a place in front
 * of the first paragraph, or headline, writer and day together, each where
 * readers see it. */
static int ruled_in(const nf_facts_t *f)
{
    if (is_own_news(f->evidence)) {
        return 1;
    }
    if (f->dateline && f->word_count >= WORDS_DATELINE) {
        return 1;
    }
    return f->word_count >= WORDS_SIGNED
           && is_shown(f->evidence, NF_FACT_HEADLINE)
           && is_shown(f->evidence, NF_FACT_AUTHOR)
           && is_shown(f->evidence, NF_FACT_DATE_PUBLISHED);
}

/* A page of the site itself, or one about a thing, by its system or its
 * names; no article of its own says otherwise. */
static int is_other_page(const nf_page_t *page, const nf_facts_t *f)
{
    const char *url = f->canonical ? f->canonical : page->url;

    return !f->evidence->own_article
           && (nf_purpose_of_system(page) == NF_PURPOSE_PAGE
               || nf_purpose_of_names(url, f->headline) != NF_PURPOSE_UNKNOWN);
}

/* Why what is left is no article, or NULL. */
static const char *weighed_out(const nf_page_t *page, const nf_facts_t *f)
{
    int v[NF_V_COUNT];

    if (ruled_in(f)) {
        return NULL;
    }
    if (is_other_page(page, f)) {
        return OTHER;
    }
    nf_verdict_features(page, f, v);
    return nf_model_score(&nf_verdict_model, v) > THRESHOLD
               ? NULL
               : "text, but not made like an article";
}

void nf_verdict(const nf_page_t *page, nf_facts_t *f)
{
    const nf_candidate_t *type = nf_evidence_best(f->evidence, NF_FACT_TYPE);

    f->type = "WebPage";
    f->verdict = ruled_out(page, f);
    if (f->verdict == NULL) {
        f->verdict = weighed_out(page, f);
    }
    if (f->verdict) {
        f->type = strcmp(f->verdict, LIST) == 0 ? "CollectionPage" : f->type;
        return;
    }
    f->is_article = 1;
    f->type = type ? type->value : "NewsArticle";
    f->verdict = "headline and text of an article";
}
