/* test_hints.c -- what class words say. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "page/hints.c"
#include "support.h"

static nf_hints_t of(const char *value)
{
    static nf_hints_cache_t cache;
    nf_str_t s = nf_str(value);

    cache.end = s.p + s.len;
    return nf_hints_of(s, &cache);
}

/* Each word once, in order, and hints_table.h knows all of them. */
static void test_table(void **state)
{
    size_t i;

    for (i = 0; i < NWORDS; i++) {
        const char *p = words[i].word;
        size_t len = strlen(p);

        assert_true(len >= 2 && len < WORD_ROOM);
        for (; *p; p++) {
            assert_in_range(*p, 'a', 'z');
        }
        assert_true(words[i].bits != 0);
        if (i && strcmp(words[i - 1].word, words[i].word) >= 0) {
            fail_msg("%s stands after %s", words[i].word, words[i - 1].word);
        }
        p = words[i].word;
        assert_ptr_equal(lookup(p, len, p + len), &words[i]);
        assert_ptr_equal(lookup(p, len, p + WORD_ROOM), &words[i]);
    }
}

static void test_borders(void **state)
{
    assert_true(of("ticker") & NF_HINT(TICKER));
    assert_true(of("news-ticker") & NF_HINT(TICKER));
    assert_true(of("news_ticker2") & NF_HINT(TICKER));
    assert_true(of("newsTicker") & NF_HINT(TICKER));
    assert_true(of("a b  TICKER ") & NF_HINT(TICKER));
    assert_false(of("sticker") & NF_HINT(TICKER));
    assert_false(of("stickerShop") & NF_HINT(TICKER));
    assert_int_equal(of("ad"), NF_HINT(AD));
    assert_false(of("header") & NF_HINT(AD));
    assert_false(of("loading") & NF_HINT(AD));
    assert_false(of("shadow roadmap") & NF_HINT(AD));
}

static void test_compounds(void **state)
{
    assert_true(of("relatedposts") & NF_HINT(RELATED));
    assert_true(of("commentlist") & NF_HINT(COMMENT));
    assert_true(of("captions") & NF_HINT(CAPTION));
    assert_int_equal(of("x"), 0);
    assert_int_equal(of(""), 0);
    assert_int_equal(of(NULL), 0);
    /* longer than any word: an id made by a machine */
    assert_int_equal(of("relatedpostsqwertzuiopasdfghjklyx"), 0);
}

/* "comment-body" is no body of a story, but "comment body" is both. */
static void test_spoiled(void **state)
{
    assert_true(of("article-body") & NF_HINT(BODY));
    assert_int_equal(of("comment-body") & NF_HINT(BODY), 0);
    assert_true(of("comment-body") & NF_HINT(COMMENT));
    assert_int_equal(of("related-content") & NF_HINT(CONTENT), 0);
    assert_true(of("comment body") & NF_HINT(BODY));
}

static nf_hints_t of_node(const char *html)
{
    const nf_tree_t *t = tree_of(html);
    nf_hints_cache_t cache = {.end = t->text.p + t->text.len};

    return nf_hints_of_node(t, 1, &cache);
}

static void test_attributes(void **state)
{
    assert_true(of_node("<p class=caption>") & NF_HINT(CAPTION));
    assert_true(of_node("<p id=caption>") & NF_HINT(CAPTION));
    assert_true(of_node("<p itemprop=caption>") & NF_HINT(CAPTION));
    assert_true(of_node("<div role=navigation>") & NF_HINT(NAV));
    assert_true(of_node("<div ROLE=Dialog>") & NF_HINT(MODAL));
    assert_int_equal(of_node("<p title=caption data-x=caption>"), 0);
    assert_int_equal(of_node("<p>"), 0);
}

static void test_hidden(void **state)
{
    static const char *const yes[] = {
        "<p hidden>", "<p style='display:none'>", "<p class='a d-none'>",
        "<p style='color:red; DISPLAY : None!important'>",
        "<p class=sr-only>"};
    static const char *const no[] = {
        "<p>",
        "<p style='display:block'>",
        "<p style='display'>",
        "<p style='display:no'>",
        "<p class='not-hidden-at-all d-nonesuch'>",
        "<p class>",
        "<p style>"};
    size_t i;

    for (i = 0; i < COUNT(yes); i++) {
        assert_true(of_node(yes[i]) & NF_HINT(HIDDEN));
    }
    for (i = 0; i < COUNT(no); i++) {
        assert_false(of_node(no[i]) & NF_HINT(HIDDEN));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_table),      POOL_TEST(test_borders),
        POOL_TEST(test_compounds),  POOL_TEST(test_spoiled),
        POOL_TEST(test_attributes), POOL_TEST(test_hidden)};

    return run_group("hints", tests, COUNT(tests));
}
