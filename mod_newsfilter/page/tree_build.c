/*
 * tree_build.c -- tokens to tree (tree.h): a compact form of the standard's
 * tree construction (html.spec.whatwg.org 13.2.6).
 */
#include "tree_foreign.h"
#include "tree_open.h"

/* ---------------------------------------------------------- start tags */

/* Tables: what a start tag of table structure closes. Returns 0 for a tag
 * outside any table, which is ignored. */
static int fit_table(nf_builder_t *b, nf_tag_e tag, uint32_t at)
{
    static const nf_tag_e table[] = {NF_TAG_TABLE, 0};
    static const nf_tag_e section[] = {NF_TAG_TBODY, NF_TAG_THEAD,
                                       NF_TAG_TFOOT, NF_TAG_TABLE, 0};
    static const nf_tag_e row[] = {NF_TAG_TR,    NF_TAG_TBODY, NF_TAG_THEAD,
                                   NF_TAG_TFOOT, NF_TAG_TABLE, 0};
    static const nf_tag_e group[] = {NF_TAG_COLGROUP, NF_TAG_TABLE, 0};

    if (b->count[NF_TAG_TABLE] == 0) {
        return b->count[NF_TAG_TEMPLATE] != 0;
    }
    switch (tag) {
    case NF_TAG_TD:
    case NF_TAG_TH:
        return nf_open_clear_to(b, row, at);
    case NF_TAG_TR:
        return nf_open_clear_to(b, section, at);
    case NF_TAG_COL:
        return nf_open_clear_to(b, group, at);
    default:
        return nf_open_clear_to(b, table, at);
    }
}

/* Ends a formatting element; blocks opened inside it stay open. */
static void end_format(nf_builder_t *b, nf_tag_e tag, uint32_t at)
{
    unsigned i = nf_open_find(b, tag, NF_TF_SCOPE, 0, 0), k;

    if (i == 0) {
        return;
    }
    for (k = i + 1; k < b->depth; k++) {
        if (b->stack[k].flags & NF_TF_SPECIAL) {
            nf_open_end_early(b, i, at);
            return;
        }
    }
    nf_open_pop_to(b, i, at);
}

/* Blocks end an open p, headings an open heading. */
static void close_blocks(nf_builder_t *b, nf_tag_e tag, uint32_t at)
{
    unsigned flags = nf_tag_flags[tag];

    if ((flags & NF_TF_CLOSES_P) || tag == NF_TAG_LI || tag == NF_TAG_DD
        || tag == NF_TAG_DT) {
        nf_open_close_p(b, at);
    }
    if ((flags & NF_TF_HEADING)
        && (nf_tag_flags[NF_TOP(b)->tag] & NF_TF_HEADING)) {
        nf_open_pop(b, at);
    }
}

/* What a start tag closes before it opens. Returns 0 if it is ignored. */
static int fit(nf_builder_t *b, nf_tag_e tag, uint32_t at)
{
    unsigned i;

    switch (tag) {
    case NF_TAG_TD:
    case NF_TAG_TH:
    case NF_TAG_TR:
    case NF_TAG_TBODY:
    case NF_TAG_THEAD:
    case NF_TAG_TFOOT:
    case NF_TAG_CAPTION:
    case NF_TAG_COLGROUP:
    case NF_TAG_COL:
        return fit_table(b, tag, at);
    case NF_TAG_LI:
        nf_open_close_item(b, NF_TAG_LI, NF_TAG_LI, at);
        break;
    case NF_TAG_DD:
    case NF_TAG_DT:
        nf_open_close_item(b, NF_TAG_DD, NF_TAG_DT, at);
        break;
    case NF_TAG_OPTION:
    case NF_TAG_OPTGROUP:
        if (NF_TOP(b)->tag == NF_TAG_OPTION) {
            nf_open_pop(b, at);
        }
        break;
    case NF_TAG_BUTTON:
        i = nf_open_find(b, NF_TAG_BUTTON, NF_TF_SCOPE, 0, 0);
        if (i) {
            nf_open_pop_to(b, i, at);
        }
        break;
    case NF_TAG_A:
        end_format(b, NF_TAG_A, at); /* a second one ends the first */
        break;
    case NF_TAG_FORM:
        if (b->count[NF_TAG_FORM] && b->count[NF_TAG_TEMPLATE] == 0) {
            return 0;
        }
        break;
    case NF_TAG_SELECT:
        i = nf_open_find(b, NF_TAG_SELECT, NF_TF_SCOPE, 0, 0);
        if (i) {
            nf_open_pop_to(b, i, at);
            return 0;
        }
        break;
    default:
        break;
    }
    close_blocks(b, tag, at);
    return 1;
}

