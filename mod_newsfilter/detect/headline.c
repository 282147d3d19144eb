/* headline.c -- the headline that readers see (headline.h). */
#include <string.h>
#include <apr_strings.h>
#include "headline.h"
#include "similar.h"

/* Headings and titles looked at. */
#define CANDIDATES_MAX 60

/* A heading that scores less is not worth telling. */
#define SCORE_MIN 20

int nf_headline_similar(const char *a, const char *b)
{
    nf_similar_t x, y;

    if (a == NULL || b == NULL) {
        return 0;
    }
    nf_similar_init(&x, nf_str(a));
    nf_similar_init(&y, nf_str(b));
    return nf_similar(&x, &y);
}

/* ---------------------------------------------------------- site's name */

typedef struct cut_t {
    const char *at; /* the separator, with its spaces */
    size_t len;
} cut_t;

/* Separators between a title and a site's name. */
static const char *const separators[] = {" | ",
                                         " - ",
                                         " \xE2\x80\x93 ",
                                         " \xE2\x80\x94 ",
                                         " \xC2\xB7 ",
                                         " \xE2\x80\xA2 ",
                                         " \xC2\xBB ",
                                         " \xC2\xAB ",
                                         " :: ",
                                         " / ",
                                         " > ",
                                         " \xE2\x80\xBA ",
                                         " \xE2\x80\xB9 ",
                                         " ~ ",
                                         " \xE2\x97\x8F ",
                                         "\xEF\xBD\x9C",
                                         "|",
                                         NULL};

/* The length of the separator at s, or 0. */
static size_t separator_at(const char *s, size_t len)
{
    const char *const *sep;

    if ((*s != ' ' && *s != '|' && *s != '\xEF')
        || (len > 1 && nf_is_alpha((unsigned char)s[1]) && *s == ' ')) {
        return 0; /* as nearly all */
    }
    for (sep = separators; *sep; sep++) {
        size_t n = 0;

        while (n < len && (*sep)[n] && s[n] == (*sep)[n]) {
            n++;
        }
        if ((*sep)[n] == '\0') {
            return n;
        }
    }
    return 0;
}

static cut_t last_cut(const char *s, size_t len)
{
    size_t i, n;

    for (i = len; i-- > 1;) {
        n = separator_at(s + i, len - i);
        if (n) {
            return (cut_t){s + i, n};
        }
    }
    return (cut_t){NULL, 0};
}

static cut_t first_cut(const char *s, size_t len)
{
    size_t i, n;

    for (i = 1; i < len; i++) {
        n = separator_at(s + i, len - i);
        if (n) {
            return (cut_t){s + i, n};
        }
    }
    return (cut_t){NULL, 0};
}

static unsigned word_count(const char *s, size_t len)
{
    unsigned n = 1;
    size_t i;

    for (i = 0; i < len; i++) {
        n += s[i] == ' ';
    }
    return n;
}

/* Is the tail a site's name: known as such, or (unless shown to readers as
 * part of a heading) short beside the rest? */
static int is_site(const char *tail, size_t len, size_t rest,
                   unsigned rest_words, const char *site, int shown)
{
    nf_similar_t a, b;

    nf_similar_init(&a, (nf_str_t){tail, len});
    if (site) {
        nf_similar_init(&b, (nf_str_t){site, strlen(site)});
        if (nf_similar(&a, &b) >= 70) {
            return 1;
        }
    }
    return !shown && a.n > 0 && word_count(tail, len) <= 4 && rest_words >= 4
           && rest >= len * 2;
}

char *nf_headline_clean(const char *title, const char *site, int shown,
                        apr_pool_t *pool)
{
    size_t len;
    cut_t cut;
    int round;

    if (title == NULL) {
        return NULL;
    }
    len = strlen(title);
    for (round = 0; round < 3; round++) {
        size_t rest;

        cut = last_cut(title, len);
        if (cut.at == NULL) {
            break;
        }
        rest = (size_t)(cut.at - title);
        if (!is_site(cut.at + cut.len, len - rest - cut.len, rest,
                     word_count(title, rest), site, shown)) {
            break;
        }
        len = rest;
    }
    title = apr_pstrmemdup(pool, title, len);
    cut = first_cut(title, len);
    if (cut.at && site) {
        nf_similar_t a, b;

        nf_similar_init(&a, (nf_str_t){title, (size_t)(cut.at - title)});
        nf_similar_init(&b, (nf_str_t){site, strlen(site)});
        if (nf_similar(&a, &b) >= 80) {
            title = cut.at + cut.len;
        }
    }
    return nf_str_dup(pool, nf_str_trim(nf_str(title)));
}

/* ----------------------------------------------------------- candidates */

/* What the page calls its headline for machines. */
typedef struct known_t {
    nf_similar_t v[8];
    const char *said[8]; /* the same as it stands in the evidence */
    int n;
    int good;                  /* one of them is long enough for a headline */
    int match[CANDIDATES_MAX]; /* of the candidates, as far as asked for */
    int nmatch;
} known_t;

static int is_said(const known_t *known, const char *value)
{
    int i;

    for (i = 0; i < known->n && strcmp(known->said[i], value) != 0; i++) {
        continue;
    }
    return i < known->n;
}

