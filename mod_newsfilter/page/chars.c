/* chars.c -- character classes (chars.h). */
#include <stddef.h>
#include "chars.h"

typedef struct range_t {
    unsigned from, to;
    nf_char_e kind;
} range_t;

/* Sorted; what no range names is a letter. */
static const range_t ranges[] = {
    {0x0080, 0x00A9, NF_CHAR_OTHER},  {0x00AB, 0x00B4, NF_CHAR_OTHER},
    {0x00B6, 0x00B9, NF_CHAR_OTHER},  {0x00BB, 0x00BF, NF_CHAR_OTHER},
    {0x00D7, 0x00D7, NF_CHAR_OTHER},  {0x00F7, 0x00F7, NF_CHAR_OTHER},
    {0x037E, 0x037E, NF_CHAR_STOP},   {0x0589, 0x0589, NF_CHAR_STOP},
    {0x060C, 0x060C, NF_CHAR_COMMA},  {0x061B, 0x061B, NF_CHAR_COMMA},
    {0x061F, 0x061F, NF_CHAR_STOP},   {0x0660, 0x0669, NF_CHAR_DIGIT},
    {0x06D4, 0x06D4, NF_CHAR_STOP},   {0x06F0, 0x06F9, NF_CHAR_DIGIT},
    {0x0964, 0x0965, NF_CHAR_STOP},   {0x0966, 0x096F, NF_CHAR_DIGIT},
    {0x09E6, 0x09EF, NF_CHAR_DIGIT},  {0x0E00, 0x0E4F, NF_CHAR_DENSE},
    {0x0E50, 0x0E59, NF_CHAR_DIGIT},  {0x0E5A, 0x0ECF, NF_CHAR_DENSE},
    {0x0ED0, 0x0ED9, NF_CHAR_DIGIT},  {0x1000, 0x103F, NF_CHAR_DENSE},
    {0x1040, 0x1049, NF_CHAR_DIGIT},  {0x104A, 0x104A, NF_CHAR_COMMA},
    {0x104B, 0x104B, NF_CHAR_STOP},   {0x1050, 0x109F, NF_CHAR_DENSE},
    {0x1362, 0x1362, NF_CHAR_STOP},   {0x1780, 0x17D3, NF_CHAR_DENSE},
    {0x17D4, 0x17D5, NF_CHAR_STOP},   {0x17D6, 0x17D6, NF_CHAR_COMMA},
    {0x17D7, 0x17DF, NF_CHAR_DENSE},  {0x17E0, 0x17E9, NF_CHAR_DIGIT},
    {0x2000, 0x200A, NF_CHAR_SPACE},  {0x200B, 0x200B, NF_CHAR_SPACE},
    {0x200C, 0x2025, NF_CHAR_OTHER},  {0x2026, 0x2026, NF_CHAR_STOP},
    {0x2027, 0x2027, NF_CHAR_OTHER},  {0x2028, 0x2029, NF_CHAR_SPACE},
    {0x202A, 0x203B, NF_CHAR_OTHER},  {0x203C, 0x203D, NF_CHAR_STOP},
    {0x203E, 0x206F, NF_CHAR_OTHER},  {0x20A0, 0x20CF, NF_CHAR_OTHER},
    {0x2190, 0x2BFF, NF_CHAR_OTHER},  {0x3000, 0x3000, NF_CHAR_SPACE},
    {0x3001, 0x3001, NF_CHAR_COMMA},  {0x3002, 0x3002, NF_CHAR_STOP},
    {0x3003, 0x3004, NF_CHAR_OTHER},  {0x3005, 0x3007, NF_CHAR_DENSE},
    {0x3008, 0x3030, NF_CHAR_OTHER},  {0x3031, 0x312F, NF_CHAR_DENSE},
    {0x31A0, 0x9FFF, NF_CHAR_DENSE},  {0xE000, 0xF8FF, NF_CHAR_OTHER},
    {0xF900, 0xFAFF, NF_CHAR_DENSE},  {0xFE10, 0xFE6F, NF_CHAR_OTHER},
    {0xFF01, 0xFF01, NF_CHAR_STOP},   {0xFF02, 0xFF0B, NF_CHAR_OTHER},
    {0xFF0C, 0xFF0C, NF_CHAR_COMMA},  {0xFF0D, 0xFF0D, NF_CHAR_OTHER},
    {0xFF0E, 0xFF0E, NF_CHAR_STOP},   {0xFF0F, 0xFF0F, NF_CHAR_OTHER},
    {0xFF10, 0xFF19, NF_CHAR_DIGIT},  {0xFF1A, 0xFF1B, NF_CHAR_COMMA},
    {0xFF1C, 0xFF1E, NF_CHAR_OTHER},  {0xFF1F, 0xFF1F, NF_CHAR_STOP},
    {0xFF20, 0xFF20, NF_CHAR_OTHER},  {0xFF3B, 0xFF40, NF_CHAR_OTHER},
    {0xFF5B, 0xFF60, NF_CHAR_OTHER},  {0xFF61, 0xFF61, NF_CHAR_STOP},
    {0xFF62, 0xFF65, NF_CHAR_OTHER},  {0xFF66, 0xFF9F, NF_CHAR_DENSE},
    {0xFFE0, 0xFFFF, NF_CHAR_OTHER},  {0x1F000, 0x1FAFF, NF_CHAR_OTHER},
    {0x20000, 0x3FFFF, NF_CHAR_DENSE}};

