/*
 * ticker.c -- the strips of headlines of a page (ticker.h).
 *
 * Places to look at are gathered from several signs (class words, marquee,
 * the title of a bar, a line with separators), each is read as a strip
 * (ticker_strip.h), and a table of evidence weighs what was read
 * (ticker_place.h). The strips that weigh enough and do not overlap are the
 * ticker.
 */
#include "ticker.h"
#include "ticker_place.h"

enum { MAX_STRIPS = 8 };

static int overlap(const nf_place_t *a, const nf_place_t *b)
{
    return a->strip.from < b->strip.to && b->strip.from < a->strip.to;
}

static int inside(const nf_place_t *a, const nf_place_t *b)
{
    return a->strip.from >= b->strip.from && a->strip.to <= b->strip.to;
}

/* The heavier; of equals the inner one with most of the outer one's
 * headlines, else the one with more headlines, then with less else. */
static int better(const nf_place_t *a, const nf_place_t *b)
{
    if (b == NULL || a->weight != b->weight) {
        return b == NULL || a->weight > b->weight;
    }
    if (inside(a, b) && a->strip.full != b->strip.full) {
        return a->strip.full * 2 > b->strip.full;
    }
    if (inside(b, a) && a->strip.full != b->strip.full) {
        return b->strip.full * 2 <= a->strip.full;
    }
    if (a->strip.full != b->strip.full) {
        return a->strip.full > b->strip.full;
    }
    if (a->strip.n != b->strip.n) {
        return a->strip.n < b->strip.n;
    }
    return a->strip.to - a->strip.from < b->strip.to - b->strip.from;
}

/* Is it one headline of a strip that has more, its label taken for a bar's
 * title? */
static int is_part(const nf_places_t *x, const nf_place_t *p)
{
    const nf_signs_t row = NF_SIGN(STRONG) | NF_SIGN(MANY);
    unsigned i;

    for (i = 0; i < x->n && p->signs & NF_SIGN(SINGLE); i++) {
        const nf_place_t *q = &x->v[i];

        if (q->weight >= NF_TICKER_ACCEPT && (q->signs & row) == row
            && inside(p, q)) {
            return 1;
        }
    }
    return 0;
}

static nf_place_t *next_best(nf_places_t *x, nf_place_t **chosen, unsigned n)
{
    nf_place_t *best = NULL;
    unsigned i, k;

    for (i = 0; i < x->n; i++) {
        nf_place_t *p = &x->v[i];

        if (p->weight < NF_TICKER_ACCEPT || p->strip.n == 0 || is_part(x, p)) {
            continue;
        }
        for (k = 0; k < n && !overlap(p, chosen[k]); k++) {
            continue;
        }
        if (k == n && better(p, best)) {
            best = p;
        }
    }
    return best;
}

/* The blocks of a strip, its title's and what it shares with inline
 * neighbours where it is most of that block. */
static void mark(nf_places_t *x, const nf_place_t *p)
{
    uint32_t a = nf_blocks_from(x->b, p->strip.from);
    uint32_t z = nf_blocks_from(x->b, p->strip.to), i;

    if (p->title) {
        x->b->v[p->title - 1].ticker = 1;
    }
    if (a && x->b->v[a - 1].last >= p->strip.from
        && x->b->v[a - 1].first + (p->strip.to - p->strip.from)
               >= p->strip.from) {
        x->b->v[a - 1].ticker = 1;
    }
    for (i = a; i < z; i++) {
        x->b->v[i].ticker = 1;
    }
}

static void report(const nf_place_t *p, apr_array_header_t *items,
                   apr_array_header_t *keys)
{
    unsigned i;

    for (i = 0; i < p->strip.n && items->nelts < NF_MAX_TICKER; i++) {
        const nf_strip_item_t *e = &p->strip.v[i];

        if (e->promo || e->numeric || (e->taggy && !e->full)
            || nf_strip_is_known(keys, e)) {
            continue;
        }
        APR_ARRAY_PUSH(items, nf_link_t) = (nf_link_t){.headline = e->text,
                                                       .url = e->url,
                                                       .label = e->label,
                                                       .node = e->node};
    }
}

/* Quotes, scores and promotions that run in the markup of a ticker: nothing
 * to report, but no text of the article either. */
static int is_other_strip(const nf_place_t *p)
{
    return p->strip.n && p->weight < NF_TICKER_ACCEPT
           && p->signs & (NF_SIGN(NUMERIC) | NF_SIGN(MARKET) | NF_SIGN(PROMO))
           && p->signs & (NF_SIGN(STRONG) | NF_SIGN(MARQUEE));
}

/* Say what was looked at, where it is more than a chance. */
static void explain(nf_evidence_t *ev, const nf_place_t *p)
{
    int score = p->weight < 100 ? p->weight : 100;
    nf_candidate_t *c;

    if (p->strip.n == 0 || p->weight < NF_TICKER_ACCEPT / 2) {
        return;
    }
    c = nf_evidence_add(ev, NF_FACT_TICKER, p->strip.v->text, score, "strip",
                        nf_place_reason(p, ev->pool));
    if (c) {
        c->node = p->strip.v->node;
        c->visible = 1;
    }
}

/* The strips that weigh enough. */
static unsigned choose(nf_places_t *x, nf_place_t **chosen, nf_evidence_t *ev)
{
    nf_place_t *p;
    unsigned i, n = 0;

    for (i = 0; i < x->n; i++) {
        nf_place_weigh(x, &x->v[i]);
        explain(ev, &x->v[i]);
        if (is_other_strip(&x->v[i])) {
            mark(x, &x->v[i]);
        }
    }
    while (n < MAX_STRIPS && (p = next_best(x, chosen, n)) != NULL) {
        /* in page order */
        for (i = n++; i > 0 && chosen[i - 1]->strip.from > p->strip.from;
             i--) {
            chosen[i] = chosen[i - 1];
        }
        chosen[i] = p;
    }
    return n;
}

/* The strips that were named: all of them, in page order. */
static unsigned take(nf_places_t *x, nf_place_t **chosen)
{
    unsigned i, n = 0;

    for (i = 0; i < x->n && n < MAX_STRIPS; i++) {
        nf_place_t *p = &x->v[i];

        if (n == 0 || !overlap(p, chosen[n - 1])) {
            nf_strip_read(x->page, p->strip.from, p->strip.to, &p->strip);
            nf_strip_vet(&p->strip);
            chosen[n++] = p;
        }
    }
    return n;
}

void nf_ticker_detect(nf_page_t *page, const char *selector,
                      apr_array_header_t *items, nf_evidence_t *ev)
{
    apr_array_header_t *keys = apr_array_make(page->pool, 16, sizeof(char *));
    nf_place_t *chosen[MAX_STRIPS];
    nf_places_t *x;
    unsigned i, n;

    if (selector) {
        x = nf_places_named(page, selector);
        n = take(x, chosen);
    }
    else {
        x = nf_places_find(page);
        n = choose(x, chosen, ev);
    }
    for (i = 0; i < n; i++) {
        mark(x, chosen[i]);
        report(chosen[i], items, keys);
    }
}
