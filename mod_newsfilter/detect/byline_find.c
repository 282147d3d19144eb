/*
 * byline_find.c -- does a text say who wrote something? (byline.h)
 */
#include <string.h>
#include "byline.h"
#include "byline_split.h"
#include "fold.h"

#define MAX_LINE 320 /* bytes of a line that is looked at */
#define MAX_LABEL 63 /* of a label, of a name */
#define MAX_NAME 95
#define MAX_NAME_WORDS 6

/* Words of a name from i on; its end. */
static int name_end(nf_name_words_t *w, int i)
{
    int n = 0;

    for (; i < w->n && n < MAX_NAME_WORDS; i++, n++) {
        const nf_name_word_t *word = &w->v[i];
        int kind = nf_name_kind(w, i);

        if ((n > 0 && i + 1 < w->n && w->v[i + 1].number
             && nf_name_is_date_word(word->s, w->lang))
            || (n > 0 && word->sep != ' ') || word->digit
            || (!word->upper && kind != NF_BW_PARTICLE
                && !(n > 0 && kind == NF_BW_BY))
            || (n > 0 && kind == NF_BW_STOP)) {
            break;
        }
    }
    return i;
}

/* Is the word at i more of a sentence, not what stands behind a name? */
static int goes_on(nf_name_words_t *w, int i)
{
    if (i >= w->n || w->v[i].sep != ' ' || w->v[i].digit) {
        return 0;
    }
    switch (nf_name_kind(w, i)) {
    case NF_BW_AND:
    case NF_BW_STOP:
    case NF_BW_JOB:
    case NF_BW_LEAD:
    case NF_BW_NOISE:
        return 0;
    default:
        return !nf_name_is_date_word(w->v[i].s, w->lang);
    }
}

int nf_byline_find(nf_str_t text, const char *lang, size_t *at)
{
    nf_name_words_t w;
    int i, strange = 0;

    if (text.len > MAX_LINE) {
        return 0;
    }
    nf_name_begin(&w, text, lang);
    for (i = 0; i < 16 && nf_name_has(&w, i + 1); i++) {
        const nf_name_word_t *word = &w.v[i];
        int end, n, kind;

        if (strange > 1) {
            break; /* a sentence with "by" in it */
        }
        kind = nf_name_kind(&w, i);
        if (kind == NF_BW_PICTURE) {
            break; /* a credit */
        }
        if (kind != NF_BW_BY && !(kind == NF_BW_LEAD && word->colon)) {
            strange += kind == NF_BW_NONE && !word->digit
                       && !nf_name_is_date_word(word->s, lang);
            continue;
        }
        nf_name_all(&w);
        end = name_end(&w, i + 1);
        n = end - i - 1;
        if (n < 1 || (n == 1 && (w.n - i > 4 || i > 0) && !word->colon)
            || n == MAX_NAME_WORDS || goes_on(&w, end)) {
            continue;
        }
        *at = (size_t)(word->s.p - text.p);
        return n;
    }
    return 0;
}

/* Are all the words of labels? Their number, or -1. */
static int label_words(nf_str_t text, const char *lang)
{
    nf_name_words_t w;
    int i;

    if (text.len > MAX_LABEL) {
        return -1;
    }
    nf_name_begin(&w, text, lang);
    for (i = 0; nf_name_has(&w, i); i++) {
        int kind = nf_name_kind(&w, i);

        if (kind != NF_BW_BY && kind != NF_BW_LEAD) {
            return -1;
        }
    }
    return w.n;
}

int nf_byline_is_label(nf_str_t text, const char *lang)
{
    int n = label_words(text, lang);

    return n > 0 && n <= 3;
}

int nf_byline_is_credit(nf_str_t text, const char *lang)
{
    nf_name_words_t w;

    nf_name_begin(&w, text, lang);
    return nf_name_has(&w, 0) && nf_name_kind(&w, 0) == NF_BW_PICTURE;
}

int nf_byline_is_name(nf_str_t text, const char *lang)
{
    nf_name_words_t w;
    int i;

    if (text.len > MAX_NAME) {
        return 0;
    }
    nf_name_begin(&w, text, lang);
    for (i = 0; nf_name_has(&w, i); i++) {
        int kind = nf_name_kind(&w, i);

        if ((i > 0 && w.v[i].sep != ' ') || w.v[i].digit
            || (kind != NF_BW_NONE && kind != NF_BW_PARTICLE)
            || (!w.v[i].upper && kind != NF_BW_PARTICLE)
            || nf_name_is_address(w.v[i].s)
            || memchr(w.v[i].s.p, '!', w.v[i].s.len)
            || memchr(w.v[i].s.p, '?', w.v[i].s.len)
            || nf_name_is_date_word(w.v[i].s, lang)) {
            return 0;
        }
    }
    return w.n <= 4 ? w.n : 0;
}
