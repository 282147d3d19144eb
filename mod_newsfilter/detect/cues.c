/* cues.c -- how a block begins (cues.h). */
#include <string.h>
#include "cues.h"
#include "fold.h"

/* Bytes of a block's beginning that are compared. */
#define HEAD_MAX 64

typedef struct cue_t {
    const char *text;
    unsigned bits;
} cue_t;

static const cue_t cues[] = {
#include "cues.def"
};

/* The first two bytes of a text; no entry has less. */
static unsigned begin_of(const char *text)
{
    return (unsigned)(unsigned char)text[0] << 8 | (unsigned char)text[1];
}

/* First entry that begins with these two bytes or with higher ones. Halved
 * without a branch, which would be guessed wrong every second time. */
static size_t first_of(unsigned begin)
{
    size_t first = 0, n = sizeof(cues) / sizeof(cues[0]);

    while (n) {
        size_t half = (n + 1) / 2;

        first += half * (begin_of(cues[first + half - 1].text) < begin);
        n -= half;
    }
    return first;
}

static int begins_with(const char *head, const char *text)
{
    while (*text && *text == *head) {
        text++;
        head++;
    }
    return *text == '\0';
}

unsigned nf_cues_of(nf_str_t text)
{
    char head[HEAD_MAX + 1];
    size_t i, room = text.len < HEAD_MAX / 2 ? text.len : HEAD_MAX / 2;
    unsigned bits = 0, begin;

    while (room && room < text.len
           && ((unsigned char)text.p[room] & 0xC0) == 0x80) {
        room--;
    }
    /* bullets, arrows and brackets before the words */
    while (room && strchr("*>-|[(#\xC2\xBB\xE2\x80\xA2\x96\xBA", *text.p)) {
        text.p++;
        room--;
    }
    text = nf_str_trim((nf_str_t){text.p, room});
    if (nf_fold(text, head, sizeof(head)) == 0) {
        return 0;
    }
    begin = begin_of(head);
    for (i = first_of(begin);
         i < sizeof(cues) / sizeof(cues[0]) && begin_of(cues[i].text) == begin;
         i++) {
        bits |= begins_with(head, cues[i].text) ? cues[i].bits : 0;
    }
    return bits;
}
