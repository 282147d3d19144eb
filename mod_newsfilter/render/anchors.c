/* anchors.c -- links from one place of the article to another (content.h).
 *
 * Of the page's ids nothing is kept but their order: a note's name becomes a
 * number. */
#include <stdlib.h>
#include <string.h>
#include "../page/url.h"
#include "content.h"

/* The name that a link within the page leads to, or NULL. */
static char *name_of(const nf_writer_t *w, nf_id_t a)
{
    char *href = nf_attr(w->page->tree, a, "href", w->pool);
    char *hash = href ? strchr(href, '#') : NULL;

    if (hash == NULL || hash[1] == '\0') {
        return NULL;
    }
    if (hash > href) {
        char *url = nf_page_url_attr(w->page, a, "href");

        if (url == NULL || w->page->url == NULL
            || !nf_url_same(url, w->page->url, w->pool)) {
            return NULL;
        }
    }
    return hash + 1;
}

/* Is the node in a chosen block, or before the first one in it? */
static int is_chosen(const nf_writer_t *w, nf_id_t node)
{
    const nf_blocks_t *b = w->page->blocks;
    uint32_t i = nf_blocks_from(b, node);

    if (i > 0 && b->v[i - 1].last >= node) {
        i--;
    }
    return i < b->n && w->state[i] == NF_BLOCK_CHOSEN;
}

/* The names that links in chosen blocks lead to, without their nodes. */
static void find_names(nf_writer_t *w)
{
    const nf_tree_t *t = w->page->tree;
    const nf_body_t *body = &w->facts->body;
    uint32_t k;

    for (k = 0; k < body->n; k++) {
        const nf_block_t *b = &w->page->blocks->v[body->blocks[k]];
        nf_id_t i = b->first;

        while (i > b->owner && t->nodes[i].parent != b->owner) {
            i = t->nodes[i].parent; /* a link around the first text */
        }
        for (; i <= b->last; i++) {
            const char *name = t->nodes[i].kind == NF_NODE_ELEMENT
                                       && t->nodes[i].tag == NF_TAG_A
                                   ? name_of(w, i)
                                   : NULL;

            if (name && apr_hash_count(w->anchors) < NF_SANITISE_ANCHORS
                && !apr_hash_get(w->anchors, name, APR_HASH_KEY_STRING)) {
                apr_hash_set(w->anchors, name, APR_HASH_KEY_STRING,
                             apr_pcalloc(w->pool, sizeof(nf_anchor_t)));
            }
        }
    }
}

void nf_anchors_find(nf_writer_t *w)
{
    const nf_tree_t *t = w->page->tree;
    nf_id_t i;

    w->anchors = apr_hash_make(w->pool);
    w->places = apr_array_make(w->pool, 8, sizeof(nf_anchor_t *));
    find_names(w);
    for (i = 1; i < t->nnodes && apr_hash_count(w->anchors) > 0; i++) {
        nf_anchor_t *anchor;
        const char *name;

        if (t->nodes[i].kind != NF_NODE_ELEMENT) {
            continue;
        }
        name = nf_attr(t, i, "id", w->pool);
        if (name == NULL && t->nodes[i].tag == NF_TAG_A) {
            name = nf_attr(t, i, "name", w->pool);
        }
        anchor =
            name ? apr_hash_get(w->anchors, name, APR_HASH_KEY_STRING) : NULL;
        if (anchor && anchor->number == 0 && is_chosen(w, i)) {
            anchor->node = i;
            APR_ARRAY_PUSH(w->places, nf_anchor_t *) = anchor;
            anchor->number = (uint16_t)w->places->nelts;
        }
    }
}

uint16_t nf_anchor_of(const nf_writer_t *w, nf_id_t a)
{
    const char *name = w->places->nelts ? name_of(w, a) : NULL;
    const nf_anchor_t *anchor =
        name ? apr_hash_get(w->anchors, name, APR_HASH_KEY_STRING) : NULL;

    return anchor ? anchor->number : 0;
}

/* Index of the first place at or behind a node. */
static int place_from(const nf_writer_t *w, nf_id_t node)
{
    int lo = 0, hi = w->places->nelts;

    while (lo < hi) {
        int mid = (lo + hi) / 2;

        if (APR_ARRAY_IDX(w->places, mid, nf_anchor_t *)->node < node) {
            lo = mid + 1;
        }
        else {
            hi = mid;
        }
    }
    return lo;
}

void nf_anchors_write(nf_writer_t *w, nf_id_t from, nf_id_t to)
{
    int i;

    for (i = place_from(w, from); i < w->places->nelts; i++) {
        const nf_anchor_t *anchor = APR_ARRAY_IDX(w->places, i, nf_anchor_t *);

        if (anchor->node >= to) {
            return;
        }
        nf_content_add(w, NF_EV_ANCHOR)->a = anchor->number;
    }
}

nf_content_t nf_content_plain(nf_content_t content, apr_pool_t *pool)
{
    apr_array_header_t *kept =
        apr_array_make(pool, (int)content.n + 1, sizeof(nf_event_t));
    int within = 0;
    size_t i;

    for (i = 0; i < content.n; i++) {
        const nf_event_t *e = &content.v[i];
        int link = e->kind <= NF_EV_CLOSE && e->el == NF_EL_A;

        if (link && e->kind == NF_EV_OPEN) {
            within = e->url == NULL; /* links are not nested */
        }
        if (e->kind != NF_EV_ANCHOR && !(link && within)) {
            APR_ARRAY_PUSH(kept, nf_event_t) = *e;
        }
    }
    content.v = (const nf_event_t *)kept->elts;
    content.n = (size_t)kept->nelts;
    return content;
}
