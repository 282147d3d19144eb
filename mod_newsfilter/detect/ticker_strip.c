/* ticker_strip.c -- items of a strip of headlines (ticker_strip.h). */
#include <string.h>
#include <apr_strings.h>
#include "../page/url.h"
#include "ticker_strip.h"
#include "ticker_words.h"

/* A piece of text between two borders: a link or what stands between. */
typedef struct unit_t {
    const char *text;
    const char *label;
    const char *url;
    nf_id_t node; /* its first text node */
    nf_id_t last;
    nf_id_t anchor;
    unsigned image : 1;
    unsigned cut : 1; /* a separator stands before it */
} unit_t;

enum {
    ROLE_TITLE = 1,
    ROLE_DROP = 2,
    MAX_UNITS = 4 * NF_STRIP_ITEMS,
    MAX_UNIT = 65536, /* bytes of text: enough for a bar of lines */
    MAX_CLASS = 2000  /* bytes of a class looked at */
};

typedef struct reader_t {
    const nf_page_t *page;
    const nf_tree_t *t;
    unit_t *v;
    unsigned n, cap;
    unsigned room;       /* for items in strip->v */
    nf_buf_t all, title; /* of the open unit */
    unit_t cur;
    nf_id_t anchor_end;
    nf_id_t title_end, drop_end; /* roles of elements inside a link */
    nf_id_t li_end;
    nf_strip_t *strip;
} reader_t;

/* ---------------------------------------------------------------- units */

static nf_str_t buf_str(const nf_buf_t *b)
{
    return nf_str_trim((nf_str_t){b->p, b->len});
}

/* The unit's text: its title element where it has one worth the name. */
static nf_str_t unit_text(reader_t *x)
{
    nf_str_t title = buf_str(&x->title), all = buf_str(&x->all);
    nf_strip_item_t probe = {0};

    if (title.len && title.len < all.len && title.p[title.len - 1] != ':'
        && nf_strip_judge(title, &probe) && probe.full) {
        return title;
    }
    return all;
}

static void push(reader_t *x)
{
    if (x->n == x->cap) {
        unit_t *v = apr_palloc(x->page->pool, sizeof(*v) * x->cap * 2);

        memcpy(v, x->v, sizeof(*v) * x->n);
        x->v = v;
        x->cap *= 2;
    }
    x->v[x->n++] = x->cur;
}

/* End the open unit. */
static void flush(reader_t *x)
{
    nf_str_t text = unit_text(x);

    if ((text.len || (x->cur.anchor && x->cur.image)) && x->n < MAX_UNITS) {
        x->cur.text = nf_str_dup(x->page->pool, text);
        if (x->cur.anchor) {
            x->cur.url = nf_page_url_attr(x->page, x->cur.anchor, "href");
            if (x->cur.node == NF_NONE) {
                x->cur.node = x->cur.anchor;
            }
        }
        push(x);
    }
    x->all.len = x->title.len = 0;
    memset(&x->cur, 0, sizeof(x->cur));
}

/* One text node: a stamp, a label, or a part of the unit. */
static void add_text(reader_t *x, nf_id_t i)
{
    const nf_node_t *n = &x->t->nodes[i];
    size_t before;
    nf_str_t piece;

    if (x->cur.anchor == NF_NONE && x->cur.last
        && nf_tree_block_between(x->t, x->cur.last, i)) {
        flush(x);
    }
    if (x->all.len + (n->src_end - n->src) > MAX_UNIT) {
        return;
    }
    if (n->space_only) {
        if (x->all.len) {
            nf_buf_addc(&x->all, ' ');
        }
        return;
    }
    before = x->all.len;
    nf_tree_text_node(x->t, i, 0, &x->all);
    piece = nf_str_trim((nf_str_t){x->all.p + before, x->all.len - before});
    if (x->cur.anchor && n->parent != x->cur.anchor) {
        if (nf_phrase_lookup(piece) & (NF_PHRASE_LABEL | NF_PHRASE_BREAKING)
            && x->cur.label == NULL) {
            x->cur.label = nf_str_dup(x->page->pool, piece);
            x->all.len = before;
            return;
        }
        if (i < x->drop_end || nf_strip_is_stamp(piece)) {
            x->all.len = before;
            return;
        }
        if (i < x->title_end) {
            nf_buf_add(&x->title, x->all.p + before, x->all.len - before);
        }
    }
    if (x->cur.node == NF_NONE) {
        x->cur.node = i;
    }
    x->cur.last = i;
}

