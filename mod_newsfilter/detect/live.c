/* live.c -- see live.h. */
#include <string.h>
#include <apr_strings.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "clean.h"
#include "date.h"
#include "live.h"
#include "moment.h"

enum {
    LIVE_MIN = 3,     /* updates that make a live blog by their look */
    LIVE_TEXT = 20000 /* bytes of an update in the page's own JSON-LD */
};

/* An element that may be an update. */
typedef struct entry_t {
    nf_id_t node;
    nf_id_t time;         /* the element that tells it */
    const char *iso;      /* exact */
    uint32_t first, last; /* its blocks of the body: indices into blocks[],
                           * last is behind them */
} entry_t;

typedef struct in_t {
    const nf_page_t *page;
    const nf_settings_t *settings;
    nf_facts_t *f;
    apr_array_header_t *entries; /* entry_t */
} in_t;

static const char *exact(const in_t *in, const char *iso)
{
    if (iso && in->settings && in->settings->zone) {
        iso = nf_zone_tell(in->settings->zone, iso, in->page->pool);
    }
    return nf_moment_exact(iso, in->page->pool);
}

/* ------------------------------------------------- what the page shows */

static int is_modified(const nf_tree_t *t, nf_id_t node)
{
    return nf_str_ifind(nf_attr_raw(t, node, "itemprop"), "modified") != NULL
           || nf_str_ifind(nf_attr_raw(t, node, "class"), "modified") != NULL;
}

/* Times of day in the body, but for those of what it quotes. */
static void find_times(in_t *in)
{
    const nf_tree_t *t = in->page->tree;
    nf_id_t root = in->f->body.root, i = root + 1;
    unsigned left = NF_MAX_UPDATE_TIMES;

    while (i < t->nodes[root].end && left) {
        const nf_node_t *n = &t->nodes[i];

        if (n->kind == NF_NODE_ELEMENT
            && (n->tag == NF_TAG_BLOCKQUOTE || n->tag == NF_TAG_FIGURE)) {
            i = n->end;
            continue;
        }
        if (n->kind == NF_NODE_ELEMENT && n->tag == NF_TAG_TIME
            && !is_modified(t, i)) {
            const char *iso =
                exact(in, nf_date_of_node(in->page, i, in->f->language));

            left--;
            if (iso && strchr(iso, 'T')) {
                APR_ARRAY_PUSH(in->entries, entry_t) =
                    (entry_t){.node = i, .time = i, .iso = iso};
            }
        }
        i++;
    }
}

/* The outermost element around a time with no other time in it. */
static nf_id_t alone_around(const in_t *in, int k)
{
    const nf_tree_t *t = in->page->tree;
    const entry_t *e = &APR_ARRAY_IDX(in->entries, k, entry_t);
    nf_id_t node = e->time, up;

    for (up = t->nodes[node].parent; up != in->f->body.root;
         up = t->nodes[up].parent) {
        if ((k > 0 && nf_tree_contains(t, up, e[-1].time))
            || (k + 1 < in->entries->nelts
                && nf_tree_contains(t, up, e[1].time))) {
            break;
        }
        node = up;
    }
    return node;
}

static nf_id_t first_of(const in_t *in, uint32_t k)
{
    return in->page->blocks->v[in->f->body.blocks[k]].first;
}

/* Each time's element, and what of the body stands in it. */
static void find_entries(in_t *in)
{
    const nf_tree_t *t = in->page->tree;
    uint32_t b = 0;
    int k;

    for (k = 0; k < in->entries->nelts; k++) {
        entry_t *e = &APR_ARRAY_IDX(in->entries, k, entry_t);

        e->node = alone_around(in, k);
        while (b < in->f->body.n && first_of(in, b) < e->node) {
            b++;
        }
        e->first = b;
        while (b < in->f->body.n && first_of(in, b) < t->nodes[e->node].end) {
            b++;
        }
        e->last = b;
    }
}

