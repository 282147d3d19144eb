/* template.c -- the frame of a reader view (template.h). */
#include <string.h>
#include <apr_strings.h>
#include "../page/tokenizer.h"
#include "template.h"

static const char *const names[NF_SLOT_COUNT] = {
    [NF_SLOT_HEAD] = "head",           [NF_SLOT_BAR] = "bar",
    [NF_SLOT_SETTINGS] = "settings",   [NF_SLOT_HEADER] = "header",
    [NF_SLOT_TICKER] = "ticker",       [NF_SLOT_ARTICLE] = "article",
    [NF_SLOT_PAGES] = "pages",         [NF_SLOT_FOOT] = "foot",
    [NF_SLOT_FOOTER] = "footer",       [NF_SLOT_LANGUAGE] = "language",
    [NF_SLOT_DIRECTION] = "direction", [NF_SLOT_CLASS] = "class",
    [NF_SLOT_TITLE] = "title",         [NF_SLOT_DESCRIPTION] = "description",
    [NF_SLOT_SECTION] = "section",     [NF_SLOT_PUBLISHED] = "published",
    [NF_SLOT_MINUTES] = "minutes",     [NF_SLOT_SITE] = "site",
    [NF_SLOT_ORIGINAL] = "original",   [NF_SLOT_CANONICAL] = "canonical"};

/* A placeholder: where it stands, braces included, and what it names. */
typedef struct mark_t {
    size_t start, end;
    nf_str_t name;
    nf_slot_e slot; /* NF_SLOT_COUNT: no such */
} mark_t;

/* The next placeholder from *at on. */
static int next_mark(nf_str_t text, size_t from, mark_t *m)
{
    const char *open, *close;
    size_t i;

    open = from < text.len ? memmem(text.p + from, text.len - from, "{{", 2)
                           : NULL;
    close = open ? memmem(open, (size_t)(text.p + text.len - open), "}}", 2)
                 : NULL;
    if (close == NULL) {
        return 0;
    }
    m->start = (size_t)(open - text.p);
    m->end = (size_t)(close + 2 - text.p);
    m->name = nf_str_trim((nf_str_t){open + 2, (size_t)(close - open) - 2});
    for (i = 0; i < NF_SLOT_COUNT; i++) {
        if (nf_str_eq(m->name, nf_str(names[i]))) {
            break;
        }
    }
    m->slot = (nf_slot_e)i;
    return 1;
}

void nf_template_fill(nf_buf_t *out, nf_str_t text, nf_slot_fn *fill,
                      void *context)
{
    size_t done = 0;
    mark_t m;

    while (next_mark(text, done, &m)) {
        nf_buf_add(out, text.p + done, m.start - done);
        if (m.slot != NF_SLOT_COUNT) {
            fill(context, m.slot);
        }
        done = m.end;
    }
    nf_buf_add(out, text.p + done, text.len - done);
}

/* ------------------------------------------------------------------ check */

typedef struct check_t {
    nf_str_t text;
    mark_t m; /* the next placeholder to judge */
    int more; /* there is one */
    unsigned seen[NF_SLOT_COUNT];
    apr_pool_t *pool;
} check_t;

static const char *complain(const check_t *c, const char *why)
{
    nf_str_t before = {c->text.p, c->m.start};

    return apr_psprintf(c->pool, "line %lu: {{%.*s}} %s",
                        (unsigned long)nf_str_count(before, '\n', '\n') + 1,
                        (int)(c->m.name.len > 40 ? 40 : c->m.name.len),
                        c->m.name.p, why);
}

/* Take the placeholders before end as good: text alone, or anything. */
static const char *allow(check_t *c, size_t end, int text_only)
{
    for (; c->more && c->m.start < end;
         c->more = next_mark(c->text, c->m.end, &c->m)) {
        if (c->m.slot == NF_SLOT_COUNT) {
            return complain(c, "is no placeholder");
        }
        if (c->m.start > 0 && c->text.p[c->m.start - 1] == '<') {
            return complain(c, "would begin a tag");
        }
        if (text_only && c->m.slot < NF_SLOT_LANGUAGE) {
            return complain(c, "is markup, which cannot stand here");
        }
        if (c->m.slot < NF_SLOT_LANGUAGE && c->seen[c->m.slot]++) {
            return complain(c, "stands there twice");
        }
    }
    return NULL;
}

/* No placeholder may stand before end. */
static const char *refuse(const check_t *c, size_t end)
{
    return c->more && c->m.start < end
               ? complain(c, "may stand in text and quoted attributes only")
               : NULL;
}

static const char *check_tag(check_t *c, const nf_token_t *tok)
{
    const char *error = NULL;
    unsigned i;

    for (i = 0; i < tok->nattrs && error == NULL; i++) {
        nf_str_t v = nf_attr_at(c->text, &tok->attrs[i]).value;

        if (v.p && v.p > c->text.p && (v.p[-1] == '"' || v.p[-1] == '\'')) {
            size_t at = (size_t)(v.p - c->text.p);

            error = refuse(c, at);
            error = error ? error : allow(c, at + v.len, 1);
        }
    }
    return error ? error : refuse(c, tok->end);
}

static const char *check_token(check_t *c, const nf_token_t *tok)
{
    const char *error = refuse(c, tok->start);

    if (error) {
        return error;
    }
    if (tok->type == NF_TOKEN_START_TAG) {
        return check_tag(c, tok);
    }
    if (tok->type == NF_TOKEN_TEXT && tok->state == NF_STATE_DATA) {
        return allow(c, tok->end, 0);
    }
    if (tok->type == NF_TOKEN_TEXT && tok->state == NF_STATE_RCDATA) {
        return allow(c, tok->end, 1);
    }
    return refuse(c, tok->end);
}

const char *nf_template_check(nf_str_t text, apr_pool_t *pool)
{
    check_t c = {.text = text, .pool = pool};
    const char *error = NULL;
    nf_tokenizer_t *t = apr_palloc(pool, sizeof(*t));
    nf_token_t tok;

    nf_tokenizer_init(t, text);
    c.more = next_mark(text, 0, &c.m);
    while (error == NULL && nf_tokenizer_next(t, &tok)) {
        error = check_token(&c, &tok);
        if (tok.type == NF_TOKEN_START_TAG) {
            t->state = nf_tokenizer_state_for(tok.tag);
        }
    }
    error = error ? error : refuse(&c, text.len);
    if (error == NULL && !c.seen[NF_SLOT_HEAD]) {
        return "{{head}} is missing; it belongs inside <head>";
    }
    if (error == NULL && !c.seen[NF_SLOT_ARTICLE]) {
        return "{{article}} is missing; it belongs inside <main>";
    }
    return error;
}
