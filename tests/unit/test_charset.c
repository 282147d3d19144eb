/* test_charset.c -- labels, the prescan, the order of evidence, decoding. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <cmocka.h>
#include <apr_file_io.h>
#include <apr_general.h>
#include <apr_strings.h>
#include "page/charset.h"

static apr_pool_t *pool;

/* -- labels --------------------------------------------------------------- */

static const char *label(const char *s)
{
    const char *name = nf_charset_from_label(nf_str(s));

    return name ? name : "(none)";
}

static void test_labels(void **state)
{
    static const char *const rows[][2] = {{"UTF-8", "utf-8"},
                                          {"utf8", "utf-8"},
                                          {" Latin1\n", "windows-1252"},
                                          {"ISO-8859-1", "windows-1252"},
                                          {"us-ascii", "windows-1252"},
                                          {"iso-8859-9", "windows-1254"},
                                          {"TIS-620", "windows-874"},
                                          {"gb2312", "gbk"},
                                          {"GB18030", "gb18030"},
                                          {"sjis", "shift_jis"},
                                          {"Windows-31J", "shift_jis"},
                                          {"ks_c_5601-1987", "euc-kr"},
                                          {"big5-hkscs", "big5"},
                                          {"866", "ibm866"},
                                          {"l1", "windows-1252"},
                                          {"x-x-big5", "big5"},
                                          {"utf-16", "utf-16le"},
                                          {"unicodefffe", "utf-16be"},
                                          {"iso-2022-kr", "replacement"},
                                          {"x-user-defined", "x-user-defined"},
                                          {"logical", "iso-8859-8-i"},
                                          {"utf-7", "(none)"},
                                          {"utf-32", "(none)"},
                                          {"ebcdic", "(none)"},
                                          {"", "(none)"},
                                          {"utf-8x", "(none)"},
                                          {"utf-", "(none)"},
                                          {"windows-1252 ", "windows-1252"}};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_string_equal(label(rows[i][0]), rows[i][1]);
    }
    assert_null(nf_charset_from_label((nf_str_t){NULL, 0}));
}

/* The search is binary: a label out of order would not be found. */
static void test_every_label_is_found(void **state)
{
    static const char *const all[] = {
#define NF_LABEL(text, id) text,
#include "page/charset_labels.def"
#undef NF_LABEL
    };
    size_t i;

    assert_int_equal(sizeof(all) / sizeof(all[0]), 228);
    for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        assert_non_null(nf_charset_from_label(nf_str(all[i])));
    }
}

static void test_insertable(void **state)
{
    assert_true(nf_charset_is_insertable("utf-8"));
    assert_true(nf_charset_is_insertable("shift_jis"));
    assert_true(nf_charset_is_insertable("gb18030"));
    assert_true(nf_charset_is_insertable("windows-1251"));
    assert_false(nf_charset_is_insertable("utf-16le"));
    assert_false(nf_charset_is_insertable("utf-16be"));
    assert_false(nf_charset_is_insertable("iso-2022-jp"));
    assert_false(nf_charset_is_insertable("replacement"));
    assert_false(nf_charset_is_insertable("no-such"));
}

/* -- the prescan ---------------------------------------------------------- */

static const char *prescan(const char *s)
{
    const char *name = nf_charset_prescan(nf_str(s));

    return name ? name : "(none)";
}

