/* test_tokenizer.c -- tokens, their text and their places. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <apr_general.h>
#include <apr_strings.h>
#include <jansson.h>
#include "tokens.h"

static apr_pool_t *root, *pool;

/* want is JSON with ' in place of ". */
static void check(nf_tokenizer_state_e state, int cdata, const char *last,
                  const char *in, const char *want, int want_unterminated)
{
    char *quoted = apr_pstrdup(pool, want), *p;
    int unterminated;
    json_t *expected, *got;

    for (p = quoted; *p; p++) {
        *p = *p == '\'' ? '"' : *p;
    }
    expected = json_loads(quoted, 0, NULL);
    assert_non_null(expected);
    got = tokens(pool, nf_str(in), state, cdata, nf_str(last), &unterminated);
    if (!json_equal(expected, got)) {
        print_error("%s\n%s\n%s\n", in, quoted, json_dumps(got, 0));
        fail();
    }
    if (want_unterminated >= 0) {
        assert_int_equal(unterminated, want_unterminated);
    }
    json_decref(expected);
    json_decref(got);
}

typedef struct row_t {
    const char *in, *want;
    int unterminated;
} row_t;

#define CHECK_ROWS(rows, state, cdata, last)                         \
    do {                                                             \
        size_t row;                                                  \
                                                                     \
        for (row = 0; row < sizeof(rows) / sizeof(rows[0]); row++) { \
            check(state, cdata, last, rows[row].in, rows[row].want,  \
                  rows[row].unterminated);                           \
        }                                                            \
    } while (0)

/* -- the states ----------------------------------------------------------- */

static void test_tags(void **state)
{
    static const row_t rows[] = {
        {"", "[]", 0},
        {"<p>", "[['StartTag','p',{}]]", 0},
        {"<P CLASS=x>", "[['StartTag','p',{'class':'x'}]]", 0},
        {"<p a='1' b=\"2\"c=3 d>",
         "[['StartTag','p',{'a':'1','b':'2','c':'3','d':''}]]", 0},
        {"<p a = '1'\nb\t=\t2>", "[['StartTag','p',{'a':'1','b':'2'}]]", 0},
        {"<br/>", "[['StartTag','br',{},true]]", 0},
        {"<br / >", "[['StartTag','br',{}]]", 0},
        {"<br a=b/>", "[['StartTag','br',{'a':'b/'}]]", 0},
        {"<br a='b'/>", "[['StartTag','br',{'a':'b'},true]]", 0},
        {"<p a=>", "[['StartTag','p',{'a':''}]]", 0},
        {"<p =x>", "[['StartTag','p',{'=x':''}]]", 0},
        {"<p a==x>", "[['StartTag','p',{'a':'=x'}]]", 0},
        {"<p a=1 A=2>", "[['StartTag','p',{'a':'1'}]]", 0},
        {"<p a='>'>", "[['StartTag','p',{'a':'>'}]]", 0},
        {"<p a=x&amp;y b='&lt;' c=&copy=1>",
         "[['StartTag','p',{'a':'x&y','b':'<','c':'&copy=1'}]]", 0},
        {"<a/b>", "[['StartTag','a',{'b':''}]]", 0},
        {"</p x=y>", "[['EndTag','p']]", 0},
        {"</>x", "[['Character','x']]", 0},
        {"x<p", "[['Character','x']]", 1},
        {"x<p a='", "[['Character','x']]", 1},
        {"x</p", "[['Character','x']]", 1},
        {"<p a", "[]", 1},
        {"<p a=", "[]", 1},
        {"<p a=b", "[]", 1},
        {"<p a='b'", "[]", 1},
        {"<p/", "[]", 1},
        {"<p ", "[]", 1}};

    CHECK_ROWS(rows, NF_STATE_DATA, 0, NULL);
}

