/* test_reader.c -- the reader view: what comes out of a page's markup. */
#include "render.h"
#include <stdio.h>
#include <stdlib.h>
#include "render/reader_css.h"
#include "render/reader_text.h"

static const nf_options_t options = {.url = "https://news.example/a/b"};

static nf_str_t reader(const char *html, nf_facts_t *f)
{
    return nf_reader_render(make_page(html, f), f, &options, pool);
}

/* The content alone: what stands between the header and the article's end. */
static const char *content(const char *html)
{
    nf_facts_t *f = bare_facts();
    nf_str_t out = reader(html, f);
    const char *from = strstr(out.p, "<main>");
    const char *to = strstr(out.p, "</article>");

    assert_non_null(from);
    from = strstr(from + 1, "</header>\n") + 10;
    return apr_pstrmemdup(pool, from, (size_t)(to - from));
}

static void test_template(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_str_t out;

    f->language = "de-AT";
    f->section = "K\xC3\xBCste";
    f->date_published = "2026-05-02T08:15:00+02:00";
    f->date_modified = "2026-05-02T11:40:00+02:00";
    f->publisher = "Der Elmbote";
    f->canonical = "https://news.example/a/b";
    add_author(f, "Anna Ried", "https://news.example/anna", 0);
    add_author(f, "Jan Moor", NULL, 0);
    out = reader("<p>Die F\xC3\xA4hre f\xC3\xA4hrt wieder.", f);
    has(out, "<!DOCTYPE html>\n<html lang=\"de-AT\" dir=\"ltr\"");
    has(out, "<title>Ferry back in service</title>");
    has(out, "<meta name=\"robots\" content=\"noindex, follow\">");
    has(out, "<link rel=\"canonical\" href=\"https://news.example/a/b\">");
    has(out, "<h1>Ferry back in service</h1>");
    has(out, "<time datetime=\"2026-05-02T08:15:00+02:00\">"
             "2. Mai 2026 \xC2\xB7 08:15</time>");
    has(out, "Aktualisiert: <time datetime=\"2026-05-02T11:40:00+02:00\">"
             "11:40</time>");
    has(out, "<a href=\"https://news.example/anna\">Anna Ried</a>, "
             "<span>Jan Moor</span>");
    has(out, "1 Min. Lesezeit");
    has(out, "Zum Artikel");
    has(out, ">Originalartikel</a>");
    has_not(out, "<script");
}

static void test_policy_allows_its_style(void **state)
{
    char sum[45] = "";
    FILE *out;
    FILE *in;
    char path[] = "/tmp/test_reader.XXXXXX";
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    in = fdopen(fd, "w");
    fputs(nf_reader_css, in);
    fclose(in);
    out = popen(apr_pstrcat(pool,
                            "perl -MDigest::SHA=sha256_base64 -0777 -ne"
                            " 'print sha256_base64($_)' ",
                            path, NULL),
                "r");
    assert_non_null(out);
    assert_int_equal(fread(sum, 1, 43, out), 43);
    assert_int_equal(pclose(out), 0);
    remove(path);
    strcat(sum, "=");
    assert_string_equal(sum, NF_READER_CSS_SHA256);
    assert_non_null(strstr(nf_style_csp(NULL, pool), NF_READER_CSS_SHA256));
    has(reader("<p>Text.", bare_facts()),
        apr_pstrcat(pool, "<style>", nf_reader_css, "</style>", NULL));
}

static void test_inline(void **state)
{
    assert_string_equal(
        content("<p class=x style=y onclick=z>One <b id=q>two</b> "
                "<i>th<u>ree</u></i> <a href='/c?d=1&amp;e' target=_top>f"
                "</a>, <a href='javascript:g'>h</a> <span>i</span>"
                "<sup>2</sup><br>j</p>"),
        "<p>One <strong>two</strong> <em>three</em> "
        "<a href=\"https://news.example/c?d=1&amp;e\">f</a>, h i"
        "<sup>2</sup><br>\nj</p>\n");
}

static void test_elements_without_text_go(void **state)
{
    assert_string_equal(content("<p><b></b><a href=/x></a>One<b> </b>two</p>"),
                        "<p>One two</p>\n");
}

static void test_hostile_text_is_text(void **state)
{
    assert_string_equal(
        content("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; \" '</p>"),
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; &quot; &#39;"
        "</p>\n");
    assert_string_equal(
        content("<p>a<script>evil()</script><style>b</style><svg><p>c"
                "<noscript><img src=x onerror=y></noscript>d</p>"),
        "<p>a</p>\n<p>cd</p>\n");
}

