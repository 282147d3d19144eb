/* ticker_weigh.c -- the evidence for and against a place (ticker_place.h). */
#include "ticker_class.h"
#include "ticker_place.h"
#include "ticker_words.h"

enum { MAX_NEAT = 12 /* headlines of a strip that is nothing else */ };

/* The table of evidence: each row whose signs are all there counts. */
static const struct {
    nf_signs_t signs;
    int weight;
} evidence[] = {
    {NF_SIGN(STRONG), 40},
    {NF_SIGN(WEAK), 20},
    {NF_SIGN(MARQUEE), 40},
    {NF_SIGN(MARQUEE) | NF_SIGN(STRONG), -30},
    {NF_SIGN(BREAKING), 40},
    {NF_SIGN(TITLE), 20},
    {NF_SIGN(TREND), 20},
    {NF_SIGN(TITLE) | NF_SIGN(NEAT) | NF_SIGN(ABOVE), 10},
    {NF_SIGN(TREND) | NF_SIGN(NEAT) | NF_SIGN(ABOVE), 10},
    {NF_SIGN(SEPARATED), 35},
    {NF_SIGN(LABELS), 15},
    {NF_SIGN(SEVERAL), 10},
    {NF_SIGN(MANY), 15},
    {NF_SIGN(CLONES), 10},
    {NF_SIGN(SLIDER), 10},
    {NF_SIGN(ABOVE), 20},
    {NF_SIGN(HEADER), 5},
    {NF_SIGN(BELOW), -10},
    {NF_SIGN(FOOTER), -40},
    {NF_SIGN(ASIDE), -25},
    {NF_SIGN(ASIDE) | NF_SIGN(BELOW), -15},
    {NF_SIGN(TOP), 15},
    {NF_SIGN(MENU), -40},
    {NF_SIGN(MENU) | NF_SIGN(STRONG), 25},
    {NF_SIGN(TERSE), -40},
    {NF_SIGN(BULKY), -15},
    {NF_SIGN(NESTED), -60},
    {NF_SIGN(SHORT), -50},
    {NF_SIGN(NUMERIC), -200},
    {NF_SIGN(TAGS), -60},
    {NF_SIGN(PROMO), -200},
    {NF_SIGN(EXCERPTS), -40},
    {NF_SIGN(IMAGES), -10},
    {NF_SIGN(IMAGES) | NF_SIGN(BELOW), -10},
    {NF_SIGN(OTHER_LIST), -80},
    {NF_SIGN(MARKET), -100},
    {NF_SIGN(LIVE), -60},
};

/* Signs of classes: of the place, of what wraps it alone, of what it wraps.
 */
static nf_signs_t class_signs(const nf_places_t *x, const nf_place_t *p)
{
    nf_id_t node = p->node ? p->node : x->t->nodes[p->strip.from].parent;
    uint32_t links = p->node ? nf_places_links(x, node) : 0;
    unsigned bits = nf_ticker_class(x->t, node), outer = 0;
    nf_signs_t signs = 0;
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
            signs |= nf_place_is_marquee(x->t, i) ? NF_SIGN(MARQUEE) : 0;
        }
    }
    signs |= bits & NF_CLASS_STRONG ? NF_SIGN(STRONG)
             : bits & NF_CLASS_WEAK ? NF_SIGN(WEAK)
                                    : 0;
    signs |= bits & NF_CLASS_NAV && !(bits & (NF_CLASS_STRONG | NF_CLASS_WEAK))
                 ? NF_SIGN(MENU)
                 : 0;
    signs |= bits & NF_CLASS_MARKET ? NF_SIGN(MARKET) : 0;
    signs |= bits & NF_CLASS_LIVE ? NF_SIGN(LIVE) : 0;
    signs |= bits & NF_CLASS_OTHER ? NF_SIGN(OTHER_LIST) : 0;
    signs |= bits & NF_CLASS_SLIDER ? NF_SIGN(SLIDER) : 0;
    return signs;
}

