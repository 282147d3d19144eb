/* features.c -- numbers about each block (features.h). */
#include <string.h>
#include "../page/chars.h"
#include "features_sums.h"

#define BAD_HINTS                                                             \
    (NF_HINT(NAV) | NF_HINT(MENU) | NF_HINT(FOOTER) | NF_HINT(ASIDE)          \
     | NF_HINT(AD) | NF_HINT(SHARE) | NF_HINT(RELATED) | NF_HINT(COMMENT)     \
     | NF_HINT(NEWSLETTER) | NF_HINT(COOKIE) | NF_HINT(POPULAR)               \
     | NF_HINT(MODAL) | NF_HINT(BREADCRUMB) | NF_HINT(PAGER) | NF_HINT(LOGIN) \
     | NF_HINT(SPONSOR) | NF_HINT(SEARCH))

/* Per cent of a block's letters in links: such a block is nothing else. */
#define LINKS_ONLY 80

/* A line of fewer words is no paragraph. */
#define LINE_WORDS 12

/* Blocks on each side that "near_" features look at. */
#define NEAR 4

int nf_log4(unsigned long n)
{
    static const int quarter[] = {0, 0, 1, 1, 2, 2, 3, 3};
    int bits;

    n++;
    bits = (int)sizeof(n) * 8 - 1 - __builtin_clzl(n);
    /* the three bits after the leading one say which quarter */
    return bits * 4 + quarter[n << 3 >> bits & 7];
}

const char *nf_feature_name(int i)
{
    static const char *const names[] = {
#define F(name) #name,
#include "features.def"
#undef F
    };

    return i >= 0 && i < NF_F_COUNT ? names[i] : "";
}

/* The character before *end, and step back over it; 0 at the beginning. */
static unsigned char_before(const char *begin, const char **end)
{
    const char *p = *end, *stop = *end;

    if (p == begin) {
        return 0;
    }
    do {
        p--;
    } while (p > begin && ((unsigned char)*p & 0xC0) == 0x80);
    *end = p;
    return nf_utf8_next(&p, stop);
}

static void text_features(const nf_sums_t *x, const nf_block_t *k, int *v)
{
    const char *end = k->text.p + k->text.len;
    unsigned cp = char_before(k->text.p, &end);

    if (cp == '"' || cp == 0x201D || cp == ')' || cp == 0xBB || cp == '\'') {
        cp = char_before(k->text.p, &end);
    }
    v[NF_F_words] = nf_log4(k->words);
    v[NF_F_chars] = nf_log4(k->chars);
    v[NF_F_density] = nf_share(k->link_chars, k->chars);
    v[NF_F_links] = nf_capped(k->links, 8);
    v[NF_F_stops] = nf_capped(k->stops, 8);
    v[NF_F_commas] = nf_capped(k->commas, 8);
    v[NF_F_end_stop] = nf_char_class(cp) == NF_CHAR_STOP;
    v[NF_F_end_colon] = cp == ':' || cp == 0xFF1A;
    v[NF_F_caps] = k->capitals;
    v[NF_F_digits] = k->digits;
    v[NF_F_at_sign] = memchr(k->text.p, '@', k->text.len) != NULL;
    v[NF_F_markup] = k->text.p[0] == '<' || k->text.p[0] == '{';
}

static void place_features(const nf_sums_t *x, const nf_block_t *k, int *v)
{
    nf_tag_e tag = (nf_tag_e)x->t->nodes[k->owner].tag;

    v[NF_F_bold] = k->bold;
    v[NF_F_heading] = k->heading;
    v[NF_F_tag_p] = tag == NF_TAG_P;
    v[NF_F_tag_li] = tag == NF_TAG_LI;
    v[NF_F_tag_div] = tag == NF_TAG_DIV;
    v[NF_F_tag_td] = tag == NF_TAG_TD || tag == NF_TAG_TH;
    v[NF_F_tag_quote] = tag == NF_TAG_BLOCKQUOTE;
    v[NF_F_tag_other] = !k->heading && tag != NF_TAG_P && tag != NF_TAG_LI
                        && tag != NF_TAG_DIV && tag != NF_TAG_TD
                        && tag != NF_TAG_BLOCKQUOTE;
    v[NF_F_in_li] = k->in_li;
    v[NF_F_in_table] = k->in_table;
    v[NF_F_in_quote] = k->in_quote;
    v[NF_F_in_figure] = k->in_figure;
    v[NF_F_in_nav] = k->in_nav;
    v[NF_F_in_aside] = k->in_aside;
    v[NF_F_in_header] = k->in_header;
    v[NF_F_in_footer] = k->in_footer;
    v[NF_F_in_form] = k->in_form;
    v[NF_F_in_article] = k->in_article;
    v[NF_F_related] = k->related;
}

