/* verdict_features.c -- numbers about a page (verdict.h). */
#include <string.h>
#include "features.h"
#include "purpose.h"
#include "verdict.h"

/* --------------------------------------------------------------- evidence */

/* A line about the story, not a date somewhere on the page. */
#define SHOWN_SCORE 58

/* The best score of what readers see. */
static void keep_shown(const nf_candidate_t *c, int *best)
{
    if (c->visible && c->score > *best) {
        *best = c->score;
    }
}

static void evidence_features(const nf_facts_t *f, int *v)
{
    const nf_evidence_t *ev = f->evidence;
    int i;

    v[NF_V_own_any] = ev->own_any;
    v[NF_V_own_article] = ev->own_article;
    v[NF_V_says_other] = ev->not_article;
    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        switch (c->fact) {
        case NF_FACT_DATE_PUBLISHED:
            if (c->score > v[NF_V_published_score]) {
                v[NF_V_published_score] = c->score;
            }
            keep_shown(c, &v[NF_V_date_shown]);
            break;
        case NF_FACT_AUTHOR:
            keep_shown(c, &v[NF_V_author_shown]);
            break;
        case NF_FACT_TYPE:
            v[strcmp(c->source, "json-ld") == 0 ? NF_V_type_jsonld
                                                : NF_V_type_other] = 1;
            break;
        case NF_FACT_HEADLINE:
            keep_shown(c, &v[NF_V_title_score]);
            break;
        default:
            break;
        }
    }
    v[NF_V_signs] = ev->own_article + (v[NF_V_date_shown] >= SHOWN_SCORE)
                    + (v[NF_V_author_shown] >= SHOWN_SCORE);
}

static unsigned spaces(const char *s)
{
    unsigned n = 0;

    for (; s && *s; s++) {
        n += *s == ' ';
    }
    return n;
}

static void fact_features(const nf_facts_t *f, int *v)
{
    v[NF_V_published] = f->date_published != NULL;
    v[NF_V_modified] = f->date_modified != NULL;
    v[NF_V_authors] = nf_capped((unsigned long)f->authors->nelts, 4);
    v[NF_V_title_words] = nf_capped(spaces(f->headline) + 1, 30);
    v[NF_V_dateline] = f->dateline != NULL;
    v[NF_V_description] = f->description != NULL;
    v[NF_V_image] = f->images->nelts > 0;
    v[NF_V_section] = f->section != NULL;
    v[NF_V_words] = nf_log4((unsigned long)f->word_count);
}

/* ------------------------------------------------------------------ text */

static unsigned count_quotes(nf_str_t text, unsigned *digits)
{
    const char *p = text.p, *end = p + text.len;
    unsigned n = 0;

    while (p < end) {
        unsigned cp;

        while (p < end && (unsigned char)*p < 0x80 && *p > '9') {
            p++; /* letters */
        }
        if (p == end) {
            break;
        }
        cp = nf_utf8_next(&p, end);
        if (cp < 0x80) {
            *digits += cp - '0' < 10u;
            n += cp == '"';
            continue;
        }
        n += cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0xAB
             || cp == 0xBB || cp == 0x300C;
    }
    return n;
}

static void body_features(const nf_page_t *page, const nf_facts_t *f, int *v)
{
    const nf_blocks_t *b = page->blocks;
    unsigned long chars = 0, stops = 0, commas = 0, quotes = 0, heads = 0;
    unsigned long listed = 0;
    unsigned digits = 0;
    uint32_t i, n = f->body.n;

    for (i = 0; i < n; i++) {
        const nf_block_t *k = &b->v[f->body.blocks[i]];

        chars += k->chars;
        stops += k->stops;
        commas += k->commas;
        heads += k->heading != 0;
        listed += k->in_li ? k->chars : 0;
        quotes += count_quotes(k->text, &digits);
    }
    v[NF_V_blocks] = nf_log4(n);
    v[NF_V_headings] = nf_share(heads, n);
    v[NF_V_in_list] = nf_share(listed, chars);
    v[NF_V_mean_words] = nf_log4(n ? (unsigned long)f->word_count / n : 0);
    v[NF_V_stops] = nf_log4(chars ? stops * 10000 / chars : 0);
    v[NF_V_commas] = nf_log4(chars ? commas * 10000 / chars : 0);
    v[NF_V_quotes] = nf_log4(chars ? quotes * 10000 / chars : 0);
    v[NF_V_digits] = nf_log4(chars ? digits * 10000 / chars : 0);
    v[NF_V_score] = n ? f->body.score / (long)n / 64 : 0;
    v[NF_V_first_words] = n ? nf_log4(b->v[f->body.blocks[0]].words) : 0;
}

