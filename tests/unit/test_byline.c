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
    /* what stands behind a name */
    {"Ana Ruiz Hace 13 horas Tiempo de lectura: 8 minutos", "es", "Ana Ruiz"},
    {"Ana Ruiz, Luz Gil y Juan Pérez Ríos", "es",
     "Ana Ruiz + Luz Gil + Juan Pérez Ríos"},
    {"Jeanne Petit il y a 3 heures", "fr", "Jeanne Petit"},
    {"Atualizado há 2 horas", "pt", ""},
    {"Actualizado hace 2 horas", "es", ""},
    {"Jane Doe 5 min read", "en", "Jane Doe"},
    {"Jane Doe 1,204 views", "en", "Jane Doe"},
    {"Jane Doe, Updated 3:15 p.m.", "en", "Jane Doe"},
    {"Jane Doe for The Daily Harbour", "en", "Jane Doe"},
    {"Jane Doe, The Daily Harbour", "en", "Jane Doe"},
    {"Jane Doe | The Daily Harbour", "en", "Jane Doe"},
    {"Jane Doe/The Daily Harbour", "en", "Jane Doe"},
    {"Jane Doe, Special to The Daily Harbour", "en", "Jane Doe"},
    {"Jane Doe, Associated Press", "en", "Jane Doe"},
    {"The Associated Press", "en", "*The Associated Press"},
    {"By Jane Doe, Associated Press Writer", "en", "Jane Doe"},
    {"Jane Doe and Staff", "en", "Jane Doe"},
    {"Jane Doe, Ph.D.", "en", "Jane Doe"},
    {"Dr. Jane Doe, MD", "en", "Dr. Jane Doe"},
    {"Story by Jane Doe", "en", "Jane Doe"},
    {"Words by Jane Doe", "en", "Jane Doe"},
    {"Reviewed by Jane Doe", "en", ""},
    {"Edited by Jane Doe", "en", ""},
    {"Posted by: Jane Doe", "en", "Jane Doe"},
    {"Written by Jane Doe, Contributor", "en", "Jane Doe"},
    {"By: JANE DOE", "en", "JANE DOE"},
    {"By Jane Doe, John Roe, and Ann Lee", "en",
     "Jane Doe + John Roe + Ann Lee"},
    {"Jane Doe with John Roe", "en", "Jane Doe"},
    {"Jane Doe (The Daily Harbour)", "en", "Jane Doe"},
    {"Jane van der Doe", "en", "Jane van der Doe"},
    {"Jean-Pierre d'Arc", "fr", "Jean-Pierre d'Arc"},
    {"Propos recueillis par Jeanne Petit", "fr", "Jeanne Petit"},
    {"Jeanne Petit avec AFP", "fr", "Jeanne Petit"},
    {"Jeanne Petit (avec AFP)", "fr", "Jeanne Petit"},
    {"Par Jeanne Petit, envoyée spéciale à Lyon", "fr", "Jeanne Petit"},
    {"Par Jeanne Petit et Marc Grand", "fr", "Jeanne Petit + Marc Grand"},
    {"La rédaction", "fr", "*La rédaction"},
    {"Publié par Jeanne Petit le 3 mai 2024", "fr", "Jeanne Petit"},
    {"Von Erika Muster, dpa", "de", "Erika Muster + *dpa"},
    {"Von Erika Muster, Berlin", "de", "Erika Muster"},
    {"Ein Gastbeitrag von Erika Muster", "de", "Erika Muster"},
    {"Interview: Erika Muster", "de", "Erika Muster"},
    {"Text: Erika Muster, Fotos: Max Muster", "de", "Erika Muster"},
    {"Erika Muster, Redakteurin", "de", "Erika Muster"},
    {"Di Anna Rossi", "it", "Anna Rossi"},
    {"di Anna Rossi e Marco Bianchi", "it", "Anna Rossi + Marco Bianchi"},
    {"a cura di Anna Rossi", "it", "Anna Rossi"},
    {"Redazione", "it", "*Redazione"},
    {"Por João da Silva", "pt", "João da Silva"},
    {"João da Silva e Ana Costa", "pt", "João da Silva + Ana Costa"},
    {"Por Redação", "pt", "*Redação"},
    {"Texto de Ana Costa", "pt", "Ana Costa"},
    {"Door Jan de Vries", "nl", "Jan de Vries"},
    {"Jan de Vries en Piet Bakker", "nl", "Jan de Vries + Piet Bakker"},
    {"Av Kari Nordmann", "no", "Kari Nordmann"},
    {"Tekst: Kari Nordmann Foto: Ola Nordmann", "no", "Kari Nordmann"},
    {"Af Hans Jensen", "da", "Hans Jensen"},
    {"Av Anna Svensson", "sv", "Anna Svensson"},
    {"Text: Anna Svensson", "sv", "Anna Svensson"},
    {"Autor: Jan Kowalski", "pl", "Jan Kowalski"},
    {"Jan Kowalski i Anna Nowak", "pl", "Jan Kowalski + Anna Nowak"},
    {"oprac. Jan Kowalski", "pl", "Jan Kowalski"},
    {"Opracowanie: Jan Kowalski", "pl", "Jan Kowalski"},
    {"Jan Novák, ČTK", "cs", "Jan Novák + *ČTK"},
    {"Szerző: Nagy Anna", "hu", "Nagy Anna"},
    {"Yazan: Ayşe Yılmaz", "tr", "Ayşe Yılmaz"},
    {"Haber: Ayşe Yılmaz", "tr", "Ayşe Yılmaz"},
    {"Автор: Иван Петров", "ru", "Иван Петров"},
    {"Текст: Иван Петров", "ru", "Иван Петров"},
    {"Иван Петров, корреспондент", "ru", "Иван Петров"},
    {"Του Γιώργου Παπά", "el", "Γιώργου Παπά"},
    {"Oleh: Budi Santoso", "id", "Budi Santoso"},
    {"Penulis: Budi Santoso Editor: Sri Wati", "id", "Budi Santoso"},
    {"Tác giả: Nguyễn Văn An", "vi", "Nguyễn Văn An"},
    {"文/王小明", "zh", "王小明"},
    {"記者王小明／台北報導", "zh", "王小明"},
    {"【記者王小明台北報導】", "zh", "王小明"},
    {"本报记者 王小明 李四", "zh", "王小明 + 李四"},
    {"取材・文＝山田太郎", "ja", "山田太郎"},
    {"山田 太郎", "ja", "山田 太郎"},
    {"〔記者王小明／台北報導〕", "zh", "王小明"},
    {"文・山田太郎", "ja", "山田太郎"},
    {"文＝山田太郎", "ja", "山田太郎"},
    {"김민수 기자 minsu@news.example", "ko", "김민수"},
    {"글 김민수", "ko", "김민수"},
    {"김민수·박지안 기자", "ko", "김민수 + 박지안"},
    {"โดย สมชาย ใจดี", "th", "สมชาย ใจดี"},
    {"ដោយ៖ សុខ ចាន់", "km", "សុខ ចាន់"},
    {"लेखक: राम कुमार", "hi", "राम कुमार"},
    {"מאת: דנה כהן", "he", "דנה כהן"},
    {"כתב: דנה כהן", "he", "דנה כהן"},
    {"كتب: أحمد علي", "ar", "أحمد علي"},
    {"تحریر: علی احمد", "ur", "علی احمد"},
    /* who took the picture */
    {"Photograph by Jane Doe", "en", ""},
    {"Picture: Jane Doe", "en", ""},
    {"Fotografía: Juan Pérez", "es", ""},
    {"Imagen: Juan Pérez", "es", ""},
    {"Crédit photo : Jeanne Petit", "fr", ""},
    {"Immagine: Anna Rossi", "it", ""},
    {"Zdjęcie: Jan Kowalski", "pl", ""},
    {"图片：王小明", "zh", ""},
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