static void test_lists_and_quotes(void **state)
{
    assert_string_equal(content("<ul><li>One<li><p>Two</p><p>Three</p>"
                                "<ol start=3><li>Four</ol></ul>"
                                "<blockquote><div><p>Five</div></blockquote>"),
                        "<ul><li>One</li>\n<li>Two<p>Three</p>\n"
                        "<ol start=\"3\"><li>Four</li>\n</ol>\n</li>\n</ul>\n"
                        "<blockquote><p>Five</p>\n</blockquote>\n");
    /* items without a list, and a list without items */
    assert_string_equal(content("<div><li>One</div><ul>Two</ul>"),
                        "<p>One</p>\n<p>Two</p>\n");
}

static void test_headings_leave_no_gap(void **state)
{
    assert_string_equal(content("<h3>A</h3><p>b</p><h6>C</h6><p>d</p>"
                                "<h3>E</h3><p>f</p>"),
                        "<h2>A</h2>\n<p>b</p>\n<h3>C</h3>\n<p>d</p>\n"
                        "<h2>E</h2>\n<p>f</p>\n");
}

static void test_code_keeps_its_lines(void **state)
{
    assert_string_equal(content("<pre>if (a &lt; b)\n    <b>go</b>();</pre>"),
                        "<pre tabindex=\"0\"><code>if (a &lt; b)\n    "
                        "<strong>go</strong>();</code></pre>\n");
}

static void test_data_table(void **state)
{
    assert_string_equal(
        content("<p>Fares:<table><caption>Fares</caption><tr><th>Way"
                "<th>Crowns<tr><th>Single<td>12<tr><th>Return"
                "<td colspan=2 onclick=x></table><p>End."),
        "<p>Fares:</p>\n"
        "<div class=\"wide\" tabindex=\"0\" role=\"group\""
        " aria-label=\"Table\"><table><caption>Fares</caption>\n"
        "<tr><th scope=\"col\">Way</th><th scope=\"col\">Crowns</th></tr>\n"
        "<tr><th scope=\"row\">Single</th><td>12</td></tr>\n"
        "<tr><th scope=\"row\">Return</th><td colspan=\"2\"></td></tr>\n"
        "</table></div>\n<p>End.</p>\n");
}

static void test_layout_table_is_flat(void **state)
{
    assert_string_equal(content("<table><tr><td><p>One</p><p>Two</p>"
                                "</table>"),
                        "<p>One</p>\n<p>Two</p>\n");
}

static void test_figure(void **state)
{
    assert_string_equal(
        content("<p>One</p><figure><a href=/big.jpg><img src=/f.jpg width=800"
                " height=450 alt='The &quot;Elm&quot;' onerror=x class=y></a>"
                "<figcaption>!The ferry <b>Elm</b></figcaption></figure>"
                "<p>Two<img src=/icon.png width=16 height=16></p>"),
        "<p>One</p>\n<figure class=\"lead\">"
        "<img src=\"https://news.example/f.jpg\""
        " alt=\"The &quot;Elm&quot;\" width=\"800\" height=\"450\""
        " decoding=\"async\">\n"
        "<figcaption>!The ferry <strong>Elm</strong></figcaption></figure>\n"
        "<p>Two</p>\n");
}

static void test_lead_image_once(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_str_t out;

    add_image(f, "https://news.example/f-1200x800.jpg", "The ferry");
    out = reader("<p>One</p>", f);
    has(out, "<figure class=\"lead\">"
             "<img src=\"https://news.example/f-1200x800.jpg\"");
    has(out, "<figcaption>The ferry</figcaption>");
    f->body.n = 0;
    out = reader("<p>One</p><img src=/f-300x200.jpg?v=2><p>Two</p>", f);
    has(out, "f-300x200.jpg");
    has_not(out, "f-1200x800.jpg");
    f->body.n = 0;
    f->images->nelts = 0;
    add_image(f, "https://cdn.example/s/harbour-at-dawn-large.jpg", NULL);
    out = reader("<p>One</p><img src=/m/harbour-at-dawn-wide.jpg><p>Two", f);
    has(out, "harbour-at-dawn-wide.jpg");
    has_not(out, "harbour-at-dawn-large.jpg");
}

static void test_pictures_of_others_stay_out(void **state)
{
    const char *out = content(
        "<p>One</p><div class=related><a href=/x><img src=/x.jpg></a>"
        "<p>!Other story</div><div><img src=/y.jpg><p>!Third story</div>"
        "<img src=/ad.gif width=1 height=1><p>Two</p>");

    assert_string_equal(out, "<p>One</p>\n<p>Two</p>\n");
}

