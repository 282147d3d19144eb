/*
 * dateline.c -- the place in front of a story's text (dateline.h).
 *
 * A head is what stands before the first separator: place, parts with
 * digits (the date), an agency in brackets. It is believed only in the forms
 * that agencies use: capitals, or an agency, or a script without capitals
 * and a dash. Ordinary sentences with a colon or a dash give nothing.
 */
#include <string.h>
#include "dateline.h"
#include "fold.h"
#include "ticker_words.h"

enum {
    MAX_HEAD = 240, /* bytes before the separator */
    MAX_PLACE = 40, /* characters of the place */
    MIN_REST = 20   /* bytes of text after it */
};

typedef enum separator_e {
    SEP_NONE,
    SEP_DASH, /* " - ", an en or em dash, "--" */
    SEP_COLON,
    SEP_STOP_DASH /* ".- ", Spanish */
} separator_e;

/* What letters a place is made of. */
typedef struct letters_t {
    unsigned upper, lower, plain; /* plain: scripts without capitals */
    unsigned digits, words, chars;
    unsigned small_words; /* words that begin with a small letter and
                           * are longer than "sur" */
    unsigned foreign;     /* characters no place has */
} letters_t;

/* The separator at p, how it is written, and its length. */
static separator_e separator_at(const char *p, const char *end, size_t *len)
{
    const char *q = p;
    unsigned cp = nf_utf8_next(&q, end);
    int space = q < end && *q == ' ';

    *len = (size_t)(q - p);
    switch (cp) {
    case 0x2013:
    case 0x2014:
    case 0x2015:
        return SEP_DASH;
    case '-':
        if (q < end && *q == '-') {
            (*len)++;
            return SEP_DASH;
        }
        return space ? SEP_DASH : SEP_NONE;
    case '.':
        if (q + 1 < end && *q == '-' && q[1] == ' ') {
            *len = 2;
            return SEP_STOP_DASH;
        }
        return SEP_NONE;
    case ':':
        return space ? SEP_COLON : SEP_NONE;
    case 0xFF1A:
        return SEP_COLON;
    default:
        return SEP_NONE;
    }
}

/* Cut the paragraph at its first separator outside brackets. */
static separator_e cut_head(nf_str_t text, nf_str_t *head, nf_str_t *rest)
{
    const char *p = text.p, *end = text.p + text.len;
    const char *stop = text.p + (text.len < MAX_HEAD ? text.len : MAX_HEAD);
    int depth = 0;

    while (p < stop) {
        size_t len;
        separator_e sep = depth ? SEP_NONE : separator_at(p, end, &len);
        const char *at = p;
        unsigned cp;

        if (sep != SEP_NONE && p > text.p) {
            *head = nf_str_trim((nf_str_t){text.p, (size_t)(p - text.p)});
            *rest =
                nf_str_trim((nf_str_t){at + len, (size_t)(end - at - len)});
            return sep;
        }
        cp = nf_utf8_next(&p, end);
        depth += cp == '(' || cp == 0xFF08;
        depth -= cp == ')' || cp == 0xFF09;
    }
    return SEP_NONE;
}

/* Take "(AFP)" or "/TASS/" off the end of a head: 1 if there was one. */
static int take_agency(nf_str_t *head)
{
    static const struct {
        const char *open, *close;
    } marks[] = {{"(", ")"}, {"\xEF\xBC\x88", "\xEF\xBC\x89"}, {"/", "/"}};
    nf_str_t s = *head;
    size_t i;

    while (s.len && strchr(".,", s.p[s.len - 1])) {
        s.len--;
    }
    for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        size_t n = strlen(marks[i].open), k;

        if (s.len <= 2 * n
            || memcmp(s.p + s.len - n, marks[i].close, n) != 0) {
            continue;
        }
        for (k = s.len - n; k-- > 0;) {
            if (memcmp(s.p + k, marks[i].open, n) == 0) {
                int size = (int)(s.len - k);

                *head = nf_str_trim((nf_str_t){s.p, k});
                return size <= 48;
            }
        }
    }
    return 0;
}

/* Leave out the parts from the first one with a digit (the date) or with a
 * site's name ("KOMPAS.com"). */
static nf_str_t cut_date(nf_str_t head)
{
    const char *p = head.p, *end = head.p + head.len, *part = head.p;

    while (p < end) {
        const char *at = p;
        unsigned cp = nf_utf8_next(&p, end);

        if (nf_digit_value(cp) >= 0
            || (cp == '.' && at - part > 4 && end - p >= 2
                && nf_is_letter((unsigned char)p[0])
                && nf_is_letter((unsigned char)p[1]))) {
            head.len = (size_t)(part - head.p);
            break;
        }
        if (cp == ',' || cp == 0x60C || cp == 0x3001 || cp == 0xFF0C
            || (cp == '.' && p < end && *p == ' ' && at - part > 3)) {
            part = at;
        }
    }
    head = nf_str_trim(head);
    while (head.len && strchr(",;/", head.p[head.len - 1])) {
        head.len--;
    }
    return nf_str_trim(head);
}

/* Is the letter of a script with capitals (Latin, Greek, Cyrillic, Armenian)?
 */
static int is_cased(unsigned cp)
{
    return cp < 0x590 || (cp >= 0x1E00 && cp < 0x2000);
}

