/* test_tree.c -- from bytes to the tree that browsers see. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "support.h"

typedef struct row_t {
    const char *html, *want;
} row_t;

static void check(const row_t *rows, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        const char *got = tree_text(tree_of(rows[i].html));

        if (strcmp(got, rows[i].want) != 0) {
            print_error("%s\n", rows[i].html);
        }
        assert_string_equal(got, rows[i].want);
    }
}

static void test_implied_ends(void **state)
{
    static const row_t rows[] = {
        {"<p>a<p>b<div>c</div>d", "p('a') p('b') div('c') 'd'"},
        {"<p>a<table></table>", "p('a') table"},
        {"<p>a<b>b<p>c", "p('a' b('b')) p('c')"},
        {"<p><button>a<p>b</button>c", "p(button('a' p('b')) 'c')"},
        {"<ul><li>a<li>b<ul><li>c</ul>d</ul>e",
         "ul(li('a') li('b' ul(li('c')) 'd')) 'e'"},
        {"<ul><li><div>a<li>b</ul>", "ul(li(div('a')) li('b'))"},
        {"<ul><li><section><li>b</section></ul>", "ul(li(section(li('b'))))"},
        {"<dl><dt>a<dd>b<dt>c</dl>", "dl(dt('a') dd('b') dt('c'))"},
        {"<h2>a<h3>b</h2>c", "h2('a') h3('b') 'c'"},
        {"<div><p>a</div>b", "div(p('a')) 'b'"},
        {"<select><option>a<option>b<optgroup><option>c</select>d",
         "select(option('a') option('b') optgroup(option('c'))) 'd'"},
        {"<button>a<button>b", "button('a') button('b')"},
        {"<form>a<form>b</form>c", "form('a' 'b') 'c'"},
        {"<form><div>a</form>b</div>c", "form(div('a' 'b')) 'c'"},
        {"<p>a<li>b", "p('a') li('b')"},
        {"<p>a<dd>b", "p('a') dd('b')"},
        {"<p>a<dt>b", "p('a') dt('b')"},
        {"<select><option>a<select>b", "select(option('a')) 'b'"},
    };

    check(rows, COUNT(rows));
}

/* End tags of what is not open, in a page that is nothing else. */
static void test_stray_ends(void **state)
{
    static const char *const names[] = {
        "a",     "b",    "body",     "button", "caption", "dd",
        "div",   "form", "h1",       "head",   "html",    "input",
        "li",    "math", "option",   "select", "svg",     "table",
        "tbody", "td",   "template", "tr",     "ul",      "x-y"};
    static const row_t rows[] = {{"</form>a", "'a'"},
                                 {"</form><form>a</form>b", "form('a') 'b'"},
                                 {"<form>a</form></form>b", "form('a') 'b'"}};
    size_t i;

    for (i = 0; i < COUNT(names); i++) {
        char *end = apr_psprintf(pool, "</%s>", names[i]);

        assert_int_equal(tree_of(end)->nnodes, 1);
        end = apr_pstrcat(pool, end, end, "a", end, "b", NULL);
        assert_string_equal(tree_text(tree_of(end)), "'a' 'b'");
    }
    check(rows, COUNT(rows));
}

static void test_tables(void **state)
{
    static const row_t rows[] = {
        {"<table><tr><td>a<td>b<tr><th>c</table>d",
         "table(tr(td('a') td('b')) tr(th('c'))) 'd'"},
        {"<table><thead><tr><td>a<tbody><tr><td>b<tfoot></table>",
         "table(thead(tr(td('a'))) tbody(tr(td('b'))) tfoot)"},
        {"<table><caption>a<tr><td>b</table>",
         "table(caption('a') tr(td('b')))"},
        {"<table><colgroup><col><col><tr><td>a</table>",
         "table(colgroup(col col) tr(td('a')))"},
        {"<table><tr><td><table><tr><td>a<td>b</table>c<td>d</table>",
         "table(tr(td(table(tr(td('a') td('b'))) 'c') td('d')))"},
        {"<table><tr><td><p>a</td><td>b</table>",
         "table(tr(td(p('a')) td('b')))"},
        {"<table><tr><td><div>a</table>b", "table(tr(td(div('a')))) 'b'"},
        {"<div><table><tr><td>a</div>b</table>c</div>d",
         "div(table(tr(td('a' 'b'))) 'c') 'd'"},
        {"<div><td>a<tr>b</div>", "div('a' 'b')"},
        {"<table><tbody><tr><td>a</tr><tr><td>b</tbody><tr><td>c</table>d",
         "table(tbody(tr(td('a')) tr(td('b'))) tr(td('c'))) 'd'"},
        {"<table><tr><td><table></td></tr></tbody></th>a</table>b</table>",
         "table(tr(td(table('a') 'b')))"},
        {"<table><thead><tr><th><p>a</th><th>b</thead><tfoot><tr><td>c"
         "</tfoot></table>",
         "table(thead(tr(th(p('a')) th('b'))) tfoot(tr(td('c'))))"},
    };

    check(rows, COUNT(rows));
}

