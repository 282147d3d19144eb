/* test_merge.c -- the evidence weighed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/merge.h"
#include "support.h"

typedef struct said_t {
    nf_fact_e fact;
    int score;
    const char *value;
    const char *source;
    const char *extra;
    int visible;
} said_t;

static nf_facts_t *facts_of(const said_t *said, size_t n)
{
    nf_evidence_t *ev = nf_evidence_create(pool);
    nf_facts_t *f = apr_pcalloc(pool, sizeof(*f));
    nf_page_t *page = page_of("<h1>x</h1>");
    size_t i;

    for (i = 0; i < n; i++) {
        nf_candidate_t *c =
            nf_evidence_add(ev, said[i].fact, said[i].value, said[i].score,
                            said[i].source, NULL);

        c->visible = said[i].visible != 0;
        c->node = said[i].visible ? (nf_id_t)said[i].visible : NF_NONE;
        c->extra = said[i].extra;
    }
    f->evidence = ev;
    nf_merge_headline(page, f);
    nf_merge_facts(page, f);
    return f;
}

#define FACTS(said) facts_of(said, COUNT(said))

static void test_headline(void **state)
{
    static const said_t said[] = {
        {NF_FACT_HEADLINE, 80, "Ferry fares will rise", "og", NULL, 0},
        {NF_FACT_HEADLINE, 60, "Ferry fares to rise in spring", "h1", NULL, 7},
        {NF_FACT_HEADLINE, 20, "Bakers end strike", "heading", NULL, 9}};
    static const said_t unseen[] = {
        {NF_FACT_PUBLISHER, 80, "Mill Post", "og", NULL, 0},
        {NF_FACT_HEADLINE, 80, "Ferry fares to rise | Mill Post", "og", NULL,
         0},
        {NF_FACT_HEADLINE, 30, "Ferry fares to rise", "heading", NULL, 9},
        {NF_FACT_HEADLINE, 30, "Bakers end strike", "heading", NULL, 4}};
    nf_facts_t *f = FACTS(said);

    /* what readers see wins, if it is any good */
    assert_string_equal(f->headline, "Ferry fares to rise in spring");
    assert_int_equal(f->headline_node, 7);
    f = FACTS(unseen);
    assert_string_equal(f->headline, "Ferry fares to rise");
    assert_int_equal(f->headline_node, 9);
    assert_null(facts_of(NULL, 0)->headline);
}

static void test_one_value(void **state)
{
    static const said_t said[] = {
        {NF_FACT_SECTION, 40, "News", "meta", NULL, 0},
        {NF_FACT_SECTION, 60, "Harbour", "json-ld", NULL, 0},
        {NF_FACT_DESCRIPTION, 40, "Why.", "meta", NULL, 0},
        {NF_FACT_LANGUAGE, 70, "km", "html", NULL, 0},
        {NF_FACT_PUBLISHER, 80, "Mill Post", "og", "https://mill.example/", 0},
        {NF_FACT_PUBLISHER_LOGO, 80, "https://mill.example/l.png", "json-ld",
         NULL, 0},
        {NF_FACT_FREE, 80, "false", "json-ld", NULL, 0},
        {NF_FACT_CANONICAL, 80, "https://mill.example/a", "link", NULL, 0},
        {NF_FACT_IMAGE, 20, "https://mill.example/s.png", "img", NULL, 0},
        {NF_FACT_IMAGE, 70, "https://mill.example/i.png", "og", "Mill", 0}};
    nf_facts_t *f = FACTS(said);

    assert_string_equal(f->section, "Harbour");
    assert_string_equal(f->description, "Why.");
    assert_string_equal(f->language, "km");
    assert_string_equal(f->publisher, "Mill Post");
    assert_string_equal(f->publisher_url, "https://mill.example/");
    assert_string_equal(f->publisher_logo, "https://mill.example/l.png");
    assert_int_equal(f->accessible_for_free, 0);
    assert_string_equal(f->canonical, "https://mill.example/a");
    assert_string_equal(APR_ARRAY_IDX(f->images, 0, nf_image_t).url,
                        "https://mill.example/i.png");
    assert_string_equal(APR_ARRAY_IDX(f->images, 0, nf_image_t).caption,
                        "Mill");
}

