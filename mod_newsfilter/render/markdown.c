/* markdown.c -- the article as CommonMark with GFM tables and front matter
 * (reader.h). */
#include <string.h>
#include "reader.h"
#include "marks.h"
#include "sanitise.h"
#include "front.h"
#include "view.h"

#define DEPTH 16

typedef struct level_t {
    nf_element_e el;
    unsigned number; /* OL: of the next item */
    char marker[8];  /* LI: what its first line begins with */
    unsigned indent; /* LI: width of the marker */
} level_t;

/* What of code is open; a break in a line of it is a space, as no mark of a
 * block may come to stand at the start of a line. */
enum { CODE_NONE, CODE_LINE, CODE_BLOCK };

typedef struct markdown_t {
    nf_buf_t out;
    level_t stack[DEPTH];
    unsigned depth;
    unsigned kept;        /* levels open ever since the last block */
    unsigned fence;       /* back quotes that the open code began with */
    unsigned tight;       /* the next block follows without a gap */
    unsigned fresh;       /* nothing was written yet */
    unsigned line_start;  /* block marks would count here */
    unsigned verbatim;    /* CODE_*: no escapes, marks or links */
    unsigned in_heading;  /* one line, whatever it breaks into */
    unsigned has_rp;      /* the open ruby brings its own brackets */
    uint64_t unseen;      /* open elements whose marks are left out */
    unsigned column, row; /* of a table */
    unsigned in_cell;
    char pending[16]; /* emphasis that waits for its text */
} markdown_t;

/* ------------------------------------------------------------------ lines */

/* What a line in the open quotes and items begins with. */
static void add_prefix(markdown_t *m, int blank)
{
    unsigned i, k, n = blank ? m->kept : m->depth;

    for (i = 0; i < n; i++) {
        level_t *l = &m->stack[i];

        if (l->el == NF_EL_BLOCKQUOTE) {
            nf_buf_adds(&m->out, blank ? ">" : "> ");
        }
        else if (l->el == NF_EL_LI && *l->marker && !blank) {
            nf_buf_adds(&m->out, l->marker);
            *l->marker = '\0';
        }
        else if (l->el == NF_EL_LI && !blank) {
            for (k = 0; k < l->indent; k++) {
                nf_buf_addc(&m->out, ' ');
            }
        }
    }
}

static void begin_block(markdown_t *m)
{
    if (!m->fresh && !m->tight) {
        add_prefix(m, 1);
        nf_buf_addc(&m->out, '\n');
    }
    m->fresh = m->tight = 0;
    m->kept = m->depth;
    add_prefix(m, 0);
    m->line_start = 1;
}

static void end_block(markdown_t *m)
{
    m->in_heading = 0;
    *m->pending = '\0';
    nf_buf_addc(&m->out, '\n');
}

/* ------------------------------------------------------------------- text */

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void flush_pending(markdown_t *m)
{
    if (*m->pending) {
        nf_buf_adds(&m->out, m->pending);
        *m->pending = '\0';
    }
}

static void add_text(markdown_t *m, nf_str_t s)
{
    size_t i = 0;

    for (; *m->pending && i < s.len && s.p[i] == ' '; i++) {
        nf_buf_addc(&m->out, ' ');
    }
    if (i < s.len) {
        flush_pending(m);
    }
    for (; i < s.len; i++) {
        if (m->verbatim && s.p[i] == '\n') {
            nf_buf_addc(&m->out, '\n');
            add_prefix(m, 0);
            continue;
        }
        if (!m->verbatim && nf_marks_escape(s, i, (int)m->line_start)) {
            nf_buf_addc(&m->out, '\\');
        }
        m->line_start = m->line_start && is_digit(s.p[i]);
        nf_buf_addc(&m->out, s.p[i]);
    }
}

/* ----------------------------------------------------------------- inline */

/* The longest run of back quotes up to the end of the element at e. */
static unsigned longest_run(const nf_event_t *e, const nf_event_t *end)
{
    unsigned longest = 0, run = 0;
    nf_element_e el = (nf_element_e)e->el;

    for (e++; e < end && !(e->kind == NF_EV_CLOSE && e->el == el); e++) {
        size_t i;

        for (i = 0; e->kind == NF_EV_TEXT && i < e->text.len; i++) {
            run = e->text.p[i] == '`' ? run + 1 : 0;
            longest = run > longest ? run : longest;
        }
    }
    return longest;
}