static void test_stray_and_void(void **state)
{
    static const row_t rows[] = {
        {"a</div>b</span></x-y></td>c", "'a' 'b' 'c'"},
        {"<div>a</span>b</div>c", "div('a' 'b') 'c'"},
        {"<div><span>a</div>b", "div(span('a')) 'b'"},
        {"<span><div>a</span>b</div>c", "span(div('a' 'b') 'c')"},
        {"<img>a<br/>b</br>c<hr>d<input></input>e",
         "img 'a' br 'b' br 'c' hr 'd' input 'e'"},
        {"<image src=x>a", "img 'a'"},
        {"<div/>a</div>b", "div('a') 'b'"},
        {"<body>a</p>b", "body('a' p 'b')"},
        {"<X-Card>a</x-card>b", "X-Card('a') 'b'"},
        {"<x-card>a<x-card-body>b</x-card>c",
         "x-card('a' x-card-body('b')) 'c'"},
        {"<x-a>b<x-ab>c</x-a>d</x-ab>e", "x-a('b' x-ab('c')) 'd' 'e'"},
        {"<x-card class=a>b</x-card>c", "x-card('b') 'c'"},
        {"<x-card/>b</x-card>c", "x-card('b') 'c'"},
    };

    check(rows, COUNT(rows));
}

static void test_raw_text(void **state)
{
    static const row_t rows[] = {
        {"<script>a<p>&amp;</script>b", "script('a<p>&amp;') 'b'"},
        {"<style>a</p>&lt;</style>b", "style('a</p>&lt;') 'b'"},
        {"<title>a<b>&amp;</title>b", "title('a<b>&') 'b'"},
        {"<textarea><p>&lt;</textarea>b", "textarea('<p><') 'b'"},
        {"<noscript><p>a</noscript>b", "noscript('<p>a') 'b'"},
        {"<iframe><p>a</iframe>b", "iframe('<p>a') 'b'"},
        {"<script>'</scripts>'</script >b", "script(''</scripts>'') 'b'"},
        {"<script><!--<script>a</script>b--></script>c",
         "script('<!--<script>a</script>b-->') 'c'"},
        {"<script><!--a</script>b", "script('<!--a') 'b'"},
        {"<!--<p>a--><p>b", "p('b')"},
    };

    check(rows, COUNT(rows));
}

/* End tags do not reach out of these, nor do start tags that imply ends. */
static void test_scopes(void **state)
{
    static const row_t rows[] = {
        {"<p><object></p>a</object>b", "p(object(p 'a') 'b')"},
        {"<p><object><p>a</object>b", "p(object(p('a')) 'b')"},
        {"<h1><marquee></h1>a</marquee>b</h1>c", "h1(marquee('a') 'b') 'c'"},
        {"<b><marquee></b>a</marquee>b</b>c", "b(marquee('a') 'b') 'c'"},
        {"<ul><li><marquee></li>a</marquee>b</ul>",
         "ul(li(marquee('a') 'b'))"},
        {"<button><marquee><button>a</marquee>b</button>c",
         "button(marquee(button('a')) 'b') 'c'"},
        {"<object><div>a</object>b", "object(div('a')) 'b'"},
        {"<div><template></div>a</template>b</div>c",
         "div(template('a') 'b') 'c'"},
    };

    check(rows, COUNT(rows));
}

