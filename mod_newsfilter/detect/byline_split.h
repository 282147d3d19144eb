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
    const char *start, *p, *end; /* of what is not cut yet: the open word, what
                                  * was not looked at; start: NULL when all is
                                  * cut */
    char sep;                    /* what stands before the open word */
    unsigned blank : 1;          /* p stands behind a blank */
} nf_name_words_t;

/* Begin to cut a text. */
void nf_name_begin(nf_name_words_t *w, nf_str_t text, const char *lang);

/* Is there a word i? The text is cut so far, as most are told by their first
 * words: those that have been asked for are in w->v. */
int nf_name_has(nf_name_words_t *w, int i);

/* Cut all of a text, and tell the kind of each word. */
void nf_name_split(nf_name_words_t *w, nf_str_t text, const char *lang);

/* Cut what is left of a text. */
static inline void nf_name_all(nf_name_words_t *w)
{
    nf_name_has(w, NF_NAME_WORDS);
}

/* The kind of word i, which there is. */
int nf_name_kind(nf_name_words_t *w, int i);

/* An address, a handle, a domain name with a path: no part of a name. */
int nf_name_is_address(nf_str_t s);

/* A month, a day of the week, a zone: a word of dates in that language. */
int nf_name_is_date_word(nf_str_t s, const char *lang);

#endif