#define DROP_HINTS                                                    \
    (NF_HINT(DATE) | NF_HINT(TAGS) | NF_HINT(SHARE) | NF_HINT(SOCIAL) \
     | NF_HINT(AUTHOR) | NF_HINT(COMMENT) | NF_HINT(PAGER))

/* An element inside the range: borders of units, roles, counts. */
static void enter(reader_t *x, nf_id_t i)
{
    const nf_node_t *n = &x->t->nodes[i];
    unsigned flags = nf_tag_flags[n->tag];
    nf_hints_t own = x->page->blocks->hints[i];

    if (n->tag == NF_TAG_IMG) {
        x->cur.image = x->cur.anchor != NF_NONE;
    }
    else if (n->tag == NF_TAG_LI && n->end > x->li_end) {
        x->li_end = n->end;
    }
    else if ((n->tag == NF_TAG_UL || n->tag == NF_TAG_OL) && i < x->li_end) {
        x->strip->nested++;
    }
    if (x->cur.anchor == NF_NONE) {
        if (n->tag == NF_TAG_A && nf_attr_raw(x->t, i, "href").p) {
            flush(x);
            x->cur.anchor = i;
            x->anchor_end = n->end;
            x->strip->links++;
        }
        else if (n->tag == NF_TAG_BR || flags & NF_TF_BLOCK) {
            flush(x);
        }
        return;
    }
    if (flags & NF_TF_BLOCK || n->tag == NF_TAG_BR) {
        nf_buf_addc(&x->all, ' ');
        nf_buf_addc(&x->title, ' ');
    }
    if ((own & DROP_HINTS && !(own & NF_HINT(TITLE)))
        || n->tag == NF_TAG_TIME) {
        x->drop_end = n->end > x->drop_end ? n->end : x->drop_end;
    }
    else if (own & NF_HINT(TITLE) || flags & NF_TF_HEADING) {
        x->title_end = n->end > x->title_end ? n->end : x->title_end;
    }
}

static void read_units(reader_t *x, nf_id_t from, nf_id_t to)
{
    nf_id_t i = from;

    while (i < to) {
        const nf_node_t *n = &x->t->nodes[i];

        if (x->cur.anchor && i >= x->anchor_end) {
            flush(x);
        }
        if (n->kind == NF_NODE_TEXT) {
            add_text(x, i++);
            continue;
        }
        if (nf_tag_flags[n->tag] & NF_TF_HIDDEN || n->tag == NF_TAG_BUTTON) {
            i = n->end > i ? n->end : i + 1;
            continue;
        }
        enter(x, i);
        i++;
    }
    flush(x);
}

/* ---------------------------------------------------------------- items */

/* Does a path or a query hold one of these? Each begins with '/' or '?'. */
static int has_part(const char *url, const char *const *parts, size_t n)
{
    const char *p;
    size_t i;

    for (p = strpbrk(url, "/?"); p; p = strpbrk(p + 1, "/?")) {
        for (i = 0; i < n; i++) {
            if (parts[i][1] == p[1]
                && strncmp(parts[i], p, strlen(parts[i])) == 0) {
                return 1;
            }
        }
    }
    return 0;
}

static int is_taggy(const char *url)
{
    static const char *const parts[] = {
        "/tag/",        "/tags/",   "/topic/", "/topics/",  "/category/",
        "/categories/", "/author/", "/quote/", "/quotes/",  "/search",
        "/hashtag/",    "?tag=",    "/thema/", "/themen/",  "/stichwort",
        "/etiqueta",    "/tema/",   "/temas/", "/dossier/", "/section/",
        "/keyword",     "/label/",  "/match/", "/stock"};

    return has_part(url, parts, sizeof(parts) / sizeof(parts[0]));
}

