/* features_sums.c -- the page as a whole (features_sums.h). */
#include "../page/large.h"
#include "cues.h"
#include "features_sums.h"

/* Hashes that are told apart: two keys with one do no harm worth more. */
#define HASH_SIZE 16384

/* Cues that nobody has asked for yet. */
#define NOT_READ (~0u)

nf_id_t nf_sums_parent(const nf_sums_t *x, const nf_block_t *k)
{
    nf_tag_e tag = (nf_tag_e)x->t->nodes[k->owner].tag;

    return tag == NF_TAG_P || (nf_tag_flags[tag] & NF_TF_HEADING)
                   || tag == NF_TAG_LI || tag == NF_TAG_BLOCKQUOTE
               ? x->t->nodes[k->owner].parent
               : k->owner;
}

static uint32_t text_hash(nf_str_t text)
{
    return nf_str_hash(text) % HASH_SIZE;
}

int nf_sums_comparable(const nf_similar_t *known, const nf_block_t *k)
{
    return known->n >= 3 && k->chars <= known->n * 3
           && k->chars * 3 >= known->n;
}

/* How alike a block and a known text are; 0 for other lengths. */
static int like(const nf_similar_t *known, const nf_block_t *k)
{
    nf_similar_t mine;

    if (!nf_sums_comparable(known, k)) {
        return 0;
    }
    nf_similar_init(&mine, k->text);
    return nf_similar(known, &mine);
}

/* The child of one of the root's ancestors, or of the root, in which a node
 * stands: the part of the page. */
static nf_id_t branch_of(const nf_sums_t *x, nf_id_t i)
{
    const nf_node_t *nodes = x->t->nodes;

    while (!nf_tree_contains(x->t, nodes[i].parent, x->f.root)) {
        i = nodes[i].parent;
    }
    return nf_tree_contains(x->t, i, x->f.root) ? NF_NONE : i;
}

/* The class of an element as a number, and the element, which the next block
 * may have as well. */
typedef struct class_t {
    nf_id_t id;
    uint32_t hash;
} class_t;

static uint32_t class_of(const nf_sums_t *x, nf_id_t id, class_t *known)
{
    if (known->id != id) {
        known->id = id;
        known->hash = nf_str_hash(nf_attr_raw(x->t, id, "class"));
    }
    return known->hash;
}

/* A number for "blocks made like this one": tag and class of the owner and
 * of its parent, the last of which is known. */
static uint32_t signature(const nf_sums_t *x, const nf_block_t *k,
                          class_t *parent)
{
    nf_id_t up = x->t->nodes[k->owner].parent;
    uint32_t own = nf_str_hash(nf_attr_raw(x->t, k->owner, "class"));
    uint32_t around = class_of(x, up, parent);

    return (own * 31u + around + x->t->nodes[k->owner].tag * 251u
            + x->t->nodes[up].tag * 65521u)
           % HASH_SIZE;
}

static void add_sum(nf_sum_t *s, const nf_block_t *k, int weight)
{
    s->blocks++;
    s->words += k->words;
    s->prose += (uint32_t)weight;
    s->chars += k->chars;
    s->link_chars += k->link_chars;
}

/* Another headline of the first order: a further article may begin here. */
static int is_other_h1(const nf_sums_t *x, uint32_t i)
{
    const nf_block_t *k = &x->b->v[i];

    return k->heading == 1 && x->f.headline < x->b->n && i > x->f.headline
           && like(x->title, k) < 60;
}

unsigned nf_sums_cues(const nf_sums_t *x, uint32_t i)
{
    nf_line_t *line = &x->lines[i];

    if (line->cues == NOT_READ) {
        line->cues = nf_cues_of(x->b->v[i].text);
    }
    return line->cues;
}

int nf_sums_wall(const nf_sums_t *x, uint32_t i)
{
    const nf_block_t *k = &x->b->v[i];

    return k->words < 10 && (k->heading || k->bold)
           && (nf_sums_cues(x, i) & (NF_CUE_RELATED | NF_CUE_COMMENT));
}

/* The sum of a node; each has one from its first use on. */
static uint32_t sum_of(nf_sums_t *x, uint32_t *slots, uint32_t key)
{
    if (slots[key] == 0) {
        slots[key] = ++x->nsums;
    }
    return slots[key];
}

/* The same by hash: a table of twice the blocks or more, or with a place for
 * each hash. */
typedef struct hashed_t {
    struct {
        uint32_t key, sum;
    } * v;         /* sum 0: free */
    uint32_t size; /* a power of two */
} hashed_t;

