/*
 * support.h -- what unit tests of pages share: a pool per test, pages in
 * blocks of their own (so that the sanitizers see a step outside), and trees
 * as text. Include after cmocka.h.
 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <stdlib.h>
#include <string.h>
#include <apr_general.h>
#include <apr_strings.h>
#include "page/page.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

static apr_pool_t *pool;

static inline int pool_setup(void **state)
{
    return apr_pool_create(&pool, NULL) != APR_SUCCESS;
}

static inline int pool_teardown(void **state)
{
    apr_pool_destroy(pool);
    return 0;
}

#define POOL_TEST(f) \
    cmocka_unit_test_setup_teardown(f, pool_setup, pool_teardown)

static inline int run_group(const char *name, const struct CMUnitTest *tests,
                            size_t n)
{
    int failed;

    apr_initialize();
    failed = _cmocka_run_group_tests(name, tests, n, NULL, NULL);
    apr_terminate();
    return failed;
}

static inline apr_status_t free_bytes(void *bytes)
{
    free(bytes);
    return APR_SUCCESS;
}

/* A copy that ends where its block of memory ends. */
static inline nf_str_t exact(const char *p, size_t len)
{
    char *copy = malloc(len ? len : 1);

    memcpy(copy, p, len);
    apr_pool_cleanup_register(pool, copy, free_bytes, apr_pool_cleanup_null);
    return (nf_str_t){copy, len};
}

/* The piece n times, and a tail. */
static inline const char *repeat(const char *piece, size_t n, const char *tail)
{
    nf_buf_t out;

    nf_buf_init(&out, pool, strlen(piece) * n + strlen(tail));
    while (n--) {
        nf_buf_adds(&out, piece);
    }
    nf_buf_adds(&out, tail);
    return nf_buf_cstr(&out);
}

static inline nf_tree_t *tree_of(const char *html)
{
    return nf_tree_build(exact(html, strlen(html)), pool);
}

static inline nf_page_t *page_of(const char *html)
{
    const char *reason;
    nf_page_t *page = nf_page_read(exact(html, strlen(html)),
                                   "https://news.example/2026/story.html",
                                   "utf-8", NULL, pool, &reason);

    assert_non_null(page);
    return page;
}

static inline void show_name(const nf_tree_t *t, nf_id_t id, nf_buf_t *out)
{
    const nf_node_t *n = &t->nodes[id];
    const char *p = t->text.p + n->src + 1;

    nf_buf_adds(out, n->foreign ? "*" : "");
    if (n->tag != NF_TAG_UNKNOWN) {
        nf_buf_adds(out, nf_tag_name((nf_tag_e)n->tag));
        return;
    }
    while (p < t->text.p + n->src_end && *p != '>' && *p != '/'
           && !nf_is_space((unsigned char)*p)) {
        nf_buf_addc(out, *p++);
    }
}

/* The tree as text: "p('a' b('c')) br"; foreign elements have a star, text of
 * white space only is left out. */
static inline const char *tree_text(const nf_tree_t *t)
{
    nf_id_t open[NF_MAX_DEPTH + 2], i;
    unsigned depth = 0;
    nf_buf_t out;

    nf_buf_init(&out, pool, 0);
    open[0] = 0;
    for (i = 1; i < t->nnodes; i++) {
        const nf_node_t *n = &t->nodes[i];

        assert_true(n->parent < i);
        assert_true(n->end > i && n->end <= t->nnodes);
        assert_true(n->src <= n->src_end && n->src_end <= t->text.len);
        if (n->kind == NF_NODE_TEXT && n->space_only) {
            continue;
        }
        for (; depth > 0 && open[depth] != n->parent; depth--) {
            nf_buf_adds(&out, out.p[out.len - 1] == '(' ? "" : ")");
            out.len -= out.p[out.len - 1] == '(';
        }
        assert_int_equal(open[depth], n->parent);
        if (out.len && out.p[out.len - 1] != '(') {
            nf_buf_addc(&out, ' ');
        }
        if (n->kind == NF_NODE_TEXT) {
            nf_buf_addc(&out, '\'');
            nf_tree_text_node(t, i, out.len, &out);
            nf_buf_addc(&out, '\'');
            continue;
        }
        show_name(t, i, &out);
        nf_buf_addc(&out, '(');
        assert_true(depth < NF_MAX_DEPTH + 1);
        open[++depth] = i;
    }
    for (; depth; depth--) {
        nf_buf_adds(&out, out.p[out.len - 1] == '(' ? "" : ")");
        out.len -= out.p[out.len - 1] == '(';
    }
    return nf_buf_cstr(&out);
}

/* Block number i; fails if there is none. */
static inline const nf_block_t *block_at(const nf_page_t *page, uint32_t i)
{
    assert_true(i < page->blocks->n);
    return &page->blocks->v[i];
}

static inline const char *block_text(const nf_page_t *page, uint32_t i)
{
    return nf_str_dup(pool, block_at(page, i)->text);
}

#endif