static void add_fence(markdown_t *m)
{
    unsigned i;

    for (i = 0; i < m->fence; i++) {
        nf_buf_addc(&m->out, '`');
    }
}

static const char *mark_of(nf_element_e el)
{
    switch (el) {
    case NF_EL_EM:
        return "*";
    case NF_EL_STRONG:
        return "**";
    case NF_EL_DEL:
        return "~~";
    default:
        return "";
    }
}

static void open_mark(markdown_t *m, const char *mark)
{
    size_t n = strlen(m->pending), k = strlen(mark);

    if (n + k < sizeof(m->pending)) {
        memcpy(m->pending + n, mark, k + 1);
    }
}

/* An end mark counts only right behind its text. */
static void close_mark(markdown_t *m, const char *mark)
{
    size_t n = strlen(m->pending), k = strlen(mark);
    int space = 0;

    if (k == 0) {
        return;
    }
    if (n >= k) {
        m->pending[n - k] = '\0'; /* there was no text */
        return;
    }
    while (m->out.len && m->out.p[m->out.len - 1] == ' ') {
        m->out.len--;
        space = 1;
    }
    nf_buf_adds(&m->out, mark);
    nf_buf_adds(&m->out, space ? " " : "");
}

/* Inline elements of one kind do not nest: one bit is enough for each. */
static uint64_t bit(nf_element_e el)
{
    return (uint64_t)1 << el;
}

static void open_inline(markdown_t *m, const nf_event_t *e,
                        const nf_event_t *end)
{
    switch ((nf_element_e)e->el) {
    case NF_EL_A:
        if (!m->verbatim) {
            flush_pending(m);
            nf_buf_addc(&m->out, '[');
            m->line_start = 0;
        }
        break;
    case NF_EL_CODE:
        flush_pending(m);
        m->fence = longest_run(e, end) + 1;
        add_fence(m);
        m->verbatim = CODE_LINE;
        break;
    case NF_EL_Q:
        add_text(m, NF_STR("\xE2\x80\x9C"));
        break;
    case NF_EL_RUBY:
        m->has_rp = 0;
        break;
    case NF_EL_RP:
        m->has_rp = 1;
        break;
    case NF_EL_RT:
        add_text(m, m->has_rp ? NF_STR("") : NF_STR("("));
        break;
    default:
        if (!m->verbatim && nf_marks_seen(&m->out, e, end)) {
            open_mark(m, mark_of((nf_element_e)e->el));
        }
        else {
            m->unseen |= bit((nf_element_e)e->el);
        }
        break;
    }
}

/* The addresses of links are kept on the event that opened them. */
static const char *link_of(const nf_event_t *e, const nf_event_t *first)
{
    while (e > first && !(e->kind == NF_EV_OPEN && e->el == NF_EL_A)) {
        e--;
    }
    return e->url ? e->url : "";
}

static void close_inline(markdown_t *m, const nf_event_t *e,
                         const nf_event_t *first)
{
    switch ((nf_element_e)e->el) {
    case NF_EL_A:
        if (!m->verbatim) {
            nf_buf_adds(&m->out, "](");
            nf_marks_url(&m->out, link_of(e, first));
            nf_buf_addc(&m->out, ')');
        }
        break;
    case NF_EL_CODE:
        m->verbatim = CODE_NONE;
        add_fence(m);
        break;
    case NF_EL_Q:
        add_text(m, NF_STR("\xE2\x80\x9D"));
        break;
    case NF_EL_RT:
        add_text(m, m->has_rp ? NF_STR("") : NF_STR(")"));
        break;
    default:
        if (!(m->unseen & bit((nf_element_e)e->el))) {
            close_mark(m, mark_of((nf_element_e)e->el));
        }
        m->unseen &= ~bit((nf_element_e)e->el);
        break;
    }
}

/* ----------------------------------------------------------------- blocks */

