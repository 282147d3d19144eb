/* test_enrich.c -- from a page's bytes to the bytes to put in. */
#include "render.h"

#define STORY                                                                 \
    "<h1>Ferry back in service after six weeks</h1>"                          \
    "<p class=byline>By Ann Reed</p><time datetime=2026-05-02>2 May</time>"   \
    "<p>The ferry between Elm and the island sails again from Monday, the "   \
    "harbour office said, after a repair that took six weeks and cost more "  \
    "than the town had set aside for it.</p><p>Passengers had to take a bus " \
    "over the northern bridge in the meantime, a detour of two hours, and "   \
    "many complained that it came late or not at all.</p><p>The captain "     \
    "said that she was glad to be back on the water, and that the new "       \
    "engine was quieter than the old one, which had run since 1974.</p>"

static const nf_options_t options = {.url = "https://news.example/a/b"};

static nf_enrich_t *enrich(const char *bytes)
{
    return nf_enrich(nf_str(bytes), &options, pool);
}

static const char *apply(const char *bytes, const nf_enrich_t *e)
{
    return apr_pstrcat(pool, apr_pstrmemdup(pool, bytes, e->edits[0].at),
                       e->edits[0].bytes.p, bytes + e->edits[0].at, NULL);
}

static void test_insertion(void **state)
{
    static const char page[] =
        "<!DOCTYPE html><html lang=en><head><title>Ferry back in service "
        "after six weeks</title></head><body>" STORY "</body></html>";
    nf_enrich_t *e = enrich(page);

    assert_null(e->skip);
    has(e->edits[0].bytes, "\"@type\":\"NewsArticle\"");
    has(e->edits[0].bytes, "\"headline\":\"Ferry back in service after six "
                           "weeks\"");
    assert_memory_equal(page + e->edits[0].at, "</body>", 7);
}

static void test_only_once(void **state)
{
    static const char page[] = "<html><body>" STORY "</body></html>";
    nf_enrich_t *first = enrich(page);

    assert_null(first->skip);
    assert_string_equal(enrich(apply(page, first))->skip, "own-article");
}

static void test_offset_in_another_charset(void **state)
{
    static const char page[] = "<html><head><meta charset=windows-1251>"
                               "<title>\xCF\xE0\xF0\xEE\xEC</title></head>"
                               "<body>" STORY "<p>\xCF\xE0\xF0\xEE\xEC "
                               "\xF1\xED\xEE\xE2\xE0.</p></body></html>";
    nf_enrich_t *e = enrich(page);

    assert_null(e->skip);
    assert_string_equal(page + e->edits[0].at, "</body></html>");
}

static void test_left_alone(void **state)
{
    static const struct {
        const char *page, *why;
    } rows[] = {
        {"", "empty"},
        {"no markup here", "not-html"},
        {"<html><body><p>Contact us</p></body></html>", "not-article"},
        {"<html><body>" STORY "<script type=application/ld+json>"
         "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\","
         "\"headline\":\"Ferry back in service after six weeks\","
         "\"author\":{\"@type\":\"Person\",\"name\":\"Ann Reed\"}}</script>"
         "</body></html>",
         "own-article"},
        /* ASCII bytes mean other letters there */
        {"<html><head><meta charset=iso-2022-jp></head><body>" STORY
         "</body></html>",
         "charset"}};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        nf_enrich_t *e = enrich(rows[i].page);

        assert_non_null(e->skip);
        assert_string_equal(e->skip, rows[i].why);
        assert_null(e->edits);
    }
}

/* What markup for machines says is enough to leave a page alone. */
static void test_facts_where_asked_for(void **state)
{
    static const struct {
        const char *url, *page;
    } rows[] = {
        {"https://news.example/a/b",
         "<html><body>" STORY "<script type=application/ld+json>"
         "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\","
         "\"headline\":\"Ferry back in service after six weeks\","
         "\"author\":{\"@type\":\"Person\",\"name\":\"Ann Reed\"}}</script>"},
        {"https://news.example/a/b",
         "<html><head><meta property=og:type content=product></head><body>" //
         STORY},
        {"https://news.example/index.html", "<html><body>" STORY}};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        nf_options_t o = {.url = rows[i].url};
        nf_enrich_t *e = nf_enrich(nf_str(rows[i].page), &o, pool);

        assert_non_null(e->skip);
        assert_null(e->facts);
        o.facts = 1;
        e = nf_enrich(nf_str(rows[i].page), &o, pool);
        assert_non_null(e->skip);
        assert_string_equal(e->facts->headline,
                            "Ferry back in service after six weeks");
    }
}

static void test_renderings(void **state)
{
    nf_enrich_t *e = enrich("<html><body>" STORY "</body></html>");
    nf_enrich_t *none = enrich("<html><body><p>Contact us</body></html>");
    int format;

    for (format = NF_FORMAT_JSONLD; format <= NF_FORMAT_JSON; format++) {
        has(nf_enrich_render(e, (nf_format_e)format, &options, pool),
            "Ferry back in service after six weeks");
        if (format != NF_FORMAT_JSON) {
            assert_null(
                nf_enrich_render(none, (nf_format_e)format, &options, pool).p);
        }
    }
    has(nf_enrich_render(none, NF_FORMAT_JSON, &options, pool),
        "\"type\":\"WebPage\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_insertion),
        cmocka_unit_test(test_only_once),
        cmocka_unit_test(test_offset_in_another_charset),
        cmocka_unit_test(test_left_alone),
        cmocka_unit_test(test_facts_where_asked_for),
        cmocka_unit_test(test_renderings)};

    return cmocka_run_group_tests(tests, start_apr, stop_apr);
}
