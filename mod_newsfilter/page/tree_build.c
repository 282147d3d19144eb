/*
 * tree_build.c -- tokens to tree (tree.h): a compact form of the standard's
 * tree construction (html.spec.whatwg.org 13.2.6).
 */
#include <string.h>
#include "tree.h"

typedef struct open_t {
    nf_id_t node;
    uint16_t tag;
    unsigned foreign : 1;    /* in SVG or MathML */
    unsigned math : 1;
    unsigned point : 1;      /* integration point: its content is HTML */
    unsigned dead : 1;       /* ended while blocks inside stay open */
} open_t;

typedef struct builder_t {
    nf_tree_t *t;
    apr_pool_t *pool;
    nf_tokenizer_t tok;
    uint32_t node_cap, attr_cap;
    open_t stack[NF_MAX_DEPTH];
    unsigned depth;
    unsigned overflow;       /* elements open beyond the stack */
    unsigned barriers;       /* open elements that </body> does not pass */
    uint16_t count[NF_TAG_COUNT];   /* open elements of each tag */
    unsigned head_done : 1;
    unsigned body_started : 1;
    unsigned frameset : 1;
    uint32_t body_tag;       /* offset of the <body> tag, or 0 */
} builder_t;

#define TOP(b) (&(b)->stack[(b)->depth - 1])

static unsigned flags_of(const open_t *o)
{
    return o->foreign ? (o->point ? NF_TF_SCOPE | NF_TF_SPECIAL : 0)
                      : nf_tag_flags[o->tag];
}

/* Does </body> stop at this element ("in table", "in select", scope)? */
static int is_barrier(const open_t *o)
{
    return o->tag != NF_TAG_HTML
           && ((flags_of(o) & NF_TF_SCOPE)
               || (!o->foreign && o->tag == NF_TAG_SELECT));
}

/* ------------------------------------------------------------- nodes */

static nf_id_t add_node(builder_t *b, nf_node_e kind, const nf_token_t *tok)
{
    nf_tree_t *t = b->t;
    nf_node_t *n;

    if (t->nnodes == b->node_cap) {
        nf_node_t *v = apr_palloc(b->pool, sizeof(*v) * b->node_cap * 2);

        memcpy(v, t->nodes, sizeof(*v) * t->nnodes);
        t->nodes = v;
        b->node_cap *= 2;
    }
    n = &t->nodes[t->nnodes];
    memset(n, 0, sizeof(*n));
    n->kind = (uint8_t)kind;
    n->src = tok ? tok->start : 0;
    n->src_end = tok ? tok->end : 0;
    n->src_close = n->src_end;
    n->end = t->nnodes + 1;
    n->depth = (uint8_t)(b->depth < 255 ? b->depth : 255);
    if (b->depth) {
        n->parent = TOP(b)->node;
    }
    return t->nnodes++;
}

static void add_attrs(builder_t *b, nf_node_t *n, const nf_token_t *tok)
{
    nf_tree_t *t = b->t;

    if (tok->nattrs == 0) {
        return;
    }
    if (t->nattrs + tok->nattrs > b->attr_cap) {
        uint32_t cap = b->attr_cap * 2 + tok->nattrs;
        nf_attr_t *v = apr_palloc(b->pool, sizeof(*v) * cap);

        memcpy(v, t->attrs, sizeof(*v) * t->nattrs);
        t->attrs = v;
        b->attr_cap = cap;
    }
    memcpy(&t->attrs[t->nattrs], tok->attrs,
           sizeof(*tok->attrs) * tok->nattrs);
    n->attrs = t->nattrs;
    n->nattrs = (uint16_t)tok->nattrs;
    t->nattrs += tok->nattrs;
}

static nf_id_t add_element(builder_t *b, const nf_token_t *tok, nf_tag_e tag,
                           int foreign)
{
    nf_id_t id = add_node(b, NF_NODE_ELEMENT, tok);
    nf_node_t *n = &b->t->nodes[id];

    n->tag = (uint16_t)tag;
    n->foreign = foreign != 0;
    add_attrs(b, n, tok);
    return id;
}