static void test_text(void **state)
{
    static const row_t rows[] = {
        {"a < b", "[['Character','a < b']]", 0},
        {"<<p>", "[['Character','<'],['StartTag','p',{}]]", 0},
        {"<3 <= <", "[['Character','<3 <= <']]", 0},
        {"</", "[['Character','</']]", 1},
        {"a&amp;b&lt", "[['Character','a&b<']]", 0},
        {"a\r\nb\rc", "[['Character','a\\nb\\nc']]", 0},
        {"&", "[['Character','&']]", 0}};

    CHECK_ROWS(rows, NF_STATE_DATA, 0, NULL);
}

static void test_comments(void **state)
{
    static const row_t rows[] = {
        {"<!--a-->", "[['Comment','a']]", 0},
        {"<!---->", "[['Comment','']]", 0},
        {"<!-->x", "[['Comment',''],['Character','x']]", 0},
        {"<!--->x", "[['Comment',''],['Character','x']]", 0},
        {"<!--a--!>x", "[['Comment','a'],['Character','x']]", 0},
        {"<!----!>x", "[['Comment',''],['Character','x']]", 0},
        {"<!---!>-->", "[['Comment','-!>']]", 0},
        {"<!--a--b-->", "[['Comment','a--b']]", 0},
        {"<!--a--->", "[['Comment','a-']]", 0},
        {"<!--a<!--b-->c-->",
         "[['Comment','a<!--b'],"
         "['Character','c-->']]",
         0},
        {"<!--<!-->x", "[['Comment','<!'],['Character','x']]", 0},
        {"<!--a>b-->", "[['Comment','a>b']]", 0},
        {"<!--a", "[['Comment','a']]", 1},
        {"<!--a-", "[['Comment','a']]", 1},
        {"<!--a--", "[['Comment','a']]", 1},
        {"<!--a---", "[['Comment','a-']]", 1},
        {"<!--a--!", "[['Comment','a']]", 1},
        {"<!--", "[['Comment','']]", 1},
        {"<!---", "[['Comment','']]", 1},
        {"<!-a>x", "[['Comment','-a'],['Character','x']]", 0},
        {"<!>x", "[['Comment',''],['Character','x']]", 0},
        {"<?php x ?>", "[['Comment','?php x ?']]", 0},
        {"</ p>", "[['Comment',' p']]", 0},
        {"<!x", "[['Comment','x']]", 1},
        {"<![CDATA[a]]>", "[['Comment','[CDATA[a]]']]", 0}};

    CHECK_ROWS(rows, NF_STATE_DATA, 0, NULL);
}

static void test_doctypes(void **state)
{
    static const row_t rows[] = {
        {"<!DOCTYPE html>", "[['DOCTYPE','html',null,null,true]]", 0},
        {"<!doctypeHTML >", "[['DOCTYPE','html',null,null,true]]", 0},
        {"<!doctype>", "[['DOCTYPE',null,null,null,false]]", 0},
        {"<!doctype html", "[['DOCTYPE','html',null,null,false]]", 1},
        {"<!doctype html public 'a' \"b\" >",
         "[['DOCTYPE','html','a','b',true]]", 0},
        {"<!doctype html PUBLIC\"a\"'b'>", "[['DOCTYPE','html','a','b',true]]",
         0},
        {"<!doctype html public 'a'>", "[['DOCTYPE','html','a',null,true]]",
         0},
        {"<!doctype html public 'a' b>", "[['DOCTYPE','html','a',null,false]]",
         0},
        {"<!doctype html public>", "[['DOCTYPE','html',null,null,false]]", 0},
        {"<!doctype html public 'a>x",
         "[['DOCTYPE','html','a',null,false],['Character','x']]", 0},
        {"<!doctype html system 'b' >", "[['DOCTYPE','html',null,'b',true]]",
         0},
        {"<!doctype html system 'b' x>", "[['DOCTYPE','html',null,'b',true]]",
         0},
        {"<!doctype html system 'b'", "[['DOCTYPE','html',null,'b',false]]",
         1},
        {"<!doctype html x>", "[['DOCTYPE','html',null,null,false]]", 0}};

    CHECK_ROWS(rows, NF_STATE_DATA, 0, NULL);
}

