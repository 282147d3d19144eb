/* date_tokens.c -- see date_tokens.h. */
#include <string.h>
#include "date_tokens.h"
#include "fold.h"

/* Scripts that write words without spaces between them. */
static int is_dense(unsigned cp)
{
    return (cp >= 0x0E00 && cp < 0x0F00) || (cp >= 0x1000 && cp < 0x10A0)
           || (cp >= 0x1780 && cp < 0x1800) || nf_is_cjk(cp)
           || (cp >= 0xAC00 && cp < 0xD7A4);
}

static unsigned peek(const char *p, const char *end)
{
    return p < end ? nf_utf8_next(&p, end) : 0;
}

/* The end of the letters at p; an inner dot between short runs belongs to
 * them. */
static const char *run_end(const char *p, const char *end)
{
    int letters = 0;
    int dense = is_dense(peek(p, end));

    while (p < end) {
        const char *next = p;
        unsigned cp;

        if (!dense && nf_is_alpha((unsigned char)*p)) {
            letters++; /* as most are */
            p++;
            continue;
        }
        cp = nf_utf8_next(&next, end);
        if (cp == '.' && letters <= 3 && next < end
            && nf_is_letter(peek(next, end))) {
            letters = 0;
        }
        else if (cp == 0x200C || cp == 0x200D || cp == 0xAD) {
            /* joiners and soft hyphens are part of a word */
        }
        else if (!nf_is_letter(cp) || is_dense(cp) != dense) {
            break;
        }
        else {
            letters++;
        }
        p = next;
    }
    return p;
}

static const nf_word_t *lookup(const char *p, const char *end,
                               const char *lang)
{
    char folded[NF_WORD_MAX + 8];
    size_t n =
        nf_fold((nf_str_t){p, (size_t)(end - p)}, folded, sizeof(folded));
    size_t i, k = 0;

    for (i = 0; i < n; i++) {
        if (folded[i] != '.') {
            folded[k++] = folded[i];
        }
    }
    return k ? nf_words_find(&nf_date_words, folded, k, lang) : NULL;
}

/* The longest known word that starts a dense run; *stop is its end. A run
 * that starts with none is one unknown word, of one sign in Chinese. */
static const nf_word_t *dense_word(const char *p, const char *end,
                                   const char *lang, const char **stop)
{
    const char *ends[NF_WORD_MAX / 2];
    const char *q = p;
    int n = 0;

    while (q < end && n < NF_WORD_MAX / 2 && q - p < NF_WORD_MAX) {
        nf_utf8_next(&q, end);
        ends[n++] = q;
    }
    *stop = nf_is_cjk(peek(p, end)) ? ends[0] : end;
    while (n > 0) {
        const nf_word_t *w = lookup(p, ends[--n], lang);

        if (w) {
            *stop = ends[n];
            return w;
        }
    }
    return NULL;
}

static const char *read_number(const char *p, const char *end,
                               nf_date_token_t *t)
{
    t->kind = NF_DT_NUMBER;
    while (p < end) {
        const char *next = p;
        int d = nf_digit_value(nf_utf8_next(&next, end));

        if (d < 0) {
            break;
        }
        if (t->digits < 15) {
            t->value = t->value * 10 + d;
            t->digits++;
        }
        p = next;
    }
    return p;
}

static const char *read_word(const char *p, const char *end, const char *lang,
                             nf_date_token_t *t)
{
    const char *stop = run_end(p, end);
    const nf_word_t *w;
    const char *q;
    unsigned upper = 1;

    if (is_dense(peek(p, end))) {
        w = dense_word(p, stop, lang, &stop);
    }
    else {
        w = lookup(p, stop, lang);
    }
    t->kind = NF_DT_WORD;
    t->letter = (char)nf_lower((unsigned char)*p);
    for (q = p; q < stop && upper; q++) {
        upper = *q == '.' || (*q >= 'A' && *q <= 'Z');
    }
    t->upper = upper;
    if (w) {
        t->word = w->kind;
        t->value = w->value;
    }
    return stop;
}

static char sign_of(unsigned cp)
{
    switch (cp) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
    case 0xFF0D:
        return '-';
    case 0xFF1A:
        return ':';
    case 0xFF0F:
    case 0x2044:
        return '/';
    case 0xB0: /* "1° maggio" */
    case 0xBA:
    case 0xFF0E:
    case 0x3002:
        return '.';
    case 0x060C:
    case 0xFF0C:
    case 0x3001:
        return ',';
    case 0x2019:
    case 0x2018:
        return '\'';
    case 0xFF08:
        return '(';
    case 0xFF09:
        return ')';
    case 0x00B7:
    case 0x2022:
    case 0x2219:
        return '|';
    default:
        return cp < 0x80 ? (char)cp : '?';
    }
}

/* White space of any script, and marks of writing direction. */
static int is_blank(unsigned cp)
{
    return cp <= ' ' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200F)
           || (cp >= 0x2028 && cp <= 0x202F) || cp == 0x3000 || cp == 0xFEFF
           || (cp >= 0x2066 && cp <= 0x2069);
}

int nf_date_tokens(nf_str_t text, const char *lang, nf_date_token_t *t)
{
    const char *p = text.p, *end = text.p + text.len;
    int n = 0, glued = 0;

    while (p < end && n < NF_DATE_TOKENS) {
        const char *next = p;
        unsigned cp = nf_utf8_next(&next, end);
        nf_date_token_t *tok = &t[n];

        if (is_blank(cp)) {
            glued = 0;
            p = next;
            continue;
        }
        memset(tok, 0, sizeof(*tok));
        tok->at = (uint32_t)(p - text.p);
        tok->glued = glued != 0;
        if (nf_digit_value(cp) >= 0) {
            p = read_number(p, end, tok);
        }
        else if (nf_is_letter(cp) && cp != 0xBA) {
            p = read_word(p, end, lang, tok);
        }
        else {
            tok->kind = NF_DT_SIGN;
            tok->sign = sign_of(cp);
            p = next;
        }
        tok->end = (uint32_t)(p - text.p);
        glued = 1;
        n++;
    }
    memset(&t[n], 0, sizeof(t[n]));
    return n;
}
