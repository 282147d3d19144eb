/* test_block.c -- the page's text as paragraphs, and what is said of them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "page/chars.h"
#include "support.h"

/* All blocks, separated by " / ". */
static const char *blocks(const char *html)
{
    nf_page_t *page = page_of(html);
    nf_buf_t out;
    uint32_t i;

    nf_buf_init(&out, pool, 0);
    for (i = 0; i < page->blocks->n; i++) {
        nf_buf_adds(&out, i ? " / " : "");
        nf_buf_adds(&out, block_text(page, i));
    }
    return nf_buf_cstr(&out);
}

static void test_borders(void **state)
{
    static const struct {
        const char *html, *want;
    } rows[] = {
        {"<p>a<p>b", "a / b"},
        {"<div>a<p>b</p>c</div>d", "a / b / c / d"},
        {"<div>a<div></div>b</div>", "a / b"},
        {"<ul><li>a<li>b</ul>", "a / b"},
        {"<table><tr><td>a<td>b</table>", "a / b"},
        {"<p>a<br>b", "a b"},
        {"<p>a<br><br>b", "a / b"},
        {"<p>a<br>b<br>c", "a b c"},
        {"<p>a<br> <br>\n<br>b", "a / b"},
        {"<p>a<hr>b", "a / b"},
        {"<p><b>a</b><i>b</i> <u>c</u>", "ab c"},
        {"<p>a<img>b<span></span>c", "abc"},
        {"<p>a</p> <p>\n</p> <p>&nbsp;</p><p>b</p>", "a / b"},
        {"<a href=x>a<div>b</div></a>c", "a / b / c"},
        {"<p>a<!-- x -->b", "ab"},
        {"", ""},
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        /* nf_page_read() wants some markup */
        const char *html = apr_pstrcat(pool, "<body>", rows[i].html, NULL);

        assert_string_equal(blocks(html), rows[i].want);
    }
}

static void test_text(void **state)
{
    assert_string_equal(blocks("<p>  a \n\t b&nbsp; c\xC2\xA0"
                               "d "),
                        "a b c d");
    assert_string_equal(blocks("<p>co&shy;op\xC2\xAD"
                               "er&#8203;ate"),
                        "cooper\xE2\x80\x8B"
                        "ate");
    assert_string_equal(blocks("<p>&lt;b&gt; &amp;amp; &copy &eacute;"),
                        "<b> &amp; \xC2\xA9 \xC3\xA9");
    assert_string_equal(blocks("<p>a\xFF"
                               "b"),
                        "a\xEF\xBF\xBD"
                        "b");
}

static void test_hidden(void **state)
{
    assert_string_equal(blocks("<head><title>t</title></head><p>a"
                               "<script>s</script><style>y</style>"
                               "<template><p>t</template>"
                               "<noscript>n</noscript><svg><text>v</svg>"
                               "<select><option>o</select>"
                               "<textarea>x</textarea>b"),
                        "ab");
    assert_string_equal(blocks("<p>a<script>s</script>b"), "ab");
}

static void test_links(void **state)
{
    nf_page_t *page = page_of("<p>ab <a href=x>cde</a> <a name=y>fg</a> "
                              "<a href=z>h<b>\xC3\xA9</b></a></p>"
                              "<a href=x><div>ij</a>kl</div>");

    assert_int_equal(block_at(page, 0)->links, 2);
    assert_int_equal(block_at(page, 0)->link_chars, 5);
    assert_int_equal(block_at(page, 0)->chars, 12);
    /* the second div goes on after the end of the link around it */
    assert_string_equal(block_text(page, 1), "ijkl");
    assert_int_equal(block_at(page, 1)->link_chars, 2);
    /* a link over two blocks is one in each */
    page = page_of("<a href=x>ab<br><br>cd</a>");
    assert_int_equal(block_at(page, 0)->links, 1);
    assert_int_equal(block_at(page, 1)->links, 1);
}

/* The same counts, character by character. */
static void assert_counts(const nf_block_t *k)
{
    const char *p = k->text.p, *end = p + k->text.len;
    unsigned n[NF_CHAR_STOP + 1] = {0}, words = 0, in_word = 0, chars = 0;
    unsigned letters = 0, capitals = 0, digits = 0;

    while (p < end) {
        unsigned cp = nf_utf8_next(&p, end);
        nf_char_e kind = nf_char_class(cp);

        n[kind]++;
        words += NF_CHAR_IS_WORD(kind) & ~in_word;
        in_word = NF_CHAR_IS_WORD(kind);
        chars++;
        letters += nf_is_alpha(cp) != 0;
        capitals += cp - 'A' < 26u;
        digits += cp - '0' < 10u;
    }
    assert_int_equal(k->chars, chars);
    assert_int_equal(k->words, words + (n[NF_CHAR_DENSE] + 1) / 2);
    assert_int_equal(k->commas, n[NF_CHAR_COMMA]);
    assert_int_equal(k->stops, n[NF_CHAR_STOP]);
    assert_int_equal(k->capitals, letters ? capitals * 100 / letters : 0);
    assert_int_equal(k->digits, digits * 100 / chars);
}

