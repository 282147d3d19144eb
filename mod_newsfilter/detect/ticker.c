/*
 * ticker.c -- the strips of headlines of a page (ticker.h).
 *
 * Places to look at are gathered from several signs (class words, marquee,
 * the title of a bar, a line with separators), each is read as a strip
 * (ticker_strip.h), and a table of evidence weighs what was read. The
 * strips that weigh enough and do not overlap are the ticker.
 */
#include <string.h>
#include "ticker.h"
#include "ticker_strip.h"
#include "ticker_words.h"

enum {
    MAX_PLACES = 96,             /* places looked at */
    MAX_PLACE_NODES = 5000,      /* of one place */
    MAX_PLACE_BLOCKS = 400,
    MAX_STRIPS = 8,
    ACCEPT = 60                  /* weight of a ticker, see evidence[] */
};

/* What a place shows, as bits of place_t.signs. */
enum {
    SIGN_STRONG = 1u << 0,       /* class: ticker, breaking news, marquee */
    SIGN_WEAK = 1u << 1,         /* class: flash, headlines, latest, ... */
    SIGN_MARQUEE = 1u << 2,      /* the element or the role */
    SIGN_BREAKING = 1u << 3,     /* title of the bar */
    SIGN_TITLE = 1u << 4,
    SIGN_TREND = 1u << 5,
    SIGN_SEPARATED = 1u << 6,    /* headlines between separators */
    SIGN_LABELS = 1u << 7,
    SIGN_SEVERAL = 1u << 8,      /* two headlines */
    SIGN_MANY = 1u << 9,         /* three and more */
    SIGN_CLONES = 1u << 10,
    SIGN_SLIDER = 1u << 11,
    SIGN_ABOVE = 1u << 12,       /* before h1 and text */
    SIGN_HEADER = 1u << 13,
    SIGN_BELOW = 1u << 14,
    SIGN_FOOTER = 1u << 15,
    SIGN_ASIDE = 1u << 16,
    SIGN_MENU = 1u << 17,
    SIGN_NESTED = 1u << 18,
    SIGN_SHORT = 1u << 19,       /* most items are no headlines */
    SIGN_NUMERIC = 1u << 20,
    SIGN_TAGS = 1u << 21,
    SIGN_PROMO = 1u << 22,
    SIGN_EXCERPTS = 1u << 23,
    SIGN_IMAGES = 1u << 24,
    SIGN_OTHER_LIST = 1u << 25,  /* related, most read, previous and next */
    SIGN_MARKET = 1u << 26,      /* class: stock, score, weather */
    SIGN_SINGLE = 1u << 27,
    SIGN_LIVE = 1u << 28,        /* a live blog's entries */
    SIGN_TERSE = 1u << 29,       /* items as short as tags */
    SIGN_TOP = 1u << 30,         /* nothing but a logo stands before it */
    SIGN_BULKY = 1u << 31        /* much markup for each item: cards */
};

/* The table of evidence: the first row all of whose signs are there counts,
 * row by row. */
static const struct {
    unsigned signs;
    int weight;
} evidence[] = {
    {SIGN_STRONG, 40},
    {SIGN_WEAK, 20},
    {SIGN_MARQUEE, 40},
    {SIGN_MARQUEE | SIGN_STRONG, -30},
    {SIGN_BREAKING, 40},
    {SIGN_TITLE, 20},
    {SIGN_TREND, 20},
    {SIGN_SEPARATED, 35},
    {SIGN_LABELS, 15},
    {SIGN_SEVERAL, 10},
    {SIGN_MANY, 15},
    {SIGN_CLONES, 10},
    {SIGN_SLIDER, 10},
    {SIGN_ABOVE, 20},
    {SIGN_HEADER, 5},
    {SIGN_BELOW, -10},
    {SIGN_FOOTER, -40},
    {SIGN_ASIDE, -25},
    {SIGN_ASIDE | SIGN_BELOW, -15},
    {SIGN_TOP, 15},
    {SIGN_MENU, -40},
    {SIGN_MENU | SIGN_STRONG, 25},
    {SIGN_TERSE, -40},
    {SIGN_BULKY, -15},
    {SIGN_NESTED, -60},
    {SIGN_SHORT, -50},
    {SIGN_NUMERIC, -200},
    {SIGN_TAGS, -60},
    {SIGN_PROMO, -200},
    {SIGN_EXCERPTS, -40},
    {SIGN_IMAGES, -10},
    {SIGN_OTHER_LIST, -80},
    {SIGN_MARKET, -100},
    {SIGN_LIVE, -60},
};

