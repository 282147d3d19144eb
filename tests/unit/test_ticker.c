/* test_ticker.c -- strips of headlines are found, read and kept apart from
 * what only looks like one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>
#include <apr_general.h>
#include <apr_strings.h>
#include "detect/ticker.h"
#include "detect/ticker_strip.h"
#include "detect/ticker_words.h"

static apr_pool_t *pool;

#define HEAD                                                               \
    "<!DOCTYPE html><title>x</title><body><div class=logo>"                \
    "<a href=/>The Mill Post</a></div><nav><ul><li><a href=/s/1>World</a>" \
    "<li><a href=/s/2>Sport</a></ul></nav>"
#define STORY                                                               \
    "<article><h1>Old mill opens its doors again</h1>"                      \
    "<p>The old mill at the lower weir has opened its doors again, twelve " \
    "years after the last owner had closed it, the town said on Monday. "   \
    "Many had come to see it.</p><p>The wheel was taken out, mended and "   \
    "set back by a crew of eleven, who worked through two winters and "     \
    "never asked for more than their bread.</p></article>"

static nf_page_t *page;
static const char *selector; /* XPath, or NULL: looked for */

/* The ticker of a page: "{label} headline <url>" line by line. */
static const char *ticker(const char *html)
{
    apr_array_header_t *items = apr_array_make(pool, 4, sizeof(nf_link_t));
    const char *reason, *out = "";
    int i;

    page = nf_page_read(nf_str(html), "https://mill.example/a/1", "utf-8",
                        NULL, pool, &reason);
    assert_non_null(page);
    nf_ticker_detect(page, selector, items, nf_evidence_create(pool));
    for (i = 0; i < items->nelts; i++) {
        const nf_link_t *e = &APR_ARRAY_IDX(items, i, nf_link_t);

        out = apr_pstrcat(pool, out, e->label ? "{" : "",
                          e->label ? e->label : "", e->label ? "} " : "",
                          e->headline, e->url ? " <" : "",
                          e->url ? e->url : "", e->url ? ">" : "", "\n", NULL);
    }
    return out;
}

/* Is each block with this text marked, or none of them? -1: mixed, absent. */
static int marked(const char *text)
{
    int yes = 0, no = 0;
    uint32_t i;

    for (i = 0; i < page->blocks->n; i++) {
        const nf_block_t *k = &page->blocks->v[i];

        if (nf_str_eq(k->text, nf_str(text))) {
            yes += k->ticker;
            no += !k->ticker;
        }
    }
    return yes && !no ? 1 : no && !yes ? 0 : -1;
}

#define THREE                                                      \
    "Ferry fares to rise in spring <https://mill.example/n/1>\n"   \
    "Bakers end their strike at dawn <https://mill.example/n/2>\n" \
    "River falls below the flood mark <https://mill.example/n/3>\n"

static void test_list(void **state)
{
    assert_string_equal(
        ticker(HEAD
               "<div class='breaking-news'><span>Just in</span><ul>"
               "<li><a href=/n/1>Ferry fares to rise in spring</a></li>"
               "<li><a href='//mill.example/n/2'>Bakers end their strike at "
               "dawn</a></li><li><a href='../n/3'><time>12:05</time> River "
               "falls below the flood mark <span class=cat>Weather</span>"
               "</a></li></ul></div>" STORY),
        THREE);
    assert_int_equal(marked("Just in"), 1);
    assert_int_equal(marked("Ferry fares to rise in spring"), 1);
    assert_int_equal(marked("Old mill opens its doors again"), 0);
    assert_int_equal(marked("World"), 0);
}

static void test_clones(void **state)
{
    assert_string_equal(
        ticker(HEAD
               "<div class=ticker-track><a href=/n/1>Ferry fares to rise in "
               "spring</a><a href=/n/2>Bakers end their strike at dawn</a>"
               "<a href=/n/3>River falls below the flood mark</a></div>"
               "<div class=ticker-track aria-hidden=true><a href=/n/1>Ferry "
               "fares to rise in spring</a><a href=/n/2>Bakers end their "
               "strike at dawn</a><a href=/n/3>River falls below the flood "
               "mark</a></div>" STORY),
        THREE);
}