/* As the standard's, less the elements that it would open again. */
static void test_formatting(void **state)
{
    static const row_t rows[] = {
        {"<b>a<i>b</b>c", "b('a' i('b')) 'c'"},
        {"<b>a<p>b</b>c</p>d", "b('a' p('b' 'c')) 'd'"},
        {"<a href=1>a<a href=2>b</a>c", "a('a') a('b') 'c'"},
        {"<a href=1><div>a<a href=2>b</a>c</div>", "a(div('a' a('b') 'c'))"},
        {"<p><b>a</p>b</b>c", "p(b('a')) 'b' 'c'"},
        {"<a>a<table><tr><td><a>b</a></table>c</a>d",
         "a('a' table(tr(td(a('b')))) 'c') 'd'"},
    };
    nf_tree_t *t = tree_of("<a href=1>x<div>a</a>b</div>");

    check(rows, COUNT(rows));
    /* the link ends where its end tag stands, though the div goes on */
    assert_int_equal(t->nodes[1].tag, NF_TAG_A);
    assert_int_equal(t->nodes[1].end, 5);
    assert_int_equal(t->nodes[3].end, 6);
    assert_memory_equal(t->text.p + t->nodes[1].src_close, "</a>b", 5);
    assert_memory_equal(t->text.p + t->nodes[3].src_close, "</div>", 6);
    /* and where another begins */
    t = tree_of("<a href=1><div>a<a href=2>b</a>c</div>");
    assert_int_equal(t->nodes[1].end, 4);
    assert_memory_equal(t->text.p + t->nodes[1].src_close, "<a href=2", 9);
}

static void test_frame(void **state)
{
    nf_tree_t *t = tree_of("<!doctype html><html><head><title>a</title>"
                           "</head><body>b</body></html>c");

    assert_string_equal(tree_text(t), "html(head(title('a')) body('b' 'c'))");
    assert_int_equal(t->nodes[t->html].tag, NF_TAG_HTML);
    assert_int_equal(t->nodes[t->head].tag, NF_TAG_HEAD);
    assert_int_equal(t->nodes[t->body].tag, NF_TAG_BODY);
    assert_memory_equal(t->text.p + t->head_end, "</head>", 7);

    t = tree_of("<html><head><meta><p>a<head><title>b</title><body><html>");
    assert_string_equal(tree_text(t), "html(head(meta) p('a' title('b')))");
    assert_memory_equal(t->text.p + t->head_end, "<p>a", 4);
    assert_int_equal(t->body, NF_NONE);

    assert_string_equal(tree_text(tree_of("<body>a<head>b<html>c")),
                        "body('a' 'b' 'c')");
    assert_string_equal(tree_text(tree_of("<p>a<body>b<html>c")),
                        "p('a' 'b' 'c')");
    t = tree_of("<title>a</title><p>b");
    assert_int_equal(t->html, NF_NONE);
    assert_int_equal(t->head, NF_NONE);
    assert_int_equal(t->head_end, 0);

    t = tree_of("<head><title>a</title>text<body class=x>b");
    assert_string_equal(tree_text(t), "head(title('a')) 'text' 'b'");
}

static void test_foreign(void **state)
{
    static const row_t rows[] = {
        {"<svg><title>a</title><style>b<g></style></svg>c",
         "*svg(*title('a') *style('b' *g)) 'c'"},
        {"<svg><path/><g/></svg>b", "*svg(*path *g) 'b'"},
        {"<svg><desc><p>a</p></desc>b</svg>c", "*svg(*desc(p('a')) 'b') 'c'"},
        {"<svg><desc><p>a</desc>b</svg>c", "*svg(*desc(p('a' 'b' 'c')))"},
        {"<svg><foreignObject><div>a</div></foreignObject></svg>b",
         "*svg(*foreignobject(div('a'))) 'b'"},
        {"<svg><g><p>a</svg>b", "*svg(*g) p('a' 'b')"},
        {"<svg><font>a</font></svg>b", "*svg(*font('a')) 'b'"},
        {"<svg><font color=red>a</svg>b", "*svg font('a' 'b')"},
        {"<svg><x-gx>a</x-g>b</x-gx>c</svg>d", "*svg(*x-gx('a' 'b') 'c') 'd'"},
        {"<p><svg></p>a", "p(*svg) 'a'"},
        {"<math><mi>a<b>b</b></mi></math>c", "*math(*mi('a' b('b'))) 'c'"},
        {"<math><annotation-xml><p>a", "*math(*annotation-xml) p('a')"},
        {"<math><annotation-xml encoding='text/html'><p>a",
         "*math(*annotation-xml(p('a')))"},
        {"<svg><script>a&lt;<g></script>b</svg>c",
         "*svg(*script('a<' *g) 'b') 'c'"},
        {"<svg><![CDATA[<p>a]]></svg>b", "*svg('<p>a') 'b'"},
        {"<svg><font size=1>a</svg>b", "*svg font('a' 'b')"},
        {"<svg><font face=x>a</svg>b", "*svg font('a' 'b')"},
        {"<svg><g></br>a", "*svg(*g) br 'a'"},
        {"<g><svg><g></g></svg>b</g>c", "g(*svg(*g) 'b') 'c'"},
        {"<div><svg></div>a", "div(*svg) 'a'"},
        {"<math><mi><mglyph>a</mglyph><g>b</g></mi></math>",
         "*math(*mi(*mglyph('a') g('b')))"},
    };

    check(rows, COUNT(rows));
}

