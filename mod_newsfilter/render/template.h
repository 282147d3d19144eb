/*
 * template.h -- the frame of a reader view: HTML with {{placeholders}}.
 *
 * Some placeholders stand for a part of the page (markup), the others for
 * plain text, which is escaped and may also stand in a quoted attribute.
 * What cannot be shown is empty. Our own view is such a template too.
 *
 * A template is trusted as its owner is, and checked once, when it is read:
 * after that each placeholder is known to stand where it can do no harm.
 */
#ifndef NF_TEMPLATE_H
#define NF_TEMPLATE_H

#include "../page/str.h"

typedef enum nf_slot_e {
    /* markup */
    NF_SLOT_HEAD,     /* title, meta, canonical, style; required */
    NF_SLOT_BAR,      /* skip link, site, settings, link to the original */
    NF_SLOT_SETTINGS, /* theme, size and width alone */
    NF_SLOT_HEADER,   /* the face's header */
    NF_SLOT_TICKER,
    NF_SLOT_ARTICLE, /* headline and text; required */
    NF_SLOT_PAGES,   /* page 2 of 3, next, previous */
    NF_SLOT_FOOT,    /* link to the original */
    NF_SLOT_FOOTER,  /* the face's footer */
    /* text */
    NF_SLOT_LANGUAGE,
    NF_SLOT_DIRECTION,
    NF_SLOT_CLASS,
    NF_SLOT_TITLE,
    NF_SLOT_DESCRIPTION,
    NF_SLOT_SECTION,
    NF_SLOT_PUBLISHED,
    NF_SLOT_MINUTES,
    NF_SLOT_SITE,
    NF_SLOT_ORIGINAL,
    NF_SLOT_CANONICAL,
    NF_SLOT_COUNT
} nf_slot_e;

typedef void nf_slot_fn(void *context, nf_slot_e slot);

/* Why this is no template, with the place and the cure; NULL if it is. */
const char *nf_template_check(nf_str_t text, apr_pool_t *pool);

/* Copy text to out and call fill for each placeholder. Unknown ones are
 * left out. */
void nf_template_fill(nf_buf_t *out, nf_str_t text, nf_slot_fn *fill,
                      void *context);

#endif