/* Letters, digits, signs and what is no ASCII, in any order and length. */
static void test_counts_anywhere(void **state)
{
    static const char *const pieces[] = {"a",
                                         "b",
                                         "Q",
                                         "Zz",
                                         "7",
                                         " ",
                                         ",",
                                         ".",
                                         "?",
                                         "!",
                                         ";",
                                         "-",
                                         "_",
                                         "word",
                                         "'s",
                                         "42",
                                         "\xC3\xA9",
                                         "\xD0\x96",
                                         " \xD0\xB6",
                                         "\xE2\x80\x99",
                                         "\xE3\x80\x81",
                                         "\xE0\xB8\x82",
                                         "\xF0\x9F\x98\x80"};
    unsigned random = 1, i, k;

    for (i = 0; i < 2000; i++) {
        nf_buf_t html;

        nf_buf_init(&html, pool, 0);
        nf_buf_adds(&html, "<p>x");
        for (k = 0; k < i % 40; k++) {
            random = random * 1103515245 + 12345;
            nf_buf_adds(&html, pieces[(random >> 16) % COUNT(pieces)]);
        }
        assert_counts(block_at(page_of(nf_buf_cstr(&html)), 0));
    }
}

static void test_counts(void **state)
{
    static const struct {
        const char *html;
        unsigned words, chars, commas, stops;
    } rows[] = {
        {"<p>One, two; three. Four?", 4, 22, 2, 2},
        {"<p>It\xE2\x80\x99s 2026", 3, 9, 0, 0},
        /* Thai, Khmer, Chinese, Japanese: two letters to a word */
        {"<p>\xE0\xB8\x82\xE0\xB9\x88\xE0\xB8\xB2\xE0\xB8\xA7", 2, 4, 0, 0},
        {"<p>\xE1\x9E\x81\xE1\x9F\x92\xE1\x9E\x98\xE1\x9F\x82\xE1\x9E\x9A"
         "\xE1\x9F\x94",
         3, 6, 0, 1},
        {"<p>\xE5\x8C\x97\xE4\xBA\xAC\xEF\xBC\x8C\xE6\x96\xB0\xE9\x97\xBB"
         "\xE3\x80\x82",
         2, 6, 1, 1},
        {"<p>\xE3\x83\x8B\xE3\x83\xA5\xE3\x83\xBC\xE3\x82\xB9 AI", 3, 7, 0, 0},
        /* Arabic: words between spaces, its own comma and question mark */
        {"<p>\xD9\x87\xD9\x84\xD8\x8C \xD8\xAE\xD8\xA8\xD8\xB1\xD8\x9F", 2, 8,
         1, 1},
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        const nf_block_t *k = block_at(page_of(rows[i].html), 0);

        assert_int_equal(k->words, rows[i].words);
        assert_int_equal(k->chars, rows[i].chars);
        assert_int_equal(k->commas, rows[i].commas);
        assert_int_equal(k->stops, rows[i].stops);
    }
}

static void test_bold(void **state)
{
    nf_page_t *page = page_of("<p><b>a</b> <strong>b</strong></p>"
                              "<p><b>a</b>b</p><b><p>c</p></b><p>d</p>");

    assert_true(block_at(page, 0)->bold);
    assert_false(block_at(page, 1)->bold);
    assert_true(block_at(page, 2)->bold);
    assert_false(block_at(page, 3)->bold);
}

static void test_flags(void **state)
{
    nf_page_t *page = page_of(
        "<header>h</header><nav>n</nav><article><header><h2>t</h2></header>"
        "<figure><figcaption>f</figcaption></figure>"
        "<blockquote>q</blockquote><ul><li>l</li></ul>"
        "<table><tr><td>c</td></tr></table><aside>s</aside>"
        "<label>b</label></article><footer>z</footer>");

    assert_true(block_at(page, 0)->in_header);
    assert_false(block_at(page, 0)->in_article);
    assert_true(block_at(page, 1)->in_nav);
    assert_int_equal(block_at(page, 2)->heading, 2);
    assert_true(block_at(page, 2)->in_article);
    assert_false(block_at(page, 2)->in_header);
    assert_true(block_at(page, 3)->in_figure);
    assert_true(block_at(page, 4)->in_quote);
    assert_false(block_at(page, 4)->in_figure);
    assert_true(block_at(page, 5)->in_li);
    assert_true(block_at(page, 6)->in_table);
    assert_true(block_at(page, 7)->in_aside);
    assert_true(block_at(page, 8)->in_form);
    assert_true(block_at(page, 9)->in_footer);
    assert_false(block_at(page, 9)->in_article);
}