typedef struct place_t {
    nf_strip_t strip;
    nf_id_t node;                /* the element, or NF_NONE for a line */
    uint32_t title;              /* block before that is its title + 1 */
    unsigned signs;
    int weight;
} place_t;

typedef struct ticker_t {
    nf_page_t *page;
    const nf_tree_t *t;
    nf_blocks_t *b;
    uint32_t *prose;             /* per block: paragraphs before it */
    uint32_t *h1;                /* per block: h1 blocks before it */
    uint32_t *links;             /* per block: links before it */
    nf_id_t text_from;           /* where h1 and text begin */
    place_t *v;
    unsigned n;
    nf_id_t seen_from[MAX_PLACES], seen_to[MAX_PLACES];
} ticker_t;

/* ---------------------------------------------------------- class words */

enum {
    CLASS_STRONG = 1 << 0,
    CLASS_WEAK = 1 << 1,
    CLASS_MARKET = 1 << 2,
    CLASS_LIVE = 1 << 3,
    CLASS_OTHER = 1 << 4,
    CLASS_SLIDER = 1 << 5,
    CLASS_SIDE = 1 << 6,
    CLASS_NAV = 1 << 7,
    CLASS_STATE = 1 << 8         /* what follows is said of the page */
};

static const struct {
    const char *word;            /* a whole word */
    unsigned bits;
} class_words[] = {
    {"ticker", CLASS_STRONG}, {"newsticker", CLASS_STRONG},
    {"tickers", CLASS_STRONG}, {"headlineticker", CLASS_STRONG},
    {"tickernews", CLASS_STRONG}, {"marquee", CLASS_STRONG},
    {"breaking", CLASS_STRONG}, {"breakingnews", CLASS_STRONG},
    {"newsflash", CLASS_STRONG}, {"flashnews", CLASS_STRONG},
    {"justin", CLASS_STRONG}, {"eilmeldung", CLASS_STRONG},
    {"laufband", CLASS_STRONG}, {"lastnews", CLASS_STRONG},
    {"ultimahora", CLASS_STRONG}, {"sondakika", CLASS_STRONG},
    {"newsbar", CLASS_STRONG}, {"newsline", CLASS_STRONG},
    {"crawl", CLASS_STRONG}, {"crawler", CLASS_STRONG},
    {"urgent", CLASS_STRONG}, {"hotnews", CLASS_STRONG},
    {"dontmiss", CLASS_STRONG}, {"topscroll", CLASS_STRONG},
    {"lastminute", CLASS_STRONG}, {"newsalert", CLASS_STRONG},
    {"runningtext", CLASS_STRONG}, {"breakingbar", CLASS_STRONG},
    {"urgente", CLASS_STRONG}, {"eilmeldungen", CLASS_STRONG},
    {"newsscroll", CLASS_STRONG}, {"scrollnews", CLASS_STRONG},
    {"newsmarquee", CLASS_STRONG}, {"lastestnews", CLASS_STRONG},
    {"flash", CLASS_WEAK}, {"headlines", CLASS_WEAK},
    {"trending", CLASS_WEAK}, {"lastest", CLASS_WEAK},
    {"scroll", CLASS_WEAK | CLASS_SLIDER}, {"latest", CLASS_WEAK},
    {"scroller", CLASS_WEAK | CLASS_SLIDER},
    {"scrolling", CLASS_WEAK | CLASS_SLIDER},
    {"alert", CLASS_WEAK}, {"alerts", CLASS_WEAK},
    {"spotlight", CLASS_WEAK}, {"hot", CLASS_WEAK},
    {"stock", CLASS_MARKET}, {"stocks", CLASS_MARKET},
    {"quotes", CLASS_MARKET}, {"market", CLASS_MARKET},
    {"markets", CLASS_MARKET}, {"score", CLASS_MARKET},
    {"scores", CLASS_MARKET}, {"scoreboard", CLASS_MARKET},
    {"weather", CLASS_MARKET}, {"currency", CLASS_MARKET},
    {"forex", CLASS_MARKET}, {"crypto", CLASS_MARKET},
    {"liveblog", CLASS_LIVE}, {"liveticker", CLASS_LIVE},
    {"related", CLASS_OTHER}, {"recommended", CLASS_OTHER},
    {"popular", CLASS_OTHER}, {"mostread", CLASS_OTHER},
    {"pagination", CLASS_OTHER}, {"pager", CLASS_OTHER},
    {"prev", CLASS_OTHER}, {"cookie", CLASS_OTHER},
    {"cookies", CLASS_OTHER}, {"consent", CLASS_OTHER},
    {"comments", CLASS_OTHER}, {"comment", CLASS_OTHER},
    {"promo", CLASS_OTHER}, {"newsletter", CLASS_OTHER},
    {"breadcrumb", CLASS_OTHER}, {"breadcrumbs", CLASS_OTHER},
    {"crumbs", CLASS_OTHER},
    {"menu", CLASS_OTHER}, {"gallery", CLASS_OTHER},
    {"swiper", CLASS_SLIDER}, {"slick", CLASS_SLIDER},
    {"owl", CLASS_SLIDER}, {"carousel", CLASS_SLIDER},
    {"slider", CLASS_SLIDER}, {"bxslider", CLASS_SLIDER},
    {"animate", CLASS_SLIDER}, {"rotator", CLASS_SLIDER},
    {"sidebar", CLASS_SIDE}, {"side", CLASS_SIDE}, {"rail", CLASS_SIDE},
    {"aside", CLASS_SIDE}, {"rightcol", CLASS_SIDE},
    {"leftcol", CLASS_SIDE}, {"widget", CLASS_SIDE},
    {"nav", CLASS_NAV}, {"navbar", CLASS_NAV}, {"navigation", CLASS_NAV},
    {"submenu", CLASS_NAV}, {"dropdown", CLASS_NAV},
    {"megamenu", CLASS_NAV}, {"burger", CLASS_NAV},
    {"has", CLASS_STATE}, {"with", CLASS_STATE}, {"no", CLASS_STATE},
};

