/* merge.c -- the evidence weighed (merge.h). */
#include <string.h>
#include "body.h"
#include "headline.h"
#include "image.h"
#include "merge.h"
#include "similar.h"
#include "word_count.h"

/* Letters of a piece of a heading that can be the headline. */
#define PART_MIN 12

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

/* Do the letters of part stand in those of whole, as a good share of it? */
static int holds(const nf_similar_t *whole, const nf_similar_t *part)
{
    unsigned i;

    if (part->n < PART_MIN || part->n >= whole->n
        || part->n * 5 < whole->n * 2) {
        return 0;
    }
    for (i = 0; i + part->n <= whole->n; i++) {
        if (memcmp(whole->v + i, part->v, sizeof(*part->v) * part->n) == 0) {
            return 1;
        }
    }
    return 0;
}

/* A heading made of several pieces often holds a kicker or a date beside the
 * headline: the piece that the page tells machines is the headline. Returns
 * the shown candidate's own value otherwise. */
static const char *told_part(const nf_page_t *page, const nf_evidence_t *ev,
                             const nf_candidate_t *shown, const char *site)
{
    const nf_blocks_t *b = page->blocks;
    uint32_t at = nf_blocks_from(b, shown->node);
    nf_similar_t whole, part;
    int i;

    if (at >= b->n || b->v[at].first == b->v[at].last) {
        return shown->value;
    }
    nf_similar_init(&whole, nf_str(shown->value));
    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);
        const char *clean;

        if (c->fact != NF_FACT_HEADLINE || c->visible) {
            continue;
        }
        clean = nf_headline_clean(c->value, site, 0, page->pool);
        nf_similar_init(&part, nf_str(clean));
        if (holds(&whole, &part)) {
            return clean;
        }
    }
    return shown->value;
}

void nf_merge_headline(const nf_page_t *page, nf_facts_t *f)
{
    const nf_evidence_t *ev = f->evidence;
    const nf_candidate_t *site = nf_evidence_best(ev, NF_FACT_PUBLISHER);
    const nf_candidate_t *best = NULL;
    const char *name = site ? site->value : NULL;
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
    f->headline = nf_headline_clean(
        best->visible ? told_part(page, ev, best, name) : best->value, name,
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
    const nf_candidate_t *c = nf_evidence_best(f->evidence, NF_FACT_PUBLISHER);

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

static int is_listed(const apr_array_header_t *list, const char *word)
{
    int i;

    for (i = 0; i < list->nelts; i++) {
        if (strcasecmp(APR_ARRAY_IDX(list, i, const char *), word) == 0) {
            return 1;
        }
    }
    return 0;
}

static void merge_keywords(nf_facts_t *f)
{
    const nf_evidence_t *ev = f->evidence;
    int i;

    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == NF_FACT_KEYWORD && f->keywords->nelts < NF_MAX_KEYWORDS
            && !is_listed(f->keywords, c->value)) {
            APR_ARRAY_PUSH(f->keywords, const char *) = c->value;
        }
    }
}

static int has_image(const apr_array_header_t *images, const char *url)
{
    int i;

    for (i = 0; i < images->nelts; i++) {
        if (strcmp(APR_ARRAY_IDX(images, i, nf_image_t).url, url) == 0) {
            return 1;
        }
    }
    return 0;
}

/* The best one, and those that the same source names beside it: shapes of the
 * picture, or further pictures of the story. What readers see beside the text
 * is a gallery, of which one is enough. */
static void merge_images(nf_facts_t *f)
{
    const nf_evidence_t *ev = f->evidence;
    const nf_candidate_t *best = nf_evidence_best(ev, NF_FACT_IMAGE);
    int i;

    for (i = 0; best && i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == NF_FACT_IMAGE && f->images->nelts < NF_MAX_IMAGES
            && (c == best
                || (c->score == best->score && !best->visible
                    && strcmp(c->source, best->source) == 0
                    && !nf_image_is_decoration(nf_str(c->value))))
            && !has_image(f->images, c->value)) {
            APR_ARRAY_PUSH(f->images, nf_image_t) =
                (nf_image_t){c->value, c->extra};
        }
    }
}

static long count_words(const nf_page_t *page, const nf_body_t *body)
{
    long n = 0;
    uint32_t i;

    for (i = 0; i < body->n; i++) {
        n += nf_word_count(page->blocks->v[body->blocks[i]].text);
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
        f->word_count = count_words(page, &f->body);
    }
}
