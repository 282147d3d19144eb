/* test_existing.c -- the page's own JSON-LD, completed and replaced. */
#include "render.h"
#include <jansson.h>

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

#define HEADLINE "\"headline\":\"Ferry back in service after six weeks\""
#define OWN "\"@type\":\"NewsArticle\"," HEADLINE
#define LD(json) "<script type=\"application/ld+json\">" json "</script>"
#define PAGE(json)                                                     \
    "<html lang=en><head><title>Ferry back in service after six weeks" \
    "</title>" LD(json) "</head><body>" STORY "</body></html>"

static nf_enrich_t *enrich(const char *bytes, nf_existing_e mode)
{
    nf_options_t options = {.url = "https://news.example/a/b",
                            .settings = {.existing = mode}};

    return nf_enrich(nf_str(bytes), &options, pool);
}

static const char *apply(const char *bytes, const nf_enrich_t *e)
{
    nf_buf_t out;
    size_t at = 0;
    int i;

    nf_buf_init(&out, pool, 1024);
    for (i = 0; i < e->nedits; i++) {
        const nf_edit_t *edit = &e->edits[i];

        assert_true(edit->at >= at);
        nf_buf_add(&out, bytes + at, edit->at - at);
        nf_buf_add(&out, edit->bytes.p, edit->bytes.len);
        at = edit->at + edit->drop;
    }
    nf_buf_adds(&out, bytes + at);
    return nf_buf_cstr(&out);
}

/* What strict parsers read in the n-th block; NULL for none. */
static json_t *block(const char *page, int n)
{
    static const char type[] = "application/ld+json\"";
    const char *p = page, *end;
    json_t *json;

    do {
        p = strstr(p, type);
        if (p == NULL) {
            return NULL;
        }
        p = strchr(p, '>') + 1;
    } while (n-- > 0);
    end = strstr(p, "</script>");
    assert_non_null(end);
    json = json_loadb(p, (size_t)(end - p), JSON_REJECT_DUPLICATES, NULL);
    if (json == NULL) {
        fail_msg("no JSON: %.*s", (int)(end - p), p);
    }
    return json;
}

static const char *string(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));

    return s ? s : "(none)";
}

static void test_complete_adds(void **state)
{
    static const char page[] =
        PAGE("\n {\"@context\" : \"https://schema.org\", " OWN
             ", \"x:rank\": 1.50, \"position\":12345678901234567890123,"
             " \"x:note\":\"Caf\xC3\xA9 \\u00e9 <b>\","
             "\"about\": [ \"Elm\" ] }\n");
    nf_enrich_t *e = enrich(page, NF_EXISTING_COMPLETE);
    const char *out = apply(page, e);
    json_t *o;

    assert_null(e->skip);
    /* its own bytes are all there, in their order */
    assert_non_null(
        strstr(out, "\n {\"@context\" : \"https://schema.org\", " OWN
                    ", \"x:rank\": 1.50, \"position\":12345678901234567890123,"
                    " \"x:note\":\"Caf\xC3\xA9 \\u00e9 <b>\","
                    "\"about\": [ \"Elm\" ],\""));
    assert_non_null(strstr(out, " }\n</script></head><body>" STORY));
    assert_null(strstr(out, "data-newsfilter"));
    out = apr_pstrcat(pool, strstr(out, "\"x:rank\""), NULL);
    assert_non_null(strstr(out, "\"datePublished\":\"2026-05-02\""));
    assert_non_null(strstr(out, "\"inLanguage\":\"en\""));
    assert_non_null(strstr(out, "\"name\":\"Ann Reed\""));
    o = block(apply(PAGE("{" OWN "}"),
                    enrich(PAGE("{" OWN "}"), NF_EXISTING_COMPLETE)),
              0);
    assert_string_equal(string(o, "datePublished"), "2026-05-02");
    json_decref(o);
}

static void test_complete_fills_empty(void **state)
{
    static const char page[] =
        PAGE("{" OWN ",\"author\":\"\",\"datePublished\":null,"
             "\"inLanguage\":[ ],\"x\":null}");
    json_t *o = block(apply(page, enrich(page, NF_EXISTING_COMPLETE)), 0);

    assert_string_equal(string(o, "datePublished"), "2026-05-02");
    assert_string_equal(string(o, "inLanguage"), "en");
    assert_int_equal(json_array_size(json_object_get(o, "author")), 1);
    assert_null(json_object_get(o, "x"));
    json_decref(o);
}

