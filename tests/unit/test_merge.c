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
    const char *value;
    int score;
    const char *source;
    int visible;
    const char *extra;
} said_t;

static nf_facts_t *facts_of(const said_t *said, size_t n)
{
    nf_evidence_t *ev = nf_evidence_create(pool);
    nf_facts_t *f = apr_pcalloc(pool, sizeof(*f));
    nf_page_t *page = page_of("<h1>x</h1>");
    size_t i;

    for (i = 0; i < n; i++) {
        nf_candidate_t *c = nf_evidence_add(ev, said[i].fact, said[i].value,
                                            said[i].score, said[i].source,
                                            NULL);

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
        {NF_FACT_HEADLINE, "Ferry fares will rise", 80, "og", 0, NULL},
        {NF_FACT_HEADLINE, "Ferry fares to rise in spring", 60, "h1", 7,
         NULL},
        {NF_FACT_HEADLINE, "Bakers end strike", 20, "heading", 9, NULL}};
    static const said_t unseen[] = {
        {NF_FACT_PUBLISHER, "Mill Post", 80, "og", 0, NULL},
        {NF_FACT_HEADLINE, "Ferry fares to rise | Mill Post", 80, "og", 0,
         NULL},
        {NF_FACT_HEADLINE, "Ferry fares to rise", 30, "heading", 9, NULL},
        {NF_FACT_HEADLINE, "Bakers end strike", 30, "heading", 4, NULL}};
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
        {NF_FACT_SECTION, "News", 40, "meta", 0, NULL},
        {NF_FACT_SECTION, "Harbour", 60, "json-ld", 0, NULL},
        {NF_FACT_DESCRIPTION, "Why.", 40, "meta", 0, NULL},
        {NF_FACT_LANGUAGE, "km", 70, "html", 0, NULL},
        {NF_FACT_PUBLISHER, "Mill Post", 80, "og", 0,
         "https://mill.example/"},
        {NF_FACT_PUBLISHER_LOGO, "https://mill.example/l.png", 80,
         "json-ld", 0, NULL},
        {NF_FACT_FREE, "false", 80, "json-ld", 0, NULL},
        {NF_FACT_CANONICAL, "https://mill.example/a", 80, "link", 0, NULL},
        {NF_FACT_IMAGE, "https://mill.example/s.png", 20, "img", 0, NULL},
        {NF_FACT_IMAGE, "https://mill.example/i.png", 70, "og", 0, "Mill"}};
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
        said[i] = (said_t){NF_FACT_KEYWORD, apr_psprintf(pool, "k%d", (int)i),
                           50, "meta", 0, NULL};
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
        {PUB, "2026-05-02T08:15:00+02:00", 60, "meta", 0, NULL},
        {PUB, "2026-05-02", 58, "time", 5, NULL},
        {PUB, "2025-01-01", 62, "text", 6, NULL}};
    /* the same kind twice is one */
    static const said_t twice[] = {
        {PUB, "2026-05-02", 60, "text", 5, NULL},
        {PUB, "2026-05-02", 60, "text", 6, NULL},
        {PUB, "2026-05-03", 62, "meta", 0, NULL}};
    static const said_t guess[] = {{PUB, "2026-05-02", 20, "text", 5, NULL}};
    static const said_t swapped[] = {
        {PUB, "2026-01-11", 70, "meta", 0, NULL},
        {PUB, "2026-11-01", 60, "time", 5, NULL}};

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
        {NF_FACT_AUTHOR, "Ada Weir", 80, "json-ld", 0, NULL},
        {NF_FACT_AUTHOR, "Ben Mill", 80, "json-ld", 0, NULL},
        {NF_FACT_AUTHOR, "Ada Weir", 60, "byline", 5,
         "https://mill.example/ada"}};
    static const said_t first_name[] = {
        {NF_FACT_AUTHOR, "Ada", 70, "byline", 5, NULL},
        {NF_FACT_AUTHOR, "Ada Weir", 60, "json-ld", 0, NULL}};
    static const said_t site[] = {
        {NF_FACT_PUBLISHER, "Mill Post", 80, "og", 0, NULL},
        {NF_FACT_AUTHOR, "Mill Post", 70, "json-ld", 0, NULL},
        {NF_FACT_AUTHOR, "Ada Weir", 50, "byline", 5, NULL}};
    static const said_t guess[] = {
        {NF_FACT_AUTHOR, "Ada Weir", 10, "text", 5, NULL}};
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
        POOL_TEST(test_nothing), POOL_TEST(test_keywords),
        POOL_TEST(test_dates), POOL_TEST(test_authors)};

    return run_group("merge", tests, COUNT(tests));
}