typedef struct bit_t {
    int feature;
    nf_hints_t bits;
} bit_t;

static const bit_t hint_bits[] = {{NF_V_has_comment, NF_HINT(COMMENT)},
                                  {NF_V_has_share, NF_HINT(SHARE)},
                                  {NF_V_has_author, NF_HINT(AUTHOR)},
                                  {NF_V_has_date, NF_HINT(DATE)},
                                  {NF_V_has_tags, NF_HINT(TAGS)},
                                  {NF_V_has_breadcrumb, NF_HINT(BREADCRUMB)},
                                  {NF_V_has_product, NF_HINT(PRODUCT)},
                                  {NF_V_has_form, NF_HINT(FORM)}};

static void page_features(const nf_page_t *page, const nf_facts_t *f, int *v)
{
    const nf_blocks_t *b = page->blocks;
    unsigned long chars = 0, linked = 0, body = 0;
    unsigned seen[sizeof(hint_bits) / sizeof(hint_bits[0])] = {0};
    uint32_t i;
    size_t h;

    for (i = 0; i < b->n; i++) {
        chars += b->v[i].chars;
        linked += b->v[i].link_chars;
        for (h = 0; h < sizeof(seen) / sizeof(seen[0]); h++) {
            seen[h] += (b->v[i].hints & hint_bits[h].bits) != 0;
        }
    }
    for (i = 0; i < f->body.n; i++) {
        body += b->v[f->body.blocks[i]].chars;
    }
    for (h = 0; h < sizeof(seen) / sizeof(seen[0]); h++) {
        v[hint_bits[h].feature] = nf_log4(seen[h]);
    }
    v[NF_V_body_share] = nf_share(body, chars);
    v[NF_V_link_share] = nf_share(linked, chars);
    v[NF_V_page_blocks] = nf_log4(b->n);
}

/* --------------------------------------------------------------- address */

static int has_year(nf_str_t path)
{
    size_t i;

    for (i = 0; i + 5 < path.len; i++) {
        if (path.p[i] == '/'
            && (memcmp(path.p + i + 1, "20", 2) == 0
                || memcmp(path.p + i + 1, "19", 2) == 0)
            && (unsigned)path.p[i + 3] - '0' < 10u
            && (unsigned)path.p[i + 4] - '0' < 10u
            && (unsigned)path.p[i + 5] - '0' - 1 >= 9u) {
            return 1;
        }
    }
    return 0;
}

static void url_features(const char *url, int *v)
{
    nf_str_t s = nf_purpose_path(url);
    size_t i;
    unsigned digits = 0, longest = 0, depth = 0, hyphens = 0;

    if (s.len == 0) {
        v[NF_V_url_depth] = -1;
        return;
    }
    for (i = 0; i < s.len; i++) {
        digits = (unsigned)s.p[i] - '0' < 10u ? digits + 1 : 0;
        longest = digits > longest ? digits : longest;
        depth += s.p[i] == '/';
        hyphens = s.p[i] == '/' && i + 1 < s.len
                      ? 0
                      : hyphens + (s.p[i] == '-' || s.p[i] == '_');
    }
    v[NF_V_url_depth] = nf_capped(depth, 8);
    v[NF_V_url_number] = nf_capped(longest, 10);
    v[NF_V_url_hyphens] = nf_capped(hyphens, 12);
    v[NF_V_url_slash] = s.len > 0 && s.p[s.len - 1] == '/';
    v[NF_V_url_query] = strchr(s.p, '?') != NULL;
    v[NF_V_url_date] = has_year(s);
}

void nf_verdict_features(const nf_page_t *page, const nf_facts_t *f, int *v)
{
    memset(v, 0, sizeof(*v) * NF_V_COUNT);
    evidence_features(f, v);
    fact_features(f, v);
    body_features(page, f, v);
    page_features(page, f, v);
    v[NF_V_story_class] = nf_purpose_of_system(page) == NF_PURPOSE_STORY;
    url_features(f->canonical ? f->canonical : page->url, v);
}
