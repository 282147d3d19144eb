/* test_json.c -- the facts as one line of JSON. */
#include "render.h"
#include "render/json.h"

static void test_only_what_is_known(void **state)
{
    nf_str_t out = nf_json_render(bare_facts(), pool);

    assert_string_equal(out.p, "{\"type\":\"NewsArticle\",\"headline\":"
                               "\"Ferry back in service\"}\n");
}

static void test_members_in_order(void **state)
{
    static const char *const order[] = {"\"type\"",
                                        "\"headline\"",
                                        "\"alternativeHeadline\"",
                                        "\"description\"",
                                        "\"articleSection\"",
                                        "\"keywords\"",
                                        "\"inLanguage\"",
                                        "\"dateline\"",
                                        "\"datePublished\"",
                                        "\"dateModified\"",
                                        "\"author\"",
                                        "\"publisher\"",
                                        "\"image\"",
                                        "\"isAccessibleForFree\":false",
                                        "\"wordCount\":7",
                                        "\"articleBody\"",
                                        "\"ticker\"",
                                        "\"related\"",
                                        NULL};
    nf_facts_t *f = bare_facts();
    nf_str_t out;
    const char *at;
    int i;

    f->alternative_headline = "After six weeks";
    f->description = "It sails again";
    f->section = "Coast";
    f->language = "en";
    f->dateline = "PORT ELM";
    f->date_published = "2026-05-02";
    f->date_modified = "2026-05-03";
    f->publisher = "The Elm Courier";
    f->publisher_logo = "https://e.example/logo.png";
    f->accessible_for_free = 0;
    f->word_count = 7;
    f->article_body = "One.\n\nTwo.";
    APR_ARRAY_PUSH(f->keywords, const char *) = "ferry";
    add_author(f, "Ann Reed", "https://e.example/ann", 0);
    add_image(f, "https://e.example/f.jpg", "The ferry");
    APR_ARRAY_PUSH(f->ticker, nf_link_t) =
        (nf_link_t){"Storm due", "https://e.example/s", "BREAKING", 0};
    APR_ARRAY_PUSH(f->related, nf_link_t) =
        (nf_link_t){"Old ferry sold", NULL, NULL, 0};
    out = nf_json_render(f, pool);
    for (i = 0, at = out.p; order[i]; i++) {
        at = strstr(at, order[i]);
        assert_non_null(at);
    }
    has(out, "\"author\":[{\"name\":\"Ann Reed\","
             "\"url\":\"https://e.example/ann\"}]");
    has(out, "\"publisher\":{\"name\":\"The Elm Courier\","
             "\"logo\":\"https://e.example/logo.png\"}");
    has(out, "\"ticker\":[{\"headline\":\"Storm due\","
             "\"url\":\"https://e.example/s\",\"label\":\"BREAKING\"}]");
    has(out, "\"related\":[{\"headline\":\"Old ferry sold\"}]");
    has(out, "\"articleBody\":\"One.\\n\\nTwo.\"");
}

static void test_one_line_of_utf8(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_str_t out;

    f->headline = "Caf\xC3\xA9 \"Zum \\ Anker\"\ttab";
    f->description = "broken \xFF bytes";
    out = nf_json_render(f, pool);
    has(out, "Caf\xC3\xA9 \\\"Zum \\\\ Anker\\\"\\ttab");
    has_not(out, "description");
    assert_ptr_equal(strchr(out.p, '\n'), out.p + out.len - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_what_is_known),
        cmocka_unit_test(test_members_in_order),
        cmocka_unit_test(test_one_line_of_utf8)};

    return cmocka_run_group_tests(tests, start_apr, stop_apr);
}