static void test_picture_in_noscript(void **state)
{
    const char *img = "<figure class=\"lead\">"
                      "<img src=\"https://news.example/a.jpg\"";

    has(nf_str(content("<p>One</p><figure><noscript><img src=/a.jpg>"
                       "</noscript></figure><p>Two</p>")),
        img);
    has(nf_str(content("<p>One</p><div><img class=lazy src='data:,'>"
                       "<noscript><img src=/a.jpg></noscript></div><p>Two")),
        img);
    /* it is there already, or it counts readers */
    has_not(nf_str(content("<p>One</p><figure><img data-src=/b.jpg><noscript>"
                           "<img src=/a.jpg></noscript></figure><p>Two")),
            "a.jpg");
    has_not(nf_str(content("<p>One</p><noscript><img src='/count?a.jpg'>"
                           "</noscript><p>Two</p>")),
            "<img");
    has_not(nf_str(content("<p>One</p><noscript><img src=/a.jpg width=1 "
                           "height=1></noscript><p>Two</p>")),
            "<img");
}

static void test_notes(void **state)
{
    assert_string_equal(
        content("<p>One<sup id=r1><a href='#n1'>1</a></sup> and "
                "<a href='/a/b#n1'>more</a>, <a href='#gone'>two</a></p>"
                "<ol><li id=n1><p>Note <a href='#r1'>back</a></ol>"
                "<p id=gone>!Not of the article"),
        "<p>One<span id=\"nf-1\"></span><sup><a href=\"#nf-2\">1</a></sup>"
        " and <a href=\"#nf-2\">more</a>, two</p>\n"
        "<ol><li><span id=\"nf-2\"></span>Note <a href=\"#nf-1\">back</a>"
        "</li>\n</ol>\n");
    /* no name of the page's gets through, and none stands there twice */
    assert_string_equal(
        content("<p id='\"><script>'>One <a href='#\"&gt;<script>'>a</a></p>"
                "<p id='\"><script>'>Two"),
        "<p><span id=\"nf-1\"></span>One <a href=\"#nf-1\">a</a></p>\n"
        "<p>Two</p>\n");
}

static void test_pages(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_str_t out;

    has_not(reader("<p>One", f), "class=\"pages\"");
    f->body.n = 0;
    f->language = "de";
    f->pages = (nf_pages_t){2, 3, "https://news.example/a/b/3", NULL};
    out = reader("<p>One", f);
    has(out, "<span>Seite 2 von 3</span>\n</p>\n</header>");
    has(out, "<nav class=\"pages\" aria-label=\"Seite 2 von 3\">\n"
             "<span>Seite 2 von 3</span>\n<a rel=\"next\""
             " href=\"https://news.example/a/b/3\">N\xC3\xA4"
             "chste Seite</a>\n</nav>");
}

static void test_ticker_where_it_is_wanted(void **state)
{
    nf_options_t wanted = {.url = options.url, .settings.reader_ticker = 1};
    nf_facts_t *f = bare_facts();
    nf_page_t *page = make_page("<p>One</p>", f);
    nf_str_t out;

    APR_ARRAY_PUSH(f->ticker, nf_link_t) = (nf_link_t){
        "Bridge <closed>", "https://news.example/c", "BREAKING", 0};
    APR_ARRAY_PUSH(f->ticker, nf_link_t) = (nf_link_t){"Snow", NULL, NULL, 0};
    has_not(nf_reader_render(page, f, &options, pool), "Snow");
    out = nf_reader_render(page, f, &wanted, pool);
    has(out, "<details class=\"ticker\"><summary>Latest headlines</summary>\n"
             "<ul>\n<li><b>BREAKING</b> <a href=\"https://news.example/c\">"
             "Bridge &lt;closed&gt;</a></li>\n<li><span>Snow</span></li>\n"
             "</ul></details>\n<article");
}

static void test_embed_is_a_link(void **state)
{
    assert_string_equal(
        content("<p>One</p><iframe title='The crossing' srcdoc=x "
                "src='https://video.example/e/1'></iframe>"
                "<iframe src='https://ads.example/x'></iframe><p>Two"),
        "<p>One</p>\n<figure><a class=\"embed\""
        " href=\"https://video.example/e/1\">The crossing (video.example)"
        "</a>\n</figure>\n<p>Two</p>\n");
}

static void test_headline_is_not_repeated(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_page_t *page = make_page("<h1>Ferry back in service</h1><p>One</p>", f);
    nf_str_t out;

    f->headline_node =
        nf_tree_find(page->tree, 1, page->tree->nnodes, NF_TAG_H1);
    out = nf_reader_render(page, f, &options, pool);
    has(out, "<h1>Ferry back in service</h1>");
    has_not(out, "<h2>");
}

