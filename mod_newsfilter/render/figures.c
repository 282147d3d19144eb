/* figures.c -- images and embeds that belong to the article (content.h). */
#include <stdlib.h>
#include <string.h>
#include <apr_strings.h>
#include "../detect/image.h"
#include "content.h"

#define CAPTION_BLOCKS 6
#define GALLERY_BLOCKS 300 /* captions of a whole gallery */
#define COUNTER_CHARS 8    /* "1 / 12", "Next" */
#define LABEL_MAX 300
#define WIDE_ENOUGH 1600 /* pixels, for the column on a fine screen */
#define MAX_NOSCRIPT 4096
#define BESIDE 40 /* nodes before and behind a noscript */

/* What the words of an element around an image say against it. */
#define JUNK                                                                 \
    (NF_HINT(NAV) | NF_HINT(MENU) | NF_HINT(FOOTER) | NF_HINT(AD)            \
     | NF_HINT(SHARE) | NF_HINT(RELATED) | NF_HINT(COMMENT)                  \
     | NF_HINT(NEWSLETTER) | NF_HINT(COOKIE) | NF_HINT(AUTHOR)               \
     | NF_HINT(TAGS) | NF_HINT(BREADCRUMB) | NF_HINT(PAGER)                  \
     | NF_HINT(POPULAR) | NF_HINT(LATEST) | NF_HINT(MODAL) | NF_HINT(SOCIAL) \
     | NF_HINT(LOGIN) | NF_HINT(SEARCH) | NF_HINT(SPONSOR) | NF_HINT(RATING) \
     | NF_HINT(TICKER) | NF_HINT(HIDDEN))
#define CAPTION (NF_HINT(CAPTION) | NF_HINT(CREDIT))

/* ------------------------------------------------------------ judgement */

static int is_caption(const nf_block_t *k)
{
    return k->in_figure || (k->own & CAPTION);
}

/* Buttons and counters of a gallery say nothing. */
static int is_control(const nf_block_t *k)
{
    return k->in_form || (k->chars <= COUNTER_CHARS && !k->links);
}

/* Are all blocks from..from+n captions, not counting those of the figure
 * itself? */
static int only_captions(const nf_writer_t *w, uint32_t from, uint32_t n,
                         nf_id_t node, nf_id_t end)
{
    uint32_t i, others = 0;

    for (i = from; i < from + n; i++) {
        const nf_block_t *k = &w->page->blocks->v[i];

        if (k->first >= node && k->first < end) {
            i = nf_blocks_from(w->page->blocks, end) - 1;
        }
        else if (!(is_caption(k) || is_control(k))
                 || ++others > GALLERY_BLOCKS) {
            return 0;
        }
    }
    return 1;
}

/* Does [node, end) stand among the article's text? Go up to the first element
 * that holds chosen text: nothing on the way may hold other text, which the
 * image then would belong to, nor be named after something else. */
static int belongs(const nf_writer_t *w, nf_id_t node, nf_id_t end)
{
    const nf_tree_t *t = w->page->tree;
    nf_hints_t hints = w->page->blocks->hints[node];
    nf_id_t up = node;

    do { /* the document may be what holds the text */
        uint32_t from, chosen, n;
        nf_tag_e tag;

        up = t->nodes[up].parent;
        tag = (nf_tag_e)t->nodes[up].tag;
        n = nf_content_blocks(w, up, t->nodes[up].end, &from, &chosen);
        if (chosen) {
            return !(hints & JUNK);
        }
        hints |= w->page->blocks->hints[up];
        if ((hints & JUNK) || tag == NF_TAG_NAV || tag == NF_TAG_FOOTER
            || tag == NF_TAG_BUTTON || !only_captions(w, from, n, node, end)) {
            return 0;
        }
    } while (up != NF_NONE);
    return 0;
}

/* The figure around a node, as far as it is one: a figure element, or one
 * named after its caption. NF_NONE for none. */
