/* ticker_strip.c -- items of a strip of headlines (ticker_strip.h). */
#include <string.h>
#include <apr_strings.h>
#include "../page/url.h"
#include "ticker_strip.h"
#include "ticker_units.h"
#include "ticker_words.h"

enum { MAX_CLASS = 2000 /* bytes of a class looked at */ };

typedef struct reader_t {
    const nf_page_t *page;
    const nf_tree_t *t;
    nf_units_t units;
    unsigned room; /* for items in strip->v */
    nf_strip_t *strip;
} reader_t;

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
        "/privacy",   "/datenschutz",  "/impressum", "/advertis",
        "/live-tv",   "/livetv",       "/tickets",   "/careers"};
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

/* The label that a text leads with, taken off; NULL if it has none. The
 * first text of a line may have the bar's title before its label. */
static const char *take_label(reader_t *x, nf_str_t *text, int first)
{
    nf_str_t lead, rest;
    unsigned bits = nf_phrase_lead(*text, &lead, &rest);
    const char *label = NULL;

    if (first && bits & NF_PHRASE_BAR
        && (!(bits & NF_PHRASE_LABEL)
            || nf_phrase_lead(rest, &lead, &rest) & NF_PHRASE_LABEL)) {
        nf_phrase_lead(*text, &lead, text);
        x->strip->title |= bits;
        bits = nf_phrase_lead(*text, &lead, &rest);
    }
    if (bits & (NF_PHRASE_LABEL | NF_PHRASE_BREAKING)) {
        label = nf_str_dup(x->page->pool, lead);
        *text = rest;
    }
    return label;
}

/* Add one text as an item. Returns the item, the twin it has, or NULL. */
static nf_strip_item_t *add_item(reader_t *x, nf_str_t text, const char *label,
                                 const nf_unit_t *u)
{
    nf_strip_t *s = x->strip;
    nf_strip_item_t item = {0}, *twin;
    const char *own;
    char key[256];

    text = nf_strip_unstamp(nf_strip_trim(text));
    own = take_label(x, &text, u->anchor == NF_NONE && s->n == 0);
    label = own ? own : label;
    if (!nf_strip_judge(text, &item)
        || nf_phrase_lookup(text)
               & (NF_PHRASE_MORE | NF_PHRASE_LABEL | NF_PHRASE_BAR)) {
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
    s->v[s->n] = item;
    return &s->v[s->n++];
}

/* Does this text between links lead the link after it, being in an element
 * around the two alone? */
static int leads(const reader_t *x, const nf_unit_t *u, const nf_unit_t *link,
                 const nf_unit_t *next)
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
    const nf_unit_t *label = NULL;
    unsigned i, k;

    for (i = 0; i < x->units.n; i++) {
        const nf_unit_t *u = &x->units.v[i], *next = NULL;
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
        for (k = i + 1; k < x->units.n && next == NULL; k++) {
            next = x->units.v[k].anchor && *x->units.v[k].text ? &x->units.v[k]
                                                               : NULL;
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
                x->units.v[next - x->units.v].image = 1;
            }
            continue;
        }
        add_item(x, text, word, u);
    }
}

/* No links: lines, or what stands between separators. */
static void plain_items(reader_t *x)
{
    const nf_unit_t *label = NULL;
    unsigned i;

    for (i = 0; i < x->units.n; i++) {
        nf_unit_t *u = &x->units.v[i];
        nf_str_t text = nf_str(u->text);
        size_t from = 0, at;
        unsigned seps = nf_strip_separators(text), bits;

        /* a headline followed by a link to the whole story */
        if (u->anchor == NF_NONE && i + 1 < x->units.n && x->units.v[i + 1].url
            && nf_phrase_lookup(nf_str(x->units.v[i + 1].text))
                   & NF_PHRASE_MORE) {
            u->url = x->units.v[i + 1].url;
        }
        bits = nf_phrase_lookup(text);
        if (x->strip->n == 0) {
            x->strip->title |= bits;
        }
        if (bits & NF_PHRASE_LABEL) {
            label = u;
            continue;
        }
        x->strip->separators += seps;
        for (at = 0; at <= text.len; at++) {
            size_t len = at < text.len ? nf_strip_separator(text, at) : 1;

            if (len) {
                add_item(x, nf_str_trim((nf_str_t){text.p + from, at - from}),
                         from == 0 && label ? label->text : NULL, u);
                from = at + len;
                at += len - 1;
            }
        }
        label = NULL;
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
        s->images += s->v[i].image;
        s->labels += s->v[i].label != NULL;
    }
}

void nf_strip_vet(nf_strip_t *s)
{
    unsigned i;

    for (i = 0; i < s->n; i++) {
        nf_strip_item_t *e = &s->v[i];

        e->promo = nf_phrase_promo(nf_str(e->text))
                   || (e->url && is_promo_url(e->url));
        e->taggy = e->url && is_taggy(e->url);
        s->promo += e->promo;
        s->taggy += e->taggy;
    }
}

int nf_strip_is_known(apr_array_header_t *keys, const nf_strip_item_t *item)
{
    int i;

    for (i = 0; i < keys->nelts; i++) {
        if (strcmp(APR_ARRAY_IDX(keys, i, const char *), item->key) == 0) {
            return 1;
        }
    }
    APR_ARRAY_PUSH(keys, const char *) = item->key;
    return 0;
}

void nf_strip_read(const nf_page_t *page, nf_id_t from, nf_id_t to,
                   nf_strip_t *strip)
{
    reader_t reader = {.page = page, .t = page->tree, .strip = strip};
    nf_units_t *units = &reader.units;
    unsigned i, linked = 0, plain = 0, seps = 0, more = 0;

    memset(strip, 0, sizeof(*strip));
    strip->from = from;
    strip->to = to;
    nf_units_read(page, from, to, units);
    strip->links = units->links;
    strip->nested = units->nested;
    strip->title = units->title;
    for (i = 0; i < units->n; i++) {
        nf_strip_item_t probe = {0};
        nf_str_t text = nf_str(units->v[i].text);
        unsigned cuts = nf_strip_separators(text);
        int is_more = (nf_phrase_lookup(text) & NF_PHRASE_MORE) != 0;

        seps += cuts;
        more += is_more && units->v[i].anchor;
        plain += cuts >= 2 && units->v[i].anchor == NF_NONE;
        if (nf_strip_judge(text, &probe) && probe.full && !is_more) {
            linked += units->v[i].anchor && units->v[i].url;
            plain += units->v[i].anchor == NF_NONE;
        }
    }
    reader.room =
        seps + units->n < NF_STRIP_ITEMS ? seps + units->n : NF_STRIP_ITEMS;
    strip->v = apr_palloc(page->pool, sizeof(*strip->v) * (reader.room + 1));
    if (linked || strip->links >= more + 3 || !plain) {
        linked_items(&reader);
        drop_odd(page->tree, strip);
    }
    else {
        plain_items(&reader);
    }
    tally(strip);
}
