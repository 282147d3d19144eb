/* render.h -- facts made by hand and pages made of strings, for the tests of
 * the renderers. */
#ifndef TEST_RENDER_H
#define TEST_RENDER_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <apr_general.h>
#include <apr_strings.h>
#include "detect/headline.h"
#include "render/enrich.h"
#include "render/reader.h"

static apr_pool_t *pool;

static inline int start_apr(void **state)
{
    (void)state;
    return apr_initialize() != APR_SUCCESS
           || apr_pool_create(&pool, NULL) != APR_SUCCESS;
}

static inline int stop_apr(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    apr_terminate();
    return 0;
}

/* An article of which nothing is known but its headline. */
static inline nf_facts_t *bare_facts(void)
{
    nf_facts_t *f = apr_pcalloc(pool, sizeof(*f));

    f->is_article = 1;
    f->type = "NewsArticle";
    f->headline = "Ferry back in service";
    f->accessible_for_free = -1;
    f->keywords = apr_array_make(pool, 2, sizeof(const char *));
    f->authors = apr_array_make(pool, 2, sizeof(nf_author_t));
    f->images = apr_array_make(pool, 2, sizeof(nf_image_t));
    f->ticker = apr_array_make(pool, 2, sizeof(nf_link_t));
    f->related = apr_array_make(pool, 2, sizeof(nf_link_t));
    return f;
}

static inline void add_author(nf_facts_t *f, const char *name, const char *url,
                              int organization)
{
    APR_ARRAY_PUSH(f->authors, nf_author_t) =
        (nf_author_t){name, url, organization};
}

static inline void add_image(nf_facts_t *f, const char *url,
                             const char *caption)
{
    APR_ARRAY_PUSH(f->images, nf_image_t) = (nf_image_t){url, caption};
}

/* The page of this markup, and facts that say: all blocks that do not begin
 * with '!' are its text. */
static inline nf_page_t *make_page(const char *html, nf_facts_t *f)
{
    const char *reason;
    nf_page_t *page = nf_page_read(nf_str(html), "https://news.example/a/b",
                                   "utf-8", NULL, pool, &reason);
    nf_buf_t text;
    uint32_t i;

    assert_non_null(page);
    nf_buf_init(&text, pool, 256);
    f->body.blocks = apr_palloc(pool, sizeof(uint32_t) * page->blocks->n);
    f->body.root = page->tree->body;
    for (i = 0; i < page->blocks->n; i++) {
        nf_str_t s = page->blocks->v[i].text;

        if (s.p[0] != '!') {
            f->body.blocks[f->body.n++] = i;
            nf_buf_adds(&text, text.len ? "\n\n" : "");
            nf_buf_add(&text, s.p, s.len);
        }
    }
    f->article_body = nf_buf_cstr(&text);
    return page;
}

/* A part of s must be there, or must not be. */
static inline void has(nf_str_t s, const char *part)
{
    if (s.p == NULL || strstr(s.p, part) == NULL) {
        fail_msg("\"%s\" is not in: %s", part, s.p ? s.p : "(nothing)");
    }
}

static inline void has_not(nf_str_t s, const char *part)
{
    if (s.p && strstr(s.p, part)) {
        fail_msg("\"%s\" is in: %s", part, s.p);
    }
}

#endif