static void test_rcdata(void **state)
{
    static const row_t rows[] = {
        {"a&amp;<b></title>x",
         "[['Character','a&<b>'],['EndTag','title'],['Character','x']]", 0},
        {"a</titles></TITLE >",
         "[['Character','a</titles>'],['EndTag','title']]", 0},
        {"</title/>", "[['EndTag','title']]", 0},
        {"a", "[['Character','a']]", 1},
        {"a</title", "[['Character','a</title']]", 1},
        {"a</title x", "[['Character','a']]", 1},
        {"<!--</title>-->",
         "[['Character','<!--'],['EndTag','title'],['Character','-->']]", 0}};

    CHECK_ROWS(rows, NF_STATE_RCDATA, 0, "title");
}

static void test_rawtext(void **state)
{
    static const row_t rows[] = {
        {"a&amp;<b></style><p>",
         "[['Character','a&amp;<b>'],['EndTag','style'],"
         "['StartTag','p',{}]]",
         0},
        {"</styl></style>", "[['Character','</styl>'],['EndTag','style']]", 0},
        {"<", "[['Character','<']]", 1},
        {"</", "[['Character','</']]", 1}};

    CHECK_ROWS(rows, NF_STATE_RAWTEXT, 0, "style");
    check(NF_STATE_RAWTEXT, 0, NULL, "a</style>",
          "[['Character','a</style>']]", 1);
    check(NF_STATE_PLAINTEXT, 0, "plaintext", "a</plaintext>&amp;",
          "[['Character','a</plaintext>&amp;']]", 1);
}

static void test_script(void **state)
{
    static const row_t rows[] = {
        {"a<b</script>x",
         "[['Character','a<b'],['EndTag','script'],['Character','x']]", 0},
        {"`</scriptx>`</script\n>",
         "[['Character','`</scriptx>`'],['EndTag','script']]", 0},
        /* escaped: a plain end tag still ends it */
        {"<!--a</script>x",
         "[['Character','<!--a'],['EndTag','script'],['Character','x']]", 0},
        /* double escaped: the first end tag only leaves that */
        {"<!--<script>a</script>b</script>x",
         "[['Character','<!--<script>a</script>b'],['EndTag','script'],"
         "['Character','x']]",
         0},
        {"<!--<script>a-->b</script>x",
         "[['Character','<!--<script>a-->b'],['EndTag','script'],"
         "['Character','x']]",
         0},
        {"<!--<script>a</script>b</script>x</script>",
         "[['Character','<!--<script>a</script>b'],['EndTag','script'],"
         "['Character','x'],['EndTag','script']]",
         0},
        {"<!--<scriptx>a</script>x",
         "[['Character','<!--<scriptx>a'],['EndTag','script'],"
         "['Character','x']]",
         0},
        {"<!--<script a=</script>",
         "[['Character','<!--<script a=</script>']]", 1},
        {"<!--><script>a</script>x",
         "[['Character','<!--><script>a'],['EndTag','script'],"
         "['Character','x']]",
         0},
        {"<!--->a<script></script>x",
         "[['Character','<!--->a<script>'],['EndTag','script'],"
         "['Character','x']]",
         0},
        {"<!-<script></script>x",
         "[['Character','<!-<script>'],['EndTag','script'],"
         "['Character','x']]",
         0},
        {"<!--<!--><script></script>x",
         "[['Character','<!--<!--><script>'],['EndTag','script'],"
         "['Character','x']]",
         0},
        {"<!--<script>--></script>x<!--<script>",
         "[['Character','<!--<script>-->'],['EndTag','script'],"
         "['Character','x'],['Comment','<script>']]",
         1},
        {"a--><!--b--><!--<script></script>c",
         "[['Character','a--><!--b--><!--<script></script>c']]", 1}};

    CHECK_ROWS(rows, NF_STATE_SCRIPT_DATA, 0, "script");
}