typedef struct bit_t {
    int feature;
    nf_hints_t bits;
} bit_t;

static const bit_t rel_bits[] = {
    {NF_F_rel_bad, BAD_HINTS},
    {NF_F_rel_body, NF_HINT(BODY)},
    {NF_F_rel_caption, NF_HINT(CAPTION) | NF_HINT(CREDIT)},
    {NF_F_rel_author, NF_HINT(AUTHOR)},
    {NF_F_rel_comment, NF_HINT(COMMENT)},
    {NF_F_rel_related, NF_HINT(RELATED) | NF_HINT(POPULAR) | NF_HINT(LATEST)},
    {NF_F_rel_share, NF_HINT(SHARE)},
    {NF_F_rel_newsletter, NF_HINT(NEWSLETTER) | NF_HINT(PAYWALL)},
    {NF_F_rel_ad, NF_HINT(AD) | NF_HINT(SPONSOR)},
    {NF_F_rel_meta, NF_HINT(META) | NF_HINT(DATE)},
    {NF_F_rel_teaser, NF_HINT(TEASER)},
    {NF_F_rel_widget, NF_HINT(WIDGET)},
    {NF_F_rel_hidden, NF_HINT(HIDDEN)},
    {NF_F_rel_gallery, NF_HINT(GALLERY) | NF_HINT(VIDEO)},
    {NF_F_rel_lead, NF_HINT(LEAD)},
    {NF_F_rel_subtitle, NF_HINT(SUBTITLE)},
    {NF_F_rel_quote, NF_HINT(QUOTE)},
    {NF_F_rel_social, NF_HINT(SOCIAL)},
    {NF_F_rel_tags, NF_HINT(TAGS) | NF_HINT(BREADCRUMB) | NF_HINT(PAGER)},
    {NF_F_rel_title, NF_HINT(TITLE)},
    {NF_F_rel_list, NF_HINT(NAV) | NF_HINT(MENU) | NF_HINT(ASIDE)}};

static const bit_t path_bits[] = {
    {NF_F_path_comment, NF_HINT(COMMENT)},
    {NF_F_path_related, NF_HINT(RELATED) | NF_HINT(POPULAR)},
    {NF_F_path_footer, NF_HINT(FOOTER)},
    {NF_F_path_aside, NF_HINT(ASIDE)},
    {NF_F_path_bad, BAD_HINTS},
    {NF_F_path_body, NF_HINT(BODY)},
    {NF_F_path_article, NF_HINT(ARTICLE)}};

/* The class words between the root and a block. */
static nf_hints_t hints_of(const nf_sums_t *x, const nf_block_t *k)
{
    return nf_below(x->rel, k->owner) | (x->f.root == k->owner ? 0 : k->own);
}

static void hint_features(const nf_sums_t *x, const nf_block_t *k, int *v)
{
    nf_hints_t rel = hints_of(x, k);
    nf_hints_t path = nf_below(x->path, k->owner);
    size_t i;

    for (i = 0; i < sizeof(rel_bits) / sizeof(rel_bits[0]); i++) {
        v[rel_bits[i].feature] = (rel & rel_bits[i].bits) != 0;
    }
    for (i = 0; i < sizeof(path_bits) / sizeof(path_bits[0]); i++) {
        v[path_bits[i].feature] = (path & path_bits[i].bits) != 0;
    }
}