/* Nothing that the page says is said again or contradicted. */
static void test_complete_contradicts_nothing(void **state)
{
    static const char page[] =
        PAGE("{\"@type\":\"BlogPosting\",\"name\":\"Ferry back in service "
             "after six weeks\",\"creator\":\"Ann Reed\","
             "\"datePublished\":\"2026-05-03T08:00:00Z\"}");
    json_t *o = block(apply(page, enrich(page, NF_EXISTING_COMPLETE)), 0);

    assert_string_equal(string(o, "datePublished"), "2026-05-03T08:00:00Z");
    assert_null(json_object_get(o, "headline"));
    assert_null(json_object_get(o, "author"));
    assert_null(json_object_get(o, "dateline"));
    assert_string_equal(string(o, "inLanguage"), "en");
    json_decref(o);
}

static void test_complete_in_a_graph(void **state)
{
    static const char page[] = PAGE(
        "{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"Elm\"},{" OWN "}]}");
    json_t *o = block(apply(page, enrich(page, NF_EXISTING_COMPLETE)), 0);
    json_t *graph = json_object_get(o, "@graph");

    assert_int_equal(json_object_size(json_array_get(graph, 0)), 2);
    assert_string_equal(string(json_array_get(graph, 1), "inLanguage"), "en");
    json_decref(o);
}

/* Strict parsers read it then, and no byte of it can end the script. */
static void test_complete_repairs(void **state)
{
    static const char page[] =
        PAGE("<!-- {/* made */\"a\":2.50," OWN
             ",\"x:note\":\"Elm & \xC3\xA9\n</p>\",} -->");
    const char *out = apply(page, enrich(page, NF_EXISTING_COMPLETE));
    json_t *o = block(out, 0);

    assert_non_null(strstr(out, "\"a\":2.50,"));
    assert_string_equal(string(o, "x:note"), "Elm & \xC3\xA9 </p>");
    assert_string_equal(string(o, "datePublished"), "2026-05-02");
    assert_null(strstr(strstr(out, "ld+json"), "<!--"));
    assert_null(block(out, 1));
    json_decref(o);
}

/* A page in another encoding: the block becomes ASCII, the rest stays. */
static void test_complete_in_another_charset(void **state)
{
    static const char page[] =
        "<html><head><meta charset=shift_jis><title>\x83\x7D\x83\x7D"
        "</title><script class=\"\x83\x7D\" type=\"application/ld+json\">{" OWN
        ",\"description\":\"\x83\x7D}\"}</script></head><body>" STORY
        "</body></html>";
    const char *out = apply(page, enrich(page, NF_EXISTING_COMPLETE));
    json_t *o = block(out, 0);

    assert_memory_equal(page, out, strstr(page, "{\"@type") - page);
    assert_string_equal(string(o, "description"),
                        "\xE3\x83\x9E\xE3\x83\x9E}" + 3);
    assert_string_equal(string(o, "datePublished"), "2026-05-02");
    assert_string_equal(strstr(out, "</script>"), strstr(page, "</script>"));
    json_decref(o);
}

static void test_replace(void **state)
{
    static const char page[] =
        PAGE("{\"@context\":\"https://schema.org\",\"@graph\":[{" OWN
             ",\"@id\":\"#story\"},{\"@type\":\"WebSite\",\"name\":\"Elm\"},"
             "{\"@type\":\"WebPage\",\"mainEntity\":{\"@id\":\"#story\"}}]}");
    const char *out = apply(page, enrich(page, NF_EXISTING_REPLACE));
    json_t *rest = block(out, 0), *ours = block(out, 1);

    assert_int_equal(json_array_size(json_object_get(rest, "@graph")), 2);
    assert_string_equal(string(ours, "@id"), "#story");
    assert_string_equal(string(ours, "datePublished"), "2026-05-02");
    assert_null(block(out, 2));
    json_decref(rest);
    json_decref(ours);
}

/* What is left of the first block when its article is replaced. */
static json_t *rest_of(const char *page)
{
    return block(apply(page, enrich(page, NF_EXISTING_REPLACE)), 0);
}

