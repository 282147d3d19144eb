/*
 * test_tree_oracle.c -- our tree against libxml2's HTML parser.
 *
 * Both read the same pages; compared are the addresses of all links, the
 * texts of all paragraphs and the title, as sequences, asked with one XPath
 * expression each.
 *
 * libxml2 is an HTML 4 parser (before 2.14 its tokenizer is one too) and
 * differs where HTML 4 did: it reads elements in noscript and iframe, which
 * are text to browsers (blanked here for both), lets unknown elements such as
 * section stand inside p, knows no script double escape and no template.
 * The share of items that must agree leaves room for that.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include <glob.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include "page/xpath.h"
#include "support.h"

/* Percent of items that must agree on each page. */
#define AGREE_MIN 98

#define SHARED_PAGES 60
#define PAGE_BYTES (4u * 1024 * 1024)
#define ITEMS_MAX 3000

typedef struct items_t {
    uint32_t v[ITEMS_MAX]; /* hashes of texts */
    size_t n;
} items_t;

static const char *const asked[] = {"//a/@href", "//p", "//head//title"};

static void add_item(items_t *items, const char *s)
{
    uint32_t h = 2166136261u;
    int gap = 0, any = 0;

    for (; *s && items->n < ITEMS_MAX; s++) {
        unsigned char c = (unsigned char)*s;

        if (nf_is_space(c)) {
            gap = any;
            continue;
        }
        h = (h ^ (gap ? ' ' : 0)) * 16777619u;
        h = (h ^ c) * 16777619u;
        any = 1;
        gap = 0;
    }
    if (any && items->n < ITEMS_MAX) {
        items->v[items->n++] = h;
    }
}

static void ask(xmlXPathContextPtr ctx, const char *expr, items_t *items)
{
    xmlXPathObjectPtr found =
        xmlXPathEvalExpression((const xmlChar *)expr, ctx);
    int i;

    assert_non_null(found);
    items->n = 0;
    for (i = 0; found->nodesetval && i < found->nodesetval->nodeNr; i++) {
        xmlChar *s = xmlNodeGetContent(found->nodesetval->nodeTab[i]);

        add_item(items, (const char *)s);
        xmlFree(s);
    }
    xmlXPathFreeObject(found);
}

static void ask_ours(nf_xpath_t *x, const nf_tree_t *t, const char *expr,
                     items_t *items)
{
    nf_id_t *ids;
    long n = nf_xpath_nodes(x, expr, NF_NONE, &ids, pool), i;

    assert_true(n >= 0);
    items->n = 0;
    for (i = 0; i < n; i++) {
        add_item(items, t->nodes[ids[i]].tag == NF_TAG_A
                            ? nf_attr(t, ids[i], "href", pool)
                            : nf_xpath_string(x, ".", ids[i], pool));
    }
}

/* Length of the longest common subsequence. */
static size_t common(const items_t *a, const items_t *b)
{
    static uint16_t rows[2][ITEMS_MAX + 1];
    size_t i, k;

    memset(rows, 0, sizeof(rows));
    for (i = 0; i < a->n; i++) {
        uint16_t *old = rows[i & 1], *new = rows[(i + 1) & 1];

        for (k = 0; k < b->n; k++) {
            uint16_t best = old[k + 1] > new[k] ? old[k + 1] : new[k];

            new[k + 1] = a->v[i] == b->v[k] ? (uint16_t)(old[k] + 1) : best;
        }
    }
    return rows[a->n & 1][b->n];
}

/* The page as UTF-8, with spaces for what only one of the two takes for
 * elements. */
static nf_str_t alike(const nf_page_t *page)
{
    char *copy = apr_pstrmemdup(pool, page->text.p, page->text.len);
    const nf_tree_t *t = page->tree;
    nf_id_t i;

    for (i = 1; i < t->nnodes; i++) {
        const nf_node_t *n = &t->nodes[i];

        if (n->kind == NF_NODE_ELEMENT && !n->foreign
            && (n->tag == NF_TAG_NOSCRIPT || n->tag == NF_TAG_IFRAME)) {
            memset(copy + n->src_end, ' ', n->src_close - n->src_end);
        }
    }
    return exact(copy, page->text.len);
}

/* Items that agree, in percent of all. */
static unsigned agreement(nf_str_t text)
{
    static items_t ours, theirs;
    nf_tree_t *t = nf_tree_build(text, pool);
    nf_xpath_t *x = nf_xpath_open(t, pool);
    htmlDocPtr doc = htmlReadMemory(
        text.p, (int)text.len, NULL, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
            | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    xmlXPathContextPtr ctx = xmlXPathNewContext(doc);
    size_t equal = 0, all = 0, i;

    assert_non_null(x);
    assert_non_null(ctx);
    for (i = 0; i < COUNT(asked); i++) {
        ask(ctx, asked[i], &theirs);
        ask_ours(x, t, asked[i], &ours);
        equal += 2 * common(&ours, &theirs);
        all += ours.n + theirs.n;
    }
    xmlXPathFreeContext(ctx);
    xmlFreeDoc(doc);
    return all ? (unsigned)(equal * 100 / all) : 100;
}

static void compare(const char *name, FILE *f)
{
    char *bytes = apr_palloc(pool, PAGE_BYTES);
    size_t len = fread(bytes, 1, PAGE_BYTES, f);
    const char *reason;
    nf_page_t *page =
        nf_page_read((nf_str_t){bytes, len}, NULL, NULL, NULL, pool, &reason);
    unsigned percent = page ? agreement(alike(page)) : 100;

    if (percent < AGREE_MIN) {
        fail_msg("%s: %u %% of the items agree", name, percent);
    }
    apr_pool_clear(pool);
}

static void test_fixtures(void **state)
{
    glob_t files;
    size_t i;

    assert_int_equal(glob("fixtures/pages/*/in.html", 0, NULL, &files), 0);
    for (i = 0; i < files.gl_pathc; i++) {
        FILE *f = fopen(files.gl_pathv[i], "rb");

        assert_non_null(f);
        compare(files.gl_pathv[i], f);
        fclose(f);
    }
    globfree(&files);
}

/* Pages of many makers, where they are. */
static void test_shared(void **state)
{
    const char *shared = getenv("NF_SHARED");
    const char *pattern = apr_pstrcat(pool, shared ? shared : "../shared",
                                      "/eval/pages/*.html.gz", NULL);
    glob_t files;
    size_t i;

    if (glob(pattern, 0, NULL, &files) != 0) {
        print_message("skipped: no shared pages\n");
        skip();
    }
    for (i = 0; i < files.gl_pathc && i < SHARED_PAGES; i++) {
        FILE *f =
            popen(apr_psprintf(pool, "gzip -dc '%s'", files.gl_pathv[i]), "r");

        assert_non_null(f);
        compare(files.gl_pathv[i], f);
        pclose(f);
    }
    globfree(&files);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {POOL_TEST(test_fixtures),
                                              POOL_TEST(test_shared)};
    int failed;

    xmlInitParser();
    failed = run_group("tree_oracle", tests, COUNT(tests));
    xmlCleanupParser();
    return failed;
}
