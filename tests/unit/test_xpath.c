/* test_xpath.c -- XPath over our tree, with our nodes as results. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include "page/xpath.h"
#include "support.h"

static const char html[] =
    "<!doctype html><html><head><title>A &amp; B</title></head><body>"
    "<DIV Class='story main' data-x='1 &lt; 2'><p>one<p>two <b>bold</b>"
    "<x-Card>c</x-Card></DIV><p id=last>three&eacute;</p>"
    "<script>if (a<b && c) {}</script><svg><a>s</a></svg></body></html>";

static long n_of(const char *expr)
{
    nf_id_t *ids;

    return nf_xpath_nodes(nf_xpath_open(tree_of(html), pool), expr, NF_NONE,
                          &ids, pool);
}

static const char *of(const char *expr)
{
    const char *s = nf_xpath_string(nf_xpath_open(tree_of(html), pool), expr,
                                    NF_NONE, pool);

    return s ? s : "(null)";
}

static void test_nodes(void **state)
{
    nf_tree_t *t = tree_of(html);
    nf_xpath_t *x = nf_xpath_open(t, pool);
    nf_id_t *ids;
    long n = nf_xpath_nodes(x, "//p", NF_NONE, &ids, pool), i;

    assert_int_equal(n, 3);
    for (i = 0; i < n; i++) {
        assert_int_equal(t->nodes[ids[i]].tag, NF_TAG_P);
        assert_true(i == 0 || ids[i] > ids[i - 1]);
    }
    assert_string_equal(nf_tree_text_dup(t, ids[1], 99, pool), "two boldc");
    /* from a node */
    n = nf_xpath_nodes(x, "b | x-card", ids[1], &ids, pool);
    assert_int_equal(n, 2);
    n = nf_xpath_nodes(x, "ancestor::div", ids[0], &ids, pool);
    assert_int_equal(n, 1);
    assert_int_equal(t->nodes[ids[0]].tag, NF_TAG_DIV);
    /* attributes and text stand for our nodes, each once */
    n = nf_xpath_nodes(x, "//div/@* | //div", NF_NONE, &ids, pool);
    assert_int_equal(n, 1);
    n = nf_xpath_nodes(x, "//title/text()", NF_NONE, &ids, pool);
    assert_int_equal(n, 1);
    assert_int_equal(t->nodes[ids[0]].kind, NF_NODE_TEXT);
    n = nf_xpath_nodes(x, "//p[9]", NF_NONE, &ids, pool);
    assert_int_equal(n, 0);
}

static void test_values(void **state)
{
    assert_string_equal(of("//title"), "A & B");
    assert_string_equal(of("//div/@data-x"), "1 < 2");
    assert_string_equal(of("//p[@id='last']"), "three\xC3\xA9");
    assert_string_equal(of("//script"), "if (a<b && c) {}");
    assert_string_equal(of("count(//p)"), "3");
    assert_string_equal(of("name(//p/*[last()])"), "x-card");
    assert_string_equal(of("concat('a:b', \"::\")"), "a:b::");
    assert_string_equal(of("//svg/a"), "s");
    assert_string_equal(of("//*[contains(concat(' ', @class, ' '), "
                           "' main ')]/p[1]"),
                        "one");
    assert_string_equal(of("substring-after(//title, '&')"), " B");
    assert_string_equal(of("//h1"), "(null)");
    assert_string_equal(of("//h1/@id"), "(null)");
}

static int messages;

static void count_message(void *data, const char *format, ...)
{
    messages++;
}

#if LIBXML_VERSION >= 21200
static void count_error(void *data, const xmlError *error)
#else
static void count_error(void *data, xmlErrorPtr error)
#endif
{
    messages++;
}

/* No error reaches the handlers that other modules of a server may have
 * set. */
