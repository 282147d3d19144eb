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

/* The same where the ticker is listed. */
static const nf_options_t listing = {.url = "https://news.example/a/b",
                                     .settings = {.ticker_list = 1}};

#define STRIP                                                                \
    "<div class=breaking-news><b>Breaking</b><ul><li><a href=/n/1>Fares to " \
    "rise in spring</a><li><a href=/n/2>Bakers end their strike</a><li>"     \
    "<a href=https://other.example/3>River falls below the mark</a></ul>"    \
    "</div>"

#define OWN                                                                  \
    "<script type=application/ld+json>{\"@context\":\"https://schema.org\"," \
    "\"@type\":\"NewsArticle\",\"headline\":\"Ferry back in service after "  \
    "six weeks\",\"author\":{\"@type\":\"Person\",\"name\":\"Ann Reed\"}}"   \
    "</script>"

static nf_enrich_t *enrich(const char *bytes)
{
    return nf_enrich(nf_str(bytes), &options, pool);
}

static const char *apply(const char *bytes, const nf_enrich_t *e)
{
    const char *out = "";
    apr_size_t from = 0;
    int i;

    for (i = 0; i < e->nedits; i++) {
        const nf_edit_t *edit = &e->edits[i];

        out = apr_pstrcat(
            pool, out, apr_pstrmemdup(pool, bytes + from, edit->at - from),
            apr_pstrmemdup(pool, edit->bytes.p, edit->bytes.len), NULL);
        from = edit->at + edit->drop;
    }
    return apr_pstrcat(pool, out, bytes + from, NULL);
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

/* A first look at the head is enough where it has a usable article, and gives
 * the answer that the whole page gives. */
#define LD(json) "<script type=application/ld+json>" json "</script>"
#define USABLE                                            \
    "{\"@type\":\"Article\",\"headline\":\"Ferry back\"," \
    "\"datePublished\":\"2026-05-02\"}"

static void test_glance(void **state)
{
    static const struct {
        const char *head;
        int glanced;
    } rows[] = {
        {OWN, 1},
        {"<SCRIPT TYPE='Application/LD+json; charset=utf-8'>\n[{\"@type\":"
         "\"http://schema.org/BlogPosting\",\"headline\":\"Ferry "
         "\\\"back\\\"\","
         "\"author\":[\"A. Reed\"]} ] </SCRIPT >",
         1},
        {LD("{\"@graph\":[{\"@type\":\"WebSite\"}," USABLE "]}"), 1},
        {LD("{\"@type\":\"WebSite\"}") LD(USABLE), 1},
        {"<script>if (a < b) { s = '<body>'; }</script>" OWN, 1},
        {"<svg><title>" OWN "</title></svg>", 1},
        /* it is no element */
        {"<!-- " OWN " -->", 0},
        {"<script>var s = \"" LD("{'@type':'NewsArticle'}"), 0},
        {"<title>" OWN "</title>", 0},
        {"<noscript>" OWN "</noscript>", 0},
        {"<script type=application/ld+json", 0},
        {"<script type=application/ld+json>" USABLE, 0},
        /* it is no article, not a usable one, or one of a list */
        {LD("{\"@type\":\"Organization\",\"name\":\"Article Ltd\"}"), 0},
        {LD("{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Ann\"}}"), 0},
        {LD("{\"@type\":\"NewsArticle\",\"headline\":\"Ferry back\","
            "\"author\":[],\"datePublished\":\"\"}"),
         0},
        {LD("{\"@type\":\"WebPage\",\"x\":" USABLE "}"), 0},
        {LD("[" USABLE "," USABLE "," USABLE "]"), 0},
        {LD("{\"@type\":\"NewsArticle\",\"headline\":"), 0},
        {LD(USABLE ","), 0},
        {LD("[1,\"Article\",null,[]]"), 0},
        {"", 0}};
    nf_options_t whole = options;
    size_t i;

    whole.facts = 1;
    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *page =
            apr_pstrcat(pool, "<!DOCTYPE html><head>", rows[i].head,
                        "</head><Body class=post>", STORY, "</body>", NULL);
        nf_enrich_t *e = enrich(page);
        nf_enrich_t *all = nf_enrich(nf_str(page), &whole, pool);

        assert_int_equal(e->glanced, rows[i].glanced);
        assert_int_equal(all->glanced, 0);
        assert_int_equal(e->nedits, all->nedits);
        if (e->glanced) {
            assert_string_equal(e->skip, all->skip);
        }
    }
}

/* A front page is not even looked at; but where more than the article's
 * JSON-LD is wanted, all of the page is. */
static void test_glance_at_address(void **state)
{
    const nf_str_t page = NF_STR("<head>" OWN "</head><body>" STORY "</body>");
    const nf_str_t front = NF_STR("<body>" STORY "</body>");
    nf_options_t o = {.url = "https://news.example/"};

    assert_string_equal(nf_enrich(front, &o, pool)->skip, "not-article");
    assert_string_equal(nf_enrich(page, &o, pool)->skip, "own-article");
    assert_int_equal(nf_enrich(front, &o, pool)->glanced, 1);
    o.settings.collection = 1;
    assert_int_equal(nf_enrich(front, &o, pool)->glanced, 0);
    o = options;
    o.reader_url = "https://news.example/a/b?newsfilter=reader";
    assert_int_equal(nf_enrich(page, &o, pool)->glanced, 0);
    assert_int_equal(nf_enrich(page, &listing, pool)->glanced, 0);
    o = options;
    o.settings.existing = NF_EXISTING_REPLACE;
    assert_int_equal(nf_enrich(page, &o, pool)->glanced, 0);
}

