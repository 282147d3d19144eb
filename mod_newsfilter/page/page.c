/* page.c -- the door from bytes to tree and blocks (page.h). */
#include <string.h>
#include "page.h"
#include "url.h"

/* The address that relative ones are resolved against: base href, once. */
static const char *find_base(const nf_page_t *page)
{
    const nf_tree_t *t = page->tree;
    nf_id_t i = t->base;

    for (; i != NF_NONE; i = nf_tree_find(t, i + 1, t->nnodes, NF_TAG_BASE)) {
        char *href = nf_attr(t, i, "href", page->pool);
        char *base = href ? nf_url_resolve(page->url, href, page->pool) : NULL;

        if (base) {
            return base;
        }
    }
    return page->url;
}

/* Binary under a text/html label: control bytes that no text has. */
static int looks_binary(nf_str_t bytes)
{
    size_t n = bytes.len < 1024 ? bytes.len : 1024;
    size_t i, odd = 0;

    for (i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];

        odd += c < 0x20 && !nf_is_space(c) && c != 0x1B;
    }
    return odd * 10 > n;
}

/* Text and tree in the page's character set. Returns 0 for one that cannot be
 * read. */
static int read_text(nf_page_t *page)
{
    size_t skipped = 0;

    page->text =
        nf_charset_decode(page->bytes, page->charset, &skipped, page->pool);
    if (page->text.p) {
        page->tree = nf_tree_build(page->text, page->pool);
    }
    return page->text.p != NULL;
}

/* The same again, as a browser does it, where a meta far down names another
 * one than was guessed. */
static int read_again(nf_page_t *page)
{
    const char *guess = page->charset;

    if (page->charset_source < NF_CHARSET_UTF8_BYTES) {
        return 1;
    }
    page->charset = nf_charset_late_meta(page->tree);
    if (page->charset == NULL) {
        page->charset = guess;
        return 1;
    }
    page->charset_source = NF_CHARSET_META;
    return strcmp(page->charset, guess) == 0 || read_text(page);
}

nf_page_t *nf_page_open(nf_str_t bytes, const char *url,
                        const char *transport_charset,
                        const char *fallback_charset, apr_pool_t *pool,
                        const char **reason)
{
    nf_page_t *page = apr_pcalloc(pool, sizeof(*page));

    page->pool = pool;
    page->bytes = bytes;
    page->url = url;
    *reason = NULL;
    if (bytes.len == 0) {
        *reason = "empty";
    }
    else if (bytes.len > NF_MAX_PAGE) {
        *reason = "too-large";
    }
    else if (memchr(bytes.p, '<', bytes.len) == NULL) {
        *reason = "not-html";
    }
    if (*reason) {
        return NULL;
    }
    page->charset = nf_charset_sniff(bytes, transport_charset,
                                     fallback_charset, &page->charset_source);
    /* Every other byte of UTF-16 may be 0. */
    if (nf_charset_is_insertable(page->charset) && looks_binary(bytes)) {
        *reason = "not-html";
        return NULL;
    }
    if (!read_text(page) || !read_again(page)) {
        *reason = "charset";
        return NULL;
    }
    page->base = find_base(page);
    return page;
}

void nf_page_blocks(nf_page_t *page)
{
    page->blocks = nf_blocks_build(page->tree, page->pool);
}

nf_page_t *nf_page_read(nf_str_t bytes, const char *url,
                        const char *transport_charset,
                        const char *fallback_charset, apr_pool_t *pool,
                        const char **reason)
{
    nf_page_t *page = nf_page_open(bytes, url, transport_charset,
                                   fallback_charset, pool, reason);

    if (page) {
        nf_page_blocks(page);
    }
    return page;
}

char *nf_page_url_attr(const nf_page_t *page, nf_id_t node, const char *name)
{
    char *value = nf_attr(page->tree, node, name, page->pool);

    return value ? nf_url_resolve(page->base, value, page->pool) : NULL;
}
