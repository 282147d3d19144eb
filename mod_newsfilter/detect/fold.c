/* fold.c -- comparable words (fold.h). */
#include "../page/word.h"
#include "fold.h"

/* U+00C0..U+017F, letters without their accents ('.': no such letter). */
static const char latin1[] =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllllnnnnnn"
    "...oooooooorrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz.";

/* U+1E00..U+1EFF */
static const char latin2[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmm"
    "nnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwww"
    "xxxxyyzzzzzzhtwy....s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiii"
    "oooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/* Single letters that follow no rule, sorted. */
static const struct {
    unsigned short from, to;
} odd[] = {{0x018F, 'e'},   {0x01A0, 'o'},   {0x01A1, 'o'},   {0x01AF, 'u'},
           {0x01B0, 'u'},   {0x01E6, 'g'},   {0x01E7, 'g'},   {0x0218, 's'},
           {0x0219, 's'},   {0x021A, 't'},   {0x021B, 't'},   {0x0259, 'e'},
           {0x0386, 0x3B1}, {0x0388, 0x3B5}, {0x0389, 0x3B7}, {0x038A, 0x3B9},
           {0x038C, 0x3BF}, {0x038E, 0x3C5}, {0x038F, 0x3C9}, {0x0390, 0x3B9},
           {0x03AA, 0x3B9}, {0x03AB, 0x3C5}, {0x03AC, 0x3B1}, {0x03AD, 0x3B5},
           {0x03AE, 0x3B7}, {0x03AF, 0x3B9}, {0x03B0, 0x3C5}, {0x03C2, 0x3C3},
           {0x03CA, 0x3B9}, {0x03CB, 0x3C5}, {0x03CC, 0x3BF}, {0x03CD, 0x3C5},
           {0x03CE, 0x3C9}, {0x0401, 0x435}, {0x0451, 0x435}, {0x0490, 0x433},
           {0x0491, 0x433}, {0x0622, 0x627}, {0x0623, 0x627}, {0x0625, 0x627},
           {0x0629, 0x647}, {0x0640, 0},     {0x0643, 0x6A9}, {0x0649, 0x6CC},
           {0x064A, 0x6CC}, {0x200B, 0},     {0x200C, 0},     {0x200D, 0}};

static int find_odd(unsigned cp, unsigned *to)
{
    size_t lo = 0, hi = sizeof(odd) / sizeof(odd[0]);

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (odd[mid].from == cp) {
            *to = odd[mid].to;
            return 1;
        }
        if (odd[mid].from < cp) {
            lo = mid + 1;
        }
        else {
            hi = mid;
        }
    }
    return 0;
}

unsigned nf_fold_cp(unsigned cp)
{
    unsigned to;

    if (cp < 0xC0) {
        return cp == 0xAD ? 0 : cp < 0x80 ? nf_lower((unsigned char)cp) : cp;
    }
    if (cp < 0x180) {
        to = (unsigned char)latin1[cp - 0xC0];
        return to == '.' ? cp : to;
    }
    if (cp >= 0x300 && cp < 0x370) {
        return 0;
    }
    if (cp >= 0x1E00 && cp < 0x1F00) {
        to = (unsigned char)latin2[cp - 0x1E00];
        return to == '.' ? cp : to;
    }
    if (cp - 0x430 < 0x20u) { /* the small letters of Russian */
        return cp;
    }
    if (find_odd(cp, &to)) {
        return to;
    }
    if ((cp >= 0x391 && cp < 0x3AA) || (cp >= 0x410 && cp < 0x430)) {
        return cp + 0x20;
    }
    if (cp >= 0x400 && cp < 0x410) {
        return cp + 0x50;
    }
    if ((cp >= 0x460 && cp < 0x482) || (cp >= 0x48A && cp < 0x4C0)
        || (cp >= 0x4D0 && cp < 0x530)) {
        return cp | 1;
    }
    if (cp >= 0x531 && cp < 0x557) {
        return cp + 0x30;
    }
    if (cp >= 0x64B && cp <= 0x652) {
        return 0;
    }
    if (cp >= 0xFF21 && cp < 0xFF3B) {
        return cp - 0xFF21 + 'a';
    }
    return cp >= 0xFF41 && cp < 0xFF5B ? cp - 0xFF41 + 'a' : cp;
}

