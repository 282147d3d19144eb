/*
 * tags.h -- element names as small numbers, and what HTML says of them.
 *
 * Source: html.spec.whatwg.org, sections 4 and 13.2 (tags.def).
 * Threads: constants only.
 */
#ifndef NF_TAGS_H
#define NF_TAGS_H

#include "str.h"

typedef enum nf_tag_e {
    NF_TAG_UNKNOWN = 0,
#define NF_TAG(id, name, flags) NF_TAG_##id,
#include "tags.def"
#undef NF_TAG
    NF_TAG_COUNT
} nf_tag_e;

enum {
    NF_TF_VOID = 1 << 0,     /* never has content */
    NF_TF_BLOCK = 1 << 1,    /* starts and ends a paragraph of text */
    NF_TF_CLOSES_P = 1 << 2, /* its start tag closes an open p */
    NF_TF_SCOPE = 1 << 3,    /* end tags do not reach past it */
    NF_TF_FORMAT = 1 << 4,   /* formatting element */
    NF_TF_HEADING = 1 << 5,  /* h1..h6 */
    NF_TF_HIDDEN = 1 << 6,   /* its text is not the page's text */
    NF_TF_BREAKOUT = 1 << 7, /* leaves SVG and MathML */
    NF_TF_SPECIAL = 1 << 8,  /* an unrelated end tag stops at it */
    NF_TF_FRAME = 1 << 9,    /* one in a page, or stands for another */
    NF_TF_TEXT = 1 << 10,    /* its content is text alone */
    NF_TF_HEAD = 1 << 11,    /* belongs in the head */
    NF_TF_MARK = 1 << 12     /* its name is worth a mark (nf_mark_t) */
};

/* The element of a name in any case, one letter at least, in a text that ends
 * at end (word.h); NF_TAG_UNKNOWN if not in the table. */
nf_tag_e nf_tag_lookup(nf_str_t name, const char *end);

/* Lower-case name; "" for NF_TAG_UNKNOWN. */
const char *nf_tag_name(nf_tag_e tag);

/* NF_TF_* of an element; 0 for NF_TAG_UNKNOWN. */
extern const unsigned short nf_tag_flags[NF_TAG_COUNT];

#endif
