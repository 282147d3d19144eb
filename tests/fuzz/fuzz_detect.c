/*
 * fuzz_detect.c -- libFuzzer entry: a whole page, as the filter reads it.
 *
 *   make CC=clang VARIANT=fuzz fuzzers
 *   build/fuzz/fuzz/fuzz_detect -max_total_time=60 -max_len=20000 \
 *       -dict=tests/fuzz/html.dict
 *
 * Any bytes go through nf_enrich() and every renderer. Any broken promise of
 * enrich.h, facts.h or limits.h ends in abort().
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <apr_general.h>
#include <jansson.h>
#include "page/limits.h"
#include "detect/related.h"
#include "render/enrich.h"

#define ADDRESS "https://news.example/2026/11/a-story.html"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static apr_pool_t *root;

static void need(int promise)
{
    if (!promise) {
        abort();
    }
}

/* NULL, or clean: not empty, valid UTF-8, no white space at the ends. */
static void check_text(const char *s)
{
    nf_str_t text = nf_str(s);

    if (s) {
        need(text.len > 0 && nf_utf8_valid(text));
        need(nf_str_trim(text).len == text.len);
    }
}

static void check_links(const apr_array_header_t *links, int most)
{
    int i;

    need(links->nelts <= most);
    for (i = 0; i < links->nelts; i++) {
        const nf_link_t *link = &APR_ARRAY_IDX(links, i, nf_link_t);

        need(link->headline != NULL);
        check_text(link->headline);
        check_text(link->url);
        check_text(link->label);
    }
}

static void check_facts(const nf_facts_t *f)
{
    int i;

    need(f->type != NULL && f->verdict != NULL);
    need(f->evidence->v->nelts <= NF_FACT_COUNT * NF_MAX_CANDIDATES);
    need(f->authors->nelts <= NF_MAX_AUTHORS);
    need(f->keywords->nelts <= NF_MAX_KEYWORDS);
    need(f->images->nelts <= NF_MAX_IMAGES);
    check_text(f->headline);
    check_text(f->alternative_headline);
    check_text(f->description);
    check_text(f->section);
    check_text(f->language);
    check_text(f->dateline);
    check_text(f->date_published);
    check_text(f->date_modified);
    check_text(f->publisher);
    check_text(f->article_body);
    for (i = 0; i < f->authors->nelts; i++) {
        check_text(APR_ARRAY_IDX(f->authors, i, nf_author_t).name);
    }
    for (i = 0; i < f->keywords->nelts; i++) {
        check_text(APR_ARRAY_IDX(f->keywords, i, const char *));
    }
    check_links(f->ticker, NF_MAX_TICKER);
    check_links(f->related, NF_MAX_RELATED);
}

static void check_json(nf_str_t out)
{
    json_t *json = json_loadb(out.p, out.len, 0, NULL);

    need(json_is_object(json));
    json_decref(json);
}

/* ASCII that ends its script element where it ends itself. */
static void check_insertion(nf_str_t s)
{
    size_t i, tags = 0;

    for (i = 0; i < s.len; i++) {
        need((unsigned char)s.p[i] < 0x80);
        tags += s.p[i] == '<';
    }
    need(tags == 2);
}

static void check_edits(nf_str_t bytes, const nf_enrich_t *e)
{
    size_t from = 0;
    int i;

    need(e->nedits > 0);
    for (i = 0; i < e->nedits; i++) {
        need(e->edits[i].at >= from && e->edits[i].at <= bytes.len);
        need(e->edits[i].drop == 0);
        check_insertion(e->edits[i].bytes);
        from = e->edits[i].at;
    }
}

static void check_glance(nf_str_t bytes, apr_pool_t *pool)
{
    static const nf_options_t options = {.url = ADDRESS};
    const char *why = nf_enrich_glance(bytes, &options, pool);

    need(why == NULL || strcmp(why, "own-article") == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const nf_options_t options = {.url = ADDRESS, .facts = 1};
    nf_str_t bytes = {(const char *)data, size};
    nf_enrich_t *e;
    apr_pool_t *pool;
    int format;

    if (root == NULL) {
        apr_initialize();
        apr_pool_create(&root, NULL);
    }
    apr_pool_create(&pool, root);
    check_glance(bytes, pool);
    e = nf_enrich(bytes, &options, pool);
    need(e->skip != NULL || e->facts != NULL);
    if (e->facts) {
        nf_related_read(e->page, e->facts);
        check_facts(e->facts);
        for (format = NF_FORMAT_JSONLD; format <= NF_FORMAT_JSON; format++) {
            nf_str_t out =
                nf_enrich_render(e, (nf_format_e)format, &options, pool);

            need(out.p == NULL || nf_utf8_valid(out));
            if (format == NF_FORMAT_JSON) {
                check_json(out);
            }
        }
    }
    if (e->skip == NULL) {
        check_edits(bytes, e);
    }
    apr_pool_destroy(pool);
    return 0;
}
