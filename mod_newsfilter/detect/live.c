/* live.c -- see live.h. */
#include <limits.h>
#include <string.h>
#include <apr_strings.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "body.h"
#include "clean.h"
#include "date.h"
#include "json_list.h"
#include "live.h"
#include "live_entries.h"
#include "moment.h"
#include "site.h"

enum {
    LIVE_MIN = 3,      /* updates that make a live blog by their look */
    LIVE_SHARE = 60,   /* per cent of the article's words in them */
    LIVE_LINE = 5,     /* words of a line of time and name */
    LIVE_TEXT = 20000, /* bytes of an update in the page's own JSON-LD */
    LIVE_BEFORE = 2,   /* days before the article was published, */
    LIVE_AFTER = 7     /* and after it was changed, that one may lie */
};

#define DAY (24 * 3600 * 1000LL)

typedef struct in_t {
    const nf_page_t *page;
    const nf_settings_t *settings;
    nf_facts_t *f;
} in_t;

static const nf_block_t *block_of(const in_t *in, uint32_t k)
{
    return &in->page->blocks->v[in->f->body.blocks[k]];
}

/* ---------------------------------------------------------- is it a feed? */

/* Newest first or last, but for one that is pinned. */
static int is_ordered(const nf_live_entry_t *v, int n)
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

/* Were they written while the article was? What it tells of another year has
 * its own times. */
static int is_timely(const in_t *in, const nf_live_entry_t *v, int n)
{
    const char *from = nf_moment_exact(in->f->date_published, in->page->pool);
    const char *to = nf_moment_exact(in->f->date_modified, in->page->pool);
    long long first, last;
    int i;

    to = to ? to : from;
    first = from ? nf_moment_of(from) - LIVE_BEFORE * DAY : LLONG_MIN;
    last = to ? nf_moment_of(to) + LIVE_AFTER * DAY : LLONG_MAX;
    for (i = 0; i < n; i++) {
        long long at = nf_moment_of(v[i].iso);

        if (at < first || at > last) {
            return 0;
        }
    }
    return 1;
}

/* Are they most of the article? */
static int is_most(const in_t *in, const nf_live_entry_t *v, int n)
{
    uint64_t all = 0, theirs = 0;
    uint32_t k;
    int i;

    for (k = 0; k < in->f->body.n; k++) {
        all += block_of(in, k)->heading ? 0 : block_of(in, k)->words;
    }
    for (i = 0; i < n; i++) {
        theirs += v[i].words;
    }
    return theirs * 100 >= all * LIVE_SHARE;
}

/* The heading of an update stands above its text. */
static const nf_block_t *heading_in(const in_t *in, const nf_live_entry_t *e)
{
    const nf_blocks_t *b = in->page->blocks;
    nf_id_t end = in->page->tree->nodes[e->node].end;
    uint32_t i = nf_blocks_from(b, e->node), k;

    for (k = e->first; k < e->last; k++) {
        if (!block_of(in, k)->heading && block_of(in, k)->words > LIVE_LINE) {
            end = block_of(in, k)->first;
            break;
        }
    }
    for (; i < b->n && b->v[i].first < end; i++) {
        if (b->v[i].heading && !b->v[i].in_quote && !b->v[i].in_aside
            && !b->v[i].related && b->v[i].text.len <= NF_MAX_HEADLINE) {
            return &b->v[i];
        }
    }
    return NULL;
}

static const char *page_url(const in_t *in)
{
    return in->f->canonical ? in->f->canonical : in->page->url;
}

/* Is it the headline of another page, to which it links? */
static int is_teaser(const in_t *in, const nf_block_t *heading)
{
    nf_id_t a = heading ? nf_tree_up(in->page->tree, heading->first, NF_TAG_A)
                        : NF_NONE;
    const char *url = a ? nf_page_url_attr(in->page, a, "href") : NULL;

    return url
           && (page_url(in) == NULL
               || !nf_url_same(url, page_url(in), in->page->pool));
}