static void end_head(nf_builder_t *b, uint32_t at)
{
    unsigned i = nf_open_find(b, NF_TAG_HEAD, NF_TF_SCOPE, 0, 0);

    if (i) {
        nf_open_pop_to(b, i, at);
        b->t->head_end = at;
    }
    b->head_done = 1;
}

/* <html>, <head>, <body>: one of each. */
static void start_frame(nf_builder_t *b, const nf_token_t *tok, nf_id_t *slot)
{
    if (*slot || (tok->tag == NF_TAG_HEAD && b->head_done)
        || (tok->tag != NF_TAG_HEAD && b->body_started)
        || b->count[NF_TAG_TEMPLATE]) {
        return;
    }
    if (tok->tag == NF_TAG_BODY) {
        end_head(b, tok->start);
        b->body_started = 1;
        b->body_tag = tok->start;
    }
    *slot = nf_build_element(b, tok, tok->tag, 0);
    nf_open_push(b, (nf_open_t){.node = *slot, .tag = (uint16_t)tok->tag});
}

/* A start tag inside SVG or MathML: 1 if it was dealt with there. */
static int start_in_foreign(nf_builder_t *b, const nf_token_t *tok)
{
    int glyph = (tok->tag == NF_TAG_MGLYPH || tok->tag == NF_TAG_MALIGNMARK)
                && NF_TOP(b)->math && NF_TOP(b)->point;

    if (!glyph && !nf_foreign_in(b)) {
        return 0;
    }
    if (glyph || !nf_foreign_breaks_out(b->t->text, tok)) {
        nf_foreign_start(b, tok);
        return 1;
    }
    while (nf_foreign_in(b)) {
        nf_open_pop(b, tok->start);
    }
    return 0;
}

/* The tags with NF_TF_FRAME: 1 if it was dealt with. */
static int start_other(nf_builder_t *b, nf_token_t *tok)
{
    switch (tok->tag) {
    case NF_TAG_HTML:
        start_frame(b, tok, &b->t->html);
        return 1;
    case NF_TAG_HEAD:
        start_frame(b, tok, &b->t->head);
        return 1;
    case NF_TAG_BODY:
        start_frame(b, tok, &b->t->body);
        return 1;
    case NF_TAG_FRAMESET:
        b->frameset = 1;
        return 0;
    default: /* image */
        tok->tag = NF_TAG_IMG;
        return 0;
    }
}

static void start_tag(nf_builder_t *b, nf_token_t *tok)
{
    nf_id_t id;

    if (NF_TOP(b)->foreign && start_in_foreign(b, tok)) {
        return;
    }
    if ((nf_tag_flags[tok->tag] & NF_TF_FRAME) && start_other(b, tok)) {
        return;
    }
    if (!b->body_started && !(nf_tag_flags[tok->tag] & NF_TF_HEAD)
        && b->count[NF_TAG_TEMPLATE] == 0) {
        end_head(b, tok->start);
        b->body_started = 1;
    }
    if (tok->tag == NF_TAG_SVG || tok->tag == NF_TAG_MATH) {
        nf_foreign_start(b, tok);
        return;
    }
    if (!fit(b, tok->tag, tok->start)) {
        return;
    }
    id = nf_build_element(b, tok, tok->tag, 0);
    if (nf_tag_flags[tok->tag] & NF_TF_HEAD) {
        nf_build_head(b, id);
    }
    if (nf_tag_flags[tok->tag] & NF_TF_VOID) {
        if (tok->tag == NF_TAG_BASE && b->t->base == NF_NONE) {
            b->t->base = id;
        }
        return;
    }
    nf_open_push(b, (nf_open_t){.node = id, .tag = (uint16_t)tok->tag});
    if (nf_tag_flags[tok->tag] & NF_TF_TEXT) {
        b->tok.state = nf_tokenizer_state_for(tok->tag);
    }
}

