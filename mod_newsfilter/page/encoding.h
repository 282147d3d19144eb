/*
 * encoding.h -- the encodings of the Encoding standard as rows of a table.
 *
 * Shared by the parts of charset.h only.
 * Ownership: constants. Threads: no shared state.
 */
#ifndef NF_ENCODING_H
#define NF_ENCODING_H

#include "str.h"

/* How bytes become text; the multi-byte kinds differ in how they go on after
 * a malformed sequence. */
typedef enum nf_encoding_kind_e {
    NF_ENC_UTF8,
    NF_ENC_UTF16,
    NF_ENC_SINGLE, /* ASCII and 128 more */
    NF_ENC_USER,   /* x-user-defined */
    NF_ENC_MULTI,
    NF_ENC_GB,
    NF_ENC_EUC_JP,
    NF_ENC_SHIFT_JIS,
    NF_ENC_STATEFUL, /* escape sequences: no place for ASCII */
    NF_ENC_REFUSED   /* the standard decodes it to nothing */
} nf_encoding_kind_e;

typedef struct nf_encoding_t {
    const char *name;
    nf_encoding_kind_e kind;
    const char *converter[2]; /* names to try; NULL for none */
} nf_encoding_t;

/* The encoding of a label (trimmed, any case), or NULL. */
const nf_encoding_t *nf_encoding_find(nf_str_t label);

#endif
