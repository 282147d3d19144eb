/*
 * tokenizer.c -- the WHATWG tokenizer (tokenizer.h).
 *
 * The standard's eighty states are folded into one function for each thing
 * that is read, and inside it "the next interesting byte" is found with
 * memchr() or a table of byte classes instead of state by state.
 *
 * Every function takes the place to go on from and returns the place where it
 * stopped, or NULL when the file ended inside the thing it reads.
 */
#include <string.h>
#include "declaration.h"
#include "scan.h"
#include "tokenizer.h"
#include "word.h"

enum {
    C_ALPHA = 1 << 0,
    C_SPACE = 1 << 1,     /* tab, LF, FF, CR, space */
    C_NAME_END = 1 << 2,  /* ends a tag name: white space / > */
    C_ATTR_END = 1 << 3,  /* ends an attribute name: white space / > = */
    C_VALUE_END = 1 << 4, /* ends an unquoted value: white space > */
    C_MARKUP = 1 << 5,    /* what makes a '<' before it markup */
    C_REF = 1 << 6,       /* starts a character reference */
    C_FIX = 1 << 7        /* NUL and CR: replaced when text is decoded */
};

#define W (C_SPACE | C_NAME_END | C_ATTR_END | C_VALUE_END)
#define A (C_ALPHA | C_MARKUP)

/* clang-format off */
static const unsigned char class_of[256] = {
    ['\0'] = C_FIX,
    ['\t'] = W, ['\n'] = W, ['\f'] = W, ['\r'] = W | C_FIX, [' '] = W,
    ['&'] = C_REF,
    ['/'] = C_NAME_END | C_ATTR_END | C_MARKUP,
    ['>'] = C_NAME_END | C_ATTR_END | C_VALUE_END,
    ['='] = C_ATTR_END,
    ['!'] = C_MARKUP, ['?'] = C_MARKUP,
    ['A'] = A, ['B'] = A, ['C'] = A, ['D'] = A, ['E'] = A, ['F'] = A,
    ['G'] = A, ['H'] = A, ['I'] = A, ['J'] = A, ['K'] = A, ['L'] = A,
    ['M'] = A, ['N'] = A, ['O'] = A, ['P'] = A, ['Q'] = A, ['R'] = A,
    ['S'] = A, ['T'] = A, ['U'] = A, ['V'] = A, ['W'] = A, ['X'] = A,
    ['Y'] = A, ['Z'] = A,
    ['a'] = A, ['b'] = A, ['c'] = A, ['d'] = A, ['e'] = A, ['f'] = A,
    ['g'] = A, ['h'] = A, ['i'] = A, ['j'] = A, ['k'] = A, ['l'] = A,
    ['m'] = A, ['n'] = A, ['o'] = A, ['p'] = A, ['q'] = A, ['r'] = A,
    ['s'] = A, ['t'] = A, ['u'] = A, ['v'] = A, ['w'] = A, ['x'] = A,
    ['y'] = A, ['z'] = A
};
/* clang-format on */

#undef W
#undef A

#define IS(c, mask) (class_of[(unsigned char)(c)] & (mask))

/* In a tag the steps need no look at the end of the input: no tag begins
 * behind the last '>' of it (t->last), and all of them stop there. (Words
 * of eight bytes may go on behind it.) */

/* Over letters, which names consist of for the most part: bytes with the bit
 * 0x40 are none that ends anything. */
static const char *skip_letters(const nf_tokenizer_t *t, const char *p)
{
    while (t->end - p >= 8) {
        uint64_t others = ~nf_word_at(p) << 1 & NF_WORD(0x80);

        if (others) {
            return p + nf_word_first(others);
        }
        p += 8;
    }
    return p;
}

/* The first byte of a class without letters. */
static const char *find_class(const nf_tokenizer_t *t, const char *p,
                              unsigned mask)
{
    for (;; p++) {
        p = skip_letters(t, p);
        if (IS(*p, mask)) {
            return p;
        }
    }
}

/* -- text ---------------------------------------------------------------- */

/* The white space that most text between tags is: indentation comes in runs
 * of one byte. */
static const char *skip_indent(const char *p, const char *end)
{
    while (p < end && IS(*p, C_SPACE)) {
        uint64_t same = NF_WORD((unsigned char)*p++), other = 0;

        while (end - p >= 8 && (other = nf_word_at(p) ^ same) == 0) {
            p += 8;
        }
        p += other ? nf_word_first(other) : 0;
    }
    return p;
}

