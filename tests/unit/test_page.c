/* test_page.c -- the door from bytes to the page. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "support.h"

static const char *refused(const char *bytes, size_t len, const char *charset)
{
    const char *reason;
    nf_page_t *page = nf_page_read((nf_str_t){bytes, len}, NULL, charset, NULL,
                                   pool, &reason);

    assert_null(page);
    return reason;
}

static void test_reasons(void **state)
{
    static const char binary[] = "<\x00\x01\x02\x03\x04\x05\x06\x07<p>a";

    assert_string_equal(refused("", 0, NULL), "empty");
    assert_string_equal(refused("just words", 10, NULL), "not-html");
    assert_string_equal(refused(binary, sizeof(binary) - 1, NULL), "not-html");
    /* nothing of it is read, so the bytes need not be there */
    assert_string_equal(refused("<p>", (size_t)NF_MAX_PAGE + 1, NULL),
                        "too-large");
}

static void test_charset(void **state)
{
    static const char latin[] = "<p>caf\xE9 \x93x\x94";
    const char *reason = "";
    nf_page_t *page;

    page =
        nf_page_read(nf_str(latin), NULL, "iso-8859-1", NULL, pool, &reason);
    assert_non_null(page);
    assert_null(reason);
    assert_string_equal(block_text(page, 0),
                        "caf\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D");
    assert_ptr_equal(page->bytes.p, latin);

    page = nf_page_read(NF_STR("<meta charset=windows-1251><p>\xC4\xE0"), NULL,
                        NULL, NULL, pool, &reason);
    assert_string_equal(block_text(page, 0), "\xD0\x94\xD0\xB0");

    page = nf_page_read(NF_STR("\xEF\xBB\xBF<p>\xC3\xA9"), NULL,
                        "windows-1251", NULL, pool, &reason);
    assert_string_equal(block_text(page, 0), "\xC3\xA9");
}

/* A page is read a second time where its meta comes late. */
static void test_late_charset(void **state)
{
    const char *comment = apr_psprintf(pool, "<!-- %1100s -->", "");
    const char *koi8 =
        apr_pstrcat(pool, comment, "<meta charset=koi8-r><p>\xC4\xC1", NULL);
    const char *utf8 =
        apr_pstrcat(pool, comment, "<meta charset=utf-8><p>\xC3\xA9", NULL);
    const char *none =
        apr_pstrcat(pool, comment, "<meta charset=iso-2022-kr><p>\xC3", NULL);
    const char *reason;
    nf_page_t *page =
        nf_page_read(nf_str(koi8), NULL, NULL, NULL, pool, &reason);

    assert_string_equal(page->charset, "koi8-r");
    assert_int_equal(page->charset_source, NF_CHARSET_META);
    assert_string_equal(block_text(page, 0), "\xD0\xB4\xD0\xB0");

    page = nf_page_read(nf_str(utf8), NULL, NULL, NULL, pool, &reason);
    assert_string_equal(page->charset, "utf-8");
    assert_int_equal(page->charset_source, NF_CHARSET_META);
    assert_ptr_equal(page->text.p, utf8);

    page = nf_page_read(nf_str(koi8), NULL, "utf-8", NULL, pool, &reason);
    assert_int_equal(page->charset_source, NF_CHARSET_TRANSPORT);
    assert_null(nf_page_read(nf_str(none), NULL, NULL, NULL, pool, &reason));
    assert_string_equal(reason, "charset");
}

static const char *link_of(const char *html, const char *url)
{
    const char *reason;
    nf_page_t *page =
        nf_page_read(nf_str(html), url, "utf-8", NULL, pool, &reason);

    return nf_page_url_attr(
        page, nf_tree_find(page->tree, 1, page->tree->nnodes, NF_TAG_A),
        "href");
}

static void test_base(void **state)
{
    static const char url[] = "https://a.example/x/y.html";

    assert_string_equal(link_of("<a href=z>", url), "https://a.example/x/z");
    assert_string_equal(link_of("<base href=/q/><a href=z>", url),
                        "https://a.example/q/z");
    assert_string_equal(link_of("<base target=_top><base href='//b.example/'>"
                                "<base href=/no/><a href=z>",
                                url),
                        "https://b.example/z");
    assert_string_equal(link_of("<base href='javascript:x'><a href=z>", url),
                        "https://a.example/x/z");
    assert_string_equal(link_of("<a href=z>", NULL), "z");
    assert_null(link_of("<a>", url));
    assert_null(link_of("<a href='javascript:alert(1)'>", url));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_reasons), POOL_TEST(test_charset),
        POOL_TEST(test_late_charset), POOL_TEST(test_base)};

    return run_group("page", tests, COUNT(tests));
}
