/* test_chars.c -- classes of characters, and their folding. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "page/chars.c"
#include "support.h"

static void test_ranges(void **state)
{
    size_t i;

    for (i = 0; i < COUNT(ranges); i++) {
        assert_true(ranges[i].from <= ranges[i].to);
        assert_true(i == 0 || ranges[i - 1].to < ranges[i].from);
        assert_int_equal(nf_char_class(ranges[i].from), ranges[i].kind);
        assert_int_equal(nf_char_class(ranges[i].to), ranges[i].kind);
    }
}

static void test_classes(void **state)
{
    static const struct {
        unsigned cp;
        nf_char_e kind;
    } rows[] = {{'a', NF_CHAR_LETTER},    {'Z', NF_CHAR_LETTER},
                {'0', NF_CHAR_DIGIT},     {'@', NF_CHAR_OTHER},
                {'[', NF_CHAR_OTHER},     {'{', NF_CHAR_OTHER},
                {'\n', NF_CHAR_SPACE},    {0xA0, NF_CHAR_OTHER},
                {';', NF_CHAR_COMMA},     {'!', NF_CHAR_STOP},
                {0xE9, NF_CHAR_LETTER},   {0x3B1, NF_CHAR_LETTER},
                {0x416, NF_CHAR_LETTER},  {0x627, NF_CHAR_LETTER},
                {0x905, NF_CHAR_LETTER},  {0xAC00, NF_CHAR_LETTER},
                {0xE01, NF_CHAR_DENSE},   {0x1780, NF_CHAR_DENSE},
                {0x1000, NF_CHAR_DENSE},  {0x4E2D, NF_CHAR_DENSE},
                {0x3042, NF_CHAR_DENSE},  {0x20001, NF_CHAR_DENSE},
                {0x0965, NF_CHAR_STOP},   {0x3002, NF_CHAR_STOP},
                {0x3001, NF_CHAR_COMMA},  {0x60C, NF_CHAR_COMMA},
                {0x661, NF_CHAR_DIGIT},   {0x2019, NF_CHAR_OTHER},
                {0x1F600, NF_CHAR_OTHER}, {0x10FFFF, NF_CHAR_LETTER}};
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_int_equal(nf_char_class(rows[i].cp), rows[i].kind);
    }
}

static void test_fold(void **state)
{
    static const unsigned pairs[][2] = {
        {'A', 'a'},      {'Z', 'z'},     {'[', '['},     {'a', 'a'},
        {0xC9, 0xE9},    {0xD7, 0xD7},   {0xDF, 0xDF},   {0x100, 0x101},
        {0x101, 0x101},  {0x130, 'i'},   {0x131, 0x131}, {0x139, 0x13A},
        {0x13A, 0x13A},  {0x147, 0x148}, {0x14A, 0x14B}, {0x178, 0xFF},
        {0x179, 0x17A},  {0x17D, 0x17E}, {0x391, 0x3B1}, {0x3A9, 0x3C9},
        {0x410, 0x430},  {0x42F, 0x44F}, {0x401, 0x451}, {0x490, 0x491},
        {0x4E2D, 0x4E2D}};
    unsigned cp;
    size_t i;

    for (i = 0; i < COUNT(pairs); i++) {
        assert_int_equal(nf_char_fold(pairs[i][0]), pairs[i][1]);
    }
    for (cp = 0; cp < 0x3000; cp++) {
        assert_int_equal(nf_char_fold(nf_char_fold(cp)), nf_char_fold(cp));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        POOL_TEST(test_ranges), POOL_TEST(test_classes), POOL_TEST(test_fold)};

    return run_group("chars", tests, COUNT(tests));
}
