/* test_ticker_dialects.c -- the strips of many themes, plugins and hand-made
 * pages, each in several languages, and what stands in the same markup and is
 * none. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <apr_general.h>
#include <apr_strings.h>
#include "detect/detect.h"

static apr_pool_t *pool;

#define ITEMS 3

typedef struct language_t {
    const char *lang, *bar, *headlines[ITEMS];
} language_t;

/* Lines that clang-format would measure in bytes. */
/* clang-format off */
static const language_t languages[] = {
    {"en", "Latest Updates",
     {"Ferry fares to rise in spring",
      "Bakers end their strike at dawn",
      "River falls below the flood mark"}},
    {"ur", "تازہ ترین خبریں",
     {"سیلاب سے درجنوں دیہات زیر آب",
      "مرکزی بینک نے شرح سود برقرار رکھی",
      "پرانا پل دوبارہ کھول دیا گیا"}},
    {"bn", "এইমাত্র পাওয়া",
     {"বন্যায় ডুবে গেছে অর্ধশত গ্রাম",
      "কেন্দ্রীয় ব্যাংক সুদের হার অপরিবর্তিত রাখল",
      "পুরোনো সেতু আবার খুলে দেওয়া হলো"}},
    {"am", "ሰበር ዜና",
     {"ሃምሳ መንደሮች በጎርፍ ተጥለቀለቁ",
      "ማዕከላዊ ባንክ የወለድ ምጣኔን አልቀየረም",
      "አሮጌው ድልድይ እንደገና ተከፈተ"}},
    {"ka", "ბოლო სიახლეები",
     {"ორმოცდაათი სოფელი წყალქვეშ მოექცა",
      "ბანკმა განაკვეთი უცვლელად დატოვა",
      "ძველი ხიდი ხელახლა გაიხსნა"}},
    {"my", "နောက်ဆုံးရသတင်း",
     {"ရွာငါးဆယ် ရေလွှမ်းမိုး",
      "ဗဟိုဘဏ် အတိုးနှုန်း မပြောင်းလဲ",
      "တံတားဟောင်း ပြန်ဖွင့်"}},
    {"zh", "实时新闻",
     {"洪水淹没五十个村庄",
      "央行维持利率不变",
      "老桥重新开放通车"}},
    {"ko", "실시간 뉴스",
     {"홍수로 마을 50곳 침수",
      "중앙은행, 기준금리 동결",
      "낡은 다리 통행 재개"}},
    {"km", "ព័ត៌មានក្តៅៗ",
     {"ភូមិហាសិបលិចទឹក",
      "ធនាគារកណ្តាលរក្សាអត្រាការប្រាក់",
      "ស្ពានចាស់បើកឡើងវិញ"}},
    {"tr", "Son Gelişmeler",
     {"Elli köy sular altında kaldı",
      "Merkez bankası faizi sabit tuttu",
      "Eski köprü yeniden trafiğe açıldı"}},
};
/* clang-format on */

/* What is before the items (%s: the bar's title), one item (address,
 * headline), and after them. */