/* What the page does not show is left out. */
static void test_nothing(void **state)
{
    nf_facts_t *f = facts_of(NULL, 0);

    assert_null(f->section);
    assert_null(f->publisher);
    assert_null(f->date_published);
    assert_int_equal(f->accessible_for_free, -1);
    assert_int_equal(f->authors->nelts, 0);
    assert_int_equal(f->keywords->nelts, 0);
    assert_int_equal(f->images->nelts, 0);
    assert_null(f->article_body);
    assert_int_equal(f->word_count, 0);
}

static void test_keywords(void **state)
{
    said_t said[NF_MAX_KEYWORDS + 5];
    nf_facts_t *f;
    size_t i;

    for (i = 0; i < COUNT(said); i++) {
        said[i] =
            (said_t){NF_FACT_KEYWORD, 50,   apr_psprintf(pool, "k%d", (int)i),
                     "meta",          NULL, 0};
    }
    f = FACTS(said);
    assert_int_equal(f->keywords->nelts, NF_MAX_KEYWORDS);
    assert_string_equal(APR_ARRAY_IDX(f->keywords, 0, const char *), "k0");
}

#define PUB NF_FACT_DATE_PUBLISHED

static void test_dates(void **state)
{
    /* two kinds of source that agree beat a better one alone */
    static const said_t agree[] = {
        {PUB, 60, "2026-05-02T08:15:00+02:00", "meta", NULL, 0},
        {PUB, 58, "2026-05-02", "time", NULL, 5},
        {PUB, 62, "2025-01-01", "text", NULL, 6}};
    /* the same kind twice is one */
    static const said_t twice[] = {{PUB, 60, "2026-05-02", "text", NULL, 5},
                                   {PUB, 60, "2026-05-02", "text", NULL, 6},
                                   {PUB, 62, "2026-05-03", "meta", NULL, 0}};
    static const said_t guess[] = {{PUB, 20, "2026-05-02", "text", NULL, 5}};
    static const said_t swapped[] = {{PUB, 70, "2026-01-11", "meta", NULL, 0},
                                     {PUB, 60, "2026-11-01", "time", NULL, 5}};

    assert_string_equal(FACTS(agree)->date_published,
                        "2026-05-02T08:15:00+02:00");
    assert_string_equal(FACTS(twice)->date_published, "2026-05-03");
    assert_null(FACTS(guess)->date_published);
    assert_string_equal(FACTS(swapped)->date_published, "2026-11-01");
    assert_null(FACTS(agree)->date_modified);
}

static const nf_author_t *author(const nf_facts_t *f, int i)
{
    assert_true(i < f->authors->nelts);
    return &APR_ARRAY_IDX(f->authors, i, nf_author_t);
}

static void test_authors(void **state)
{
    static const said_t two[] = {
        {NF_FACT_AUTHOR, 80, "Ada Weir", "json-ld", NULL, 0},
        {NF_FACT_AUTHOR, 80, "Ben Mill", "json-ld", NULL, 0},
        {NF_FACT_AUTHOR, 60, "Ada Weir", "byline", "https://mill.example/ada",
         5}};
    static const said_t first_name[] = {
        {NF_FACT_AUTHOR, 70, "Ada", "byline", NULL, 5},
        {NF_FACT_AUTHOR, 60, "Ada Weir", "json-ld", NULL, 0}};
    static const said_t site[] = {
        {NF_FACT_PUBLISHER, 80, "Mill Post", "og", NULL, 0},
        {NF_FACT_AUTHOR, 70, "Mill Post", "json-ld", NULL, 0},
        {NF_FACT_AUTHOR, 50, "Ada Weir", "byline", NULL, 5}};
    static const said_t guess[] = {
        {NF_FACT_AUTHOR, 10, "Ada Weir", "text", NULL, 5}};
    nf_facts_t *f = FACTS(two);

    assert_int_equal(f->authors->nelts, 2);
    assert_string_equal(author(f, 0)->name, "Ada Weir");
    assert_string_equal(author(f, 0)->url, "https://mill.example/ada");
    assert_string_equal(author(f, 1)->name, "Ben Mill");
    f = FACTS(first_name);
    assert_int_equal(f->authors->nelts, 1);
    assert_string_equal(author(f, 0)->name, "Ada Weir");
    f = FACTS(site);
    assert_int_equal(f->authors->nelts, 1);
    assert_string_equal(author(f, 0)->name, "Ada Weir");
    assert_int_equal(FACTS(guess)->authors->nelts, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_headline), POOL_TEST(test_one_value),
        POOL_TEST(test_nothing),  POOL_TEST(test_keywords),
        POOL_TEST(test_dates),    POOL_TEST(test_authors)};

    return run_group("merge", tests, COUNT(tests));
}
