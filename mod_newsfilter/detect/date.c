/*
 * date.c -- the dates that readers see (date.h).
 *
 * Two passes: elements made for dates (time, abbr, date classes), and short
 * blocks around the headline and after the body. Where a date stands decides
 * how much it is worth; a date inside the text is a mention.
 */
#include <string.h>
#include <apr_strings.h>
#include "../page/limits.h"
#include "../page/word.h"
#include "byline.h"
#include "date.h"
#include "date_tokens.h"
#include "place.h"

#define MAX_ELEMENTS 300 /* date elements looked at */
#define MAX_LINE 260     /* bytes of a line that shows a date */
#define LIST_SCORE 64    /* of elements that may be a list's */
#define MAX_FOOT 600     /* bytes of a line about the article */
#define MIN_DIGITS 3     /* "May 1 '22" */
#define MAX_LABEL 120    /* bytes beside a date with a label in them */
#define MAX_FAR 200      /* lines far from it that are looked at */
#define MAX_REST 60      /* bytes beside the date in a date line */

typedef struct in_t {
    const nf_page_t *page;
    nf_evidence_t *ev;
    const char *lang;
    nf_places_t places;
    nf_id_t published_in; /* holds the last element that says "published" */
} in_t;

/* Scores by kind of place: elements made for dates, labelled lines, lines. */
static const struct {
    int element, labelled, line;
} worth[] = {[NF_PLACE_FAR] = {42, 46, 0},   [NF_PLACE_ABOVE] = {70, 74, 58},
             [NF_PLACE_NEAR] = {82, 84, 76}, [NF_PLACE_TOP] = {76, 80, 70},
             [NF_PLACE_BODY] = {44, 50, 0},  [NF_PLACE_TAIL] = {60, 68, 44}};

/* The last label in a text: NF_DW_PUBLISHED, NF_DW_MODIFIED, or 0. */
static int last_label(nf_str_t text, const char *lang)
{
    nf_date_token_t t[NF_DATE_TOKENS + 1];
    int n = nf_date_tokens(text, lang, t), i, label = 0;

    for (i = 0; i < n; i++) {
        if (t[i].kind == NF_DT_WORD && t[i].word >= NF_DW_PUBLISHED) {
            label = t[i].word;
        }
    }
    return label;
}

/* The label in front of a date. */
static int label_of(nf_str_t before, const char *lang)
{
    if (before.len > MAX_LABEL) {
        before.p += before.len - MAX_LABEL;
        before.len = MAX_LABEL;
    }
    return last_label(before, lang);
}

/* The label behind a date: "on 12 May by Jane published". */
static int label_after(nf_str_t rest, const char *lang)
{
    if (rest.len > MAX_LABEL) {
        rest.len = MAX_LABEL;
    }
    return last_label(rest, lang);
}

/* The label in an element's own words. "updated" beside "date" or "published"
 * is hAtom's name for the only date there is. */
static int label_of_node(const nf_page_t *page, nf_id_t node)
{
    static const char *const attrs[] = {"itemprop", "property", "class"};
    int i;

    for (i = 0; i < 3; i++) {
        nf_str_t v = nf_attr_raw(page->tree, node, attrs[i]);

        if (v.p == NULL) {
            continue;
        }
        if (nf_str_ifind(v, "publi") || nf_str_ifind(v, "issued")
            || nf_str_ifind(v, "created")) {
            return NF_DW_PUBLISHED;
        }
        if (nf_str_ifind(v, "modified")
            || (nf_str_ifind(v, "update") && !nf_str_ieq(v, "updated")
                && !nf_attr_has_token(page->tree, node, "class", "date")
                && !nf_attr_has_token(page->tree, node, "class",
                                      "entry-date"))) {
            return NF_DW_MODIFIED;
        }
    }
    return 0;
}

static void add(in_t *in, const char *date, int label, int score,
                const char *source, const char *reason, nf_id_t node)
{
    nf_candidate_t *c;

    if (date == NULL || score <= 0) {
        return;
    }
    c = nf_evidence_add(in->ev,
                        label == NF_DW_MODIFIED ? NF_FACT_DATE_MODIFIED
                                                : NF_FACT_DATE_PUBLISHED,
                        date, score, source, reason);
    if (c) {
        c->node = node;
        c->visible = 1;
    }
}