static void test_errors(void **state)
{
    static const char *const wrong[] = {"",
                                        "//",
                                        "//p[",
                                        "//p[1",
                                        "nosuch()",
                                        "string(nosuch(1))",
                                        "$x",
                                        "x:y",
                                        "php:function('a')",
                                        "//x:p",
                                        "$x:y",
                                        "count()",
                                        "1 +",
                                        "'open",
                                        "//p[@a=\"b]",
                                        "\xFF\xFE",
                                        "namespace::x:y"};
    char *deep = apr_palloc(pool, NF_XPATH_MAX_EXPR + 2);
    size_t i;

    messages = 0;
    xmlSetGenericErrorFunc(NULL, count_message);
    xmlSetStructuredErrorFunc(NULL, count_error);
    for (i = 0; i < COUNT(wrong); i++) {
        assert_int_equal(n_of(wrong[i]), -1);
        assert_string_equal(of(wrong[i]), "(null)");
    }
    memset(deep, '(', NF_XPATH_MAX_EXPR + 1);
    deep[NF_XPATH_MAX_EXPR + 1] = '\0';
    assert_int_equal(n_of(deep), -1);
    deep[NF_XPATH_MAX_EXPR] = '\0';
    assert_int_equal(n_of(deep), -1);
    assert_int_equal(n_of("count(//p)"), -1);
    assert_int_equal(n_of("'a'"), -1);
    xmlSetGenericErrorFunc(NULL, NULL);
    xmlSetStructuredErrorFunc(NULL, NULL);
    assert_int_equal(messages, 0);
}

/* Every evaluation has its own allowance, and ends when that is used up. */
static void test_limit(void **state)
{
    nf_xpath_t *x = nf_xpath_open(tree_of(repeat("<br>", 5000, "")), pool);
    nf_id_t *ids;
    int i;

    assert_int_equal(
        nf_xpath_nodes(x, "//*[count(//*) > 0]", NF_NONE, &ids, pool), -1);
    for (i = 0; i < 3; i++) {
        assert_int_equal(nf_xpath_nodes(x, "//br", NF_NONE, &ids, pool), 5000);
    }
}

static void test_odd_pages(void **state)
{
    static const char bytes[] = "<p a\0b=c\0d e=>x\0y<q\0z>&#0;<style>"
                                "s\0t</style><a:b c:d=e></a:b>";
    nf_tree_t *t = nf_tree_build(exact(bytes, sizeof(bytes) - 1), pool);
    nf_xpath_t *x = nf_xpath_open(t, pool);
    nf_id_t *ids;

    assert_non_null(x);
    assert_string_equal(nf_xpath_string(x, "//style", NF_NONE, pool), "st");
    assert_int_equal(
        nf_xpath_nodes(x, "//*[name()='a:b']", NF_NONE, &ids, pool), 1);
    assert_int_equal(nf_xpath_nodes(x, "/*", t->nnodes, &ids, pool), -1);

    x = nf_xpath_open(tree_of(repeat("<div>", 8000, "")), pool);
    assert_int_equal(nf_xpath_nodes(x, "//div", NF_NONE, &ids, pool), 8000);

    x = nf_xpath_open(tree_of(""), pool);
    assert_int_equal(nf_xpath_nodes(x, "//*", NF_NONE, &ids, pool), 0);
}

static void test_close(void **state)
{
    nf_xpath_t *x = nf_xpath_open(tree_of(html), pool);
    nf_id_t *ids;

    nf_xpath_close(x);
    assert_int_equal(nf_xpath_nodes(x, "//p", NF_NONE, &ids, pool), -1);
    assert_null(nf_xpath_string(x, "//p", NF_NONE, pool));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_nodes),     POOL_TEST(test_values),
        POOL_TEST(test_errors),    POOL_TEST(test_limit),
        POOL_TEST(test_odd_pages), POOL_TEST(test_close)};
    int failed;

    xmlInitParser();
    failed = run_group("xpath", tests, COUNT(tests));
    xmlCleanupParser();
    return failed;
}
