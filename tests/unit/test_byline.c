/* test_byline.c -- names out of author strings, and bylines on pages. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "facts.h"
#include "detect/byline.h"

/* What becomes of an author string: names separated by " + ". */
static const char *names(const char *raw, const char *lang)
{
    nf_evidence_t *ev = nf_evidence_create(pool);
    nf_buf_t out;
    int i;

    nf_evidence_add(ev, NF_FACT_LANGUAGE, lang, 80, "html", NULL);
    nf_byline_add(ev, raw, NULL, 80, "meta", "test", NF_NONE);
    nf_buf_init(&out, pool, 0);
    for (i = 1; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        nf_buf_adds(&out, i > 1 ? " + " : "");
        nf_buf_adds(&out, c->organization ? "*" : "");
        nf_buf_adds(&out, c->value);
    }
    return nf_buf_cstr(&out);
}

static const struct {
    const char *raw, *lang, *want;
} strings[] = {
    {"Jane Doe", "en", "Jane Doe"},
    {"By Jane Doe", "en", "Jane Doe"},
    {"BY JANE DOE", "en", "JANE DOE"},
    {"ByJane Doe", "en", "Jane Doe"},
    {"Byrne Hobart", "en", "Byrne Hobart"},
    {"Von Miller", "en", "Von Miller"},
    {"Von Erika Muster", "de", "Erika Muster"},
    {"Text: Erika Muster", "de", "Erika Muster"},
    {"Par Jeanne Petit", "fr", "Jeanne Petit"},
    {"Por Juan Pérez", "es", "Juan Pérez"},
    {"Max von Berg", "de", "Max von Berg"},
    {"Ortega y Gasset", "es", "Ortega y Gasset"},
    {"Ana Ruiz y Juan Pérez", "es", "Ana Ruiz + Juan Pérez"},
    {"By Jane Doe and John Roe", "en", "Jane Doe + John Roe"},
    {"Jane Doe, John Roe", "en", "Jane Doe + John Roe"},
    {"Jane Doe | John Roe", "en", "Jane Doe + John Roe"},
    {"Jane Doe &amp; John Roe", "en", "Jane Doe + John Roe"},
    {"Erika Muster und Max Muster", "de", "Erika Muster + Max Muster"},
    {"Jane Doe, Political Editor", "en", "Jane Doe"},
    {"Jane Doe, senior reporter, The Daily Harbour", "en", "Jane Doe"},
    {"Jane Doe in Berlin", "en", "Jane Doe"},
    {"Jane Doe is a reporter in Berlin", "en", "Jane Doe"},
    {"Jane Doe, Berlin", "en", "Jane Doe"},
    {"Jane Doe (jane@news.example)", "en", "Jane Doe"},
    {"Jane Doe @janedoe", "en", "Jane Doe"},
    {"Jane Doe on May 12, 2022", "en", "Jane Doe"},
    {"12 May 2022 by Jane Doe", "en", "Jane Doe"},
    {"Jane Doe March 18 at 12:22 PM", "en", "Jane Doe"},
    {"Jane March", "en", "Jane March"},
    {"8 Minutes Jane Doe", "en", "Jane Doe"},
    {"Jane (J.R.) Doe", "en", "Jane (J.R.) Doe"},
    {"John Roe Jr.", "en", "John Roe Jr."},
    {"Reuters", "en", "*Reuters"},
    {"Jane Doe, Reuters", "en", "Jane Doe + *Reuters"},
    {"Redaktion", "de", "*Redaktion"},
    {"山田太郎", "ja", "山田太郎"},
    {"作者：王小明", "zh", "王小明"},
    {"作者：王小明 编辑：李四", "zh", "王小明"},
    {"记者 王小明", "zh", "王小明"},
    {"박지안 기자 다른기사 보기", "ko", "박지안"},
    {"박지안기자", "ko", "박지안"},
    {"山田太郎 記者", "ja", "山田太郎"},
    {"山田太郎記者", "ja", "山田太郎"},
    {"Piše: Ana Horvat", "hr", "Ana Horvat"},
    {"Eftir Jón Jónsson", "is", "Jón Jónsson"},
    {"Автор: Іван Франкенко", "uk", "Іван Франкенко"},
    {"Պետրոս Հայկ", "hy", "Պետրոս Հայկ"},
    {"نویسنده: سارا احمدی", "fa", "سارا احمدی"},
    {"إعداد: سارة أحمد", "ar", "سارة أحمد"},
    {"ผู้เขียน: สมชาย ใจดี", "th", "สมชาย ใจดี"},
    {"ຂຽນໂດຍ ສົມສັກ", "lo", "ສົມສັກ"},
    {"admin", "en", ""},
    {"wordpressadmin", "en", ""},
    {"Staff Writer", "en", ""},
    {"https://news.example/author/jane", "en", ""},
    {"12 May 2022", "en", ""},
    {"Photos: Jane Doe", "en", ""},
    {"-", "en", ""},
    {"", "en", ""},
};

