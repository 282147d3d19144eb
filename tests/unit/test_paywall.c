/* test_paywall.c -- what only subscribers may read, and the text without it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "facts.h"
#include "detect/paywall.h"
#include "render/json_out.h"
#include "render/jsonld.h"

static const nf_settings_t with_body = {.body = 1};

static const nf_facts_t *found(const char *head, const char *text,
                               const nf_settings_t *settings)
{
    char *html = apr_psprintf(
        pool,
        "<!DOCTYPE html><html lang=en><head><title>Harbour wall to be rebuilt"
        "</title>%s</head><body><main><article><h1>Harbour wall to be rebuilt"
        "</h1><p>By Ann Reed, 2 May 2024</p>%s</article></main></body></html>",
        head, text);

    return nf_detect(page_of(html), settings);
}

/* "free" or "paid", and the classes */
static const char *told(const nf_facts_t *f)
{
    const char *out = f->accessible_for_free < 0    ? "?"
                      : f->accessible_for_free == 0 ? "paid"
                                                    : "free";
    int i;

    for (i = 0; f->paywall && i < f->paywall->nelts; i++) {
        out = apr_pstrcat(pool, out, " .",
                          APR_ARRAY_IDX(f->paywall, i, const char *), NULL);
    }
    return out;
}

#define OFFER(attrs)                                                       \
    "<div " attrs "><p>Read on with a subscription.</p><a href=/s>Try now" \
    "</a></div>"
#define HAS_PART(value)                                                      \
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline" \
    "\":\"Harbour wall to be rebuilt\",\"isAccessibleForFree\":false,"       \
    "\"hasPart\":" value ",}</script>"
#define SELECTED(value) "{\"cssSelector\":" value "}"

static void test_where_it_is_told(void **state)
{
    static const struct {
        const char *head, *text, *want;
    } rows[] = {
        {"", P1 P2 P3, "?"},
        {"", P1 "<div class=paywall>" P2 P3 "</div>", "paid .paywall"},
        {"", P1 "<div class='x  Subscriber-Only'>" P2 P3 "</div>",
         "paid .Subscriber-Only"},
        {"",
         P1 "<div class=paywall>" P2 "</div><div class=paid-content>" P3
            "</div>",
         "paid .paywall .paid-content"},
        {"",
         P1 "<div class=paywall>" P2 "<div class=paywall>" P3 "</div></div>",
         "paid .paywall"},
        /* machinery; free articles have it too */
        {"", "<div class=paywall-container>" P1 P2 P3 "</div>", "?"},
        {"", P1 P2 P3 "<div class=paywall></div>", "?"},
        {"", P1 P2 P3 OFFER("class=paywall-box style=display:none"), "?"},
        {"", P1 P2 P3 OFFER("class=paywall-modal"), "?"},
        {"", P1 P2 P3 "<template>" OFFER("class=paywall") "</template>", "?"},
        /* the box, where the text breaks off */
        {"", P1 P2 P3 OFFER("class=paywall-box"), "paid"},
        {"", OFFER("class=paywall-box") P1 P2 P3, "?"},
        /* the page's word */
        {"<meta property=article:content_tier content=free>",
         P1 "<div class=paywall>" P2 P3 "</div>", "free"},
        {"<meta property=article:content_tier content=locked>", P1 P2 P3,
         "paid"},
        {HAS_PART(SELECTED("\".rest\"")), P1 "<div class=rest>" P2 P3 "</div>",
         "paid .rest"},
        {HAS_PART("[" SELECTED("[\".a\",\".b\"]") "," SELECTED("\".c\"") "]"),
         P1 "<div class=a>" P2 "</div><div class=c>" P3 "</div>",
         "paid .a .c"},
        {HAS_PART(SELECTED("\"#rest\"")), P1 "<div id=rest>" P2 P3 "</div>",
         "paid"},
        {HAS_PART(SELECTED("\".gone\"")), P1 P2 P3, "paid"},
        {HAS_PART("[null,7,\"x\",{}]"), P1 P2 P3, "paid"}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        const nf_facts_t *f = found(rows[i].head, rows[i].text, NULL);

        if (strcmp(told(f), rows[i].want) != 0) {
            fail_msg("%s: %s, not %s", rows[i].text, told(f), rows[i].want);
        }
        assert_null(f->free_body);
    }
}

#define TEXT1 "The council of Lower Fenwick"
#define TEXT2 "Work is expected"
#define TEXT3 "Residents welcomed"

/* Which paragraphs the free text has; "-" for no text. */
static const char *free_of(const nf_facts_t *f)
{
    const char *s = f->free_body;

    return s ? apr_psprintf(pool, "%s%s%s", strstr(s, TEXT1) ? "1" : "",
                            strstr(s, TEXT2) ? "2" : "",
                            strstr(s, TEXT3) ? "3" : "")
             : "-";
}

