/* test_image.c -- real addresses of pictures, the lead image, captions. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "facts.h"
#include "detect/image.h"

static const char *url_of(const char *markup)
{
    nf_page_t *page = page_of(apr_pstrcat(pool, "<body>", markup, NULL));
    nf_id_t img = nf_tree_find(page->tree, 1, page->tree->nnodes, NF_TAG_IMG);

    if (img == NF_NONE) {
        img = nf_tree_find(page->tree, 1, page->tree->nnodes, NF_TAG_AMP_IMG);
    }
    return none(nf_image_url(page, img, 0));
}

static const char *wide_url_of(const char *markup)
{
    nf_page_t *page = page_of(apr_pstrcat(pool, "<body>", markup, NULL));
    nf_id_t img = nf_tree_find(page->tree, 1, page->tree->nnodes, NF_TAG_IMG);

    return none(nf_image_url(page, img, 1000));
}

/* Wide enough, but no wider: the smallest such, or the largest there is. */
static void test_wide_enough(void **state)
{
    assert_string_equal(
        wide_url_of("<img srcset='/s.jpg 480w, /l.jpg 4000w, /m.jpg 1200w'>"),
        "https://news.example/m.jpg");
    assert_string_equal(
        wide_url_of("<img srcset='/m.jpg 640w, /s.jpg 320w' src=/s.jpg>"),
        "https://news.example/m.jpg");
    assert_string_equal(wide_url_of("<img srcset='/a.jpg, /b.jpg 2x'>"),
                        "https://news.example/b.jpg");
}

/* A picture is not replaced by a small copy of itself. */
static void test_no_smaller_copy(void **state)
{
    assert_string_equal(url_of("<img src=/a.jpg data-src=/a-300x200.jpg>"),
                        "https://news.example/a.jpg");
    assert_string_equal(url_of("<img src=/a-300x200.jpg data-src=/a.jpg>"),
                        "https://news.example/a.jpg");
    assert_string_equal(url_of("<img src=/tiny.jpg data-src=/b-300x200.jpg>"),
                        "https://news.example/b-300x200.jpg");
}

/* Words in names of files that only look like decoration. */
static void test_words_in_names(void **state)
{
    static const char *const pictures[] = {"/silicon-valley.jpg",
                                           "/unloading-the-ferry.jpg",
                                           "/badger.jpg", "/unbuttoned.jpg"};
    static const char *const others[] = {"/icons/a.png", "/img/loading.gif",
                                         "/share-button.png", "/pixel.php?i=2",
                                         "/favicon.png"};
    size_t i;

    for (i = 0; i < COUNT(pictures); i++) {
        assert_string_equal(
            url_of(apr_pstrcat(pool, "<img src=", pictures[i], ">", NULL)),
            apr_pstrcat(pool, "https://news.example", pictures[i], NULL));
    }
    for (i = 0; i < COUNT(others); i++) {
        assert_string_equal(
            url_of(apr_pstrcat(pool, "<img src=", others[i], ">", NULL)),
            "nothing");
    }
}

static void test_addresses(void **state)
{
    static const struct {
        const char *markup, *want;
    } rows[] = {
        {"<img src=/a.jpg>", "https://news.example/a.jpg"},
        {"<img src=\"data:image/gif;base64,R0\" data-src=/a.jpg>",
         "https://news.example/a.jpg"},
        {"<img src=/blank.gif data-original=/a.jpg>",
         "https://news.example/a.jpg"},
        {"<img src=/s.jpg srcset=\"/s.jpg 320w, /l.jpg 1200w, /m.jpg 640w\">",
         "https://news.example/l.jpg"},
        {"<img src=/s.jpg srcset=\"/s.jpg, /x.jpg 2x\">",
         "https://news.example/x.jpg"},
        {"<img srcset=\",,,\" src=/a.jpg>", "https://news.example/a.jpg"},
        {"<picture><source srcset=\"/l.webp 1x\"><img src=/blank.gif>"
         "</picture>",
         "https://news.example/l.webp"},
        {"<amp-img src=/a.jpg></amp-img>", "https://news.example/a.jpg"},
        {"<img src=\"javascript:x\">", "nothing"},
        {"<img>", "nothing"},
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(url_of(rows[i].markup), rows[i].want);
    }
}

static const char *lead(const nf_facts_t *f)
{
    return f->images->nelts ? APR_ARRAY_IDX(f->images, 0, nf_image_t).url
                            : "nothing";
}

static void test_lead_image(void **state)
{
    assert_string_equal(
        lead(facts_of("en", "", "<figure><img src=/wall.jpg></figure>", "")),
        "https://news.example/wall.jpg");
    assert_string_equal(
        lead(facts_of("en", "<meta property=og:image content=/og.jpg>",
                      "<figure><img src=/wall.jpg></figure>", "")),
        "https://news.example/og.jpg");
    assert_string_equal(
        lead(facts_of("en", "",
                      "<img src=/logo.png><img src=/p.gif width=1 "
                      "height=1><img src=/j.jpg width=60>",
                      "")),
        "nothing");
}

/* The caption on the page goes with the same file in og:image. */
static void test_caption(void **state)
{
    const nf_facts_t *f = facts_of(
        "en", "<meta property=og:image content=\"/big/wall-1.jpg\">",
        "<figure><img src=\"/small/wall-1.jpg?w=300\"><figcaption>The wall "
        "in winter</figcaption></figure>",
        "");
    const nf_image_t *image = &APR_ARRAY_IDX(f->images, 0, nf_image_t);

    assert_string_equal(image->url, "https://news.example/big/wall-1.jpg");
    assert_string_equal(none(image->caption), "The wall in winter");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_addresses),       POOL_TEST(test_wide_enough),
        POOL_TEST(test_no_smaller_copy), POOL_TEST(test_words_in_names),
        POOL_TEST(test_lead_image),      POOL_TEST(test_caption),
    };

    return run_group("image", tests, COUNT(tests));
}
