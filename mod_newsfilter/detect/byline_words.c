/* byline_words.c -- the table of byline words (byline_words.h). */
#include "byline_words.h"
#include "byline_words_hash.h"

static const nf_word_t words[] = {
#define W(word, kind) {word, NULL, 0, NF_BW_##kind},
#define L(word, kind, lang) {word, lang, 0, NF_BW_##kind},
#include "byline_words.def"
#undef W
#undef L
};

const nf_words_t nf_byline_words = {words, sizeof(words) / sizeof(words[0]),
                                    word_hash, WORD_HASH_BITS};