static nf_id_t figure_of(const nf_writer_t *w, nf_id_t node)
{
    const nf_tree_t *t = w->page->tree;
    nf_id_t up = t->nodes[node].parent;
    int level;

    for (level = 0; level < 6 && up != NF_NONE; level++) {
        uint32_t from, chosen;

        if (nf_content_blocks(w, up, t->nodes[up].end, &from, &chosen)
            > CAPTION_BLOCKS) {
            return NF_NONE;
        }
        if (t->nodes[up].tag == NF_TAG_FIGURE
            || (w->page->blocks->hints[up] & NF_HINT(CAPTION))) {
            return up;
        }
        up = t->nodes[up].parent;
    }
    return NF_NONE;
}

/* -------------------------------------------------------------- values */

static uint16_t number_attr(const nf_tree_t *t, nf_id_t node, const char *name)
{
    nf_str_t s = nf_attr_raw(t, node, name);
    unsigned v = 0;
    size_t i;

    for (i = 0; i < s.len && i < 5; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            break;
        }
        v = v * 10 + (unsigned)(s.p[i] - '0');
    }
    /* "50%" and "auto" are no pixels */
    if (i < s.len && strncmp(s.p + i, "px", s.len - i < 2 ? s.len - i : 2)) {
        return 0;
    }
    return v > 20000 ? 0 : (uint16_t)v;
}

static int is_file_name(const char *s)
{
    static const char *const ends[] = {".jpg", ".jpeg", ".png",
                                       ".gif", ".webp", ".avif"};
    size_t n = strlen(s), i;

    for (i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
        size_t k = strlen(ends[i]);

        if (n > k && nf_str_ieq((nf_str_t){s + n - k, k}, ends[i])) {
            return strchr(s, ' ') == NULL;
        }
    }
    return 0;
}

/* A title or alternative text on one line, "" for none. */
static const char *label_attr(const nf_tree_t *t, nf_id_t node,
                              const char *name, apr_pool_t *pool)
{
    char *s = nf_attr(t, node, name, pool);
    size_t i, n;

    if (s == NULL || is_file_name(s)) {
        return "";
    }
    n = strlen(s);
    if (n > LABEL_MAX) {
        n = LABEL_MAX;
        while (n && ((unsigned char)s[n] & 0xC0) == 0x80) {
            n--;
        }
        s[n] = '\0';
    }
    for (i = 0; i < n; i++) {
        if ((unsigned char)s[i] < 0x20 || s[i] == 0x7F) {
            s[i] = ' ';
        }
    }
    return s;
}

static nf_str_t base_name(const char *url)
{
    const char *key = url, *p;

    for (p = url; *p && *p != '?' && *p != '#'; p++) {
        if (*p == '/') {
            key = p + 1;
        }
    }
    return (nf_str_t){key, (size_t)(p - key)};
}

/* Do the names say that it is one picture in two sizes? The same name in
 * two folders, or names that differ in a word at the end. */
static int same_picture(const char *a, const char *b)
{
    nf_str_t x = base_name(a), y = base_name(b);
    size_t n = x.len < y.len ? x.len : y.len, same = 0;

    while (same < n && x.p[same] == y.p[same]) {
        same++;
    }
    return (nf_str_eq(x, y) && n >= 10) || (same >= 16 && same * 10 > n * 6);
}

/* --------------------------------------------------------------- finding */

static int too_small(uint16_t width, uint16_t height)
{
    return (width && width <= 3) || (height && height <= 3)
           || (width && height && width < 80 && height < 80)
           || (width && !height && width < 60)
           || (height && !width && height < 40);
}

/* The shapes of page headers and of advertisements. */
static int is_banner(uint16_t width, uint16_t height)
{
    return (width && height <= 160 && width > height * 4 && height)
           || (height && width <= 200 && height > width * 2 && width);
}

/* A small copy of a picture that stands elsewhere? */
static int is_thumbnail(const nf_tree_t *t, nf_id_t node)
{
    int level;

    for (level = 0; level < 2 && node != NF_NONE; level++) {
        if (nf_str_ifind(nf_attr_raw(t, node, "class"), "thumb")
            && t->nodes[node].tag != NF_TAG_FIGURE) {
            return 1;
        }
        node = t->nodes[node].parent;
    }
    return 0;
}

