/* ticker_weigh.c -- the evidence for and against a place (ticker_place.h). */
#include "ticker_class.h"
#include "ticker_place.h"
#include "ticker_words.h"

/* The table of evidence: each row whose signs are all there counts. */
static const struct {
    unsigned signs;
    int weight;
} evidence[] = {
    {NF_SIGN_STRONG, 40},
    {NF_SIGN_WEAK, 20},
    {NF_SIGN_MARQUEE, 40},
    {NF_SIGN_MARQUEE | NF_SIGN_STRONG, -30},
    {NF_SIGN_BREAKING, 40},
    {NF_SIGN_TITLE, 20},
    {NF_SIGN_TREND, 20},
    {NF_SIGN_SEPARATED, 35},
    {NF_SIGN_LABELS, 15},
    {NF_SIGN_SEVERAL, 10},
    {NF_SIGN_MANY, 15},
    {NF_SIGN_CLONES, 10},
    {NF_SIGN_SLIDER, 10},
    {NF_SIGN_ABOVE, 20},
    {NF_SIGN_HEADER, 5},
    {NF_SIGN_BELOW, -10},
    {NF_SIGN_FOOTER, -40},
    {NF_SIGN_ASIDE, -25},
    {NF_SIGN_ASIDE | NF_SIGN_BELOW, -15},
    {NF_SIGN_TOP, 15},
    {NF_SIGN_MENU, -40},
    {NF_SIGN_MENU | NF_SIGN_STRONG, 25},
    {NF_SIGN_TERSE, -40},
    {NF_SIGN_BULKY, -15},
    {NF_SIGN_NESTED, -60},
    {NF_SIGN_SHORT, -50},
    {NF_SIGN_NUMERIC, -200},
    {NF_SIGN_TAGS, -60},
    {NF_SIGN_PROMO, -200},
    {NF_SIGN_EXCERPTS, -40},
    {NF_SIGN_IMAGES, -10},
    {NF_SIGN_OTHER_LIST, -80},
    {NF_SIGN_MARKET, -100},
    {NF_SIGN_LIVE, -60},
};

/* Signs of classes: of the place, of what wraps it alone, of what it wraps.
 */
static unsigned class_signs(const nf_places_t *x, const nf_place_t *p)
{
    nf_id_t node = p->node ? p->node : x->t->nodes[p->strip.from].parent;
    uint32_t links = p->node ? nf_places_links(x, node) : 0;
    unsigned bits = nf_ticker_class(x->t, node), outer = 0, signs = 0;
    nf_id_t i, to = p->strip.from + 60;
    int up;

    for (up = 0; up < 3 && node; up++) {
        node = x->t->nodes[node].parent;
        if (node == NF_NONE || nf_places_links(x, node) > links + 2) {
            break;
        }
        outer |= nf_ticker_class(x->t, node);
    }
    /* a menu around what says itself that it is a ticker says little */
    bits |= bits & NF_CLASS_STRONG
                ? outer & ~(unsigned)(NF_CLASS_OTHER | NF_CLASS_NAV)
                : outer;
    to = to < p->strip.to ? to : p->strip.to;
    for (i = p->strip.from; i < to; i++) {
        if (x->t->nodes[i].kind == NF_NODE_ELEMENT) {
            unsigned inner = nf_ticker_class(x->t, i);

            bits |=
                inner & (NF_CLASS_STRONG | NF_CLASS_SLIDER | NF_CLASS_MARKET);
            signs |=
                x->t->nodes[i].tag == NF_TAG_MARQUEE ? NF_SIGN_MARQUEE : 0;
        }
    }
    signs |= bits & NF_CLASS_STRONG ? NF_SIGN_STRONG
             : bits & NF_CLASS_WEAK ? NF_SIGN_WEAK
                                    : 0;
    signs |= bits & NF_CLASS_NAV && !(bits & (NF_CLASS_STRONG | NF_CLASS_WEAK))
                 ? NF_SIGN_MENU
                 : 0;
    signs |= bits & NF_CLASS_MARKET ? NF_SIGN_MARKET : 0;
    signs |= bits & NF_CLASS_LIVE ? NF_SIGN_LIVE : 0;
    signs |= bits & NF_CLASS_OTHER ? NF_SIGN_OTHER_LIST : 0;
    signs |= bits & NF_CLASS_SLIDER ? NF_SIGN_SLIDER : 0;
    return signs;
}

/* The title in the block before the place, if that belongs to it. */
static unsigned title_before(const nf_places_t *x, nf_place_t *p)
{
    uint32_t at = nf_blocks_from(x->b, p->strip.from);
    const nf_block_t *k;
    nf_id_t up = p->strip.from;
    unsigned bits;
    int i;

    if (at == 0) {
        return 0;
    }
    k = &x->b->v[at - 1];
    bits = nf_place_title_bits(k);
    if (!(bits & (NF_PHRASE_BAR | NF_PHRASE_POPULAR | NF_PHRASE_RELATED))) {
        return 0;
    }
    for (i = 0; i < 3 && up; i++) {
        up = x->t->nodes[up].parent;
        if (up <= k->first) {
            p->title = at;
            return bits;
        }
    }
    return 0;
}

static unsigned title_signs(const nf_places_t *x, nf_place_t *p)
{
    unsigned bits = p->strip.title;
    char *aria =
        p->node ? nf_attr(x->t, p->node, "aria-label", x->page->pool) : NULL;

    if (!(bits & (NF_PHRASE_BAR | NF_PHRASE_RELATED | NF_PHRASE_POPULAR))) {
        bits |= title_before(x, p);
    }
    if (bits == 0 && aria) {
        bits |= nf_phrase_lookup(nf_str(aria));
    }
    if (bits & NF_PHRASE_BREAKING) {
        return NF_SIGN_BREAKING;
    }
    if (bits & (NF_PHRASE_LATEST | NF_PHRASE_HEADLINES)) {
        return NF_SIGN_TITLE;
    }
    if (bits & NF_PHRASE_TREND) {
        return NF_SIGN_TREND;
    }
    return bits & (NF_PHRASE_RELATED | NF_PHRASE_POPULAR) ? NF_SIGN_OTHER_LIST
                                                          : 0;
}

