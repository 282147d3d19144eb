/* test_insert.c -- the place where a script element may go in. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "support.h"

/* The place is between before and after. */
static void at(const char *before, const char *after)
{
    nf_tree_t *t = tree_of(apr_pstrcat(pool, before, after, NULL));

    if (!t->can_insert || t->insert_at != strlen(before)) {
        print_error("%s -> %s\n", before, after);
    }
    assert_true(t->can_insert);
    assert_int_equal(t->insert_at, strlen(before));
}

static void nowhere(const char *html)
{
    if (tree_of(html)->can_insert) {
        print_error("%s\n", html);
    }
    assert_false(tree_of(html)->can_insert);
}

static void test_before_body_ends(void **state)
{
    at("<html><head></head><body><p>a", "</body></html>");
    at("<p>a", "</body>");
    at("<p>", "</body>");
    at("<p>a", "</BODY >b");
    at("<html><body><p>a", "</html>");
    at("<body>a", "</body>b</body>c</body>");
    at("<body><div><p>a", "</body>");
    at("<body><b>a", "</body>");
}

/* What looks like </body> to a search of the bytes and is none. */
static void test_not_in_text(void **state)
{
    at("<body><script>s = '</body>';</script>", "</body>");
    at("<body><script><!-- <script> </script> </body> --></script>",
       "</body>");
    at("<body><!-- </body> -->", "</body>");
    at("<body><textarea></body></textarea>", "</body>");
    at("<body><style>/*</body>*/</style>", "</body>");
    at("<head><title></body></title></head><body>", "</body>");
    at("<body><iframe></body></iframe>", "</body>");
    at("<body><noscript></body></noscript>", "</body>");
    at("<body><p title='</body>'>a</p>", "</body>");
    at("<body><svg><![CDATA[</body>]]></svg>", "</body>");
}

/* Where browsers do not honour </body>. */
static void test_not_in_other_modes(void **state)
{
    at("<body><svg></body></svg>", "</body>");
    at("<body><svg><desc></body></desc></svg>", "</body>");
    at("<body><math><mi></body></mi></math>", "</body>");
    at("<body><select></body></select>", "</body>");
    at("<body><table></body></table>", "</body>");
    at("<body><table><tr><td></body></td></tr></table>", "</body>");
    at("<body><template></body></template>", "</body>");
    at("<body><object></body></object>", "</body>");
    at("<body><marquee></body></marquee>", "</body>");
    at("<head></body></head><body>a", "</body>");
}

static void test_without_end_tag(void **state)
{
    at("<p>a", "");
    at("<body><div><p>a", "");
    at("<body><p>a<!-- b -->", "");
    at("<head><title>a</title>", "</head><body><table><tr><td>b");
    at("<head><title>a</title>", "<p>b<svg>");
    at("<head><title>a</title>", "</head><body><!-- b");
    at("<head>", "</head><body><template><p>b");
    at("<html>", "<body><select>b");
}

/* An open script, comment, tag ... swallows what would be appended. */
static void test_unterminated(void **state)
{
    nowhere("<p>a<script>b");
    nowhere("<p>a<!-- b");
    nowhere("<p>a<textarea>b");
    nowhere("<p>a<style>b");
    nowhere("<p>a<title>b");
    nowhere("<p>a<p title='b");
    nowhere("<p>a<p ");
    nowhere("<p>a<iframe>b");
    nowhere("<p>a<plaintext>b</body>");
    nowhere("<p>a<svg><![CDATA[b");
}

static void test_no_place(void **state)
{
    nowhere("");
    nowhere("   ");
    nowhere("<frameset><frame src=a></frameset>");
    nowhere("<html><frameset></frameset></html></body>");
    nowhere("<table><tr><td>a");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_before_body_ends),   POOL_TEST(test_not_in_text),
        POOL_TEST(test_not_in_other_modes), POOL_TEST(test_without_end_tag),
        POOL_TEST(test_unterminated),       POOL_TEST(test_no_place)};

    return run_group("insert", tests, COUNT(tests));
}