#define O NF_CHAR_OTHER
#define S NF_CHAR_SPACE
#define L NF_CHAR_LETTER
#define D NF_CHAR_DIGIT
#define C NF_CHAR_COMMA
#define E NF_CHAR_STOP
#define W8 P, P, P, P, P, P, P, P
#define P NF_CHAR_PART
const unsigned char nf_char_byte[256] = {
    O,  O,  O,  O,  O,  O,  O,  O,  O,  S,  S,  O, S, S,  O,  O, /* \t \n \f \r
                                                                  */
    O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O, O, O,  O,  O,  S,
    E,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  C, O, E,  O,     /* ! , . */
    D,  D,  D,  D,  D,  D,  D,  D,  D,  D,  O,  C, O, O,  O,  E, /* ; ? */
    O,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L, L, L,  L,  L,  L,
    L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  O,  O, O, O,  O,  O,  L,
    L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L, L, L,  L,  L,  L,
    L,  L,  L,  L,  L,  L,  L,  L,  O,  O,  O,  O, O, W8, W8, W8, W8,
    W8, W8, W8, W8, W8, W8, W8, W8, W8, W8, W8, W8};

nf_char_e nf_char_wide(unsigned cp)
{
    size_t lo = 0, hi = sizeof(ranges) / sizeof(ranges[0]);

    if (cp > 0x37E && cp < 0x589) { /* Greek, Cyrillic, Armenian */
        return NF_CHAR_LETTER;
    }
    if (cp >= 0xC0 && cp < 0x37E) { /* Latin */
        return cp == 0xD7 || cp == 0xF7 ? NF_CHAR_OTHER : NF_CHAR_LETTER;
    }
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (cp < ranges[mid].from) {
            hi = mid;
        }
        else if (cp > ranges[mid].to) {
            lo = mid + 1;
        }
        else {
            return ranges[mid].kind;
        }
    }
    return NF_CHAR_LETTER;
}

unsigned nf_char_fold_wide(unsigned cp)
{
    if ((cp >= 0xC0 && cp <= 0xDE && cp != 0xD7)
        || (cp >= 0x391 && cp <= 0x3A9) || (cp >= 0x410 && cp <= 0x42F)) {
        return cp + 0x20;
    }
    if (cp >= 0x400 && cp <= 0x40F) {
        return cp + 0x50;
    }
    if ((cp >= 0x100 && cp <= 0x137 && cp != 0x130 && cp != 0x131)
        || (cp >= 0x14A && cp <= 0x177) || (cp >= 0x460 && cp <= 0x52F)) {
        return cp | 1;
    }
    if ((cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E)) {
        return cp & 1 ? cp + 1 : cp;
    }
    return cp == 0x130 ? 'i' : cp == 0x178 ? 0xFF : cp;
}

/* The blocks of the scripts that come from Brahmi by way of ISCII, Devanagari
 * to Malayalam, are 128 code points long and laid out alike. */
static int is_indic(unsigned cp)
{
    return cp >= 0x900 && cp < 0xD80;
}

int nf_char_is_joiner(unsigned cp)
{
    return cp == 0x17D2 || cp == 0x1039
           || (is_indic(cp) && (cp & 0x7F) == 0x4D);
}

int nf_char_is_mark(unsigned cp)
{
    static const struct {
        unsigned from, to;
    } marks[] = {{0x0300, 0x036F}, {0x0591, 0x05BD}, {0x05BF, 0x05C7},
                 {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},
                 {0x06D6, 0x06ED}, {0x0DCA, 0x0DDF}, {0x0E31, 0x0E31},
                 {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1},
                 {0x0EB4, 0x0EBC}, {0x0EC8, 0x0ECE}, {0x102B, 0x103E},
                 {0x1056, 0x1059}, {0x17B4, 0x17D3}, {0x17DD, 0x17DD},
                 {0x200B, 0x200F}, {0x2060, 0x2060}, {0x3099, 0x309A},
                 {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};
    size_t i;

    if (is_indic(cp)) {
        unsigned at = cp & 0x7F;

        return at <= 0x03 || at == 0x3C || (at >= 0x3E && at <= 0x4D)
               || (at >= 0x51 && at <= 0x57) || at == 0x62 || at == 0x63;
    }
    for (i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
        if (cp >= marks[i].from && cp <= marks[i].to) {
            return 1;
        }
    }
    return 0;
}