static void cue_features(unsigned cues, int *v)
{
    int i;

    for (i = 0; i <= NF_F_cue_related - NF_F_cue_more; i++) {
        v[NF_F_cue_more + i] = (cues >> i) & 1;
    }
}

static void tree_features(const nf_sums_t *x, const nf_block_t *k,
                          const nf_line_t *line, int *v)
{
    const nf_node_t *root = &x->t->nodes[x->f.root];
    nf_id_t parent = nf_sums_parent(x, k);
    const nf_sum_t *around = &x->sums[line->parent];
    const nf_sum_t *branch = &x->sums[line->branch];
    const nf_sum_t *alike = &x->sums[line->like];
    nf_id_t article = nf_tree_up(x->t, k->owner, NF_TAG_ARTICLE);
    int depth = x->t->nodes[k->owner].depth - root->depth;

    v[NF_F_inside] = nf_tree_contains(x->t, x->f.root, k->first) != 0;
    v[NF_F_rel_depth] = depth > 12 ? 12 : depth < -6 ? -6 : depth;
    v[NF_F_same_parent] = parent == x->f.root;
    v[NF_F_sig_share] = nf_share(around->prose, (unsigned long)x->total);
    v[NF_F_parent_prose] = nf_log4(around->prose);
    v[NF_F_parent_links] = nf_share(around->link_chars, around->chars);
    v[NF_F_parent_blocks] = nf_log4(around->blocks);
    v[NF_F_branch_prose] = nf_log4(branch->prose);
    v[NF_F_branch_links] = nf_share(branch->link_chars, branch->chars);
    v[NF_F_branch_blocks] = nf_log4(branch->blocks);
    v[NF_F_branch_words] = nf_log4(branch->words);
    v[NF_F_alike_prose] = nf_log4(alike->prose);
    v[NF_F_alike_links] = nf_share(alike->link_chars, alike->chars);
    v[NF_F_alike_blocks] = nf_log4(alike->blocks);
    v[NF_F_alike_mean] = nf_log4(alike->words / alike->blocks);
    v[NF_F_other_article] =
        article != NF_NONE && !nf_tree_contains(x->t, article, x->f.root);
    v[NF_F_same_tag_depth] =
        v[NF_F_tag_p] && x->t->nodes[parent].depth == root->depth;
}

/* Distances, in quarter powers of two with a sign. */
static int distance(long n)
{
    return n < 0 ? -nf_log4((unsigned long)-n) : nf_log4((unsigned long)n);
}

/* Likeness to the texts that are known. */
static void like_features(const nf_sums_t *x, const nf_block_t *k, int *v)
{
    int title = nf_sums_comparable(x->title, k);
    int about = nf_sums_comparable(x->about, k);
    nf_similar_t mine;

    v[NF_F_like_headline] = v[NF_F_like_description] = 0;
    if (title || about) {
        nf_similar_init(&mine, k->text);
    }
    if (title) {
        v[NF_F_like_headline] = nf_similar(x->title, &mine);
    }
    if (about) {
        v[NF_F_like_description] = nf_similar(x->about, &mine);
    }
}

static void order_features(const nf_sums_t *x, uint32_t i, int *v)
{
    const nf_line_t *line = &x->lines[i];

    v[NF_F_head_dist] = x->f.headline < x->b->n
                            ? distance((long)i - (long)x->f.headline)
                            : -99;
    v[NF_F_is_headline] = i == x->f.headline;
    v[NF_F_start_dist] = distance((long)i - (long)x->first);
    v[NF_F_end_dist] = distance((long)i - (long)x->last);
    v[NF_F_frac_before] = nf_share(line->before, (unsigned long)x->total);
    v[NF_F_frac_after] = 100 - v[NF_F_frac_before];
    v[NF_F_position] = nf_share(i, x->b->n);
    v[NF_F_after_barrier] =
        line->barrier ? nf_log4(i - line->barrier + 1) : -1;
    v[NF_F_h1_since] = nf_capped(line->h1, 4);
    v[NF_F_h1_total] = nf_capped(x->lines[x->b->n - 1].h1, 6);
    v[NF_F_after_title] = i > x->f.headline && i - x->f.headline < 4;
}

