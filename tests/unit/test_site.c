/* test_site.c -- the administrator's word above the page's. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "facts.h"
#include "detect/site.h"
#include "render/json_out.h"
#include "render/jsonld.h"
#include "render/site.h"

#define LD "<script type=\"application/ld+json\">"

static const nf_facts_t *found(const char *head, const char *below,
                               const nf_settings_t *settings)
{
    char *html = apr_psprintf(
        pool,
        "<!DOCTYPE html><html lang=\"en\"><head><title>Harbour wall to be "
        "rebuilt</title>%s</head><body><main><article><h1>Harbour wall to be "
        "rebuilt</h1><p>By Ann Reed, 2 May "
        "2024</p>%s%s%s</article></main></body></html>",
        head, BODY, BODY, below);

    return nf_detect(page_of(html), settings);
}

static const char *block(const char *head, const char *below,
                         const nf_settings_t *settings)
{
    nf_options_t options = {.settings = *settings};
    nf_str_t out =
        nf_jsonld_render(found(head, below, settings), &options, pool);

    assert_non_null(out.p);
    return nf_str_dup(pool, out);
}

static void has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("no %s in %s", part, text);
    }
}

static void has_not(const char *text, const char *part)
{
    if (strstr(text, part)) {
        fail_msg("%s in %s", part, text);
    }
}

#define OTHER "<meta property=\"og:site_name\" content=\"Elm Courier\">"

static void test_publisher_stands_above_the_page(void **state)
{
    const nf_publisher_t p = {"The Harbour Post", "https://post.example/",
                              "https://post.example/logo.png"};
    const nf_settings_t settings = {.publisher = &p};
    const char *out = block(OTHER, "", &settings);

    has(out, "\"publisher\":{\"@type\":\"NewsMediaOrganization\","
             "\"name\":\"The Harbour Post\","
             "\"url\":\"https://post.example/\","
             "\"logo\":{\"@type\":\"ImageObject\","
             "\"url\":\"https://post.example/logo.png\"}}");
    has_not(out, "Elm Courier");
}

/* A page's own members, as they come when its article is completed. */
static const char *said(const char *article, const nf_settings_t *settings)
{
    json_t *o = json_loads(article, 0, NULL);
    nf_facts_t facts = {.type = "NewsArticle"};
    nf_str_t out;

    assert_non_null(o);
    nf_site_say(o, &facts, settings);
    out = nf_json_dump(o, pool);
    json_decref(o);
    return out.p;
}

static void test_what_a_page_says_of_the_same_publisher_stays(void **state)
{
    const nf_publisher_t p = {"The Harbour Post", NULL,
                              "https://post.example/l.png"};
    const nf_settings_t settings = {.publisher = &p};

    assert_string_equal(
        said("{\"publisher\":{\"@type\":\"Organization\",\"name\":\"the "
             "harbour post\",\"sameAs\":\"https://s.example/\"}}",
             &settings),
        "{\"publisher\":{\"@type\":\"Organization\",\"name\":\"The Harbour "
        "Post\",\"sameAs\":\"https://s.example/\",\"logo\":{\"@type\":"
        "\"ImageObject\",\"url\":\"https://post.example/l.png\"}}}");
    assert_string_equal(
        said("{\"publisher\":[{\"name\":\"Elm\",\"sameAs\":\"https://s/\"},"
             "{\"name\":\"Oak\"}]}",
             &settings),
        "{\"publisher\":{\"@type\":\"NewsMediaOrganization\",\"name\":\"The "
        "Harbour Post\",\"logo\":{\"@type\":\"ImageObject\",\"url\":"
        "\"https://post.example/l.png\"}}}");
    assert_string_equal(
        said("{\"publisher\":{\"@id\":\"#org\"}}", &settings),
        "{\"publisher\":{\"@id\":\"#org\",\"name\":\"The Harbour Post\","
        "\"logo\":{\"@type\":\"ImageObject\",\"url\":"
        "\"https://post.example/l.png\"}}}");
}

