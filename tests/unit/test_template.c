/* test_template.c -- what a template may hold, and where. */
#include "render.h"
#include "render/template.h"

static const char *check(const char *text)
{
    const char *error = nf_template_check(nf_str(text), pool);

    return error ? error : "good";
}

static void test_good_places(void **state)
{
    assert_string_equal(check("{{head}}{{article}}"), "good");
    assert_string_equal(
        check("<!DOCTYPE html><html lang=\"{{language}}\" class='a {{class}}'>"
              "<head>{{head}}<title>{{title}}</title></head><body>{{bar}}"
              "<h1>{{ title }}</h1><main>{{article}}</main></body>"),
        "good");
    assert_string_equal(check("{ {head} } {{head}} } {{article}}{{"), "good");
}

static void test_bad_places(void **state)
{
    static const char *const rows[] = {
        "<a href={{original}}>", "<a {{class}}>",
        "<{{title}}>",           "<!-- {{title}} -->",
        "<p \"{{title}}\">",     "</p {{title}}>",
        "<script>{{title}}",     "<style>a{{title}}",
        "<!DOCTYPE {{title}}>",  "<a href=\"{{original}}",
        "<textarea>{{article}}"};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *error =
            check(apr_pstrcat(pool, "{{head}}{{article}}\n", rows[i], NULL));

        has(nf_str(error), "line 2: {{");
    }
    has(nf_str(check("<a title='{{article}}'>{{head}}")),
        "line 1: {{article}} is markup");
    has(nf_str(check("{{head}}<title>{{head}}</title>{{article}}")),
        "{{head}} is markup");
}

static void test_names(void **state)
{
    assert_string_equal(check("{{head}}\n\n{{artikel}}"),
                        "line 3: {{artikel}} is no placeholder");
    assert_string_equal(check("{{article}}"),
                        "{{head}} is missing; it belongs inside <head>");
    assert_string_equal(check("{{head}}"),
                        "{{article}} is missing; it belongs inside <main>");
    assert_string_equal(check("{{head}}{{article}}{{article}}"),
                        "line 1: {{article}} stands there twice");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_good_places),
                                       cmocka_unit_test(test_bad_places),
                                       cmocka_unit_test(test_names)};

    return cmocka_run_group_tests(tests, start_apr, stop_apr);
}