static const struct {
    const char *open, *item, *close;
} dialects[] = {
    {"<div class=mag-news-ticker><div class=mag-news-ticker-label>%s</div>"
     "<ul class=my-ticker>",
     "<li><a href='%s'>%s</a></li>", "</ul></div>"},
    {"<div class=bn-bar><div class=bn-label>%s</div><div class=bn-news><ul>",
     "<li><a href='%s'>%s</a></li>", "</ul></div></div>"},
    {"<div class=tickerv-wrap><span>%s</span><ul>",
     "<li><a href='%s'>%s</a></li>", "</ul></div>"},
    {"<section class=latest-news-sec><div class=bn_title><h2>%s<span></span>"
     "</h2></div><div class='latest-slider marquee'>",
     "<a href='%s'><span>%s</span></a>", "</div></section>"},
    {"<div class='x-block trending_now'><div class=trending-now-title>%s</div>"
     "<div class=display-area>",
     "<div class=trending-now-post><h3 class=entry-title><a href='%s'>%s</a>"
     "</h3></div>",
     "</div></div>"},
    {"<news-ticker speed=40><span slot=label>%s</span>",
     "<a slot=item href='%s'>%s</a>", "</news-ticker>"},
    {"<div data-component=breaking-news-banner><p>%s</p>",
     "<p><a href='%s'>%s</a></p>", "</div>"},
    {"<section aria-label='%s'><div aria-live=polite class=strip><ul>",
     "<li><a href='%s'>%s</a></li>", "</ul></div></section>"},
    {"<div class=sc-1x2y role=marquee><p class=sc-9k8j>%s</p><ul>",
     "<li class=sc-5t6y><a href='%s'>%s</a></li>", "</ul></div>"},
    {"<div class=css-1abc><div class=css-9zz8><span>%s</span></div>"
     "<div class=css-14k0><ul class=css-xi60>",
     "<li class=css-8atq><a href='%s'><span>%s</span></a></li>",
     "</ul></div></div>"},
    {"<table><tr><td bgcolor=red><b><font>%s</font></b></td><td><marquee>",
     "<a href='%s'><font>%s</font></a> <font>&#9679;</font> ",
     "</marquee></td></tr></table>"},
    {"<div class=amp-breaking><h5>%s</h5><amp-carousel type=slides>",
     "<div class=slide><a href='%s'>%s</a></div>", "</amp-carousel></div>"},
    {"<div class=newsline><h4>%s</h4>",
     "<div class=ln><span>08:15</span> <a href='%s'>%s</a></div>", "</div>"},
    {"<div class=breaking-list><span>%s</span><ul>",
     "<li><a href='%s'>09.10.2025 - %s</a></li>", "</ul></div>"},
    {"<div class=breaking-list><span>%s</span><ul>",
     "<li><a href='%s'>[08:15] %s</a></li>", "</ul></div>"},
    {"<dl class=newsflash><dt>%s</dt>", "<dd><a href='%s'>%s</a></dd>",
     "</dl>"},
    {"<div class='flex bg-red-600'><span class=font-bold>%s</span>"
     "<div class=flex-1><div class='flex whitespace-nowrap'>",
     "<a class=mx-8 href='%s'>%s</a>", "</div></div></div>"},
    {"<div class=hl><b>%s</b> ", "<a href='%s'>%s</a> — ", "</div>"},
    {"<div id=lastminute><b>%s</b><br>", "&bull; <a href='%s'>%s</a><br>",
     "</div>"},
    {"<div class=latestnews-bar><span>%s</span>", "<a href='%s'>%s</a>",
     "</div>"},
};

static const char above[] =
    "<!DOCTYPE html><html lang=%s><title>Old mill opens its doors</title>"
    "<body><header><a class=logo href=/>The Mill Post</a><nav><ul>"
    "<li><a href=/s/1>World</a><li><a href=/s/2>Sport</a></ul></nav></header>";

#define STORY                                                              \
    "<article><h1>Old mill opens its doors again</h1><p>The old mill at "  \
    "the lower weir has opened its doors again, twelve years after the "   \
    "last owner had closed it, the town said on Monday.</p><p>The wheel "  \
    "was taken out, mended and set back by a crew of eleven, who worked "  \
    "through two winters and never asked for more than their bread.</p>"   \
    "<p>Residents welcomed the plan, although some of them asked why the " \
    "money was not spent on the road along the coast.</p></article>"

/* The pattern with each %s taken from v, one after the other. */
static const char *fill(const char *pattern, const char *const *v)
{
    const char *out = "", *at;

    while ((at = strstr(pattern, "%s")) != NULL) {
        out = apr_pstrcat(
            pool, out,
            apr_pstrmemdup(pool, pattern, (apr_size_t)(at - pattern)), *v++,
            NULL);
        pattern = at + 2;
    }
    return apr_pstrcat(pool, out, pattern, NULL);
}

static const nf_facts_t *facts_of(const char *lang, const char *strip)
{
    const char *html =
        apr_pstrcat(pool, fill(above, &lang), strip, STORY, NULL);
    const char *reason;
    nf_page_t *page = nf_page_read(nf_str(html), "https://mill.example/a/1",
                                   "utf-8", NULL, pool, &reason);

    assert_non_null(page);
    return nf_detect(page, NULL);
}

static const char *url_of(int i)
{
    return apr_psprintf(pool, "https://mill.example/n/%d", i);
}