static void add_item(nf_writer_t *w, nf_item_t item)
{
    nf_id_t figure = figure_of(w, item.node);
    nf_id_t end = w->page->tree->nodes[item.node].end;
    nf_id_t start = item.node;

    if (figure != NF_NONE) {
        start = figure;
        end = w->page->tree->nodes[figure].end;
    }
    if ((item.node >= w->tail && figure == NF_NONE
         && !(w->page->blocks->path[item.node] & NF_HINT(GALLERY)))
        || !belongs(w, start, end)) {
        return;
    }
    item.end = figure != NF_NONE ? end : 0;
    if (item.end && w->items->nelts > 0) {
        nf_item_t *last =
            &APR_ARRAY_IDX(w->items, w->items->nelts - 1, nf_item_t);

        if (last->end == item.end) {
            last->end = item.node; /* the last of a group has the caption */
        }
    }
    APR_ARRAY_PUSH(w->items, nf_item_t) = item;
}

/* The picture of an img, which may stand in another tree than the page's: in
 * a noscript. Returns 0 for what is none of the article's. */
static int read_image(const nf_page_t *page, nf_id_t node, nf_item_t *item,
                      apr_pool_t *pool)
{
    const nf_tree_t *t = page->tree;

    item->kind = NF_EV_IMG;
    item->width = number_attr(t, node, "width");
    item->height = number_attr(t, node, "height");
    if (too_small(item->width, item->height)
        || is_banner(item->width, item->height) || is_thumbnail(t, node)) {
        return 0;
    }
    item->url = nf_image_url(page, node, WIDE_ENOUGH);
    item->label = label_attr(t, node, "alt", pool);
    return item->url != NULL;
}

static void add_image(nf_writer_t *w, const nf_item_t *item)
{
    const char *key = nf_image_key(item->url, w->pool);
    int before = w->items->nelts;

    if (apr_hash_get(w->seen, key, APR_HASH_KEY_STRING)) {
        return;
    }
    add_item(w, *item);
    if (w->items->nelts > before) {
        apr_hash_set(w->seen, key, APR_HASH_KEY_STRING, "");
    }
}

static void find_image(nf_writer_t *w, nf_id_t node)
{
    nf_item_t item = {.node = node};

    if (read_image(w->page, node, &item, w->pool)) {
        add_image(w, &item);
    }
}

/* Does the address or the size say that it is a picture? Most of what loads
 * without a script counts readers. */
static int is_picture(const nf_item_t *item, apr_pool_t *pool)
{
    return (item->width && item->height)
           || is_file_name(
               apr_pstrmemdup(pool, item->url, strcspn(item->url, "?#")));
}

/* The picture that a page with lazy loading keeps for those without scripts,
 * unless it stands beside the noscript too. */
static void find_noscript(nf_writer_t *w, nf_id_t node)
{
    const nf_tree_t *t = w->page->tree;
    nf_id_t up = t->nodes[node].parent;
    nf_id_t i = up + BESIDE < node ? node - BESIDE : up;
    nf_id_t end = t->nodes[node].end + BESIDE;
    nf_item_t item = {.node = node};
    nf_page_t within = *w->page;
    nf_str_t raw = nf_tree_raw_text(t, node);

    end = end < t->nodes[up].end ? end : t->nodes[up].end;
    while ((i = nf_tree_find(t, i + 1, end, NF_TAG_IMG)) != NF_NONE) {
        if (nf_image_url(w->page, i, WIDE_ENOUGH)) {
            return;
        }
    }
    if (raw.len == 0 || raw.len > MAX_NOSCRIPT
        || nf_str_ifind(raw, "<img") == NULL) {
        return;
    }
    within.tree = nf_tree_build(raw, w->pool);
    i = nf_tree_find(within.tree, 1, within.tree->nnodes, NF_TAG_IMG);
    if (i != NF_NONE && read_image(&within, i, &item, w->pool)
        && is_picture(&item, w->pool)) {
        add_image(w, &item);
    }
}