/* The trail's block: behind the article's, not beside one of the page's own,
 * nor where the page has one in any syntax or the site wants none. */
static void test_trail(void **state)
{
    static const char block[] =
        "<script type=\"application/ld+json\" data-newsfilter>{\"@context\":"
        "\"https://schema.org\",\"@type\":\"BreadcrumbList\","
        "\"itemListElement\":[{\"@type\":\"ListItem\",\"position\":1,"
        "\"name\":\"Home\",\"item\":\"https://news.example/\"},{\"@type\":"
        "\"ListItem\",\"position\":2,\"name\":\"This story\"}]}</script>";
    static const char trail[] =
        "<p class=breadcrumb><a href=/>Home</a> / This story</p>";
    const char *page =
        apr_pstrcat(pool, "<body>", trail, STORY, "</body>", NULL);
    nf_options_t silent = options;
    nf_enrich_t *e = enrich(page);

    assert_int_equal(e->nedits, 2);
    assert_true(nf_str_eq(e->edits[1].bytes, nf_str(block)));
    has(nf_enrich_render(e, NF_FORMAT_JSONLD, &options, pool), block);
    silent.settings.no_breadcrumb = 1;
    assert_int_equal(nf_enrich(nf_str(page), &silent, pool)->nedits, 1);
    page = apr_pstrcat(pool, "<head>" OWN "</head><body>", trail, STORY, NULL);
    assert_int_equal(enrich(page)->nedits, 0);
    page = apr_pstrcat(pool,
                       "<body><i itemscope itemtype=https://schema.org/"
                       "BreadcrumbList></i>",
                       trail, STORY, "</body>", NULL);
    assert_int_equal(enrich(page)->nedits, 1);
}

/* The ticker's block: behind the article's, beside the page's own article,
 * once, and not where the page lists something itself. */
static void test_ticker_list(void **state)
{
    static const char list[] =
        "<script type=\"application/ld+json\" data-newsfilter>{\"@context\":"
        "\"https://schema.org\",\"@type\":\"ItemList\",\"numberOfItems\":2,"
        "\"itemListElement\":[{\"@type\":\"ListItem\",\"position\":1,\"url\":"
        "\"https://news.example/n/1\"},{\"@type\":\"ListItem\",\"position\":2,"
        "\"url\":\"https://news.example/n/2\"}]}</script>";
    const char *page = "<html><body>" STRIP STORY "</body></html>";
    nf_enrich_t *e = nf_enrich(nf_str(page), &listing, pool);

    assert_null(e->skip);
    assert_int_equal(e->nedits, 2);
    has(e->edits[0].bytes, "\"@type\":\"NewsArticle\"");
    assert_true(nf_str_eq(e->edits[1].bytes, nf_str(list)));
    has(nf_enrich_render(e, NF_FORMAT_JSONLD, &listing, pool), list);
    page = apply(page, e);
    e = nf_enrich(nf_str(page), &listing, pool);
    assert_string_equal(e->skip, "own-article");
    page = "<html><head>" OWN "</head><body>" STRIP STORY "</body></html>";
    e = nf_enrich(nf_str(page), &listing, pool);
    assert_string_equal(e->skip, "own-article");
    assert_int_equal(e->nedits, 1);
    assert_true(nf_str_eq(e->edits[0].bytes, nf_str(list)));
    assert_string_equal(enrich(page)->skip, "own-article");
}

static void test_no_ticker_list(void **state)
{
    static const struct {
        const char *page, *why;
    } rows[] = {{"<html><head>" OWN "</head><body>" STORY "</body></html>",
                 "own-article"},
                {"<html><head>" OWN "<script type='application/ld+json'>"
                 "{\"@context\":\"https://schema.org\",\"@type\":\"ItemList\"}"
                 "</script></head><body>" STRIP STORY "</body></html>",
                 "own-article"},
                {"<html><body>" STRIP "</body></html>", "not-article"}};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        nf_enrich_t *e = nf_enrich(nf_str(rows[i].page), &listing, pool);

        assert_string_equal(e->skip, rows[i].why);
        assert_null(e->edits);
    }
}

/* A ticker without addresses is no list. */
static void test_ticker_names(void **state)
{
    const char *page = "<html><body><marquee>Fares to rise in spring | Bakers "
                       "end their strike | River falls below the mark"
                       "</marquee>" STORY "</body></html>";
    nf_enrich_t *e = nf_enrich(nf_str(page), &listing, pool);

    assert_null(e->skip);
    assert_int_equal(e->facts->ticker->nelts, 3);
    assert_int_equal(e->nedits, 1);
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
        cmocka_unit_test(test_glance),
        cmocka_unit_test(test_glance_at_address),
        cmocka_unit_test(test_trail),
        cmocka_unit_test(test_ticker_list),
        cmocka_unit_test(test_no_ticker_list),
        cmocka_unit_test(test_ticker_names),
        cmocka_unit_test(test_offset_in_another_charset),
        cmocka_unit_test(test_left_alone),
        cmocka_unit_test(test_facts_where_asked_for),
        cmocka_unit_test(test_renderings)};

    return cmocka_run_group_tests(tests, start_apr, stop_apr);
}