static void push(markdown_t *m, nf_element_e el, unsigned number)
{
    level_t *l;
    level_t *list = m->depth ? &m->stack[m->depth - 1] : NULL;

    if (m->depth == DEPTH) {
        return;
    }
    l = &m->stack[m->depth++];
    memset(l, 0, sizeof(*l));
    l->el = el;
    l->number = number;
    if (el == NF_EL_LI && list && list->el == NF_EL_OL) {
        unsigned n = list->number++ % 1000;
        char *p = l->marker;

        if (n >= 100) {
            *p++ = (char)('0' + n / 100);
        }
        if (n >= 10) {
            *p++ = (char)('0' + n / 10 % 10);
        }
        *p++ = (char)('0' + n % 10);
        memcpy(p, ". ", 3);
    }
    else if (el == NF_EL_LI) {
        memcpy(l->marker, "- ", 3);
    }
    l->indent = (unsigned)strlen(l->marker);
}

static void pop(markdown_t *m, nf_element_e el)
{
    if (m->depth && m->stack[m->depth - 1].el == el) {
        m->depth--;
        m->kept = m->kept > m->depth ? m->depth : m->kept;
    }
}

/* Items with a bare line of text stand close together. */
static int is_bare(const nf_event_t *e, const nf_event_t *end)
{
    return e + 1 < end
           && (e[1].kind == NF_EV_TEXT
               || (e[1].kind == NF_EV_OPEN && e[1].el >= NF_EL_A));
}

static void open_code(markdown_t *m, const nf_event_t *e,
                      const nf_event_t *end)
{
    begin_block(m);
    m->fence = longest_run(e, end) + 1;
    m->fence = m->fence < 3 ? 3 : m->fence;
    add_fence(m);
    nf_buf_addc(&m->out, '\n');
    add_prefix(m, 0);
    m->verbatim = CODE_BLOCK;
}

static void open_block(markdown_t *m, const nf_event_t *e,
                       const nf_event_t *end)
{
    nf_element_e el = (nf_element_e)e->el;

    switch (el) {
    case NF_EL_BLOCKQUOTE:
    case NF_EL_UL:
        push(m, el, 0);
        break;
    case NF_EL_OL:
        push(m, el, e->a ? e->a : 1);
        break;
    case NF_EL_LI:
    case NF_EL_DT:
    case NF_EL_DD:
        push(m, el, 0);
        if (is_bare(e, end)) {
            begin_block(m);
        }
        break;
    case NF_EL_H2:
    case NF_EL_H3:
    case NF_EL_H4:
    case NF_EL_H5:
    case NF_EL_H6:
        begin_block(m);
        nf_buf_adds(&m->out, &"######"[4 - (el - NF_EL_H2)]);
        nf_buf_addc(&m->out, ' ');
        m->line_start = 0;
        m->in_heading = 1;
        break;
    case NF_EL_PRE:
        open_code(m, e, end);
        break;
    case NF_EL_P:
    case NF_EL_FIGCAPTION:
    case NF_EL_CAPTION:
        begin_block(m);
        break;
    case NF_EL_TABLE:
        m->row = 0;
        break;
    case NF_EL_TR:
        m->tight = m->row > 0;
        begin_block(m);
        m->column = 0;
        m->line_start = 0;
        break;
    case NF_EL_TD:
    case NF_EL_TH:
        nf_buf_adds(&m->out, m->column++ ? " " : "| ");
        m->line_start = 0;
        m->in_cell = 1;
        break;
    default:
        break;
    }
}

/* The line under the first row makes it a table. */
static void close_row(markdown_t *m)
{
    end_block(m);
    if (m->row++ == 0) {
        add_prefix(m, 0);
        nf_buf_addc(&m->out, '|');
        do {
            nf_buf_adds(&m->out, " --- |");
        } while (m->column-- > 1);
        nf_buf_addc(&m->out, '\n');
    }
}

static void close_block(markdown_t *m, const nf_event_t *e,
                        const nf_event_t *first)
{
    nf_element_e el = (nf_element_e)e->el;
    int bare = e > first
               && (e[-1].kind == NF_EV_TEXT
                   || (e[-1].kind == NF_EV_CLOSE && e[-1].el >= NF_EL_A));

    switch (el) {
    case NF_EL_BLOCKQUOTE:
        pop(m, el);
        break;
    case NF_EL_UL:
    case NF_EL_OL:
    case NF_EL_DL:
        pop(m, el);
        m->tight = 0;
        break;
    case NF_EL_LI:
    case NF_EL_DT:
    case NF_EL_DD:
        if (bare) {
            end_block(m);
        }
        pop(m, el);
        m->tight = (unsigned)(bare && el == NF_EL_LI);
        break;
    case NF_EL_PRE:
        m->verbatim = CODE_NONE;
        if (m->out.len && m->out.p[m->out.len - 1] != '\n') {
            nf_buf_addc(&m->out, '\n');
            add_prefix(m, 0);
        }
        add_fence(m);
        end_block(m);
        break;
    case NF_EL_TR:
        close_row(m);
        break;
    case NF_EL_TD:
    case NF_EL_TH:
        nf_buf_adds(&m->out, " |");
        m->in_cell = 0;
        break;
    case NF_EL_FIGURE:
    case NF_EL_TABLE:
        break;
    default:
        end_block(m);
        break;
    }
}