static void test_policies_are_the_publisher_s(void **state)
{
    const char *policies[NF_POLICIES] = {NULL};
    const nf_settings_t settings = {.policies = policies};

    policies[1] = "https://post.example/corrections";
    policies[3] = "";
    assert_string_equal(
        said("{\"publisher\":\"The Harbour Post\"}", &settings),
        "{\"publisher\":{\"@type\":\"NewsMediaOrganization\",\"name\":\"The "
        "Harbour Post\",\"correctionsPolicy\":"
        "\"https://post.example/corrections\"}}");
    assert_string_equal(said("{\"headline\":\"x\"}", &settings),
                        "{\"headline\":\"x\"}");
}

static apr_array_header_t *rules(const char *section, const char *type,
                                 const char *rest)
{
    apr_array_header_t *v = apr_array_make(pool, 2, sizeof(nf_type_rule_t));

    APR_ARRAY_PUSH(v, nf_type_rule_t) = (nf_type_rule_t){type, section};
    if (rest) {
        APR_ARRAY_PUSH(v, nf_type_rule_t) = (nf_type_rule_t){rest, NULL};
    }
    return v;
}

#define SECTION "<meta property=\"article:section\" content=\"Opini\u00f3n\">"

static void test_type_by_section(void **state)
{
    nf_settings_t settings = {.types = rules("OPINION", "OpinionNewsArticle",
                                             "ReportageNewsArticle")};

    has(block(SECTION, "", &settings), "\"@type\":\"OpinionNewsArticle\"");
    has(block("", "", &settings), "\"@type\":\"ReportageNewsArticle\"");
    settings.types = rules("Sport", "OpinionNewsArticle", NULL);
    has(block(SECTION, "", &settings), "\"@type\":\"NewsArticle\"");
}

static void test_no_news_article_no_dateline(void **state)
{
    nf_settings_t settings = {.types = rules(NULL, "SatiricalArticle", NULL)};
    const char *page = "{\"@type\":\"NewsArticle\",\"dateline\":\"ELM\","
                       "\"printPage\":\"3\",\"headline\":\"x\"}";

    assert_string_equal(said(page, &settings),
                        "{\"@type\":\"SatiricalArticle\",\"headline\":\"x\"}");
    settings.types = rules(NULL, "OpinionNewsArticle", NULL);
    has(said(page, &settings), "dateline");
    settings.types = rules(NULL, NULL, NULL);
    assert_string_equal(said(page, &settings), page);
}

static const apr_array_header_t *classes(const char *a, const char *b)
{
    apr_array_header_t *v = apr_array_make(pool, 2, sizeof(char *));

    APR_ARRAY_PUSH(v, const char *) = a;
    if (b) {
        APR_ARRAY_PUSH(v, const char *) = b;
    }
    return v;
}

#define PART(name)                                                 \
    "{\"@type\":\"WebPageElement\",\"isAccessibleForFree\":false," \
    "\"cssSelector\":\"." name "\"}"

static void test_paywall(void **state)
{
    nf_settings_t settings = {.paywall = classes("locked", "more")};
    const char *out;

    out =
        block("", "<div class=\"text  locked\">For members.</div>", &settings);
    has(out, "\"isAccessibleForFree\":false,\"hasPart\":" PART("locked"));
    /* sections must not nest */
    out = block("", "<div class=locked><p class=more>A.</p></div>", &settings);
    has(out, "\"hasPart\":" PART("locked"));
    has_not(out, ".more");
    out = block("", "<div class=more><p>A.</p></div><p class=locked>B.</p>",
                &settings);
    has(out, "\"hasPart\":[" PART("more") "," PART("locked") "]");
}

