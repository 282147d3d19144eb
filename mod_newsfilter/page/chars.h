/*
 * chars.h -- what kind of character a code point is, as far as counting
 * words and sentences needs it. Ranges are Unicode's blocks, coarse on
 * purpose. Threads: constants only.
 */
#ifndef NF_CHARS_H
#define NF_CHARS_H

typedef enum nf_char_e {
    NF_CHAR_LETTER, /* these two first: parts of words */
    NF_CHAR_DIGIT,
    NF_CHAR_OTHER, /* symbols, quotes, dashes, ... */
    NF_CHAR_SPACE,
    NF_CHAR_DENSE, /* letters of scripts without spaces: Thai, Lao,
                    * Khmer, Burmese, Chinese, Japanese */
    NF_CHAR_COMMA, /* , ; and their like */
    NF_CHAR_STOP,  /* sentence ends */
    NF_CHAR_PART   /* of nf_char_byte[] alone: a byte that is no ASCII */
} nf_char_e;

/* Is it part of a word (1) or not (0)? */
#define NF_CHAR_IS_WORD(kind) ((unsigned)((kind) <= NF_CHAR_DIGIT))

/* nf_char_class() of ASCII, and of the others. */
extern const unsigned char nf_char_byte[256];
nf_char_e nf_char_wide(unsigned cp);

static inline nf_char_e nf_char_class(unsigned cp)
{
    return cp < 0x80 ? (nf_char_e)nf_char_byte[cp] : nf_char_wide(cp);
}

/* nf_char_fold() for what is no ASCII. */
unsigned nf_char_fold_wide(unsigned cp);

/* Simple case folding: ASCII, Latin-1, Latin Extended-A, Greek, Cyrillic. */
static inline unsigned nf_char_fold(unsigned cp)
{
    return cp >= 0x80       ? nf_char_fold_wide(cp)
           : cp - 'A' < 26u ? cp | 0x20
                            : cp;
}

/* Does it belong to the character before it: an accent, a vowel sign? */
int nf_char_is_mark(unsigned cp);

/* Does it join the letters around it to one (a virama)? They are marks too. */
int nf_char_is_joiner(unsigned cp);

#endif