/* Open an element; deeper than NF_MAX_DEPTH it stays a leaf. */
static void push(builder_t *b, nf_id_t id, open_t o)
{
    if (b->depth == NF_MAX_DEPTH) {
        b->overflow++;
        b->t->truncated = 1;
        return;
    }
    o.node = id;
    b->stack[b->depth++] = o;
    b->count[o.tag]++;
    b->barriers += is_barrier(&o);
}

static void pop(builder_t *b, uint32_t at)
{
    open_t *o = TOP(b);

    if (!o->dead) {
        b->t->nodes[o->node].end = b->t->nnodes;
        b->t->nodes[o->node].src_close = at;
        b->count[o->tag]--;
    }
    b->barriers -= is_barrier(o);
    b->depth--;
}

static void pop_to(builder_t *b, unsigned index, uint32_t at)
{
    while (b->depth > index) {
        pop(b, at);
    }
}

/* End an element whose block children stay open (the adoption agency's
 * case, and </form>): its range ends here, the stack keeps its place. */
static void end_early(builder_t *b, unsigned index, uint32_t at)
{
    open_t *o = &b->stack[index];

    b->t->nodes[o->node].end = b->t->nnodes;
    b->t->nodes[o->node].src_close = at;
    b->count[o->tag]--;
    o->dead = 1;
}

/* ------------------------------------------------------------- scopes */

/* Stack index of the nearest open tag, not looking past an element with one
 * of the flags in barrier or the tag also; 0: none (0 is the document). */
static unsigned find_open(const builder_t *b, nf_tag_e tag, unsigned barrier,
                          nf_tag_e also, nf_tag_e also2)
{
    unsigned i;

    if (b->count[tag] == 0) {
        return 0;
    }
    for (i = b->depth - 1; i > 0; i--) {
        const open_t *o = &b->stack[i];

        if (o->tag == tag && !o->foreign && !o->dead) {
            return i;
        }
        if ((flags_of(o) & barrier)
            || (!o->foreign && also && (o->tag == also || o->tag == also2))) {
            return 0;
        }
    }
    return 0;
}

static void close_p(builder_t *b, uint32_t at)
{
    unsigned i = find_open(b, NF_TAG_P, NF_TF_SCOPE, NF_TAG_BUTTON, 0);

    if (i) {
        pop_to(b, i, at);
    }
}

/* Pop what stands above the nearest of the elements in tags (0-ended). */
static int clear_to(builder_t *b, const nf_tag_e *tags, uint32_t at)
{
    unsigned i;
    const nf_tag_e *tag;

    for (i = b->depth - 1; i > 0; i--) {
        const open_t *o = &b->stack[i];

        for (tag = tags; *tag; tag++) {
            if (o->tag == *tag && !o->foreign && !o->dead) {
                pop_to(b, i + 1, at);
                return 1;
            }
        }
        if (!o->foreign
            && (o->tag == NF_TAG_TABLE || o->tag == NF_TAG_TEMPLATE)) {
            return 0;
        }
    }
    return 0;
}

/* Start of li, dd or dt: ends an open one of its kind ("in body"). */
static void close_item(builder_t *b, nf_tag_e one, nf_tag_e two, uint32_t at)
{
    unsigned i;

    if (b->count[one] == 0 && b->count[two] == 0) {
        return;
    }
    for (i = b->depth - 1; i > 0; i--) {
        const open_t *o = &b->stack[i];

        if (!o->foreign && (o->tag == one || o->tag == two)) {
            pop_to(b, i, at);
            return;
        }
        if ((flags_of(o) & NF_TF_SPECIAL) && o->tag != NF_TAG_ADDRESS
            && o->tag != NF_TAG_DIV && o->tag != NF_TAG_P) {
            return;
        }
    }
}

/* ---------------------------------------------------------- start tags */

/* Tables: what a start tag of table structure closes. Returns 0 for a tag
 * outside any table, which is ignored. */