static void test_no_paywall_where_no_element_is_one(void **state)
{
    static const char *const below[] = {
        "",
        "<div class=\"unlocked locked-in\">A.</div>",
        "<div class=\"Locked\">A.</div>",
        "<div id=\"locked\">A.</div>",
        "<script class=\"locked\">A.</script>",
        "<template><p class=\"locked\">A.</p></template>",
        "<!-- <p class=\"locked\"> -->"};
    nf_settings_t settings = {.paywall = classes("locked", NULL)};
    size_t i;

    for (i = 0; i < COUNT(below); i++) {
        has_not(block("", below[i], &settings), "isAccessibleForFree");
    }
}

static void test_local_times_get_their_zone(void **state)
{
    nf_settings_t settings = {.zone = nf_zone_fixed("+03:00", pool)};
    const char *date = "<meta property=\"article:published_time\" "
                       "content=\"2024-05-02T08:15:00\">";

    has(block(date, "", &settings),
        "\"datePublished\":\"2024-05-02T08:15:00+03:00\"");
    settings.zone = NULL;
    has(block(date, "", &settings), "\"datePublished\":\"2024-05-02\"");
}

static void test_nonce_of_the_page(void **state)
{
    static const struct {
        const char *head, *want;
    } rows[] = {
        {"<script>var a;</script><script nonce=\"r4nd0m+/_-==\"></script>"
         "<script nonce=\"other\"></script>",
         "data-newsfilter nonce=\"r4nd0m+/_-==\">{"},
        {"<script nonce='\"><b>'></script>", "data-newsfilter>{"},
        {"<script nonce=\"\"></script>", "data-newsfilter>{"},
        {"<style nonce=\"abc\"></style>", "data-newsfilter>{"}};
    nf_settings_t settings = {.nonce = 1};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        has(block(rows[i].head, "", &settings), rows[i].want);
    }
    settings.nonce = 0;
    has(block(rows[0].head, "", &settings), "data-newsfilter>{");
}

/* The original with the block at a place; where that is in the page. */
static const char *behind(const char *html, int in_head)
{
    nf_options_t options = {.settings.in_head = in_head};
    nf_enrich_t *e = nf_enrich(exact(html, strlen(html)), &options, pool);

    assert_null(e->skip);
    assert_int_equal(e->nedits, 1);
    return html + e->edits[0].at;
}

static void test_placement(void **state)
{
    static const char body[] =
        "<article><h1>Harbour wall to be rebuilt</h1>"
        "<p>By Ann Reed, 2 May 2024</p>" BODY BODY "</article>";
    const char *html =
        apr_pstrcat(pool,
                    "<html><head><title>Harbour wall to be rebuilt</title>"
                    "<script>'</head>'</script><!-- </head> --></head><body>",
                    body, "</body></html>", NULL);

    assert_int_equal(strncmp(behind(html, 1), "</head><body>", 13), 0);
    assert_string_equal(behind(html, 0), "</body></html>");
    /* no end tag: what ended the head */
    html = apr_pstrcat(pool,
                       "<head><title>Harbour wall to be rebuilt"
                       "</title><body id=b>",
                       body, NULL);
    assert_int_equal(strncmp(behind(html, 1), "<body id=b>", 11), 0);
    /* no head: the body */
    html = apr_pstrcat(pool, "<title>Harbour wall to be rebuilt</title><body>",
                       body, "</body>", NULL);
    assert_string_equal(behind(html, 1), "</body>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_publisher_stands_above_the_page),
        POOL_TEST(test_what_a_page_says_of_the_same_publisher_stays),
        POOL_TEST(test_policies_are_the_publisher_s),
        POOL_TEST(test_type_by_section),
        POOL_TEST(test_no_news_article_no_dateline),
        POOL_TEST(test_paywall),
        POOL_TEST(test_no_paywall_where_no_element_is_one),
        POOL_TEST(test_local_times_get_their_zone),
        POOL_TEST(test_nonce_of_the_page),
        POOL_TEST(test_placement)};

    return run_group("site", tests, COUNT(tests));
}