/* As deep as elements go, and what is deeper. */
static void test_deep(void **state)
{
    int n;

    for (n = 248; n < 260; n++) {
        nf_buf_t html;
        nf_page_t *page;
        int i;

        nf_buf_init(&html, pool, 4096);
        nf_buf_adds(&html, "<nav>");
        for (i = 0; i < n; i++) {
            nf_buf_adds(&html, "<div>");
        }
        nf_buf_adds(&html, "wall<aside></aside><br><i></i>pier<b></b>");
        for (i = 0; i < n; i++) {
            nf_buf_adds(&html, "</div>");
        }
        nf_buf_adds(&html, "</nav><p>ferry");
        page = page_of(nf_buf_cstr(&html));
        for (i = 0; i + 1 < (int)page->blocks->n; i++) {
            assert_true(block_at(page, i)->in_nav);
            assert_false(block_at(page, i)->in_aside);
            assert_false(block_at(page, i)->bold);
        }
        assert_string_equal(block_text(page, i), "ferry");
        assert_false(block_at(page, i)->in_nav);
    }
}

static void test_form_around_the_page(void **state)
{
    nf_page_t *page = page_of("<form><p>a<p>b<p>c</form>");

    assert_false(block_at(page, 1)->in_form);
    page = page_of("<form><p>a</form><p>b<p>c<p>d<p>e");
    assert_true(block_at(page, 0)->in_form);
    assert_false(block_at(page, 1)->in_form);
}

static void test_hints(void **state)
{
    nf_page_t *page = page_of(
        "<body class=has-sidebar><div class=related><p class=caption>"
        "<span class=credit>a</span></p></div><p>b</p><p>c</p><p>d</p>");
    const nf_block_t *k = block_at(page, 0);

    assert_true(k->own & NF_HINT(CAPTION));
    assert_true(k->own & NF_HINT(CREDIT));
    assert_false(k->own & NF_HINT(RELATED));
    assert_true(k->hints & NF_HINT(RELATED));
    /* a class of the body says nothing of its blocks */
    assert_false(k->hints & NF_HINT(ASIDE));
    assert_int_equal(block_at(page, 1)->hints, 0);
    assert_true(page->blocks->path[k->owner] & NF_HINT(RELATED));
    /* nor does one of an element around most of the page */
    page = page_of("<div class=sidebar><p>a</p><p>b</p><p>c</p></div><p>d");
    assert_int_equal(block_at(page, 0)->hints, 0);
    page = page_of("<div class=sidebar><p>a</p></div><p>b</p><p>c</p><p>d");
    assert_true(block_at(page, 0)->hints & NF_HINT(ASIDE));
}

static void test_from(void **state)
{
    nf_page_t *page = page_of("<p>a</p><p>b</p><p>c</p>");
    const nf_blocks_t *b = page->blocks;

    assert_int_equal(nf_blocks_from(b, 0), 0);
    assert_int_equal(nf_blocks_from(b, b->v[1].first), 1);
    assert_int_equal(nf_blocks_from(b, b->v[1].first + 1), 2);
    assert_int_equal(nf_blocks_from(b, b->v[2].last + 1), 3);
}

static void test_cap(void **state)
{
    nf_page_t *page = page_of(repeat("<p>x", NF_MAX_BLOCKS + 10, ""));

    assert_int_equal(page->blocks->n, NF_MAX_BLOCKS);
    assert_string_equal(block_text(page, NF_MAX_BLOCKS - 1), "x");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_borders), POOL_TEST(test_text),
        POOL_TEST(test_hidden),  POOL_TEST(test_links),
        POOL_TEST(test_counts),  POOL_TEST(test_counts_anywhere),
        POOL_TEST(test_bold),    POOL_TEST(test_flags),
        POOL_TEST(test_deep),    POOL_TEST(test_form_around_the_page),
        POOL_TEST(test_hints),   POOL_TEST(test_from),
        POOL_TEST(test_cap)};

    return run_group("block", tests, COUNT(tests));
}