static void test_names(void **state)
{
    size_t i, bad = 0;

    for (i = 0; i < COUNT(strings); i++) {
        const char *got = names(strings[i].raw, strings[i].lang);

        if (strcmp(got, strings[i].want) != 0) {
            print_error("%s: got '%s', want '%s'\n", strings[i].raw, got,
                        strings[i].want);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

static void test_hostile_strings(void **state)
{
    char raw[4000];
    size_t i;

    for (i = 0; i + 1 < sizeof(raw); i++) {
        raw[i] = "By,( &/\xE2\x80x;<"[i % 13];
    }
    raw[i] = '\0';
    names(raw, "en");
    memset(raw, 'A', sizeof(raw) - 1);
    names(raw, "en");
    memset(raw, '(', sizeof(raw) - 1);
    assert_string_equal(names(raw, "en"), "");
}

static const struct {
    const char *lang, *head, *above, *below, *want;
} rows[] = {
    {"en", "", "<p>By Jane Doe</p>", "", "Jane Doe"},
    {"en", "", "<p>By <a rel=author href=/a/jane>Jane Doe</a></p>", "",
     "Jane Doe"},
    {"en", "", "<div class=\"byline\">Jane Doe</div>", "", "Jane Doe"},
    {"en", "", "<p>12/05/2022 | By Erika Muster</p>", "", "Erika Muster"},
    {"de", "", "<h5>Autor: </h5><p>Erika Muster</p>", "", "Erika Muster"},
    {"en", "", "", "<p>By Jane Doe</p>", "Jane Doe"},
    {"en", "<meta name=author content=\"Jane Doe\">", "", "", "Jane Doe"},
    /* the visible byline knows better than the CMS */
    {"en", "<meta name=author content=\"Site Owner\">",
     "<p class=byline>By Jane Doe</p>", "", "Jane Doe"},
    /* an address is no name */
    {"en",
     "<meta property=article:author "
     "content=\"https://social.example/jane\">",
     "", "", ""},
    /* JSON-LD has the second author too */
    {"en",
     "<script type=application/ld+json>{\"@context\":"
     "\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":"
     "\"Harbour wall to be rebuilt\",\"author\":[{\"@type\":\"Person\","
     "\"name\":\"Jane Doe\"},{\"@type\":\"Person\",\"name\":"
     "\"John Roe\"}]}</script>",
     "<p class=byline>By Jane Doe</p>", "", "Jane Doe + John Roe"},
    /* commenters wrote no article */
    {"en", "", "",
     "<div class=comments><div class=author>Bob Cat</div>"
     "<p>Nice wall!</p></div>",
     ""},
    {"en", "", "<p>Photo by Jane Doe</p>", "", ""},
    /* each author has a link of his own */
    {"en", "",
     "<p class=byline>By <a rel=author href=/a/1>Jane Doe</a> "
     "and <a rel=author href=/a/2>John Roe</a></p>",
     "", "Jane Doe + John Roe"},
    /* who wrote and took the pictures; who took the pictures only */
    {"en", "",
     "<p class=credit-line>Text and photographs: "
     "<a rel=author href=/a/1>Jane Doe</a></p>",
     "", "Jane Doe"},
    {"en", "",
     "<p class=credit-line>Photographs: "
     "<a rel=author href=/a/1>Jane Doe</a></p>",
     "", ""},
    /* the source stands before the author, the editor behind */
    {"zh-CN", "",
     "<div>2026-09-21 08:15　来源：下芬威克在线　作者：王小明"
     "</div>",
     "", "王小明"},
    {"zh-CN", "", "<div>来源：下芬威克在线　作者：王小明　编辑：李四</div>",
     "", "王小明"},
};

static void test_bylines_on_pages(void **state)
{
    size_t i, bad = 0;

    for (i = 0; i < COUNT(rows); i++) {
        const char *got = authors(facts_of(rows[i].lang, rows[i].head,
                                           rows[i].above, rows[i].below));

        if (strcmp(got, rows[i].want) != 0) {
            print_error("%s%s: got '%s', want '%s'\n", rows[i].above,
                        rows[i].below, got, rows[i].want);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

static void test_author_page(void **state)
{
    const nf_facts_t *f =
        facts_of("en", "",
                 "<p>By <a rel=author href=\"/people/jane\">Jane Doe</a>", "");

    assert_int_equal(f->authors->nelts, 1);
    assert_string_equal(APR_ARRAY_IDX(f->authors, 0, nf_author_t).url,
                        "https://news.example/people/jane");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_names),
        POOL_TEST(test_hostile_strings),
        POOL_TEST(test_bylines_on_pages),
        POOL_TEST(test_author_page),
    };

    return run_group("byline", tests, COUNT(tests));
}