const char *nf_date_of_node(const nf_page_t *page, nf_id_t node,
                            const char *lang)
{
    static const char *const attrs[] = {"datetime",  "content",
                                        "title",     "data-datetime",
                                        "data-date", "data-timestamp"};
    const char *date = NULL;
    size_t i;

    for (i = 0; date == NULL && i < 6; i++) {
        nf_str_t v = nf_attr_raw(page->tree, node, attrs[i]);

        date = v.p ? nf_date_parse(v, lang, page->pool) : NULL;
    }
    return date;
}

static int is_date_element(const nf_mark_t *m)
{
    if (!(m->hints & NF_HINT(DATE)) && m->tag != NF_TAG_TIME
        && m->tag != NF_TAG_ABBR) {
        return 0; /* as most */
    }
    return m->tag != NF_TAG_META && m->tag != NF_TAG_BODY
           && m->tag != NF_TAG_HTML;
}

/* The words right before an element, in its block or its parent. */
static int label_before(const in_t *in, nf_id_t node, uint32_t k)
{
    const nf_page_t *page = in->page;
    const nf_block_t *b = k < page->blocks->n ? &page->blocks->v[k] : NULL;
    size_t at, len;

    if (b && b->first <= page->tree->nodes[node].end && b->last >= node
        && b->text.len <= MAX_LINE
        && nf_date_find(b->text, in->lang, &at, &len, page->pool)) {
        return label_of((nf_str_t){b->text.p, at}, in->lang);
    }
    return 0;
}

/* Does the node stand in a header that the headline is not in? */
static int is_in_masthead(const in_t *in, nf_id_t i)
{
    const nf_tree_t *t = in->page->tree;
    nf_id_t header = nf_tree_up(t, i, NF_TAG_HEADER), head;

    if (header == NF_NONE || !in->places.has_head) {
        return 0;
    }
    head = in->page->blocks->v[in->places.head].first;
    return !nf_tree_contains(t, header, head)
           && nf_tree_up(t, header, NF_TAG_ARTICLE) == NF_NONE;
}

/* What an element says of its date. hAtom's "updated" says "modified" only
 * beside a "published". */
static int label_of_element(in_t *in, nf_id_t i)
{
    const nf_tree_t *t = in->page->tree;
    int label = label_of_node(in->page, i);

    if (label == NF_DW_PUBLISHED) {
        in->published_in = t->nodes[i].parent;
    }
    else if (label == 0 && in->published_in == t->nodes[i].parent
             && nf_str_ieq(nf_attr_raw(t, i, "class"), "updated")) {
        label = NF_DW_MODIFIED;
    }
    return label;
}

static void read_element(in_t *in, nf_id_t i)
{
    const nf_page_t *page = in->page;
    const nf_node_t *n = &page->tree->nodes[i];
    const char *date = nf_date_of_node(in->page, i, in->lang);
    uint32_t k = nf_blocks_from(page->blocks, i);
    nf_place_e place = nf_place_of(&in->places, k);
    int label = label_of_element(in, i), score;

    if ((page->blocks->path[i] & NF_HINTS_ELSEWHERE)
        && (place != NF_PLACE_NEAR
            || (page->blocks->path[i] & NF_HINT(COMMENT)))) {
        return;
    }
    if (date == NULL) {
        char *text = nf_tree_text_dup(page->tree, i, MAX_LINE, page->pool);

        if (strlen(text) < MAX_LINE - 4) {
            size_t at, len;

            date = nf_date_find(nf_str(text), in->lang, &at, &len, page->pool);
            if (date && label == 0) {
                label = label_of((nf_str_t){text, at}, in->lang);
            }
        }
    }
    if (date == NULL) {
        return;
    }
    if (label == 0) {
        label = label_before(in, i, k);
    }
    score = worth[place].element;
    if (label == NF_DW_PUBLISHED) {
        score += 3;
    }
    if (n->tag == NF_TAG_TIME && nf_attr_raw(page->tree, i, "pubdate").p) {
        score += 4;
    }
    if (place == NF_PLACE_ABOVE && label == 0 && is_in_masthead(in, i)) {
        score -= 36; /* today's date */
    }
    if (place == NF_PLACE_FAR
        && (page->blocks->path[i]
            & (NF_HINT(TEASER) | NF_HINT(ASIDE) | NF_HINT(NAV)
               | NF_HINT(FOOTER)))) {
        score -= 30;
    }
    add(in, date, label, score, n->tag == NF_TAG_TIME ? "time" : "class",
        place == NF_PLACE_NEAR ? "date element at the headline"
                               : "date element",
        i);
}