static int emit_text(nf_tokenizer_t *t, nf_token_t *tok, const char *from,
                     const char *to, int space_only)
{
    tok->type = NF_TOKEN_TEXT;
    tok->start = (uint32_t)(from - t->in.p);
    tok->end = (uint32_t)(to - t->in.p);
    tok->data = slice(from, to);
    tok->state = t->state;
    tok->tag = NF_TAG_UNKNOWN;
    tok->attrs = NULL;
    tok->nattrs = 0;
    tok->space_only = (uint8_t)space_only;
    t->pos = tok->end;
    return 1;
}

/* The same where the end of the text is known. */
static int emit_run(nf_tokenizer_t *t, nf_token_t *tok, const char *from,
                    const char *to)
{
    return emit_text(t, tok, from, to, skip_indent(from, to) == to);
}

/* Is "</" at p followed by the last start tag's name and then by white
 * space, a slash or '>' (an appropriate end tag token)? */
static int is_end_tag(const nf_tokenizer_t *t, const char *p, const char *end)
{
    size_t n = t->last_start.len, i;

    if (n == 0 || (size_t)(end - p) < n + 3 || p[1] != '/'
        || !IS(p[n + 2], C_NAME_END)
        || !same_name(p + 2, t->last_start.p, n)) {
        return 0;
    }
    for (i = 0; i < n && IS(p[i + 2], C_ALPHA); i++) {
    }
    return i == n;
}

/* The end tag that ends RCDATA or RAWTEXT, or NULL. */
static const char *raw_end(const nf_tokenizer_t *t, const char *p,
                           const char *end)
{
    while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        if (is_end_tag(t, p, end)) {
            return p;
        }
        p++;
    }
    return NULL;
}

/* The '>' of the first "ab>" that lies whole in [p, end), or end. */
static const char *find_close(const char *p, const char *end, char c)
{
    const char *q = p;

    while (q < end && (q = memchr(q, '>', (size_t)(end - q))) != NULL) {
        if (q - p >= 2 && q[-1] == c && q[-2] == c) {
            return q;
        }
        q++;
    }
    return end;
}

/* The '>' of the first "-->" from p on, or end. The one found last is kept:
 * many scripts may ask for the same one, far away. */
static const char *next_dashes(nf_tokenizer_t *t, const char *p,
                               const char *end)
{
    if (t->dashes == NULL || (t->dashes < end && t->dashes < p + 2)) {
        t->dashes = find_close(p, end, '-');
    }
    return t->dashes;
}

/* "script" and a byte that ends a tag name? */
static int is_script(const char *p, const char *end)
{
    return end - p > 6 && IS(p[6], C_NAME_END)
           && starts_with(p, end, "script", 6);
}

/* The end tag that ends a script, or NULL: 13.2.5.4 and 13.2.5.15 to 31.
 * level: 0 script data, 1 escaped (after "<!--"), 2 double escaped (after
 * "<script" in that). Only "-->" leads back to 0; its dashes may be those
 * of the "<!--". */
static const char *script_end(nf_tokenizer_t *t, const char *p,
                              const char *end)
{
    const char *close = p; /* next "-->", looked for once */
    int level = 0;

    while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        if (level && close < p) {
            level = 0;
        }
        if (level < 2 && is_end_tag(t, p, end)) {
            return p;
        }
        if (level == 0 && end - p >= 4 && memcmp(p, "<!--", 4) == 0) {
            level = 1;
            if (close < p + 2) {
                close = next_dashes(t, p + 2, end);
            }
        }
        else if (level == 1 && is_script(p + 1, end)) {
            level = 2;
        }
        else if (level == 2 && end - p > 1 && p[1] == '/'
                 && is_script(p + 2, end)) {
            level = 1;
        }
        p++;
    }
    return NULL;
}

/* -- tags ---------------------------------------------------------------- */

/* Is the attribute behind n others the first of its name, and has the tag room
 * for it? seen has a bit for each name's hash, so that most names need no
 * comparison. The hash does not see the case. */
static int is_new_attr(const nf_tokenizer_t *t, unsigned n, uint32_t *seen)
{
    const char *in = t->in.p, *name = in + t->attrs[n].name;
    uint32_t len = t->attrs[n].name_len;
    uint32_t bit = 1u << (((unsigned char)*name + len * 7) & 31);
    unsigned i;

    for (i = 0; (*seen & bit) && i < n; i++) {
        if (t->attrs[i].name_len == len
            && same_name(in + t->attrs[i].name, name, len)) {
            return 0;
        }
    }
    *seen |= bit;
    return n < NF_MAX_ATTRS;
}