static letters_t count(nf_str_t s)
{
    const char *p = s.p, *end = s.p + s.len;
    letters_t n = {0};
    unsigned size = 0, small = 0;

    while (p < end) {
        unsigned cp = nf_utf8_next(&p, end);

        n.chars++;
        if (nf_is_letter(cp)) {
            int upper = nf_is_upper(cp);
            int cased = is_cased(cp);

            n.words += size == 0;
            small = size == 0 ? cased && !upper : small;
            size++;
            n.upper += upper != 0;
            n.lower += cased && !upper;
            n.plain += !cased;
            n.small_words += small && size == 4;
            continue;
        }
        size = 0;
        n.digits += nf_digit_value(cp) >= 0;
        n.foreign +=
            !(cp == ' ' || cp == '.' || cp == ',' || cp == '-' || cp == '/'
              || cp == '\'' || cp == 0x2019 || cp == 0x60C || cp == 0x200C
              || cp == 0x200D || cp == 0xB7 || cp == 0x30FB || cp == 0xC7);
    }
    return n;
}

/* The first part of a place ("WASHINGTON" of "WASHINGTON, D.C."). */
static nf_str_t first_part(nf_str_t place)
{
    const char *comma = memchr(place.p, ',', place.len);

    if (comma) {
        place.len = (size_t)(comma - place.p);
    }
    return place;
}

/* Words that stand in front of text in capitals and are no places. */
static int is_no_place(nf_str_t place)
{
    static const char *const words[] = {
        "a",          "achtung",    "ad",         "advertisement",
        "analyse",    "analysis",   "anmerkung",  "answer",
        "antwort",    "anzeige",    "aviso",      "bild",
        "by",         "comment",    "cons",       "correction",
        "credit",     "disclaimer", "disclosure", "editors note",
        "editorial",  "essay",      "exclusive",  "explainer",
        "fact",       "fact check", "faq",        "faqs",
        "file photo", "foto",       "frage",      "hinweis",
        "image",      "info",       "interview",  "key points",
        "kommentar",  "listen",     "location",   "myth",
        "nota",       "note",       "opinion",    "photo",
        "photos",     "podcast",    "pros",       "ps",
        "pregunta",   "question",   "quiz",       "read",
        "recipe",     "report",     "respuesta",  "review",
        "source",     "sources",    "spoiler",    "spoiler alert",
        "story",      "summary",    "timeline",   "tip",
        "tips",       "tldr",       "tl dr",      "toss",
        "transcript", "verdict",    "video",      "warning",
        "watch",      "what",       "where",      "when",
        "who",        "why",        "yes",        "no"};
    char key[128];
    size_t i;

    if (nf_phrase_lookup(place)) {
        return 1;
    }
    nf_phrase_key(place, key, sizeof(key));
    for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(key, words[i]) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Does a sentence begin here? */
static int begins_sentence(nf_str_t rest)
{
    const char *p = rest.p, *end = rest.p + rest.len;

    while (p < end) {
        unsigned cp = nf_utf8_next(&p, end);

        if (nf_digit_value(cp) >= 0) {
            return 1;
        }
        if (nf_is_letter(cp)) {
            return nf_is_upper(cp) || !is_cased(cp);
        }
    }
    return 0;
}

static int is_place(nf_str_t place, separator_e sep, int agency)
{
    letters_t all = count(place), first = count(first_part(place));

    if (all.chars > MAX_PLACE || all.digits || all.foreign || all.words > 6
        || all.small_words || is_no_place(place)) {
        return 0;
    }
    if (first.plain) {
        return (agency || sep != SEP_COLON) && all.upper + all.lower == 0
               && all.plain >= 2 && all.plain <= 24
               && all.words <= (agency ? 4u : 3u);
    }
    if (first.upper >= 3 && first.lower <= first.upper / 4) {
        return sep != SEP_COLON || first.upper >= 4;
    }
    return (agency || sep == SEP_STOP_DASH) && first.upper >= 1
           && first.words <= 4 && first.upper >= (first.words + 1) / 2;
}

/* "【London＝Agency】": the place of a Japanese agency's head. */
static const char *bracketed(nf_str_t text, apr_pool_t *pool)
{
    static const char *const ends[] = {
        "\xEF\xBC\x9D",
        "=",
        "\xE5\x85\xB1\xE5\x90\x8C" /* Kyodo */,
        "\xE6\x99\x82\xE4\xBA\x8B" /* Jiji */,
        "AFP",
        "\xEF\xBC\xA1\xEF\xBC\xA6\xEF\xBC\xB0" /* full width AFP */};
    size_t i, n;
    nf_str_t in;

    if (text.len < 12 || memcmp(text.p, "\xE3\x80\x90", 3) != 0) {
        return NULL;
    }
    for (n = 3; n + 3 <= text.len && n < 64
                && memcmp(text.p + n, "\xE3\x80\x91", 3) != 0;
         n++) {
        continue;
    }
    if (n + 3 > text.len || n >= 64) {
        return NULL;
    }
    in = (nf_str_t){text.p + 3, n - 3};
    for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        size_t len = strlen(ends[i]), k;

        for (k = 3; k + len <= in.len; k++) {
            if (memcmp(in.p + k, ends[i], len) == 0) {
                return nf_str_dup(pool, (nf_str_t){in.p, k});
            }
        }
    }
    return NULL;
}

const char *nf_dateline_of(nf_str_t paragraph, apr_pool_t *pool)
{
    nf_str_t text = nf_str_trim(paragraph), head, rest;
    const char *place = bracketed(text, pool);
    separator_e sep;
    int agency;

    if (place) {
        return place;
    }
    sep = cut_head(text, &head, &rest);
    if (sep == SEP_NONE || rest.len < MIN_REST || !begins_sentence(rest)) {
        return NULL;
    }
    agency = take_agency(&head);
    head = cut_date(head);
    if (head.len == 0 || !is_place(head, sep, agency)) {
        return NULL;
    }
    return nf_str_dup(pool, head);
}
