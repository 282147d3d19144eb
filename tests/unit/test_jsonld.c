/* test_jsonld.c -- the facts as schema.org JSON-LD. */
#include "render.h"
#include <jansson.h>
#include "render/jsonld.h"

static const nf_options_t no_options;

static nf_str_t render(const nf_facts_t *f)
{
    return nf_jsonld_render(f, &no_options, pool);
}

/* What a strict JSON parser reads between the script tags. */
static json_t *parse(nf_str_t out)
{
    static const char end[] = "</script>";
    size_t from = strcspn(out.p, ">") + 1;
    size_t tail = sizeof(end) - 1;
    json_t *o;

    assert_memory_equal(out.p, "<script type=\"application/ld+json\" ", 35);
    assert_string_equal(out.p + out.len - tail, end);
    o = json_loadb(out.p + from, out.len - from - tail, JSON_REJECT_DUPLICATES,
                   NULL);
    assert_non_null(o);
    return o;
}

static const char *string(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));

    return s ? s : "(none)";
}

static void test_says_only_what_is_known(void **state)
{
    nf_str_t out = render(bare_facts());

    has(out, "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\","
             "\"headline\":\"Ferry back in service\"}");
}

static void test_cannot_leave_its_script(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_str_t out;
    json_t *o;
    size_t i, from;

    f->headline = "</script><!--<script>&amp; Caf\xC3\xA9 \xE2\x80\xA8 "
                  "\xF0\x9F\x9A\xA2 \x7F";
    out = render(f);
    from = strcspn(out.p, ">") + 1;
    for (i = from; i < out.len - 9; i++) {
        assert_in_range(out.p[i], 0x20, 0x7E);
        assert_null(strchr("<>&", out.p[i]));
    }
    o = parse(out);
    assert_string_equal(string(o, "headline"), f->headline);
    json_decref(o);
}

static void test_dates_are_sure(void **state)
{
    static const struct {
        const char *published, *modified, *want, *want_modified;
    } rows[] = {{"2026-05-02T08:15:00+01:00", "2026-05-02T08:15:00Z",
                 "2026-05-02T08:15:00+01:00", "2026-05-02T08:15:00Z"},
                {"2026-05-02T08:15:00", NULL, "2026-05-02", "(none)"},
                {"2026-05-02", "2026-05-02", "2026-05-02", "2026-05-02"},
                {"2026-05-02", "2026-05-01", "2026-05-02", "(none)"},
                /* half past eight in Berlin is before seven in London */
                {"2026-05-02T07:00:00+00:00", "2026-05-02T08:30:00+02:00",
                 "2026-05-02T07:00:00+00:00", "(none)"},
                {"2026-05-02T11:14:48+02:00", "2026-05-02T11:14:00+02:00",
                 "2026-05-02T11:14:48+02:00", "(none)"},
                {"2026-13-02", NULL, "(none)", "(none)"},
                {"May 2", NULL, "(none)", "(none)"},
                {"2026-05-02Tx", NULL, "2026-05-02", "(none)"},
                {"2026-05-02T25:00Z", NULL, "2026-05-02", "(none)"}};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        nf_facts_t *f = bare_facts();
        json_t *o;

        f->date_published = rows[i].published;
        f->date_modified = rows[i].modified;
        o = parse(render(f));
        assert_string_equal(string(o, "datePublished"), rows[i].want);
        assert_string_equal(string(o, "dateModified"), rows[i].want_modified);
        json_decref(o);
    }
}

static void test_people_and_agencies(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_str_t out;

    add_author(f, "Ann Reed", "https://e.example/ann", 0);
    add_author(f, "Harbour News Agency", "javascript:alert(1)", 1);
    add_author(f, "ElmOnline.com", NULL, 0);
    add_author(f, "ann@elm.example", NULL, 0);
    out = render(f);
    has(out, "\"author\":[{\"@type\":\"Person\",\"name\":\"Ann Reed\","
             "\"url\":\"https://e.example/ann\"},"
             "{\"@type\":\"Organization\",\"name\":\"Harbour News Agency\"}]");
    has_not(out, "javascript");
}

static void test_publisher_falls_back_to_the_site(void **state)
{
    nf_options_t options = {.settings.site_name = "Elm Online",
                            .url = "https://e.example/ferry"};
    nf_facts_t *f = bare_facts();

    has(nf_jsonld_render(f, &options, pool),
        "\"publisher\":{\"@type\":\"NewsMediaOrganization\","
        "\"name\":\"Elm Online\"},\"url\":\"https://e.example/ferry\","
        "\"mainEntityOfPage\":{\"@type\":\"WebPage\","
        "\"@id\":\"https://e.example/ferry\"}");
    f->publisher = "The Elm Courier";
    f->canonical = "https://e.example/news/ferry";
    has(nf_jsonld_render(f, &options, pool), "The Elm Courier");
    has(nf_jsonld_render(f, &options, pool),
        "\"url\":\"https://e.example/news/ferry\"");
}

