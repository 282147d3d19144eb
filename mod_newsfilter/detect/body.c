/* body.c -- the article's text: a choice of blocks (body.h). */
#include <string.h>
#include "body.h"
#include "date.h"
#include "features.h"
#include "model.h"

/* Log-odds above which a block is text: a little above even odds, since junk
 * in the text is worse than a lost line. */
#define THRESHOLD 410

/* A line this much like the headline is the headline again (nf_similar). */
#define SAME_TEXT 95

/* Words of a byline; letters of a time ("15:42"). */
#define BYLINE_WORDS 16
#define TIME_CHARS 8

/* Bytes beside the date in a line that is one. */
#define DATE_LABEL 16

/* The smallest element around all chosen blocks. */
static nf_id_t common_root(const nf_page_t *page, const nf_body_t *body)
{
    const nf_blocks_t *b = page->blocks;
    nf_id_t first = b->v[body->blocks[0]].first;
    nf_id_t last = b->v[body->blocks[body->n - 1]].last;
    nf_id_t root = page->tree->nodes[first].parent;

    while (root != NF_NONE && page->tree->nodes[root].end <= last) {
        root = page->tree->nodes[root].parent;
    }
    return root;
}

/* What needs no model. */
static int is_no_text(const nf_page_t *page, const nf_features_t *f,
                      uint32_t i)
{
    const nf_block_t *k = &page->blocks->v[i];

    return k->ticker || k->related || i == f->headline
           || nf_features_is_beside(f, i);
}

/* Is a line a date, perhaps with a label in front ("Updated: 12 May")? */
static int is_date(nf_str_t text, apr_pool_t *pool)
{
    size_t at, len;

    return nf_date_find(text, NULL, &at, &len, pool)
           && text.len - len <= DATE_LABEL;
}

/* Lines that read like text to the model and are none: the standfirst (which
 * is the alternativeHeadline), the byline or the date above the first
 * paragraph, an agency's credits in brackets, the time of an entry, an
 * article further down the page. */
static int is_trimmed(const nf_block_t *k, const int *v, int begun,
                      apr_pool_t *pool)
{
    if (v[NF_F_rel_subtitle] && !v[NF_F_inside] && !begun) {
        return 1;
    }
    if (v[NF_F_cue_byline]
        && (k->text.p[0] == '('
            || (!begun && k->words <= BYLINE_WORDS && !v[NF_F_end_stop]))) {
        return 1;
    }
    if (k->chars <= TIME_CHARS && v[NF_F_digits] >= 60) {
        return 1;
    }
    if (!begun && k->words <= BYLINE_WORDS && v[NF_F_digits]
        && is_date(k->text, pool)) {
        return 1;
    }
    return v[NF_F_other_article] && v[NF_F_h1_since];
}

void nf_body_detect(const nf_page_t *page, const nf_evidence_t *ev,
                    nf_id_t headline_node, const char *headline,
                    nf_body_t *body)
{
    const nf_blocks_t *b = page->blocks;
    nf_features_t *f = nf_features_build(page, ev, headline_node, headline);
    int v[NF_F_COUNT];
    uint32_t i;
    int begun = 0;

    memset(body, 0, sizeof(*body));
    body->blocks = apr_palloc(page->pool, sizeof(*body->blocks) * (b->n + 1));
    for (i = 0; i < b->n; i++) {
        int score;

        if (is_no_text(page, f, i)) {
            continue;
        }
        nf_features_of(f, i, v);
        if (v[NF_F_like_headline] >= SAME_TEXT) {
            continue;
        }
        score = nf_model_score(&nf_body_model, v);
        if (score > THRESHOLD && !is_trimmed(&b->v[i], v, begun, page->pool)) {
            begun |= b->v[i].words > BYLINE_WORDS;
            body->blocks[body->n++] = i;
            body->score += score;
        }
    }
    if (body->n) {
        body->root = common_root(page, body);
    }
}

void nf_body_add(nf_buf_t *out, const nf_block_t *block)
{
    if (out->len) {
        nf_buf_add(out, "\n\n", 2);
    }
    nf_buf_add(out, block->text.p, block->text.len);
}

char *nf_body_text(const nf_page_t *page, const nf_body_t *body,
                   apr_pool_t *pool)
{
    nf_buf_t out;
    size_t len = 1;
    uint32_t i;

    for (i = 0; i < body->n; i++) {
        len += page->blocks->v[body->blocks[i]].text.len + 2;
    }
    nf_buf_init(&out, pool, len);
    for (i = 0; i < body->n; i++) {
        nf_body_add(&out, &page->blocks->v[body->blocks[i]]);
    }
    return nf_buf_cstr(&out);
}
