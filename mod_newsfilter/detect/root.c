/* root.c -- where most of the prose is (root.h). */
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

nf_hints_t *nf_hints_below(const nf_page_t *page, nf_id_t inner)
{
    const nf_tree_t *t = page->tree;
    nf_hints_t *below =
        nf_large_whole(page->pool, sizeof(*below) * (t->nnodes + 1));
    nf_id_t i;

    below[0] = below[t->nnodes] = 0;
    for (i = 1; i < t->nnodes; i++) {
        const nf_node_t *n = &t->nodes[i];

        below[i] = n->kind == NF_NODE_ELEMENT && n->tag != NF_TAG_BODY
                           && n->tag != NF_TAG_HTML
                           && !nf_tree_contains(t, i, inner)
                       ? below[n->parent] | page->blocks->hints[i]
                       : 0;
    }
    return below;
}

int nf_prose_weight(const nf_block_t *k, nf_hints_t hints)
{
    int w = (int)(k->words < PROSE_MAX ? k->words : PROSE_MAX);

    if (k->ticker || k->related || k->in_nav || k->in_footer || k->in_form
        || k->heading || w < 6) {
        return 0;
    }
    if (k->stops == 0) { /* Thai has none */
        w = w < NO_STOPS_MIN ? 0 : w / 2;
    }
    if (k->link_chars * 2 > k->chars || (hints & NF_HINT(COMMENT))) {
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

nf_id_t nf_root_find(const nf_page_t *page, nf_id_t headline,
                     const nf_hints_t *below)
{
    const nf_tree_t *t = page->tree;
    const nf_blocks_t *b = page->blocks;
    uint32_t *votes =
        nf_large_calloc(page->pool, sizeof(*votes) * (t->nnodes + 1));
    nf_id_t best = NF_NONE, up;
    uint32_t i, near = 0;

    for (i = 0; i < b->n; i++) {
        uint32_t w =
            (uint32_t)nf_prose_weight(&b->v[i], below[b->v[i].owner]) * 64;
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