static int is_sibling(const nf_tree_t *t, const entry_t *a, const entry_t *b)
{
    return t->nodes[a->node].parent == t->nodes[b->node].parent
           && t->nodes[a->node].tag == t->nodes[b->node].tag
           && a->first < a->last;
}

/* The most entries side by side: entries first..first + returned - 1. */
static int longest_run(const in_t *in, int *first)
{
    const entry_t *v = (const entry_t *)in->entries->elts;
    int best = 0, i = 0, n;

    while (i < in->entries->nelts) {
        n = 0;
        while (i + n < in->entries->nelts
               && is_sibling(in->page->tree, &v[i + n], &v[i])) {
            n++;
        }
        if (n > best) {
            best = n;
            *first = i;
        }
        i += n ? n : 1;
    }
    return best;
}

/* Newest first or last, but for one that is pinned. */
static int is_ordered(const entry_t *v, int n)
{
    int rising = 0, falling = 0, i;

    for (i = 1; i < n; i++) {
        long long step = nf_moment_of(v[i].iso) - nf_moment_of(v[i - 1].iso);

        rising += step > 0;
        falling += step < 0;
    }
    return (rising <= 1 && falling >= LIVE_MIN - 1)
           || (falling <= 1 && rising >= LIVE_MIN - 1);
}

static const char *headline_in(const in_t *in, const entry_t *e)
{
    const nf_blocks_t *b = in->page->blocks;
    uint32_t i = nf_blocks_from(b, e->node);

    for (; i < b->n && b->v[i].first < in->page->tree->nodes[e->node].end;
         i++) {
        if (b->v[i].heading) {
            return b->v[i].text.len <= NF_MAX_HEADLINE
                       ? nf_str_dup(in->page->pool, b->v[i].text)
                       : NULL;
        }
    }
    return NULL;
}

/* The page's address with the element's own name. */
static const char *url_of(const in_t *in, nf_id_t node)
{
    const char *page = in->f->canonical ? in->f->canonical : in->page->url;
    const char *id = nf_attr(in->page->tree, node, "id", in->page->pool);
    const char *end = page ? strchr(page, '#') : NULL;

    if (page == NULL || id == NULL || *id == '\0') {
        return NULL;
    }
    return nf_url_absolute(
        apr_psprintf(in->page->pool, "%.*s#%s",
                     (int)(end ? (size_t)(end - page) : strlen(page)), page,
                     id),
        in->page->pool);
}

/* What of it everybody may read. */
static const char *text_of(const in_t *in, const entry_t *e)
{
    nf_buf_t out;
    uint32_t k;

    if (in->f->free_body == NULL || in->f->paywall) {
        return NULL;
    }
    nf_buf_init(&out, in->page->pool, 512);
    for (k = e->first; k < e->last; k++) {
        const nf_block_t *b = &in->page->blocks->v[in->f->body.blocks[k]];

        if (!b->heading) {
            nf_buf_adds(&out, out.len ? "\n\n" : "");
            nf_buf_add(&out, b->text.p, b->text.len);
        }
    }
    return out.len ? nf_buf_cstr(&out) : NULL;
}

static void add_update(nf_live_t *live, nf_update_t update)
{
    if ((update.headline || update.text)
        && live->updates->nelts < NF_MAX_UPDATES) {
        APR_ARRAY_PUSH(live->updates, nf_update_t) = update;
    }
}

/* The coverage has begun with its first update, or the page before it. */
static const char *start_of(const in_t *in, const entry_t *v, int n)
{
    const char *start = nf_moment_exact(in->f->date_published, in->page->pool);
    int i;

    if (start == NULL || strchr(start, 'T') == NULL) {
        start = v->iso;
    }
    for (i = 0; i < n; i++) {
        if (nf_moment_of(v[i].iso) < nf_moment_of(start)) {
            start = v[i].iso;
        }
    }
    return start;
}

