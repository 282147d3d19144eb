/*
 * declaration.h -- what starts with "<!", "<?" or "</" and is no tag.
 *
 * A part of the tokenizer (tokenizer.h), for tokenizer.c only. Each function
 * fills tok, moves t->pos past what it read, sets t->unterminated when
 * that ran into the end of the file, and returns 1.
 * Source: html.spec.whatwg.org 13.2.5.41 to 68.
 */
#ifndef NF_DECLARATION_H
#define NF_DECLARATION_H

#include "tokenizer.h"

/* A bogus comment whose text starts at from. */
int nf_read_bogus(nf_tokenizer_t *t, nf_token_t *tok, const char *start,
                  const char *from, const char *end);

/* A comment; start is at its "<!--". */
int nf_read_comment(nf_tokenizer_t *t, nf_token_t *tok, const char *start,
                    const char *end);

/* A doctype; start is at its "<!doctype". */
int nf_read_doctype(nf_tokenizer_t *t, nf_token_t *tok, const char *start,
                    const char *end);

#endif