/* ------------------------------------------------------------ end tags */

/* Ends an element by the rule "any other end tag": up to a special one. */
static void end_other(nf_builder_t *b, const nf_token_t *tok)
{
    unsigned i;

    if (b->count[tok->tag] == 0) {
        return;
    }
    for (i = b->depth - 1; i > 0; i--) {
        const nf_open_t *o = &b->stack[i];

        if (!o->dead && nf_open_is_named(b, o, tok)) {
            nf_open_pop_to(b, i, tok->start);
            return;
        }
        if (o->flags & NF_TF_SPECIAL) {
            return;
        }
    }
}

static void end_heading(nf_builder_t *b, uint32_t at)
{
    unsigned i;

    for (i = b->depth - 1; i > 0; i--) {
        const nf_open_t *o = &b->stack[i];

        if (!o->foreign && (nf_tag_flags[o->tag] & NF_TF_HEADING)) {
            nf_open_pop_to(b, i, at);
            return;
        }
        if (o->flags & NF_TF_SCOPE) {
            return;
        }
    }
}

/* </body>: nothing is closed (13.2.6.4.19, "after body"), but this is
 * where a script element can go. */
static void end_body(nf_builder_t *b, uint32_t at)
{
    nf_tree_t *t = b->t;

    if (!b->body_started || b->barriers || nf_foreign_in(b) || b->frameset
        || t->can_insert || b->overflow || t->nnodes >= NF_MAX_NODES) {
        return;
    }
    t->insert_at = at;
    t->can_insert = 1;
}

static void end_block(nf_builder_t *b, const nf_token_t *tok)
{
    unsigned i;

    if (tok->tag == NF_TAG_LI) {
        i = nf_open_find(b, NF_TAG_LI, NF_TF_SCOPE, NF_TAG_UL, NF_TAG_OL);
    }
    else if (tok->tag == NF_TAG_TABLE || tok->tag == NF_TAG_TD
             || tok->tag == NF_TAG_TH || tok->tag == NF_TAG_TR
             || tok->tag == NF_TAG_TBODY || tok->tag == NF_TAG_THEAD
             || tok->tag == NF_TAG_TFOOT || tok->tag == NF_TAG_CAPTION) {
        i = nf_open_find(b, tok->tag, 0, NF_TAG_TABLE, NF_TAG_TEMPLATE);
    }
    else {
        i = nf_open_find(b, tok->tag, NF_TF_SCOPE, 0, 0);
    }
    if (i) {
        nf_open_pop_to(b, i, tok->start);
    }
}

static void end_form(nf_builder_t *b, uint32_t at)
{
    unsigned i = nf_open_find(b, NF_TAG_FORM, 0, 0, 0);

    if (i == 0) {
        return;
    }
    if (i == b->depth - 1) {
        nf_open_pop(b, at);
    }
    else {
        nf_open_end_early(b, i, at);
    }
}

static void end_p(nf_builder_t *b, const nf_token_t *tok)
{
    unsigned i = nf_open_find(b, NF_TAG_P, NF_TF_SCOPE, NF_TAG_BUTTON, 0);

    if (i) {
        nf_open_pop_to(b, i, tok->start);
    }
    else if (b->body_started) {
        nf_build_element(b, tok, NF_TAG_P, 0);
    }
}