static int is_promo_url(const char *url)
{
    static const char *const parts[] = {
        "/subscribe", "/subscription", "/abo/",      "/newsletter",
        "/login",     "/signup",       "/register",  "/donate",
        "/shop/",     "/anmeld",       "/suscri",    "/assine",
        "/privacy",   "/datenschutz",  "/impressum", "/advertis"};
    static const char *const hosts[] = {"play.google.com",
                                        "apps.apple.com",
                                        "itunes.apple.com",
                                        "facebook.com/sharer",
                                        "twitter.com/share",
                                        "twitter.com/intent",
                                        "wa.me/",
                                        "api.whatsapp.com",
                                        "t.me/"};
    size_t i;

    for (i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
        if (strstr(url, hosts[i])) {
            return 1;
        }
    }
    return has_part(url, parts, sizeof(parts) / sizeof(parts[0]));
}

/* The earlier item that tells the same story, or NULL. */
static nf_strip_item_t *find_twin(nf_strip_t *s, const char *key,
                                  const char *url)
{
    unsigned i;

    for (i = 0; i < s->n; i++) {
        nf_strip_item_t *e = &s->v[i];

        if (strcmp(e->key, key) == 0) {
            return e;
        }
        if (url && e->url && strcmp(e->url, url) == 0
            && (i + 1 == s->n || strncmp(e->key, key, 24) == 0)) {
            return e;
        }
    }
    return NULL;
}

static const char *clean_label(const char *label, apr_pool_t *pool)
{
    nf_str_t s = nf_str(label);

    while (s.len && strchr(":[]|- ", s.p[s.len - 1])) {
        s.len--;
    }
    while (s.len && strchr("[|- ", s.p[0])) {
        s.p++;
        s.len--;
    }
    return nf_str_dup(pool, s);
}

/* Is the link in a heading of the range? Then it may be the bar's title. */
static int in_heading(const reader_t *x, nf_id_t node)
{
    while (node > x->strip->from) {
        if (nf_tag_flags[x->t->nodes[node].tag] & NF_TF_HEADING) {
            return 1;
        }
        node = x->t->nodes[node].parent;
    }
    return 0;
}

/* Is the node in a slide that a carousel made as a copy? */
static int in_clone(const reader_t *x, nf_id_t node)
{
    while (node > x->strip->from) {
        nf_str_t class = nf_attr_raw(x->t, node, "class");

        class.len = class.len < MAX_CLASS ? class.len : MAX_CLASS;
        if (class.len
            && (nf_str_ifind(class, "clone")
                || nf_str_ifind(class, "duplicate"))) {
            return 1;
        }
        node = x->t->nodes[node].parent;
    }
    return 0;
}

/* Add one text as an item. Returns the item, the twin it has, or NULL. */
static nf_strip_item_t *add_item(reader_t *x, nf_str_t text, const char *label,
                                 const unit_t *u)
{
    nf_strip_t *s = x->strip;
    nf_strip_item_t item = {0}, *twin;
    nf_str_t lead, rest;
    char key[256];

    text = nf_strip_trim(text);
    if (nf_phrase_lead(text, &lead, &rest)
            & (NF_PHRASE_LABEL | NF_PHRASE_BREAKING)
        && label == NULL) {
        label = nf_str_dup(x->page->pool, lead);
        text = rest;
    }
    if (!nf_strip_judge(text, &item)
        || nf_phrase_lookup(text)
               & (NF_PHRASE_MORE | NF_PHRASE_LABEL | NF_PHRASE_BREAKING)) {
        return NULL;
    }
    nf_phrase_key(text, key, sizeof(key));
    item.clone = in_clone(x, u->node);
    twin = find_twin(s, key, u->url);
    if (twin && (item.clone || !twin->clone)) {
        s->clones++;
        twin->image |= u->image;
        return twin;
    }
    if (twin) {
        /* the copy stood before what it is a copy of */
        s->clones++;
        s->n--;
        memmove(twin, twin + 1, sizeof(*twin) * (size_t)(s->v + s->n - twin));
    }
    if (s->n == x->room) {
        return NULL;
    }
    item.text = nf_str_dup(x->page->pool, text);
    item.key = apr_pstrdup(x->page->pool, key);
    item.label = label ? clean_label(label, x->page->pool) : NULL;
    item.url = u->url;
    item.node = u->node;
    item.anchor = u->anchor;
    item.linked = u->anchor != NF_NONE || u->url != NULL;
    item.image = u->image;
    item.promo = nf_phrase_promo(text) || (u->url && is_promo_url(u->url));
    item.taggy = u->url && is_taggy(u->url);
    s->v[s->n] = item;
    return &s->v[s->n++];
}