static void test_images_and_paywall(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_str_t out;

    f->accessible_for_free = 0;
    f->article_body = "Only for subscribers.";
    add_image(f, "/relative.jpg", NULL);
    add_image(f, "https://e.example/1.jpg", NULL);
    add_image(f, "https://e.example/2.jpg", "The quay");
    out = render(f);
    has(out, "\"image\":[\"https://e.example/1.jpg\","
             "{\"@type\":\"ImageObject\",\"url\":\"https://e.example/2.jpg\","
             "\"caption\":\"The quay\"}]");
    has(out, "\"isAccessibleForFree\":false");
    has_not(out, "subscribers");
}

static void test_types(void **state)
{
    nf_facts_t *f = bare_facts();

    f->dateline = "PORT ELM";
    f->type = "OpinionNewsArticle";
    has(render(f), "\"dateline\":\"PORT ELM\"");
    f->type = "BlogPosting";
    has(render(f), "\"@type\":\"BlogPosting\"");
    has_not(render(f), "dateline");
    f->type = "Elephant";
    has(render(f), "\"@type\":\"NewsArticle\"");
}

static void test_no_article_no_block(void **state)
{
    nf_facts_t *f = bare_facts();

    f->is_article = 0;
    assert_null(render(f).p);
    f->is_article = 1;
    f->headline = NULL;
    assert_null(render(f).p);
}

/* What an HTML parser and then a strict JSON parser make of our block. */
static json_t *read_back(nf_str_t out)
{
    const char *html = apr_pstrcat(pool, "<html><body><p>x</p>", out.p,
                                   "</body></html>", NULL);
    const nf_tree_t *t = nf_tree_build(nf_str(html), pool);
    nf_id_t script = nf_tree_find(t, 1, t->nnodes, NF_TAG_SCRIPT);
    nf_str_t text;
    json_t *o;

    assert_int_not_equal(script, NF_NONE);
    text = nf_tree_raw_text(t, script);
    assert_memory_equal(text.p + text.len, "</script></body></html>", 23);
    o = json_loadb(text.p, text.len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(o);
    return o;
}

static const char *first(const json_t *o, const char *key, const char *in)
{
    const json_t *v = json_object_get(o, key);

    if (json_is_array(v)) {
        v = json_array_get(v, 0);
    }
    if (in) {
        v = json_object_get(v, in);
    }
    return json_string_value(v) ? json_string_value(v) : "(none)";
}

/* Every field that a page's author or a reader's comment can fill. */
static void test_hostile_values_come_back(void **state)
{
    static const char *const values[] = {
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "</SCRIPT\t>",
        "]]> --> <![CDATA[ <!DOCTYPE",
        "a\xE2\x80\xA8z\xE2\x80\xA9z",
        "\"quoted\" \\\" \\u003c \\",
        "'single' & &amp; &lt;b&gt; &#60;",
        "\xE2\x80\xAE bidi \xE2\x81\xA6 x \xE2\x81\xA9",
        "\x01\x08\x1F\x7F",
        "\xF0\x9F\x9A\xA2 \xEF\xBF\xBD \xEF\xBF\xBF \xF4\x8F\xBF\xBF",
        "${jndi:x} {{x}} %s %n"};
    size_t i;

    for (i = 0; i < sizeof(values) / sizeof(*values); i++) {
        const char *v = values[i];
        nf_facts_t *f = bare_facts();
        json_t *o;

        f->headline = f->alternative_headline = f->description = v;
        f->section = f->dateline = f->language = f->publisher = v;
        APR_ARRAY_PUSH(f->keywords, const char *) = v;
        add_author(f, v, NULL, 0);
        add_image(f, "https://news.example/a.jpg", v);
        o = read_back(render(f));
        assert_string_equal(first(o, "headline", NULL), v);
        assert_string_equal(first(o, "alternativeHeadline", NULL), v);
        assert_string_equal(first(o, "description", NULL), v);
        assert_string_equal(first(o, "articleSection", NULL), v);
        assert_string_equal(first(o, "dateline", NULL), v);
        assert_string_equal(first(o, "inLanguage", NULL), v);
        assert_string_equal(first(o, "keywords", NULL), v);
        assert_string_equal(first(o, "publisher", "name"), v);
        assert_string_equal(first(o, "author", "name"), v);
        assert_string_equal(first(o, "image", "caption"), v);
        json_decref(o);
    }
}

/* Half a surrogate pair has no form in UTF-8: it is not said. */
static void test_lone_surrogates(void **state)
{
    nf_facts_t *f = bare_facts();
    json_t *o;

    f->description = "a\xED\xA0\xBDz";
    o = read_back(render(f));
    assert_string_equal(first(o, "description", NULL), "(none)");
    json_decref(o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_says_only_what_is_known),
        cmocka_unit_test(test_cannot_leave_its_script),
        cmocka_unit_test(test_hostile_values_come_back),
        cmocka_unit_test(test_lone_surrogates),
        cmocka_unit_test(test_dates_are_sure),
        cmocka_unit_test(test_people_and_agencies),
        cmocka_unit_test(test_publisher_falls_back_to_the_site),
        cmocka_unit_test(test_images_and_paywall),
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_no_article_no_block)};

    return cmocka_run_group_tests(tests, start_apr, stop_apr);
}