/* 0: the article is not made of updates. */
static int read_shown(in_t *in, nf_live_t *live)
{
    const entry_t *v;
    int first = 0, n, i;

    in->entries = apr_array_make(in->page->pool, 16, sizeof(entry_t));
    find_times(in);
    find_entries(in);
    n = longest_run(in, &first);
    v = (const entry_t *)in->entries->elts + first;
    if (n < LIVE_MIN || !is_ordered(v, n)) {
        return 0;
    }
    if (live->start == NULL) {
        live->start = start_of(in, v, n);
    }
    for (i = 0; i < n; i++) {
        add_update(live, (nf_update_t){.headline = headline_in(in, &v[i]),
                                       .date_published = v[i].iso,
                                       .url = url_of(in, v[i].node),
                                       .text = text_of(in, &v[i])});
    }
    return 1;
}

/* ------------------------------------------ what it says to machines */

static const char *own_text(const in_t *in, const json_t *o, const char *key,
                            size_t max)
{
    const char *s = json_string_value(json_object_get(o, key));

    return s ? nf_clean(nf_str(s), max, in->page->pool) : NULL;
}

static const char *own_date(const in_t *in, const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));

    return s ? exact(in,
                     nf_date_parse(nf_str(s), in->f->language, in->page->pool))
             : NULL;
}

static void add_own(const in_t *in, const json_t *o, nf_live_t *live)
{
    const char *url = json_string_value(json_object_get(o, "url"));
    nf_update_t update = {
        .headline = own_text(in, o, "headline", NF_MAX_HEADLINE),
        .date_published = own_date(in, o, "datePublished"),
        .url =
            url ? nf_url_resolve(in->page->base, url, in->page->pool) : NULL};

    if (in->f->free_body && !in->f->paywall) {
        update.text = own_text(in, o, "articleBody", LIVE_TEXT);
    }
    if (update.date_published) {
        add_update(live, update);
    }
}

static void read_own(const in_t *in, const json_t *article, nf_live_t *live)
{
    const json_t *list = json_object_get(article, "liveBlogUpdate");
    size_t n = json_is_array(list) ? json_array_size(list) : list != NULL, i;

    live->start = own_date(in, article, "coverageStartTime");
    live->end = own_date(in, article, "coverageEndTime");
    for (i = 0; i < n && live->updates->nelts < NF_MAX_UPDATES; i++) {
        add_own(in, json_is_array(list) ? json_array_get(list, i) : list,
                live);
    }
}

/* ---------------------------------------------------------------- both */

/* Does a class around its text say so? */
static int has_class(const in_t *in)
{
    nf_id_t node = in->f->body.n ? first_of(in, in->f->body.n - 1) : NF_NONE;

    for (; node; node = in->page->tree->nodes[node].parent) {
        if (in->page->blocks->hints[node] & NF_HINT(LIVE)) {
            return 1;
        }
    }
    return 0;
}

/* Does a word of the page's address? */
static int has_word(const in_t *in)
{
    static const char *const words[] = {"direct",     "directo",  "diretta",
                                        "live",       "liveblog", "liveticker",
                                        "liveupdates"};
    const char *p = in->f->canonical ? in->f->canonical : in->page->url;
    size_t n, i;

    for (p = p ? strchr(p, ':') : NULL; p && *p; p += n + (p[n] != '\0')) {
        n = strcspn(p, "/-_.?&=");
        for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
            if (nf_str_ieq((nf_str_t){p, n}, words[i])) {
                return 1;
            }
        }
    }
    return 0;
}

void nf_live_detect(const nf_page_t *page, const nf_settings_t *settings,
                    nf_facts_t *f)
{
    in_t in = {.page = page, .settings = settings, .f = f};
    int told = strcmp(f->type, "LiveBlogPosting") == 0;
    nf_live_t *live;

    if (!told && !has_class(&in) && !has_word(&in)) {
        return;
    }
    live = apr_pcalloc(page->pool, sizeof(*live));
    live->updates = apr_array_make(page->pool, 8, sizeof(nf_update_t));
    read_own(&in, nf_evidence_article(f->evidence), live);
    if (live->updates->nelts > 0 || read_shown(&in, live) || told) {
        f->type = "LiveBlogPosting";
        f->live = live;
    }
}
