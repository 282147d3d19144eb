/* reader.c -- the reader view as HTML (reader.h). */
#include <string.h>
#include "../detect/headline.h"
#include "../page/url.h"
#include "html_out.h"
#include "reader.h"
#include "reader_css.h"
#include "sanitise.h"
#include "view.h"

/* Nothing but pictures may load, and nothing runs. */
const char *nf_reader_csp(void)
{
    return "default-src 'none'; img-src https: http:; "
           "style-src 'sha256-" NF_READER_CSS_SHA256 "'; "
           "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
}

typedef struct page_t {
    nf_buf_t out;
    const nf_facts_t *facts;
    nf_view_t view;
} page_t;

static const struct {
    const char *open, *close; /* open without its ">": attributes follow */
} markup[NF_EL_COUNT] = {
    [NF_EL_BLOCKQUOTE] = {"<blockquote", "</blockquote>\n"},
    [NF_EL_UL] = {"<ul", "</ul>\n"},
    [NF_EL_OL] = {"<ol", "</ol>\n"},
    [NF_EL_LI] = {"<li", "</li>\n"},
    [NF_EL_DL] = {"<dl", "</dl>\n"},
    [NF_EL_DT] = {"<dt", "</dt>\n"},
    [NF_EL_DD] = {"<dd", "</dd>\n"},
    [NF_EL_FIGURE] = {"<figure", "</figure>\n"},
    [NF_EL_FIGCAPTION] = {"<figcaption", "</figcaption>"},
    [NF_EL_TABLE] = {"<table", "</table></div>\n"},
    [NF_EL_CAPTION] = {"<caption", "</caption>\n"},
    [NF_EL_TR] = {"<tr", "</tr>\n"},
    [NF_EL_TH] = {"<th", "</th>"},
    [NF_EL_TD] = {"<td", "</td>"},
    [NF_EL_P] = {"<p", "</p>\n"},
    [NF_EL_PRE] = {"<pre tabindex=\"0\"><code", "</code></pre>\n"},
    [NF_EL_H2] = {"<h2", "</h2>\n"},
    [NF_EL_H3] = {"<h3", "</h3>\n"},
    [NF_EL_H4] = {"<h4", "</h4>\n"},
    [NF_EL_H5] = {"<h5", "</h5>\n"},
    [NF_EL_H6] = {"<h6", "</h6>\n"},
    [NF_EL_A] = {"<a", "</a>"},
    [NF_EL_EM] = {"<em", "</em>"},
    [NF_EL_STRONG] = {"<strong", "</strong>"},
    [NF_EL_CODE] = {"<code", "</code>"},
    [NF_EL_SUB] = {"<sub", "</sub>"},
    [NF_EL_SUP] = {"<sup", "</sup>"},
    [NF_EL_DEL] = {"<del", "</del>"},
    [NF_EL_MARK] = {"<mark", "</mark>"},
    [NF_EL_Q] = {"<q", "</q>"},
    [NF_EL_RUBY] = {"<ruby", "</ruby>"},
    [NF_EL_RT] = {"<rt", "</rt>"},
    [NF_EL_RP] = {"<rp", "</rp>"}};

/* -------------------------------------------------------------- content */

static void add_number(nf_buf_t *out, const char *name, unsigned v)
{
    if (v) {
        nf_buf_printf(out, " %s=\"%u\"", name, v);
    }
}

/* A header cell without text heads nothing. */
static int is_empty_head(const nf_event_t *e, const nf_event_t *end)
{
    return e->el == NF_EL_TH && e + 1 < end && e[1].kind == NF_EV_CLOSE;
}

static void add_open(page_t *p, const nf_event_t *e, const nf_event_t *end)
{
    nf_element_e el = is_empty_head(e, end) ? NF_EL_TD : (nf_element_e)e->el;

    if (el == NF_EL_TABLE) {
        nf_buf_adds(&p->out, "<div class=\"wide\" tabindex=\"0\""
                             " role=\"group\"");
        nf_html_attr(&p->out, "aria-label", p->view.words->table);
        nf_buf_adds(&p->out, ">");
    }
    nf_buf_adds(&p->out, markup[el].open);
    switch (el) {
    case NF_EL_A:
        nf_html_attr(&p->out, "href", e->url);
        break;
    case NF_EL_OL:
        add_number(&p->out, "start", e->a > 1 ? e->a : 0);
        break;
    case NF_EL_TH:
        nf_html_attr(&p->out, "scope", e->row_head ? "row" : "col");
        /* fall through */
    case NF_EL_TD:
        add_number(&p->out, "colspan", e->a);
        add_number(&p->out, "rowspan", e->b);
        break;
    case NF_EL_FIGURE:
        if (e + 1 < end && e[1].kind == NF_EV_IMG && e[1].lead) {
            nf_html_attr(&p->out, "class", "lead");
        }
        break;
    default:
        break;
    }
    nf_buf_addc(&p->out, '>');
}

