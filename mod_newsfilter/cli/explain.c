/* explain.c -- what was found, where, and why (explain.h). */
#include <string.h>
#include "../detect/related.h"
#include "explain.h"

#define VALUE_MAX 70 /* letters of a value that are shown */
#define LOSERS_MAX 6 /* losing candidates per fact */
#define ITEMS_MAX 12 /* entries of a list */

/* At most max code points, control characters as spaces: page text must not
 * steer the terminal. */
static void add_cut(nf_buf_t *out, const char *s, size_t max)
{
    const char *end = s + strlen(s);
    size_t n = 0;

    while (s < end && n++ < max) {
        unsigned cp = nf_utf8_next(&s, end);

        nf_buf_add_utf8(out,
                        cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? ' ' : cp);
    }
    if (s < end) {
        nf_buf_adds(out, "...");
    }
}

static void add_line(nf_buf_t *out, const char *name, const char *value)
{
    nf_buf_printf(out, "%-20s ", name);
    add_cut(out, value, VALUE_MAX);
    nf_buf_addc(out, '\n');
}

static void add_candidate(nf_buf_t *out, char mark, const nf_candidate_t *c)
{
    nf_buf_printf(out, "  %c %3d  %-10s ", mark, c->score,
                  c->source ? c->source : "");
    add_cut(out, c->value, VALUE_MAX);
    if (c->extra) {
        nf_buf_adds(out, " <");
        add_cut(out, c->extra, VALUE_MAX);
        nf_buf_addc(out, '>');
    }
    if (c->reason) {
        nf_buf_adds(out, "  (");
        nf_buf_adds(out, c->reason);
        nf_buf_addc(out, ')');
    }
    if (c->visible) {
        nf_buf_adds(out, "  [seen by readers]");
    }
    nf_buf_addc(out, '\n');
}

/* Is this the candidate that the fact was taken from? Cleaning may have cut
 * off its end. */
static int won(const nf_candidate_t *c, const char *fact)
{
    return fact && strncmp(c->value, fact, strlen(fact)) == 0;
}

static int is_author(const nf_facts_t *f, const char *name)
{
    int i;

    for (i = 0; i < f->authors->nelts; i++) {
        if (strcmp(APR_ARRAY_IDX(f->authors, i, nf_author_t).name, name)
            == 0) {
            return 1;
        }
    }
    return 0;
}

static int is_item(const apr_array_header_t *links, const char *headline)
{
    int i;

    for (i = 0; i < links->nelts; i++) {
        if (strcmp(APR_ARRAY_IDX(links, i, nf_link_t).headline, headline)
            == 0) {
            return 1;
        }
    }
    return 0;
}

/* The value of a fact that has one value, or NULL. */
static const char *fact_value(const nf_facts_t *f, nf_fact_e fact)
{
    switch (fact) {
    case NF_FACT_TYPE:
        return f->is_article ? f->type : NULL;
    case NF_FACT_HEADLINE:
        return f->headline;
    case NF_FACT_ALT_HEADLINE:
        return f->alternative_headline;
    case NF_FACT_DESCRIPTION:
        return f->description;
    case NF_FACT_SECTION:
        return f->section;
    case NF_FACT_LANGUAGE:
        return f->language;
    case NF_FACT_DATELINE:
        return f->dateline;
    case NF_FACT_DATE_PUBLISHED:
        return f->date_published;
    case NF_FACT_DATE_MODIFIED:
        return f->date_modified;
    case NF_FACT_PUBLISHER:
        return f->publisher;
    case NF_FACT_PUBLISHER_LOGO:
        return f->publisher_logo;
    case NF_FACT_IMAGE:
        return f->images->nelts ? APR_ARRAY_IDX(f->images, 0, nf_image_t).url
                                : NULL;
    case NF_FACT_FREE:
        return f->accessible_for_free < 0 ? NULL
               : f->accessible_for_free   ? "true"
                                          : "false";
    case NF_FACT_CANONICAL:
        return f->canonical;
    default:
        return NULL;
    }
}

static int is_winner(const nf_facts_t *f, const nf_candidate_t *c)
{
    if (c->fact == NF_FACT_AUTHOR) {
        return is_author(f, c->value);
    }
    if (c->fact == NF_FACT_TICKER) {
        return is_item(f->ticker, c->value);
    }
    return c->fact == NF_FACT_KEYWORD || won(c, fact_value(f, c->fact));
}