static void assert_clean(const nf_facts_t *f, const char *headline)
{
    assert_non_null(f->article_body);
    assert_null(strstr(f->article_body, headline));
    assert_string_equal(f->headline, "Old mill opens its doors again");
}

static void check(const language_t *l, size_t d, const nf_facts_t *f)
{
    int i;

    if (f->ticker->nelts != ITEMS) {
        fail_msg("dialect %zu in %s: %d items", d, l->lang, f->ticker->nelts);
    }
    for (i = 0; i < ITEMS; i++) {
        const nf_link_t *e = &APR_ARRAY_IDX(f->ticker, i, nf_link_t);

        assert_string_equal(e->headline, l->headlines[i]);
        assert_string_equal(e->url, url_of(i));
        assert_null(e->label);
        assert_clean(f, l->headlines[i]);
    }
}

static void test_dialects(void **state)
{
    size_t l, d;
    int i;

    for (l = 0; l < sizeof(languages) / sizeof(*languages); l++) {
        for (d = 0; d < sizeof(dialects) / sizeof(*dialects); d++) {
            const language_t *in = &languages[l];
            const char *strip = fill(dialects[d].open, &in->bar);

            for (i = 0; i < ITEMS; i++) {
                const char *v[] = {url_of(i), in->headlines[i]};

                strip =
                    apr_pstrcat(pool, strip, fill(dialects[d].item, v), NULL);
            }
            strip = apr_pstrcat(pool, strip, dialects[d].close, NULL);
            check(in, d, facts_of(in->lang, strip));
        }
    }
}

/* Headlines without links: by blocks, by a row of inline elements, with the
 * bar's title in front. */
static void test_plain(void **state)
{
    static const char *const rows[] = {
        "<div class=ticker-wrap><div class=ticker><div class=item>%s</div>"
        "<div class=item>%s</div><div class=item>%s</div></div></div>",
        "<div class=marquee><div><span>%s</span><span>%s</span><span>%s</span>"
        "</div></div>",
        "<div><span>Live Updates</span> <span>%s // %s // %s</span></div>",
        "<p><strong>Highlights:</strong> %s | %s | %s</p>",
        "<p>Top Stories: %s | %s | %s</p>",
        "<marquee>%s<img src=/dot.gif>%s<img src=/dot.gif>%s</marquee>",
        "<div class=ticker-box><span>Headlines</span><p>%s <a href=/n/1>Read "
        "more</a></p><p>%s <a href=/n/2>Read more</a></p><p>%s <a href=/n/3>"
        "Read more</a></p></div>"};
    const char *const *h = languages[0].headlines;
    size_t r;
    int i;

    for (r = 0; r < sizeof(rows) / sizeof(*rows); r++) {
        const nf_facts_t *f = facts_of("en", fill(rows[r], h));

        assert_int_equal(f->ticker->nelts, ITEMS);
        for (i = 0; i < ITEMS; i++) {
            assert_string_equal(
                APR_ARRAY_IDX(f->ticker, i, nf_link_t).headline, h[i]);
            assert_clean(f, h[i]);
        }
    }
}

/* A label of the item's own counts, not the bar's title before it; a label
 * does not make one strip out of each item. */
static void test_labels(void **state)
{
    static const char *const rows[] = {
        "<p><strong>Highlights:</strong> URGENT: %s | Update: %s | %s</p>",
        "<p>Top Stories: URGENT: %s | Update: %s | %s</p>",
        "<div class=breaking-strip><ul><li><span class=badge>URGENT</span> "
        "<a href=/1>%s</a></li><li><span class=badge>Update</span> "
        "<a href=/2>%s</a></li><li><a href=/3>%s</a></li></ul></div>"};
    static const char *const labels[] = {"URGENT", "Update", NULL};
    const char *const *h = languages[0].headlines;
    size_t r;
    int i;

    for (r = 0; r < sizeof(rows) / sizeof(*rows); r++) {
        const nf_facts_t *f = facts_of("en", fill(rows[r], h));

        assert_int_equal(f->ticker->nelts, ITEMS);
        for (i = 0; i < ITEMS; i++) {
            const nf_link_t *e = &APR_ARRAY_IDX(f->ticker, i, nf_link_t);

            assert_string_equal(e->headline, h[i]);
            if (labels[i]) {
                assert_string_equal(e->label, labels[i]);
            }
            else {
                assert_null(e->label);
            }
        }
    }
}

