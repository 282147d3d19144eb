/* body.c -- the article's text: a choice of blocks (body.h). */
#include <string.h>
#include "body.h"

typedef struct weight_t {
    nf_hints_t bits;
    int weight;
} weight_t;

static const weight_t hint_weights[] = {
    {NF_HINT(BODY), 15}, {NF_HINT(COMMENT), -60}, {NF_HINT(RELATED), -40},
    {NF_HINT(FOOTER), -40}, {NF_HINT(AD), -40}, {NF_HINT(SHARE), -30},
    {NF_HINT(AUTHOR), -20}, {NF_HINT(CAPTION), -30}, {NF_HINT(CREDIT), -30},
    {NF_HINT(NEWSLETTER), -40}, {NF_HINT(COOKIE), -60},
    {NF_HINT(MODAL), -40}, {NF_HINT(TAGS), -10}, {NF_HINT(ASIDE), -20},
    {NF_HINT(HIDDEN), -30}, {NF_HINT(POPULAR), -30},
    {NF_HINT(BREADCRUMB), -40}, {NF_HINT(PAGER), -40},
    {NF_HINT(MENU), -30}, {NF_HINT(LOGIN), -20}, {NF_HINT(SPONSOR), -20},
    {NF_HINT(TEASER), -10}, {NF_HINT(META), -10}, {NF_HINT(DATE), -10}};

static int block_score(const nf_block_t *k, int before_headline)
{
    int s = -10 + (int)(k->words < 60 ? k->words : 60);
    size_t i;

    if (k->ticker || k->related) {
        return -100;
    }
    s += k->stops > 3 ? 15 : 5 * k->stops;
    s += k->commas > 3 ? 9 : 3 * k->commas;
    s -= k->link_chars * 2 > k->chars ? 40
         : k->link_chars * 4 > k->chars ? 10 : 0;
    for (i = 0; i < sizeof(hint_weights) / sizeof(hint_weights[0]); i++) {
        s += k->hints & hint_weights[i].bits ? hint_weights[i].weight : 0;
    }
    s -= k->in_figure ? 30 : 0;
    s -= k->in_form ? 40 : 0;
    s -= k->in_nav ? 50 : 0;
    s -= k->in_aside ? 30 : 0;
    s -= k->in_footer ? 30 : 0;
    s -= k->in_header ? 20 : 0;
    s -= before_headline ? 30 : 0;
    return s < -100 ? -100 : s;
}

/* The run of blocks with the greatest sum (Kadane). */
static long best_run(const int *score, uint32_t n, uint32_t *from,
                     uint32_t *to)
{
    long sum = 0, best = 0;
    uint32_t start = 0, i;

    *from = *to = 0;
    for (i = 0; i < n; i++) {
        if (sum <= 0) {
            sum = 0;
            start = i;
        }
        sum += score[i];
        if (sum > best) {
            best = sum;
            *from = start;
            *to = i + 1;
        }
    }
    return best;
}

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

void nf_body_detect(const nf_page_t *page, const nf_evidence_t *ev,
                    nf_id_t headline_node, nf_body_t *body)
{
    const nf_blocks_t *b = page->blocks;
    int *score = apr_palloc(page->pool, sizeof(*score) * (b->n + 1));
    uint32_t i, from, to;

    memset(body, 0, sizeof(*body));
    for (i = 0; i < b->n; i++) {
        const nf_block_t *k = &b->v[i];

        score[i] = block_score(k, headline_node && k->last < headline_node);
        if (headline_node && k->first <= headline_node
            && k->last >= headline_node) {
            score[i] = -20;
        }
    }
    body->score = best_run(score, b->n, &from, &to);
    body->blocks = apr_palloc(page->pool,
                              sizeof(*body->blocks) * (to - from + 1));
    for (i = from; i < to; i++) {
        if (score[i] > 0
            || (b->v[i].heading && score[i] > -15 && i > from)) {
            body->blocks[body->n++] = i;
        }
    }
    if (body->n) {
        body->root = common_root(page, body);
    }
}

char *nf_body_text(const nf_page_t *page, const nf_body_t *body,
                   apr_pool_t *pool)
{
    nf_buf_t out;
    uint32_t i;

    nf_buf_init(&out, pool, 4096);
    for (i = 0; i < body->n; i++) {
        nf_str_t text = page->blocks->v[body->blocks[i]].text;

        if (i) {
            nf_buf_add(&out, "\n\n", 2);
        }
        nf_buf_add(&out, text.p, text.len);
    }
    return nf_buf_cstr(&out);
}
