/*
 * tokenizer.h -- the WHATWG HTML tokenizer over bytes with offsets.
 *
 * Input is one contiguous slice of UTF-8 (charset.h); tokens are spans of
 * it. Nothing is decoded or copied here: names, values and text are slices of
 * the input, decoded later and only where somebody reads them
 * (entities.h). So a token costs no memory, and its place is known.
 *
 *   nf_tokenizer_t t;
 *   nf_token_t tok;
 *   nf_tokenizer_init(&t, text);
 *   while (nf_tokenizer_next(&t, &tok)) ...
 *
 * As in the standard, tree construction steers the tokenizer: after a start
 * tag it sets t.state (nf_tokenizer_state_for(tag), outside foreign content)
 * and t.cdata (whether "<![CDATA[" opens a section: in SVG and MathML only).
 *
 * Text: one NF_TOKEN_TEXT covers a run as long as possible; runs may be split
 * at any '<' that turns out to be text. Its state says how to decode it.
 *
 * Invariants: tokens are in order and do not overlap; what lies between two
 * tokens (an unfinished tag at the end of the file, a dropped "</>") is no
 * token. Every input byte is looked at a bounded number of times.
 * Ownership: tokens point into the input and, with attrs, into the tokenizer
 * or where it was told to put these; they are valid until the next call.
 * Limits: NF_MAX_ATTRS. Errors: none, any bytes are HTML.
 * Threads: one tokenizer per thread.
 * Source: html.spec.whatwg.org 13.2.5.
 */
#ifndef NF_TOKENIZER_H
#define NF_TOKENIZER_H

#include <stdint.h>
#include "limits.h"
#include "str.h"
#include "tags.h"

typedef enum nf_token_e {
    NF_TOKEN_TEXT,
    NF_TOKEN_START_TAG,
    NF_TOKEN_END_TAG,
    NF_TOKEN_COMMENT,
    NF_TOKEN_DOCTYPE
} nf_token_e;

/* The states in which the tokenizer can be set from outside. */
typedef enum nf_tokenizer_state_e {
    NF_STATE_DATA,
    NF_STATE_RCDATA,  /* title, textarea */
    NF_STATE_RAWTEXT, /* style, xmp, iframe, noembed, noframes,
                       * noscript (scripting is on) */
    NF_STATE_SCRIPT_DATA,
    NF_STATE_PLAINTEXT,
    NF_STATE_CDATA_SECTION
} nf_tokenizer_state_e;

/* An attribute: slices of the input. The name is as written (compare
 * case-insensitively), the value is undecoded; value.p == NULL where the tag
 * has none. The first of two attributes of one name counts, the tokenizer
 * drops the others. */
typedef struct nf_attr_t {
    nf_str_t name;
    nf_str_t value;
} nf_attr_t;

/* The same as offsets: a page can have many. */
typedef struct nf_attr_place_t {
    uint32_t name;
    uint32_t name_len;
    uint32_t value; /* 0: it has none */
    uint32_t value_len;
} nf_attr_place_t;

static inline nf_attr_t nf_attr_at(nf_str_t in, const nf_attr_place_t *a)
{
    return (nf_attr_t){{in.p + a->name, a->name_len},
                       {a->value ? in.p + a->value : NULL, a->value_len}};
}

typedef struct nf_token_t {
    nf_token_e type;
    uint32_t start;     /* offset of the first byte */
    uint32_t end;       /* offset after the last byte */
    nf_tag_e tag;       /* NF_TAG_UNKNOWN for names not in tags.def */
    nf_str_t name;      /* tags: as written; doctype: name or absent */
    nf_str_t data;      /* comment: its text; text: the run itself */
    nf_str_t public_id; /* doctype, absent where missing */
    nf_str_t system_id;
    const nf_attr_place_t *attrs; /* start tags */
    unsigned nattrs;
    uint8_t self_closing;
    uint8_t force_quirks;
    uint8_t space_only;         /* text is white space and nothing else */
    nf_tokenizer_state_e state; /* text: the state it was read in; in DATA
                                 * and RCDATA references are decoded */
} nf_token_t;

/* Those of one tag, and one that is dropped. */
#define NF_TAG_ATTRS (NF_MAX_ATTRS + 1)

typedef struct nf_tokenizer_t {
    nf_str_t in;
    const char *end; /* of in */
    size_t pos;
    nf_tokenizer_state_e state;
    int cdata;              /* set by the tree builder */
    nf_str_t last_start;    /* name of the last start tag: an end tag of
                             * that name is the "appropriate" one */
    nf_attr_place_t *attrs; /* where NF_TAG_ATTRS find room: own, or set from
                             * outside before a token */
    nf_attr_place_t own[NF_TAG_ATTRS];
    const char *last;   /* the last '>', or the first byte: no tag ends
                         * behind it */
    const char *dashes; /* '>' of a "-->" behind all that was looked at for
                         * one, the end of the input for none, or NULL */
    int unterminated;   /* set at the end of the file when it lies in a
                         * comment, tag, script, RCDATA, RAWTEXT or
                         * CDATA: nothing may be appended then */
} nf_tokenizer_t;

void nf_tokenizer_init(nf_tokenizer_t *t, nf_str_t in);

/* The next token: 1, or 0 at the end of the file (again and again). */
int nf_tokenizer_next(nf_tokenizer_t *t, nf_token_t *tok);

/* The state that a start tag of HTML's namespace switches to. */
nf_tokenizer_state_e nf_tokenizer_state_for(nf_tag_e tag);

#endif