static size_t put(char *out, unsigned cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* The ASCII with which most texts begin, and most end: n bytes at most. The
 * last eight are folded together, though some of them were before. */
static size_t fold_ascii(const char *p, char *out, size_t most)
{
    size_t n = 0;

    while (most >= 8 && n < most) {
        size_t at = n + 8 <= most ? n : most - 8;
        uint64_t w = nf_word_at(p + at);

        if (nf_word_has_high(w) || nf_word_has_below(w, 1)) {
            break;
        }
        nf_word_put(out + at, w | nf_word_in(w, 'A', 'Z') >> 2);
        n = at + 8;
    }
    for (; n < most && (unsigned char)(p[n] - 1) < 0x7F; n++) {
        out[n] = (char)nf_lower((unsigned char)p[n]);
    }
    return n;
}

size_t nf_fold(nf_str_t s, char *out, size_t max)
{
    const char *p, *end = s.p + s.len;
    size_t most = max < 4 ? 0 : s.len < max - 4 ? s.len : max - 4;
    size_t n = fold_ascii(s.p, out, most);

    for (p = s.p + n; p < end;) {
        unsigned cp = nf_fold_cp(nf_utf8_next(&p, end));

        if (cp == 0) {
            continue;
        }
        if (n + 5 > max) {
            n = 0;
            break;
        }
        n += put(out + n, cp);
    }
    out[n] = '\0';
    return n;
}

/* First digits of the decimal digit rows, sorted. */
static const unsigned short digit_rows[] = {
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66,
    0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10};

int nf_digit_value(unsigned cp)
{
    size_t i;

    if (cp < 0x660) {
        return cp - '0' < 10u ? (int)(cp - '0') : -1;
    }
    for (i = 1; i < sizeof(digit_rows) / sizeof(digit_rows[0]); i++) {
        if (cp < digit_rows[i]) {
            return -1;
        }
        if (cp < digit_rows[i] + 10u) {
            return (int)(cp - digit_rows[i]);
        }
    }
    return -1;
}

int nf_is_letter(unsigned cp)
{
    static const struct {
        unsigned from, to;
    } not_letters[] = {{0x2000, 0x206F}, {0x20A0, 0x20CF},  {0x2100, 0x2BFF},
                       {0x2E00, 0x2E7F}, {0x3000, 0x3004},  {0x3007, 0x3030},
                       {0x30FB, 0x30FB}, {0xE000, 0xF8FF},  {0xFE00, 0xFE6F},
                       {0xFF00, 0xFF20}, {0xFF3B, 0xFF40},  {0xFF5B, 0xFF65},
                       {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}};
    size_t i;

    if (cp < 0x80) {
        return nf_is_alpha(cp);
    }
    if (cp < 0x2000) {
        return cp == 0xAA || cp == 0xBA
               || (cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 && cp != 0x60C
                   && cp != 0x61B && cp != 0x61F && cp != 0x6D4 && cp != 0x589
                   && cp != 0x964 && cp != 0x965 && cp != 0x17D4 && cp != 0x37E
                   && cp != 0x387 && nf_digit_value(cp) < 0);
    }
    for (i = 0; i < sizeof(not_letters) / sizeof(not_letters[0]); i++) {
        if (cp >= not_letters[i].from && cp <= not_letters[i].to) {
            return 0;
        }
    }
    return nf_digit_value(cp) < 0;
}

int nf_is_upper(unsigned cp)
{
    if (cp < 0x80) {
        return cp - 'A' < 26u;
    }
    if (cp >= 0xC0 && cp < 0xDF) {
        return cp != 0xD7;
    }
    if (cp >= 0x100 && cp < 0x180) {
        return (cp >= 0x139 && cp < 0x149) || cp >= 0x179 ? (int)(cp & 1)
                                                          : !(cp & 1);
    }
    return (cp >= 0x386 && cp < 0x3AC) || (cp >= 0x400 && cp < 0x430)
           || (cp >= 0x531 && cp < 0x557)
           || (cp >= 0x1E00 && cp < 0x1F00 && !(cp & 1));
}

int nf_is_cjk(unsigned cp)
{
    return (cp >= 0x3005 && cp <= 0x3006) || (cp >= 0x3040 && cp < 0x3100)
           || (cp >= 0x3400 && cp < 0xA000) || (cp >= 0xF900 && cp < 0xFB00)
           || (cp >= 0x20000 && cp < 0x30000);
}
