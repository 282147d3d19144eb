/* test_style.c -- the reader's choices, the form, the site's own face. */
#include "render.h"
#include "render/style.h"

static nf_str_t view(const nf_reader_style_t *style,
                     const nf_reader_face_t *face)
{
    nf_options_t o = {
        .url = "https://news.example/a/b", .style = style, .face = face};
    nf_facts_t *f = bare_facts();

    return nf_reader_render(make_page("<p>One</p>", f), f, &o, pool);
}

static void test_words_choose(void **state)
{
    nf_reader_style_t style = nf_style_default();

    assert_string_equal(nf_style_word(NF_CHOICE_THEME, style.v[0]), "auto");
    assert_true(nf_style_choose(&style, NF_CHOICE_THEME, NF_STR("sepia")));
    assert_true(nf_style_choose(&style, NF_CHOICE_SIZE, NF_STR("5")));
    assert_false(nf_style_choose(&style, NF_CHOICE_SIZE, NF_STR("6")));
    assert_false(nf_style_choose(&style, NF_CHOICE_WIDTH, NF_STR("")));
    assert_false(nf_style_choose(&style, NF_CHOICE_THEME, NF_STR("DARK")));
    assert_string_equal(nf_style_class(&style, pool),
                        "nf-theme-sepia nf-size-5 nf-width-2");
    assert_null(nf_style_word(NF_CHOICE_WIDTH, 3));
    assert_null(nf_style_word(NF_CHOICE_SIZE, 5));
    assert_null(nf_style_word(NF_CHOICE_SIZE, 255));
}

static void test_present_choice_is_marked(void **state)
{
    nf_reader_style_t style = nf_style_default();
    nf_str_t out;

    nf_style_choose(&style, NF_CHOICE_THEME, NF_STR("dark"));
    out = view(&style, NULL);
    has(out, "class=\"nf-theme-dark nf-size-2 nf-width-2\"");
    has(out, "value=\"dark\" class=\"nf-theme-dark\" checked>Dark");
    has(out, "value=\"2\" class=\"nf-size-2\" checked>100%");
    has_not(out, "value=\"auto\" class=\"nf-theme-auto\" checked");
    has_not(out, "<button");
    has(view(NULL, NULL),
        "value=\"auto\" class=\"nf-theme-auto\" checked>Automatic");
}

static void test_form_of_a_server(void **state)
{
    apr_array_header_t *fields =
        apr_array_make(pool, 2, sizeof(nf_form_field_t));
    nf_reader_face_t face = {
        .remembers = 1, .form_fields = fields, .form_name = {"t", NULL, "w"}};
    nf_str_t out;

    APR_ARRAY_PUSH(fields, nf_form_field_t) =
        (nf_form_field_t){"id", "1&2\">"};
    out = view(NULL, &face);
    /* the same in each view, whatever stands in the page */
    has(out, "<form method=\"get\" id=\"nf-form\"></form>");
    has(out, "<input type=\"hidden\" form=\"nf-form\" name=\"id\" "
             "value=\"1&amp;2&quot;&gt;\">");
    has(out, "name=\"t\" value=\"light\"");
    has(out, "name=\"size\" value=\"1\"");
    has(out, "name=\"w\" value=\"3\"");
    has(out, "<button form=\"nf-form\">Save</button>");
    has_not(view(NULL, NULL), "form");
}

static void test_policy(void **state)
{
    nf_reader_face_t face = {.stylesheet = "/css/own.css"};

    has_not(nf_str(nf_style_csp(NULL, pool)), "unsafe-inline");
    has(nf_str(nf_style_csp(NULL, pool)), "default-src 'none'");
    has(nf_str(nf_style_csp(NULL, pool)), "form-action 'none'");
    has(nf_str(nf_style_csp(&face, pool)), "=' 'self'; base-uri 'none'");
    face.stylesheet = "https://cdn.example:8443/a.css";
    face.remembers = 1;
    has(nf_str(nf_style_csp(&face, pool)), "=' https://cdn.example:8443; ");
    has(nf_str(nf_style_csp(&face, pool)), "form-action 'self'");
    face.stylesheet = "https://x.example; script-src *";
    has_not(nf_str(nf_style_csp(&face, pool)), "script-src *");
}

static void test_face(void **state)
{
    nf_reader_face_t face = {.stylesheet = "/own.css?v=1&2",
                             .logo = "/logo.png",
                             .header = "<nav>Menu</nav>",
                             .footer = "<p>Imprint</p>",
                             .original = "/a/b?newsfilter=off"};
    nf_str_t out = view(NULL, &face);

    has(out, "<link rel=\"stylesheet\" href=\"/own.css?v=1&amp;2\">\n</head>");
    has(out, "<a class=\"site\" href=\"https://news.example/\">"
             "<img src=\"/logo.png\" alt=\"news.example\"></a>");
    has(out, "</header>\n<nav>Menu</nav><main>");
    has(out, "</main>\n<p>Imprint</p><footer");
    has(out, "href=\"/a/b?newsfilter=off\">Original article</a>");
    has(out, "<link rel=\"canonical\" href=\"https://news.example/a/b\">");
}

static void test_own_template(void **state)
{
    nf_reader_face_t face = {
        .template = "<html lang=\"{{language}}\"><head>{{head}}</head><body>"
                    "<b title='{{ title }}'>{{site}}</b>{{ARTICLE}}"
                    "<main>{{article}}</main>{{minutes}} {{section}}"};
    nf_str_t out = view(NULL, &face);

    assert_int_equal(strncmp(out.p, "<html lang=\"und\"><head><meta", 28), 0);
    has(out, "<body><b title='Ferry back in service'>news.example</b><main>");
    has(out, "<p>One</p>\n</article>\n</main>1 min read ");
    has_not(out, "class=\"bar\"");
    has_not(out, "{{");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_choose),
        cmocka_unit_test(test_present_choice_is_marked),
        cmocka_unit_test(test_form_of_a_server),
        cmocka_unit_test(test_policy),
        cmocka_unit_test(test_face),
        cmocka_unit_test(test_own_template)};

    return cmocka_run_group_tests(tests, start_apr, stop_apr);
}
