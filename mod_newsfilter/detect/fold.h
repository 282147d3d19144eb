/*
 * fold.h -- words made comparable: small letters without accents.
 *
 * For word tables (date_words.def, byline_words.def): both the table and the
 * text are folded, so "FÉVRIER", "Février" and "fevrier" are one word.
 * Latin letters lose their accents; Greek, Cyrillic, Armenian and full-width
 * letters get their small form; Arabic letters their plain form; combining
 * marks U+0300..036F, Arabic vowel signs and joiners are dropped. Letters of
 * other scripts stay.
 *
 * Ownership: nothing is allocated. Threads: no shared state.
 */
#ifndef NF_FOLD_H
#define NF_FOLD_H

#include "../page/str.h"

/* The folded code point; 0: dropped. */
unsigned nf_fold_cp(unsigned cp);

/* Fold s into out (room for max bytes, NUL included). Returns the length, or
 * 0 when nothing is left or out is too small (out is "" then). */
size_t nf_fold(nf_str_t s, char *out, size_t max);

/* A letter (or a vowel sign of one) of any script; no digit. */
int nf_is_letter(unsigned cp);

/* A letter that looks like a capital: Latin, Greek, Cyrillic, Armenian. */
int nf_is_upper(unsigned cp);

/* 0..9 for a decimal digit of any script, else -1. */
int nf_digit_value(unsigned cp);

/* Chinese characters, kana. */
int nf_is_cjk(unsigned cp);

#endif