/* Does this text between links lead the link after it, being in an element
 * around the two alone? */
static int leads(const reader_t *x, const unit_t *u, const unit_t *link,
                 const unit_t *next)
{
    nf_id_t up = x->t->nodes[u->node].parent;

    while (up > x->strip->from && !nf_tree_contains(x->t, up, link->node)) {
        up = x->t->nodes[up].parent;
    }
    return up > x->strip->from && nf_tree_contains(x->t, up, link->node)
           && (next == NULL || !nf_tree_contains(x->t, up, next->node));
}

/* Links as items; texts between them are labels or nothing. */
static void linked_items(reader_t *x)
{
    nf_strip_t *s = x->strip;
    const unit_t *label = NULL;
    unsigned i, k;

    for (i = 0; i < x->n; i++) {
        const unit_t *u = &x->v[i], *next = NULL;
        const char *word = u->label;
        nf_str_t text = nf_str(u->text);

        if (u->anchor == NF_NONE) {
            unsigned bits = nf_phrase_lookup(text);

            if (s->n == 0 && bits) {
                s->title |= bits;
            }
            label = bits & (NF_PHRASE_LABEL | NF_PHRASE_BREAKING) ? u : NULL;
            s->separators += nf_strip_separator(text, 0) == text.len;
            s->excerpts += text.len >= 120 && nf_strip_separators(text) < 2;
            continue;
        }
        for (k = i + 1; k < x->n && next == NULL; k++) {
            next = x->v[k].anchor && *x->v[k].text ? &x->v[k] : NULL;
        }
        if (s->n == 0 && next && text.len < 60 && in_heading(x, u->anchor)
            && !in_heading(x, next->anchor)) {
            s->title |= nf_phrase_lookup(text);
            continue;
        }
        if (label && word == NULL && leads(x, label, u, next)) {
            word = label->text;
        }
        label = NULL;
        if (u->url == NULL) {
            continue;
        }
        if (text.len == 0) {
            /* a picture that links where the next or last item does */
            if (next && next->url && strcmp(next->url, u->url) == 0) {
                x->v[next - x->v].image = 1;
            }
            continue;
        }
        add_item(x, text, word, u);
    }
}

/* No links: lines, or what stands between separators. */
static void plain_items(reader_t *x)
{
    unsigned i;

    for (i = 0; i < x->n; i++) {
        unit_t *u = &x->v[i];
        nf_str_t text = nf_str(u->text);
        size_t from = 0, at;
        unsigned seps = nf_strip_separators(text);

        /* a headline followed by a link to the whole story */
        if (u->anchor == NF_NONE && i + 1 < x->n && x->v[i + 1].url
            && nf_phrase_lookup(nf_str(x->v[i + 1].text)) & NF_PHRASE_MORE) {
            u->url = x->v[i + 1].url;
        }
        if (x->strip->n == 0) {
            x->strip->title |= nf_phrase_lookup(text);
        }
        x->strip->separators += seps;
        for (at = 0; at <= text.len; at++) {
            size_t len = at < text.len ? nf_strip_separator(text, at) : 1;

            if (len) {
                add_item(x, nf_str_trim((nf_str_t){text.p + from, at - from}),
                         NULL, u);
                from = at + len;
                at += len - 1;
            }
        }
    }
}

