/*
 * cues.h -- how a block begins: words that mark what is not the story
 * ("Read more", "Photo:", "Subscribe", "All rights reserved" ...), in the
 * languages of the web's news. Table: cues.def.
 */
#ifndef NF_CUES_H
#define NF_CUES_H

#include "../page/str.h"

enum {
    NF_CUE_MORE = 1 << 0, /* an offer to read something else */
    NF_CUE_SUBSCRIBE = 1 << 1,
    NF_CUE_CREDIT = 1 << 2, /* of a photo, or a source */
    NF_CUE_COPYRIGHT = 1 << 3,
    NF_CUE_SHARE = 1 << 4,
    NF_CUE_AD = 1 << 5,
    NF_CUE_BYLINE = 1 << 6, /* author or date line */
    NF_CUE_COMMENT = 1 << 7,
    NF_CUE_CONTACT = 1 << 8,
    NF_CUE_TAGS = 1 << 9,
    NF_CUE_COOKIE = 1 << 10,
    NF_CUE_PAYWALL = 1 << 11,
    NF_CUE_RELATED = 1 << 12 /* title of a list of other stories */
};

/* The cues with which the text begins; 0 for none. */
unsigned nf_cues_of(nf_str_t text);

#endif