/* The value after '=', or NULL: 13.2.5.35 to 38. */
static const char *read_value(const nf_tokenizer_t *t, const char *p,
                              nf_attr_place_t *attr)
{
    const char *from, *stop;

    p = skip_tag_space(p);
    if (*p == '"' || *p == '\'') {
        from = p + 1;
        stop = memchr(from, *p, (size_t)(t->last - from));
        if (stop == NULL) {
            return NULL;
        }
        p = stop + 1;
    }
    else {
        from = p;
        p = stop = find_class(t, p, C_VALUE_END);
    }
    attr->value = (uint32_t)(from - t->in.p);
    attr->value_len = (uint32_t)(stop - from);
    return p;
}

/* One attribute, or NULL: 13.2.5.33 to 38. A '=' in the first place belongs to
 * the name. */
static const char *read_attr(const nf_tokenizer_t *t, const char *p,
                             nf_attr_place_t *attr)
{
    const char *from = p;

    p = find_class(t, p + 1, C_ATTR_END);
    attr->name = (uint32_t)(from - t->in.p);
    attr->name_len = (uint32_t)(p - from);
    p = skip_tag_space(p);
    if (*p == '=') {
        return read_value(t, p + 1, attr);
    }
    attr->value = attr->value_len = 0;
    return p;
}

/* All of a tag behind its name: the place of its '>', or NULL. */
static const char *read_attrs(nf_tokenizer_t *t, nf_token_t *tok,
                              const char *p)
{
    unsigned n = 0;
    uint32_t seen = 0;

    tok->self_closing = 0;
    while (p && *(p = skip_tag_space(p)) != '>') {
        if (*p == '/') {
            p++;
            tok->self_closing = *p == '>';
            continue;
        }
        p = read_attr(t, p, &t->attrs[n]);
        n += (unsigned)(p && is_new_attr(t, n, &seen));
    }
    tok->attrs = t->attrs;
    tok->nattrs = n;
    return p;
}

/* The tag at start, whose name begins at p. 0 when it is cut off. */
static int read_tag(nf_tokenizer_t *t, nf_token_t *tok, const char *start,
                    const char *p)
{
    const char *from = p;

    tok->type = p == start + 1 ? NF_TOKEN_START_TAG : NF_TOKEN_END_TAG;
    tok->start = (uint32_t)(start - t->in.p);
    if (p < t->last) {
        p = find_class(t, p, C_NAME_END);
        tok->name = slice(from, p);
        tok->tag = nf_tag_lookup(tok->name, t->end);
        p = read_attrs(t, tok, p);
    }
    else {
        p = NULL;
    }
    if (p == NULL) {
        t->unterminated = 1;
        return 0;
    }
    tok->end = (uint32_t)(p + 1 - t->in.p);
    t->pos = tok->end;
    if (tok->type == NF_TOKEN_START_TAG) {
        t->last_start = tok->name;
    }
    else {
        tok->nattrs = 0;
        t->state = NF_STATE_DATA;
    }
    return 1;
}

/* -- states -------------------------------------------------------------- */

/* Text of a CDATA section up to "]]>" (13.2.5.69 to 71). 0 when empty. */
static int read_cdata(nf_tokenizer_t *t, nf_token_t *tok, const char *p,
                      const char *end)
{
    const char *close = find_close(p, end, ']');
    const char *stop = close < end ? close - 2 : end;
    int some = stop > p;

    if (some) {
        emit_run(t, tok, p, stop);
    }
    t->pos = (size_t)((close < end ? close + 1 : end) - t->in.p);
    if (close < end) {
        t->state = NF_STATE_DATA;
    }
    return some;
}

/* 13.2.5.42: after "<!". */
static int read_declaration(nf_tokenizer_t *t, nf_token_t *tok,
                            const char *start, const char *end)
{
    const char *p = start + 2;

    if (end - p >= 2 && p[0] == '-' && p[1] == '-') {
        return nf_read_comment(t, tok, start, end);
    }
    if (starts_with(p, end, "doctype", 7)) {
        return nf_read_doctype(t, tok, start, end);
    }
    if (t->cdata && end - p >= 7 && memcmp(p, "[CDATA[", 7) == 0) {
        t->state = NF_STATE_CDATA_SECTION;
        return read_cdata(t, tok, p + 7, end);
    }
    return nf_read_bogus(t, tok, start, p, end);
}

static int is_markup(const char *p, const char *end)
{
    return *p == '<' && end - p > 1 && IS(p[1], C_MARKUP);
}

