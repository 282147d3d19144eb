/* byline_split.c -- see byline_split.h. */
#include <string.h>
#include "../page/chars.h"
#include "byline_split.h"
#include "date_words.h"
#include "fold.h"

/* The sign that ends a part, or 0. Dashes count between spaces only. */
static char separator(unsigned cp, int spaced)
{
    switch (cp) {
    case ',':
    case 0xFF0C:
    case 0x3001:
    case 0x060C:
        return ',';
    case ';':
    case '|':
    case '/':
    case '&':
    case 0x2022:
    case 0x00B7:
    case 0xFF0F:
    case 0x25CF:
    case '\n':
    case 0xFF5C:
    case 0x2219:
        return ';';
    case '(':
    case '[':
    case 0xFF08:
    case 0x3010:
    case 0x3014:
        return '(';
    case ')':
    case ']':
    case 0xFF09:
    case 0x3011:
    case 0x3015:
        return ')';
    case '-':
    case 0x2013:
    case 0x2014:
        return spaced ? '-' : 0;
    default:
        return 0;
    }
}

static int is_blank(unsigned cp)
{
    return cp <= ' ' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200F)
           || cp == 0x3000 || cp == 0xFEFF;
}

int nf_name_kind(nf_name_words_t *w, int at)
{
    char folded[NF_WORD_MAX + 8];
    nf_name_word_t *word = &w->v[at];
    const nf_word_t *known;
    size_t n, i, k = 0;

    if (word->known) {
        return word->kind;
    }
    n = nf_fold(word->s, folded, sizeof(folded));
    for (i = 0; i < n; i++) {
        if (folded[i] != '.') {
            folded[k++] = folded[i];
        }
    }
    known = k ? nf_words_find(&nf_byline_words, folded, k, w->lang) : NULL;
    word->kind = known ? known->kind : NF_BW_NONE;
    word->known = 1;
    return word->kind;
}

static void push_word(nf_name_words_t *w, nf_str_t s, char sep)
{
    const char *p = s.p;
    nf_name_word_t *word;
    unsigned digits = 0, points = 0;
    size_t i;

    if (s.len == 0 || w->n == NF_NAME_WORDS) {
        return;
    }
    word = &w->v[w->n++];
    memset(word, 0, sizeof(*word));
    if (s.p[s.len - 1] == ':') {
        word->colon = 1;
        s.len--;
    }
    if (w->n == 1 && s.len > 4 && s.p[1] == 'y' /* "ByJane" */
        && (s.p[0] == 'B' || s.p[0] == 'b')
        && nf_is_upper((unsigned char)s.p[2])
        && !nf_is_upper((unsigned char)s.p[3])) {
        s.p += 2;
        s.len -= 2;
    }
    word->s = s;
    word->sep = sep;
    if (s.len) {
        unsigned cp = nf_utf8_next(&p, s.p + s.len);

        word->upper = nf_is_upper(cp)
                      || (cp >= 0x5BE && nf_is_letter(cp)
                          && !(cp >= 0x1E00 && cp < 0x2000));
    }
    for (i = 0; i < s.len; i++) {
        digits += s.p[i] >= '0' && s.p[i] <= '9';
        points += s.p[i] == '.';
    }
    word->digit = digits > 0;
    word->number = digits + points == s.len;
}

/* What stands right at a name where no spaces are written. */
static const char *const jobs[] = {"기자", "특파원", "記者", "记者", NULL};
static const char *const reports[] = {"報導", "报道", "報道", NULL};
static const char *const leads[] = {"記者", "记者",       "文・",
                                    "文＝", "取材・文＝", NULL};

#define MIN_WIDE 6 /* bytes of a name of two characters */

/* The bytes of such a word at the start or the end of s, or 0. */
static size_t glued(nf_str_t s, const char *const *words, int at_end)
{
    for (; *words; words++) {
        size_t n = strlen(*words);

        if (s.len >= n + MIN_WIDE
            && memcmp(at_end ? s.p + s.len - n : s.p, *words, n) == 0) {
            return n;
        }
    }
    return 0;
}

/* A name with the place that is reported from: names have three characters,
 * or two where the place needs the rest. */
static size_t before_place(size_t len)
{
    return len >= 5 * 3 ? 3 * 3 : len == 4 * 3 ? 2 * 3 : len;
}

/* A word as it stands between signs. "山田太郎記者" and "記者王小明台北報導"
 * are a name and what its bearer does. */
