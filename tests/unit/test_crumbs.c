/* test_crumbs.c -- trails, and what only looks like one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "detect/crumbs.h"
#include "support.h"

#define HOME "<a href=/>Home</a>"
#define NEWS "<a href=/news/>News</a>"
#define TOWN "<a href=\"/news/town/\">Town &amp; Weir</a>"

/* "name <address> | ..." or "" for none */
static const char *trail(const char *html)
{
    const char *reason, *out = "";
    nf_page_t *page = nf_page_read(nf_str(html), "https://mill.example/news/1",
                                   "utf-8", NULL, pool, &reason);
    apr_array_header_t *links = nf_crumbs_detect(page, "mill.example");
    int i;

    for (i = 0; links && i < links->nelts; i++) {
        const nf_link_t *e = &APR_ARRAY_IDX(links, i, nf_link_t);

        out = apr_pstrcat(pool, out, i ? " | " : "", e->headline,
                          e->url ? " " : "", e->url ? e->url + 20 : "", NULL);
    }
    return out;
}

static void test_trails(void **state)
{
    static const struct {
        const char *html, *want;
    } rows[] = {
        {"<nav aria-label=Breadcrumb><ol><li>" HOME "<li>" NEWS
         "<li aria-current=page>The mill turns</ol></nav>",
         "Home / | News /news/ | The mill turns"},
        {"<div class=breadcrumbs>You are here: " HOME " &raquo; " NEWS
         " \xE2\x80\xBA " TOWN "</div>",
         "Home / | News /news/ | Town & Weir /news/town/"},
        {"<p id=crumbs>" HOME " / " NEWS " / The mill turns</p>",
         "Home / | News /news/ | The mill turns"},
        {"<ul class=breadcrumb><li><span class=sr-only>Where you are"
         "</span><li><a href=/ aria-label=Start><svg><title>x</title></svg>"
         "</a><li>" NEWS "</ul>",
         "Start / | News /news/"},
        {"<ul class=breadcrumb><li><a href=/><i></i></a><li>" NEWS "<li>" TOWN
         "</ul>",
         "News /news/ | Town & Weir /news/town/"},
        /* the list inside, where more stands around it */
        {"<div class=breadcrumbs><a href=/login>Log in</a><a href=/login>x</a>"
         "<ol class=breadcrumb><li>" HOME "<li>" NEWS "</ol></div>",
         "Home / | News /news/"},
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(trail(rows[i].html), rows[i].want);
    }
}

static void test_no_trails(void **state)
{
    static const char *const rows[] = {
        "<nav>" HOME NEWS "</nav>",
        "<div class=breadcrumb>" HOME "</div>",
        "<div class=breadcrumb>" HOME " and then " NEWS "</div>",
        "<div class=breadcrumb>" HOME NEWS
        "<a href=https://other.example/x>Elsewhere</a></div>",
        "<div class=breadcrumb>" HOME "<a href=\"javascript:x\">x</a></div>",
        "<div class=breadcrumb>" HOME NEWS NEWS "</div>",
        "<p>The mill on the lower weir turns again, nine years after it was "
        "stopped.<p>Its wheel was made in the yard behind the hall.<div "
        "class=comments><div class=breadcrumb>" HOME NEWS "</div></div>",
        "<div class=breadcrumb style=\"display:none\">" HOME NEWS "</div>",
        "<div class=breadcrumb><a href=/1>1</a><a href=/2>2</a><a "
        "href=/3>3</a>"
        "<a href=/4>4</a><a href=/5>5</a><a href=/6>6</a><a href=/7>7</a>"
        "<a href=/8>8</a><a href=/9>9</a><a href=/10>10</a><a href=/11>11</a>"
        "</div>",
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(trail(rows[i]), "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_trails),
        POOL_TEST(test_no_trails),
    };

    return run_group("crumbs", tests, COUNT(tests));
}