/* Elements with three days or more below the text or far away are a list's:
 * each tells of another page. */
static void doubt_lists(in_t *in, int from)
{
    const char *days[3];
    int n = 0, i, k;

    for (i = from; i < in->ev->v->nelts && n < 3; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(in->ev->v, i, nf_candidate_t);

        if (c->fact != NF_FACT_DATE_PUBLISHED || c->score > LIST_SCORE) {
            continue;
        }
        for (k = 0; k < n && strncmp(days[k], c->value, 10) != 0; k++) {
        }
        if (k == n) {
            days[n++] = c->value;
        }
    }
    for (i = from; n == 3 && i < in->ev->v->nelts; i++) {
        nf_candidate_t *c = &APR_ARRAY_IDX(in->ev->v, i, nf_candidate_t);

        if (c->score <= LIST_SCORE) {
            c->score -= 14;
        }
    }
}

static int may_have_digits(uint64_t w)
{
    return nf_word_has_high(w) || nf_word_has_below(w ^ NF_WORD('0'), 10);
}

/* Enough digits for a date? Lead bytes of scripts with digits of their own
 * count as many. */
static int has_digits(nf_str_t s)
{
    static const unsigned char digits[256] = {
        ['0'] = 1,           ['1'] = 1,           ['2'] = 1,
        ['3'] = 1,           ['4'] = 1,           ['5'] = 1,
        ['6'] = 1,           ['7'] = 1,           ['8'] = 1,
        ['9'] = 1,           [0xD9] = MIN_DIGITS, [0xDB] = MIN_DIGITS,
        [0xE0] = MIN_DIGITS, [0xE1] = MIN_DIGITS, [0xEF] = MIN_DIGITS};
    size_t i = 0, n = 0;

    while (i < s.len) {
        size_t stop = s.len - i < 8 ? s.len : i + 8;

        if (stop == i + 8 && !may_have_digits(nf_word_at(s.p + i))) {
            i = stop; /* as most of the text */
        }
        for (; i < stop; i++) {
            n += digits[(unsigned char)s.p[i]];
        }
    }
    return n >= MIN_DIGITS;
}

/* The label of a date that stands alone in its block: the block before it,
 * if that is a label and no more ("Date:"). */
static int label_of_neighbour(const in_t *in, uint32_t k)
{
    const nf_block_t *b = &in->page->blocks->v[k];

    return k > 0 && b[-1].text.len <= 40 ? label_of(b[-1].text, in->lang) : 0;
}

/* "29.11.2022 - Text of the story": a date in front of the text. */
static int leads_text(const nf_block_t *b, size_t at, size_t len)
{
    const char *p = b->text.p + at + len, *end = b->text.p + b->text.len;

    if (p + 3 >= end) {
        return 0;
    }
    if (at == 1 && *p == ')') { /* "(29.11.2022) Text" */
        return b->text.p[0] == '(';
    }
    if (*p == '.' || *p == ':' || *p == ',') {
        p++;
    }
    p += *p == ' ';
    return strncmp(p, "- ", 2) == 0 || strncmp(p, "| ", 2) == 0
           || strncmp(p, "\xE2\x80\x93", 3) == 0
           || strncmp(p, "\xE2\x80\x94", 3) == 0;
}

static int line_score(const in_t *in, uint32_t k, nf_place_e place, int label,
                      size_t at, size_t len)
{
    const nf_block_t *b = &in->page->blocks->v[k];
    int score = label ? worth[place].labelled : worth[place].line;
    size_t rest = b->text.len - len;

    if ((at < 2 || (label && at < 40)) && leads_text(b, at, len)) {
        return place == NF_PLACE_NEAR || place == NF_PLACE_TOP ? 66
               : place == NF_PLACE_ABOVE                       ? 58
                                                               : 0;
    }
    if (place == NF_PLACE_TOP && rest > MAX_REST) {
        return label && at < 40 && rest < 100 ? 60 : 0;
    }
    if (!label && rest > 100) {
        return 0; /* a sentence with a date in it */
    }
    if (!label && rest > MAX_REST && at > 0) {
        score -= 16;
    }
    if (!label && place == NF_PLACE_ABOVE && b->in_header) {
        score -= 25; /* today's date above the page */
    }
    if (!label && at > 0 && b->links && b->link_chars * 2 > b->chars) {
        score -= 20; /* a teaser's */
    }
    return score >= 36 ? score : 0;
}