static void push_run(nf_name_words_t *w, nf_str_t s, char sep)
{
    size_t lead, report, tail, name;

    push_word(w, s, sep);
    if (s.len == 0 || (unsigned char)s.p[0] < 0xE3 || w->n == 0
        || nf_name_kind(w, w->n - 1) != NF_BW_NONE) {
        return;
    }
    lead = glued(s, leads, 0);
    report = glued(s, reports, 1);
    tail = report ? report : glued(s, jobs, 1);
    if (lead + tail == 0 || s.len < lead + tail + MIN_WIDE) {
        return;
    }
    w->n--;
    if (lead) {
        push_word(w, (nf_str_t){s.p, lead}, sep);
        sep = ' ';
    }
    name = s.len - lead - tail;
    if (report) {
        name = lead ? before_place(name) : 0; /* else a place alone */
    }
    push_word(w, (nf_str_t){s.p + lead, name}, sep);
    push_word(w, (nf_str_t){s.p + s.len - tail, tail}, name ? ' ' : sep);
}

/* "(R.J.)" inside a name: short, and the name goes on after it. */
static const char *short_aside(const char *p, const char *end)
{
    const char *close = memchr(p, ')', (size_t)(end - p < 8 ? end - p : 8));

    return close && close + 2 < end && close[1] == ' '
                   && nf_is_letter((unsigned char)close[2])
               ? close + 1
               : NULL;
}

void nf_name_begin(nf_name_words_t *w, nf_str_t text, const char *lang)
{
    w->n = 0;
    w->lang = lang;
    w->start = w->p = text.p;
    w->end = text.p + text.len;
    w->sep = ';';
    w->blank = 1;
}

/* Cut the next run of the text. */
static void cut(nf_name_words_t *w)
{
    const char *p = w->p, *end = w->end, *start = w->start;
    int blank = w->blank;

    while (p < end) {
        const char *at = p;
        unsigned cp;
        int next_blank, wide, colon;
        char sign;
        const char *aside;

        while (p < end && NF_CHAR_IS_WORD(nf_char_byte[(unsigned char)*p])) {
            p++;
        }
        if (p > at) {
            blank = 0;
            continue;
        }
        cp = nf_utf8_next(&p, end);
        next_blank = p >= end || is_blank((unsigned char)*p);
        sign = separator(cp, blank && next_blank);
        wide = cp == 0xFF1A || cp == 0x17D6; /* Chinese, Khmer */
        colon = wide || cp == ':';
        aside = cp == '(' ? short_aside(p, end) : NULL;

        if (aside) {
            p = aside;
            continue;
        }

        blank = is_blank(cp);
        if (!blank && !sign && !colon) {
            continue;
        }
        push_run(w, (nf_str_t){start, (size_t)(at - start) + (cp == ':')},
                 w->sep);
        if (at > start) {
            w->sep = colon ? ':' : ' ';
        }
        if (wide && w->n) {
            w->v[w->n - 1].colon = 1;
        }
        if (sign
            && (w->sep == ' ' || w->sep == ':' || sign == '('
                || w->sep == '-')) {
            w->sep = sign;
        }
        w->blank = blank || sign == '(' || sign == ')';
        w->start = w->p = p;
        return;
    }
    push_run(w, (nf_str_t){start, (size_t)(end - start)}, w->sep);
    w->start = NULL;
}

int nf_name_has(nf_name_words_t *w, int i)
{
    while (w->n <= i && w->start) {
        cut(w);
    }
    return w->n > i;
}

void nf_name_split(nf_name_words_t *w, nf_str_t text, const char *lang)
{
    int i;

    nf_name_begin(w, text, lang);
    for (i = 0; nf_name_has(w, i); i++) {
        nf_name_kind(w, i);
    }
}

int nf_name_is_address(nf_str_t s)
{
    return memchr(s.p, '@', s.len) != NULL || nf_str_ifind(s, "http")
           || nf_str_ifind(s, "www.") || memchr(s.p, '\\', s.len)
           || memchr(s.p, '{', s.len) || memchr(s.p, '%', s.len)
           || memchr(s.p, '=', s.len) || memchr(s.p, '#', s.len);
}

int nf_name_is_date_word(nf_str_t s, const char *lang)
{
    char folded[NF_WORD_MAX + 8];
    size_t n = nf_fold(s, folded, sizeof(folded));

    while (n && folded[n - 1] == '.') {
        n--;
    }
    return n && nf_words_find(&nf_date_words, folded, n, lang) != NULL;
}
