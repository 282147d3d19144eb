/* live_entries.c -- see live_entries.h. */
#include <string.h>
#include <apr_hash.h>
#include <apr_strings.h>
#include "../page/limits.h"
#include "date.h"
#include "live_entries.h"
#include "moment.h"

/* Bytes of a time as it is shown. */
#define TIME_TEXT 64

/* An element that tells a time of day. */
typedef struct mark_t {
    nf_id_t node;
    const char *iso; /* exact */
} mark_t;

/* Elements of one tag, as deep in the body as each other, with a time in each:
 * what the page repeats. */
typedef struct level_t {
    uint32_t depth; /* below the body's root */
    uint32_t tag;
    int n; /* those with text of the article */
} level_t;

typedef struct in_t {
    const nf_page_t *page;
    const nf_body_t *body;
    const nf_zone_t *zone;
    const char *lang;
    apr_array_header_t *marks; /* mark_t, page order */
} in_t;

static const nf_block_t *block_of(const in_t *in, uint32_t k)
{
    return &in->page->blocks->v[in->body->blocks[k]];
}

/* Does an element tell when something was changed? */
static int is_change(const nf_tree_t *t, nf_id_t node)
{
    static const char *const attrs[] = {"itemprop", "class"};
    size_t i;

    for (i = 0; i < sizeof(attrs) / sizeof(*attrs); i++) {
        nf_str_t v = nf_attr_raw(t, node, attrs[i]);

        if (nf_str_ifind(v, "modified") || nf_str_ieq(v, "updated")) {
            return 1;
        }
    }
    return 0;
}

static const char *time_of(const in_t *in, nf_id_t node)
{
    const char *iso = nf_date_of_node(in->page, node, in->lang);

    if (iso == NULL) {
        iso =
            nf_date_parse(nf_str(nf_tree_text_dup(in->page->tree, node,
                                                  TIME_TEXT, in->page->pool)),
                          in->lang, in->page->pool);
    }
    iso = nf_moment_told(in->zone, iso, in->page->pool);
    return iso && strchr(iso, 'T') ? iso : NULL;
}

/* Times of day in the body, but for those of what it quotes. */
static void find_marks(in_t *in)
{
    const nf_tree_t *t = in->page->tree;
    nf_id_t root = in->body->root, i = root + 1;
    unsigned left = NF_MAX_UPDATE_TIMES;

    while (i < t->nodes[root].end && left) {
        const nf_node_t *n = &t->nodes[i];
        const char *iso;

        if (n->kind == NF_NODE_ELEMENT
            && (n->tag == NF_TAG_BLOCKQUOTE || n->tag == NF_TAG_FIGURE
                || n->tag == NF_TAG_ASIDE)) {
            i = n->end;
            continue;
        }
        if (n->kind == NF_NODE_ELEMENT && n->tag == NF_TAG_TIME
            && !is_change(t, i)) {
            left--;
            iso = time_of(in, i);
            if (iso) {
                APR_ARRAY_PUSH(in->marks, mark_t) = (mark_t){i, iso};
            }
        }
        i++;
    }
}

/* The first of the body's blocks that begins at or behind a node. */
static uint32_t body_from(const in_t *in, nf_id_t node)
{
    uint32_t low = 0, high = in->body->n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (block_of(in, middle)->first < node) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    return low;
}

/* What of the body stands in an element. */
static nf_live_entry_t entry_at(const in_t *in, nf_id_t node, const char *iso)
{
    nf_live_entry_t e = {
        .node = node, .iso = iso, .first = body_from(in, node)};

    for (e.last = e.first;
         e.last < in->body->n
         && block_of(in, e.last)->first < in->page->tree->nodes[node].end;
         e.last++) {
        const nf_block_t *b = block_of(in, e.last);

        e.words += b->heading ? 0 : b->words;
    }
    return e;
}

static int has_text(const in_t *in, nf_id_t node)
{
    nf_id_t end = in->page->tree->nodes[node].end;
    uint32_t k = body_from(in, node);

    for (; k < in->body->n && block_of(in, k)->first < end; k++) {
        if (!block_of(in, k)->heading) {
            return 1;
        }
    }
    return 0;
}

static uint32_t depth_of(const in_t *in, nf_id_t node)
{
    uint32_t depth = 0;

    for (; node != in->body->root; node = in->page->tree->nodes[node].parent) {
        depth++;
    }
    return depth;
}

static level_t *level_at(apr_hash_t *levels, uint32_t depth, uint32_t tag,
                         apr_pool_t *pool)
{
    level_t key = {depth, tag, 0}, *level;
    apr_ssize_t len = sizeof(key.depth) + sizeof(key.tag);

    level = apr_hash_get(levels, &key, len);
    if (level == NULL) {
        level = apr_pmemdup(pool, &key, sizeof(key));
        apr_hash_set(levels, level, len, level);
    }
    return level;
}

/* Of what the page repeats, what it repeats most; of equals the outermost, so
 * that all of an update is in it. */
static const level_t *best_level(const in_t *in)
{
    const nf_tree_t *t = in->page->tree;
    apr_hash_t *levels = apr_hash_make(in->page->pool);
    const level_t *best = NULL;
    int k;

    for (k = 0; k < in->marks->nelts; k++) {
        const mark_t *m = &APR_ARRAY_IDX(in->marks, k, mark_t);
        nf_id_t node = t->nodes[m->node].parent;
        uint32_t depth = depth_of(in, node);

        for (; node != in->body->root; node = t->nodes[node].parent) {
            level_t *level;

            if (k > 0 && nf_tree_contains(t, node, m[-1].node)) {
                break; /* it and all around it were counted */
            }
            level =
                level_at(levels, depth--, t->nodes[node].tag, in->page->pool);
            level->n += has_text(in, node);
            if (best == NULL || level->n > best->n
                || (level->n == best->n && level->depth < best->depth)) {
                best = level;
            }
        }
    }
    return best;
}

/* The elements of the level with the first time in each. */
static apr_array_header_t *entries_at(const in_t *in, const level_t *level)
{
    const nf_tree_t *t = in->page->tree;
    apr_array_header_t *entries =
        apr_array_make(in->page->pool, 16, sizeof(nf_live_entry_t));
    nf_id_t last = NF_NONE;
    int k;

    for (k = 0; k < in->marks->nelts; k++) {
        const mark_t *m = &APR_ARRAY_IDX(in->marks, k, mark_t);
        nf_id_t node = t->nodes[m->node].parent;
        uint32_t depth = depth_of(in, node);

        for (; depth > level->depth; depth--) {
            node = t->nodes[node].parent;
        }
        if (depth == level->depth && t->nodes[node].tag == level->tag
            && node != last) {
            APR_ARRAY_PUSH(entries, nf_live_entry_t) =
                entry_at(in, node, m->iso);
            last = node;
        }
    }
    return entries;
}

apr_array_header_t *nf_live_entries(const nf_page_t *page,
                                    const nf_body_t *body,
                                    const nf_zone_t *zone, const char *lang,
                                    int least)
{
    in_t in = {.page = page, .body = body, .zone = zone, .lang = lang};
    const level_t *level;

    in.marks = apr_array_make(page->pool, 16, sizeof(mark_t));
    find_marks(&in);
    level = best_level(&in);
    return level && level->n >= least ? entries_at(&in, level) : NULL;
}