/* The CLASS_* bits of one word (lower case) and of it with its successor
 * ("just", "in"). */
static unsigned word_bits(const char *w, size_t len)
{
    size_t i;

    for (i = 0; i < sizeof(class_words) / sizeof(class_words[0]); i++) {
        const char *k = class_words[i].word;

        if (k[0] == w[0] && strlen(k) == len && memcmp(k, w, len) == 0) {
            return class_words[i].bits;
        }
    }
    return 0;
}

/* The CLASS_* bits of a class or id value. Words end at anything but a
 * letter and before a capital that follows a small letter. */
static unsigned class_bits(nf_str_t s)
{
    char w[64];
    size_t i, len = 0, prev = 0;
    unsigned bits = 0, found = 0;
    int lower = 0;

    for (i = 0; i <= s.len; i++) {
        unsigned char c = i < s.len ? (unsigned char)s.p[i] : ' ';
        int upper = (unsigned)c - 'A' < 26u;

        if (!(upper || (unsigned)c - 'a' < 26u) || (upper && lower)) {
            if (len > prev) {
                found |= found & CLASS_STATE
                             ? 0
                             : word_bits(w + prev, len - prev)
                                   | (prev ? word_bits(w, len) : 0);
                memmove(w, w + prev, len - prev);
                len -= prev;
                prev = len;
            }
            if (nf_is_space(c)) {
                bits |= found;
                len = prev = found = 0;
            }
        }
        lower = !upper && (unsigned)c - 'a' < 26u;
        if (upper || lower) {
            if (len == sizeof(w)) {
                len = prev = 0;
            }
            w[len++] = (char)nf_lower(c);
        }
    }
    return bits;
}