/* Text that starts at p in the data state, up to the next '<' that is markup.
 * White space alone is what most of it is. */
static int read_text(nf_tokenizer_t *t, nf_token_t *tok, const char *p,
                     const char *end)
{
    const char *from = p;

    p = skip_indent(p, end);
    if (p == end || is_markup(p, end)) {
        return emit_text(t, tok, from, p, 1);
    }
    do {
        p = memchr(p + 1, '<', (size_t)(end - p) - 1);
    } while (p && !is_markup(p, end));
    return emit_text(t, tok, from, p ? p : end, 0);
}

/* What begins as markup does at p and is no tag. */
static int read_other(nf_tokenizer_t *t, nf_token_t *tok, const char *p,
                      const char *end)
{
    if (p[1] == '!') {
        return read_declaration(t, tok, p, end);
    }
    if (p[1] == '?') {
        return nf_read_bogus(t, tok, p, p + 1, end);
    }
    if (end - p == 2) { /* "</" and the end of the file */
        t->unterminated = 1;
        return emit_text(t, tok, p, end, 0);
    }
    if (p[2] == '>') {
        t->pos = (size_t)(p + 3 - t->in.p);
        return 0;
    }
    return nf_read_bogus(t, tok, p, p + 2, end);
}

/* 13.2.5.1 and 6: one token of the data state at p. 0 for none: "</>" is
 * dropped, as is a tag that the end of the file cuts off. */
static int read_data(nf_tokenizer_t *t, nf_token_t *tok, const char *p,
                     const char *end)
{
    const char *name;

    if (!is_markup(p, end)) {
        return read_text(t, tok, p, end);
    }
    name = p + 1 + (p[1] == '/');
    return name < end && IS(*name, C_ALPHA) ? read_tag(t, tok, p, name)
                                            : read_other(t, tok, p, end);
}

/* Text up to the end tag that ends the state. 0 for none: that tag is read as
 * any other. */
static int read_raw(nf_tokenizer_t *t, nf_token_t *tok, const char *p,
                    const char *end)
{
    const char *stop = NULL;

    if (t->state == NF_STATE_SCRIPT_DATA) {
        stop = script_end(t, p, end);
    }
    else if (t->state != NF_STATE_PLAINTEXT) {
        stop = raw_end(t, p, end);
    }
    if (stop == p) {
        t->state = NF_STATE_DATA;
        return 0;
    }
    t->unterminated = stop == NULL;
    return emit_run(t, tok, p, stop ? stop : end);
}

void nf_tokenizer_init(nf_tokenizer_t *t, nf_str_t in)
{
    const char *last = in.len ? memrchr(in.p, '>', in.len) : NULL;

    t->in = in;
    t->end = in.p + in.len;
    t->last = last ? last : in.p;
    t->pos = 0;
    t->state = NF_STATE_DATA;
    t->cdata = 0;
    t->last_start = (nf_str_t){NULL, 0};
    t->attrs = t->own;
    t->dashes = NULL;
    t->unterminated = 0;
}

int nf_tokenizer_next(nf_tokenizer_t *t, nf_token_t *tok)
{
    const char *end = t->end;

    while (t->pos < t->in.len) {
        const char *p = t->in.p + t->pos;
        int some;

        switch (t->state) {
        case NF_STATE_DATA:
            some = read_data(t, tok, p, end);
            break;
        case NF_STATE_CDATA_SECTION:
            some = read_cdata(t, tok, p, end);
            break;
        default:
            some = read_raw(t, tok, p, end);
            break;
        }
        if (some) {
            return 1;
        }
        if (t->unterminated) {
            t->pos = t->in.len;
        }
    }
    if (t->state != NF_STATE_DATA) {
        t->unterminated = 1;
    }
    return 0;
}

nf_tokenizer_state_e nf_tokenizer_state_for(nf_tag_e tag)
{
    switch (tag) {
    case NF_TAG_TITLE:
    case NF_TAG_TEXTAREA:
        return NF_STATE_RCDATA;
    case NF_TAG_STYLE:
    case NF_TAG_XMP:
    case NF_TAG_IFRAME:
    case NF_TAG_NOEMBED:
    case NF_TAG_NOFRAMES:
    case NF_TAG_NOSCRIPT:
        return NF_STATE_RAWTEXT;
    case NF_TAG_SCRIPT:
        return NF_STATE_SCRIPT_DATA;
    case NF_TAG_PLAINTEXT:
        return NF_STATE_PLAINTEXT;
    default:
        return NF_STATE_DATA;
    }
}