static void hashed_init(hashed_t *h, uint32_t blocks, apr_pool_t *pool)
{
    h->size = 64;
    while (h->size < HASH_SIZE && h->size < blocks * 2) {
        h->size *= 2;
    }
    h->v = apr_pcalloc(pool, sizeof(*h->v) * h->size);
}

static uint32_t hashed_sum(nf_sums_t *x, hashed_t *h, uint32_t key)
{
    uint32_t at = key & (h->size - 1);

    while (h->v[at].sum && h->v[at].key != key) {
        at = (at + 1) & (h->size - 1);
    }
    if (h->v[at].sum == 0) {
        h->v[at].key = key;
        h->v[at].sum = ++x->nsums;
    }
    return h->v[at].sum;
}

/* What has to do with block i alone. */
static void read_line(nf_sums_t *x, uint32_t i)
{
    const nf_block_t *k = &x->b->v[i];
    nf_line_t *line = &x->lines[i];

    line->cues = NOT_READ;
    line->weight = nf_prose_weight(k, x->path);
    x->sums[line->copies].blocks++;
    add_sum(&x->sums[line->parent], k, line->weight);
    add_sum(&x->sums[line->branch], k, line->weight);
    add_sum(&x->sums[line->like], k, line->weight);
    line->before = (uint32_t)x->total;
    if (line->weight && nf_tree_contains(x->t, x->f.root, k->first)) {
        x->first = x->first == x->b->n ? i : x->first;
        x->last = i;
        x->total += line->weight;
    }
}

static void sum_up(nf_sums_t *x)
{
    apr_pool_t *pool = x->page->pool;
    size_t size = sizeof(uint32_t) * (x->t->nnodes + 1);
    uint32_t *parents = nf_large_calloc(pool, size);
    uint32_t *branches = nf_large_calloc(pool, size);
    uint32_t i, n = x->b->n, barrier = 0, h1 = 0;
    hashed_t likes, copies;
    class_t parent = {NF_NONE, nf_str_hash((nf_str_t){NULL, 0})};

    hashed_init(&likes, n, pool);
    hashed_init(&copies, n, pool);
    x->lines = apr_palloc(pool, sizeof(*x->lines) * (n + 1));
    for (i = 0; i < n; i++) {
        const nf_block_t *k = &x->b->v[i];

        x->lines[i].parent = sum_of(x, parents, nf_sums_parent(x, k));
        x->lines[i].branch = sum_of(x, branches, branch_of(x, k->owner));
        x->lines[i].like = hashed_sum(x, &likes, signature(x, k, &parent));
        x->lines[i].copies = hashed_sum(x, &copies, text_hash(k->text));
    }
    x->sums = apr_pcalloc(pool, sizeof(nf_sum_t) * (x->nsums + 1));
    x->first = n;
    for (i = 0; i < n; i++) {
        read_line(x, i);
        h1 += (uint32_t)is_other_h1(x, i);
        x->lines[i].h1 = h1;
        x->lines[i].barrier = barrier;
        barrier = nf_sums_wall(x, i) && i > x->first ? i : barrier;
    }
}

static void find_headline(nf_sums_t *x, nf_id_t node)
{
    uint32_t i;

    x->f.headline = x->b->n;
    if (node == NF_NONE) {
        return;
    }
    i = nf_blocks_from(x->b, node);
    if (i < x->b->n && x->b->v[i].first != node && i > 0) {
        i--;
    }
    x->f.headline = i;
}

static nf_similar_t *known_text(const nf_page_t *page, const char *text)
{
    nf_similar_t *s = apr_palloc(page->pool, sizeof(*s));

    nf_similar_init(s, nf_str(text));
    return s;
}

nf_features_t *nf_features_build(const nf_page_t *page,
                                 const nf_evidence_t *ev, nf_id_t headline,
                                 const char *headline_text)
{
    const nf_candidate_t *about = nf_evidence_best(ev, NF_FACT_DESCRIPTION);
    nf_sums_t *x = apr_pcalloc(page->pool, sizeof(*x));

    x->page = page;
    x->t = page->tree;
    x->b = page->blocks;
    x->path = nf_below_create(page, headline);
    x->f.root = nf_root_find(x->path);
    x->rel = nf_below_create(page, x->f.root);
    x->title = known_text(page, headline_text);
    x->about = known_text(page, about ? about->value : NULL);
    find_headline(x, headline);
    nf_names_collect(&x->names, ev);
    sum_up(x);
    return &x->f;
}
