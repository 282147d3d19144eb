/* tree_foreign.c -- SVG and MathML (tree_foreign.h). */
#include "tree_foreign.h"

/* annotation-xml holds HTML when its encoding says so (13.2.6). */
static int has_html_encoding(nf_str_t text, const nf_token_t *tok)
{
    unsigned i;

    for (i = 0; i < tok->nattrs; i++) {
        nf_attr_t a = nf_attr_at(text, &tok->attrs[i]);

        if (nf_str_ieq(a.name, "encoding")) {
            return nf_str_ieq(a.value, "text/html")
                   || nf_str_ieq(a.value, "application/xhtml+xml");
        }
    }
    return 0;
}

void nf_foreign_start(nf_builder_t *b, const nf_token_t *tok)
{
    nf_open_t o = {.node = nf_build_element(b, tok, tok->tag, 1),
                   .tag = (uint16_t)tok->tag,
                   .foreign = 1};

    o.math =
        tok->tag == NF_TAG_MATH
        || (tok->tag != NF_TAG_SVG && NF_TOP(b)->foreign && NF_TOP(b)->math);
    switch (tok->tag) {
    case NF_TAG_FOREIGNOBJECT:
    case NF_TAG_DESC:
    case NF_TAG_TITLE:
        o.point = !o.math;
        break;
    case NF_TAG_MI:
    case NF_TAG_MO:
    case NF_TAG_MN:
    case NF_TAG_MS:
    case NF_TAG_MTEXT:
        o.point = o.math;
        break;
    case NF_TAG_ANNOTATION_XML:
        o.point = o.math && has_html_encoding(b->t->text, tok);
        break;
    default:
        break;
    }
    if (!tok->self_closing) {
        nf_open_push(b, o);
    }
}

/* <font> leaves foreign content only with these attributes (13.2.6.5). */
int nf_foreign_breaks_out(nf_str_t text, const nf_token_t *tok)
{
    unsigned i;

    if (!(nf_tag_flags[tok->tag] & NF_TF_BREAKOUT)) {
        return 0;
    }
    if (tok->tag != NF_TAG_FONT) {
        return 1;
    }
    for (i = 0; i < tok->nattrs; i++) {
        nf_str_t name = nf_attr_at(text, &tok->attrs[i]).name;

        if (nf_str_ieq(name, "color") || nf_str_ieq(name, "face")
            || nf_str_ieq(name, "size")) {
            return 1;
        }
    }
    return 0;
}

int nf_foreign_end(nf_builder_t *b, const nf_token_t *tok)
{
    unsigned i;

    if (tok->tag == NF_TAG_P || tok->tag == NF_TAG_BR) {
        while (nf_foreign_in(b)) {
            nf_open_pop(b, tok->start);
        }
        return 0;
    }
    for (i = b->depth - 1; i > 0 && b->stack[i].foreign; i--) {
        if (nf_open_is_named(b, &b->stack[i], tok)) {
            nf_open_pop_to(b, i, tok->start);
            return 1;
        }
    }
    return 0;
}