/* The address of a video, audio, frame or object, or NULL. */
static char *embed_url(const nf_writer_t *w, nf_id_t node)
{
    static const char *const names[] = {"src", "data-src", "data"};
    const nf_tree_t *t = w->page->tree;
    nf_id_t source;
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
        char *url = nf_page_url_attr(w->page, node, names[i]);

        if (url) {
            return url;
        }
    }
    source = nf_tree_find(t, node + 1, t->nodes[node].end, NF_TAG_SOURCE);
    return source != NF_NONE ? nf_page_url_attr(w->page, source, "src") : NULL;
}

/* Frames hold advertisements more often than anything else: one has to say
 * what it is, or be as large as something to look at. */
static int frame_is_content(const nf_writer_t *w, const nf_item_t *item)
{
    const nf_tree_t *t = w->page->tree;
    nf_id_t parent = t->nodes[item->node].parent;

    return *item->label || (item->width >= 300 && item->height >= 150)
           || t->nodes[parent].tag == NF_TAG_FIGURE
           || (w->page->blocks->hints[parent] & NF_HINT(VIDEO));
}

static void find_embed(nf_writer_t *w, nf_id_t node)
{
    const nf_tree_t *t = w->page->tree;
    nf_tag_e tag = (nf_tag_e)t->nodes[node].tag;
    nf_item_t item = {.node = node, .kind = NF_EV_EMBED};

    item.width = number_attr(t, node, "width");
    item.height = number_attr(t, node, "height");
    if (too_small(item.width, item.height)) {
        return;
    }
    item.label = label_attr(t, node, "title", w->pool);
    if (*item.label == '\0') {
        item.label = label_attr(t, node, "aria-label", w->pool);
    }
    if ((tag == NF_TAG_VIDEO || tag == NF_TAG_AUDIO || tag == NF_TAG_AMP_VIDEO
         || frame_is_content(w, &item))
        && (item.url = embed_url(w, node)) != NULL) {
        add_item(w, item);
    }
}

static int is_embed(nf_tag_e tag)
{
    return tag == NF_TAG_VIDEO || tag == NF_TAG_AUDIO || tag == NF_TAG_IFRAME
           || tag == NF_TAG_AMP_VIDEO || tag == NF_TAG_AMP_IFRAME
           || tag == NF_TAG_OBJECT || tag == NF_TAG_EMBED;
}

/* A rule between two paragraphs of the article. */
static void find_rule(nf_writer_t *w, nf_id_t node)
{
    const nf_body_t *body = &w->facts->body;
    const nf_block_t *v = w->page->blocks->v;
    uint32_t from, chosen;
    nf_id_t up = w->page->tree->nodes[node].parent;

    nf_content_blocks(w, up, w->page->tree->nodes[up].end, &from, &chosen);
    if (chosen > 1 && node > v[body->blocks[0]].first
        && node < v[body->blocks[body->n - 1]].first) {
        APR_ARRAY_PUSH(w->items, nf_item_t) =
            (nf_item_t){.node = node, .kind = NF_EV_HR, .label = ""};
    }
}

/* A data table among the text; returns 1 if it was taken as a whole. */
static int find_table(nf_writer_t *w, nf_id_t node)
{
    nf_id_t end = w->page->tree->nodes[node].end;
    uint32_t from, chosen;

    if (!nf_grid_is_data(w, node)) {
        return 0;
    }
    nf_content_blocks(w, node, end, &from, &chosen);
    if (!chosen && !belongs(w, node, end)) {
        return 0;
    }
    APR_ARRAY_PUSH(w->items, nf_item_t) =
        (nf_item_t){.node = node, .kind = NF_EV_OPEN, .label = ""};
    return 1;
}