nf_id_t nf_strip_line(const nf_page_t *page, const nf_block_t *block)
{
    nf_id_t from = block->first;

    while (from != block->owner && from != NF_NONE
           && page->tree->nodes[from].parent != block->owner) {
        from = page->tree->nodes[from].parent;
    }
    return from == NF_NONE ? block->first : from;
}

/* Where in the markup an item stands: depth and tag of its link's parent. */
static unsigned shape(const nf_tree_t *t, const nf_strip_item_t *e)
{
    const nf_node_t *a = &t->nodes[e->anchor];

    return a->depth * 1024u + t->nodes[a->parent].tag;
}

/* The headlines of a strip are made alike. Leave out what is not, where most
 * are. */
static void drop_odd(const nf_tree_t *t, nf_strip_t *s)
{
    unsigned i, same = 0, votes = 0, full = 0, alike = 0, kept = 0;

    /* the majority's shape, if there is a majority */
    for (i = 0; i < s->n; i++) {
        unsigned one = shape(t, &s->v[i]);

        if (s->v[i].full) {
            same = votes == 0 ? one : same;
            votes = one == same ? votes + 1 : votes - 1;
            full++;
        }
    }
    for (i = 0; i < s->n; i++) {
        alike += s->v[i].full && shape(t, &s->v[i]) == same;
    }
    if (alike < 3 || alike * 2 <= full) {
        return;
    }
    for (i = 0; i < s->n; i++) {
        if (shape(t, &s->v[i]) == same) {
            s->v[kept++] = s->v[i];
        }
    }
    s->n = kept;
}

static void tally(nf_strip_t *s)
{
    unsigned i;

    for (i = 0; i < s->n; i++) {
        s->size += s->v[i].size;
        s->full += s->v[i].full;
        s->pairs += s->v[i].size < 36 && strchr(s->v[i].text, ':') != NULL;
        s->numeric += s->v[i].numeric;
        s->promo += s->v[i].promo;
        s->taggy += s->v[i].taggy;
        s->images += s->v[i].image;
        s->labels += s->v[i].label != NULL;
    }
}

void nf_strip_read(const nf_page_t *page, nf_id_t from, nf_id_t to,
                   nf_strip_t *strip)
{
    reader_t *x = apr_pcalloc(page->pool, sizeof(*x));
    unsigned i, linked = 0, plain = 0, seps = 0;

    memset(strip, 0, sizeof(*strip));
    strip->from = from;
    strip->to = to;
    x->page = page;
    x->t = page->tree;
    x->strip = strip;
    x->cap = 16;
    x->v = apr_palloc(page->pool, sizeof(*x->v) * x->cap);
    nf_buf_init(&x->all, page->pool, 256);
    nf_buf_init(&x->title, page->pool, 128);
    read_units(x, from, to);
    for (i = 0; i < x->n; i++) {
        nf_strip_item_t probe = {0};
        nf_str_t text = nf_str(x->v[i].text);
        unsigned cuts = nf_strip_separators(text);

        seps += cuts;
        plain += cuts >= 2 && x->v[i].anchor == NF_NONE;
        if (nf_strip_judge(text, &probe) && probe.full
            && !(nf_phrase_lookup(text) & NF_PHRASE_MORE)) {
            linked += x->v[i].anchor && x->v[i].url;
            plain += x->v[i].anchor == NF_NONE;
        }
    }
    x->room = seps + x->n < NF_STRIP_ITEMS ? seps + x->n : NF_STRIP_ITEMS;
    strip->v = apr_palloc(page->pool, sizeof(*strip->v) * (x->room + 1));
    if (linked || strip->links >= 3 || !plain) {
        linked_items(x);
        drop_odd(x->t, strip);
    }
    else {
        plain_items(x);
    }
    tally(strip);
}