static void test_prescan(void **state)
{
    static const char *const rows[][2] = {
        {"<meta charset=koi8-r>", "koi8-r"},
        {"<META CharSet='KOI8-R' >", "koi8-r"},
        {"<meta/charset=\"koi8-r\"/>", "koi8-r"},
        {"<meta http-equiv=content-type content='a; charset=big5'>", "big5"},
        {"<meta content='a; charset=big5' http-equiv=Content-Type>", "big5"},
        {"<meta content='a; charset=big5'>", "(none)"},
        {"<meta http-equiv=refresh content='charset=big5'>", "(none)"},
        {"<meta charset=nope content='charset=big5' "
         "http-equiv=content-type>",
         "(none)"},
        {"<meta charset=koi8-r charset=big5>", "koi8-r"},
        {"<metacharset=koi8-r>", "(none)"},
        {"<meta charset=koi8-r", "(none)"},
        {"<meta name='a>' charset=koi8-r>", "koi8-r"},
        {"<!-- <meta charset=koi8-r> --><meta charset=big5>", "big5"},
        {"<!--><meta charset=koi8-r>", "koi8-r"},
        {"<!doctype html><meta charset=big5>", "big5"},
        {"<?pi <meta charset=koi8-r>", "(none)"},
        {"<a title='<meta charset=koi8-r>'><meta charset=big5>", "big5"},
        {"</p <meta charset=koi8-r>", "(none)"},
        {"<meta charset=utf-16be>", "utf-8"},
        {"<meta charset=x-user-defined>", "windows-1252"},
        {"<meta charset=utf-7>", "(none)"},
        {"<meta http-equiv=content-type content='charset charset = "
         "\"big5\" x'>",
         "big5"},
        {"<meta http-equiv=content-type content='charset=\"big5'>", "(none)"},
        {"<?xml version='1.0' encoding='koi8-r'?><html>", "koi8-r"},
        {"<?xml version='1.0' encoding = \"utf-16\"?>", "utf-8"},
        {"<?xml encoding='koi8-r'?><meta charset=big5>", "big5"},
        {"<?xml encoding='koi8 r'?>", "(none)"},
        {" <?xml encoding='koi8-r'?>", "(none)"},
        {"<", "(none)"},
        {"<!", "(none)"},
        {"</", "(none)"},
        {"", "(none)"},
        {"<meta", "(none)"},
        {"<meta ", "(none)"},
        {"<meta charset=", "(none)"},
        {"<!--", "(none)"},
        {"<?xml", "(none)"}};
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_string_equal(prescan(rows[i][0]), rows[i][1]);
    }
    assert_string_equal(nf_charset_prescan((nf_str_t){"<\0?\0x\0m\0l\0", 10}),
                        "utf-16le");
    assert_string_equal(nf_charset_prescan((nf_str_t){"\0<\0?\0x\0m\0l", 10}),
                        "utf-16be");
}

static const char *sniff(nf_str_t s, const char *transport,
                         const char *fallback)
{
    nf_charset_source_e source;
    const char *name = nf_charset_sniff(s, transport, fallback, &source);

    return apr_pstrcat(pool, name, " ", nf_charset_source_name(source), NULL);
}

static void test_order(void **state)
{
    nf_str_t meta = NF_STR("<meta charset=koi8-r>\xE9");
    nf_str_t bom = NF_STR("\xEF\xBB\xBF<meta charset=koi8-r>");

    assert_string_equal(sniff(bom, "big5", NULL), "utf-8 bom");
    assert_string_equal(sniff(NF_STR("\xFE\xFF\0<"), "big5", NULL),
                        "utf-16be bom");
    assert_string_equal(sniff(NF_STR("\xFF\xFE<\0"), NULL, NULL),
                        "utf-16le bom");
    assert_string_equal(sniff(meta, "Big5", NULL), "big5 transport");
    assert_string_equal(sniff(meta, "no-such", NULL), "koi8-r meta");
    assert_string_equal(sniff(meta, NULL, "big5"), "koi8-r meta");
    assert_string_equal(sniff(NF_STR("<p>\xC3\xA9"), NULL, "big5"),
                        "utf-8 utf-8");
    assert_string_equal(sniff(NF_STR("<p>\xE9"), NULL, "windows-1251"),
                        "windows-1251 default");
    assert_string_equal(sniff(NF_STR("<p>\xE9"), NULL, NULL),
                        "windows-1252 default");
    assert_string_equal(sniff(NF_STR("<p>\xE9"), NULL, "nope"),
                        "windows-1252 default");
}

/* A page whose meta lies after 1024 bytes, hidden ones before it. */
static void test_late_meta(void **state)
{
    char *page = apr_psprintf(
        pool,
        "<html><script>%1100s'<meta charset=big5>'</script>"
        "<!-- <meta charset=big5> --><meta charset=koi8-r><p>\xE9",
        "");

    assert_null(nf_charset_prescan(nf_str(page)));
    assert_string_equal(sniff(nf_str(page), NULL, NULL),
                        "windows-1252 default");
    assert_string_equal(
        nf_charset_late_meta(nf_tree_build(nf_str(page), pool)), "koi8-r");
}

/* -- decoding ------------------------------------------------------------- */

static const char *decode(const char *name, nf_str_t bytes)
{
    size_t skipped;
    nf_str_t text = nf_charset_decode(bytes, name, &skipped, pool);

    assert_non_null(text.p);
    assert_true(nf_utf8_valid(text));
    return nf_str_dup(pool, text);
}

#define DECODE(name, literal) decode(name, NF_STR(literal))
#define FFFD "\xEF\xBF\xBD"