/* The title in the block before the place, if that belongs to it. */
static unsigned title_before(const nf_places_t *x, nf_place_t *p)
{
    uint32_t at = nf_blocks_from(x->b, p->strip.from);
    nf_block_t *k;
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

/* The name for screen readers of the place or of what wraps it alone. */
static unsigned aria_bits(const nf_places_t *x, const nf_place_t *p)
{
    nf_id_t node = p->node;
    uint32_t links = nf_places_links(x, node);
    unsigned bits = 0;
    int up;

    for (up = 0; up < 4 && node && bits == 0; up++) {
        if (nf_places_links(x, node) > links + 2) {
            break;
        }
        bits = nf_place_aria_bits(x, node);
        node = x->t->nodes[node].parent;
    }
    return bits;
}

static nf_signs_t title_signs(const nf_places_t *x, nf_place_t *p)
{
    unsigned bits = p->strip.title;

    if (!(bits & (NF_PHRASE_BAR | NF_PHRASE_RELATED | NF_PHRASE_POPULAR))) {
        bits |= title_before(x, p);
    }
    if (bits == 0) {
        bits = aria_bits(x, p);
    }
    if (bits & NF_PHRASE_BREAKING) {
        return NF_SIGN(BREAKING);
    }
    if (bits & (NF_PHRASE_LATEST | NF_PHRASE_HEADLINES)) {
        return NF_SIGN(TITLE);
    }
    if (bits & NF_PHRASE_TREND) {
        return NF_SIGN(TREND);
    }
    return bits & (NF_PHRASE_RELATED | NF_PHRASE_POPULAR) ? NF_SIGN(OTHER_LIST)
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

static nf_signs_t position_signs(const nf_places_t *x, const nf_place_t *p)
{
    nf_id_t node = p->node ? p->node : x->t->nodes[p->strip.from].parent;
    nf_hints_t path = x->b->path[node];
    uint32_t at = nf_blocks_from(x->b, p->strip.from);
    const nf_block_t *k = at < x->b->n ? &x->b->v[at] : NULL;
    nf_signs_t signs =
        p->strip.from < x->text_from ? NF_SIGN(ABOVE) : NF_SIGN(BELOW);

    if (k == NULL) {
        return signs;
    }
    signs |= k->in_header ? NF_SIGN(HEADER) : 0;
    signs |= k->in_footer || path & NF_HINT(FOOTER) ? NF_SIGN(FOOTER) : 0;
    signs |= is_beside(x, node, k) ? NF_SIGN(ASIDE) : 0;
    signs |= at < 2 ? NF_SIGN(TOP) : 0;
    signs |= path & (NF_HINT(MENU)) ? NF_SIGN(MENU) : 0;
    signs |= path
                     & (NF_HINT(RELATED) | NF_HINT(COMMENT) | NF_HINT(PAGER)
                        | NF_HINT(COOKIE) | NF_HINT(NEWSLETTER)
                        | NF_HINT(BREADCRUMB))
                 ? NF_SIGN(OTHER_LIST)
                 : 0;
    return signs;
}

static nf_signs_t item_signs(const nf_strip_t *s)
{
    unsigned n = s->n, all = n + s->clones;
    nf_signs_t signs = 0;

    signs |= s->full >= 3   ? NF_SIGN(MANY)
             : s->full == 2 ? NF_SIGN(SEVERAL)
                            : 0;
    signs |= n == 1 ? NF_SIGN(SINGLE) : 0;
    signs |= s->labels ? NF_SIGN(LABELS) : 0;
    signs |= s->clones >= 2 ? NF_SIGN(CLONES) : 0;
    signs |= s->separators >= 2 && s->full >= 3
                     && s->separators * 3 >= (all - 1) * 2
                 ? NF_SIGN(SEPARATED)
                 : 0;
    signs |= s->nested >= 2 ? NF_SIGN(NESTED) : 0;
    signs |= s->full * 2 <= n && n > s->full ? NF_SIGN(SHORT) : 0;
    signs |= s->size < 22 * n ? NF_SIGN(TERSE) : 0;
    signs |= s->numeric * 2 > n ? NF_SIGN(NUMERIC) : 0;
    signs |= s->excerpts ? NF_SIGN(EXCERPTS) : 0;
    signs |= s->images * 2 > n ? NF_SIGN(IMAGES) : 0;
    signs |= n >= 3 && n <= MAX_NEAT && s->full == n && s->images == 0
                     && s->nested == 0 && s->excerpts == 0
                 ? NF_SIGN(NEAT)
                 : 0;
    signs |= n > 1 && s->to - s->from > 28 * all ? NF_SIGN(BULKY) : 0;
    return signs;
}

/* What takes weight alone. */
static nf_signs_t vet_signs(nf_strip_t *s)
{
    nf_strip_vet(s);
    return (s->taggy * 2 > s->n ? NF_SIGN(TAGS) : 0)
           | (s->promo * 2 >= s->n && s->promo ? NF_SIGN(PROMO) : 0);
}

/* One headline alone has to be long, and said to be breaking news; where it
 * is no link, twice. */
static int is_single(const nf_place_t *p)
{
    nf_signs_t said =
        p->signs & (NF_SIGN(BREAKING) | NF_SIGN(STRONG) | NF_SIGN(MARQUEE));

    nf_signs_t both = NF_SIGN(BREAKING) | NF_SIGN(STRONG);
    int twice = (said & both) == both
                || (said & NF_SIGN(STRONG) && p->signs & NF_SIGN(TITLE));

    if (p->strip.size < (twice ? 18 : 26) || !(said & both)) {
        return 0;
    }
    return p->strip.v->linked || said & NF_SIGN(MARQUEE)
           || (p->signs & NF_SIGN(STRONG)
               && p->signs & (NF_SIGN(BREAKING) | NF_SIGN(LABELS)));
}

static int weight_of(const nf_place_t *p)
{
    int weight = 0;
    size_t i;

    if (p->signs & NF_SIGN(SINGLE) && !is_single(p)) {
        return 0;
    }
    for (i = 0; i < sizeof(evidence) / sizeof(evidence[0]); i++) {
        if ((p->signs & evidence[i].signs) == evidence[i].signs) {
            weight += evidence[i].weight;
        }
    }
    return weight;
}

/* Is it light whatever else is found, and not to be marked as the strip of
 * another kind? */
static int is_out(const nf_place_t *p)
{
    return p->weight < NF_TICKER_ACCEPT / 2
           && !(p->signs & (NF_SIGN(STRONG) | NF_SIGN(MARQUEE)));
}

void nf_place_weigh(nf_places_t *x, nf_place_t *p)
{
    nf_strip_read(x->page, p->strip.from, p->strip.to, &p->strip);
    if (p->strip.n == 0) {
        return;
    }
    p->signs &= ~NF_SIGN(SEPARATED);
    p->signs |= item_signs(&p->strip) | class_signs(x, p) | title_signs(x, p)
                | position_signs(x, p);
    if (p->strip.pairs * 3 >= p->strip.n * 2
        && p->strip.v->anchor == NF_NONE) {
        p->signs |= NF_SIGN(TERSE);
    }
    if (p->signs & NF_SIGN(ASIDE)) {
        p->signs &= ~NF_SIGN(NEAT);
    }
    p->weight = weight_of(p);
    if (!is_out(p)) {
        p->signs |= vet_signs(&p->strip);
        p->weight = weight_of(p);
    }
}

const char *nf_place_reason(const nf_place_t *p, apr_pool_t *pool)
{
    static const char *const names[] = {
        "ticker class",  "weak class",  "marquee",    "breaking title",
        "title",         "trend title", "separators", "labels",
        "two headlines", "headlines",   "clones",     "slider",
        "above text",    "in header",   "below h1",   "in footer",
        "beside text",   "in menu",     "nested",     "short items",
        "numbers",       "tags",        "promotion",  "excerpts",
        "images",        "other list",  "market",     "one headline",
        "live blog",     "terse",       "at the top", "bulky",
        "neat"};
    nf_buf_t out;
    size_t i;

    nf_buf_init(&out, pool, 128);
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (p->signs >> i & 1) {
            nf_buf_adds(&out, out.len ? ", " : "");
            nf_buf_adds(&out, names[i]);
        }
    }
    return nf_buf_cstr(&out);
}