static unsigned node_class(const ticker_t *x, nf_id_t node)
{
    const nf_node_t *n = &x->t->nodes[node];

    if (n->kind != NF_NODE_ELEMENT || n->nattrs == 0
        || n->tag == NF_TAG_BODY || n->tag == NF_TAG_HTML) {
        return 0;
    }
    return class_bits(nf_attr_raw(x->t, node, "class"))
           | class_bits(nf_attr_raw(x->t, node, "id"));
}

/* --------------------------------------------------------------- places */

static uint32_t sum(const uint32_t *v, uint32_t from, uint32_t to)
{
    return v[to] - v[from];
}

/* Does the range hold the page's text, or too much of the page? */
static int is_outsized(const ticker_t *x, nf_id_t from, nf_id_t to)
{
    uint32_t a = nf_blocks_from(x->b, from), z = nf_blocks_from(x->b, to);

    return to - from > MAX_PLACE_NODES || z - a > MAX_PLACE_BLOCKS
           || sum(x->prose, a, z) || sum(x->h1, a, z);
}

/* Look at a range of nodes later. node: its element, or NF_NONE. */
static void add_place(ticker_t *x, nf_id_t node, nf_id_t from, nf_id_t to,
                      unsigned signs)
{
    place_t *p;
    unsigned i;

    if (is_outsized(x, from, to)) {
        return;
    }
    for (i = x->n; i-- > 0;) {
        if (x->seen_from[i] == from && x->seen_to[i] == to) {
            x->v[i].signs |= signs;
            return;
        }
    }
    if (x->n == MAX_PLACES) {
        return;
    }
    x->seen_from[x->n] = from;
    x->seen_to[x->n] = to;
    p = &x->v[x->n++];
    memset(p, 0, sizeof(*p));
    p->node = node;
    p->strip.from = from;
    p->strip.to = to;
    p->signs = signs;
}

static uint32_t links_in(const ticker_t *x, nf_id_t node)
{
    const nf_node_t *n = &x->t->nodes[node];

    return sum(x->links, nf_blocks_from(x->b, node),
               nf_blocks_from(x->b, n->end));
}

/* An element with a sign; without links in it, its parent. */
static void add_element(ticker_t *x, nf_id_t node, unsigned signs)
{
    int up;

    for (up = 0; up < 4 && node && links_in(x, node) == 0
                 && !(signs & SIGN_MARQUEE); up++) {
        node = x->t->nodes[node].parent;
        if (x->t->nodes[node].tag == NF_TAG_BODY) {
            return;
        }
    }
    if (node) {
        add_place(x, node, node, x->t->nodes[node].end, signs);
    }
}

/* Elements that say by class, id, role or tag that they are a ticker. */
static void find_elements(ticker_t *x)
{
    nf_hints_t any = NF_HINT(TICKER);
    nf_id_t i, parent = NF_NONE;

    for (i = 1; i < x->t->nnodes; i++) {
        const nf_node_t *n = &x->t->nodes[i];
        unsigned class;

        if (!(x->b->hints[i] & any) && n->tag != NF_TAG_MARQUEE) {
            continue;
        }
        class = node_class(x, i);
        add_element(x, i, n->tag == NF_TAG_MARQUEE ? SIGN_MARQUEE : 0);
        /* slides of one strip that alone has no word of its own */
        if (class & CLASS_STRONG && n->parent == parent
            && x->t->nodes[parent].tag != NF_TAG_BODY) {
            add_element(x, parent, 0);
        }
        parent = n->parent;
    }
}

/* The bar whose title is this block: the smallest element around it with
 * links beside it, and the element after it. */