static void test_standfirst(void **state)
{
    static const char *const rows[] = {
        "The ferry sails again",  /* the text begins so */
        "Ferry back in service!", /* the headline */
        "The Elm Courier, news"}; /* the site */
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        nf_facts_t *f = bare_facts();

        f->publisher = "The Elm Courier";
        f->description = rows[i];
        has_not(reader("<p>The ferry sails again from Monday.", f),
                "class=\"dek\"");
        f->body.n = 0;
        f->alternative_headline = "Six weeks of buses are over";
        has(reader("<p>The ferry sails again from Monday.", f),
            "<p class=\"dek\">Six weeks of buses are over</p>");
    }
}

static void test_direction_follows_the_script(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_str_t out = reader("<p>\xD8\xB9\xD8\xA7\xD8\xAF\xD8\xAA \xD8\xA7\xD9"
                          "\x84\xD8\xB9\xD8\xA8\xD8\xA7\xD8\xB1\xD8\xA9</p>",
                          f);

    has(out, "<html lang=\"ar\" dir=\"rtl\"");
}

static void test_dates_by_language(void **state)
{
    assert_string_equal(nf_reader_date("2026-05-02", NULL, "en-GB", pool),
                        "2 May 2026");
    assert_string_equal(nf_reader_date("2026-05-02", NULL, "ja", pool),
                        "2026\xE5\xB9\xB4"
                        "5\xE6\x9C\x88"
                        "2\xE6\x97\xA5");
    assert_string_equal(
        nf_reader_date("2026-05-02T08:15:00Z", NULL, "mt", pool),
        "2026-05-02 \xC2\xB7 08:15 UTC");
    assert_null(
        nf_reader_date("2026-05-02", "2026-05-02T08:15:00Z", "en", pool));
    assert_string_equal(nf_reader_date("soon", NULL, "en", pool), "soon");
}

static const char *times(const char *s, int n)
{
    nf_buf_t out;

    nf_buf_init(&out, pool, 64);
    while (n-- > 0) {
        nf_buf_adds(&out, s);
    }
    return nf_buf_cstr(&out);
}

static void test_reading_time(void **state)
{
    const nf_reader_text_t *en = nf_reader_text("en");
    const nf_reader_text_t *km = nf_reader_text("km");

    assert_int_equal(nf_reader_minutes("", en), 0);
    assert_int_equal(nf_reader_minutes(NULL, en), 0);
    assert_int_equal(nf_reader_minutes("One", en), 1);
    assert_int_equal(nf_reader_minutes(times("abcd e\n\n", 987), en), 5);
    /* stung (river): two letters with marks, a letter under one, an ending */
    assert_int_equal(
        nf_reader_minutes(times("\xE1\x9E\x9F\xE1\x9F\x92\xE1\x9E\x91"
                                "\xE1\x9E\xB9\xE1\x9E\x84",
                                (int)km->letters * 5),
                          km),
        10);
    /* thi (place): one letter, two marks */
    assert_int_equal(
        nf_reader_minutes(times("\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88", 6500),
                          nf_reader_text("th")),
        10);
    assert_int_equal(
        nf_reader_minutes(times("\xE6\xBC\xA2", 3570), nf_reader_text("ja")),
        10);
}

static void test_no_article_no_view(void **state)
{
    nf_facts_t *f = bare_facts();
    nf_page_t *page = make_page("<p>One", f);

    f->is_article = 0;
    assert_null(nf_reader_render(page, f, &options, pool).p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_template),
        cmocka_unit_test(test_policy_allows_its_style),
        cmocka_unit_test(test_inline),
        cmocka_unit_test(test_elements_without_text_go),
        cmocka_unit_test(test_hostile_text_is_text),
        cmocka_unit_test(test_lists_and_quotes),
        cmocka_unit_test(test_headings_leave_no_gap),
        cmocka_unit_test(test_code_keeps_its_lines),
        cmocka_unit_test(test_data_table),
        cmocka_unit_test(test_layout_table_is_flat),
        cmocka_unit_test(test_figure),
        cmocka_unit_test(test_lead_image_once),
        cmocka_unit_test(test_pictures_of_others_stay_out),
        cmocka_unit_test(test_picture_in_noscript),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_ticker_where_it_is_wanted),
        cmocka_unit_test(test_embed_is_a_link),
        cmocka_unit_test(test_headline_is_not_repeated),
        cmocka_unit_test(test_standfirst),
        cmocka_unit_test(test_direction_follows_the_script),
        cmocka_unit_test(test_dates_by_language),
        cmocka_unit_test(test_reading_time),
        cmocka_unit_test(test_no_article_no_view)};

    return cmocka_run_group_tests(tests, start_apr, stop_apr);
}
