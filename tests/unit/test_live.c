/* test_live.c -- which articles are live blogs, and their updates. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "facts.h"
#include "page/limits.h"
#include "render/json_out.h"
#include "render/jsonld.h"

#define PAGE "https://www.fenwick.example/wall"

static const nf_settings_t with_body = {.body = 1};

static const nf_facts_t *found(const char *head, const char *text,
                               const nf_settings_t *settings)
{
    char *html = apr_psprintf(
        pool,
        "<!DOCTYPE html><html lang=en><head><title>Harbour wall breaks</title>"
        "%s<link rel=canonical href=" PAGE "></head><body><main><h1>Harbour "
        "wall breaks</h1><p>By Ann Reed, 3 February "
        "2026</p>%s</main></body></html>",
        head, text);

    return nf_detect(page_of(html), settings);
}

/* "start-end: headline @time #name, ..." with times of the one day as they
 * are written, or "none" */
static const char *told(const nf_facts_t *f)
{
    const char *out;
    int i;

    if (f->live == NULL) {
        return f->type;
    }
    assert_string_equal(f->type, "LiveBlogPosting");
    out = apr_psprintf(pool, "%s-%s", f->live->start ? f->live->start : "",
                       f->live->end ? f->live->end : "");
    for (i = 0; i < f->live->updates->nelts; i++) {
        const nf_update_t *u =
            &APR_ARRAY_IDX(f->live->updates, i, nf_update_t);

        out = apr_psprintf(pool, "%s, %s @%s %s", out, none(u->headline),
                           u->date_published, u->url ? u->url : "");
    }
    return out;
}

#define DAY "2026-02-03T"
#define TIME(hm) "<time datetime=" DAY hm ":00Z>" hm "</time>"
#define POST(id, hm, title, text) \
    "<article id=" id ">" TIME(hm) "<h2>" title "</h2>" text "</article>"
#define A POST("a", "15:10", "Wall mended", P1)
#define B POST("b", "14:05", "Divers sent", P2)
#define C POST("c", "11:30", "Wall breaks", P3)
#define TOLD_A ", Wall mended @" DAY "15:10:00Z " PAGE "#a"
#define TOLD_B ", Divers sent @" DAY "14:05:00Z " PAGE "#b"
#define TOLD_C ", Wall breaks @" DAY "11:30:00Z " PAGE "#c"
#define LIVE(text) "<div class=liveblog>" text "</div>"
#define TWICE(post) \
    "<div>" post "<footer>Updated at " TIME("18:00") "</footer></div>"
#define TEASER(url, hm)                 \
    "<div>" TIME(hm) "<h3><a href=" url \
                     ">Another story of the day</a></h3>" P1 "</div>"
#define LINE "<p>The crew of the harbour had done it by then.</p>"
#define GAME(day)                                                  \
    "<div><h3>Elm against Fenwick</h3><time datetime=2026-06-" day \
    "T18:00:00Z>" day " June</time>" P1 "</div>"
#define NONE "NewsArticle"
#define OWN(more)                                                           \
    "<script type=application/ld+json>{\"@type\":\"LiveBlogPosting\"," more \
    "\"headline\":\"Harbour wall breaks\"}</script>"

typedef struct row_t {
    const char *head, *text, *want;
} row_t;

static void try_rows(const row_t *rows, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        const char *got = told(found(rows[i].head, rows[i].text, NULL));

        if (strcmp(got, rows[i].want) != 0) {
            fail_msg("row %d\n got %s\nwant %s", (int)i, got, rows[i].want);
        }
    }
}