static int fit_table(builder_t *b, nf_tag_e tag, uint32_t at)
{
    static const nf_tag_e table[] = {NF_TAG_TABLE, 0};
    static const nf_tag_e section[] = {NF_TAG_TBODY, NF_TAG_THEAD,
                                       NF_TAG_TFOOT, NF_TAG_TABLE, 0};
    static const nf_tag_e row[] = {NF_TAG_TR, NF_TAG_TBODY, NF_TAG_THEAD,
                                   NF_TAG_TFOOT, NF_TAG_TABLE, 0};
    static const nf_tag_e group[] = {NF_TAG_COLGROUP, NF_TAG_TABLE, 0};

    if (b->count[NF_TAG_TABLE] == 0) {
        return b->count[NF_TAG_TEMPLATE] != 0;
    }
    switch (tag) {
    case NF_TAG_TD:
    case NF_TAG_TH:
        return clear_to(b, row, at);
    case NF_TAG_TR:
        return clear_to(b, section, at);
    case NF_TAG_COL:
        return clear_to(b, group, at);
    default:
        return clear_to(b, table, at);
    }
}

/* A second <a> ends the first where no block stands between. */
static void close_a(builder_t *b, uint32_t at)
{
    unsigned i = find_open(b, NF_TAG_A, NF_TF_SCOPE, 0, 0), k;

    if (i == 0) {
        return;
    }
    for (k = i + 1; k < b->depth; k++) {
        if (flags_of(&b->stack[k]) & NF_TF_SPECIAL) {
            end_early(b, i, at);
            return;
        }
    }
    pop_to(b, i, at);
}

/* What a start tag closes before it opens. Returns 0 if it is ignored. */
static int fit(builder_t *b, nf_tag_e tag, uint32_t at)
{
    unsigned flags = nf_tag_flags[tag], i;

    switch (tag) {
    case NF_TAG_TD: case NF_TAG_TH: case NF_TAG_TR: case NF_TAG_TBODY:
    case NF_TAG_THEAD: case NF_TAG_TFOOT: case NF_TAG_CAPTION:
    case NF_TAG_COLGROUP: case NF_TAG_COL:
        return fit_table(b, tag, at);
    case NF_TAG_LI:
        close_item(b, NF_TAG_LI, NF_TAG_LI, at);
        break;
    case NF_TAG_DD: case NF_TAG_DT:
        close_item(b, NF_TAG_DD, NF_TAG_DT, at);
        break;
    case NF_TAG_OPTION: case NF_TAG_OPTGROUP:
        if (TOP(b)->tag == NF_TAG_OPTION) {
            pop(b, at);
        }
        break;
    case NF_TAG_BUTTON:
        i = find_open(b, NF_TAG_BUTTON, NF_TF_SCOPE, 0, 0);
        if (i) {
            pop_to(b, i, at);
        }
        break;
    case NF_TAG_A:
        close_a(b, at);
        break;
    case NF_TAG_FORM:
        if (b->count[NF_TAG_FORM] && b->count[NF_TAG_TEMPLATE] == 0) {
            return 0;
        }
        break;
    case NF_TAG_SELECT:
        i = find_open(b, NF_TAG_SELECT, NF_TF_SCOPE, 0, 0);
        if (i) {
            pop_to(b, i, at);
            return 0;
        }
        break;
    default:
        break;
    }
    if (flags & (NF_TF_CLOSES_P)
        || tag == NF_TAG_LI || tag == NF_TAG_DD || tag == NF_TAG_DT) {
        close_p(b, at);
    }
    if ((flags & NF_TF_HEADING)
        && (nf_tag_flags[TOP(b)->tag] & NF_TF_HEADING)) {
        pop(b, at);
    }
    return 1;
}

static int belongs_in_head(nf_tag_e tag)
{
    switch (tag) {
    case NF_TAG_BASE: case NF_TAG_BASEFONT: case NF_TAG_BGSOUND:
    case NF_TAG_LINK: case NF_TAG_META: case NF_TAG_TITLE:
    case NF_TAG_NOSCRIPT: case NF_TAG_NOFRAMES: case NF_TAG_STYLE:
    case NF_TAG_SCRIPT: case NF_TAG_TEMPLATE:
        return 1;
    default:
        return 0;
    }
}