static void test_depth(void **state)
{
    nf_tree_t *t = tree_of(repeat("<div>", 10000, "<p>x</p>"));
    nf_id_t i;

    assert_true(t->truncated);
    assert_false(t->can_insert);
    assert_int_equal(t->nnodes, 1 + 10000 + 2);
    for (i = 1; i < t->nnodes; i++) {
        nf_id_t up;
        int depth = 0;

        for (up = i; up; up = t->nodes[up].parent) {
            depth++;
        }
        assert_true(depth <= NF_MAX_DEPTH);
    }
    assert_string_equal(nf_tree_text_dup(t, 1, 100, pool), "x");
}

static void test_node_cap(void **state)
{
    nf_tree_t *t = tree_of(repeat("<br>", NF_MAX_NODES + 1000, "</body>"));

    assert_true(t->truncated);
    assert_true(t->nnodes <= NF_MAX_NODES + 1);
    assert_false(t->can_insert);
}

static void test_attributes(void **state)
{
    nf_tree_t *many = tree_of(repeat("<a b=1 c d=3 e=4 f='' g=6>", 2000, ""));
    nf_id_t i;
    nf_tree_t *t = tree_of("<a HREF=' x?a=1&amp;b ' Class='One  two\nthree' "
                           "hidden data-x='' class=four>y</a>");

    assert_string_equal(nf_attr(t, 1, "href", pool), "x?a=1&b");
    assert_string_equal(nf_attr(t, 1, "hidden", pool), "");
    assert_string_equal(nf_attr(t, 1, "data-x", pool), "");
    assert_null(nf_attr(t, 1, "title", pool));
    assert_null(nf_attr_raw(t, 1, "title").p);
    assert_true(nf_attr_has_token(t, 1, "class", "one"));
    assert_true(nf_attr_has_token(t, 1, "class", "three"));
    assert_false(nf_attr_has_token(t, 1, "class", "thre"));
    assert_false(nf_attr_has_token(t, 1, "class", "four"));
    assert_false(nf_attr_has_token(t, 1, "id", "one"));
    for (i = 1; i <= 2000; i++) {
        assert_int_equal(many->nodes[i].nattrs, 6);
        assert_string_equal(nf_attr(many, i, "b", pool), "1");
        assert_string_equal(nf_attr(many, i, "c", pool), "");
        assert_string_equal(nf_attr(many, i, "g", pool), "6");
    }
    for (i = 1; i <= 2000; i++) {
        assert_int_equal(nf_tree_with_attr(many, i, many->nnodes, "g"), i);
        assert_int_equal(nf_tree_with_attr(many, i, i, "g"), NF_NONE);
    }
    assert_int_equal(nf_tree_with_attr(many, 1, many->nnodes, "h"), NF_NONE);
}

/* The next one with an attribute, behind elements that have none. */
static void test_with_attr(void **state)
{
    nf_tree_t *t =
        tree_of("<p>a<b><i ID=x>b</i>c</b>d<u class=id><a id>e</a></u>");
    nf_id_t i = nf_tree_with_attr(t, 1, t->nnodes, "id"), a;

    assert_int_equal(t->nodes[i].tag, NF_TAG_I);
    a = nf_tree_with_attr(t, i + 1, t->nnodes, "id");
    assert_int_equal(t->nodes[a].tag, NF_TAG_A);
    assert_int_equal(nf_tree_with_attr(t, i + 1, a, "id"), NF_NONE);
    assert_int_equal(nf_tree_with_attr(t, a + 1, t->nnodes, "id"), NF_NONE);
}

