/* reader.c -- the reader view as HTML (reader.h). */
#include <string.h>
#include "../detect/headline.h"
#include "html_out.h"
#include "jsonld.h"
#include "reader.h"
#include "reader_body.h"
#include "reader_css.h"
#include "template.h"
#include "view.h"

static const char frame[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"{{language}}\" dir=\"{{direction}}\" class=\"{{class}}\">\n"
    "<head>\n{{head}}</head>\n"
    "<body>\n{{bar}}{{header}}"
    "<main>\n{{ticker}}{{article}}{{pages}}</main>\n"
    "{{footer}}{{foot}}</body>\n"
    "</html>\n";

typedef struct page_t {
    nf_buf_t out;
    const nf_facts_t *facts;
    const nf_options_t *options;
    const nf_reader_face_t *face; /* never NULL */
    nf_reader_style_t style;
    nf_content_t content;
    nf_view_t view;
} page_t;

/* ---------------------------------------------------------------- elements */

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

/* ------------------------------------------------------------------- parts */

static void add_stylesheet(page_t *p)
{
    nf_buf_adds(&p->out, "<style>");
    nf_buf_adds(&p->out, nf_reader_css);
    nf_buf_adds(&p->out, "</style>\n");
    if (p->face->stylesheet) {
        nf_buf_adds(&p->out, "<link rel=\"stylesheet\"");
        nf_html_attr(&p->out, "href", p->face->stylesheet);
        nf_buf_adds(&p->out, ">\n");
    }
}

static void add_head(page_t *p)
{
    nf_buf_adds(&p->out, "<meta charset=\"utf-8\">\n");
    add_element(p, "<title>", p->facts->headline, "</title>\n");
    nf_buf_adds(&p->out,
                "<meta name=\"viewport\""
                " content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n"
                "<meta name=\"referrer\""
                " content=\"strict-origin-when-cross-origin\">\n");
    if (!p->face->indexable) {
        nf_buf_adds(&p->out,
                    "<meta name=\"robots\" content=\"noindex, follow\">\n");
    }
    if (p->facts->description) {
        nf_buf_adds(&p->out, "<meta name=\"description\"");
        nf_html_attr(&p->out, "content", p->facts->description);
        nf_buf_adds(&p->out, ">\n");
    }
    if (p->view.canonical) {
        nf_buf_adds(&p->out, "<link rel=\"canonical\"");
        nf_html_attr(&p->out, "href", p->view.canonical);
        nf_buf_adds(&p->out, ">\n");
    }
    add_stylesheet(p);
    if (p->face->is_page) {
        nf_str_t block = nf_jsonld_render(p->facts, p->options, p->out.pool);

        nf_buf_add(&p->out, block.p, block.len);
    }
}

/* The site's name, or its logo with that name. */
static void add_site(page_t *p)
{
    if (p->face->logo == NULL) {
        if (p->view.site) {
            add_link(p, "site", p->view.site_url, p->view.site);
        }
        return;
    }
    nf_buf_adds(&p->out, p->view.site_url ? "<a class=\"site\""
                                          : "<span class=\"site\"");
    if (p->view.site_url) {
        nf_html_attr(&p->out, "href", p->view.site_url);
    }
    nf_buf_adds(&p->out, "><img");
    nf_html_attr(&p->out, "src", p->face->logo);
    nf_html_attr(&p->out, "alt", p->view.site ? p->view.site : "");
    nf_buf_adds(&p->out, p->view.site_url ? "></a>" : "></span>");
}

static void add_bar(page_t *p)
{
    add_element(p, "<a class=\"skip\" href=\"#article\">", p->view.words->skip,
                "</a>\n");
    nf_buf_adds(&p->out, "<header class=\"bar\">");
    add_site(p);
    nf_style_form(&p->out, &p->style, p->face, p->view.words);
    if (p->view.original) {
        add_link(p, "original", p->view.original, p->view.words->original);
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

static void add_minutes(page_t *p)
{
    if (p->view.minutes) {
        nf_buf_printf(&p->out, "%s%u%s", p->view.words->minutes_before,
                      p->view.minutes, p->view.words->minutes_after);
    }
}

static void add_article(page_t *p)
{
    const nf_facts_t *f = p->facts;

    nf_buf_adds(&p->out, "<article id=\"article\" tabindex=\"-1\">\n"
                         "<header class=\"top\">\n");
    add_element(p, "<p class=\"kicker\">", f->section, "</p>\n");
    add_element(p, "<h1>", f->headline, "</h1>\n");
    add_element(p, "<p class=\"dek\">", dek(f, p->view.site), "</p>\n");
    nf_buf_adds(&p->out, "<p class=\"meta\">");
    add_authors(p);
    add_time(p, NULL, f->date_published, p->view.published);
    add_time(p, p->view.words->updated, f->date_modified, p->view.modified);
    if (p->view.minutes) {
        nf_buf_adds(&p->out, "<span>");
        add_minutes(p);
        nf_buf_adds(&p->out, "</span>\n");
    }
    add_element(p, "<span>", p->view.page, "</span>\n");
    nf_buf_adds(&p->out, "</p>\n</header>\n");
    nf_reader_body(&p->out, &p->content, p->view.words);
    nf_buf_adds(&p->out, "</article>\n");
}

/* What the page shows of other news, for those who want it. */
static void add_ticker(page_t *p)
{
    const apr_array_header_t *links = p->facts->ticker;
    int i;

    if (!p->options->settings.reader_ticker || links->nelts == 0) {
        return;
    }
    nf_buf_adds(&p->out, "<details class=\"ticker\"><summary>");
    nf_html_adds(&p->out, p->view.words->ticker);
    nf_buf_adds(&p->out, "</summary>\n<ul>\n");
    for (i = 0; i < links->nelts; i++) {
        const nf_link_t *l = &APR_ARRAY_IDX(links, i, nf_link_t);

        nf_buf_adds(&p->out, "<li>");
        add_element(p, "<b>", l->label, "</b> ");
        add_link(p, NULL, l->url, l->headline);
        nf_buf_adds(&p->out, "</li>\n");
    }
    nf_buf_adds(&p->out, "</ul></details>\n");
}

static void add_page_link(page_t *p, const char *rel, const char *url,
                          const char *text)
{
    const nf_reader_face_t *face = p->face;
    const char *view;

    if (url) {
        view = face->view_of ? face->view_of(face, url, p->out.pool) : NULL;
        nf_buf_adds(&p->out, "<a");
        nf_html_attr(&p->out, "rel", rel);
        nf_html_attr(&p->out, "href", view ? view : url);
        add_element(p, ">", text, "</a>\n");
    }
}

static void add_pages(page_t *p)
{
    const nf_pages_t *pages = &p->facts->pages;

    if (p->view.page == NULL) {
        return;
    }
    nf_buf_adds(&p->out, "<nav class=\"pages\"");
    nf_html_attr(&p->out, "aria-label", p->view.page);
    nf_buf_adds(&p->out, ">\n");
    add_page_link(p, "prev", pages->previous, p->view.words->previous);
    add_element(p, "<span>", p->view.page, "</span>\n");
    add_page_link(p, "next", pages->next, p->view.words->next);
    nf_buf_adds(&p->out, "</nav>\n");
}

static void add_foot(page_t *p)
{
    if (p->view.original) {
        nf_buf_adds(&p->out, "<footer class=\"foot\"><p>");
        add_link(p, NULL, p->view.original, p->view.words->original);
        nf_buf_adds(&p->out, "</p></footer>\n");
    }
}

/* ---------------------------------------------------------------- template */

static const char *text_of(const page_t *p, nf_slot_e slot)
{
    const nf_view_t *v = &p->view;

    switch (slot) {
    case NF_SLOT_LANGUAGE:
        return v->language;
    case NF_SLOT_DIRECTION:
        return v->rtl ? "rtl" : "ltr";
    case NF_SLOT_CLASS:
        return nf_style_class(&p->style, p->out.pool);
    case NF_SLOT_TITLE:
        return p->facts->headline;
    case NF_SLOT_DESCRIPTION:
        return p->facts->description;
    case NF_SLOT_SECTION:
        return p->facts->section;
    case NF_SLOT_PUBLISHED:
        return v->published;
    case NF_SLOT_SITE:
        return v->site;
    case NF_SLOT_ORIGINAL:
        return v->original;
    case NF_SLOT_CANONICAL:
        return v->canonical;
    default:
        return NULL;
    }
}

static void add_slot(void *context, nf_slot_e slot)
{
    page_t *p = context;
    const char *text;

    switch (slot) {
    case NF_SLOT_HEAD:
        add_head(p);
        break;
    case NF_SLOT_BAR:
        add_bar(p);
        break;
    case NF_SLOT_SETTINGS:
        nf_style_form(&p->out, &p->style, p->face, p->view.words);
        break;
    case NF_SLOT_HEADER:
        nf_buf_adds(&p->out, p->face->header ? p->face->header : "");
        break;
    case NF_SLOT_FOOTER:
        nf_buf_adds(&p->out, p->face->footer ? p->face->footer : "");
        break;
    case NF_SLOT_ARTICLE:
        add_article(p);
        break;
    case NF_SLOT_TICKER:
        add_ticker(p);
        break;
    case NF_SLOT_PAGES:
        add_pages(p);
        break;
    case NF_SLOT_FOOT:
        add_foot(p);
        break;
    case NF_SLOT_MINUTES:
        add_minutes(p);
        break;
    default:
        text = text_of(p, slot);
        nf_html_adds(&p->out, text ? text : "");
        break;
    }
}

nf_str_t nf_reader_render(const nf_page_t *page, const nf_facts_t *facts,
                          const nf_options_t *options, apr_pool_t *pool)
{
    static const nf_reader_face_t no_face;
    page_t p = {.facts = facts, .options = options};

    if (!nf_view_begin(page, facts, options, &p.content, &p.view, pool)) {
        return (nf_str_t){NULL, 0};
    }
    p.face = options->face ? options->face : &no_face;
    p.style = options->style ? *options->style : nf_style_default();
    nf_buf_init(&p.out, pool, 16384 + strlen(facts->article_body) * 2);
    nf_template_fill(&p.out,
                     p.face->template ? nf_str(p.face->template)
                                      : (nf_str_t){frame, sizeof(frame) - 1},
                     add_slot, &p);
    return (nf_str_t){nf_buf_cstr(&p.out), p.out.len};
}