static int are_teasers(const in_t *in, const nf_live_entry_t *v, int n)
{
    int teasers = 0, i;

    for (i = 0; i < n; i++) {
        teasers += is_teaser(in, heading_in(in, &v[i]));
    }
    return teasers * 2 > n;
}

/* ------------------------------------------------------------ who says so */

/* Does a name say so, whatever stands between its words? */
static int is_live_name(nf_str_t name)
{
    static const char *const words[] = {"liveblog", "liveticker", "liveupdate",
                                        "livefeed", "livepost",   "liveentr",
                                        "livelist", "newsblog"};
    char key[NF_MAX_NAME + 1];
    size_t n = 0, i;

    for (i = 0; i < name.len && n < NF_MAX_NAME; i++) {
        if (name.p[i] != '-' && name.p[i] != '_') {
            key[n++] = name.p[i];
        }
    }
    for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (nf_str_ifind((nf_str_t){key, n}, words[i])) {
            return 1;
        }
    }
    return 0;
}

/* Does the site call an element around an update so, or the update? What
 * stands on the whole page may be about the site. */
static int has_class(const in_t *in, nf_id_t node)
{
    const nf_tree_t *t = in->page->tree;

    for (; node && node != t->body; node = t->nodes[node].parent) {
        if (t->nodes[node].nattrs
            && (is_live_name(nf_attr_raw(t, node, "class"))
                || is_live_name(nf_attr_raw(t, node, "id")))) {
            return 1;
        }
    }
    return 0;
}

/* Does the page's address? */
static int has_word(const in_t *in)
{
    static const char *const folders[] = {
        "ao-vivo", "diretta",    "en-direct", "en-directo",
        "en-vivo", "in-diretta", "live",      "na-zywo"};
    const char *p = page_url(in);
    size_t n, i;

    p = p ? strstr(p, "://") : NULL;
    p = p ? strchr(p + 3, '/') : NULL;
    for (; p && *p == '/'; p += n) {
        p++;
        n = strcspn(p, "/?#");
        if (is_live_name((nf_str_t){p, n})) {
            return 1;
        }
        for (i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
            if (nf_str_ieq((nf_str_t){p, n}, folders[i])) {
                return 1;
            }
        }
    }
    return 0;
}

/* ---------------------------------------------------------------- updates */

/* The page's address with the name of the element, or of what it begins with.
 */
static const char *url_of(const in_t *in, nf_id_t node)
{
    const nf_tree_t *t = in->page->tree;
    const char *page = page_url(in), *id;
    size_t n = page ? strcspn(page, "#") : 0;

    id = nf_attr(t, node, "id", in->page->pool);
    if (id == NULL && node + 1 < t->nodes[node].end
        && t->nodes[node + 1].kind == NF_NODE_ELEMENT) {
        id = nf_attr(t, node + 1, "id", in->page->pool);
    }
    if (page == NULL || id == NULL || *id == '\0') {
        return NULL;
    }
    return nf_url_absolute(
        apr_psprintf(in->page->pool, "%.*s#%s", (int)n, page, id),
        in->page->pool);
}

