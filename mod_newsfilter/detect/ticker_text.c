/* ticker_text.c -- what kind of text an item is (ticker_strip.h). */
#include <string.h>
#include "../page/chars.h"
#include "../page/word.h"
#include "fold.h"
#include "ticker_strip.h"

int nf_strip_is_stamp(nf_str_t s)
{
    const char *p = s.p, *end = s.p + s.len;
    unsigned digits = 0, letters = 0, chars = 0;

    while (p < end) {
        unsigned cp = nf_utf8_next(&p, end);

        chars++;
        digits += nf_digit_value(cp) >= 0;
        letters += nf_is_letter(cp) != 0;
    }
    if (digits == 0) {
        return letters == 0;
    }
    return letters == 0
               ? chars <= 24
               : chars <= 32
                     && (letters <= digits + 2
                         || (digits <= 4 && letters <= 12
                             && nf_digit_value((unsigned char)*s.p) >= 0));
}

/* Two digits at most; how many. */
static size_t short_number(nf_str_t s, size_t at)
{
    size_t n = 0;

    while (n < 4 && at + n < s.len && (unsigned)(s.p[at + n] - '0') < 10u) {
        n++;
    }
    return n;
}

/* Length of a time "9:05" or of a date "08.09.2025" at `at`, or 0. */
static size_t stamp_at(nf_str_t s, size_t at)
{
    size_t a = short_number(s, at), b, c;
    char mark = a && at + a < s.len ? s.p[at + a] : '\0';

    if (mark == '\0' || !strchr(":./-", mark)) {
        return 0;
    }
    b = short_number(s, at + a + 1);
    if (b != 2 && mark == ':') {
        return 0;
    }
    if (b && at + a + b + 1 < s.len && s.p[at + a + b + 1] == mark) {
        c = short_number(s, at + a + b + 2);
        return c ? a + b + c + 2 : 0;
    }
    return mark == ':' && a <= 2 ? a + b + 1 : 0;
}

nf_str_t nf_strip_unstamp(nf_str_t s)
{
    size_t at = s.len && (s.p[0] == '[' || s.p[0] == '('), len;
    int i;

    for (i = 0; i < 2 && (len = stamp_at(s, at)) > 0; i++) {
        at += len;
        while (at < s.len && strchr(" ])-,|", s.p[at])) {
            at++;
        }
        if (at == s.len || s.p[at - 1] == s.p[0]
            || !strchr(" ])|", s.p[at - 1])) {
            return s;
        }
        s = nf_str_trim((nf_str_t){s.p + at, s.len - at});
        at = 0;
    }
    return s;
}

/* Does a placeholder of a template begin or end here? */
static int is_placeholder(const char *p, const char *end)
{
    static const char marks[][3] = {"{{", "}}", "__", "<%", "${", "[["};
    size_t i;

    for (i = 0; end - p > 1 && i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (p[0] == marks[i][0] && p[1] == marks[i][1]) {
            return 1;
        }
    }
    return 0;
}

int nf_strip_judge(nf_str_t text, nf_strip_item_t *item)
{
    const char *p = text.p, *end = text.p + text.len;
    unsigned letters = 0, digits = 0, words = 0, cjk = 0, dense = 0;
    unsigned chars = 0, percent = 0, hangul = 0;
    int in_word = 0;

    while (p < end) {
        unsigned cp;
        int letter;

        chars++;
        if (nf_is_alpha((unsigned char)*p)) { /* as most are */
            letters++;
            words += !in_word;
            in_word = 1;
            p++;
            continue;
        }
        if (is_placeholder(p, end)) {
            return 0;
        }
        cp = nf_utf8_next(&p, end);
        letter = nf_is_letter(cp);
        letters += letter != 0;
        words += letter && !in_word;
        in_word = letter || cp == '\'' || cp == 0x2019;
        digits += nf_digit_value(cp) >= 0;
        percent += cp == '%' || cp == 0xB0;
        if (letter && nf_is_cjk(cp)) {
            cjk++;
        }
        else if (cp - 0xAC00 < 0x2BA4u) {
            hangul++;
        }
        else if (nf_char_class(cp) == NF_CHAR_DENSE) {
            dense++;
        }
    }
    if (letters < 2 || chars > NF_MAX_HEADLINE) {
        return 0;
    }
    item->full = chars <= 260
                 && (cjk >= 8 || dense >= 13 || cjk * 2 + dense >= 16
                     || (words >= 3 && letters + hangul >= 12)
                     || (words == 2 && letters + hangul >= 20));
    item->size = chars + cjk * 2 + hangul * 3 / 2 + dense / 2;
    item->numeric = digits * 2 >= letters + (percent ? 0 : 3)
                    || (percent >= 2 && digits * 3 >= letters)
                    || (digits && !cjk && !dense && !hangul
                        && ((words <= 2 && chars <= 28)
                            || (percent && words <= 3 && chars <= 24)));
    return 1;
}