static void test_free_text(void **state)
{
    static const struct {
        const char *head, *text, *want;
    } rows[] = {
        {"", P1 P2 P3, "123"},
        {"", P1 "<div class=paywall>" P2 P3 "</div>", "1"},
        {"", P1 "<div class=paywall>" P2 "</div>" P3, "13"},
        {"",
         "<div class=paywall>" P1 "</div>" P2 "<div class=paywall>" P3
         "</div>",
         "2"},
        {"", "<div class=paywall>" P1 P2 P3 "</div>", "-"},
        {"", P1 P2 P3 OFFER("class=paywall-box"), "-"},
        {"<meta property=article:content_tier content=locked>", P1 P2 P3, "-"},
        {HAS_PART(SELECTED("\".rest\"")), P1 "<div class=rest>" P2 P3 "</div>",
         "1"},
        {HAS_PART(SELECTED("\"#rest\"")), P1 "<div id=rest>" P2 P3 "</div>",
         "-"},
        {HAS_PART("[" SELECTED("\".rest\"") "," SELECTED("\"div p\"") "]"),
         P1 "<div class=rest>" P2 P3 "</div>", "-"},
        /* may be a paywall, is not told apart */
        {"", "<div class=paywall-container>" P1 P2 P3 "</div>", "-"},
        {"", P1 P2 P3 OFFER("class=paywall-box style=display:none"), "-"},
        {"<meta property=article:content_tier content=free>",
         P1 P2 P3 OFFER("class=paywall-box style=display:none"), "123"}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        const nf_facts_t *f = found(rows[i].head, rows[i].text, &with_body);

        if (strcmp(free_of(f), rows[i].want) != 0) {
            fail_msg("%s: %s, not %s", rows[i].text, free_of(f), rows[i].want);
        }
    }
}

/* The administrator's classes are all that there are. */
static void test_the_administrators_word(void **state)
{
    nf_settings_t settings = {.body = 1};
    apr_array_header_t *classes = apr_array_make(pool, 1, sizeof(char *));
    const nf_facts_t *f;

    settings.paywall = classes;
    f = found("", P1 "<div class=paywall>" P2 P3 "</div>", &settings);
    assert_string_equal(told(f), "paid .paywall");
    APR_ARRAY_PUSH(classes, const char *) = "extra";
    f = found("", P1 "<div class=paywall>" P2 P3 "</div>", &settings);
    assert_string_equal(told(f), "?");
    assert_string_equal(free_of(f), "123");
    f = found("", P1 "<div class=paywall>" P2 "</div><p class=extra>" P3,
              &settings);
    assert_string_equal(told(f), "paid .extra");
    assert_string_equal(free_of(f), "123");
    f = found("", P1 P2 "<div class=extra>" P3 "</div>", &settings);
    assert_string_equal(free_of(f), "12");
}

static void test_class_names(void **state)
{
    static const char *const good[] = {"a", "_x", "-a", "--", "A9-_b"};
    static const char *const bad[] = {"",    "-",   "9a",      "-9",
                                      "a.b", "a b", "\xC3\xA4"};
    size_t i;

    for (i = 0; i < COUNT(good); i++) {
        assert_true(nf_paywall_is_class(nf_str(good[i])));
    }
    for (i = 0; i < COUNT(bad); i++) {
        assert_false(nf_paywall_is_class(nf_str(bad[i])));
    }
}

static const char *block_of(const char *head, const char *text)
{
    const nf_options_t options = {.settings = with_body};
    nf_str_t out =
        nf_jsonld_render(found(head, text, &with_body), &options, pool);

    return out.p ? nf_str_dup(pool, out) : "";
}

static void test_written(void **state)
{
    const char *out = block_of("", P1 "<div class=paywall>" P2 P3 "</div>");

    assert_non_null(strstr(out, "\"isAccessibleForFree\":false,\"hasPart\":{"
                                "\"@type\":\"WebPageElement\","
                                "\"isAccessibleForFree\":false,"
                                "\"cssSelector\":\".paywall\"}"));
    assert_non_null(strstr(out, "\"articleBody\":\"" TEXT1));
    assert_null(strstr(out, TEXT2));
    assert_null(strstr(block_of("", P1 P2 P3 OFFER("class=paywall-box")),
                       "articleBody"));
}

#define PART_OF(value)                                                       \
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline" \
    "\":\"Harbour wall to be rebuilt\",\"isPartOf\":" value ",}</script>"

/* Of the page's own article that nobody else can read. */
static void test_what_it_is_a_part_of(void **state)
{
    static const struct {
        const char *own, *want;
    } rows[] = {
        {"{\"@type\":[\"CreativeWork\",\"Product\"],\"name\":\"Post\","
         "\"productID\":\"post.example:basic\"}",
         "\"isPartOf\":{\"@type\":[\"CreativeWork\",\"Product\"],\"name\":"
         "\"Post\",\"productID\":\"post.example:basic\"}"},
        {"{\"@type\":\"Newspaper\",\"name\":\"Post\",\"url\":\"/\",\"x\":1}",
         "\"isPartOf\":{\"@type\":\"Newspaper\",\"name\":\"Post\"}"},
        {"{\"@id\":\"#webpage\"}", NULL},
        {"{\"@type\":\"WebPage\",\"name\":\"Post\"}", NULL},
        {"{\"@type\":\"Newspaper\"}", NULL},
        {"[1]", NULL},
        {"\"Post\"", NULL}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        const char *out =
            block_of(apr_psprintf(pool, PART_OF("%s"), rows[i].own), P1 P2 P3);

        assert_non_null(strstr(out, "\"@type\":\"NewsArticle\""));
        if ((strstr(out, rows[i].want ? rows[i].want : "isPartOf") != NULL)
            != (rows[i].want != NULL)) {
            fail_msg("%s: %s", rows[i].own, out);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_where_it_is_told),
        POOL_TEST(test_free_text),
        POOL_TEST(test_the_administrators_word),
        POOL_TEST(test_class_names),
        POOL_TEST(test_written),
        POOL_TEST(test_what_it_is_a_part_of),
    };

    return run_group("paywall", tests, COUNT(tests));
}
