/* root.c -- where most of the prose is (root.h). */
#include <string.h>
#include "../page/large.h"
#include "root.h"

/* Words beyond which a paragraph votes no more. */
#define PROSE_MAX 80

/* Words of a paragraph that ends no sentence. */
#define NO_STOPS_MIN 25

/* Votes after the headline that count twice. */
#define NEAR_PROSE (200u * 64 * 2)

/* Ancestors that get a share of the vote. */
#define VOTE_LEVELS 6

#define NOT_PROSE                                                             \
    (NF_HINT(FOOTER) | NF_HINT(COOKIE) | NF_HINT(MODAL) | NF_HINT(NEWSLETTER) \
     | NF_HINT(RELATED) | NF_HINT(HIDDEN) | NF_HINT(POPULAR))

nf_below_t *nf_below_create(const nf_page_t *page, nf_id_t inner)
{
    nf_below_t *b = apr_palloc(page->pool, sizeof(*b));

    b->page = page;
    b->inner = inner;
    memset(b->element, 0, sizeof(b->element));
    return b;
}

/* Does it stand below what holds the inner node and the page? */
static int is_below(const nf_below_t *b, nf_id_t i)
{
    const nf_tree_t *t = b->page->tree;

    return i != NF_NONE && !nf_tree_contains(t, i, b->inner)
           && t->nodes[i].tag != NF_TAG_BODY && t->nodes[i].tag != NF_TAG_HTML;
}

nf_hints_t nf_below(nf_below_t *b, nf_id_t element)
{
    const nf_node_t *nodes = b->page->tree->nodes;
    nf_id_t way[NF_MAX_DEPTH + 1], i;
    nf_hints_t bits = 0;
    unsigned n = 0;

    for (i = element; is_below(b, i); i = nodes[i].parent) {
        if (b->element[nodes[i].depth] == i) {
            bits = b->bits[nodes[i].depth];
            break;
        }
        way[n++] = i;
    }
    while (n) {
        i = way[--n];
        bits |= b->page->blocks->hints[i];
        b->element[nodes[i].depth] = i;
        b->bits[nodes[i].depth] = bits;
    }
    return bits;
}

int nf_prose_weight(const nf_block_t *k, nf_below_t *below)
{
    int w = (int)(k->words < PROSE_MAX ? k->words : PROSE_MAX);
    nf_hints_t hints;

    if (k->ticker || k->related || k->in_nav || k->in_footer || k->in_form
        || k->heading || w < 6) {
        return 0;
    }
    if (k->stops == 0) { /* Thai has none */
        w = w < NO_STOPS_MIN ? 0 : w / 2;
    }
    if (w == 0 || k->link_chars * 2 > k->chars) {
        return 0;
    }
    hints = nf_below(below, k->owner);
    if (hints & NF_HINT(COMMENT)) {
        return 0;
    }
    if (k->link_chars * 5 > k->chars) {
        w /= 2;
    }
    if (k->in_aside || k->in_figure || (hints & NOT_PROSE)) {
        w /= 8;
    }
    return w;
}

nf_id_t nf_root_find(nf_below_t *below)
{
    const nf_page_t *page = below->page;
    const nf_tree_t *t = page->tree;
    const nf_blocks_t *b = page->blocks;
    uint32_t *votes =
        nf_large_calloc(page->pool, sizeof(*votes) * (t->nnodes + 1));
    nf_id_t best = NF_NONE, up;
    nf_id_t headline = below->inner;
    uint32_t i, near = 0;

    for (i = 0; i < b->n; i++) {
        uint32_t w = (uint32_t)nf_prose_weight(&b->v[i], below) * 64;
        int level;

        if (headline && b->v[i].last < headline) {
            w /= 3;
        }
        else if (headline && near < NEAR_PROSE) {
            w *= 2; /* what follows the headline first */
            near += w;
        }
        /* the paragraph itself cannot be the root: its parent gets all */
        up = b->v[i].owner;
        if (nf_tag_flags[t->nodes[up].tag] & NF_TF_HEADING
            || t->nodes[up].tag == NF_TAG_P) {
            up = t->nodes[up].parent;
        }
        for (level = 0; w && level < VOTE_LEVELS && up != NF_NONE; level++) {
            votes[up] += w;
            if (votes[up] > votes[best]) {
                best = up;
            }
            w = w * 3 / 4;
            up = t->nodes[up].parent;
        }
    }
    return best;
}
