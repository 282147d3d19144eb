/* keywords.c -- see keywords.h. */
#include <string.h>
#include "../page/limits.h"
#include "clean.h"
#include "keywords.h"
#include "place.h"

#define ELSEWHERE (NF_HINTS_ELSEWHERE | NF_HINT(HIDDEN))

/* More of them are a cloud of all that the site has. */
#define KEYWORDS_MOST 24

static int is_keyword(const nf_tree_t *t, const nf_mark_t *m)
{
    if (m->tag != NF_TAG_A
        || !(m->hints & (NF_HINT(REL_TAG) | NF_HINT(TAGS)))) {
        return 0; /* as most */
    }
    return (m->hints & NF_HINT(REL_TAG)
            && !nf_attr_has_token(t, m->node, "rel", "category"))
           || nf_attr_has_token(t, m->node, "class", "p-category");
}

/* What the link says, less the signs around it; NULL if it is no word. */
static const char *word_of(const nf_page_t *page, nf_id_t i)
{
    nf_str_t s =
        nf_str(nf_tree_text_dup(page->tree, i, NF_MAX_NAME + 8, page->pool));

    s = nf_str_trim(s);
    while (s.len && (*s.p == '#' || *s.p == ' ')) {
        s.p++;
        s.len--;
    }
    while (s.len && strchr(", ;", s.p[s.len - 1])) {
        s.len--;
    }
    return s.len <= NF_MAX_NAME ? nf_clean(s, NF_MAX_NAME, page->pool) : NULL;
}

/* Is it said already, as a keyword or as who wrote this? */
static int is_known(const nf_evidence_t *ev, const char *const *words, int n,
                    const char *word)
{
    int i;

    for (i = 0; i < n; i++) {
        if (strcmp(words[i], word) == 0) {
            return 1;
        }
    }
    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == NF_FACT_AUTHOR && strcmp(c->value, word) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Where other stories begin below the text: with a headline that is a link. */
static nf_id_t end_of(const nf_page_t *page, const nf_body_t *body)
{
    const nf_blocks_t *b = page->blocks;
    uint32_t k = body->n ? body->blocks[body->n - 1] + 1 : b->n;

    for (; k < b->n; k++) {
        if (nf_block_is_teaser(&b->v[k])) {
            return b->v[k].first;
        }
    }
    return page->tree->nnodes;
}

/* Does a link stand beside this article, and not beside another one? */
static int is_here(const nf_page_t *page, const nf_body_t *body, nf_id_t i)
{
    nf_id_t article = nf_tree_up(page->tree, i, NF_TAG_ARTICLE);

    return !(page->blocks->path[i] & ELSEWHERE)
           && (article == NF_NONE || body->n == 0
               || nf_tree_contains(page->tree, article,
                                   page->blocks->v[body->blocks[0]].first));
}

void nf_keywords_detect(const nf_page_t *page, nf_id_t headline_node,
                        const nf_body_t *body, nf_evidence_t *ev)
{
    const nf_tree_t *t = page->tree;
    const nf_blocks_t *b = page->blocks;
    const char *words[KEYWORDS_MOST];
    nf_id_t nodes[KEYWORDS_MOST], end;
    nf_places_t places;
    uint32_t m;
    int n = 0, k;

    if (ev->count[NF_FACT_KEYWORD]) {
        return;
    }
    end = end_of(page, body);
    nf_places_init(&places, page, headline_node, body);
    for (m = 0; m < b->nmarks && b->marks[m].node < end; m++) {
        nf_id_t i = b->marks[m].node;
        const char *word;

        if (is_keyword(t, &b->marks[m]) && is_here(page, body, i)
            && nf_place_of(&places, nf_blocks_from(page->blocks, i))
                   != NF_PLACE_FAR) {
            word = word_of(page, i);
            if (word == NULL || is_known(ev, words, n, word)) {
                continue;
            }
            if (n == KEYWORDS_MOST) {
                return;
            }
            nodes[n] = i;
            words[n++] = word;
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
