/* reader_body.c -- the article's content as HTML (reader_body.h). */
#include "../page/url.h"
#include "html_out.h"
#include "reader_body.h"

typedef struct body_t {
    nf_buf_t *out;
    const nf_reader_text_t *words;
} body_t;

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

static void add_open(body_t *p, const nf_event_t *e, const nf_event_t *end)
{
    nf_element_e el = is_empty_head(e, end) ? NF_EL_TD : (nf_element_e)e->el;

    if (el == NF_EL_TABLE) {
        nf_buf_adds(p->out, "<div class=\"wide\" tabindex=\"0\""
                            " role=\"group\"");
        nf_html_attr(p->out, "aria-label", p->words->table);
        nf_buf_adds(p->out, ">");
    }
    nf_buf_adds(p->out, markup[el].open);
    switch (el) {
    case NF_EL_A:
        if (e->url) {
            nf_html_attr(p->out, "href", e->url);
        }
        else {
            nf_buf_printf(p->out, " href=\"#nf-%u\"", (unsigned)e->a);
        }
        break;
    case NF_EL_OL:
        add_number(p->out, "start", e->a > 1 ? e->a : 0);
        break;
    case NF_EL_TH:
        nf_html_attr(p->out, "scope", e->row_head ? "row" : "col");
        /* fall through */
    case NF_EL_TD:
        add_number(p->out, "colspan", e->a);
        add_number(p->out, "rowspan", e->b);
        break;
    case NF_EL_FIGURE:
        if (e + 1 < end && e[1].kind == NF_EV_IMG && e[1].lead) {
            nf_html_attr(p->out, "class", "lead");
        }
        break;
    default:
        break;
    }
    nf_buf_addc(p->out, '>');
}

static void add_image(body_t *p, const nf_event_t *e)
{
    nf_buf_adds(p->out, "<img");
    nf_html_attr(p->out, "src", e->url);
    nf_html_attr(p->out, "alt", e->text.p);
    if (e->a && e->b) {
        add_number(p->out, "width", e->a);
        add_number(p->out, "height", e->b);
    }
    if (!e->lead) {
        nf_html_attr(p->out, "loading", "lazy");
    }
    nf_html_attr(p->out, "decoding", "async");
    nf_buf_adds(p->out, ">\n");
}

static void add_embed(body_t *p, const nf_event_t *e)
{
    const char *host = nf_url_host(e->url, p->out->pool);

    nf_buf_adds(p->out, "<a class=\"embed\"");
    nf_html_attr(p->out, "href", e->url);
    nf_buf_addc(p->out, '>');
    nf_html_adds(p->out, e->text.len ? e->text.p : p->words->embed);
    if (*host) {
        nf_buf_adds(p->out, " (");
        nf_html_adds(p->out, host);
        nf_buf_addc(p->out, ')');
    }
    nf_buf_adds(p->out, "</a>\n");
}

void nf_reader_body(nf_buf_t *out, const nf_content_t *content,
                    const nf_reader_text_t *words)
{
    const nf_event_t *e, *end = content->v + content->n;
    body_t body = {out, words}, *p = &body;
    int empty_head = 0;

    for (e = content->v; e < end; e++) {
        switch ((nf_event_e)e->kind) {
        case NF_EV_OPEN:
            empty_head = is_empty_head(e, end);
            add_open(p, e, end);
            break;
        case NF_EV_CLOSE:
            nf_buf_adds(p->out, markup[empty_head ? NF_EL_TD : e->el].close);
            empty_head = 0;
            break;
        case NF_EV_TEXT:
            nf_html_add(p->out, e->text);
            break;
        case NF_EV_BR:
            nf_buf_adds(p->out, "<br>\n");
            break;
        case NF_EV_ANCHOR:
            nf_buf_printf(p->out, "<span id=\"nf-%u\"></span>",
                          (unsigned)e->a);
            break;
        case NF_EV_HR:
            nf_buf_adds(p->out, "<hr>\n");
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