static void add_titled(ticker_t *x, uint32_t block)
{
    const nf_block_t *k = &x->b->v[block];
    nf_id_t node = k->owner, child = node;
    uint32_t own = k->links;
    int up;

    for (up = 0; up < 6 && node; up++) {
        if (x->t->nodes[node].tag == NF_TAG_BODY) {
            break;
        }
        if (links_in(x, node) > own) {
            add_place(x, node, node, x->t->nodes[node].end, 0);
            break;
        }
        child = node;
        node = x->t->nodes[node].parent;
    }
    if (node && child != node && x->t->nodes[child].end
                                     < x->t->nodes[node].end) {
        nf_id_t next = x->t->nodes[child].end;

        while (next < x->t->nodes[node].end
               && x->t->nodes[next].kind == NF_NODE_TEXT) {
            next++;
        }
        if (next < x->t->nodes[node].end) {
            add_place(x, next, next, x->t->nodes[next].end, 0);
        }
    }
}

/* NF_PHRASE_* of a block that may be a title: not an entry of a menu. */
static unsigned title_bits(const nf_block_t *k)
{
    if (k->chars > 48 || (k->link_chars * 2 > k->chars && !k->heading)) {
        return 0;
    }
    return nf_phrase_lookup(k->text);
}

/* The same of the text before the first link of a block. */
static unsigned lead_bits(const ticker_t *x, const nf_block_t *k)
{
    const nf_node_t *n = &x->t->nodes[k->first];
    nf_buf_t buf;

    if (k->links == 0 || k->link_chars + 3 > k->chars
        || n->src_end - n->src > 120
        || nf_tree_up(x->t, k->first, NF_TAG_A) > k->owner) {
        return 0;
    }
    nf_buf_init(&buf, x->page->pool, 64);
    nf_tree_text_node(x->t, k->first, 0, &buf);
    return nf_phrase_lookup(nf_str_trim((nf_str_t){buf.p, buf.len}));
}

/* Three and more links of headline length in a row before the text: the
 * element around them. */
static void find_runs(ticker_t *x)
{
    uint32_t i, first = 0, n = 0, gap = 0;

    for (i = 0; i <= x->b->n; i++) {
        const nf_block_t *k = &x->b->v[i];
        int last = i == x->b->n || k->first >= x->text_from;
        int link = !last && k->links && k->link_chars * 5 >= k->chars * 4
                   && (k->chars >= 24 || k->words >= 4) && !k->in_footer
                   && k->heading != 1
                   && !(k->hints & (NF_HINT(MENU) | NF_HINT(NAV)
                                    | NF_HINT(FOOTER) | NF_HINT(RELATED)));

        if (link) {
            first = n++ ? first : i;
            gap = 0;
        }
        else if (last || k->chars > 24 || ++gap > 2) {
            nf_id_t up = n >= 3 ? x->b->v[first].first : NF_NONE;

            while (up && x->t->nodes[up].end <= x->b->v[i - gap - 1].first) {
                up = x->t->nodes[up].parent;
            }
            if (up && x->t->nodes[up].tag != NF_TAG_BODY) {
                add_place(x, up, up, x->t->nodes[up].end, 0);
            }
            n = gap = 0;
        }
        if (last) {
            break;
        }
    }
}

/* Titles of bars, and lines with separators. */
static void find_lines(ticker_t *x)
{
    uint32_t i;

    for (i = 0; i < x->b->n; i++) {
        const nf_block_t *k = &x->b->v[i];

        if (k->heading == 1) {
            continue;
        }
        if (title_bits(k) & NF_PHRASE_BAR) {
            add_titled(x, i);
        }
        else if (lead_bits(x, k) & NF_PHRASE_BAR) {
            add_place(x, k->owner, k->owner, x->t->nodes[k->owner].end, 0);
            add_titled(x, i);
        }
        if (k->chars < 60 || k->first >= x->text_from || k->in_footer
            || nf_strip_separators(k->text) < 2) {
            continue;
        }
        add_place(x, NF_NONE, nf_strip_line(x->page, k), k->last + 1,
                  SIGN_SEPARATED);
    }
}

