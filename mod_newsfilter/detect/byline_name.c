/*
 * byline_name.c -- raw author strings to clean names (byline.h).
 *
 * The string is cut into parts at commas, slashes, bars, parentheses and the
 * language's "and"; each part is a run of words that is trimmed at both ends
 * and kept if it can be a name.
 */
#include <string.h>
#include <apr_strings.h>
#include "../page/entities.h"
#include "../page/limits.h"
#include "byline.h"
#include "byline_words.h"
#include "date.h"
#include "date_words.h"
#include "fold.h"
#include "place.h"

#define MAX_RAW 320             /* bytes of a string that are looked at */
#define MAX_WORDS 64
#define MAX_NAME_WORDS 6

typedef struct word_t {
    nf_str_t s;
    unsigned char kind;         /* nf_byline_word_e */
    char sep;                   /* what stands before it: ' ' or the sign
                                 * that starts a new part */
    unsigned upper : 1;         /* starts with a capital, or its script has
                                 * none */
    unsigned digit : 1;         /* has a digit in it */
    unsigned number : 1;        /* is one */
    unsigned colon : 1;         /* followed by ':' */
} word_t;

typedef struct words_t {
    word_t v[MAX_WORDS];
    int n;
    const char *lang;
} words_t;

typedef struct out_t {
    nf_evidence_t *ev;
    const char *url, *source, *reason;
    int score, added;
    nf_id_t node;
} out_t;

/* Text without tags, references and dates; a date becomes a bar. */
static char *clean_raw(const char *raw, const char *lang, apr_pool_t *pool)
{
    nf_str_t s = nf_str_trim(nf_str(raw));
    nf_buf_t b, out;
    size_t i, at, len;
    int tag = 0;

    if (s.len > MAX_RAW) {
        s.len = MAX_RAW;
        while (s.len && ((unsigned char)s.p[s.len] & 0xC0) == 0x80) {
            s.len--;
        }
    }
    nf_buf_init(&b, pool, s.len + 8);
    nf_entities_append(&b, s, 0);
    nf_buf_init(&out, pool, b.len + 8);
    if (nf_date_find((nf_str_t){b.p, b.len}, lang, &at, &len, pool)) {
        memset(b.p + at, '|', len);
    }
    for (i = 0; i < b.len; i++) {
        if (b.p[i] == '<') {
            tag = 1;
        }
        if (!tag) {
            nf_buf_addc(&out, b.p[i]);
        }
        else if (b.p[i] == '>') {
            nf_buf_addc(&out, ' ');
            tag = 0;
        }
    }
    return nf_buf_cstr(&out);
}

