/* pager.c -- articles over several pages (pager.h). */
#include <stdlib.h>
#include <string.h>
#include <apr_strings.h>
#include "pager.h"

#define MAX_NUMBER 99 /* higher ones are no pages but years and keys */
#define MAX_LINKS 64
#define MAX_TEXT 8

/* What names a page number in an address. */
static const char *const number_words[] = {
    "page",   "pagina",  "pagenum", "pageno", "seite", "sayfa",
    "strona", "halaman", "trang",   "sida",   "side",  "pag",
    "pg",     "p",       "s",       NULL};

#define OTHERS \
    (NF_HINT(COMMENT) | NF_HINT(RELATED) | NF_HINT(LATEST) | NF_HINT(POPULAR))

/* An address taken apart: what all pages share, and the number. */
typedef struct part_t {
    const char *base;
    unsigned number; /* 0: none in it */
    int named;       /* a word says that it is a page's */
} part_t;

typedef struct link_t {
    const char *href; /* absolute */
    const char *url;  /* the same to compare */
    part_t part;
    int rel; /* 1: next, -1: previous */
} link_t;

typedef struct pager_t {
    const nf_page_t *page;
    apr_pool_t *pool;
    const char *own; /* the page's address, as link_t.url */
    part_t part;     /* of it */
    apr_array_header_t *links;
} pager_t;

/* -------------------------------------------------------------- addresses */

