/* test_jsonld_in.c -- JSON-LD as pages write it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include "facts.h"
#include "detect/json_repair.h"

static const nf_facts_t *facts_with(const char *json)
{
    return facts_of("en",
                    apr_pstrcat(pool, "<script type=\"application/ld+json\">",
                                json, "</script>", NULL),
                    "", "");
}

#define ARTICLE                  \
    "\"@type\":\"NewsArticle\"," \
    "\"headline\":\"Harbour wall to be rebuilt\""

static void test_repair(void **state)
{
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"{\"a\":1,}", "{\"a\":1}"},
        {"{\"a\":[1,2,],}", "{\"a\":[1,2]}"},
        {"<!-- {\"a\":1} -->", "{\"a\":1}"},
        {"//<![CDATA[\n{\"a\":1}\n//]]>", "{\"a\":1}"},
        {"/* x */ {\"a\": /* y */ 1}", "{\"a\":1}"},
        {"{\"a\":1};", "{\"a\":1}"},
        {"{\"a\":\"x\ny\tz\"}", "{\"a\":\"x y z\"}"},
        {"{\"a\":\"it\\'s\"}", "{\"a\":\"it's\"}"},
        {"{\"a\":\"the \"old\" wall\"}", "{\"a\":\"the \\\"old\\\" wall\"}"},
        {"{\"a\":\"\\ud83d x\"}", "{\"a\":\"\xEF\xBF\xBD x\"}"},
        {"{\"a\":{\"b\":\"c", "{\"a\":{\"b\":\"c\"}}"},
        {"{&quot;a&quot;:&quot;b&quot;}", "{\"a\":\"b\"}"},
        {"{\"a\":\"http://x.example/ // y\"}",
         "{\"a\":\"http://x.example/ // y\"}"},
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        nf_str_t s =
            nf_json_repair(exact(rows[i].in, strlen(rows[i].in)), pool);
        json_t *json = json_loadb(s.p, s.len, JSON_DISABLE_EOF_CHECK, NULL);
        char *got = json ? json_dumps(json, JSON_COMPACT) : NULL;

        if (got == NULL) {
            print_error("%s -> %.*s\n", rows[i].in, (int)s.len, s.p);
        }
        assert_non_null(got);
        assert_string_equal(got, rows[i].want);
        free(got);
        json_decref(json);
    }
}

static void test_shapes_of_authors(void **state)
{
    static const struct {
        const char *author, *want;
    } rows[] = {
        {"\"Jane Doe\"", "Jane Doe"},
        {"[\"Jane Doe\",\"John Roe\"]", "Jane Doe + John Roe"},
        {"{\"@type\":\"Person\",\"name\":\"Jane Doe\"}", "Jane Doe"},
        {"{\"@type\":\"Person\",\"name\":[\"Jane Doe\",\"John Roe\"]}",
         "Jane Doe + John Roe"},
        {"[{\"name\":\"Jane Doe\"},{\"name\":\"John Roe\"}]",
         "Jane Doe + John Roe"},
        {"{\"name\":{\"name\":\"Jane Doe\"}}", "Jane Doe"},
        {"{\"@type\":\"Organization\",\"name\":\"Harbour Wire\"}",
         "*Harbour Wire"},
        {"\"https://social.example/jane\"", ""},
        {"{\"name\":\"\"}", ""},
        {"null", ""},
        {"42", ""},
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        const nf_facts_t *f = facts_with(apr_pstrcat(
            pool, "{" ARTICLE ",\"author\":", rows[i].author, "}", NULL));

        assert_string_equal(authors(f), rows[i].want);
    }
}

