/*
 * byline_split.h -- an author string as words and the signs between them;
 * internal to byline_name.c and byline_find.c.
 *
 * Words point into the text. At most NF_NAME_WORDS are kept.
 * Threads: no shared state.
 */
#ifndef NF_BYLINE_SPLIT_H
#define NF_BYLINE_SPLIT_H

#include "../page/str.h"
#include "byline_words.h"

#define NF_NAME_WORDS 64

typedef struct nf_name_word_t {
    nf_str_t s;
    unsigned char kind;  /* nf_byline_word_e, when it is known */
    char sep;            /* what stands before it: ' ' or the sign
                          * that starts a new part */
    unsigned upper : 1;  /* starts with a capital, or its script has
                          * none */
    unsigned digit : 1;  /* has a digit in it */
    unsigned number : 1; /* is one */
    unsigned colon : 1;  /* followed by ':' */
    unsigned known : 1;
} nf_name_word_t;

typedef struct nf_name_words_t {
    nf_name_word_t v[NF_NAME_WORDS];
    int n;
    const char *lang;
} nf_name_words_t;

/* Split a NUL-terminated text; w->lang is set by the caller. */
void nf_name_split(const char *text, nf_name_words_t *w);

/* The same, but nobody has looked at what kind the words are. */
void nf_name_cut(const char *text, nf_name_words_t *w);

/* The kind of word i of a text that was cut. */
int nf_name_kind(nf_name_words_t *w, int i);

/* An address, a handle, a domain name with a path: no part of a name. */
int nf_name_is_address(nf_str_t s);

/* A month, a day of the week, a zone: a word of dates in that language. */
int nf_name_is_date_word(nf_str_t s, const char *lang);

#endif