static void one_side(const nf_sums_t *x, uint32_t i, long k, int *words,
                     int *density)
{
    long at = (long)i + k;

    *words = -1;
    *density = -1;
    if (at >= 0 && at < (long)x->b->n) {
        const nf_block_t *o = &x->b->v[at];

        *words = nf_log4(o->words);
        *density = nf_share(o->link_chars, o->chars);
    }
}

/* Elements that end between two neighbours: how far apart they stand. */
static int gap(const nf_sums_t *x, uint32_t a, uint32_t b)
{
    nf_id_t up = x->b->v[a].owner;
    int n = 0;

    while (up != NF_NONE && x->t->nodes[up].end <= x->b->v[b].first && n < 8) {
        n++;
        up = x->t->nodes[up].parent;
    }
    return n;
}

static void neighbour_features(const nf_sums_t *x, uint32_t i, int *v)
{
    uint32_t n = x->b->n, a, z;
    unsigned long prose = 0, linked = 0, all = 0;

    one_side(x, i, -1, &v[NF_F_prev_words], &v[NF_F_prev_density]);
    one_side(x, i, 1, &v[NF_F_next_words], &v[NF_F_next_density]);
    one_side(x, i, -2, &v[NF_F_prev2_words], &v[NF_F_prev2_density]);
    one_side(x, i, 2, &v[NF_F_next2_words], &v[NF_F_next2_density]);
    v[NF_F_prev_heading] = i > 0 ? x->b->v[i - 1].heading : -1;
    v[NF_F_next_heading] = i + 1 < n ? x->b->v[i + 1].heading : -1;
    v[NF_F_prev_cue] = i > 0 && nf_sums_cues(x, i - 1) != 0;
    v[NF_F_next_cue] = i + 1 < n && nf_sums_cues(x, i + 1) != 0;
    v[NF_F_prev_gap] = i > 0 ? gap(x, i - 1, i) : -1;
    v[NF_F_next_gap] = i + 1 < n ? gap(x, i, i + 1) : -1;
    a = i > NEAR ? i - NEAR : 0;
    z = i + NEAR < n ? i + NEAR : n - 1;
    for (; a <= z; a++) {
        const nf_block_t *o = &x->b->v[a];

        if (a != i) {
            prose += (unsigned long)x->lines[a].weight;
            linked += o->link_chars;
            all += o->chars;
        }
    }
    v[NF_F_near_prose] = nf_log4(prose);
    v[NF_F_near_link] = nf_share(linked, all);
}

int nf_features_is_beside(const nf_features_t *f, uint32_t i)
{
    const nf_sums_t *x = (const nf_sums_t *)f;
    const nf_block_t *k = &x->b->v[i];

    if (nf_tree_contains(x->t, x->f.root, k->first)) {
        return 0;
    }
    return nf_share(k->link_chars, k->chars) >= LINKS_ONLY
           || (k->words < LINE_WORDS
               && (k->in_nav || k->in_footer || k->in_aside || k->in_form
                   || (hints_of(x, k) & BAD_HINTS)));
}

void nf_features_of(nf_features_t *f, uint32_t i, int *v)
{
    nf_sums_t *x = (nf_sums_t *)f;
    const nf_block_t *k = &x->b->v[i];
    const nf_line_t *line = &x->lines[i];

    text_features(x, k, v);
    place_features(x, k, v);
    hint_features(x, k, v);
    cue_features(nf_sums_cues(x, i), v);
    tree_features(x, k, line, v);
    like_features(x, k, v);
    order_features(x, i, v);
    neighbour_features(x, i, v);
    v[NF_F_duplicate] = nf_capped(x->sums[line->copies].blocks, 4);
    v[NF_F_barrier] = nf_sums_wall(x, i) != 0;
    v[NF_F_starts_author] = nf_names_start(&x->names, k->text);
}
