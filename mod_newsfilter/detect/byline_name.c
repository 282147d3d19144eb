/*
 * byline_name.c -- raw author strings to clean names (byline.h).
 *
 * The string is cut into parts at commas, slashes, bars, parentheses and the
 * language's "and"; each part is a run of words that is trimmed at both ends
 * and kept if it can be a name.
 */
#include <string.h>
#include "../page/entities.h"
#include "../page/limits.h"
#include "byline.h"
#include "byline_split.h"
#include "clean.h"
#include "date.h"
#include "fold.h"
#include "place.h"

#define MAX_RAW 320 /* bytes of a string that are looked at */
#define MAX_NAME_WORDS 6

typedef struct out_t {
    nf_evidence_t *ev;
    const char *url, *source, *reason;
    int score, added;
    int persons; /* of those added */
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

/* "and" starts a new part if names can stand at both sides: "Ortega y
 * Gasset" is one name, "Ann Lee y Bo Li" two. */
static void split_at_and(nf_name_words_t *w)
{
    int i;

    for (i = 1; i + 1 < w->n; i++) {
        nf_name_word_t *next = &w->v[i + 1];
        int small = w->v[i].s.len == 1;
        int long_side = i + 2 < w->n && w->v[i + 2].sep == ' ';

        if (w->v[i].kind == NF_BW_AND && !w->v[i].upper && w->v[i].sep == ' '
            && next->sep == ' ' && next->upper
            && (!small || (long_side && i >= 2))) {
            next->sep = '&';
            w->v[i].s.len = 0;
        }
    }
}

/* A word of an East Asian script: jobs stand behind the name there. */
static int starts_wide(nf_str_t s)
{
    const char *p = s.p;
    unsigned cp = s.len ? nf_utf8_next(&p, p + s.len) : 0;

    return nf_is_cjk(cp) || (cp >= 0xAC00 && cp <= 0xD7A3);
}

/* Two Chinese names with a space between them; inside of one there is none. */
static void split_chinese(nf_name_words_t *w)
{
    int i;

    for (i = 1; w->lang && strncmp(w->lang, "zh", 2) == 0 && i < w->n; i++) {
        nf_name_word_t *a = &w->v[i - 1], *b = &w->v[i];

        if (b->sep == ' ' && a->kind == NF_BW_NONE && b->kind == NF_BW_NONE
            && !a->colon && starts_wide(a->s) && starts_wide(b->s)
            && a->s.len >= 6 && b->s.len >= 6) {
            b->sep = '&';
        }
    }
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
        else if (is_quote(cp)
                 || (cp != '.' && cp != ')' && !nf_is_letter(cp)
                     && nf_digit_value(cp) < 0)) {
            s.len = (size_t)(p - s.p);
        }
        else {
            break;
        }
    }
    return nf_str_trim(s);
}

static void add_name(out_t *out, const nf_name_words_t *w, int from, int to,
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
        name.len /= 2; /* a hidden copy right behind it */
    }
    if (name.len < 2 || name.len > 100) {
        return;
    }
    c = nf_evidence_add(out->ev, NF_FACT_AUTHOR,
                        nf_str_dup(out->ev->pool, name), out->score,
                        out->source, out->reason);
    if (c) {
        c->organization = organization != 0;
        out->persons += !organization;
        c->node = out->node;
        if (out->added++ == 0) {
            c->extra = out->url;
        }
    }
}

static int count_kind(const nf_name_words_t *w, int from, int to, int kind)
{
    int i, n = 0;

    for (i = from; i < to; i++) {
        n += w->v[i].kind == kind;
    }
    return n;
}

static int is_small(const nf_name_word_t *word, int kind)
{
    return word->kind == kind && !word->upper;
}