/* Those of the head are found in a list, the others on a walk. */
static void test_find(void **state)
{
    nf_tree_t *t = tree_of("<title>a</title><svg><title>b</title><script>c"
                           "</script></svg><p>d<meta><p>e<script>f</script>");
    nf_id_t script = nf_tree_find(t, 1, t->nnodes, NF_TAG_SCRIPT);
    nf_id_t meta = nf_tree_find(t, 1, t->nnodes, NF_TAG_META);
    nf_id_t p = nf_tree_find(t, 1, t->nnodes, NF_TAG_P);

    assert_int_equal(nf_tree_find(t, 1, t->nnodes, NF_TAG_TITLE), 1);
    assert_int_equal(nf_tree_find(t, 2, t->nnodes, NF_TAG_TITLE), NF_NONE);
    assert_true(p < meta && meta < script);
    assert_int_equal(nf_tree_find(t, 1, meta, NF_TAG_META), NF_NONE);
    assert_int_equal(nf_tree_find(t, meta, meta + 1, NF_TAG_META), meta);
    assert_int_equal(nf_tree_find(t, meta + 1, t->nnodes, NF_TAG_META),
                     NF_NONE);
    assert_int_equal(nf_tree_find(t, p + 1, meta, NF_TAG_P), NF_NONE);
}

static void test_text(void **state)
{
    static const row_t rows[] = {
        {"<div> a <b>b</b>c \n d<br>e<p>f</p>g</div>", "a bc d e f g"},
        {"<div>a<script>x</script>b<style>y</style></div>", "ab"},
        {"<div>a&nbsp;&nbsp;b\xC2\xA0"
         "c&shy;d\xC2\xAD"
         "e</div>",
         "a b cde"},
        {"<div>&lt;p&gt; &amp;amp; &eacute;&#x4E2D;</div>",
         "<p> &amp; \xC3\xA9\xE4\xB8\xAD"},
        {"<div>a<span>  </span>b</div>", "a b"},
        {"<div>\x01\x02"
         "a&#1;</div>",
         "a"},
        {"<div></div>", ""},
    };
    size_t i;
    nf_tree_t *t;

    for (i = 0; i < COUNT(rows); i++) {
        t = tree_of(rows[i].html);
        assert_string_equal(nf_tree_text_dup(t, 1, 1000, pool), rows[i].want);
    }
    t = tree_of("<p>abc\xC3\xA9</p>");
    assert_string_equal(nf_tree_text_dup(t, 1, 4, pool), "abc");
}

static void test_walk(void **state)
{
    nf_tree_t *t = tree_of("<div><p>a</p><svg><a></a></svg><a>b</a></div>c");
    nf_id_t a = nf_tree_find(t, 1, t->nnodes, NF_TAG_A);
    nf_str_t raw;

    assert_int_equal(t->nodes[a].parent, 1); /* HTML's, not SVG's */
    assert_int_equal(nf_tree_find(t, 1, 2, NF_TAG_A), NF_NONE);
    assert_int_equal(nf_tree_up(t, a, NF_TAG_DIV), 1);
    assert_int_equal(nf_tree_up(t, a, NF_TAG_UL), NF_NONE);
    assert_true(nf_tree_contains(t, 1, a));
    assert_true(nf_tree_contains(t, a, a));
    assert_false(nf_tree_contains(t, 2, a));
    assert_true(nf_tree_block_between(t, 3, a));
    assert_false(nf_tree_block_between(t, a, a + 1));
    raw = nf_tree_raw_text(tree_of("<script>a<b&amp;</script>"), 1);
    assert_string_equal(nf_str_dup(pool, raw), "a<b&amp;");
    assert_null(nf_tree_raw_text(tree_of("<script></script>b"), 1).p);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_implied_ends),   POOL_TEST(test_tables),
        POOL_TEST(test_stray_and_void), POOL_TEST(test_raw_text),
        POOL_TEST(test_scopes),         POOL_TEST(test_formatting),
        POOL_TEST(test_frame),          POOL_TEST(test_foreign),
        POOL_TEST(test_stray_ends),     POOL_TEST(test_depth),
        POOL_TEST(test_node_cap),       POOL_TEST(test_attributes),
        POOL_TEST(test_with_attr),      POOL_TEST(test_find),
        POOL_TEST(test_text),           POOL_TEST(test_walk)};

    return run_group("tree", tests, COUNT(tests));
}