static void test_utf8_is_not_copied(void **state)
{
    nf_str_t s = NF_STR("\xEF\xBB\xBF<p>\xE1\x9E\x96 \xF0\x9F\x98\x80");
    nf_str_t ascii = NF_STR("<p>plain</p>");
    size_t skipped;
    nf_str_t text = nf_charset_decode(s, "utf-8", &skipped, pool);

    assert_int_equal(skipped, 3);
    assert_ptr_equal(text.p, s.p + 3);
    assert_int_equal(text.len, s.len - 3);
    text = nf_charset_decode(ascii, "windows-1251", &skipped, pool);
    assert_ptr_equal(text.p, ascii.p);
    assert_int_equal(skipped, 0);
}

/* One U+FFFD for each maximal subpart (the Unicode standard's table 3-8),
 * and what follows is kept. */
static void test_utf8_malformed(void **state)
{
    assert_string_equal(DECODE("utf-8", "a\xFF<"), "a" FFFD "<");
    assert_string_equal(DECODE("utf-8", "\xC3<"), FFFD "<");
    assert_string_equal(DECODE("utf-8", "\xE2\x82<"), FFFD "<");
    assert_string_equal(DECODE("utf-8", "\xF0\x9F\x98<"), FFFD "<");
    assert_string_equal(DECODE("utf-8", "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82"
                                        "\x41"),
                        FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A");
    assert_string_equal(DECODE("utf-8", "\xED\xA0\x80\xED\xBF\xBF"),
                        FFFD FFFD FFFD FFFD FFFD FFFD);
    assert_string_equal(DECODE("utf-8", "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
                                        "\x41"),
                        FFFD FFFD FFFD FFFD "A");
    assert_string_equal(DECODE("utf-8", "\xF4\x90\x80\x80"),
                        FFFD FFFD FFFD FFFD);
    assert_string_equal(DECODE("utf-8", "end\xE2\x82"), "end" FFFD);
}

static void test_utf8_valid(void **state)
{
    char block[80];
    size_t i;

    assert_true(nf_utf8_valid(NF_STR("")));
    assert_true(nf_utf8_valid(NF_STR("\xF4\x8F\xBF\xBF\xED\x9F\xBF\0")));
    assert_false(nf_utf8_valid(NF_STR("\xF5\x80\x80\x80")));
    for (i = 0; i < sizeof(block); i++) { /* at each place of a word */
        memset(block, 'a', sizeof(block));
        assert_true(nf_utf8_valid((nf_str_t){block, sizeof(block)}));
        block[i] = '\x80';
        assert_false(nf_utf8_valid((nf_str_t){block, sizeof(block)}));
    }
}

static void test_utf16(void **state)
{
    size_t skipped;
    nf_str_t s = NF_STR("\xFE\xFF\0<\x17\x96\xD8\x3D\xDE\x00\xD8\0\0x");

    assert_string_equal(decode("utf-16be", s),
                        "<\xE1\x9E\x96\xF0\x9F\x98\x80" FFFD "x");
    nf_charset_decode(s, "utf-16be", &skipped, pool);
    assert_int_equal(skipped, 2);
    assert_string_equal(DECODE("utf-16le", "<\0\xE9\0\x00\xDC!"),
                        "<\xC3\xA9" FFFD FFFD);
}

static void test_single_byte(void **state)
{
    assert_string_equal(DECODE("windows-1252", "\x80\x93\xE9"),
                        "\xE2\x82\xAC\xE2\x80\x9C\xC3\xA9");
    assert_string_equal(DECODE("windows-1252", "\x81\x8D\x8F\x90\x9D"),
                        "\xC2\x81\xC2\x8D\xC2\x8F\xC2\x90\xC2\x9D");
    assert_string_equal(DECODE("windows-1251", "\xCC\xE8\xF0"),
                        "\xD0\x9C\xD0\xB8\xD1\x80");
    assert_string_equal(DECODE("koi8-r", "\xED\xC9\xD2"),
                        "\xD0\x9C\xD0\xB8\xD1\x80");
    assert_string_equal(DECODE("koi8-u", "\xAE\xBE"), "\xD1\x9E\xD0\x8E");
    assert_string_equal(DECODE("windows-874", "\xA1\xDB\x81"),
                        "\xE0\xB8\x81" FFFD "\xC2\x81");
    assert_string_equal(DECODE("windows-1255", "\xE0\xCA\xD9"),
                        "\xD7\x90\xD6\xBA" FFFD);
    assert_string_equal(DECODE("windows-1258", "a\xEC"), "a\xCC\x81");
    assert_string_equal(DECODE("iso-8859-8-i", "\xE0"), "\xD7\x90");
    assert_string_equal(DECODE("x-user-defined", "a\x80\xFF"),
                        "a\xEF\x9E\x80\xEF\x9F\xBF");
    assert_string_equal(DECODE("macintosh", "\xDB"), "\xE2\x82\xAC");
}

static void test_multi_byte(void **state)
{
    assert_string_equal(DECODE("shift_jis", "\x93\xFA\x96{\xB1\\~"),
                        "\xE6\x97\xA5\xE6\x9C\xAC\xEF\xBD\xB1\\~");
    assert_string_equal(DECODE("shift_jis", "\x87\x40"), "\xE2\x91\xA0");
    assert_string_equal(DECODE("euc-jp", "\xC6\xFC\xCB\xDC\xAD\xA1"),
                        "\xE6\x97\xA5\xE6\x9C\xAC\xE2\x91\xA0");
    assert_string_equal(DECODE("iso-2022-jp", "\x1B$BF|K\\\x1B(B<p>"),
                        "\xE6\x97\xA5\xE6\x9C\xAC<p>");
    assert_string_equal(DECODE("euc-kr", "\xC7\xD1\xB1\xB9\x8C\x63"),
                        "\xED\x95\x9C\xEA\xB5\xAD\xEB\x98\xA0");
    assert_string_equal(DECODE("big5", "\xA4\xA4\xA4\xE5"),
                        "\xE4\xB8\xAD\xE6\x96\x87");
    assert_string_equal(DECODE("gbk", "\xD6\xD0\x80"),
                        "\xE4\xB8\xAD\xE2\x82\xAC");
    assert_string_equal(DECODE("gbk", "\x81\x30\x84\x36"), "\xC2\xA5");
}

/* A lead byte never swallows the ASCII byte after it. */
static void test_multi_byte_malformed(void **state)
{
    static const char *const names[] = {"shift_jis", "euc-jp", "euc-kr",
                                        "big5",      "gbk",    "gb18030"};
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        assert_string_equal(decode(names[i], NF_STR("a\xFE</p>")),
                            "a" FFFD "</p>");
        assert_string_equal(decode(names[i], NF_STR("a\xFF<b")),
                            "a" FFFD "<b");
        assert_string_equal(decode(names[i], NF_STR("end\xFE")), "end" FFFD);
    }
    assert_string_equal(DECODE("shift_jis", "\x80\xA0<"), "\xC2\x80" FFFD "<");
    assert_string_equal(DECODE("gbk", "\x81\x30<"), FFFD "0<");
    assert_string_equal(DECODE("euc-jp", "\x8F\xA1<"), FFFD "<");
    assert_string_equal(DECODE("euc-jp", "\x8F\xA1\xFE<"), FFFD "<");
}