static void add_image(page_t *p, const nf_event_t *e)
{
    nf_buf_adds(&p->out, "<img");
    nf_html_attr(&p->out, "src", e->url);
    nf_html_attr(&p->out, "alt", e->text.p);
    if (e->a && e->b) {
        add_number(&p->out, "width", e->a);
        add_number(&p->out, "height", e->b);
    }
    if (!e->lead) {
        nf_html_attr(&p->out, "loading", "lazy");
    }
    nf_html_attr(&p->out, "decoding", "async");
    nf_buf_adds(&p->out, ">\n");
}

static void add_embed(page_t *p, const nf_event_t *e)
{
    const char *host = nf_url_host(e->url, p->out.pool);

    nf_buf_adds(&p->out, "<a class=\"embed\"");
    nf_html_attr(&p->out, "href", e->url);
    nf_buf_addc(&p->out, '>');
    nf_html_adds(&p->out, e->text.len ? e->text.p : p->view.words->embed);
    if (*host) {
        nf_buf_adds(&p->out, " (");
        nf_html_adds(&p->out, host);
        nf_buf_addc(&p->out, ')');
    }
    nf_buf_adds(&p->out, "</a>\n");
}

static void add_content(page_t *p, const nf_content_t *content)
{
    const nf_event_t *e, *end = content->v + content->n;
    int empty_head = 0;

    for (e = content->v; e < end; e++) {
        switch ((nf_event_e)e->kind) {
        case NF_EV_OPEN:
            empty_head = is_empty_head(e, end);
            add_open(p, e, end);
            break;
        case NF_EV_CLOSE:
            nf_buf_adds(&p->out, markup[empty_head ? NF_EL_TD : e->el].close);
            empty_head = 0;
            break;
        case NF_EV_TEXT:
            nf_html_add(&p->out, e->text);
            break;
        case NF_EV_BR:
            nf_buf_adds(&p->out, "<br>\n");
            break;
        case NF_EV_HR:
            nf_buf_adds(&p->out, "<hr>\n");
            break;
        case NF_EV_IMG:
            add_image(p, e);
            break;
        case NF_EV_EMBED:
            add_embed(p, e);
            break;
        }
    }
}

/* ------------------------------------------------------------- template */

static void add_link(page_t *p, const char *class, const char *url,
                     const char *text)
{
    nf_buf_adds(&p->out, url ? "<a" : "<span");
    if (class) {
        nf_html_attr(&p->out, "class", class);
    }
    if (url) {
        nf_html_attr(&p->out, "href", url);
    }
    nf_buf_addc(&p->out, '>');
    nf_html_adds(&p->out, text);
    nf_buf_adds(&p->out, url ? "</a>" : "</span>");
}

static void add_element(page_t *p, const char *open, const char *text,
                        const char *close)
{
    if (text && *text) {
        nf_buf_adds(&p->out, open);
        nf_html_adds(&p->out, text);
        nf_buf_adds(&p->out, close);
    }
}

static void add_head(page_t *p)
{
    const nf_facts_t *f = p->facts;

    nf_buf_adds(&p->out, "<!DOCTYPE html>\n<html");
    nf_html_attr(&p->out, "lang", p->view.language);
    nf_html_attr(&p->out, "dir", p->view.rtl ? "rtl" : "ltr");
    nf_buf_adds(&p->out, ">\n<head>\n<meta charset=\"utf-8\">\n");
    add_element(p, "<title>", f->headline, "</title>\n");
    nf_buf_adds(&p->out,
                "<meta name=\"viewport\""
                " content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n"
                "<meta name=\"robots\" content=\"noindex, follow\">\n"
                "<meta name=\"referrer\""
                " content=\"strict-origin-when-cross-origin\">\n");
    if (f->description) {
        nf_buf_adds(&p->out, "<meta name=\"description\"");
        nf_html_attr(&p->out, "content", f->description);
        nf_buf_adds(&p->out, ">\n");
    }
    if (p->view.canonical) {
        nf_buf_adds(&p->out, "<link rel=\"canonical\"");
        nf_html_attr(&p->out, "href", p->view.canonical);
        nf_buf_adds(&p->out, ">\n");
    }
    nf_buf_adds(&p->out, "<style>");
    nf_buf_adds(&p->out, nf_reader_css);
    nf_buf_adds(&p->out, "</style>\n</head>\n");
}