/* Words that start a part but not a name: "By", "Text:", "Reporter". */
static int after_lead(const nf_name_words_t *w, int from, int to)
{
    int i = from, colon = -1, k;

    for (k = from; k < to && k < from + 5 && colon < 0; k++) {
        if (w->v[k].colon) {
            colon = k;
        }
    }
    for (; i < to; i++) {
        const nf_name_word_t *word = &w->v[i];

        if (word->s.len != 0 && word->kind != NF_BW_LEAD
            && word->kind != NF_BW_BY && word->kind != NF_BW_NOISE && i > colon
            && !is_small(word, NF_BW_AND) /* "Ann Lee, and Bo Li" */
            && !(i > from && w->v[i - 1].kind == NF_BW_LEAD
                 && is_small(word, NF_BW_PARTICLE)) /* "Texto de Ana Lua" */
            && !(word->digit && i + 1 < to
                 && w->v[i + 1].kind == NF_BW_NOISE)) {
            break;
        }
        if (word->kind == NF_BW_PICTURE) {
            return to;
        }
    }
    while (i + 1 < to && w->v[i].kind == NF_BW_JOB
           && (i + 2 < to || starts_wide(w->v[i].s))) {
        i++;
    }
    return i;
}

static int before_tail(const nf_name_words_t *w, int from, int to)
{
    int i;

    for (i = from + 1; i < to; i++) {
        if (w->v[i].kind == NF_BW_STOP || w->v[i].kind == NF_BW_NOISE
            || w->v[i].colon || (w->v[i].number && i > from + 1)
            || (w->v[i].kind == NF_BW_JOB && starts_wide(w->v[i].s))) {
            return i;
        }
        if (w->v[i].kind == NF_BW_BY && i == to - 1
            && (!w->v[i].upper || starts_wide(w->v[i].s))) {
            return i;
        }
        if (i + 1 < to && w->v[i + 1].number
            && nf_name_is_date_word(w->v[i].s, w->lang)) {
            return i; /* "Jane Doe March 18 ..." */
        }
    }
    while (to > from + 1
           && (w->v[to - 1].kind == NF_BW_JOB || w->v[to - 1].kind == NF_BW_AND
               || is_small(&w->v[to - 1], NF_BW_PARTICLE)
               || nf_name_is_address(w->v[to - 1].s))) {
        to--;
    }
    return to;
}

static int has_letter(const nf_name_words_t *w, int from, int to)
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
static int is_name(const nf_name_words_t *w, int from, int to, char sep,
                   int first)
{
    int i, upper = 0, n = to - from;

    if (n > MAX_NAME_WORDS || !has_letter(w, from, to)) {
        return 0;
    }
    for (i = from; i < to; i++) {
        if (nf_name_is_address(w->v[i].s) || w->v[i].number) {
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

/* The paper that prints it, or a newsroom: no author beside a person. */
static int is_paper(const nf_name_words_t *w, int from, int to)
{
    return count_kind(w, from, to, NF_BW_GROUP) > 0
           || nf_str_ieq(w->v[from].s, "the");
}

static void read_part(out_t *out, const nf_name_words_t *w, int from, int to,
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
    if (groups == n && !first) {
        return; /* "Jane Doe, News" */
    }
    if (agencies == n) {
        add_name(out, w, from, to, 1);
    }
    else if (is_name(w, from, to, sep, first)
             && !(out->persons && is_paper(w, from, to))) {
        int malus = groups == n ? 10 : 0; /* only if nobody is named */

        out->score -= malus;
        add_name(out, w, from, to, groups > 0 || agencies > 0);
        out->score += malus;
    }
}

void nf_byline_add(nf_evidence_t *ev, const char *raw, const char *url,
                   int score, const char *source, const char *reason,
                   nf_id_t node)
{
    const char *lang = nf_evidence_language(ev);
    nf_name_words_t w;
    out_t out = {ev, url, source, reason, score, 0, 0, node};
    int i, from = 0, employed = 0;

    if (raw == NULL || (strstr(raw, "://") && strchr(raw, ' ') == NULL)
        || nf_clean_is_hole(nf_str_trim(nf_str(raw)))) {
        return; /* an address is no name */
    }
    nf_name_split(&w, nf_str(clean_raw(raw, lang, ev->pool)), lang);
    split_at_and(&w);
    split_chinese(&w);
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