static void test_lines(void **state)
{
    assert_string_equal(
        ticker(HEAD
               "<p>Ferry fares to rise in spring after all | BREAKING: "
               "Bakers end their strike at dawn | UPDATE: River falls below "
               "the flood mark |</p>" STORY),
        "Ferry fares to rise in spring after all\n"
        "{BREAKING} Bakers end their strike at dawn\n"
        "{UPDATE} River falls below the flood mark\n");
    assert_string_equal(
        ticker(HEAD "<marquee><a href=/n/1>Ferry fares to rise in spring</a> "
                    "&bull; <a href=/n/2>Bakers end their strike at dawn</a> "
                    "&bull; <a href=/n/3>River falls below the flood mark</a>"
                    "</marquee>" STORY),
        THREE);
}

static void test_labels(void **state)
{
    assert_string_equal(
        ticker(HEAD
               "<div id=newsticker><ul><li><b>عاجل</b><a href=/n/1>ارتفاع "
               "أسعار العبارات في الربيع</a></li><li><a href=/n/2>【速報】"
               "パン職人のストライキが明け方に終わる</a></li><li>"
               "<a href=/n/3>Bridge plan: Council wants a second look</a>"
               "</li></ul></div>" STORY),
        "{عاجل} ارتفاع أسعار العبارات في الربيع <https://mill.example/n/1>\n"
        "{速報} パン職人のストライキが明け方に終わる "
        "<https://mill.example/n/2>\n"
        "Bridge plan: Council wants a second look "
        "<https://mill.example/n/3>\n");
}

static void test_single(void **state)
{
    assert_string_equal(
        ticker(HEAD "<div class=top><b>Eilmeldung</b> <a href=/n/1>Fähre nach "
                    "Norden sinkt vor der Küste</a></div>" STORY),
        "Fähre nach Norden sinkt vor der Küste <https://mill.example/n/1>\n");
    assert_string_equal(
        ticker(HEAD "<div class=top><a href=/n/1>Ferry to the north sinks "
                    "off the coast</a></div>" STORY),
        "");
}

/* What is no ticker, each with the class or the place of one. */
static void test_none(void **state)
{
    static const char *const rows[] = {
        HEAD "<ul class=ticker><li><a href=/q/1>MILL 12.30 +0.4%</a><li>"
             "<a href=/q/2>WEIR 7.10 -1.2%</a><li><a href=/q/3>DAM 99.0 "
             "+0.1%</a></ul>" STORY,
        HEAD "<div class=trending-bar><b>Trending</b><ul><li>"
             "<a href=/tag/a>Ferries</a><li><a href=/tag/b>Bread</a><li>"
             "<a href=/tag/c>Floods</a></ul></div>" STORY,
        HEAD "<div class=breaking-news><ul class=ticker></ul></div>" STORY,
        HEAD "<div class=ticker><a href=/n/1>{{ item.headline }} of the day"
             "</a></div>" STORY,
        HEAD "<div class=breaking><a href=/subscribe>Subscribe now and save "
             "half of the price</a></div>" STORY,
        HEAD "<div class=sticker><a href=/n/1>Get the new sticker album of "
             "the town</a></div>" STORY,
        HEAD STORY "<div class=most-read><h3>Most read</h3><ul><li>"
                   "<a href=/n/1>Ferry fares to rise in spring</a><li>"
                   "<a href=/n/2>Bakers end their strike at dawn</a><li>"
                   "<a href=/n/3>River falls below the flood mark</a></ul>"
                   "</div>",
        HEAD "<div class=marquee>Breaking • Breaking • Breaking • Breaking"
             "</div>" STORY,
        "<body class=has-breaking-news>" STORY,
        HEAD "<div class=breaking-news>" STORY "</div>"};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_string_equal(ticker(rows[i]), "");
        assert_int_equal(marked("Old mill opens its doors again"), 0);
    }
}

/* Quotes that run above the text are no text of it either. */
static void test_quotes(void **state)
{
    assert_string_equal(ticker(HEAD "<marquee>MILL 12.30 +0.4% | WEIR 7.10 "
                                    "-1.2% | DAM 99.0 +0.1%</marquee>" STORY),
                        "");
    assert_int_equal(marked("MILL 12.30 +0.4% | WEIR 7.10 -1.2% | DAM 99.0 "
                            "+0.1%"),
                     1);
}

/* What the administrator names is the ticker, and nothing else is; what holds
 * the headline is not believed. */
