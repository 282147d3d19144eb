/* link.c -- the way to the views (link.h). */
#include "html_out.h"
#include "link.h"
#include "reader_text.h"

/* Without a place of its own the button has to find one by itself. A page
 * whose policy forbids style attributes shows a plain link at its end. */
#define CORNER                                                              \
    "position:fixed;inset-block-end:1rem;inset-inline-end:1rem;z-index:99;" \
    "padding:.6em 1.1em;border-radius:2em;background:#0a5566;color:#fff;"   \
    "font:600 1rem/1.4 system-ui,sans-serif;text-decoration:none"

/* What is not ASCII as numeric references. */
static void add_ascii(nf_buf_t *out, nf_str_t html)
{
    const char *p = html.p, *end = html.p + html.len;

    while (p < end) {
        unsigned cp = nf_utf8_next(&p, end);

        if (cp < 0x80) {
            nf_buf_addc(out, (char)cp);
        }
        else {
            nf_buf_printf(out, "&#x%X;", cp);
        }
    }
}

static nf_str_t button(const nf_reader_text_t *words, const char *url,
                       const char *style, apr_pool_t *pool)
{
    nf_buf_t html, out;

    nf_buf_init(&html, pool, 512);
    nf_buf_adds(&html, "<a class=\"newsfilter-reader\" rel=\"nofollow\"");
    nf_html_attr(&html, "href", url);
    if (style) {
        nf_html_attr(&html, "style", style);
    }
    nf_buf_addc(&html, '>');
    nf_html_adds(&html, words->reader);
    nf_buf_adds(&html, "</a>");
    nf_buf_init(&out, pool, html.len + 64);
    add_ascii(&out, (nf_str_t){html.p, html.len});
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

static void add_alternate(nf_buf_t *out, const char *type, const char *url)
{
    if (url) {
        nf_buf_adds(out, "<link rel=\"alternate\"");
        nf_html_attr(out, "type", type);
        nf_html_attr(out, "href", url);
        nf_buf_adds(out, " />");
    }
}

static nf_str_t alternates(const nf_options_t *options, apr_pool_t *pool)
{
    nf_buf_t out;

    nf_buf_init(&out, pool, 256);
    add_alternate(&out, "text/html", options->reader_url);
    add_alternate(&out, "text/markdown", options->markdown_url);
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

/* The element that the site has for the button, or NF_NONE. */
static nf_id_t marked(const nf_tree_t *t)
{
    nf_id_t i;

    for (i = NF_NONE + 1; i < t->nnodes; i++) {
        if (t->nodes[i].kind == NF_NODE_ELEMENT && t->nodes[i].nattrs
            && nf_attr_raw(t, i, NF_LINK_MARK).p) {
            return i;
        }
    }
    return NF_NONE;
}

static void add_edit(const nf_page_t *page, apr_array_header_t *edits,
                     apr_size_t at, nf_str_t bytes, int optional)
{
    nf_edit_t *edit = apr_array_push(edits);

    edit->at = nf_charset_offset(page->bytes, page->text, at);
    edit->drop = 0;
    edit->bytes = bytes;
    edit->optional = optional;
}

void nf_link_edits(const nf_page_t *page, const nf_facts_t *facts,
                   const nf_options_t *options, apr_array_header_t *edits,
                   apr_pool_t *pool)
{
    const nf_reader_text_t *words = nf_reader_text(facts->language);
    const nf_tree_t *t = page->tree;
    nf_id_t place;

    if (options->reader_url == NULL) {
        return;
    }
    if (t->head_end) {
        add_edit(page, edits, t->head_end, alternates(options, pool), 1);
    }
    place = marked(t);
    if (place != NF_NONE && t->nodes[place].src_end >= t->head_end) {
        add_edit(page, edits, t->nodes[place].src_end,
                 button(words, options->reader_url, NULL, pool), 1);
    }
    else {
        add_edit(page, edits, t->insert_at,
                 button(words, options->reader_url, CORNER, pool), 0);
    }
}