/* Blocks that lead away from the story. */
#define FAR                                                              \
    "<div>x</div><div>x</div><div>x</div><div>x</div><div>x</div><div>x" \
    "</div><div>x</div><div>x</div><div>x</div><div>x</div><div>x</div>" \
    "<div>x</div><div class=teaser>"

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
    /* the box of the byline has more in it than names */
    {"en", "",
     "<div class=author><div rel=author><a href=/autor/a>Jane Doe</a> and "
     "<a href=/autor/b>Ann B. Lee</a></div><time>13 hours ago</time> "
     "<div>Listen: 8 minutes</div></div>",
     "", "Jane Doe + Ann B. Lee"},
    {"de", "", "<h5>Autor: </h5><p>Erika Muster/Hafenpresse</p>", "",
     "Erika Muster"},
    {"en", "",
     "<p class=byline>By Jane Doe, John Roe, and Ann Lee, The Harbour "
     "Times</p>",
     "", "Jane Doe + John Roe + Ann Lee"},
    {"en", "",
     "<div class=img__author>Photograph by <b>Jane Doe, Harbour Trust</b>"
     "</div>",
     "", ""},
    /* writers of other stories */
    {"en", "", "", FAR "<a class=author href=/s/1>Jane Doe</a>", "Jane Doe"},
    {"en", "", "",
     FAR "<a class=author href=/s/1>Jane Doe</a><p>x</p>"
         "<a class=author href=/s/2>John Roe</a>",
     ""},
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
    f = facts_of(
        "en", "",
        "<p class=byline>By <a href=\"/people/jane\">Jane Doe</a> and "
        "<a href=\"/people/ben\">Ben Hill</a></p>",
        "");
    assert_int_equal(f->authors->nelts, 2);
    assert_string_equal(APR_ARRAY_IDX(f->authors, 1, nf_author_t).url,
                        "https://news.example/people/ben");
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