void nf_figures_find(nf_writer_t *w, nf_id_t lo, nf_id_t hi)
{
    const nf_tree_t *t = w->page->tree;
    int looked = 0;
    nf_id_t i = lo;

    while (i < hi && looked < NF_SANITISE_IMAGES) {
        const nf_node_t *n = &t->nodes[i];
        nf_tag_e tag = (nf_tag_e)n->tag;
        int skip = (nf_tag_flags[tag] & NF_TF_HIDDEN) != 0;

        if (tag == NF_TAG_IMG || tag == NF_TAG_AMP_IMG) {
            looked++;
            find_image(w, i);
        }
        else if (tag == NF_TAG_NOSCRIPT) {
            looked++;
            find_noscript(w, i);
        }
        else if (is_embed(tag)) {
            looked++;
            find_embed(w, i);
        }
        else if (tag == NF_TAG_HR && ++looked) {
            find_rule(w, i);
        }
        else if (tag == NF_TAG_TABLE && i < w->tail && ++looked
                 && find_table(w, i)) {
            skip = 1;
        }
        i = skip && n->end > i ? n->end : i + 1;
    }
}

/* --------------------------------------------------------------- writing */

/* The caption of [from, end), or what follows an image without a figure. */
static void write_caption(nf_writer_t *w, const nf_item_t *item)
{
    const nf_blocks_t *b = w->page->blocks;
    nf_id_t end = item->end ? item->end : b->n ? b->v[b->n - 1].first + 1 : 0;
    uint32_t i = nf_blocks_from(b, item->node);
    int n = 0;

    for (; i < b->n && b->v[i].first < end && n < CAPTION_BLOCKS; i++) {
        const nf_block_t *k = &b->v[i];

        if (!item->end && (!is_caption(k) || n == 2)) {
            break;
        }
        if (w->state[i] == NF_BLOCK_DONE
            || (w->state[i] == NF_BLOCK_CHOSEN && !is_caption(k))) {
            continue;
        }
        w->state[i] = NF_BLOCK_DONE;
        if (n++ == 0) {
            nf_content_open(w, NF_EL_FIGCAPTION);
        }
        else {
            nf_content_add(w, NF_EV_BR);
        }
        nf_leaf_inline(w, k, NF_EL_FIGCAPTION);
    }
    if (n) {
        nf_content_close(w, NF_EL_FIGCAPTION);
    }
}

static void write_image(nf_writer_t *w, const nf_item_t *item)
{
    nf_event_t *e = nf_content_add(w, (nf_event_e)item->kind);

    e->url = item->url;
    e->text = nf_str(item->label);
    e->a = item->width;
    e->b = item->height;
    if (item->kind == NF_EV_IMG) {
        e->lead = w->images++ == 0;
    }
}

void nf_figure_write(nf_writer_t *w, const nf_item_t *item)
{
    nf_content_open(w, NF_EL_FIGURE);
    write_image(w, item);
    write_caption(w, item);
    nf_content_close(w, NF_EL_FIGURE);
}

void nf_figure_lead(nf_writer_t *w)
{
    nf_id_t first = w->page->blocks->v[w->facts->body.blocks[0]].first;
    nf_item_t item = {.kind = NF_EV_IMG, .label = ""};
    const nf_image_t *image;
    int i;

    if (w->facts->images == NULL || w->facts->images->nelts == 0) {
        return;
    }
    image = &APR_ARRAY_IDX(w->facts->images, 0, nf_image_t);
    if (apr_hash_get(w->seen, nf_image_key(image->url, w->pool),
                     APR_HASH_KEY_STRING)) {
        return;
    }
    for (i = 0; i < w->items->nelts; i++) {
        const nf_item_t *it = &APR_ARRAY_IDX(w->items, i, nf_item_t);

        /* the page shows it, or another one in its place */
        if (it->kind == NF_EV_IMG
            && (it->node < first || same_picture(it->url, image->url))) {
            return;
        }
    }
    item.url = image->url;
    nf_content_open(w, NF_EL_FIGURE);
    write_image(w, &item);
    if (image->caption && *image->caption) {
        size_t n = strlen(image->caption);

        nf_content_open(w, NF_EL_FIGCAPTION);
        nf_buf_add(&w->text, image->caption, n);
        nf_content_add(w, NF_EV_TEXT)->text.len = n;
        nf_content_close(w, NF_EL_FIGCAPTION);
    }
    nf_content_close(w, NF_EL_FIGURE);
}