static void test_graph_and_references(void **state)
{
    const nf_facts_t *f = facts_with(
        "{\"@context\":\"https://schema.org\",\"@graph\":["
        "{\"@type\":\"WebSite\",\"@id\":\"#site\",\"name\":\"Harbour Daily\"},"
        "{\"@type\":\"Organization\",\"@id\":\"#org\",\"name\":\"Harbour "
        "Daily\",\"logo\":{\"@id\":\"#logo\"}},"
        "{\"@type\":\"ImageObject\",\"@id\":\"#logo\",\"url\":\"/l.png\"},"
        "{\"@type\":\"Person\",\"@id\":\"#jane\",\"name\":\"Jane Doe\","
        "\"url\":\"/people/jane\"},"
        "{\"@type\":[\"Article\",\"NewsArticle\"],\"headline\":\"Harbour wall "
        "to be rebuilt\",\"author\":{\"@id\":\"#jane\"},\"publisher\":"
        "{\"@id\":\"#org\"},\"datePublished\":\"2022-05-12T14:05:07+02:00\","
        "\"image\":[{\"url\":\"/wall.jpg\",\"caption\":\"The wall\"}],"
        "\"isAccessibleForFree\":\"False\",\"inLanguage\":\"en_GB\","
        "\"keywords\":\"harbour, wall\"}]}");
    const nf_author_t *a = &APR_ARRAY_IDX(f->authors, 0, nf_author_t);
    const nf_image_t *image = &APR_ARRAY_IDX(f->images, 0, nf_image_t);

    assert_string_equal(f->type, "NewsArticle");
    assert_string_equal(a->name, "Jane Doe");
    assert_string_equal(a->url, "https://news.example/people/jane");
    assert_string_equal(f->publisher, "Harbour Daily");
    assert_string_equal(f->publisher_logo, "https://news.example/l.png");
    assert_string_equal(f->date_published, "2022-05-12T14:05:07+02:00");
    assert_string_equal(image->url, "https://news.example/wall.jpg");
    assert_string_equal(image->caption, "The wall");
    assert_int_equal(f->accessible_for_free, 0);
    assert_int_equal(f->keywords->nelts, 2);
    assert_true(f->evidence->own_article);
    assert_false(f->evidence->broken_jsonld);
}

/* Teasers of other stories are no article of this page. */
static void test_the_right_one_of_many(void **state)
{
    const nf_facts_t *f = facts_with(
        "[{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":"
        "\"NewsArticle\",\"headline\":\"Other\",\"author\":\"Bob Cat\"}]},"
        "{\"@type\":\"NewsArticle\",\"headline\":\"Weather gets worse in the "
        "north\",\"author\":\"Tom Cat\",\"datePublished\":\"2021-01-01\"},"
        "{" ARTICLE ",\"author\":\"Jane Doe\"}]");

    assert_string_equal(authors(f), "Jane Doe");
    assert_null(f->date_published);
}

static void test_flags(void **state)
{
    const nf_facts_t *f = facts_with("{" ARTICLE ",\"author\":\"Jane Doe\",}");

    assert_string_equal(authors(f), "Jane Doe");
    assert_true(f->evidence->broken_jsonld);
    assert_false(f->evidence->own_article); /* strict readers see none */
    f = facts_with("{" ARTICLE "}");
    assert_false(f->evidence->own_article); /* no author, no date */
    f = facts_with("{" ARTICLE ",\"author\":\"\",\"datePublished\":\"\"}");
    assert_false(f->evidence->own_article); /* empty ones */
    f = facts_with("{\"@type\":\"Product\",\"name\":\"Stone\"}");
    assert_true(f->evidence->not_article);
    f = facts_with("nonsense");
    assert_true(f->evidence->broken_jsonld);
}

/* Strict parsers read more than ours does: an article in there is one. */
static void test_strict_blocks(void **state)
{
    static const char *const read[] = {
        "{" ARTICLE ",\"author\":\"Jane \\ud83d Doe\"}",
        "{" ARTICLE ",\"author\":\"Jane Doe\",\"position\":"
        "123456789012345678901234567890}",
        "{" ARTICLE ",\"author\":\"Jane Doe\",\"author\":\"Jane Doe\"}"};
    size_t i;

    for (i = 0; i < COUNT(read); i++) {
        const nf_facts_t *f = facts_with(read[i]);

        assert_false(f->evidence->broken_jsonld);
        assert_true(f->evidence->own_article);
    }
    /* too large a number for us, and too long a block */
    assert_true(
        facts_with("{" ARTICLE ",\"position\":1e999}")->evidence->own_item);
    assert_true(
        facts_with(apr_pstrcat(pool, "{" ARTICLE ",\"articleBody\":\"",
                               repeat("x", NF_MAX_JSONLD, ""), "\"}", NULL))
            ->evidence->own_item);
    assert_false(
        facts_with(apr_pstrcat(pool, "{\"@type\":\"Dataset\",\"a\":\"",
                               repeat("x", NF_MAX_JSONLD, ""), "\"}", NULL))
            ->evidence->own_item);
}

