/* keywords.c -- see keywords.h. */
#include "../page/limits.h"
#include "keywords.h"
#include "place.h"

/* More of them are a cloud of all that the site has. */
#define KEYWORDS_MOST 24

static int is_keyword(const nf_tree_t *t, nf_id_t i)
{
    return (nf_attr_has_token(t, i, "rel", "tag")
            && !nf_attr_has_token(t, i, "rel", "category"))
           || nf_attr_has_token(t, i, "class", "p-category");
}

/* What the link says, less the sign in front. */
static const char *word_of(const nf_page_t *page, nf_id_t i)
{
    const char *s = nf_tree_text_dup(page->tree, i, NF_MAX_NAME, page->pool);

    return *s == '#' ? s + 1 : s;
}

void nf_keywords_detect(const nf_page_t *page, nf_id_t headline_node,
                        const nf_body_t *body, nf_evidence_t *ev)
{
    const nf_tree_t *t = page->tree;
    const char *words[KEYWORDS_MOST];
    nf_id_t nodes[KEYWORDS_MOST], i = NF_NONE;
    nf_places_t places;
    int n = 0, k;

    if (ev->count[NF_FACT_KEYWORD]) {
        return;
    }
    nf_places_init(&places, page, headline_node, body);
    while ((i = nf_tree_find(t, i + 1, t->nnodes, NF_TAG_A)) != NF_NONE) {
        if (t->nodes[i].nattrs && is_keyword(t, i)
            && !(page->blocks->path[i] & NF_HINTS_ELSEWHERE)
            && nf_place_of(&places, nf_blocks_from(page->blocks, i))
                   != NF_PLACE_FAR) {
            if (n == KEYWORDS_MOST) {
                return;
            }
            nodes[n] = i;
            words[n++] = word_of(page, i);
        }
    }
    for (k = 0; k < n; k++) {
        nf_candidate_t *c =
            nf_evidence_add(ev, NF_FACT_KEYWORD, words[k], 60, "rel", "tag");

        if (c) {
            c->node = nodes[k];
            c->visible = 1;
        }
    }
}