static void end_head(builder_t *b, uint32_t at)
{
    unsigned i = find_open(b, NF_TAG_HEAD, NF_TF_SCOPE, 0, 0);

    if (i) {
        pop_to(b, i, at);
        b->t->head_end = at;
    }
    b->head_done = 1;
}

/* <html>, <head>, <body>: one of each. Returns 1 if the tag is dealt with. */
static int start_frame(builder_t *b, const nf_token_t *tok)
{
    nf_tree_t *t = b->t;
    nf_id_t *slot = tok->tag == NF_TAG_HTML   ? &t->html
                    : tok->tag == NF_TAG_HEAD ? &t->head
                    : tok->tag == NF_TAG_BODY ? &t->body
                                              : NULL;

    if (slot == NULL) {
        return 0;
    }
    if (*slot || (tok->tag == NF_TAG_HEAD && b->head_done)
        || (tok->tag != NF_TAG_HEAD && b->body_started)
        || b->count[NF_TAG_TEMPLATE]) {
        return 1;
    }
    if (tok->tag == NF_TAG_BODY) {
        end_head(b, tok->start);
        b->body_started = 1;
        b->body_tag = tok->start;
    }
    *slot = add_element(b, tok, tok->tag, 0);
    push(b, *slot, (open_t){.tag = (uint16_t)tok->tag});
    return 1;
}

/* annotation-xml holds HTML when its encoding says so (13.2.6). */
static int has_html_encoding(const nf_token_t *tok)
{
    unsigned i;

    for (i = 0; i < tok->nattrs; i++) {
        if (nf_str_ieq(tok->attrs[i].name, "encoding")) {
            return nf_str_ieq(tok->attrs[i].value, "text/html")
                   || nf_str_ieq(tok->attrs[i].value,
                                 "application/xhtml+xml");
        }
    }
    return 0;
}

/* A start tag in SVG and MathML. */
static void start_foreign(builder_t *b, const nf_token_t *tok)
{
    open_t o = {.tag = (uint16_t)tok->tag, .foreign = 1};
    nf_id_t id = add_element(b, tok, tok->tag, 1);

    o.math = tok->tag == NF_TAG_MATH
             || (tok->tag != NF_TAG_SVG && TOP(b)->foreign && TOP(b)->math);
    switch (tok->tag) {
    case NF_TAG_FOREIGNOBJECT: case NF_TAG_DESC: case NF_TAG_TITLE:
        o.point = !o.math;
        break;
    case NF_TAG_MI: case NF_TAG_MO: case NF_TAG_MN: case NF_TAG_MS:
    case NF_TAG_MTEXT:
        o.point = o.math;
        break;
    case NF_TAG_ANNOTATION_XML:
        o.point = o.math && has_html_encoding(tok);
        break;
    default:
        break;
    }
    if (!tok->self_closing) {
        push(b, id, o);
    }
}

static int in_foreign(const builder_t *b)
{
    return b->depth && TOP(b)->foreign && !TOP(b)->point;
}

/* <font> leaves foreign content only with these attributes (13.2.6.5). */
static int breaks_out(const nf_token_t *tok)
{
    unsigned i;

    if (!(nf_tag_flags[tok->tag] & NF_TF_BREAKOUT)) {
        return 0;
    }
    if (tok->tag != NF_TAG_FONT) {
        return 1;
    }
    for (i = 0; i < tok->nattrs; i++) {
        if (nf_str_ieq(tok->attrs[i].name, "color")
            || nf_str_ieq(tok->attrs[i].name, "face")
            || nf_str_ieq(tok->attrs[i].name, "size")) {
            return 1;
        }
    }
    return 0;
}

