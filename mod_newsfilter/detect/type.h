/*
 * type.h -- schema.org's types, as far as it matters what a thing is.
 *
 * Threads: no shared state.
 */
#ifndef NF_TYPE_H
#define NF_TYPE_H

#include "../page/str.h"

typedef enum nf_type_kind_e {
    NF_TYPE_UNKNOWN,
    NF_TYPE_ARTICLE, /* Article and its subtypes */
    NF_TYPE_PAGE,    /* WebPage and the like */
    NF_TYPE_SITE,    /* WebSite, an organisation */
    NF_TYPE_OTHER,   /* a thing that may be what the page is about */
    NF_TYPE_THING    /* a thing that makes the page no article */
} nf_type_kind_e;

typedef struct nf_type_t {
    const char *key;  /* small letters; NULL: unknown, behind all others */
    const char *name; /* schema.org's spelling, for articles; or NULL */
    nf_type_kind_e kind;
} nf_type_t;

/* The row of a type's name, in any case, with or without the vocabulary's
 * address or prefix. Rows stand in order of use: of two the one with the lower
 * address says more. Never NULL. */
const nf_type_t *nf_type_find(nf_str_t name);

/* The best row of several names between white space. */
const nf_type_t *nf_type_best(nf_str_t names);

#endif