/* The sign that ends a part, or 0. Dashes count between spaces only. */
static char separator(unsigned cp, int spaced)
{
    switch (cp) {
    case ',': case 0xFF0C: case 0x3001: case 0x060C:
        return ',';
    case ';': case '|': case '/': case '&': case 0x2022: case 0x00B7:
    case 0xFF0F: case 0x25CF: case '\n': case 0xFF5C: case 0x2219:
        return ';';
    case '(': case '[': case 0xFF08: case 0x3010:
        return '(';
    case ')': case ']': case 0xFF09: case 0x3011:
        return ')';
    case '-': case 0x2013: case 0x2014:
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

static void push_word(words_t *w, nf_str_t s, char sep)
{
    char folded[NF_WORD_MAX + 8];
    const char *p = s.p;
    word_t *word;
    const nf_word_t *known;
    size_t n, i, k = 0;

    if (s.len == 0 || w->n == MAX_WORDS) {
        return;
    }
    word = &w->v[w->n++];
    memset(word, 0, sizeof(*word));
    if (s.p[s.len - 1] == ':') {
        word->colon = 1;
        s.len--;
    }
    if (w->n == 1 && s.len > 4 && s.p[1] == 'y'     /* "ByJane" */
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
    word->number = 1;
    for (i = 0; i < s.len; i++) {
        word->digit |= s.p[i] >= '0' && s.p[i] <= '9';
        word->number &= (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.';
    }
    n = nf_fold(s, folded, sizeof(folded));
    for (i = 0; i < n; i++) {
        if (folded[i] != '.') {
            folded[k++] = folded[i];
        }
    }
    known = k ? nf_words_find(&nf_byline_words, folded, k, w->lang) : NULL;
    word->kind = known ? known->kind : NF_BW_NONE;
}

/* "(R.J.)" inside a name: short, and the name goes on after it. */
static const char *short_aside(const char *p, const char *end)
{
    const char *close = memchr(p, ')', (size_t)(end - p < 8 ? end - p : 8));

    return close && close + 2 < end && close[1] == ' '
                   && nf_is_letter((unsigned char)close[2])
               ? close + 1 : NULL;
}

static void split_words(const char *text, words_t *w)
{
    const char *p = text, *end = text + strlen(text), *start = text;
    int blank = 1;
    char sep = ';';

    while (p < end) {
        const char *at = p;
        unsigned cp = nf_utf8_next(&p, end);
        int next_blank = p >= end || is_blank((unsigned char)*p);
        char sign = separator(cp, blank && next_blank);
        int colon = cp == 0xFF1A || cp == ':';
        const char *aside = cp == '(' ? short_aside(p, end) : NULL;

        if (aside) {
            p = aside;
            continue;
        }

        blank = is_blank(cp);
        if (!blank && !sign && !colon) {
            continue;
        }
        push_word(w, (nf_str_t){start, (size_t)(at - start)
                                           + (cp == ':')}, sep);
        if (at > start) {
            sep = colon ? ':' : ' ';
        }
        if (cp == 0xFF1A && w->n) {
            w->v[w->n - 1].colon = 1;
        }
        if (sign && (sep == ' ' || sep == ':' || sign == '(' || sep == '-')) {
            sep = sign;
        }
        start = p;
        if (sign == '(' || sign == ')') {
            blank = 1;
        }
    }
    push_word(w, (nf_str_t){start, (size_t)(end - start)}, sep);
}

/* "and" starts a new part if names can stand at both sides: "Ortega y
 * Gasset" is one name, "Ann Lee y Bo Li" two. */
static void split_at_and(words_t *w)
{
    int i;

    for (i = 1; i + 1 < w->n; i++) {
        word_t *next = &w->v[i + 1];
        int small = w->v[i].s.len == 1;
        int long_side = i + 2 < w->n && w->v[i + 2].sep == ' ';

        if (w->v[i].kind == NF_BW_AND && !w->v[i].upper
            && w->v[i].sep == ' ' && next->sep == ' ' && next->upper
            && (!small || (long_side && i >= 2))) {
            next->sep = '&';
            w->v[i].s.len = 0;
        }
    }
}

/* An address, a handle, a domain name with a path. */
static int is_address(nf_str_t s)
{
    return memchr(s.p, '@', s.len) != NULL || nf_str_ifind(s, "http")
           || nf_str_ifind(s, "www.") || memchr(s.p, '\\', s.len)
           || memchr(s.p, '{', s.len) || memchr(s.p, '%', s.len)
           || memchr(s.p, '=', s.len) || memchr(s.p, '#', s.len);
}

static int is_quote(unsigned cp)
{
    return cp == '"' || cp == '*' || cp == '_' || cp == '>' || cp == '!'
           || cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0xAB
           || cp == 0xBB || cp == 0x2019 || cp == 0x2018;
}

/* The name's bytes without quotes and a trailing full stop that belongs to
 * no abbreviation. */
static nf_str_t trim_name(nf_str_t s)
{
    while (s.len) {
        const char *p = s.p;
        unsigned cp = nf_utf8_next(&p, s.p + s.len);

        if (!is_quote(cp) && cp != '.' && cp != '-' && cp != '\'') {
            break;
        }
        s.len -= (size_t)(p - s.p);
        s.p = p;
    }
    while (s.len) {
        const char *p = s.p + s.len - 1;
        const char *q;
        unsigned cp;

        while (p > s.p && ((unsigned char)*p & 0xC0) == 0x80) {
            p--;
        }
        q = p;
        cp = nf_utf8_next(&q, s.p + s.len);
        if (cp == '.' && p - s.p > 4 && p[-1] != '.' && p[-2] != ' '
            && p[-3] != ' ') {
            s.len--;
        }
        else if (is_quote(cp) || (cp != '.' && cp != ')'
                                  && !nf_is_letter(cp)
                                  && nf_digit_value(cp) < 0)) {
            s.len = (size_t)(p - s.p);
        }
        else {
            break;
        }
    }
    return nf_str_trim(s);
}

static void add_name(out_t *out, const words_t *w, int from, int to,
                     int organization)
{
    nf_buf_t b;
    nf_str_t name;
    nf_candidate_t *c;
    int i;

    nf_buf_init(&b, out->ev->pool, 64);
    for (i = from; i < to; i++) {
        if (w->v[i].s.len == 0) {
            continue;
        }
        if (b.len) {
            nf_buf_addc(&b, ' ');
        }
        nf_buf_add(&b, w->v[i].s.p, w->v[i].s.len);
    }
    name = trim_name((nf_str_t){b.p, b.len});
    if (name.len > 10 && name.len % 2 == 0
        && memcmp(name.p, name.p + name.len / 2, name.len / 2) == 0) {
        name.len /= 2;          /* a hidden copy right behind it */
    }
    if (name.len < 2 || name.len > 100) {
        return;
    }
    c = nf_evidence_add(out->ev, NF_FACT_AUTHOR,
                        nf_str_dup(out->ev->pool, name), out->score,
                        out->source, out->reason);
    if (c) {
        c->organization = organization != 0;
        c->node = out->node;
        if (out->added++ == 0) {
            c->extra = out->url;
        }
    }
}

static int count_kind(const words_t *w, int from, int to, int kind)
{
    int i, n = 0;

    for (i = from; i < to; i++) {
        n += w->v[i].kind == kind;
    }
    return n;
}

/* Words that start a part but not a name: "By", "Text:", "Reporter". */
static int after_lead(const words_t *w, int from, int to)
{
    int i = from, colon = -1, k;

    for (k = from; k < to && k < from + 5; k++) {
        if (w->v[k].colon) {
            colon = k;
        }
    }
    for (; i < to; i++) {
        const word_t *word = &w->v[i];

        if (word->s.len != 0 && word->kind != NF_BW_LEAD
            && word->kind != NF_BW_BY && word->kind != NF_BW_NOISE
            && i > colon
            && !(word->digit && i + 1 < to
                 && w->v[i + 1].kind == NF_BW_NOISE)) {
            break;
        }
        if (word->kind == NF_BW_PICTURE) {
            return to;
        }
    }
    while (i + 2 < to && w->v[i].kind == NF_BW_JOB) {
        i++;
    }
    return i;
}

static int before_tail(const words_t *w, int from, int to)
{
    int i;

    for (i = from + 1; i < to; i++) {
        if (w->v[i].kind == NF_BW_STOP || w->v[i].kind == NF_BW_NOISE) {
            return i;
        }
        if (w->v[i].kind == NF_BW_BY && !w->v[i].upper && i == to - 1) {
            return i;
        }
    }
    while (to > from + 1 && (w->v[to - 1].kind == NF_BW_JOB
                             || w->v[to - 1].kind == NF_BW_AND
                             || is_address(w->v[to - 1].s))) {
        to--;
    }
    return to;
}

static int has_letter(const words_t *w, int from, int to)
{
    int i;

    for (i = from; i < to; i++) {
        const char *p = w->v[i].s.p, *end = p + w->v[i].s.len;

        while (p < end) {
            if (nf_is_letter(nf_utf8_next(&p, end))) {
                return 1;
            }
        }
    }
    return 0;
}

/* Could these words be a name that somebody bears? */
static int is_name(const words_t *w, int from, int to, char sep, int first)
{
    int i, upper = 0, n = to - from;

    if (n > MAX_NAME_WORDS || !has_letter(w, from, to)) {
        return 0;
    }
    for (i = from; i < to; i++) {
        if (is_address(w->v[i].s) || w->v[i].number) {
            return 0;
        }
        upper += w->v[i].upper;
    }
    if (first) {
        return n <= 2 || upper * 2 >= n;
    }
    if (sep == ',' || sep == '(' || sep == '-' || sep == ')') {
        return n >= 2 && n <= 4 && w->v[from].upper && w->v[to - 1].upper
               && !w->v[from].digit && !w->v[to - 1].digit
               && !count_kind(w, from, to, NF_BW_JOB)
               && !count_kind(w, from, to, NF_BW_GROUP);
    }
    return w->v[from].upper;
}

static void read_part(out_t *out, const words_t *w, int from, int to,
                      int first)
{
    char sep = w->v[from].sep;
    int agencies, jobs, groups, n;

    from = after_lead(w, from, to);
    if (from >= to || w->v[from].kind == NF_BW_PICTURE) {
        return;
    }
    to = before_tail(w, from, to);
    n = to - from;
    agencies = count_kind(w, from, to, NF_BW_AGENCY);
    jobs = count_kind(w, from, to, NF_BW_JOB);
    groups = count_kind(w, from, to, NF_BW_GROUP);
    if (n <= 0 || jobs == n || w->v[from].kind == NF_BW_NOBODY
        || (n == 1 && w->v[from].kind == NF_BW_STOP)
        || (n == 1 && nf_str_ifind(w->v[from].s, "admin"))) {
        return;
    }
    if (agencies == n) {
        add_name(out, w, from, to, 1);
    }
    else if (is_name(w, from, to, sep, first)) {
        add_name(out, w, from, to, groups > 0 || agencies > 0);
    }
}

void nf_byline_add(nf_evidence_t *ev, const char *raw, const char *url,
                   int score, const char *source, const char *reason,
                   nf_id_t node)
{
    words_t w;
    out_t out = {ev, url, source, reason, score, 0, node};
    char *text;
    int i, from = 0, employed = 0;

    if (raw == NULL
        || (strstr(raw, "://") && strchr(raw, ' ') == NULL)) {
        return;                 /* an address is no name */
    }
    w.lang = nf_evidence_language(ev);
    w.n = 0;
    text = clean_raw(raw, w.lang, ev->pool);
    split_words(text, &w);
    split_at_and(&w);
    for (i = 1; i <= w.n; i++) {
        if (i == w.n || (w.v[i].sep != ' ' && w.v[i].sep != ':')) {
            if (w.v[from].kind == NF_BW_PICTURE) {
                break;
            }
            if (w.v[from].sep != ',') {
                employed = 0;
            }
            if (!employed) {
                read_part(&out, &w, from, i, out.added == 0);
            }
            /* after a job come employers: "editor, The Daily, Berlin" */
            employed |= from > 0 && w.v[from].sep == ','
                        && count_kind(&w, from, i, NF_BW_JOB) > 0;
            from = i;
        }
    }
}

/* Words of a name from i on; its end. */
static int name_end(const words_t *w, int i)
{
    int n = 0;

    for (; i < w->n && n < MAX_NAME_WORDS; i++, n++) {
        const word_t *word = &w->v[i];

        if ((n > 0 && word->sep != ' ') || word->digit
            || (!word->upper && word->kind != NF_BW_PARTICLE
                && !(n > 0 && word->kind == NF_BW_BY))
            || (n > 0 && word->kind == NF_BW_STOP)) {
            break;
        }
    }
    return i;
}

static int is_date_word(nf_str_t s, const char *lang)
{
    char folded[NF_WORD_MAX + 8];
    size_t n = nf_fold(s, folded, sizeof(folded));

    while (n && folded[n - 1] == '.') {
        n--;
    }
    return n && nf_words_find(&nf_date_words, folded, n, lang) != NULL;
}

int nf_byline_find(nf_str_t text, const char *lang, size_t *at)
{
    words_t w = {.lang = lang};
    char copy[MAX_RAW + 1];
    int i, strange = 0;

    if (text.len > MAX_RAW) {
        return 0;
    }
    memcpy(copy, text.p, text.len);
    copy[text.len] = '\0';
    split_words(copy, &w);
    for (i = 0; i + 1 < w.n && i < 16; i++) {
        const word_t *word = &w.v[i];
        int end, n;

        if (strange > 1 || word->kind == NF_BW_PICTURE) {
            break;              /* a sentence or a credit with "by" in it */
        }
        if (word->kind != NF_BW_BY
            && !(word->kind == NF_BW_LEAD && word->colon)) {
            strange += word->kind == NF_BW_NONE && !word->digit
                       && !is_date_word(word->s, lang);
            continue;
        }
        end = name_end(&w, i + 1);
        n = end - i - 1;
        if (n < 1 || (n == 1 && (w.n - i > 4 || i > 0) && !word->colon)
            || n == MAX_NAME_WORDS
            || (end < w.n && w.v[end].sep == ' ' && !w.v[end].digit
                && w.v[end].kind != NF_BW_AND
                && w.v[end].kind != NF_BW_STOP
                && w.v[end].kind != NF_BW_JOB
                && w.v[end].kind != NF_BW_LEAD)) {
            continue;
        }
        *at = (size_t)(word->s.p - copy);
        return n;
    }
    return 0;
}

int nf_byline_is_label(nf_str_t text, const char *lang)
{
    words_t w = {.lang = lang};
    char copy[64];
    int i;

    if (text.len >= sizeof(copy)) {
        return 0;
    }
    memcpy(copy, text.p, text.len);
    copy[text.len] = '\0';
    split_words(copy, &w);
    for (i = 0; i < w.n; i++) {
        if (w.v[i].kind != NF_BW_BY && w.v[i].kind != NF_BW_LEAD) {
            return 0;
        }
    }
    return w.n > 0 && w.n <= 3;
}

int nf_byline_is_name(nf_str_t text, const char *lang)
{
    words_t w = {.lang = lang};
    char copy[96];
    int i;

    if (text.len >= sizeof(copy)) {
        return 0;
    }
    memcpy(copy, text.p, text.len);
    copy[text.len] = '\0';
    split_words(copy, &w);
    for (i = 0; i < w.n; i++) {
        if ((i > 0 && w.v[i].sep != ' ') || w.v[i].digit
            || (w.v[i].kind != NF_BW_NONE
                && w.v[i].kind != NF_BW_PARTICLE)
            || (!w.v[i].upper && w.v[i].kind != NF_BW_PARTICLE)
            || is_address(w.v[i].s) || memchr(w.v[i].s.p, '!', w.v[i].s.len)
            || memchr(w.v[i].s.p, '?', w.v[i].s.len)
            || is_date_word(w.v[i].s, lang)) {
            return 0;
        }
    }
    return w.n <= 4 ? w.n : 0;
}