static void start_tag(builder_t *b, nf_token_t *tok)
{
    nf_id_t id;

    if ((tok->tag == NF_TAG_MGLYPH || tok->tag == NF_TAG_MALIGNMARK)
        && TOP(b)->math && TOP(b)->point) {
        start_foreign(b, tok);
        return;
    }
    if (in_foreign(b)) {
        if (!breaks_out(tok)) {
            start_foreign(b, tok);
            return;
        }
        while (in_foreign(b)) {
            pop(b, tok->start);
        }
    }
    if (tok->tag == NF_TAG_IMAGE) {
        tok->tag = NF_TAG_IMG;
    }
    b->frameset |= tok->tag == NF_TAG_FRAMESET;
    if (start_frame(b, tok)) {
        return;
    }
    if (!belongs_in_head(tok->tag) && !b->body_started
        && b->count[NF_TAG_TEMPLATE] == 0) {
        end_head(b, tok->start);
        b->body_started = 1;
    }
    if (tok->tag == NF_TAG_SVG || tok->tag == NF_TAG_MATH) {
        start_foreign(b, tok);
        return;
    }
    if (!fit(b, tok->tag, tok->start)) {
        return;
    }
    id = add_element(b, tok, tok->tag, 0);
    if (nf_tag_flags[tok->tag] & NF_TF_VOID) {
        return;
    }
    push(b, id, (open_t){.tag = (uint16_t)tok->tag});
    b->tok.state = nf_tokenizer_state_for(tok->tag);
}

/* ------------------------------------------------------------ end tags */

/* Ends an element by the rule "any other end tag": up to a special one. */
static void end_other(builder_t *b, const nf_token_t *tok)
{
    unsigned i;

    if (b->count[tok->tag] == 0) {
        return;
    }
    for (i = b->depth - 1; i > 0; i--) {
        const open_t *o = &b->stack[i];
        const nf_node_t *n = &b->t->nodes[o->node];

        if (o->tag == tok->tag && !o->dead
            && (tok->tag != NF_TAG_UNKNOWN
                || (tok->name.len + 1 <= n->src_end - n->src
                    && strncasecmp(b->t->text.p + n->src + 1, tok->name.p,
                                   tok->name.len) == 0))) {
            pop_to(b, i, tok->start);
            return;
        }
        if (flags_of(o) & NF_TF_SPECIAL) {
            return;
        }
    }
}

/* Ends a formatting element; blocks opened inside it stay open. */
static void end_format(builder_t *b, nf_tag_e tag, uint32_t at)
{
    unsigned i = find_open(b, tag, NF_TF_SCOPE, 0, 0), k;

    if (i == 0) {
        return;
    }
    for (k = i + 1; k < b->depth; k++) {
        if (flags_of(&b->stack[k]) & NF_TF_SPECIAL) {
            end_early(b, i, at);
            return;
        }
    }
    pop_to(b, i, at);
}

static void end_heading(builder_t *b, uint32_t at)
{
    unsigned i;

    for (i = b->depth - 1; i > 0; i--) {
        const open_t *o = &b->stack[i];

        if (!o->foreign && (nf_tag_flags[o->tag] & NF_TF_HEADING)) {
            pop_to(b, i, at);
            return;
        }
        if (flags_of(o) & NF_TF_SCOPE) {
            return;
        }
    }
}

/* </body>: nothing is closed (13.2.6.4.19, "after body"), but this is
 * where a script element can go. */
static void end_body(builder_t *b, uint32_t at)
{
    nf_tree_t *t = b->t;

    if (!b->body_started || b->barriers || in_foreign(b) || b->frameset
        || t->can_insert || b->overflow || t->nnodes >= NF_MAX_NODES) {
        return;
    }
    t->insert_at = at;
    t->can_insert = 1;
}

/* End tag while in SVG or MathML: 1 if it was dealt with there. */
static int end_foreign(builder_t *b, const nf_token_t *tok)
{
    unsigned i;

    if (tok->tag == NF_TAG_P || tok->tag == NF_TAG_BR) {
        while (in_foreign(b)) {
            pop(b, tok->start);
        }
        return 0;
    }
    for (i = b->depth - 1; i > 0 && b->stack[i].foreign; i--) {
        const nf_node_t *n = &b->t->nodes[b->stack[i].node];

        if (b->stack[i].tag == tok->tag
            && strncasecmp(b->t->text.p + n->src + 1, tok->name.p,
                           tok->name.len) == 0) {
            pop_to(b, i, tok->start);
            return 1;
        }
    }
    return 0;
}

