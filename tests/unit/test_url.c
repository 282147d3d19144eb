/* test_url.c -- addresses are resolved, refused and compared. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <apr_general.h>
#include "page/limits.h"
#include "page/url.h"

static apr_pool_t *pool;

static const char *resolve(const char *base, const char *href)
{
    const char *url = nf_url_resolve(base, href, pool);

    return url ? url : "(refused)";
}

/* RFC 3986, 5.4.1 and 5.4.2, with http addresses and without fragments
 * alone. */
static void test_rfc3986(void **state)
{
    static const struct {
        const char *href, *want;
    } rows[] = {{"g", "http://a/b/c/g"},
                {"./g", "http://a/b/c/g"},
                {"g/", "http://a/b/c/g/"},
                {"/g", "http://a/g"},
                {"//g", "http://g/"},
                {"?y", "http://a/b/c/d;p?y"},
                {"g?y", "http://a/b/c/g?y"},
                {"g#s", "http://a/b/c/g#s"},
                {"g?y#s", "http://a/b/c/g?y#s"},
                {";x", "http://a/b/c/;x"},
                {"g;x?y#s", "http://a/b/c/g;x?y#s"},
                {".", "http://a/b/c/"},
                {"./", "http://a/b/c/"},
                {"..", "http://a/b/"},
                {"../", "http://a/b/"},
                {"../g", "http://a/b/g"},
                {"../..", "http://a/"},
                {"../../g", "http://a/g"},
                {"../../../g", "http://a/g"},
                {"../../../../g", "http://a/g"},
                {"/./g", "http://a/g"},
                {"/../g", "http://a/g"},
                {"g.", "http://a/b/c/g."},
                {".g", "http://a/b/c/.g"},
                {"g..", "http://a/b/c/g.."},
                {"..g", "http://a/b/c/..g"},
                {"./../g", "http://a/b/g"},
                {"./g/.", "http://a/b/c/g/"},
                {"g/./h", "http://a/b/c/g/h"},
                {"g/../h", "http://a/b/c/h"},
                {"g;x=1/../y", "http://a/b/c/y"},
                {"g?y/../x", "http://a/b/c/g?y/../x"},
                {"g#s/../x", "http://a/b/c/g#s/../x"}};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_string_equal(resolve("http://a/b/c/d;p?q", rows[i].href),
                            rows[i].want);
    }
}

static void test_absolute(void **state)
{
    assert_string_equal(resolve(NULL, " https://Example.COM/A?b=%20#c\n"),
                        "https://example.com/A?b=%20#c");
    assert_string_equal(resolve("https://example.com/x", "//cdn.test/i.jpg"),
                        "https://cdn.test/i.jpg");
    assert_string_equal(resolve("http://example.com/x", "//cdn.test/i.jpg"),
                        "http://cdn.test/i.jpg");
    assert_string_equal(resolve(NULL, "http://a-1.example.com/b//c?d#e"),
                        "http://a-1.example.com/b//c?d#e");
    assert_string_equal(resolve(NULL, "https://example.com/a/./b/../c"),
                        "https://example.com/a/c");
    assert_string_equal(resolve(NULL, "HTTP://example.com:80"),
                        "http://example.com/");
    assert_string_equal(resolve(NULL, "https://example.com:8443?x"),
                        "https://example.com:8443/?x");
    assert_string_equal(resolve(NULL, "http://[2001:db8::1]:81/a"),
                        "http://[2001:db8::1]:81/a");
    assert_string_equal(
        resolve("https://example.com", "\xE1\x9E\x96\xE1\x9E\x8F/a"),
        "https://example.com/\xE1\x9E\x96\xE1\x9E\x8F/a");
    assert_string_equal(resolve("https://example.com/a/b", "12:30-news"),
                        "https://example.com/a/12:30-news");
}

static void test_without_base(void **state)
{
    assert_string_equal(resolve(NULL, " news/1.html "), "news/1.html");
    assert_string_equal(resolve("not a base", "news/1.html"), "(refused)");
    assert_string_equal(resolve("ftp://example.com/", "x"), "(refused)");
}

