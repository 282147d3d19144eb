/* marks.c -- what means something to a Markdown reader (marks.h). */
#include <string.h>
#include "../page/chars.h"
#include "marks.h"

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int nf_marks_escape(nf_str_t s, size_t i, int line_start)
{
    char next = i + 1 < s.len ? s.p[i + 1] : ' ';

    if (s.p[i] == '\0') {
        return 0;
    }
    if (strchr("\\`*_[]<|~", s.p[i])) {
        return 1;
    }
    if (s.p[i] == '&') {
        return next == '#' || (next >= 'A' && next <= 'z');
    }
    if (strchr("#>+-=", s.p[i])) {
        return line_start;
    }
    return strchr(".)", s.p[i]) && line_start && i > 0 && is_digit(s.p[i - 1]);
}

void nf_marks_url(nf_buf_t *out, const char *url)
{
    for (; *url; url++) {
        unsigned char c = (unsigned char)*url;

        if (c <= ' ' || c == '(' || c == ')' || c == '<' || c == '>'
            || c == '\\' || c == 0x7F) {
            nf_buf_printf(out, "%%%02X", c);
        }
        else {
            nf_buf_addc(out, (char)c);
        }
    }
}

/* --------------------------------------------------------------- emphasis */

/* What stands at one side of a mark. */
typedef enum side_e {
    SIDE_SPACE, /* or the line's end */
    SIDE_SIGN,
    SIDE_LETTER
} side_e;

static side_e side_of(unsigned cp)
{
    if (cp > 0x200A && cp < 0x202A) {
        return cp < 0x2010 || cp > 0x2027 ? SIDE_LETTER : SIDE_SIGN;
    }
    switch (nf_char_class(cp)) {
    case NF_CHAR_SPACE:
        return SIDE_SPACE;
    case NF_CHAR_LETTER:
    case NF_CHAR_DIGIT:
    case NF_CHAR_DENSE:
        return SIDE_LETTER;
    default:
        return SIDE_SIGN;
    }
}

static side_e first_of(nf_str_t s)
{
    const char *p = s.p;

    return s.len == 0 ? SIDE_SPACE : side_of(nf_utf8_next(&p, s.p + s.len));
}

static side_e last_of(nf_str_t s)
{
    const char *p = s.p + s.len - 1;

    if (s.len == 0) {
        return SIDE_SPACE;
    }
    while (p > s.p && ((unsigned char)*p & 0xC0) == 0x80) {
        p--;
    }
    return side_of(nf_utf8_next(&p, s.p + s.len));
}

/* Parsers differ in what they call punctuation, but not in ASCII. */
static int is_plain_sign(char c)
{
    return (unsigned char)c < 0x80;
}

/* What follows the element that ends at e. */
static side_e behind(const nf_event_t *e, const nf_event_t *end, int *plain)
{
    for (e++; e < end; e++) {
        if (e->kind == NF_EV_TEXT && e->text.len) {
            *plain = is_plain_sign(*e->text.p);
            return first_of(e->text);
        }
        if (e->kind == NF_EV_OPEN && e->el >= NF_EL_A) {
            *plain = 1; /* a bracket, a back quote, or more marks */
            return e->el == NF_EL_A || e->el == NF_EL_CODE ? SIDE_SIGN
                                                           : SIDE_LETTER;
        }
        if (e->kind != NF_EV_CLOSE || e->el < NF_EL_A) {
            break;
        }
    }
    return SIDE_SPACE;
}

/* A mark between what it emphasises and what stands outside. */
static int counts(side_e in, side_e out, int plain)
{
    return in == SIDE_LETTER
           || (in == SIDE_SIGN
               && (out == SIDE_SPACE || (out == SIDE_SIGN && plain)));
}

static int is_bracketed(const nf_event_t *e)
{
    return e->el == NF_EL_A || e->el == NF_EL_CODE;
}

/* What the element that e opens holds: its text, what that begins and ends
 * with, and where it closes. Returns 0 where it begins or ends with a break.
 */
static int look_inside(const nf_event_t **e, const nf_event_t *end,
                       nf_str_t text[2], int bracket[2])
{
    nf_element_e el = (nf_element_e)(*e)->el;
    const nf_event_t *i;
    int at_break = 0;

    for (i = *e + 1; i < end && !(i->kind == NF_EV_CLOSE && i->el == el);
         i++) {
        if (i->kind == NF_EV_TEXT && i->text.len) {
            if (text[0].p == NULL && at_break) {
                return 0;
            }
            text[0] = text[0].p ? text[0] : i->text;
            text[1] = i->text;
            at_break = bracket[1] = 0;
        }
        else if (i->kind == NF_EV_BR) {
            at_break = 1;
        }
        else if (i->kind == NF_EV_OPEN && text[0].p == NULL) {
            bracket[0] |= is_bracketed(i);
        }
        else if (i->kind == NF_EV_CLOSE) {
            bracket[1] |= is_bracketed(i);
        }
    }
    *e = i;
    return text[0].p != NULL && !at_break;
}

int nf_marks_seen(const nf_buf_t *out, const nf_event_t *e,
                  const nf_event_t *end)
{
    nf_str_t text[2] = {{NULL, 0}, {NULL, 0}}, line = {out->p, out->len};
    int bracket[2] = {0, 0}, plain = 1;
    side_e in, outside;

    if (line.len == 0 || !look_inside(&e, end, text, bracket)
        || line.p[line.len - 1] == '*' || line.p[line.len - 1] == '~') {
        return 0;
    }
    /* white space at the ends is written outside the marks */
    outside = !bracket[0] && *text[0].p == ' ' ? SIDE_SPACE : last_of(line);
    in = bracket[0] ? SIDE_SIGN : first_of(nf_str_trim(text[0]));
    if (!counts(in, outside, is_plain_sign(line.p[line.len - 1]))) {
        return 0;
    }
    outside = behind(e, end, &plain);
    if (!bracket[1] && text[1].p[text[1].len - 1] == ' ') {
        outside = SIDE_SPACE;
    }
    in = bracket[1] ? SIDE_SIGN : last_of(nf_str_trim(text[1]));
    return counts(in, outside, plain);
}