static void end_block(builder_t *b, const nf_token_t *tok)
{
    unsigned i;

    if (tok->tag == NF_TAG_LI) {
        i = find_open(b, NF_TAG_LI, NF_TF_SCOPE, NF_TAG_UL, NF_TAG_OL);
    }
    else if (tok->tag == NF_TAG_TABLE || tok->tag == NF_TAG_TD
             || tok->tag == NF_TAG_TH || tok->tag == NF_TAG_TR
             || tok->tag == NF_TAG_TBODY || tok->tag == NF_TAG_THEAD
             || tok->tag == NF_TAG_TFOOT || tok->tag == NF_TAG_CAPTION) {
        i = find_open(b, tok->tag, 0, NF_TAG_TABLE, NF_TAG_TEMPLATE);
    }
    else {
        i = find_open(b, tok->tag, NF_TF_SCOPE, 0, 0);
    }
    if (i) {
        pop_to(b, i, tok->start);
    }
}

static void end_form(builder_t *b, uint32_t at)
{
    unsigned i = find_open(b, NF_TAG_FORM, 0, 0, 0);

    if (i == b->depth - 1) {
        pop(b, at);
    }
    else if (i) {
        end_early(b, i, at);
    }
}

static void end_p(builder_t *b, const nf_token_t *tok)
{
    unsigned i = find_open(b, NF_TAG_P, NF_TF_SCOPE, NF_TAG_BUTTON, 0);

    if (i) {
        pop_to(b, i, tok->start);
    }
    else if (b->body_started) {
        add_element(b, tok, NF_TAG_P, 0);
    }
}

static void end_tag(builder_t *b, const nf_token_t *tok)
{
    unsigned flags = nf_tag_flags[tok->tag];

    if (in_foreign(b) && end_foreign(b, tok)) {
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
        add_element(b, tok, NF_TAG_BR, 0);
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

static void text(builder_t *b, const nf_token_t *tok)
{
    nf_node_t *n;
    nf_id_t id;
    nf_tag_e top = (nf_tag_e)TOP(b)->tag;

    if (!tok->space_only && !b->body_started && !TOP(b)->foreign
        && !(nf_tag_flags[top] & NF_TF_HIDDEN && top != NF_TAG_HEAD)
        && b->count[NF_TAG_TEMPLATE] == 0) {
        end_head(b, tok->start);
        b->body_started = 1;
    }
    id = add_node(b, NF_NODE_TEXT, tok);     /* may move the nodes */
    n = &b->t->nodes[id];
    n->has_ref = tok->has_ref;
    n->space_only = tok->space_only;
    n->raw = tok->state != NF_STATE_DATA && tok->state != NF_STATE_RCDATA;
}

/* Without a usable </body>: the end of the head, the body tag, or the end
 * of the file, in this order of safety. */
static void choose_insert(builder_t *b)
{
    nf_tree_t *t = b->t;

    if (t->can_insert || b->frameset || b->overflow
        || t->nnodes >= NF_MAX_NODES) {
        return;
    }
    if (b->body_started && !b->barriers && !in_foreign(b)
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
    builder_t *b = apr_pcalloc(pool, sizeof(*b));
    nf_token_t tok;

    b->t = apr_pcalloc(pool, sizeof(*b->t));
    b->pool = pool;
    b->t->text = source;
    b->node_cap = (uint32_t)(source.len / 64 + 64);
    b->attr_cap = b->node_cap / 2;
    b->t->nodes = apr_palloc(pool, sizeof(nf_node_t) * b->node_cap);
    b->t->attrs = apr_palloc(pool, sizeof(nf_attr_t) * b->attr_cap);
    push(b, add_node(b, NF_NODE_DOCUMENT, NULL), (open_t){0});
    nf_tokenizer_init(&b->tok, source);
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
        b->tok.cdata = TOP(b)->foreign;
        if (b->t->nnodes >= NF_MAX_NODES) {
            b->t->truncated = 1;
            break;
        }
    }
    choose_insert(b);
    pop_to(b, 0, (uint32_t)source.len);
    return b->t;
}