static void test_what_is_one(void **state)
{
    static const row_t rows[] = {
        {"", LIVE(A B C), DAY "11:30:00Z-" TOLD_A TOLD_B TOLD_C},
        /* who says that it is one */
        {"", "<div>" A B C "</div>", NONE},
        /* published before the first update */
        {"<meta property=article:published_time content=" DAY "09:00:00Z>",
         LIVE(A B C), DAY "09:00:00Z-" TOLD_A TOLD_B TOLD_C},
        /* one may be pinned */
        {"", LIVE(C A B POST("d", "11:00", "Waves rise", P1)),
         DAY "11:00:00Z-" TOLD_C TOLD_A TOLD_B ", Waves rise @" DAY
             "11:00:00Z " PAGE "#d"},
        {"", LIVE(A C B), NONE},
        /* two are a correction, not a live blog */
        {"", LIVE(A B) P3, NONE},
        /* no times of the day, nothing in them */
        {"", LIVE("<p><time datetime=2026-02-03>3 February</time>" BODY),
         NONE},
        {"",
         LIVE("<ul><li>" TIME("15:10") "<li>" TIME("14:05") "<li>" TIME(
             "11:30") "</ul>" BODY),
         NONE},
        /* a time that something was changed, and those of a quotation */
        {"",
         LIVE(A B "<article id=c>" TIME(
             "11:30") "<time class=modified "
                      "datetime=" DAY "12:00:00Z>"
                      "12:00</time><h2>Wall breaks"
                      "</h2>" P3 "<blockquote>" P1 TIME(
                          "08:00") "</blockquote></article>"),
         DAY "11:30:00Z-" TOLD_A TOLD_B TOLD_C},
    };

    (void)state;
    try_rows(rows, COUNT(rows));
}

static void test_how_it_is_made(void **state)
{
    static const row_t rows[] = {
        /* a second time in each, one without text, a paragraph behind them */
        {"", LIVE(TWICE(A) TWICE(B) TWICE(C)),
         DAY "11:30:00Z-" TOLD_A TOLD_B TOLD_C},
        {"",
         LIVE(A "<article id=x>" TIME(
             "14:40") "<h2>A picture</h2></article>" B C),
         DAY "11:30:00Z-" TOLD_A ", A picture @" DAY "14:40:00Z " PAGE
             "#x" TOLD_B TOLD_C},
        {"", LIVE(A B C) P1, DAY "11:30:00Z-" TOLD_A TOLD_B TOLD_C},
        /* by day; in list items, which have no name */
        {"", LIVE("<section>" A B "</section><section>" C "</section>"),
         DAY "11:30:00Z-" TOLD_A TOLD_B TOLD_C},
        {"", LIVE("<ul><li>" A "</li><li>" B "</li><li>" C "</li></ul>"),
         DAY "11:30:00Z-" TOLD_A TOLD_B TOLD_C},
        /* its headings are its own */
        {"",
         LIVE(POST("a", "15:10", "Wall mended", P1 "<h4>Read more</h4>")
                  POST("b", "14:05", "Divers sent", P2 "<h4>Read more</h4>")
                      POST("c", "11:30", "Wall breaks", P3)),
         DAY "11:30:00Z-" TOLD_A TOLD_B TOLD_C},
    };

    (void)state;
    try_rows(rows, COUNT(rows));
}

static void test_what_is_none(void **state)
{
    static const row_t rows[] = {
        /* teasers of others, times of another year, a part of the article,
         * a name of the whole page */
        {"",
         LIVE(TEASER("/a", "15:10") TEASER("/b", "14:05")
                  TEASER("/c", "11:30")),
         NONE},
        {"", LIVE(GAME("11") GAME("12") GAME("13")), NONE},
        {"",
         BODY LIVE(POST("a", "15:10", "Wall mended", LINE)
                       POST("b", "14:05", "Divers sent", LINE)
                           POST("c", "11:30", "Wall breaks", LINE)),
         NONE},
        {"", "<script>document.body.className='liveblog'</script>" A B C,
         NONE},
    };

    (void)state;
    try_rows(rows, COUNT(rows));
}