static void end_tag(nf_builder_t *b, const nf_token_t *tok)
{
    unsigned flags = nf_tag_flags[tok->tag];

    if (nf_foreign_in(b) && nf_foreign_end(b, tok)) {
        return;
    }
    if (b->overflow && !(flags & NF_TF_VOID)) {
        b->overflow--;
        return;
    }
    if (tok->tag == NF_TAG_BODY || tok->tag == NF_TAG_HTML) {
        end_body(b, tok->start);
    }
    else if (tok->tag == NF_TAG_HEAD) {
        if (!b->body_started) {
            end_head(b, tok->start);
        }
    }
    else if (tok->tag == NF_TAG_P) {
        end_p(b, tok);
    }
    else if (tok->tag == NF_TAG_BR) {
        nf_build_element(b, tok, NF_TAG_BR, 0);
    }
    else if (tok->tag == NF_TAG_FORM) {
        end_form(b, tok->start);
    }
    else if (flags & NF_TF_HEADING) {
        end_heading(b, tok->start);
    }
    else if (flags & NF_TF_FORMAT) {
        end_format(b, tok->tag, tok->start);
    }
    else if ((flags & (NF_TF_BLOCK | NF_TF_SCOPE)) && !(flags & NF_TF_VOID)) {
        end_block(b, tok);
    }
    else {
        end_other(b, tok);
    }
}

/* ---------------------------------------------------------------- text */

/* Does text where it stands begin the body? */
static int begins_body(const nf_builder_t *b)
{
    nf_tag_e top = (nf_tag_e)NF_TOP(b)->tag;

    return !NF_TOP(b)->foreign
           && (top == NF_TAG_HEAD || !(nf_tag_flags[top] & NF_TF_HIDDEN))
           && b->count[NF_TAG_TEMPLATE] == 0;
}

static void text(nf_builder_t *b, const nf_token_t *tok)
{
    int raw = tok->state != NF_STATE_DATA && tok->state != NF_STATE_RCDATA;

    if (!b->body_started && !tok->space_only && begins_body(b)) {
        end_head(b, tok->start);
        b->body_started = 1;
    }
    nf_build_node(b, tok,
                  (nf_node_t){.kind = NF_NODE_TEXT,
                              .space_only = tok->space_only,
                              .raw = raw});
    b->t->ntexts += !tok->space_only;
    b->t->text_bytes += raw ? 0 : tok->end - tok->start;
}

/* Without a usable </body>: the end of the head, the body tag, or the end
 * of the file, in this order of safety. */
static void choose_insert(nf_builder_t *b)
{
    nf_tree_t *t = b->t;

    if (t->can_insert || b->frameset || b->overflow
        || t->nnodes >= NF_MAX_NODES) {
        return;
    }
    if (b->body_started && !b->barriers && !nf_foreign_in(b)
        && b->count[NF_TAG_TEMPLATE] == 0 && !b->tok.unterminated) {
        t->insert_at = (uint32_t)t->text.len;
        t->can_insert = 1;
    }
    else if (t->head_end || b->body_tag) {
        t->insert_at = t->head_end ? t->head_end : b->body_tag;
        t->can_insert = 1;
    }
}

nf_tree_t *nf_tree_build(nf_str_t source, apr_pool_t *pool)
{
    nf_builder_t *b = apr_pcalloc(pool, sizeof(*b));
    nf_token_t tok;

    b->t = apr_pcalloc(pool, sizeof(*b->t));
    b->pool = pool;
    b->t->text = source;
    nf_tokenizer_init(&b->tok, source);
    nf_build_begin(b);
    while (nf_tokenizer_next(&b->tok, &tok)) {
        switch (tok.type) {
        case NF_TOKEN_TEXT:
            text(b, &tok);
            break;
        case NF_TOKEN_START_TAG:
            start_tag(b, &tok);
            break;
        case NF_TOKEN_END_TAG:
            end_tag(b, &tok);
            break;
        default:
            break;
        }
        if (b->t->nnodes >= NF_MAX_NODES) {
            b->t->truncated = 1;
            break;
        }
    }
    choose_insert(b);
    nf_open_pop_to(b, 1, (uint32_t)source.len);
    b->t->nodes[0].end = b->t->nnodes;
    b->t->nodes[0].src_close = (uint32_t)source.len;
    return b->t;
}