static void test_single(void **state)
{
    static const char *const rows[] = {
        "<a class=breaking-banner href=/n/1><strong>Latest Updates</strong>"
        "<span>Ferry to the north sinks off the coast</span></a>",
        "<div class=breaking-alert><span>Latest Updates</span><p>Ferry to the "
        "north sinks off the coast</p><a href=/n/1>Read more</a></div>",
        "<div class=breaking-bar role=alert><span>Breaking</span> "
        "<a href=/n/1>Ferry to the north sinks off the coast</a></div>"};
    size_t r;

    for (r = 0; r < sizeof(rows) / sizeof(*rows); r++) {
        const nf_facts_t *f = facts_of("en", rows[r]);
        const nf_link_t *e = &APR_ARRAY_IDX(f->ticker, 0, nf_link_t);

        assert_int_equal(f->ticker->nelts, 1);
        assert_string_equal(e->headline,
                            "Ferry to the north sinks off the coast");
        assert_string_equal(e->url, "https://mill.example/n/1");
        assert_clean(f, e->headline);
    }
}

static void test_none(void **state)
{
    static const char *const rows[] = {
        "<div class=breaking-bar><a href=/e/1>Join our spring summit: early "
        "bird tickets on sale until Friday</a></div>",
        "<div class=sponsor-ticker><a href=/x>Bet now and get a bonus of 100 "
        "for new customers</a></div>",
        "<div class=breaking-live><span>LIVE</span> <a href=/live-tv>Watch "
        "our live TV channel now</a></div>",
        "<div class='ticker results'><span>Party A 34.2%</span><span>Party B "
        "28.9%</span><span>Party C 12.0%</span></div>",
        "<div class=breaking-news><span>Breaking</span><p>There are no "
        "breaking news at the moment</p></div>",
        "<div class=breaking-news><span>Breaking</span><ul><li><a href=#>"
        "Loading headlines, please wait</a></li></ul></div>",
        "<div class=news-ticker><ul><li><a href=#>Lorem ipsum dolor sit amet "
        "consectetur</a></li></ul></div>",
        "<news-ticker endpoint=/api></news-ticker>",
        "<div data-module=ticker><ul></ul></div>",
        "<section aria-label='Latest Updates'><p>No entries</p></section>",
        "<div class='trending ticker'><b>Hot</b> <a href=/1>Floods</a> "
        "<a href=/2>Budget</a> <a href=/3>Rates</a></div>",
        "<div class=ticker-tape><ul><li><a href=/q/1>MILL <b>12.30</b> +0.4%"
        "</a><li><a href=/q/2>WEIR <b>7.10</b> -1.2%</a></ul></div>",
        "<div class=scores-ticker><ul><li><a href=/m/1>Weir 2 - 1 Mill</a>"
        "<li><a href=/m/2>Dam 0 - 0 Pond</a></ul></div>",
        "<nav class=menu><ul><li><a href=/w>World</a><ul class=sub-menu>"
        "<li><a href=/n/1>Ferry fares to rise in spring</a><li><a href=/n/2>"
        "Bakers end their strike at dawn</a></ul><li><a href=/s>Sport</a>"
        "<ul class=sub-menu><li><a href=/n/3>River falls below the flood mark"
        "</a><li><a href=/n/4>Rowers win by a length</a></ul></ul></nav>"};
    size_t r;

    for (r = 0; r < sizeof(rows) / sizeof(*rows); r++) {
        const nf_facts_t *f = facts_of("en", rows[r]);

        if (f->ticker->nelts) {
            fail_msg("row %zu: %s", r,
                     APR_ARRAY_IDX(f->ticker, 0, nf_link_t).headline);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dialects), cmocka_unit_test(test_plain),
        cmocka_unit_test(test_labels), cmocka_unit_test(test_single),
        cmocka_unit_test(test_none)};
    int failed;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    failed = cmocka_run_group_tests_name("ticker_dialects", tests, NULL, NULL);
    apr_pool_destroy(pool);
    apr_terminate();
    return failed;
}