#define NEXT "</script><script type=\"application/ld+json\">"

/* Whichever of several is believed, all that claim to be the page count. */
static void test_claims(void **state)
{
    static const struct {
        const char *blocks;
        int own_item, claims, best;
    } rows[] = {
        {"{" ARTICLE "}", 1, 1, 0},
        {"{" ARTICLE ",}", 0, 1, 0},
        /* the broken one says more, the other is read by strict parsers */
        {"{" ARTICLE ",\"author\":\"Jane Doe\",}" NEXT "{" ARTICLE "}", 1, 2,
         0},
        {"{" ARTICLE "}" NEXT "{" ARTICLE ",\"author\":\"Jane Doe\"}", 1, 2,
         1},
        /* another page's, and another story */
        {"{" ARTICLE ",\"url\":\"https://news.example/x\"}" NEXT "{" ARTICLE
         ",\"url\":\"https://news.example/2026/story.html\"}",
         1, 1, 0},
        {"{\"@type\":\"Article\",\"headline\":\"Bakery opens\"}" NEXT
         "{" ARTICLE "}",
         1, 1, 0},
        {"{\"@type\":\"DiscussionForumPosting\",\"headline\":\"Harbour wall "
         "to be rebuilt\"}",
         1, 0, 0},
        {"{\"@type\":\"ItemList\",\"itemListElement\":[{" ARTICLE "}]}", 0, 0,
         0}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        const nf_evidence_t *ev = facts_with(rows[i].blocks)->evidence;

        if (ev->own_item != (unsigned)rows[i].own_item
            || ev->own_ld->nelts != rows[i].claims
            || ev->own_best != rows[i].best) {
            fail_msg("%s: %d %d %d", rows[i].blocks, ev->own_item,
                     ev->own_ld->nelts, ev->own_best);
        }
    }
}

/* The way to the article leads to it in the block's text. */
static void test_way(void **state)
{
    static const char block[] =
        "[{\"@type\":\"WebSite\",\"name\":\"x\"},{\"@graph\":[7,{\"@type\":"
        "\"WebPage\",\"mainEntity\":{" ARTICLE "}}]}]";
    const nf_evidence_t *ev = facts_with(block)->evidence;
    nf_json_span_t span;
    const nf_own_t *own;

    assert_int_equal(ev->own_ld->nelts, 1);
    own = &APR_ARRAY_IDX(ev->own_ld, 0, nf_own_t);
    assert_true(nf_json_find(nf_str(block), own->way, own->steps, &span));
    assert_memory_equal(block + span.from, "{" ARTICLE "}",
                        span.to - span.from);
    assert_string_equal(
        json_string_value(json_object_get(own->article, "@type")),
        "NewsArticle");
}

static void test_entities_are_decoded(void **state)
{
    const nf_facts_t *f = facts_with(
        "{" ARTICLE ",\"author\":\"Jane O&#39;Hara\",\"description\":"
        "\"Stone &amp;amp; <b>mortar</b>\"}");

    assert_string_equal(authors(f), "Jane O'Hara");
    assert_string_equal(f->description, "Stone & mortar");
}

/* Deep, long and broken blocks cost no more than their bytes. */
static void test_hostile_blocks(void **state)
{
    char *deep = apr_palloc(pool, 60001);
    nf_str_t s;

    memset(deep, '[', 60000);
    deep[60000] = '\0';
    facts_with(deep);
    memset(deep, '"', 60000);
    s = nf_json_repair(nf_str(deep), pool);
    assert_true(s.len < 200000);
    facts_with(deep);
    memset(deep, '{', 300);
    strcpy(deep + 300, "\"@id\":");
    facts_with(deep);
    /* an object that refers to itself */
    facts_with("{" ARTICLE ",\"@id\":\"#a\",\"author\":{\"@id\":\"#a\"}}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_repair),
        POOL_TEST(test_shapes_of_authors),
        POOL_TEST(test_graph_and_references),
        POOL_TEST(test_the_right_one_of_many),
        POOL_TEST(test_flags),
        POOL_TEST(test_strict_blocks),
        POOL_TEST(test_claims),
        POOL_TEST(test_way),
        POOL_TEST(test_entities_are_decoded),
        POOL_TEST(test_hostile_blocks),
    };

    return run_group("jsonld_in", tests, COUNT(tests));
}