static void read_block(in_t *in, uint32_t k, nf_place_e place)
{
    const nf_block_t *b = &in->page->blocks->v[k];
    const char *date, *next;
    size_t at, len, at2, len2;
    size_t max =
        place == NF_PLACE_TAIL || place == NF_PLACE_NEAR ? MAX_FOOT : MAX_LINE;
    int label, score;
    nf_str_t rest, text = b->text;

    if ((text.len > max && place != NF_PLACE_TOP && place != NF_PLACE_NEAR)
        || b->ticker || b->related || (b->hints & NF_HINT(COMMENT))) {
        return;
    }
    text.len = text.len > max ? 60 : text.len;
    if (!has_digits(text)) {
        return;
    }
    date = nf_date_find(text, in->lang, &at, &len, in->page->pool);
    if (date == NULL) {
        return;
    }
    rest = (nf_str_t){text.p + at + len, text.len - at - len};
    label = label_of((nf_str_t){text.p, at}, in->lang);
    next = has_digits(rest)
               ? nf_date_find(rest, in->lang, &at2, &len2, in->page->pool)
               : NULL;
    if (label == 0 && next == NULL && text.len == b->text.len) {
        label = label_after(rest, in->lang);
    }
    if (label == 0 && at > 0
        && nf_byline_find((nf_str_t){text.p, at}, in->lang, &at2)) {
        label = NF_DW_PUBLISHED; /* "By Jane Doe on 12 May 2022" */
    }
    if (label == 0 && at < 3) {
        label = label_of_neighbour(in, k);
    }
    score = line_score(in, k, place, label, at, len);
    if (in->places.has_head && k == in->places.head
        && !(at < 2 && leads_text(b, at, len))) {
        return; /* a date in the headline is its story's */
    }
    add(in, date, label, score, "text",
        label ? "labelled line" : "line at the headline", b->first);
    if (next) {
        label = label_of((nf_str_t){rest.p, at2}, in->lang);
        if (label) {
            add(in, next, label, score, "text", "labelled line", b->first);
        }
    }
}

/* "/2022/05/12/" or "/2022-05-12-" in the address. */
static void read_url(in_t *in)
{
    const char *p = in->page->url;
    const char *date = NULL;

    if (p == NULL) {
        const nf_candidate_t *c = nf_evidence_best(in->ev, NF_FACT_CANONICAL);

        p = c ? c->value : NULL;
    }
    for (; p && *p && date == NULL; p++) {
        if (*p == '/' && p[1] >= '1' && p[1] <= '2') {
            size_t n = strspn(p + 1, "0123456789/-_.");
            nf_str_t s = {p + 1, n};

            while (s.len && strchr("/-_.", s.p[s.len - 1])) {
                s.len--;
            }
            if (s.len >= 8 && s.len <= 10) {
                date = nf_date_parse(s, NULL, in->page->pool);
            }
        }
    }
    if (date) {
        nf_evidence_add(in->ev, NF_FACT_DATE_PUBLISHED, date, 44, "url",
                        "in the address");
    }
}

static void read_blocks(in_t *in)
{
    const nf_blocks_t *blocks = in->page->blocks;
    int far = 0;
    uint32_t k;

    for (k = 0; k < blocks->n && (in->places.has_head || in->places.has_body);
         k++) {
        nf_place_e place = nf_place_of(&in->places, k);

        if (place != NF_PLACE_FAR && place != NF_PLACE_BODY) {
            read_block(in, k, place);
        }
        else if (blocks->v[k].chars < 160 && far < MAX_FAR
                 && has_digits(blocks->v[k].text)) {
            far++;
            read_block(in, k, place);
        }
    }
}

void nf_date_detect(const nf_page_t *page, nf_id_t headline_node,
                    const nf_body_t *body, nf_evidence_t *ev)
{
    in_t in = {.page = page, .ev = ev};
    const nf_blocks_t *b = page->blocks;
    int elements = 0, from = ev->v->nelts;
    uint32_t k;

    in.lang = nf_evidence_language(ev);
    nf_places_init(&in.places, page, headline_node, body);
    for (k = 0; k < b->nmarks && elements < MAX_ELEMENTS; k++) {
        if (is_date_element(&b->marks[k])) {
            elements++;
            read_element(&in, b->marks[k].node);
        }
    }
    doubt_lists(&in, from);
    read_blocks(&in);
    read_url(&in);
}