/* ------------------------------------------------------------- weighing */

/* Signs of classes: of the place, of what wraps it alone, of what it wraps.
 */
static unsigned class_signs(const ticker_t *x, const place_t *p)
{
    nf_id_t node = p->node ? p->node : x->t->nodes[p->strip.from].parent;
    uint32_t links = p->node ? links_in(x, node) : 0;
    unsigned bits = node_class(x, node), signs = 0;
    nf_id_t i, to = p->strip.from + 60;
    int up;

    for (up = 0; up < 3 && node; up++) {
        node = x->t->nodes[node].parent;
        if (node == NF_NONE || links_in(x, node) > links + 2) {
            break;
        }
        bits |= node_class(x, node);
    }
    to = to < p->strip.to ? to : p->strip.to;
    for (i = p->strip.from; i < to; i++) {
        if (x->t->nodes[i].kind == NF_NODE_ELEMENT) {
            unsigned inner = node_class(x, i);

            bits |= inner & (CLASS_STRONG | CLASS_SLIDER | CLASS_MARKET);
            signs |= x->t->nodes[i].tag == NF_TAG_MARQUEE ? SIGN_MARQUEE : 0;
        }
    }
    signs |= bits & CLASS_STRONG ? SIGN_STRONG
             : bits & CLASS_WEAK ? SIGN_WEAK
                                 : 0;
    signs |= bits & CLASS_NAV && !(bits & (CLASS_STRONG | CLASS_WEAK))
                 ? SIGN_MENU
                 : 0;
    signs |= bits & CLASS_MARKET ? SIGN_MARKET : 0;
    signs |= bits & CLASS_LIVE ? SIGN_LIVE : 0;
    signs |= bits & CLASS_OTHER ? SIGN_OTHER_LIST : 0;
    signs |= bits & CLASS_SLIDER ? SIGN_SLIDER : 0;
    return signs;
}

/* The title in the block before the place, if that belongs to it. */
static unsigned title_before(const ticker_t *x, place_t *p)
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
    bits = title_bits(k);
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

static unsigned title_signs(const ticker_t *x, place_t *p)
{
    unsigned bits = p->strip.title;
    char *aria = p->node ? nf_attr(x->t, p->node, "aria-label",
                                   x->page->pool)
                         : NULL;

    if (!(bits & (NF_PHRASE_BAR | NF_PHRASE_RELATED | NF_PHRASE_POPULAR))) {
        bits |= title_before(x, p);
    }
    if (bits == 0 && aria) {
        bits |= nf_phrase_lookup(nf_str(aria));
    }
    if (bits & NF_PHRASE_BREAKING) {
        return SIGN_BREAKING;
    }
    if (bits & (NF_PHRASE_LATEST | NF_PHRASE_HEADLINES)) {
        return SIGN_TITLE;
    }
    if (bits & NF_PHRASE_TREND) {
        return SIGN_TREND;
    }
    return bits & (NF_PHRASE_RELATED | NF_PHRASE_POPULAR) ? SIGN_OTHER_LIST
                                                          : 0;
}

/* Is the place in a column beside the text? */
static int is_beside(const ticker_t *x, nf_id_t node, const nf_block_t *k)
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
            && node_class(x, node) & CLASS_SIDE) {
            return 1;
        }
        node = x->t->nodes[node].parent;
    }
    return 0;
}

