/*
 * date_tokens.h -- a text as numbers, date words and signs.
 *
 * Scripts without spaces are split where a date word is known; abbreviations
 * with inner dots ("p.m.", "พ.ค.") are one word. At most NF_DATE_TOKENS are
 * read, the rest of the text is not looked at.
 *
 * Ownership: the caller's array. Threads: no shared state.
 */
#ifndef NF_DATE_TOKENS_H
#define NF_DATE_TOKENS_H

#include <stdint.h>
#include "../page/str.h"
#include "date_words.h"

#define NF_DATE_TOKENS 256

typedef enum nf_date_token_e {
    NF_DT_END,
    NF_DT_NUMBER,
    NF_DT_WORD,
    NF_DT_SIGN
} nf_date_token_e;

typedef struct nf_date_token_t {
    int64_t value;      /* number, or the word's value */
    uint32_t at, end;   /* bytes */
    uint8_t kind;       /* nf_date_token_e */
    uint8_t word;       /* nf_date_word_e */
    uint8_t digits;     /* of a number, leading zeros included */
    char sign;          /* ASCII form of a sign, or '?' */
    char letter;        /* first ASCII letter of a word, small */
    unsigned glued : 1; /* no white space before it */
    unsigned upper : 1; /* word: ASCII letters, all capitals */
} nf_date_token_t;

/* Fill t (NF_DATE_TOKENS + 1 of them) and end it with NF_DT_END; the number
 * of tokens. */
int nf_date_tokens(nf_str_t text, const char *lang, nf_date_token_t *t);

#endif