static void test_selector(void **state)
{
    static const char html[] = HEAD
        "<div class=q><span>Line one of the hour</span><p><a href=/n/1>Ferry "
        "fares to rise in spring</a></p><p><a href=/n/2>Bakers end their "
        "strike at dawn</a></p></div><ul class=ticker><li><a href=/n/7>Choir "
        "sings in the old quarry</a><li><a href=/n/8>Rowers win by a length"
        "</a><li><a href=/n/9>Snow closes the upper road</a></ul>" STORY;

    selector = "//div[@class='q']";
    assert_string_equal(
        ticker(html),
        "Ferry fares to rise in spring <https://mill.example/n/1>\n"
        "Bakers end their strike at dawn <https://mill.example/n/2>\n");
    assert_int_equal(marked("Line one of the hour"), 1);
    assert_int_equal(marked("Snow closes the upper road"), 0);
    selector = "//div[@class='q']/p | //div[@class='q'] | //li[3]";
    assert_non_null(strstr(ticker(html), "Bakers end their strike at dawn"));
    assert_non_null(strstr(ticker(html), "Snow closes the upper road"));
    selector = "//body";
    assert_string_equal(ticker(html), "");
    assert_int_equal(marked("Old mill opens its doors again"), 0);
    selector = "//aside";
    assert_string_equal(ticker(html), "");
    selector = "";
    assert_string_equal(ticker(html), "");
    assert_int_equal(marked("Snow closes the upper road"), 0);
    selector = NULL;
    assert_non_null(strstr(ticker(html), "Snow closes the upper road"));
}

/* Many places, deep or long, cost no more than their bytes. */
static void test_hostile(void **state)
{
    size_t n = 40000, i;
    char *html = apr_palloc(pool, n * 48 + 64), *p = html;
    clock_t begin = clock();

    p += sprintf(p, "<body>");
    for (i = 0; i < n; i++) {
        p += sprintf(p, "<div class=ticker><a href=/%u>a b c d e</a>",
                     (unsigned)i);
    }
    ticker(html);
    assert_true((clock() - begin) / CLOCKS_PER_SEC < 5);
}

static void test_words(void **state)
{
    nf_str_t label, rest;
    unsigned bits;
    size_t i;

    for (i = 0; i < nf_phrase_count(); i++) {
        const char *key = nf_phrase_at(i, &bits);
        char folded[NF_PHRASE_MAX + 12];

        nf_phrase_key(nf_str(key), folded, sizeof(folded));
        assert_string_equal(folded, key);
        assert_true(bits != 0);
        assert_true(strlen(key) > 60 || nf_phrase_lookup(nf_str(key)) == bits);
        if (i) {
            unsigned other;

            assert_true(strcmp(nf_phrase_at(i - 1, &other), key) < 0);
        }
    }
    assert_true(nf_phrase_lookup(NF_STR("¡ÚLTIMA HORA!"))
                & NF_PHRASE_BREAKING);
    assert_true(nf_phrase_lookup(NF_STR("اخر اﻷخبار")) & NF_PHRASE_LATEST);
    assert_int_equal(nf_phrase_lookup(NF_STR("The mill")), 0);
    assert_true(
        nf_phrase_lead(NF_STR("+++ EIL +++ Mühle brennt"), &label, &rest)
        & NF_PHRASE_LABEL);
    assert_true(nf_str_eq(label, NF_STR("EIL")));
    assert_true(nf_str_eq(rest, NF_STR("Mühle brennt")));
    assert_int_equal(nf_phrase_lead(NF_STR("Mill: It burns"), &label, &rest),
                     0);
    assert_int_equal(nf_strip_separators(NF_STR("a | b • c +++ d|e +f")), 3);
    assert_int_equal(
        nf_strip_separators(NF_STR("Il dit « oui » puis « non » et part")), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),    cmocka_unit_test(test_clones),
        cmocka_unit_test(test_lines),   cmocka_unit_test(test_labels),
        cmocka_unit_test(test_single),  cmocka_unit_test(test_none),
        cmocka_unit_test(test_quotes),  cmocka_unit_test(test_selector),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_words)};
    int failed;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    failed = cmocka_run_group_tests_name("ticker", tests, NULL, NULL);
    apr_pool_destroy(pool);
    apr_terminate();
    return failed;
}