static unsigned position_signs(const ticker_t *x, const place_t *p)
{
    nf_id_t node = p->node ? p->node : x->t->nodes[p->strip.from].parent;
    nf_hints_t path = x->b->path[node];
    uint32_t at = nf_blocks_from(x->b, p->strip.from);
    const nf_block_t *k = at < x->b->n ? &x->b->v[at] : NULL;
    unsigned signs = p->strip.from < x->text_from ? SIGN_ABOVE : SIGN_BELOW;

    if (k == NULL) {
        return signs;
    }
    signs |= k->in_header ? SIGN_HEADER : 0;
    signs |= k->in_footer || path & NF_HINT(FOOTER) ? SIGN_FOOTER : 0;
    signs |= is_beside(x, node, k) ? SIGN_ASIDE : 0;
    signs |= at < 2 ? SIGN_TOP : 0;
    signs |= path & (NF_HINT(MENU)) ? SIGN_MENU : 0;
    signs |= path & (NF_HINT(RELATED) | NF_HINT(COMMENT) | NF_HINT(PAGER)
                     | NF_HINT(COOKIE) | NF_HINT(NEWSLETTER)
                     | NF_HINT(BREADCRUMB))
                 ? SIGN_OTHER_LIST
                 : 0;
    return signs;
}

static unsigned item_signs(const nf_strip_t *s)
{
    unsigned signs = 0, n = s->n, all = n + s->clones;

    signs |= s->full >= 3 ? SIGN_MANY : s->full == 2 ? SIGN_SEVERAL : 0;
    signs |= n == 1 ? SIGN_SINGLE : 0;
    signs |= s->labels ? SIGN_LABELS : 0;
    signs |= s->clones >= 2 ? SIGN_CLONES : 0;
    signs |= s->separators >= 2 && s->full >= 3
                     && s->separators * 3 >= (all - 1) * 2
                 ? SIGN_SEPARATED : 0;
    signs |= s->nested >= 2 ? SIGN_NESTED : 0;
    signs |= s->full * 2 <= n && n > s->full ? SIGN_SHORT : 0;
    signs |= s->size < 22 * n ? SIGN_TERSE : 0;
    signs |= s->numeric * 2 > n ? SIGN_NUMERIC : 0;
    signs |= s->taggy * 2 > n ? SIGN_TAGS : 0;
    signs |= s->promo * 2 >= n && s->promo ? SIGN_PROMO : 0;
    signs |= s->excerpts ? SIGN_EXCERPTS : 0;
    signs |= s->images * 2 > n ? SIGN_IMAGES : 0;
    signs |= n > 1 && s->to - s->from > 28 * all ? SIGN_BULKY : 0;
    return signs;
}

/* One headline alone has to be long, and said to be breaking news; where it
 * is no link, twice. */
static int is_single(const place_t *p)
{
    unsigned said = p->signs & (SIGN_BREAKING | SIGN_STRONG | SIGN_MARQUEE);

    if (p->strip.size < 26 || !(said & (SIGN_BREAKING | SIGN_STRONG))) {
        return 0;
    }
    return p->strip.v->linked || said & SIGN_MARQUEE
           || (p->signs & SIGN_STRONG
               && p->signs & (SIGN_BREAKING | SIGN_LABELS));
}

static void weigh(ticker_t *x, place_t *p)
{
    size_t i;

    nf_strip_read(x->page, p->strip.from, p->strip.to, &p->strip);
    if (p->strip.n == 0) {
        return;
    }
    p->signs &= ~SIGN_SEPARATED;
    p->signs |= item_signs(&p->strip) | class_signs(x, p) | title_signs(x, p)
                | position_signs(x, p);
    if (p->strip.v->anchor == NF_NONE && p->strip.size < 30 * p->strip.n
        && !(p->signs & (SIGN_STRONG | SIGN_MARQUEE))) {
        p->signs |= SIGN_TERSE;
    }
    if (p->signs & SIGN_SINGLE && !is_single(p)) {
        return;
    }
    for (i = 0; i < sizeof(evidence) / sizeof(evidence[0]); i++) {
        if ((p->signs & evidence[i].signs) == evidence[i].signs) {
            p->weight += evidence[i].weight;
        }
    }
}

/* --------------------------------------------------------------- choice */

static int overlap(const place_t *a, const place_t *b)
{
    return a->strip.from < b->strip.to && b->strip.from < a->strip.to;
}