/* Does text follow in the same block? */
static int text_follows(const nf_event_t *e, const nf_event_t *end)
{
    for (e++; e < end; e++) {
        if (e->kind == NF_EV_TEXT && nf_str_trim(e->text).len) {
            return 1;
        }
        if ((e->kind == NF_EV_OPEN || e->kind == NF_EV_CLOSE)
            && e->el < NF_EL_A) {
            return 0;
        }
    }
    return 0;
}

static void add_break(markdown_t *m, const nf_event_t *e,
                      const nf_event_t *end)
{
    if (m->in_cell || m->in_heading || m->verbatim == CODE_LINE) {
        nf_buf_addc(&m->out, ' ');
        return;
    }
    if (!m->verbatim
        && ((m->line_start && !is_digit(m->out.p[m->out.len - 1]))
            || !text_follows(e, end))) {
        return; /* a break between nothing and nothing */
    }
    nf_buf_adds(&m->out, m->verbatim ? "\n" : "\\\n");
    add_prefix(m, 0);
    m->line_start = 1;
}

static void add_object(markdown_t *m, const nf_event_t *e,
                       const nf_view_t *view)
{
    begin_block(m);
    nf_buf_adds(&m->out, e->kind == NF_EV_IMG ? "![" : "[");
    m->line_start = 0;
    add_text(m, e->kind == NF_EV_EMBED && e->text.len == 0
                    ? nf_str(view->words->embed)
                    : e->text);
    nf_buf_adds(&m->out, "](");
    nf_marks_url(&m->out, e->url);
    nf_buf_addc(&m->out, ')');
    end_block(m);
}

static void add_event(markdown_t *m, const nf_event_t *e,
                      const nf_content_t *content, const nf_view_t *view)
{
    const nf_event_t *end = content->v + content->n;

    switch ((nf_event_e)e->kind) {
    case NF_EV_OPEN:
        if (e->el >= NF_EL_A) {
            open_inline(m, e, end);
        }
        else {
            open_block(m, e, end);
        }
        break;
    case NF_EV_CLOSE:
        if (e->el >= NF_EL_A) {
            close_inline(m, e, content->v);
        }
        else {
            close_block(m, e, content->v);
        }
        break;
    case NF_EV_TEXT:
        add_text(m, e->text);
        break;
    case NF_EV_BR:
        add_break(m, e, end);
        break;
    case NF_EV_ANCHOR:
        break;
    case NF_EV_HR:
        begin_block(m);
        nf_buf_adds(&m->out, "---\n");
        break;
    case NF_EV_IMG:
    case NF_EV_EMBED:
        add_object(m, e, view);
        break;
    }
}

nf_str_t nf_markdown_render(const nf_page_t *page, const nf_facts_t *facts,
                            const nf_options_t *options, apr_pool_t *pool)
{
    markdown_t m = {.fresh = 1};
    nf_content_t content;
    nf_view_t view;
    size_t i;

    if (!nf_view_begin(page, facts, options, &content, &view, pool)) {
        return (nf_str_t){NULL, 0};
    }
    content = nf_content_plain(content, pool);
    nf_buf_init(&m.out, pool, 8192);
    nf_front_add(&m.out, facts, &view);
    begin_block(&m);
    nf_buf_adds(&m.out, "# ");
    m.line_start = 0;
    add_text(&m, nf_str(facts->headline));
    end_block(&m);
    for (i = 0; i < content.n; i++) {
        add_event(&m, &content.v[i], &content, &view);
    }
    return (nf_str_t){nf_buf_cstr(&m.out), m.out.len};
}
