/* text.c -- the article as plain text (reader.h). */
#include "reader.h"
#include "sanitise.h"
#include "view.h"

typedef struct text_t {
    nf_buf_t out;
    unsigned lists;                              /* open lists */
    unsigned figures;                            /* open figures: no text */
    unsigned cells;                              /* cells in the open row */
    unsigned number[NF_SANITISE_CONTAINERS + 1]; /* OL: next; UL: 0 */
} text_t;

/* At least n line ends behind what was written. */
static void gap(text_t *t, unsigned n)
{
    size_t len = t->out.len;

    while (n && len && t->out.p[len - 1] == '\n') {
        len--;
        n--;
    }
    while (n-- > 0 && t->out.len) {
        nf_buf_addc(&t->out, '\n');
    }
}

static void open_item(text_t *t)
{
    unsigned *number = &t->number[t->lists ? t->lists - 1 : 0];

    gap(t, 1);
    if (*number) {
        nf_buf_printf(&t->out, "%u. ", (*number)++);
    }
    else {
        nf_buf_adds(&t->out, "- ");
    }
}

static void open_element(text_t *t, const nf_event_t *e)
{
    switch ((nf_element_e)e->el) {
    case NF_EL_UL:
    case NF_EL_OL:
        gap(t, t->lists ? 1 : 2);
        if (t->lists < NF_SANITISE_CONTAINERS) {
            t->number[t->lists] = e->el == NF_EL_OL ? (e->a ? e->a : 1) : 0;
        }
        t->lists++;
        break;
    case NF_EL_LI:
        open_item(t);
        break;
    case NF_EL_FIGURE:
        t->figures++;
        break;
    case NF_EL_TR:
        gap(t, 1);
        t->cells = 0;
        break;
    case NF_EL_TD:
    case NF_EL_TH:
        nf_buf_adds(&t->out, t->cells++ ? "\t" : "");
        break;
    case NF_EL_P:
        if (!(t->out.len > 1 && t->out.p[t->out.len - 1] == ' ')) {
            gap(t, 2); /* not right behind an item's mark */
        }
        break;
    case NF_EL_DT:
    case NF_EL_DD:
        gap(t, 1);
        break;
    default:
        if (e->el < NF_EL_A) {
            gap(t, 2);
        }
        break;
    }
}

static void close_element(text_t *t, const nf_event_t *e)
{
    if (e->el == NF_EL_FIGURE) {
        t->figures--;
    }
    else if (e->el == NF_EL_UL || e->el == NF_EL_OL) {
        t->lists--;
        gap(t, t->lists ? 1 : 2);
    }
    else if (e->el == NF_EL_TABLE || e->el == NF_EL_DL) {
        gap(t, 2);
    }
}

static void add_head(text_t *t, const nf_facts_t *f, const nf_view_t *view)
{
    int i;

    nf_buf_adds(&t->out, f->headline);
    nf_buf_addc(&t->out, '\n');
    for (i = 0; f->authors && i < f->authors->nelts; i++) {
        nf_buf_adds(&t->out, i ? ", " : "");
        nf_buf_adds(&t->out, APR_ARRAY_IDX(f->authors, i, nf_author_t).name);
    }
    gap(t, 1);
    if (view->published) {
        nf_buf_adds(&t->out, view->published);
        nf_buf_addc(&t->out, '\n');
    }
    if (view->page) {
        nf_buf_adds(&t->out, view->page);
        nf_buf_addc(&t->out, '\n');
    }
    nf_buf_addc(&t->out, '\n');
}

nf_str_t nf_text_render(const nf_page_t *page, const nf_facts_t *facts,
                        const nf_options_t *options, apr_pool_t *pool)
{
    text_t t = {.lists = 0};
    nf_content_t content;
    nf_view_t view;
    size_t i;

    if (!nf_view_begin(page, facts, options, &content, &view, pool)) {
        return (nf_str_t){NULL, 0};
    }
    nf_buf_init(&t.out, pool, 8192);
    add_head(&t, facts, &view);
    for (i = 0; i < content.n; i++) {
        const nf_event_t *e = &content.v[i];

        if (e->kind == NF_EV_OPEN && !t.figures) {
            open_element(&t, e);
        }
        else if (e->kind == NF_EV_CLOSE) {
            close_element(&t, e);
        }
        else if (e->kind == NF_EV_TEXT && !t.figures) {
            nf_buf_add(&t.out, e->text.p, e->text.len);
        }
        else if (e->kind == NF_EV_BR && !t.figures) {
            nf_buf_addc(&t.out, '\n');
        }
    }
    gap(&t, 1);
    return (nf_str_t){nf_buf_cstr(&t.out), t.out.len};
}