static void add_bar(page_t *p)
{
    add_element(p, "<body>\n<a class=\"skip\" href=\"#article\">",
                p->view.words->skip, "</a>\n");
    if (p->view.site == NULL && p->view.original == NULL) {
        return;
    }
    nf_buf_adds(&p->out, "<header class=\"bar\">");
    if (p->view.site) {
        add_link(p, "site", p->view.site_url, p->view.site);
    }
    if (p->view.original) {
        add_link(p, NULL, p->view.original, p->view.words->original);
    }
    nf_buf_adds(&p->out, "</header>\n");
}

static void add_authors(page_t *p)
{
    const apr_array_header_t *authors = p->facts->authors;
    int i;

    if (authors == NULL || authors->nelts == 0) {
        return;
    }
    nf_buf_adds(&p->out, "<span class=\"by\">");
    for (i = 0; i < authors->nelts; i++) {
        const nf_author_t *a = &APR_ARRAY_IDX(authors, i, nf_author_t);

        nf_buf_adds(&p->out, i ? ", " : "");
        add_link(p, NULL, a->url, a->name);
    }
    nf_buf_adds(&p->out, "</span>\n");
}

static void add_time(page_t *p, const char *label, const char *iso,
                     const char *shown)
{
    if (shown == NULL) {
        return;
    }
    nf_buf_adds(&p->out, "<span>");
    add_element(p, "", label, " ");
    nf_buf_adds(&p->out, "<time");
    nf_html_attr(&p->out, "datetime", iso);
    nf_buf_addc(&p->out, '>');
    nf_html_adds(&p->out, shown);
    nf_buf_adds(&p->out, "</time></span>\n");
}

/* The standfirst under the headline, unless it is the text's beginning or a
 * description of the site. */
static const char *dek(const nf_facts_t *f, const char *site)
{
    const char *s =
        f->alternative_headline ? f->alternative_headline : f->description;
    size_t n = s ? strlen(s) : 0;

    while (n && (s[n - 1] == '.' || (unsigned char)s[n - 1] > 0x7F)) {
        n--; /* "..." of a description that was cut */
    }
    if (n == 0 || nf_headline_similar(s, f->headline) > 90
        || (site && (strstr(site, s) || nf_headline_similar(s, site) > 60))
        || (f->article_body
            && memmem(f->article_body, strlen(f->article_body), s, n))) {
        return NULL;
    }
    return s;
}

static void add_top(page_t *p)
{
    const nf_facts_t *f = p->facts;
    const nf_reader_text_t *words = p->view.words;

    nf_buf_adds(&p->out, "<main>\n<article id=\"article\" tabindex=\"-1\">\n"
                         "<header class=\"top\">\n");
    add_element(p, "<p class=\"kicker\">", f->section, "</p>\n");
    add_element(p, "<h1>", f->headline, "</h1>\n");
    add_element(p, "<p class=\"dek\">", dek(f, p->view.site), "</p>\n");
    nf_buf_adds(&p->out, "<p class=\"meta\">");
    add_authors(p);
    add_time(p, NULL, f->date_published, p->view.published);
    add_time(p, words->updated, f->date_modified, p->view.modified);
    if (p->view.minutes) {
        nf_buf_printf(&p->out, "<span>%s%u%s</span>", words->minutes_before,
                      p->view.minutes, words->minutes_after);
    }
    nf_buf_adds(&p->out, "</p>\n</header>\n");
}

static void add_foot(page_t *p)
{
    nf_buf_adds(&p->out, "</article>\n</main>\n");
    if (p->view.original) {
        nf_buf_adds(&p->out, "<footer class=\"foot\"><p>");
        add_link(p, NULL, p->view.original, p->view.words->original);
        nf_buf_adds(&p->out, "</p></footer>\n");
    }
    nf_buf_adds(&p->out, "</body>\n</html>\n");
}

nf_str_t nf_reader_render(const nf_page_t *page, const nf_facts_t *facts,
                          const nf_options_t *options, apr_pool_t *pool)
{
    page_t p = {.facts = facts};
    nf_content_t content;

    if (!nf_view_begin(page, facts, options, &content, &p.view, pool)) {
        return (nf_str_t){NULL, 0};
    }
    nf_buf_init(&p.out, pool, 16384 + strlen(facts->article_body) * 2);
    add_head(&p);
    add_bar(&p);
    add_top(&p);
    add_content(&p, &content);
    add_foot(&p);
    return (nf_str_t){nf_buf_cstr(&p.out), p.out.len};
}
