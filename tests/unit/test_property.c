/* test_property.c -- single properties of a JSON-LD object by name. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "page/limits.h"
#include "render/json_out.h"
#include "render/property.h"
#include "support.h"

#define ARTICLE                                                            \
    "{\"headline\":\"A\",\"publisher\":{\"name\":\"P\"},\"author\":[{"     \
    "\"name\":\"Ann\",\"url\":\"https://e.example/ann\"},{\"name\":\"Bo\"" \
    "},\"Cy\"],\"wordCount\":12,\"image\":[\"https://e.example/1\","       \
    "{\"url\":\"https://e.example/2\"}],\"isAccessibleForFree\":false,"    \
    "\"mainEntityOfPage\":{\"@id\":\"https://e.example/\"}}"

static void test_names(void **state)
{
    static const char *const good[] = {"genre", "about2", "publisher.sameAs",
                                       "@id", "publisher.@id"};
    static const char *const bad[] = {
        "",       "Genre",           "@type",   "@context", "@graph",
        "genre.", ".genre",          "a.b.c",   "a b",      "2a",
        "a-b",    "publisher.@type", "genre\"", "\xC3\xA9", "a..b"};
    char name[NF_MAX_PROPERTY + 2] = "";
    size_t i;

    for (i = 0; i < COUNT(good); i++) {
        assert_true(nf_property_is_name(good[i]));
    }
    for (i = 0; i < COUNT(bad); i++) {
        assert_false(nf_property_is_name(bad[i]));
    }
    memset(name, 'a', NF_MAX_PROPERTY);
    assert_true(nf_property_is_name(name));
    name[NF_MAX_PROPERTY] = 'a';
    assert_false(nf_property_is_name(name));
}

/* An empty object with one property set to this, or "refused". */
static const char *set(nf_value_e type, const char *text)
{
    json_t *o = json_object();
    nf_str_t out = {"refused", 0};

    if (nf_property_set(o, "x", type, text, pool)) {
        assert_true(nf_property_is_value(type, text, pool));
        out = nf_json_dump_script(o, pool);
    }
    else {
        assert_false(nf_property_is_value(type, text, pool));
        assert_int_equal(json_object_size(o), 0);
    }
    json_decref(o);
    return out.p;
}

static void test_values(void **state)
{
    static const struct {
        nf_value_e type;
        const char *text, *want;
    } rows[] = {
        {NF_VALUE_TEXT, "a", "{\"x\":\"a\"}"},
        {NF_VALUE_TEXT, "true", "{\"x\":\"true\"}"},
        {NF_VALUE_TEXT, "\",\"y\":\"", "{\"x\":\"\\\",\\\"y\\\":\\\"\"}"},
        {NF_VALUE_TEXT, "</script>", "{\"x\":\"\\u003C/script\\u003E\"}"},
        {NF_VALUE_TEXT, "\xFF", "refused"},
        {NF_VALUE_TEXT, "", "refused"},
        {NF_VALUE_BOOLEAN, "false", "{\"x\":false}"},
        {NF_VALUE_BOOLEAN, "False", "refused"},
        {NF_VALUE_BOOLEAN, "0", "refused"},
        {NF_VALUE_NUMBER, "2024", "{\"x\":2024}"},
        {NF_VALUE_NUMBER, "-1.1", "{\"x\":-1.1}"},
        {NF_VALUE_NUMBER, "1e999", "refused"},
        {NF_VALUE_NUMBER, "0x10", "refused"},
        {NF_VALUE_NUMBER, "1,\"y\":2", "refused"},
        {NF_VALUE_NUMBER, "true", "refused"},
        {NF_VALUE_URL, " https://e.example/a",
         "{\"x\":\"https://e.example/a\"}"},
        {NF_VALUE_URL, "/a", "refused"},
        {NF_VALUE_URL, "javascript:alert(1)", "refused"},
        {NF_VALUE_LIST, "sea, , harbour ,", "{\"x\":[\"sea\",\"harbour\"]}"},
        {NF_VALUE_LIST, " , ", "refused"},
        {NF_VALUE_LIST, "a,\xFF", "{\"x\":[\"a\"]}"},
        {NF_VALUE_JSON, "{\"@type\":\"Person\",\"name\":\"Ann\"}",
         "{\"x\":{\"@type\":\"Person\",\"name\":\"Ann\"}}"},
        {NF_VALUE_JSON, "[1,\"<\"]", "{\"x\":[1,\"\\u003C\"]}"},
        {NF_VALUE_JSON, "{\"a\":1,\"a\":2}", "refused"},
        {NF_VALUE_JSON, "{} {}", "refused"},
        {NF_VALUE_JSON, "null", "refused"},
        {NF_VALUE_JSON, "{'a':1}", "refused"}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(set(rows[i].type, rows[i].text), rows[i].want);
    }
    assert_string_equal(set(NF_VALUE_TEXT, repeat("a", NF_MAX_VALUE + 1, "")),
                        "refused");
    assert_string_equal(set(NF_VALUE_JSON, repeat("[", 5000, "")), "refused");
}

static void test_set_and_unset(void **state)
{
    json_t *o = json_loads(ARTICLE, 0, NULL);

    assert_true(nf_property_set(o, "headline", NF_VALUE_TEXT, "B", pool));
    assert_true(nf_property_set(o, "publisher.sameAs", NF_VALUE_URL,
                                "https://s.example/", pool));
    assert_false(nf_property_set(o, "funder.name", NF_VALUE_TEXT, "x", pool));
    assert_false(nf_property_set(o, "author.name", NF_VALUE_TEXT, "x", pool));
    assert_false(nf_property_set(o, "@type", NF_VALUE_TEXT, "Person", pool));
    assert_true(nf_property_unset(o, "author", pool));
    assert_false(nf_property_unset(o, "author", pool));
    assert_false(nf_property_unset(o, "@context", pool));
    assert_true(nf_property_unset(o, "publisher.name", pool));
    assert_true(nf_property_unset(o, "image", pool));
    assert_true(nf_property_unset(o, "mainEntityOfPage", pool));
    assert_string_equal(
        nf_json_dump(o, pool).p,
        "{\"headline\":\"B\",\"publisher\":{\"sameAs\":"
        "\"https://s.example/\"},\"wordCount\":12,\"isAccessibleForFree\":"
        "false}");
    json_decref(o);
}

static void test_get(void **state)
{
    static const struct {
        const char *name, *want;
    } rows[] = {{"headline", "A;"},
                {"author", "Ann;Bo;Cy;"},
                {"author.name", "Ann;Bo;"},
                {"author.url", "https://e.example/ann;"},
                {"image", "https://e.example/1;https://e.example/2;"},
                {"publisher", "P;"},
                {"mainEntityOfPage", "https://e.example/;"},
                {"wordCount", "12;"},
                {"isAccessibleForFree", "false;"},
                {"genre", ""},
                {"headline.name", ""},
                {"author.", "Ann;Bo;Cy;"},
                {"", ""}};
    json_t *o = json_loads(ARTICLE, 0, NULL);
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        const apr_array_header_t *v = nf_property_get(o, rows[i].name, pool);
        nf_buf_t out;
        int k;

        nf_buf_init(&out, pool, 0);
        for (k = 0; k < v->nelts; k++) {
            nf_buf_printf(&out, "%s;", APR_ARRAY_IDX(v, k, const char *));
        }
        assert_string_equal(nf_buf_cstr(&out), rows[i].want);
    }
    json_decref(o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_names), POOL_TEST(test_values),
        POOL_TEST(test_set_and_unset), POOL_TEST(test_get)};

    return run_group("property", tests, COUNT(tests));
}