/* One fact: its value, then who said so and who said otherwise. */
static void add_fact(nf_buf_t *out, const nf_facts_t *f, nf_fact_e fact)
{
    const apr_array_header_t *v = f->evidence->v;
    const char *value = fact_value(f, fact);
    int i, any = 0, losers = 0;

    for (i = 0; i < v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(v, i, nf_candidate_t);
        int winner = c->fact == fact && is_winner(f, c);

        if (c->fact != fact || (!winner && losers++ >= LOSERS_MAX)) {
            continue;
        }
        if (!any++) {
            add_line(out, nf_fact_name(fact), value ? value : "");
        }
        add_candidate(out, winner ? '+' : '-', c);
    }
    if (!any && value) {
        add_line(out, nf_fact_name(fact), value);
    }
    if (losers > LOSERS_MAX) {
        nf_buf_printf(out, "    and %d more\n", losers - LOSERS_MAX);
    }
}

static void add_links(nf_buf_t *out, const char *name,
                      const apr_array_header_t *links)
{
    int i;

    nf_buf_printf(out, "%-20s %d items\n", name, links->nelts);
    for (i = 0; i < links->nelts && i < ITEMS_MAX; i++) {
        const nf_link_t *link = &APR_ARRAY_IDX(links, i, nf_link_t);

        nf_buf_adds(out, "    ");
        if (link->label) {
            nf_buf_addc(out, '[');
            add_cut(out, link->label, VALUE_MAX);
            nf_buf_adds(out, "] ");
        }
        add_cut(out, link->headline, VALUE_MAX);
        nf_buf_addc(out, '\n');
    }
}

static void add_body(nf_buf_t *out, const nf_enrich_t *e)
{
    const nf_body_t *body = &e->facts->body;
    const nf_tree_t *t = e->page->tree;
    uint32_t i;

    nf_buf_printf(out, "%-20s %u of %u blocks, %ld words, score %ld",
                  "articleBody", (unsigned)body->n,
                  (unsigned)e->page->blocks->n, e->facts->word_count,
                  body->score);
    if (body->n) {
        nf_buf_printf(out, ", in <%s>",
                      nf_tag_name((nf_tag_e)t->nodes[body->root].tag));
    }
    nf_buf_addc(out, '\n');
    for (i = 0; i < body->n && i < ITEMS_MAX; i++) {
        const nf_block_t *k = &e->page->blocks->v[body->blocks[i]];

        nf_buf_printf(out, "  %4u %-10s ", (unsigned)body->blocks[i],
                      nf_tag_name((nf_tag_e)t->nodes[k->owner].tag));
        add_cut(out, nf_str_dup(out->pool, k->text), VALUE_MAX - 10);
        nf_buf_addc(out, '\n');
    }
    if (i < body->n) {
        nf_buf_printf(out, "       and %u more\n", (unsigned)(body->n - i));
    }
}

static void add_page(nf_buf_t *out, const nf_enrich_t *e)
{
    const nf_page_t *page = e->page;
    const nf_evidence_t *ev = e->facts->evidence;
    int i;

    nf_buf_printf(out, "%-20s %lu bytes, %s (%s), %u nodes%s\n", "page",
                  (unsigned long)page->bytes.len, page->charset,
                  nf_charset_source_name(page->charset_source),
                  (unsigned)page->tree->nnodes,
                  page->tree->truncated ? ", cut off at a limit" : "");
    nf_buf_printf(out, "%-20s %s: %s\n", "verdict",
                  e->facts->is_article ? "article" : "no article",
                  e->facts->verdict ? e->facts->verdict : "");
    nf_buf_printf(out, "%-20s %s%s%s\n", "own markup",
                  ev->own_article ? "a usable article"
                  : ev->own_item  ? "an incomplete article"
                  : ev->own_any   ? "says that it is an article"
                                  : "nothing",
                  ev->broken_jsonld ? ", a broken JSON-LD block" : "",
                  ev->not_article ? ", says that it is something else" : "");
    if (e->skip) {
        nf_buf_printf(out, "%-20s nothing: %s\n", "insertion", e->skip);
    }
    else {
        for (i = 0; i < e->nedits; i++) {
            nf_buf_printf(out, "%-20s %lu bytes at offset %lu\n", "insertion",
                          (unsigned long)e->edits[i].bytes.len,
                          (unsigned long)e->edits[i].at);
        }
    }
}

nf_str_t nf_explain(const nf_enrich_t *e, apr_pool_t *pool)
{
    nf_buf_t out;
    int fact;

    nf_buf_init(&out, pool, 4096);
    add_page(&out, e);
    nf_buf_adds(&out, "\nfacts (+ taken, - not; score 0..100, source, value,"
                      " reason)\n");
    for (fact = 0; fact < NF_FACT_COUNT; fact++) {
        if (fact != NF_FACT_BODY_POINTER) {
            add_fact(&out, e->facts, (nf_fact_e)fact);
        }
    }
    nf_buf_addc(&out, '\n');
    add_body(&out, e);
    add_links(&out, "ticker", e->facts->ticker);
    nf_related_read(e->page, e->facts);
    add_links(&out, "related", e->facts->related);
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}
