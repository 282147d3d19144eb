/* date_words.c -- the table of date words (date_words.h). */
#include "date_words.h"
#include "date_words_hash.h"

static const nf_word_t words[] = {
#define W(word, kind, value) {word, NULL, value, NF_DW_##kind},
#define L(word, kind, value, lang) {word, lang, value, NF_DW_##kind},
#include "date_words.def"
#undef W
#undef L
};

const nf_words_t nf_date_words = {words, sizeof(words) / sizeof(words[0]),
                                  word_hash, WORD_HASH_BITS};
