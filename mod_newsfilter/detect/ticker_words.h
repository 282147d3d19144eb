/*
 * ticker_words.h -- the words by which strips and lists of headlines are
 * known, in many languages: titles of bars ("Breaking News", "Son Dakika"),
 * labels of items ("UPDATE", "عاجل"), titles of related, latest and
 * most-read lists, "read more" and promotions.
 *
 * Words are compared as keys: letters and digits in lower case without
 * accents, everything else one space, so that "ÚLTIMA HORA:" and "Ultima
 * hora" are one key. The table (ticker_words.def) is in byte order of keys.
 *
 * Ownership: nothing is allocated. Threads: constants only.
 */
#ifndef NF_TICKER_WORDS_H
#define NF_TICKER_WORDS_H

#include "../page/block.h"

enum {
    NF_PHRASE_BREAKING = 1 << 0,  /* title of a bar, one item is enough */
    NF_PHRASE_LATEST = 1 << 1,    /* title of a bar or of a list of latest */
    NF_PHRASE_HEADLINES = 1 << 2, /* title of a bar: headlines, news */
    NF_PHRASE_TREND = 1 << 3,     /* title of a bar, often of tags */
    NF_PHRASE_LABEL = 1 << 4,     /* an item may lead with it */
    NF_PHRASE_RELATED = 1 << 5,   /* title of a list of related stories */
    NF_PHRASE_POPULAR = 1 << 6,   /* title of a most-read list */
    NF_PHRASE_MORE = 1 << 7,      /* a link to more, no headline */
    /* of blocks alone */
    NF_PHRASE_BEGINS = 1 << 8, /* a phrase begins with its first word */
    NF_PHRASE_ASKED = 1 << 9
};

#define NF_PHRASE_BAR                                            \
    (NF_PHRASE_BREAKING | NF_PHRASE_LATEST | NF_PHRASE_HEADLINES \
     | NF_PHRASE_TREND)

/* Longest key, and room for it. */
#define NF_PHRASE_MAX 95

/* The key of a text: at most cap - 1 bytes and a NUL (cut at a character).
 * Returns its length. */
size_t nf_phrase_key(nf_str_t text, char *key, size_t cap);

/* NF_PHRASE_* of a whole text; 0 if it is not in the table. */
unsigned nf_phrase_lookup(nf_str_t text);

/* The same of a block's text, with NF_PHRASE_BEGINS: looked up once. */
unsigned nf_phrase_of_block(nf_block_t *k);

/* The label or title that a text leads with ("BREAKING: ...", "[LIVE] ...",
 * "速報｜..."), cut off by a separator: its NF_PHRASE_* bits (0: none).
 * *label is the word as shown, *rest the text after the separator. */
unsigned nf_phrase_lead(nf_str_t text, nf_str_t *label, nf_str_t *rest);

/* Does the text hold a phrase of promotions and notices ("subscribe",
 * "download the app", "cookies") ? */
int nf_phrase_promo(nf_str_t text);

/* Number of entries and one of them, for tests. */
size_t nf_phrase_count(void);
const char *nf_phrase_at(size_t i, unsigned *bits);

#endif
