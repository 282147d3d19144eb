/* test_cli.c -- the command line's contract: formats, exit status, streams.
 * The program is looked for beside the tests' folder. */
#include "render.h"
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char page[] =
    "<html lang=en><head><title>Ferry back in service after six weeks"
    "</title></head><body><h1>Ferry back in service after six weeks</h1>"
    "<p class=byline>By Ann Reed</p><time datetime=2026-05-02>2 May</time>"
    "<p>The ferry between Elm and the island sails again from Monday, the "
    "harbour office said, after a repair that took six weeks and cost more "
    "than the town had set aside for it.</p><p>Passengers had to take a bus "
    "over the northern bridge in the meantime, a detour of two hours, and "
    "many complained that it came late or not at all.</p></body></html>\n";

static char *program;
static char dir[] = "/tmp/test_cli.XXXXXX";

static const char *put(const char *name, const char *bytes, size_t n)
{
    const char *path = apr_pstrcat(pool, dir, "/", name, NULL);
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
    return path;
}

static nf_str_t slurp(const char *name)
{
    FILE *f = fopen(apr_pstrcat(pool, dir, "/", name, NULL), "rb");
    char *bytes = apr_pcalloc(pool, 65536);
    size_t n;

    assert_non_null(f);
    n = fread(bytes, 1, 65535, f);
    fclose(f);
    return (nf_str_t){bytes, n};
}

/* Run with these arguments; what it prints goes to files out and err. */
static int run(const char *arguments)
{
    int rc = system(apr_pstrcat(pool, "cd ", dir, " && ", program, " ",
                                arguments, " >out 2>err", NULL));

    assert_true(WIFEXITED(rc));
    return WEXITSTATUS(rc);
}

static void test_formats(void **state)
{
    static const struct {
        const char *format, *begins;
    } rows[] = {
        {"--output=json", "{\"type\":\"NewsArticle\",\"headline\":\"Ferry"},
        {"--output=jsonld", "<script type=\"application/ld+json\" "},
        {"--output=reader", "<!DOCTYPE html>\n"},
        {"--output=markdown", "---\ntitle: \"Ferry"},
        {"--output=text", "Ferry back in service"},
        {"--output=explain", "page "},
        {"", "page "}};
    size_t i;

    put("a.html", page, sizeof(page) - 1);
    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        nf_str_t out;

        assert_int_equal(
            run(apr_pstrcat(pool, rows[i].format, " a.html", NULL)), 0);
        out = slurp("out");
        assert_true(out.len > strlen(rows[i].begins));
        assert_memory_equal(out.p, rows[i].begins, strlen(rows[i].begins));
        assert_int_equal(slurp("err").len, 0);
    }
}

static void test_json_is_one_line(void **state)
{
    nf_str_t out;

    put("a.html", page, sizeof(page) - 1);
    assert_int_equal(run("--output=json a.html"), 0);
    out = slurp("out");
    assert_ptr_equal(memchr(out.p, '\n', out.len), out.p + out.len - 1);
}

static void test_page_is_the_page_and_the_block(void **state)
{
    nf_str_t out, block;
    const char *at;

    put("a.html", page, sizeof(page) - 1);
    assert_int_equal(run("--output=jsonld --url=https://e.example/f a.html"),
                     0);
    block = slurp("out");
    assert_int_equal(run("--output=page --url=https://e.example/f - <a.html"),
                     0);
    out = slurp("out");
    assert_int_equal(out.len, sizeof(page) - 1 + block.len - 1);
    at = strstr(out.p, "<script");
    assert_non_null(at);
    assert_memory_equal(at, block.p, block.len - 1);
    assert_memory_equal(out.p, page, (size_t)(at - out.p));
    assert_string_equal(at + block.len - 1, page + (at - out.p));
}

static void test_a_page_that_is_no_article(void **state)
{
    static const char other[] = "<html><body><p>Contact us</p></body></html>";

    put("b.html", other, sizeof(other) - 1);
    assert_int_equal(run("--output=page b.html"), 0);
    assert_string_equal(slurp("out").p, other);
    assert_int_equal(run("--output=reader b.html"), 0);
    assert_int_equal(slurp("out").len, 0);
    assert_true(slurp("err").len > 0);
    assert_int_equal(run("--output=json b.html"), 0);
    has(slurp("out"), "{\"type\":\"WebPage\"");
}

static void test_what_is_no_page(void **state)
{
    static const char binary[] = "\x89PNG\x0D\x0A\x1A\x0A\0\0\0\x0DIHDR<\1\2"
                                 "\3\4\5\6\7\1\2\3\4\5\6\7";

    put("c.html", binary, sizeof(binary) - 1);
    put("d.html", "", 0);
    assert_int_equal(run("--output=json c.html"), 1);
    assert_int_equal(slurp("out").len, 0);
    has(slurp("err"), "c.html: cannot be read as HTML");
    assert_int_equal(run("--output=page c.html"), 1);
    assert_int_equal(slurp("out").len, sizeof(binary) - 1);
    assert_int_equal(run("--output=json d.html"), 1);
    assert_int_equal(run("--output=json missing.html"), 1);
    has(slurp("err"), "missing.html: ");
    assert_int_equal(run("--output=json ."), 1);
}

static void test_wrong_use(void **state)
{
    static const char *const rows[] = {"",
                                       "a.html b.html",
                                       "--output=pdf a.html",
                                       "--nonsense a.html",
                                       "--charset=klingon a.html",
                                       "--rules=/nonexistent a.html"};
    size_t i;

    put("a.html", page, sizeof(page) - 1);
    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_int_equal(run(rows[i]), 2);
        assert_int_equal(slurp("out").len, 0);
        assert_true(slurp("err").len > 0);
    }
}

static void test_help_and_version(void **state)
{
    assert_int_equal(run("--help"), 0);
    has(slurp("out"), "usage: newsfilter");
    assert_int_equal(run("--version"), 0);
    has(slurp("out"), "newsfilter " NF_VERSION "\n");
}

static void test_charset_option(void **state)
{
    static const char name[] = "Caf\xE9 Elm";
    nf_buf_t b;

    nf_buf_init(&b, pool, 1024);
    nf_buf_adds(&b, page);
    memcpy(strstr(nf_buf_cstr(&b), "<h1>") + 4, name, 8);
    put("e.html", b.p, b.len);
    assert_int_equal(run("--charset=iso-8859-1 --output=text e.html"), 0);
    has(slurp("out"), "Caf\xC3\xA9 Elm");
}

int main(int argc, const char *const *argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_json_is_one_line),
        cmocka_unit_test(test_page_is_the_page_and_the_block),
        cmocka_unit_test(test_a_page_that_is_no_article),
        cmocka_unit_test(test_what_is_no_page),
        cmocka_unit_test(test_wrong_use),
        cmocka_unit_test(test_help_and_version),
        cmocka_unit_test(test_charset_option)};
    char self[4096];
    int failed;
    ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

    self[n > 0 ? n : 0] = '\0';
    start_apr(NULL);
    program = apr_pstrcat(pool, dirname(dirname(self)), "/newsfilter", NULL);
    if (access(program, X_OK) != 0) {
        printf("skipped: %s is not built\n", program);
        return 0;
    }
    failed = mkdtemp(dir) ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    if (system(apr_pstrcat(pool, "rm -rf ", dir, NULL)) != 0) {
        failed++;
    }
    stop_apr(NULL);
    return failed;
}
