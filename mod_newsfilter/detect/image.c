/*
 * image.c -- pictures that readers see (image.h).
 *
 * og:image and JSON-LD know the lead image nearly always; what stands between
 * the headline and the first paragraphs is for pages without them, and gives
 * the caption.
 */
#include <string.h>
#include <apr_strings.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "clean.h"
#include "image.h"
#include "place.h"

#define MAX_LOOKED_AT 120
#define MAX_IN_PICTURE 64 /* nodes of a picture element looked at */
#define MIN_SIDE 120      /* pixels: smaller is an icon */
#define MAX_CAPTION 1000

/* An address in small letters, as it is searched for many words. */
static void make_small(nf_str_t url, char small[NF_MAX_URL + 1])
{
    size_t i, n = url.len < NF_MAX_URL ? url.len : NF_MAX_URL;

    for (i = 0; i < n; i++) {
        small[i] = (char)nf_lower((unsigned char)url.p[i]);
    }
    small[n] = '\0';
}

static int contains_any(const char *s, const char *const *words)
{
    while (*words && strstr(s, *words) == NULL) {
        words++;
    }
    return *words != NULL;
}

static int is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The same for words that may be parts of others ("silicon", "unloading"):
 * no letter stands before them, and behind them none but a plural's. */
static int contains_word(const char *s, const char *const *words)
{
    for (; *words; words++) {
        size_t n = strlen(*words);
        const char *p = s;

        while ((p = strstr(p, *words)) != NULL) {
            int alone = p == s || !is_letter(p[-1]);

            p += n;
            if (alone && !is_letter(p[*p == 's'])) {
                return 1;
            }
        }
    }
    return 0;
}

int nf_image_is_decoration(nf_str_t url)
{
    static const char *const whole[] = {"icon",   "pixel", "loading", "banner",
                                        "button", "badge", NULL};
    static const char *const words[] = {"logo",
                                        "favicon",
                                        "sprite",
                                        "spacer",
                                        "blank.",
                                        "avatar",
                                        "gravatar",
                                        "placeholder",
                                        "lazyload",
                                        "transparent",
                                        "1x1",
                                        "/ads/",
                                        "doubleclick",
                                        "emoji",
                                        "smiley",
                                        "facebook.com/tr",
                                        "scorecardresearch",
                                        "feedburner",
                                        ".svg",
                                        "data:image",
                                        "captcha",
                                        "default-",
                                        NULL};

    char small[NF_MAX_URL + 1];

    make_small(url, small);
    return contains_any(small, words) || contains_word(small, whole);
}

/* A decimal number; strtod() would ask the locale for the sign in it. */
static double number_at(const char *p)
{
    double n = 0, unit = 1;

    for (; *p >= '0' && *p <= '9'; p++) {
        n = n * 10 + (*p - '0');
    }
    if (*p == '.') {
        for (p++; *p >= '0' && *p <= '9'; p++) {
            unit /= 10;
            n += unit * (*p - '0');
        }
    }
    return n;
}

/* Is a picture of this size better than the best so far? Wide enough, and
 * then the smaller one; limit 0: the largest. */
static int is_better(double size, double best, unsigned limit)
{
    if (best < 0 || limit == 0 || best < limit) {
        return size > best;
    }
    return size >= limit && size < best;
}

/* The best of a srcset (HTML, 4.8.4.2.1). */
static char *from_srcset(const nf_page_t *page, const char *set,
                         unsigned limit)
{
    const char *p = set, *best = NULL;
    size_t best_len = 0;
    double top = -1;

    while (*p) {
        const char *url, *end;
        double size = 1;
        size_t len;

        p += strspn(p, " \t\r\n\f,");
        url = p;
        len = strcspn(p, " \t\r\n\f");
        p += len;
        while (len && url[len - 1] == ',') {
            len--;
        }
        if (p == url + len) {
            end = p + strcspn(p, ",");
            p += strspn(p, " \t\r\n\f");
            if (p < end) {
                size = number_at(p);
            }
            p = end;
        }
        if (len && is_better(size, top, limit)) {
            top = size;
            best = url;
            best_len = len;
        }
    }
    return best ? nf_url_resolve(
               page->base, nf_str_dup(page->pool, (nf_str_t){best, best_len}),
               page->pool)
                : NULL;
}