/* What of it everybody may read. */
static const char *text_of(const in_t *in, const nf_live_entry_t *e)
{
    nf_buf_t out;
    uint32_t k;

    if (in->f->free_body == NULL || in->f->paywall) {
        return NULL;
    }
    nf_buf_init(&out, in->page->pool, 512);
    for (k = e->first; k < e->last; k++) {
        const nf_block_t *b = block_of(in, k);

        if (!b->heading) {
            nf_body_add(&out, b);
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
static const char *start_of(const in_t *in, const nf_live_entry_t *v, int n)
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

static void add_shown(const in_t *in, const nf_live_entry_t *v, int n,
                      nf_live_t *live)
{
    int i;

    if (live->start == NULL) {
        live->start = start_of(in, v, n);
    }
    for (i = 0; i < n; i++) {
        const nf_block_t *heading = heading_in(in, &v[i]);

        add_update(live,
                   (nf_update_t){.headline = heading ? nf_str_dup(
                                                 in->page->pool, heading->text)
                                                     : NULL,
                                 .date_published = v[i].iso,
                                 .url = url_of(in, v[i].node),
                                 .text = text_of(in, &v[i])});
    }
}

/* told: the page says that it is one. */
static void read_shown(const in_t *in, int told, nf_live_t *live)
{
    const nf_zone_t *zone = in->settings ? in->settings->zone : NULL;
    const apr_array_header_t *entries = nf_live_entries(
        in->page, &in->f->body, zone, in->f->language, LIVE_MIN);
    const nf_live_entry_t *v;
    int n;

    if (entries == NULL) {
        return;
    }
    v = (const nf_live_entry_t *)entries->elts;
    n = entries->nelts;
    if (is_ordered(v, n) && is_timely(in, v, n) && !are_teasers(in, v, n)
        && (told
            || (is_most(in, v, n)
                && (has_class(in, v->node) || has_word(in))))) {
        add_shown(in, v, n, live);
    }
}

/* ------------------------------------------ what it says to machines */

static const char *own_text(const in_t *in, const json_t *o, const char *key,
                            size_t max)
{
    const char *s = json_string_value(json_object_get(o, key));

    s = s ? nf_clean(nf_str(s), max, in->page->pool) : NULL;
    return s && strlen(s) < max - 4 ? s : NULL; /* all of it */
}

static const char *own_date(const in_t *in, const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));

    s = s ? nf_date_parse(nf_str(s), in->f->language, in->page->pool) : NULL;
    return nf_moment_told(in->settings ? in->settings->zone : NULL, s,
                          in->page->pool);
}

static void add_own(const in_t *in, const json_t *o, nf_live_t *live)
{
    const char *url = json_string_value(json_object_get(o, "url"));
    nf_update_t update = {
        .headline = own_text(in, o, "headline", NF_MAX_HEADLINE),
        .date_published = own_date(in, o, "datePublished"),
        .url =
            url ? nf_url_resolve(in->page->base, url, in->page->pool) : NULL};

    if (in->f->accessible_for_free != 0
        && !json_is_false(json_object_get(o, "isAccessibleForFree"))) {
        update.text = own_text(in, o, "articleBody", LIVE_TEXT);
    }
    if (update.date_published) {
        add_update(live, update);
    }
}

static void read_own(const in_t *in, const json_t *article, nf_live_t *live)
{
    const json_t *list = json_object_get(article, "liveBlogUpdate");
    size_t n = nf_json_count(list), i;

    live->start = own_date(in, article, "coverageStartTime");
    live->end = own_date(in, article, "coverageEndTime");
    for (i = 0; i < n && live->updates->nelts < NF_MAX_UPDATES; i++) {
        add_own(in, nf_json_item(list, i), live);
    }
}

/* ---------------------------------------------------------------- both */

void nf_live_detect(const nf_page_t *page, const nf_settings_t *settings,
                    nf_facts_t *f)
{
    in_t in = {.page = page, .settings = settings, .f = f};
    int told = strcmp(f->type, "LiveBlogPosting") == 0;
    nf_live_t *live;

    if (!told
        && (f->body.n == 0
            || (!has_word(&in) && !(page->blocks->any & NF_HINT(LIVE)))
            || (settings && nf_site_type_of(settings->types, f->section)))) {
        return;
    }
    live = apr_pcalloc(page->pool, sizeof(*live));
    live->updates = apr_array_make(page->pool, 8, sizeof(nf_update_t));
    if (told) {
        read_own(&in, nf_evidence_article(f->evidence), live);
    }
    if (live->updates->nelts == 0 && f->body.n) {
        read_shown(&in, told, live);
    }
    if (told || live->updates->nelts >= LIVE_MIN) {
        f->type = "LiveBlogPosting";
        f->live = live;
    }
}