/* What the article told and others name is told by the first of them. */
static void test_replace_keeps_what_is_named(void **state)
{
    static const char page[] = PAGE(
        "{\"@context\":\"https://schema.org\",\"@graph\":[{" OWN
        ",\"@id\":\"#story\",\"image\":{\"@type\":\"ImageObject\",\"@id\":"
        "\"#i\",\"url\":\"https://e.example/i.jpg\"},\"publisher\":{"
        "\"@id\":\"#p\"},\"author\":{\"@id\":\"#p\",\"name\":\"Elm\"}},"
        "{\"@type\":\"Organization\",\"@id\":\"#p\",\"name\":\"Post\"},"
        "{\"@type\":\"WebPage\",\"primaryImageOfPage\":{\"@id\":\"#i\"},"
        "\"image\":{\"@id\":\"#i\"},\"publisher\":{\"@id\":\"#p\"},"
        "\"mainEntity\":{\"@id\":\"#story\"}}]}");
    json_t *rest = rest_of(page);
    json_t *graph = json_object_get(rest, "@graph");
    json_t *web = json_array_get(graph, 1);

    assert_int_equal(json_array_size(graph), 2);
    assert_string_equal(
        string(json_object_get(web, "primaryImageOfPage"), "url"),
        "https://e.example/i.jpg");
    assert_int_equal(json_object_size(json_object_get(web, "image")), 1);
    assert_int_equal(json_object_size(json_object_get(web, "publisher")), 1);
    assert_int_equal(json_object_size(json_object_get(web, "mainEntity")), 1);
    json_decref(rest);
}

/* Each thing is told once, in whatever order they are named. */
static void test_replace_tells_once(void **state)
{
    static const char page[] =
        PAGE("{\"@context\":\"https://schema.org\",\"@graph\":[{" OWN
             ",\"author\":{\"@id\":\"#a\",\"name\":\"A\",\"knows\":{\"@id\":"
             "\"#b\",\"name\":\"B\",\"knows\":{\"@id\":\"#c\",\"name\":\"Elm"
             "\",\"worksFor\":{\"@id\":\"#p\"}}}},\"publisher\":{\"@id\":"
             "\"#p\",\"name\":\"Post\"}},{\"@type\":\"WebPage\",\"mentions\":"
             "[{\"@id\":\"#c\"},{\"@id\":\"#b\",\"@type\":\"Person\"},"
             "{\"@id\":\"#a\"}]}]}");
    json_t *rest = rest_of(page);
    json_t *list = json_object_get(
        json_array_get(json_object_get(rest, "@graph"), 0), "mentions");
    json_t *c = json_array_get(list, 0), *b = json_array_get(list, 1);

    assert_string_equal(string(c, "name"), "Elm");
    assert_string_equal(string(json_object_get(c, "worksFor"), "name"),
                        "Post");
    assert_string_equal(string(b, "name"), "B");
    assert_string_equal(string(b, "@type"), "Person");
    assert_int_equal(json_object_size(json_object_get(b, "knows")), 1);
    assert_int_equal(
        json_object_size(json_object_get(json_array_get(list, 2), "knows")),
        1);
    json_decref(rest);
}

/* Whatever number of articles, in whatever blocks: one is left. */
static void test_replace_all(void **state)
{
    static const char *const pages[] = {
        PAGE("{" OWN "}"),
        PAGE("[{" OWN "}]"),
        PAGE("{\"@graph\":[ {" OWN "} ]}"),
        PAGE("{\"@graph\":[{" OWN "},{" OWN "}]}"),
        PAGE("{" OWN ",}"),
        PAGE("{\"@type\":\"WebPage\",\"mainEntity\":{" OWN "}}"),
        PAGE("{" OWN
             "}</script>" LD("{" OWN ",\"author\":\"Ann Reed\"}") "<script>")};
    size_t i;

    for (i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
        nf_enrich_t *e = enrich(pages[i], NF_EXISTING_REPLACE);
        const char *out = apply(pages[i], e);
        json_t *o = block(out, 0);

        assert_null(e->skip);
        assert_string_equal(string(o, "datePublished"), "2026-05-02");
        assert_null(block(out, 1));
        assert_string_equal(strstr(out, "<body>"), strstr(pages[i], "<body>"));
        json_decref(o);
    }
}

static void test_left_alone(void **state)
{
    static const struct {
        const char *page, *why[3];
    } rows[] = {
        {PAGE("{" OWN ",\"author\":\"Ann Reed\"}"),
         {"own-article", NULL, NULL}},
        {PAGE("{" OWN "}</script>" LD("{" OWN "}") "<script>"),
         {"own-article", "own-article", NULL}},
        {"<html><body itemscope itemtype=http://schema.org/NewsArticle>"
         "<meta itemprop=headline content=\"Ferry back in service after six "
         "weeks\"><meta itemprop=author content=\"Ann Reed\">" STORY
         "</body></html>",
         {"own-article", "own-markup", "own-markup"}},
        {"<html><body>" STORY "<script type=application/ld+json>{" OWN
         "}</script foo=\">\">"
         "</body></html>",
         {"own-article", NULL, "own-article"}}};
    size_t i;
    int mode;

    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        for (mode = NF_EXISTING_KEEP; mode <= NF_EXISTING_REPLACE; mode++) {
            nf_enrich_t *e = enrich(rows[i].page, (nf_existing_e)mode);

            if (rows[i].why[mode] == NULL) {
                assert_null(e->skip);
                assert_true(e->nedits > 0);
                continue;
            }
            assert_non_null(e->skip);
            assert_string_equal(e->skip, rows[i].why[mode]);
            assert_int_equal(e->nedits, 0);
        }
    }
}