static void test_cdata(void **state)
{
    static const row_t rows[] = {
        {"a<![CDATA[b&amp;<p>]]]>c", "[['Character','ab&amp;<p>]c']]", 0},
        {"<![CDATA[]]><p>", "[['StartTag','p',{}]]", 0},
        {"<![CDATA[>]]>", "[['Character','>']]", 0},
        {"<![CDATA[a]]", "[['Character','a]]']]", 1},
        {"<![CDATA[", "[]", 1},
        {"<![cdata[a]]>", "[['Comment','[cdata[a]]']]", 0}};

    CHECK_ROWS(rows, NF_STATE_DATA, 1, NULL);
}

/* -- what a token says beside its text ------------------------------------ */

static void test_places(void **state)
{
    nf_str_t in = NF_STR(" <p id=x>a&amp;</p>\r<!--c--><br>");
    static const struct {
        nf_token_e type;
        uint32_t start, end;
        unsigned space_only;
        nf_tag_e tag;
    } want[] = {{NF_TOKEN_TEXT, 0, 1, 1, NF_TAG_UNKNOWN},
                {NF_TOKEN_START_TAG, 1, 9, 0, NF_TAG_P},
                {NF_TOKEN_TEXT, 9, 15, 0, NF_TAG_UNKNOWN},
                {NF_TOKEN_END_TAG, 15, 19, 0, NF_TAG_P},
                {NF_TOKEN_TEXT, 19, 20, 1, NF_TAG_UNKNOWN},
                {NF_TOKEN_COMMENT, 20, 28, 0, NF_TAG_UNKNOWN},
                {NF_TOKEN_START_TAG, 28, 32, 0, NF_TAG_BR}};
    nf_tokenizer_t t;
    nf_token_t tok;
    size_t i;

    nf_tokenizer_init(&t, in);
    for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
        assert_true(nf_tokenizer_next(&t, &tok));
        assert_int_equal(tok.type, want[i].type);
        assert_int_equal(tok.start, want[i].start);
        assert_int_equal(tok.end, want[i].end);
        assert_int_equal(tok.tag, want[i].tag);
        if (tok.type == NF_TOKEN_TEXT) {
            assert_int_equal(tok.space_only, want[i].space_only);
            assert_ptr_equal(tok.data.p, in.p + tok.start);
        }
    }
    assert_false(nf_tokenizer_next(&t, &tok));
}

/* The file ends right after a tag that opens a state of its own. */
static void test_ends_in_state(void **state)
{
    nf_tokenizer_t t;
    nf_token_t tok;

    nf_tokenizer_init(&t, NF_STR("<title>"));
    assert_true(nf_tokenizer_next(&t, &tok));
    t.state = NF_STATE_RCDATA;
    assert_false(nf_tokenizer_next(&t, &tok));
    assert_true(t.unterminated);
}

static void test_state_for(void **state)
{
    assert_int_equal(nf_tokenizer_state_for(NF_TAG_TITLE), NF_STATE_RCDATA);
    assert_int_equal(nf_tokenizer_state_for(NF_TAG_TEXTAREA), NF_STATE_RCDATA);
    assert_int_equal(nf_tokenizer_state_for(NF_TAG_STYLE), NF_STATE_RAWTEXT);
    assert_int_equal(nf_tokenizer_state_for(NF_TAG_NOSCRIPT),
                     NF_STATE_RAWTEXT);
    assert_int_equal(nf_tokenizer_state_for(NF_TAG_SCRIPT),
                     NF_STATE_SCRIPT_DATA);
    assert_int_equal(nf_tokenizer_state_for(NF_TAG_PLAINTEXT),
                     NF_STATE_PLAINTEXT);
    assert_int_equal(nf_tokenizer_state_for(NF_TAG_P), NF_STATE_DATA);
}

