/* word_count.c -- see word_count.h. */
#include "../page/chars.h"
#include "word_count.h"

/* Words in 1000 code points; ranges of NF_CHAR_DENSE, sorted. */
static const struct {
    unsigned to, density;
} dense[] = {{0x0E7F, 250}, /* Thai */
             {0x0EFF, 238}, /* Lao */
             {0x109F, 192}, /* Burmese */
             {0x17FF, 200}, /* Khmer */
             {0x3030, 625}, /* iteration marks among Han */
             {0x312F, 476}, /* kana, bopomofo */
             {0xFEFF, 625}, /* Han */
             {0xFFFF, 476}, /* half-width kana */
             {0x10FFFF, 625}};

static unsigned density_of(unsigned cp)
{
    unsigned i = 0;

    while (cp > dense[i].to) {
        i++;
    }
    return dense[i].density;
}

enum { APART, IN_WORD, IN_NUMBER };

/* What a sign behind a letter or digit holds together. */
static int joint_of(unsigned cp, nf_char_e before)
{
    switch (cp) {
    case '\'':
    case '-':
    case 0xAD:
    case 0xB7:
    case 0x2010:
    case 0x2011:
    case 0x2019:
    case 0x200C:
    case 0x200D:
        return IN_WORD;
    case '.':
    case ',':
    case 0x66B:
    case 0x66C:
        return before == NF_CHAR_DIGIT ? IN_NUMBER : APART;
    default:
        return APART;
    }
}

/* Variation selectors are letters to nobody. */
static nf_char_e kind_of(unsigned cp)
{
    return cp >= 0xFE00 && cp <= 0xFE0F ? NF_CHAR_OTHER : nf_char_class(cp);
}

static int is_word(nf_char_e kind)
{
    return kind == NF_CHAR_LETTER || kind == NF_CHAR_DIGIT;
}

/* Words in a run whose code points' densities add up to sum. */
static long in_run(unsigned long sum)
{
    return sum == 0 ? 0 : sum < 1500 ? 1 : (long)((sum + 500) / 1000);
}

long nf_word_count(nf_str_t text)
{
    const char *p = text.p, *end = p ? p + text.len : p;
    nf_char_e before = NF_CHAR_SPACE; /* the last character, signs that
                                       * join left out */
    unsigned long sum = 0;
    int joint = APART;
    long n = 0;

    while (p < end) {
        unsigned cp;
        nf_char_e kind;

        if (joint == APART && sum == 0) { /* most of the text */
            const char *from = p;

            while (p < end
                   && nf_char_byte[(unsigned char)*p] == NF_CHAR_LETTER) {
                p++;
            }
            if (p > from) {
                n += !is_word(before);
                before = NF_CHAR_LETTER;
            }
            if (p == end) {
                break;
            }
            if (*p == ' ') {
                before = NF_CHAR_SPACE;
                p++;
                continue;
            }
        }
        cp = nf_utf8_next(&p, end);
        kind = kind_of(cp);
        if (joint == APART && is_word(before)) {
            joint = joint_of(cp, before);
            if (joint != APART) {
                continue;
            }
        }
        if (kind == NF_CHAR_DENSE) {
            sum += density_of(cp);
        }
        else {
            n += in_run(sum);
            sum = 0;
        }
        n += is_word(kind)
             && (!is_word(before)
                 || (joint == IN_NUMBER && kind != NF_CHAR_DIGIT));
        before = kind;
        joint = APART;
    }
    return n + in_run(sum);
}