static const char *const separators[] = {
    "|",
    "\xE2\x80\xA2" /* bullet */,
    "\xE2\x97\x8F" /* black circle */,
    "\xC2\xBB" /* raquo */,
    "+++",
    "::",
    "***",
    "\xE2\x97\x86" /* diamond */,
    "\xE2\x98\x85" /* star */,
    "\xC2\xB7" /* middle dot */,
    "//",
    "\xE2\x96\xA0" /* square */,
    "\xE2\x96\xBA" /* pointer */,
    "\xE2\x80\xA3" /* triangular bullet */,
    "\xEF\xBD\x9C" /* full width | */,
    "\xE2\x97\xA6" /* white bullet */,
    "\xE2\x96\xB6",
    "\xE2\x96\xAA",
    "\xE2\x97\x8B",
    "\xC2\xA6",
    "---",
    "\xE2\x97\x87",
    "\xE2\x98\x86"};

/* Does the text quote with guillemets? Then they separate nothing. */
static int has_guillemet(nf_str_t s, size_t at)
{
    size_t from = at > 160 ? at - 160 : 0;

    while (from + 1 < at) {
        if (s.p[from] == '\xC2' && s.p[from + 1] == '\xAB') {
            return 1;
        }
        from++;
    }
    return 0;
}

/* With which of them does a separator begin? */
static const unsigned char begins[256] = {
    ['|'] = 1, ['+'] = 1,  [':'] = 1,  ['*'] = 1, ['/'] = 1,
    ['-'] = 1, [0xE2] = 1, [0xC2] = 1, [0xEF] = 1};

/* The separator at a byte that may begin one. */
static size_t separator_at(nf_str_t s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];
    size_t i;

    if (at && s.p[at - 1] != ' ' && c != 0xEF) {
        return 0;
    }
    for (i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
        size_t len = strlen(separators[i]);

        if (separators[i][0] == (char)c && at + len <= s.len
            && memcmp(s.p + at, separators[i], len) == 0) {
            if (separators[i][1] == '\xBB' && has_guillemet(s, at)) {
                return 0;
            }
            return at + len == s.len || s.p[at + len] == ' ' || c == 0xEF ? len
                                                                          : 0;
        }
    }
    return 0;
}

size_t nf_strip_separator(nf_str_t s, size_t at)
{
    return begins[(unsigned char)s.p[at]] ? separator_at(s, at) : 0;
}

/* May one of eight bytes be such a byte? '*' and '+' are neighbours, '-' has a
 * bit less than '/'. */
static int may_begin(uint64_t w)
{
    return nf_word_has_high(w) || nf_word_has_below(w ^ NF_WORD('*'), 2)
           || nf_word_has(w | NF_WORD('/' - '-'), '/') || nf_word_has(w, ':')
           || nf_word_has(w, '|');
}

/* The place of the next byte that may begin a separator. */
static size_t next_begin(nf_str_t s, size_t at)
{
    while (at < s.len) {
        size_t stop = s.len - at < 8 ? s.len : at + 8;

        if (stop == at + 8 && !may_begin(nf_word_at(s.p + at))) {
            at = stop; /* as most of the text */
        }
        while (at < stop && !begins[(unsigned char)s.p[at]]) {
            at++;
        }
        if (at < stop) {
            break;
        }
    }
    return at;
}

unsigned nf_strip_separators(nf_str_t text)
{
    unsigned n = 0;
    size_t i = 0;

    while ((i = next_begin(text, i)) < text.len) {
        size_t len = separator_at(text, i);

        n += len > 0;
        i += len ? len : 1;
    }
    return n;
}

nf_str_t nf_strip_trim(nf_str_t s)
{
    for (;;) {
        size_t len = s.len, i;

        s = nf_str_trim(s);
        if (s.len == 0
            || (nf_is_alpha((unsigned char)s.p[0])
                && nf_is_alpha((unsigned char)s.p[s.len - 1]))) {
            return s; /* as most headlines */
        }
        for (i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
            size_t n = strlen(separators[i]);

            if (s.len > n && memcmp(s.p, separators[i], n) == 0) {
                s.p += n;
                s.len -= n;
            }
            if (s.len > n && memcmp(s.p + s.len - n, separators[i], n) == 0) {
                s.len -= n;
            }
        }
        if (s.len == len) {
            return s;
        }
    }
}