/* -- bounds --------------------------------------------------------------- */

static void test_max_attrs(void **state)
{
    nf_tokenizer_t t;
    nf_token_t tok;
    nf_buf_t b;
    int i;

    nf_buf_init(&b, pool, 0);
    nf_buf_adds(&b, "<p");
    for (i = 0; i < 5000; i++) {
        nf_buf_printf(&b, " a%d=%d", i, i);
    }
    nf_buf_adds(&b, ">x");
    nf_tokenizer_init(&t, (nf_str_t){b.p, b.len});
    assert_true(nf_tokenizer_next(&t, &tok));
    assert_int_equal(tok.nattrs, NF_MAX_ATTRS);
    assert_int_equal(tok.end, b.len - 1);
    assert_true(nf_str_ieq(nf_attr_at(t.in, &tok.attrs[NF_MAX_ATTRS - 1]).name,
                           "a127"));
}

/* Every byte is looked at a bounded number of times: a quadratic step would
 * take hours over these, and the alarm ends the test. */
static void test_linear(void **state)
{
    static const struct {
        nf_tokenizer_state_e state;
        const char *last, *unit;
    } rows[] = {{NF_STATE_DATA, NULL, "<"},
                {NF_STATE_DATA, NULL, "<!--"},
                {NF_STATE_DATA, NULL, "<!-- --!"},
                {NF_STATE_DATA, NULL, "</"},
                {NF_STATE_DATA, NULL, "<![CDATA["},
                {NF_STATE_DATA, NULL, "<!a>"},
                {NF_STATE_DATA, NULL, "<p a='"},
                {NF_STATE_DATA, NULL, "<p a=b "},
                {NF_STATE_DATA, NULL, "<!doctype "},
                {NF_STATE_DATA, NULL, "&<"},
                {NF_STATE_RCDATA, "title", "</titl"},
                {NF_STATE_RCDATA, "title", "</title "},
                {NF_STATE_SCRIPT_DATA, "script", "<!--"},
                {NF_STATE_SCRIPT_DATA, "script", "<!-->"},
                {NF_STATE_SCRIPT_DATA, "script", "<!--<script>-->"},
                {NF_STATE_SCRIPT_DATA, "script", "<script "},
                {NF_STATE_SCRIPT_DATA, "script", "</scriptx "},
                {NF_STATE_CDATA_SECTION, NULL, "]>"}};
    enum { SIZE = 2 * 1024 * 1024 };
    char *page = malloc(SIZE);
    size_t i, k, n;

    alarm(300);
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        nf_tokenizer_t t;
        nf_token_t tok;
        uint32_t at = 0;

        n = strlen(rows[i].unit);
        for (k = 0; k < SIZE; k++) {
            page[k] = rows[i].unit[k % n];
        }
        nf_tokenizer_init(&t, (nf_str_t){page, SIZE});
        t.state = rows[i].state;
        t.cdata = 1;
        t.last_start = nf_str(rows[i].last);
        while (nf_tokenizer_next(&t, &tok)) {
            assert_true(tok.start >= at);
            at = tok.end;
        }
        assert_int_equal(t.pos, SIZE);
    }
    alarm(0);
    free(page);
}

static int set_up(void **state)
{
    return apr_pool_create(&pool, root);
}

static int tear_down(void **state)
{
    apr_pool_destroy(pool);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(test_tags),      TEST(test_text),          TEST(test_comments),
        TEST(test_doctypes),  TEST(test_rcdata),        TEST(test_rawtext),
        TEST(test_script),    TEST(test_cdata),         TEST(test_places),
        TEST(test_state_for), TEST(test_ends_in_state), TEST(test_max_attrs),
        TEST(test_linear)};
    int failed;

    apr_initialize();
    apr_pool_create(&root, NULL);
    failed = cmocka_run_group_tests_name("tokenizer", tests, NULL, NULL);
    apr_pool_destroy(root);
    apr_terminate();
    return failed;
}