/* Without fragment and last slash. */
static const char *comparable(const char *url, apr_pool_t *pool)
{
    size_t n = strcspn(url, "#");

    if (n > 0 && url[n - 1] == '/') {
        n--;
    }
    return apr_pstrmemdup(pool, url, n);
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The number of one or two digits that ends before end, and its start. */
static unsigned number_before(const char *start, const char *end,
                              const char **at)
{
    const char *p = end;
    unsigned v = 0;

    while (p > start && is_digit(p[-1])) {
        p--;
    }
    if (p == end || end - p > 2 || *p == '0') {
        return 0;
    }
    *at = p;
    for (; p < end; p++) {
        v = v * 10 + (unsigned)(*p - '0');
    }
    return v;
}

/* Does one of the words for a page end before end, with a separator in front
 * of it? Returns where that stands, or NULL. */
static const char *word_before(const char *start, const char *end)
{
    size_t i;

    for (i = 0; number_words[i]; i++) {
        size_t n = strlen(number_words[i]);

        if ((size_t)(end - start) > n
            && nf_str_ieq((nf_str_t){end - n, n}, number_words[i])
            && strchr("-_/,;.", end[-(ptrdiff_t)n - 1])) {
            return end - n - 1;
        }
    }
    return NULL;
}

/* "?page=2" among the arguments. */
static int split_query(const char *url, part_t *part, apr_pool_t *pool)
{
    const char *p = strchr(url, '?');
    size_t i;

    for (; p; p = strchr(p + 1, '&')) {
        size_t n = strcspn(p + 1, "&") + 1;
        const char *value = memchr(p, '=', n), *at;

        for (i = 0; value && number_words[i]; i++) {
            nf_str_t name = {p + 1, (size_t)(value - p) - 1};
            const char *rest = p + n;

            part->number = number_before(value + 1, p + n, &at);
            if (part->number && at == value + 1
                && nf_str_ieq(name, number_words[i])) {
                rest += *p == '?' && *rest;
                part->base = apr_pstrcat(
                    pool,
                    apr_pstrmemdup(pool, url,
                                   (size_t)(p - url) + (*p == '?' && *rest)),
                    rest, NULL);
                part->named = strlen(number_words[i]) > 1;
                return 1;
            }
        }
    }
    part->number = 0;
    return 0;
}

/* Where the last segment's name ends: before ".html". */
static const char *name_end(const char *path, const char *end)
{
    const char *dot = end;

    while (dot > path && dot[-1] != '/' && dot[-1] != '.' && end - dot < 6) {
        dot--;
    }
    return dot > path && dot[-1] == '.' && !is_digit(*dot) ? dot - 1 : end;
}

/* Is what stands before a bare number the name of a story? */
static int is_name(const char *path, const char *end)
{
    unsigned letters = 0;

    for (; end > path && end[-1] != '/'; end--) {
        letters += nf_lower((unsigned char)end[-1]) >= 'a'
                   || (unsigned char)end[-1] >= 0x80;
    }
    return letters >= 3;
}

static part_t split(const char *url, apr_pool_t *pool)
{
    part_t part = {url, 0, 0};
    const char *path = strstr(url, "://"), *end, *name, *at, *word;

    if (split_query(url, &part, pool)) {
        return part;
    }
    path = path ? strchr(path + 3, '/') : url;
    if (path == NULL) {
        return part;
    }
    end = path + strcspn(path, "?");
    name = name_end(path, end);
    if (name == end && end > path && end[-1] == '/') {
        name = end - 1;
    }
    part.number = number_before(path, name, &at);
    if (part.number == 0) {
        return part;
    }
    word = word_before(path, at);
    if (word == NULL && at > path && strchr("-_/=", at[-1])) {
        word = word_before(path, at - 1);
    }
    part.named = word != NULL;
    if (word == NULL && at > path && strchr("-_/,;", at[-1])) {
        word = at - 1;
    }
    if (word == NULL || (!part.named && !is_name(path, word))) {
        part.number = 0;
        return part;
    }
    part.base = apr_pstrcat(
        pool, apr_pstrmemdup(pool, url, (size_t)(word - url)), name, NULL);
    return part;
}

static int same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* ------------------------------------------------------------------ links */

/* 1: next, -1: previous, 0: neither. */
static int rel_of(const nf_tree_t *t, nf_id_t node)
{
    static const char *const rels[] = {"next", "prev", "previous", NULL};
    unsigned found = nf_attr_tokens(t, node, "rel", rels);

    return found & 1 ? 1 : found ? -1 : 0;
}

/* Is there a digit in the texts of an element as the page has written them? */
static int may_say_number(const nf_tree_t *t, nf_id_t node)
{
    nf_id_t i;

    for (i = node + 1; i < t->nodes[node].end; i++) {
        const nf_node_t *n = &t->nodes[i];
        nf_str_t text = {t->text.p + n->src, n->src_end - n->src};

        if (n->kind == NF_NODE_TEXT && nf_str_count(text, '0', '9')) {
            return 1;
        }
    }
    return 0;
}

/* The number of one or two digits that a link's text is, or 0. */
static unsigned number_said(const nf_page_t *page, nf_id_t node)
{
    char *s = nf_tree_text_dup(page->tree, node, MAX_TEXT, page->pool);
    char *at = s;

    while (*at && !is_digit(*at)) {
        at++;
    }
    return strlen(at) <= 2 ? (unsigned)strtoul(at, NULL, 10) : 0;
}

/* Links that neither say that they page nor read as a number are not
 * resolved, which would be most of the work. */
static void look_at(pager_t *x, nf_id_t node, int rel)
{
    const nf_page_t *page = x->page;
    nf_hints_t path = page->blocks->path[node];
    nf_str_t raw = nf_attr_raw(page->tree, node, "href");
    unsigned said = 0;
    link_t link = {.rel = rel};

    if (raw.len == 0 || (path & OTHERS) || memchr(raw.p, '#', raw.len)) {
        return;
    }
    if (!rel && !(path & NF_HINT(PAGER))
        && (!may_say_number(page->tree, node)
            || (said = number_said(page, node)) == 0)) {
        return;
    }
    link.href = nf_page_url_attr(page, node, "href");
    if (link.href == NULL) {
        return;
    }
    link.url = comparable(link.href, x->pool);
    link.part = split(link.url, x->pool);
    if (same(link.url, x->own)
        || !(same(link.part.base, x->own)
             || (x->part.number
                 && (same(link.part.base, x->part.base)
                     || same(link.url, x->part.base))))) {
        return;
    }
    if (said == 0 || said == (link.part.number ? link.part.number : 1)) {
        APR_ARRAY_PUSH(x->links, link_t) = link;
    }
}

static void find_links(pager_t *x)
{
    const nf_tree_t *t = x->page->tree;
    const nf_blocks_t *b = x->page->blocks;
    nf_id_t i = NF_NONE;
    uint32_t k;

    while ((i = nf_tree_find(t, i + 1, t->nnodes, NF_TAG_LINK)) != NF_NONE
           && x->links->nelts < MAX_LINKS) {
        int rel = rel_of(t, i);

        if (rel) {
            look_at(x, i, rel);
        }
    }
    for (k = 0; k < b->nmarks && x->links->nelts < MAX_LINKS; k++) {
        const nf_mark_t *m = &b->marks[k];

        if (m->tag == NF_TAG_A) {
            look_at(x, m->node,
                    m->hints & NF_HINT(REL_PAGE) ? rel_of(t, m->node) : 0);
        }
    }
}

/* -------------------------------------------------------------- judgement */

/* The number of a link in an article of this address, or 0. */
static unsigned number_of(const link_t *l, const char *base)
{
    if (same(l->url, base)) {
        return 1;
    }
    return same(l->part.base, base) ? l->part.number : 0;
}

/* Is the page itself the first one? If not, its number counts when a word
 * names it or a link leads to the first page. */
static unsigned own_number(const pager_t *x, const char **base)
{
    int i, first = x->part.named;

    for (i = 0; i < x->links->nelts; i++) {
        const link_t *l = &APR_ARRAY_IDX(x->links, i, link_t);

        if (number_of(l, x->own) > 1) {
            *base = x->own;
            return 1;
        }
        first |= same(l->url, x->part.base);
    }
    *base = x->part.base;
    return first && x->part.number > 1 ? x->part.number : 0;
}

void nf_pager_detect(const nf_page_t *page, nf_facts_t *facts)
{
    const char *own = page->url ? page->url : facts->canonical;
    pager_t x = {.page = page, .pool = page->pool};
    nf_pages_t pages = {0};
    const char *base;
    int i;

    if (own == NULL) {
        return;
    }
    x.own = comparable(own, x.pool);
    x.part = split(x.own, x.pool);
    x.links = apr_array_make(x.pool, 8, sizeof(link_t));
    find_links(&x);
    pages.number = own_number(&x, &base);
    if (pages.number == 0) {
        return;
    }
    pages.count = pages.number;
    for (i = 0; i < x.links->nelts; i++) {
        const link_t *l = &APR_ARRAY_IDX(x.links, i, link_t);
        unsigned n = number_of(l, base);

        if (l->rel > 0 && n != pages.number + 1) {
            return; /* it counts something else */
        }
        pages.count = n > pages.count ? n : pages.count;
        if (n == pages.number + 1 && pages.next == NULL) {
            pages.next = l->href;
        }
        if (n && n + 1 == pages.number && pages.previous == NULL) {
            pages.previous = l->href;
        }
    }
    if (pages.next || pages.previous) {
        facts->pages = pages;
    }
}
