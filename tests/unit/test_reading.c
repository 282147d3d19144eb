/*
 * test_reading.c -- all that pages say about themselves, syntax by syntax:
 * a piece of markup, and the fact that it tells.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "facts.h"

#define HERE "https://news.example/2026/story.html"
#define ARTICLE                     \
    "\"@context\":\"x\",\"@type\":" \
    "\"NewsArticle\",\"headline\":\"Harbour wall to be rebuilt\""

#define SECTION "\"articleSection\":\"Coast\""
#define S "articleSection", "Coast"
#define M(name, content) "<meta name=\"" name "\" content=\"" content "\">"
#define P(name, content) "<meta property=\"" name "\" content=\"" content "\">"

/* What the markup of a row is. */
typedef enum place_e {
    BLOCK,  /* a block of JSON-LD, */
    SHAPE,  /* one that strict parsers read, */
    MEMBER, /* a member of an article in it */
    ITEM,   /* inside an article in microdata */
    RDFA,   /* inside one in RDFa */
    TYPE,   /* attributes of an article in either */
    HEAD,   /* in the head */
    SHOWN   /* under the headline */
} place_e;

static const struct row_t {
    place_e place;
    const char *markup, *fact, *want;
} rows[] = {
#define R(place, ...) {place, __VA_ARGS__},
#include "reading.def"
#undef R
};

typedef struct row_t row_t;

static const char *joined(const apr_array_header_t *list)
{
    return apr_array_pstrcat(pool, list, '|');
}

static const char *author_urls(const nf_facts_t *f)
{
    nf_buf_t out;
    int i;

    nf_buf_init(&out, pool, 0);
    for (i = 0; i < f->authors->nelts; i++) {
        const nf_author_t *a = &APR_ARRAY_IDX(f->authors, i, nf_author_t);

        nf_buf_adds(&out, i ? " + " : "");
        nf_buf_adds(&out, none(a->url));
    }
    return nf_buf_cstr(&out);
}

static const char *images(const nf_facts_t *f)
{
    nf_buf_t out;
    int i;

    nf_buf_init(&out, pool, 0);
    for (i = 0; i < f->images->nelts; i++) {
        nf_buf_adds(&out, i ? " " : "");
        nf_buf_adds(&out, APR_ARRAY_IDX(f->images, i, nf_image_t).url);
    }
    return i ? nf_buf_cstr(&out) : NULL;
}

static const char *free_of(const nf_facts_t *f)
{
    return f->accessible_for_free < 0 ? NULL
           : f->accessible_for_free   ? "yes"
                                      : "no";
}

/* A fact by its schema.org name, as text. */
static const char *fact_of(const nf_facts_t *f, const char *name)
{
    const struct {
        const char *name, *value;
    } all[] = {{"type", f->type},
               {"headline", f->headline},
               {"alternativeHeadline", f->alternative_headline},
               {"description", f->description},
               {"datePublished", f->date_published},
               {"dateModified", f->date_modified},
               {"author", authors(f)},
               {"author.url", author_urls(f)},
               {"image", images(f)},
               {"publisher", f->publisher},
               {"publisher.url", f->publisher_url},
               {"publisher.logo", f->publisher_logo},
               {"articleSection", f->section},
               {"keywords", joined(f->keywords)},
               {"inLanguage", f->language},
               {"dateline", f->dateline},
               {"isAccessibleForFree", free_of(f)},
               {"url", f->canonical}};
    size_t i;

    for (i = 0; i < COUNT(all); i++) {
        if (strcmp(all[i].name, name) == 0) {
            return none(all[i].value);
        }
    }
    fail_msg("no fact %s", name);
    return NULL;
}

static int is_wrong(const row_t *row, const nf_facts_t *f)
{
    const char *got = fact_of(f, row->fact);

    if (strcmp(got, row->want) != 0) {
        print_error("%s\n  %s: %s, not %s\n", row->markup, row->fact, got,
                    row->want);
        return 1;
    }
    return 0;
}

static const nf_facts_t *with_head(const char *markup)
{
    return facts_of("", markup, "", "");
}

static const nf_facts_t *with_body(const char *markup)
{
    return facts_of("en", "", markup, "");
}

static const nf_facts_t *with_block(const char *json)
{
    return with_head(apr_pstrcat(pool, "<script type=\"application/ld+json\">",
                                 json, "</script>", NULL));
}

/* Microdata and RDFa: the markup stands in the article. */
static const nf_facts_t *with_article(const char *attributes,
                                      const char *markup)
{
    return nf_detect(
        page_of(apr_pstrcat(pool,
                            "<html><head><title>Harbour wall to be "
                            "rebuilt</title></head><body><article ",
                            attributes, "><h1>Harbour wall to be rebuilt</h1>",
                            markup, BODY,
                            "</article><div id=more><span "
                            "itemprop=articleSection>Coast</span></div></body>"
                            "</html>",
                            NULL)),
        NULL);
}

static const nf_facts_t *with_microdata(const char *markup)
{
    return with_article("itemscope itemref=\"none more\" "
                        "itemtype=\"https://schema.org/NewsArticle\"",
                        markup);
}

#define HEADLINE                                            \
    "<meta itemprop=headline property=\"schema:headline\" " \
    "content=\"Harbour wall to be rebuilt\">"
#define DATE                                                          \
    "<meta itemprop=datePublished property=\"schema:datePublished\" " \
    "content=2026-05-02>"

static const nf_facts_t *with_rdfa(const char *markup)
{
    return with_article("vocab=\"https://schema.org/\" typeof=NewsArticle",
                        markup);
}

static const nf_facts_t *facts_from(const row_t *row)
{
    switch (row->place) {
    case BLOCK:
    case SHAPE:
        return with_block(row->markup);
    case MEMBER:
        return with_block(
            apr_pstrcat(pool, "[{" ARTICLE ",", row->markup, "}]", NULL));
    case ITEM:
        return with_microdata(row->markup);
    case RDFA:
        return with_rdfa(row->markup);
    case TYPE:
        return with_article(row->markup, HEADLINE DATE);
    case HEAD:
        return with_head(row->markup);
    default:
        return with_body(row->markup);
    }
}

/* All rows of one place are looked at, though one may be wrong. */
static void check(place_e place)
{
    int wrong = 0, n = 0;
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        if (rows[i].place == place) {
            n++;
            wrong += is_wrong(&rows[i], facts_from(&rows[i]));
        }
    }
    assert_true(n > 0);
    assert_int_equal(wrong, 0);
}

#define TEST(name, place)             \
    static void test_##name(void **s) \
    {                                 \
        check(place);                 \
    }

TEST(blocks, BLOCK)
TEST(shapes, SHAPE)
TEST(members, MEMBER)
TEST(microdata, ITEM)
TEST(rdfa, RDFA)
TEST(types, TYPE)
TEST(metas, HEAD)
TEST(visible, SHOWN)

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_blocks),  POOL_TEST(test_shapes),
        POOL_TEST(test_members), POOL_TEST(test_microdata),
        POOL_TEST(test_rdfa),    POOL_TEST(test_types),
        POOL_TEST(test_metas),   POOL_TEST(test_visible),
    };

    return run_group("reading", tests, COUNT(tests));
}