/* Start of the "-300x200" before the extension at dot, or dot. */
static const char *size_suffix(const char *s, const char *dot)
{
    const char *p = dot;
    int digits = 0, seen_x = 0;

    while (p > s) {
        p--;
        if (*p >= '0' && *p <= '9') {
            digits++;
        }
        else if (*p == 'x' && digits && !seen_x) {
            seen_x = 1;
            digits = 0;
        }
        else {
            return *p == '-' && seen_x && digits ? p : dot;
        }
    }
    return dot;
}

const char *nf_image_key(const char *url, apr_pool_t *pool)
{
    size_t n = strcspn(url, "?#");
    const char *start = strstr(url, "://");
    const char *end = url + n, *dot, *cut;

    start = start && start < end ? start + 3 : url;
    dot = end;
    while (dot > start && dot[-1] != '.' && dot[-1] != '/') {
        dot--;
    }
    dot = dot > start && dot[-1] == '.' ? dot - 1 : end;
    cut = size_suffix(start, dot);
    return apr_pstrcat(pool,
                       apr_pstrmemdup(pool, start, (size_t)(cut - start)),
                       apr_pstrmemdup(pool, dot, (size_t)(end - dot)), NULL);
}

/* Is a the small copy of b, by its name? */
static int is_copy(const char *a, const char *b, apr_pool_t *pool)
{
    const char *key = nf_image_key(b, pool);

    return strcmp(nf_image_key(a, pool), key) == 0 && strstr(b, key)
           && strstr(a, key) == NULL;
}

/* An address in one attribute, if it is of a picture. */
static char *from_attr(const nf_page_t *page, nf_id_t i, const char *name)
{
    char *url = nf_page_url_attr(page, i, name);

    return url && !nf_image_is_decoration(nf_str(url)) ? url : NULL;
}

static char *from_attrs(const nf_page_t *page, nf_id_t i, unsigned limit)
{
    static const char *const sets[] = {"data-srcset", "data-lazy-srcset",
                                       "srcset"};
    static const char *const plain[] = {
        "data-src",   "data-original", "data-lazy-src",  "data-url",
        "data-image", "data-full-src", "data-hi-res-src"};
    size_t k;
    char *src = from_attr(page, i, "src"), *url = NULL;

    for (k = 0; url == NULL && k < sizeof(sets) / sizeof(sets[0]); k++) {
        char *set = nf_attr(page->tree, i, sets[k], page->pool);

        url = set && strlen(set) < 16 * NF_MAX_URL
                  ? from_srcset(page, set, limit)
                  : NULL;
    }
    for (k = 0; url == NULL && k < sizeof(plain) / sizeof(plain[0]); k++) {
        url = from_attr(page, i, plain[k]);
        if (url && src && is_copy(url, src, page->pool)) {
            url = src;
        }
    }
    return url ? url : src;
}

char *nf_image_url(const nf_page_t *page, nf_id_t img, unsigned limit)
{
    const nf_tree_t *t = page->tree;
    nf_id_t picture = nf_tree_up(t, img, NF_TAG_PICTURE), source;
    char *url = from_attrs(page, img, limit);

    if (url == NULL && picture != NF_NONE) {
        nf_id_t end = t->nodes[picture].end;

        source = nf_tree_find(
            t, picture,
            end < picture + MAX_IN_PICTURE ? end : picture + MAX_IN_PICTURE,
            NF_TAG_SOURCE);
        url = source ? from_attrs(page, source, limit) : NULL;
    }
    return url;
}

/* A size attribute in pixels, or 0. */
static long side(const nf_page_t *page, nf_id_t i, const char *name)
{
    nf_str_t v = nf_attr_raw(page->tree, i, name);
    long n = 0;
    size_t k;

    for (k = 0; k < v.len && k < 6 && v.p[k] >= '0' && v.p[k] <= '9'; k++) {
        n = n * 10 + (v.p[k] - '0');
    }
    return v.len && v.p[v.len - 1] == '%' ? 0 : n;
}

