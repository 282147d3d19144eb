/*
 * test_hostile.c -- pages made to cost time or memory: each is read, keeps
 * its facts, and takes a time that grows with the page and not with its
 * square.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>
#include "facts.h"
#include "page/limits.h"

/* Seconds of processor time; the slowest takes a tenth of one without
 * sanitizers. */
#define MAX_SECONDS 10

#define ITEM "<div itemscope itemtype=http://schema.org/NewsArticle>"

static const struct {
    const char *what;
    const char *head; /* repeated in the head */
    unsigned heads;
    const char *open;  /* in front of the story */
    const char *piece; /* repeated behind it */
    unsigned pieces;
    unsigned opens;
} rows[] = {
    {"authors", "<meta name=author content=\"Ann Roe, Bo Doe, Cy Poe\">",
     50000, "", "", 0, 0},
    {"addresses", "<link rel=canonical href=a>", 50000, "", "", 0, 0},
    {"keywords", "<meta name=keywords content=\"a,b,c,d,e,f,g,h,i,j\">", 50000,
     "", "", 0, 0},
    {"times", "", 0, "", "<time datetime=\"2026-01-01\">x</time>", 50000, 0},
    {"dates in dates", "", 0, "<div class=date>", "word ", 200000, 250},
    {"bylines in bylines", "", 0, "<div class=byline>", "word ", 200000, 250},
    {"properties in properties", ITEM, 1,
     "<div itemprop=\"headline "
     "description author articleBody\">",
     "word ", 200000, 250},
    {"pictures", "", 0, "<picture>", "<img itemprop=image>", 200000, 1},
    {"labels of authors", "", 0, "", "<p>Author:</p><p>Ann Roe</p>", 20000, 0},
    {"links to persons", "", 0, "", "<a href=/author/x>Ann Roe</a> ", 50000,
     0},
    {"tickers in tickers", "", 0, "<div class=ticker>",
     "<a href=/n>Bridge at Kessock closed to lorries</a> ", 4000, 200},
    {"separators", "", 0, "", "wall harbour one two | ", 50000, 0},
    {"titles of lists", "", 0, "",
     "<h3>Related News</h3><ul><li>"
     "<a href=/n>Bridge at Kessock closed to lorries</a></ul>",
     8000, 0},
    {"scripts with a comment that does not end", "", 0, "",
     "<script>if (a < b) { c('<!--', '<p>') }</script>", 100000, 0},
    {"headings", "", 0, "", "<h1>Harbour wall to be rebuilt soon</h1>", 20000,
     0},
};

static char *times(const char *piece, unsigned n)
{
    size_t len = strlen(piece);
    char *s = apr_palloc(pool, len * n + 1);
    unsigned i;

    for (i = 0; i < n; i++) {
        memcpy(s + i * len, piece, len);
    }
    s[len * n] = '\0';
    return s;
}

static void test_time(void **state)
{
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        clock_t start = clock();
        const nf_facts_t *f =
            facts_of("en", times(rows[i].head, rows[i].heads),
                     times(rows[i].open, rows[i].opens),
                     times(rows[i].piece, rows[i].pieces));

        if (clock() - start > MAX_SECONDS * CLOCKS_PER_SEC) {
            fail_msg("%s: too slow", rows[i].what);
        }
        assert_true(f->evidence->v->nelts
                    <= NF_FACT_COUNT * NF_MAX_CANDIDATES);
        assert_string_equal(none(f->headline), "Harbour wall to be rebuilt");
        apr_pool_clear(pool);
    }
}

/* Names and keywords by the thousand: as many as limits.h says are kept. */
static void test_lists(void **state)
{
    const nf_facts_t *f;
    nf_buf_t words;
    int i;

    nf_buf_init(&words, pool, 0);
    for (i = 0; i < 10000; i++) {
        nf_buf_printf(&words, "w%d, ", i);
    }
    f = facts_of("en",
                 apr_pstrcat(pool,
                             "<script type=\"application/ld+json\">{"
                             "\"@type\":\"NewsArticle\",\"headline\":"
                             "\"Harbour wall to be rebuilt\",\"author\":[",
                             times("\"Ann Roe\",\"Bo Doe\",", 5000),
                             "\"Cy Poe\"],\"keywords\":\"",
                             nf_buf_cstr(&words), "\"}</script>", NULL),
                 "", "");

    assert_string_equal(authors(f), "Ann Roe + Bo Doe");
    assert_int_equal(f->keywords->nelts, NF_MAX_KEYWORDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_time),
        POOL_TEST(test_lists),
    };

    return run_group("hostile", tests, COUNT(tests));
}