/* Nothing is left to do on a page that was completed. */
static void test_complete_once(void **state)
{
    static const char page[] = PAGE("{" OWN "}");
    const char *out = apply(page, enrich(page, NF_EXISTING_COMPLETE));

    assert_string_equal(enrich(out, NF_EXISTING_COMPLETE)->skip,
                        "own-article");
}

/* A module: takes the first member and the section away, sets another. */
static int amend(void *wanted, json_t *article)
{
    json_object_del(article, "@id");
    json_object_del(article, "articleSection");
    json_object_set_new(article, "genre", json_string("news"));
    return *(int *)wanted;
}

static void test_the_site_stands_above_the_page(void **state)
{
    static const char own[] =
        PAGE("{ \"@id\": \"#a\" , " OWN ", \"datePublished\":"
             "\"2026-05-02\", \"articleSection\":\"Sea\", \"x:number\": "
             "1.50,\"publisher\":{\"@type\":\"Organization\",\"name\":"
             "\"Elm Courier\"}}");
    const nf_publisher_t publisher = {"The Harbour Post", NULL, NULL};
    int wanted = 1;
    nf_options_t options = {.settings = {.existing = NF_EXISTING_COMPLETE,
                                         .publisher = &publisher},
                            .amend = amend,
                            .amend_data = &wanted};
    nf_enrich_t *e = nf_enrich(nf_str(own), &options, pool);
    const char *page = apply(own, e);
    json_t *o = block(page, 0);

    assert_null(e->skip);
    assert_string_equal(string(o, "@id"), "(none)");
    assert_string_equal(string(o, "articleSection"), "(none)");
    assert_string_equal(string(o, "genre"), "news");
    assert_string_equal(string(json_object_get(o, "publisher"), "name"),
                        "The Harbour Post");
    has(nf_str(page), ", \"x:number\": 1.50,\"publisher\"");
    json_decref(o);
    wanted = 0;
    e = nf_enrich(nf_str(own), &options, pool);
    assert_string_equal(e->skip, "vetoed");
    assert_int_equal(e->nedits, 0);
    options.settings.existing = NF_EXISTING_REPLACE;
    e = nf_enrich(nf_str(own), &options, pool);
    assert_string_equal(e->skip, "vetoed");
    assert_int_equal(e->nedits, 0);
}

/* Each member as complete leaves it. */
static void test_complete_mends(void **state)
{
    static const struct {
        const char *members, *property, *want;
    } rows[] = {
#define M(members, property, want) {members, property, want},
#include "mend.def"
#undef M
    };
    int wrong = 0;
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *page = apr_pstrcat(
            pool,
            "<html lang=en><head>" LD(
                "{\"@type\":\"WebSite\"}") "<script "
                                           "type=\"application/ld+json\">[ "
                                           "{" OWN ",",
            rows[i].members,
            "} ]</script></head><body>" STORY "</body></html>", NULL);
        json_t *o = block(apply(page, enrich(page, NF_EXISTING_COMPLETE)), 1);
        const json_t *v =
            json_object_get(json_array_get(o, 0), rows[i].property);
        char *got = v ? json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

        if (rows[i].want == NULL ? got != NULL
                                 : !got || strcmp(got, rows[i].want) != 0) {
            print_error("%s\n  %s, not %s\n", rows[i].members,
                        got ? got : "nothing",
                        rows[i].want ? rows[i].want : "nothing");
            wrong++;
        }
        free(got);
        json_decref(o);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_site_stands_above_the_page),
        cmocka_unit_test(test_complete_adds),
        cmocka_unit_test(test_complete_mends),
        cmocka_unit_test(test_complete_fills_empty),
        cmocka_unit_test(test_complete_contradicts_nothing),
        cmocka_unit_test(test_complete_in_a_graph),
        cmocka_unit_test(test_complete_repairs),
        cmocka_unit_test(test_complete_in_another_charset),
        cmocka_unit_test(test_replace),
        cmocka_unit_test(test_replace_keeps_what_is_named),
        cmocka_unit_test(test_replace_tells_once),
        cmocka_unit_test(test_replace_all),
        cmocka_unit_test(test_left_alone),
        cmocka_unit_test(test_complete_once)};

    return cmocka_run_group_tests(tests, start_apr, stop_apr);
}