static size_t count_lt(nf_str_t s)
{
    size_t n = 0, i;

    for (i = 0; i < s.len; i++) {
        n += s.p[i] == '<';
    }
    return n;
}

/* Any bytes in any insertable encoding: the '<' stay the same in number, and
 * each one's place maps back to it. */
static void test_offsets(void **state)
{
    static const char *const names[] = {
        "utf-8",        "shift_jis",     "euc-jp",  "euc-kr",
        "big5",         "gbk",           "gb18030", "windows-1252",
        "windows-1258", "x-user-defined"};
    char bytes[3000];
    unsigned seed = 7;
    size_t i, k, at, skipped;

    for (i = 0; i < sizeof(bytes); i++) {
        seed = seed * 1103515245 + 12345;
        bytes[i] = (char)(seed >> 16);
        if ((seed >> 24 & 7) == 0) {
            bytes[i] = '<';
        }
    }
    for (k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
        nf_str_t in = {bytes, sizeof(bytes)};
        nf_str_t text = nf_charset_decode(in, names[k], &skipped, pool);
        size_t n = 0, from = 0;

        assert_int_equal(count_lt(text), count_lt(in));
        for (at = 0; at < text.len; at++) {
            if (text.p[at] == '<') {
                from = nf_charset_offset(in, text, at);
                assert_int_equal(in.p[from], '<');
                n++;
            }
        }
        assert_int_equal(n, count_lt(in));
        assert_int_equal(nf_charset_offset(in, text, text.len), in.len);
    }
}