static void test_refused(void **state)
{
    static const char *const hrefs[] = {"",
                                        "  ",
                                        "#top",
                                        "javascript:alert(1)",
                                        " JavaScript:alert(1)",
                                        "data:text/html,x",
                                        "mailto:a@example.com",
                                        "ftp://example.com/",
                                        "http:",
                                        "http://",
                                        "http:///path",
                                        "http:relative",
                                        "https:/one",
                                        "http://user@example.com/",
                                        "http://user:pw@example.com/",
                                        "http://exa mple.com/",
                                        "/a b",
                                        "/a\nb",
                                        "/a\tb",
                                        "/a\x01",
                                        "/a<script>",
                                        "/a>b",
                                        "/a\"onload=x",
                                        "/\\evil.test/",
                                        "\\\\evil.test/",
                                        "http://a\\b/",
                                        "http://example.com:99999999/",
                                        "http://exa'mple.com/",
                                        "http://example.com:x/",
                                        "tel:+1",
                                        "//",
                                        "//user@evil.test/",
                                        "blob:https://example.com/1"};
    char *longest = apr_palloc(pool, NF_MAX_URL + 2);
    size_t i;

    for (i = 0; i < sizeof(hrefs) / sizeof(hrefs[0]); i++) {
        assert_string_equal(resolve("https://example.com/a/b", hrefs[i]),
                            "(refused)");
    }
    assert_null(nf_url_resolve("https://example.com/", NULL, pool));
    memset(longest, 'a', NF_MAX_URL + 1);
    longest[NF_MAX_URL + 1] = '\0';
    assert_string_equal(resolve("https://example.com/", longest), "(refused)");
    longest[NF_MAX_URL] = '\0';
    assert_string_equal(resolve("https://example.com/", longest), "(refused)");
    longest[1000] = '\0';
    assert_string_not_equal(resolve("https://example.com/", longest),
                            "(refused)");
}

static void test_host(void **state)
{
    assert_string_equal(nf_url_host("https://www.Example.com:8080/a", pool),
                        "example.com");
    assert_string_equal(nf_url_host("http://news.example.com", pool),
                        "news.example.com");
    assert_string_equal(nf_url_host("/relative", pool), "");
    assert_string_equal(nf_url_host(NULL, pool), "");
}

static void test_same(void **state)
{
    static const struct {
        const char *a, *b;
        int same;
    } rows[] = {
        {"http://example.com/a", "https://www.example.com/a/", 1},
        {"https://example.com", "https://example.com/", 1},
        {"https://example.com/a#x", "https://EXAMPLE.com/a", 1},
        {"https://example.com/%C3%A9t%c3%a9",
         "https://example.com/\xC3\xA9"
         "t\xC3\xA9",
         1},
        {"https://example.com/%7Euser", "https://example.com/~user", 1},
        {"https://example.com/a%2fb", "https://example.com/a%2Fb", 1},
        {"https://example.com/a%2Fb", "https://example.com/a/b", 0},
        {"https://example.com/a?", "https://example.com/a", 1},
        {"https://example.com/a?id=1", "https://example.com/a?id=2", 0},
        {"https://example.com:443/a", "https://example.com/a", 1},
        {"https://example.com:8443/a", "https://example.com/a", 0},
        {"https://example.com/a", "https://example.org/a", 0},
        {"https://example.com/a", "https://m.example.com/a", 0},
        {"https://example.com/a", "https://example.com/A", 0},
        {"https://example.com/x/../a", "https://example.com/a", 1},
        {"a.html", "b.html", 0}};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_int_equal(nf_url_same(rows[i].a, rows[i].b, pool),
                         rows[i].same);
        assert_int_equal(nf_url_same(rows[i].b, rows[i].a, pool),
                         rows[i].same);
    }
    assert_int_equal(nf_url_same(NULL, "https://example.com/", pool), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rfc3986),      cmocka_unit_test(test_absolute),
        cmocka_unit_test(test_without_base), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_host),         cmocka_unit_test(test_same)};
    int failed;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    failed = cmocka_run_group_tests_name("url", tests, NULL, NULL);
    apr_pool_destroy(pool);
    apr_terminate();
    return failed;
}