static void test_the_pages_word(void **state)
{
    static const row_t rows[] = {
        /* the page's word for machines, without updates and with them */
        {OWN(""), BODY, "-"},
        {OWN("\"coverageStartTime\":\"2026-02-03 10:00Z\",\"coverageEndTime"
             "\":\"" DAY "16:00Z\","),
         LIVE(A B C), DAY "10:00:00Z-" DAY "16:00:00Z" TOLD_A TOLD_B TOLD_C},
        {OWN("\"liveBlogUpdate\":{\"headline\":\"A &amp; B\",\"url\":\"/x#1\","
             "\"datePublished\":\"" DAY "10:00Z\"},"),
         LIVE(A B C), "-, A & B @" DAY "10:00:00Z https://news.example/x#1"},
        {OWN("\"liveBlogUpdate\":[{\"headline\":\"no date\"},7,null,{\"date"
             "Published\":\"" DAY "10:00Z\"}],"),
         BODY, "-"},
    };

    (void)state;
    try_rows(rows, COUNT(rows));
}

static const char *block_of(const nf_facts_t *f)
{
    const nf_options_t options = {0};

    return nf_jsonld_render(f, &options, pool).p;
}

static void test_a_word_of_the_address(void **state)
{
    static const struct {
        const char *url;
        int live;
    } rows[] = {{"https://x.example/live/wall", 1},
                {"https://x.example/2026/wall-breaks-live-updates", 1},
                {"https://x.example/liveblog-wall?a=b", 1},
                {"https://x.example/en-direct", 1},
                {"https://x.example/how-we-live-now", 0},
                {"https://x.example/wall?a=liveblog", 0},
                {"https://liveblog.example/wall", 0}};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const nf_facts_t *f = found(
            apr_psprintf(pool, "<base href=/><link rel=canonical href='%s'>",
                         rows[i].url),
            A B C, NULL);

        assert_int_equal(f->live != NULL, rows[i].live);
    }
}

static void test_text(void **state)
{
    const char *out = block_of(found("", LIVE(A B C), &with_body));

    (void)state;
    assert_non_null(strstr(out, "\"@type\":\"LiveBlogPosting\""));
    assert_non_null(strstr(out, "\"url\":\"" PAGE "#b\",\"articleBody\":"
                                "\"Work is expected"));
    /* an update without a title is told by its text, or not at all */
    out = block_of(found(
        "", LIVE(A "<article>" TIME("14:05") P2 "</article>" C), &with_body));
    assert_non_null(strstr(out, "{\"@type\":\"BlogPosting\",\"datePublished"
                                "\":\"" DAY "14:05:00Z\",\"articleBody\":"));
    out = block_of(
        found("", LIVE(A "<article>" TIME("14:05") P2 "</article>" C), NULL));
    assert_non_null(strstr(out, "15:10:00Z"));
    assert_null(strstr(out, "14:05:00Z"));
    /* nothing of what is not free */
    out = block_of(found(
        "", LIVE(A B C) "<div class=paywall>" P1 P2 P3 "</div>", &with_body));
    assert_null(strstr(out, "\"articleBody\":\"Work is expected"));
}

static void test_limits(void **state)
{
    nf_buf_t text;
    const nf_facts_t *f;
    int i;

    (void)state;
    nf_buf_init(&text, pool, 0);
    nf_buf_adds(&text, "<div class=liveblog>");
    for (i = 0; i < NF_MAX_UPDATES + 20; i++) {
        nf_buf_printf(&text,
                      "<div><time datetime='2026-02-0%dT%02d:%02d:00Z'>x"
                      "</time><h3>Update %d</h3>" P1 "</div>",
                      3 + i / 60, 10, i % 60, i);
    }
    f = found("", nf_buf_cstr(&text), NULL);
    assert_non_null(f->live);
    assert_int_equal(f->live->updates->nelts, NF_MAX_UPDATES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_what_is_one),
        POOL_TEST(test_how_it_is_made),
        POOL_TEST(test_what_is_none),
        POOL_TEST(test_the_pages_word),
        POOL_TEST(test_a_word_of_the_address),
        POOL_TEST(test_text),
        POOL_TEST(test_limits),
    };

    return run_group("live", tests, COUNT(tests));
}