static void test_offset_after_bom(void **state)
{
    nf_str_t in = NF_STR("\xEF\xBB\xBF<p>");
    size_t skipped;
    nf_str_t text = nf_charset_decode(in, "utf-8", &skipped, pool);

    assert_int_equal(nf_charset_offset(in, text, 0), 3);
    assert_int_equal(nf_charset_offset(in, text, text.len), in.len);
}

static void test_refused(void **state)
{
    size_t skipped;

    assert_null(
        nf_charset_decode(NF_STR("<p>"), "replacement", &skipped, pool).p);
    assert_null(nf_charset_decode(NF_STR("<p>"), "no-such", &skipped, pool).p);
}

/* Every encoding of the standard has a converter here. */
static void test_every_encoding_decodes(void **state)
{
    static const char *const all[] = {
#define NF_ENCODING(id, name, kind, conv, conv2) name,
#include "page/charset_labels.def"
#undef NF_ENCODING
    };
    size_t i, skipped;

    for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        nf_str_t text =
            nf_charset_decode(NF_STR("a \xB0\xA1 "), all[i], &skipped, pool);

        if (strcmp(all[i], "replacement") != 0) {
            assert_non_null(text.p);
            assert_true(nf_utf8_valid(text));
        }
    }
}

/* -- html5lib's conformance tests ----------------------------------------- */

static char *read_shared(const char *name, size_t *len)
{
    const char *dir = getenv("NF_SHARED");
    char *path = apr_pstrcat(pool, dir ? dir : "../shared",
                             "/html5lib/encoding/", name, NULL);
    apr_file_t *f;
    apr_finfo_t info;
    apr_size_t n;
    char *text;

    if (apr_file_open(&f, path, APR_READ | APR_BINARY, 0, pool)
        != APR_SUCCESS) {
        return NULL;
    }
    apr_file_info_get(&info, APR_FINFO_SIZE, f);
    n = (apr_size_t)info.size;
    text = apr_pcalloc(pool, n + 1);
    apr_file_read_full(f, text, n, len);
    apr_file_close(f);
    return text;
}

/* "#data\n" bytes "\n#encoding\n" name "\n". A page that says nothing is
 * windows-1252 there; we look at the bytes first. */
static int run_dat(const char *name)
{
    size_t len = 0;
    char *p = read_shared(name, &len), *end = p + len;
    int n = 0;

    while (p && (p = memmem(p, (size_t)(end - p), "#data\n", 6)) != NULL) {
        char *data = p + 6;
        char *stop = memmem(data, (size_t)(end - data), "\n#encoding\n", 11);
        char *want, *eol;
        nf_charset_source_e source;
        const char *got;

        assert_non_null(stop);
        want = stop + 11;
        eol = memchr(want, '\n', (size_t)(end - want));
        p = eol ? eol : end;
        want = apr_pstrmemdup(pool, want, (apr_size_t)(p - want));
        got = nf_charset_sniff((nf_str_t){data, (size_t)(stop - data)}, NULL,
                               NULL, &source);
        if (source >= NF_CHARSET_UTF8_BYTES) {
            nf_str_t bytes = {data, (size_t)(stop - data)};
            const char *late =
                nf_charset_late_meta(nf_tree_build(bytes, pool));

            got = late ? late : "windows-1252";
        }
        if (strcmp(got, label(want)) != 0) {
            print_error("%s: %.*s\n", name, (int)(stop - data), data);
        }
        assert_string_equal(got, label(want));
        n++;
    }
    return n;
}

/* Left out: scripted/ (the meta is written by a script that runs) and
 * chardet/ (statistical guessing, which is not the standard's). */
static void test_html5lib(void **state)
{
    int n = run_dat("tests1.dat") + run_dat("tests2.dat")
            + run_dat("test-yahoo-jp.dat");

    if (n == 0) {
        print_message("html5lib's encoding tests are not here: skipped\n");
        skip();
    }
    print_message("%d encoding tests of html5lib\n", n);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_every_label_is_found),
        cmocka_unit_test(test_insertable),
        cmocka_unit_test(test_prescan),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_late_meta),
        cmocka_unit_test(test_utf8_is_not_copied),
        cmocka_unit_test(test_utf8_malformed),
        cmocka_unit_test(test_utf8_valid),
        cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_single_byte),
        cmocka_unit_test(test_multi_byte),
        cmocka_unit_test(test_multi_byte_malformed),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_offset_after_bom),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_every_encoding_decodes),
        cmocka_unit_test(test_html5lib)};
    int failed;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    failed = cmocka_run_group_tests_name("charset", tests, NULL, NULL);
    apr_pool_destroy(pool);
    apr_terminate();
    return failed;
}