static void collect_known(const nf_evidence_t *ev, known_t *known)
{
    const char *site = NULL;
    const nf_candidate_t *publisher = nf_evidence_best(ev, NF_FACT_PUBLISHER);
    int i, seen = 0;

    if (publisher) {
        site = publisher->value;
    }
    known->n = known->good = known->nmatch = 0;
    for (i = 0; i < ev->v->nelts && seen < 8; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);
        const char *clean;

        if (c->fact != NF_FACT_HEADLINE) {
            continue;
        }
        seen++;
        if (is_said(known, c->value)) {
            continue; /* as most titles are, two or three times */
        }
        clean = nf_headline_clean(c->value, site, 0, ev->pool);
        nf_similar_init(&known->v[known->n], nf_str(clean));
        known->good |= word_count(clean, strlen(clean)) >= 4
                       || known->v[known->n].n >= 20;
        known->said[known->n++] = c->value;
    }
}

static int best_match(const known_t *known, nf_str_t text)
{
    nf_similar_t f;
    int i, best = 0;

    nf_similar_init(&f, text);
    for (i = 0; i < known->n; i++) {
        int s = nf_similar(&known->v[i], &f);

        best = s > best ? s : best;
    }
    return best;
}

/* The same for the candidate of a number; they are asked for in order. */
static int candidate_match(known_t *known, int number, nf_str_t text)
{
    if (number == known->nmatch) {
        known->match[known->nmatch++] = best_match(known, text);
    }
    return known->match[number];
}

/* Does the text of a story follow within a few blocks? */
static int leads_prose(const nf_blocks_t *b, uint32_t i)
{
    uint32_t end = i + 4 < b->n ? i + 4 : b->n;

    for (i++; i < end; i++) {
        const nf_block_t *k = &b->v[i];

        if (k->words >= 20 && k->stops && k->link_chars * 4 < k->chars) {
            return 1;
        }
    }
    return 0;
}

/* How likely this block is the headline, 0..100. */
static int rate(const nf_blocks_t *b, uint32_t i, const known_t *known,
                int match, int first_h1)
{
    const nf_block_t *k = &b->v[i];
    int score = k->heading == 1   ? 50
                : k->heading == 2 ? 28
                : k->heading      ? 12
                                  : 5;

    score += match >= 95 ? 40 : match >= 60 ? 25 : match >= 40 ? 8 : 0;
    score += (k->own & NF_HINT(TITLE)) ? 6 : 0;
    score += first_h1 ? 6 : 0;
    score += k->in_article ? 4 : 0;
    if (!known->good && k->words >= 4 && leads_prose(b, i)) {
        score += 25;
    }
    if (match < 60) {
        score -= (k->own & NF_HINT(SUBTITLE)) ? 15 : 0;
        score -= k->link_chars * 2 > k->chars ? 15 : 0;
        score -= k->in_aside || k->in_footer || k->in_nav ? 30 : 0;
        score -= k->in_header ? 8 : 0;
        score -= (k->hints
                  & (NF_HINT(RELATED) | NF_HINT(COMMENT) | NF_HINT(POPULAR)
                     | NF_HINT(MODAL) | NF_HINT(COOKIE) | NF_HINT(NEWSLETTER)))
                     ? 30
                     : 0;
        score -= k->words < 3 ? 15 : 0;
    }
    return score < 0 ? 0 : score > 100 ? 100 : score;
}

static int is_candidate(const nf_block_t *k)
{
    return !k->ticker && !k->related && k->text.len <= NF_MAX_HEADLINE
           && k->words > 0 && (k->heading || (k->own & NF_HINT(TITLE)));
}

static void add(const nf_page_t *page, nf_evidence_t *ev, const nf_block_t *k,
                int score, const char *reason)
{
    nf_candidate_t *c = nf_evidence_add(ev, NF_FACT_HEADLINE,
                                        nf_str_dup(page->pool, k->text), score,
                                        k->heading == 1 ? "h1"
                                        : k->heading    ? "heading"
                                                        : "text",
                                        reason);

    if (c) {
        c->node = k->first;
        c->visible = 1;
    }
}

/* Does any heading say what the titles say? */
static int some_heading_matches(const nf_blocks_t *b, known_t *known)
{
    uint32_t i;
    int seen = 0;

    for (i = 0; i < b->n && seen < CANDIDATES_MAX; i++) {
        if (is_candidate(&b->v[i])) {
            if (candidate_match(known, seen++, b->v[i].text) >= 60) {
                return 1;
            }
        }
    }
    return 0;
}

/* Old pages show the headline in a bold line or a cell. Returns whether a
 * line says what a title says. */
static int detect_plain(const nf_page_t *page, const known_t *known,
                        nf_evidence_t *ev)
{
    const nf_blocks_t *b = page->blocks;
    uint32_t i;

    for (i = 0; i < b->n; i++) {
        const nf_block_t *k = &b->v[i];

        if (!k->ticker && !k->related && k->words >= 3 && k->words < 40
            && k->link_chars == 0 && best_match(known, k->text) >= 90) {
            add(page, ev, k, 55, "a line that says what the title says");
            return 1;
        }
    }
    return 0;
}

void nf_headline_detect(const nf_page_t *page, nf_evidence_t *ev)
{
    const nf_blocks_t *b = page->blocks;
    known_t known;
    uint32_t i;
    int seen = 0, h1 = 0;

    collect_known(ev, &known);
    if (known.good && !some_heading_matches(b, &known)) {
        known.good = detect_plain(page, &known, ev);
    }
    for (i = 0; i < b->n && seen < CANDIDATES_MAX; i++) {
        const nf_block_t *k = &b->v[i];
        int score;

        if (!is_candidate(k)) {
            continue;
        }
        score = rate(b, i, &known, candidate_match(&known, seen++, k->text),
                     k->heading == 1 && h1 == 0);
        h1 += k->heading == 1;
        if (score >= SCORE_MIN) {
            add(page, ev, k, score, "shown as a heading");
        }
    }
}
