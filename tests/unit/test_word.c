/* test_word.c -- eight bytes at once say what one by one they say. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "support.h"
#include "page/entities.h"
#include "page/word.h"

/* Bytes of a range, where c stands in place i among others. */
static void test_range(uint64_t w, unsigned c, unsigned o, unsigned i)
{
    uint64_t marks = nf_word_in(w, '0', '9');
    unsigned one = c - '0' < 10u, others = o - '0' < 10u;

    assert_int_equal(nf_word_count(marks), one + 7 * others);
    if (one && !others) {
        assert_int_equal(nf_word_first(marks), i);
    }
    assert_int_equal(nf_word_in(w, 0, 0x7F), NF_WORD(0x80));
}

/* Any byte in any place among some others. */
static void test_bytes(void **state)
{
    static const unsigned char others[] = {'a', ' ', 0x00, 0x7F, 0x80, 0xFF};
    char text[8];
    unsigned c, i, k;

    for (k = 0; k < COUNT(others); k++) {
        unsigned char o = others[k];

        memset(text, o, sizeof(text));
        for (i = 0; i < sizeof(text); i++) {
            for (c = 0; c < 256; c++) {
                uint64_t w;

                text[i] = (char)c;
                w = nf_word_at(text);
                assert_int_equal(nf_word_has_high(w), c >= 0x80 || o >= 0x80);
                assert_int_equal(nf_word_has_below(w, ' '),
                                 c < ' ' || o < ' ');
                assert_int_equal(nf_word_has_below(w, '!'),
                                 c < '!' || o < '!');
                assert_int_equal(nf_word_has(w, '&'), c == '&' || o == '&');
                if (c < 'b' && o >= 'b') {
                    assert_int_equal(nf_word_first(nf_word_below(w, 'b')), i);
                }
                if (c < 0x80 && o < 0x80) {
                    test_range(w, c, o, i);
                }
            }
            text[i] = (char)o;
        }
    }
}

/* A text of small letters with this piece at every place. */
static nf_str_t with(const char *piece, size_t at)
{
    char text[64];

    memset(text, 'x', sizeof(text));
    memcpy(text + at, piece, strlen(piece));
    return exact(text, 40);
}

/* Where the steps of eight meet what stops them. */
static void test_steps(void **state)
{
    static const struct {
        const char *piece, *decoded, *shown;
        size_t chars;
        int ends; /* the token ends in it, behind so many bytes */
        size_t token;
    } rows[] = {{"y", "y", "y", 1, 0, 0},
                {" ", " ", " ", 1, 1, 0},
                {"  ", "  ", " ", 2, 1, 0},
                {"\t", "\t", " ", 1, 1, 0},
                {" \n\t ", " \n\t ", " ", 4, 1, 0},
                {"\x01", "\x01", "", 1, 0, 0},
                {"\r", "\n", " ", 1, 1, 0},
                {" !", " !", " !", 2, 1, 0},
                {"&amp;", "&", "&", 5, 0, 0},
                {"&#x20;", " ", " ", 6, 0, 0},
                {"& ", "& ", "& ", 2, 1, 1},
                {"\xC2\xA0", "\xC2\xA0", " ", 1, 0, 0},
                {"\xC2\xAD", "\xC2\xAD", "", 1, 0, 0},
                {"\xC3\xA4", "\xC3\xA4", "\xC3\xA4", 1, 0, 0},
                {"\xE3\x80\x80", "\xE3\x80\x80", " ", 1, 0, 0},
                {"\xE3\x81\x82", "\xE3\x81\x82", "\xE3\x81\x82", 1, 0, 0}};
    size_t i, at;

    for (i = 0; i < COUNT(rows); i++) {
        size_t len = strlen(rows[i].piece);

        for (at = 1; at < 24; at++) {
            nf_str_t s = with(rows[i].piece, at), rest = s, token;
            size_t behind = s.len - at - len;
            nf_buf_t b;

            token = nf_str_token(&rest);
            assert_int_equal(token.len,
                             rows[i].ends ? at + rows[i].token : s.len);
            assert_int_equal(nf_utf8_count(s), at + rows[i].chars + behind);
            nf_buf_init(&b, pool, 0);
            nf_entities_append(&b, s, 0);
            assert_int_equal(b.len, at + strlen(rows[i].decoded) + behind);
            assert_memory_equal(b.p + at, rows[i].decoded,
                                strlen(rows[i].decoded));
            b.len = 0;
            nf_tree_text(nf_tree_build(s, pool), 0, &b);
            assert_int_equal(b.len, at + strlen(rows[i].shown) + behind);
            assert_memory_equal(b.p + at, rows[i].shown,
                                strlen(rows[i].shown));
        }
    }
}

/* What is cut off is 0, and nothing is read behind the end. */
static void test_parts(void **state)
{
    char out[8];
    size_t len, n;

    for (len = 1; len <= 12; len++) {
        nf_str_t s = exact("abcdefghijkl", len);

        for (n = 1; n <= 8 && n <= len; n++) {
            nf_word_put(out, nf_word_part(s.p, n, s.p + len));
            assert_memory_equal(out, s.p, n);
            assert_true(n == 8 || out[n] == '\0');
        }
        nf_word_put(out, nf_word_upto(s.p, s.p + len));
        assert_memory_equal(out, s.p, len < 8 ? len : 8);
        assert_true(len >= 8 || out[len] == '\0');
    }
    assert_int_equal(nf_word_at("\x01\0\0\0\0\0\0\x02"),
                     (uint64_t)2 << 56 | 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_bytes), POOL_TEST(test_parts), POOL_TEST(test_steps)};

    return run_group("word", tests, COUNT(tests));
}