static int is_small(const nf_page_t *page, nf_id_t i)
{
    long w = side(page, i, "width"), h = side(page, i, "height");

    return (w > 0 && w < MIN_SIDE) || (h > 0 && h < MIN_SIDE * 2 / 3);
}

/* The text under a picture: figcaption, or a caption class in the nearest
 * figure-like box. */
static char *caption_of(const nf_page_t *page, nf_id_t img)
{
    const nf_tree_t *t = page->tree;
    nf_id_t box = nf_tree_up(t, img, NF_TAG_FIGURE), i;
    char *text;

    if (box == NF_NONE) {
        return NULL;
    }
    for (i = box + 1; i < t->nodes[box].end; i++) {
        if (t->nodes[i].kind == NF_NODE_ELEMENT
            && (t->nodes[i].tag == NF_TAG_FIGCAPTION
                || (page->blocks->hints[i] & NF_HINT(CAPTION)))) {
            text = nf_tree_text_dup(t, i, MAX_CAPTION, page->pool);
            return *text ? text : NULL;
        }
    }
    return NULL;
}

static int score_of(const nf_page_t *page, nf_id_t i, nf_place_e place)
{
    static const int worth[NF_PLACE_COUNT] = {
        [NF_PLACE_FAR] = 0,  [NF_PLACE_ABOVE] = 50, [NF_PLACE_NEAR] = 62,
        [NF_PLACE_TOP] = 58, [NF_PLACE_BODY] = 42,  [NF_PLACE_TAIL] = 0};
    int score = worth[place];

    if (score == 0 || is_small(page, i)
        || (page->blocks->path[i]
            & (NF_HINTS_ELSEWHERE | NF_HINT(AUTHOR) | NF_HINT(SHARE)))) {
        return 0;
    }
    if (nf_tree_up(page->tree, i, NF_TAG_FIGURE) != NF_NONE) {
        score += 6;
    }
    if (side(page, i, "width") >= 400) {
        score += 3;
    }
    return score;
}

/* The file's name without query, for "is it the same picture". */
static nf_str_t file_of(const char *url)
{
    size_t n = strcspn(url, "?#");
    size_t from = n;

    while (from > 0 && url[from - 1] != '/') {
        from--;
    }
    return (nf_str_t){url + from, n - from};
}

/* Give a caption to what other sources say of the same file. */
static void share_caption(nf_evidence_t *ev, const char *url,
                          const char *caption)
{
    nf_str_t file = file_of(url);
    int i;

    for (i = 0; file.len > 6 && i < ev->v->nelts; i++) {
        nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == NF_FACT_IMAGE && c->extra == NULL
            && nf_str_eq(file_of(c->value), file)) {
            c->extra = caption;
        }
    }
}

void nf_image_detect(const nf_page_t *page, nf_id_t headline_node,
                     const nf_body_t *body, nf_evidence_t *ev)
{
    const nf_blocks_t *b = page->blocks;
    nf_places_t places;
    int looked_at = 0;
    uint32_t k;

    nf_places_init(&places, page, headline_node, body);
    for (k = 0; k < b->nmarks && looked_at < MAX_LOOKED_AT; k++) {
        nf_id_t i = b->marks[k].node;
        nf_candidate_t *c;
        nf_place_e place;
        char *url;
        int score;

        if (b->marks[k].tag != NF_TAG_IMG
            && b->marks[k].tag != NF_TAG_AMP_IMG) {
            continue;
        }
        place = nf_place_of(&places, nf_blocks_from(b, i));
        score = score_of(page, i, place);
        if (score == 0) {
            continue;
        }
        looked_at++;
        url = nf_image_url(page, i, 0);
        if (url == NULL || nf_image_is_decoration(nf_str(url))) {
            continue;
        }
        c = nf_evidence_add(ev, NF_FACT_IMAGE, url, score, "img",
                            "picture at the text");
        if (c) {
            c->node = i;
            c->visible = 1;
            c->extra = caption_of(page, i);
            if (c->extra) {
                share_caption(ev, url, c->extra);
            }
        }
    }
}