static int inside(const place_t *a, const place_t *b)
{
    return a->strip.from >= b->strip.from && a->strip.to <= b->strip.to;
}

/* The heavier; of equals the inner one with most of the outer one's
 * headlines, else the one with more headlines, then with less else. */
static int better(const place_t *a, const place_t *b)
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

static place_t *next_best(ticker_t *x, place_t **chosen, unsigned n)
{
    place_t *best = NULL;
    unsigned i, k;

    for (i = 0; i < x->n; i++) {
        place_t *p = &x->v[i];

        if (p->weight < ACCEPT || p->strip.n == 0) {
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
static void mark(ticker_t *x, const place_t *p)
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

static int is_known(const apr_array_header_t *keys, const nf_strip_item_t *e)
{
    int i;

    for (i = 0; i < keys->nelts; i++) {
        if (strcmp(APR_ARRAY_IDX(keys, i, const char *), e->key) == 0) {
            return 1;
        }
    }
    return 0;
}

static void report(const place_t *p, apr_array_header_t *items,
                   apr_array_header_t *keys)
{
    unsigned i;

    for (i = 0; i < p->strip.n && items->nelts < NF_MAX_TICKER; i++) {
        const nf_strip_item_t *e = &p->strip.v[i];

        if (is_known(keys, e) || e->promo || e->numeric) {
            continue;
        }
        APR_ARRAY_PUSH(keys, const char *) = e->key;
        APR_ARRAY_PUSH(items, nf_link_t) = (nf_link_t){
            .headline = e->text, .url = e->url, .label = e->label,
            .node = e->node};
    }
}

/* ----------------------------------------------------------------- page */

/* Prefix sums over the blocks, and where h1 and text begin. */
static void measure(ticker_t *x)
{
    uint32_t i, n = x->b->n, h1 = n, prose = n;
    size_t size = sizeof(uint32_t) * (n + 1);

    x->prose = apr_pcalloc(x->page->pool, size);
    x->h1 = apr_pcalloc(x->page->pool, size);
    x->links = apr_pcalloc(x->page->pool, size);
    for (i = 0; i < n; i++) {
        const nf_block_t *k = &x->b->v[i];
        int text = k->chars >= k->link_chars * 2 + 140 && k->stops
                   && !k->heading && nf_strip_separators(k->text) < 2;

        x->prose[i + 1] = x->prose[i] + (text != 0);
        x->h1[i + 1] = x->h1[i] + (k->heading == 1);
        x->links[i + 1] = x->links[i] + k->links;
        if (k->heading == 1 && (h1 == n || prose == n)) {
            h1 = i;
        }
        if (text && prose == n && !k->in_header && !k->in_nav) {
            prose = i;
        }
    }
    i = h1 < prose ? h1 : prose;
    x->text_from = i < n ? x->b->v[i].first : x->t->nnodes;
}

void nf_ticker_detect(nf_page_t *page, apr_array_header_t *items,
                      nf_evidence_t *ev)
{
    ticker_t *x = apr_pcalloc(page->pool, sizeof(*x));
    apr_array_header_t *keys = apr_array_make(page->pool, 16, sizeof(char *));
    place_t *chosen[MAX_STRIPS], *p;
    unsigned i, n = 0;

    x->page = page;
    x->t = page->tree;
    x->b = page->blocks;
    x->v = apr_palloc(page->pool, sizeof(*x->v) * MAX_PLACES);
    measure(x);
    find_elements(x);
    find_lines(x);
    find_runs(x);
    for (i = 0; i < x->n; i++) {
        weigh(x, &x->v[i]);
    }
    while (n < MAX_STRIPS && (p = next_best(x, chosen, n)) != NULL) {
        mark(x, p);
        /* in page order */
        for (i = n++; i > 0 && chosen[i - 1]->strip.from > p->strip.from;
             i--) {
            chosen[i] = chosen[i - 1];
        }
        chosen[i] = p;
    }
    for (i = 0; i < n; i++) {
        report(chosen[i], items, keys);
    }
}