/* Is the place in a column beside the text? */
static int is_beside(const nf_places_t *x, nf_id_t node, const nf_block_t *k)
{
    const nf_hints_t beside = NF_HINT(ASIDE) | NF_HINT(WIDGET);
    int up;

    if (k->in_aside && !(x->b->hints[node] & NF_HINT(TICKER))) {
        return 1;
    }
    if (!(x->b->path[node] & beside) || k->in_header) {
        return 0;
    }
    for (up = 0; up < 16 && node; up++) {
        if (x->b->hints[node] & beside
            && nf_ticker_class(x->t, node) & NF_CLASS_SIDE) {
            return 1;
        }
        node = x->t->nodes[node].parent;
    }
    return 0;
}

static unsigned position_signs(const nf_places_t *x, const nf_place_t *p)
{
    nf_id_t node = p->node ? p->node : x->t->nodes[p->strip.from].parent;
    nf_hints_t path = x->b->path[node];
    uint32_t at = nf_blocks_from(x->b, p->strip.from);
    const nf_block_t *k = at < x->b->n ? &x->b->v[at] : NULL;
    unsigned signs =
        p->strip.from < x->text_from ? NF_SIGN_ABOVE : NF_SIGN_BELOW;

    if (k == NULL) {
        return signs;
    }
    signs |= k->in_header ? NF_SIGN_HEADER : 0;
    signs |= k->in_footer || path & NF_HINT(FOOTER) ? NF_SIGN_FOOTER : 0;
    signs |= is_beside(x, node, k) ? NF_SIGN_ASIDE : 0;
    signs |= at < 2 ? NF_SIGN_TOP : 0;
    signs |= path & (NF_HINT(MENU)) ? NF_SIGN_MENU : 0;
    signs |= path
                     & (NF_HINT(RELATED) | NF_HINT(COMMENT) | NF_HINT(PAGER)
                        | NF_HINT(COOKIE) | NF_HINT(NEWSLETTER)
                        | NF_HINT(BREADCRUMB))
                 ? NF_SIGN_OTHER_LIST
                 : 0;
    return signs;
}

static unsigned item_signs(const nf_strip_t *s)
{
    unsigned signs = 0, n = s->n, all = n + s->clones;

    signs |= s->full >= 3 ? NF_SIGN_MANY : s->full == 2 ? NF_SIGN_SEVERAL : 0;
    signs |= n == 1 ? NF_SIGN_SINGLE : 0;
    signs |= s->labels ? NF_SIGN_LABELS : 0;
    signs |= s->clones >= 2 ? NF_SIGN_CLONES : 0;
    signs |= s->separators >= 2 && s->full >= 3
                     && s->separators * 3 >= (all - 1) * 2
                 ? NF_SIGN_SEPARATED
                 : 0;
    signs |= s->nested >= 2 ? NF_SIGN_NESTED : 0;
    signs |= s->full * 2 <= n && n > s->full ? NF_SIGN_SHORT : 0;
    signs |= s->size < 22 * n ? NF_SIGN_TERSE : 0;
    signs |= s->numeric * 2 > n ? NF_SIGN_NUMERIC : 0;
    signs |= s->taggy * 2 > n ? NF_SIGN_TAGS : 0;
    signs |= s->promo * 2 >= n && s->promo ? NF_SIGN_PROMO : 0;
    signs |= s->excerpts ? NF_SIGN_EXCERPTS : 0;
    signs |= s->images * 2 > n ? NF_SIGN_IMAGES : 0;
    signs |= n > 1 && s->to - s->from > 28 * all ? NF_SIGN_BULKY : 0;
    return signs;
}

/* One headline alone has to be long, and said to be breaking news; where it
 * is no link, twice. */
static int is_single(const nf_place_t *p)
{
    unsigned said =
        p->signs & (NF_SIGN_BREAKING | NF_SIGN_STRONG | NF_SIGN_MARQUEE);

    unsigned both = NF_SIGN_BREAKING | NF_SIGN_STRONG;

    if (p->strip.size < ((said & both) == both ? 18 : 26) || !(said & both)) {
        return 0;
    }
    return p->strip.v->linked || said & NF_SIGN_MARQUEE
           || (p->signs & NF_SIGN_STRONG
               && p->signs & (NF_SIGN_BREAKING | NF_SIGN_LABELS));
}

void nf_place_weigh(nf_places_t *x, nf_place_t *p)
{
    size_t i;

    nf_strip_read(x->page, p->strip.from, p->strip.to, &p->strip);
    if (p->strip.n == 0) {
        return;
    }
    p->signs &= ~NF_SIGN_SEPARATED;
    p->signs |= item_signs(&p->strip) | class_signs(x, p) | title_signs(x, p)
                | position_signs(x, p);
    if (p->strip.pairs * 3 >= p->strip.n * 2
        && p->strip.v->anchor == NF_NONE) {
        p->signs |= NF_SIGN_TERSE;
    }
    if (p->signs & NF_SIGN_SINGLE && !is_single(p)) {
        return;
    }
    for (i = 0; i < sizeof(evidence) / sizeof(evidence[0]); i++) {
        if ((p->signs & evidence[i].signs) == evidence[i].signs) {
            p->weight += evidence[i].weight;
        }
    }
}
