/*
 * date_grammar.h -- what date_parse.c and date_time.c share: the tokens of one
 * text and simple questions about them.
 *
 * Threads: no shared state.
 */
#ifndef NF_DATE_GRAMMAR_H
#define NF_DATE_GRAMMAR_H

#include <string.h>
#include "calendar.h"
#include "date_tokens.h"

typedef struct nf_date_in_t {
    const nf_date_token_t *t; /* ends with NF_DT_END */
    int n;
    const char *lang;
} nf_date_in_t;

typedef struct nf_when_t {
    nf_day_t day;
    int calendar; /* NF_DW_MONTH, _PERSIAN, _ISLAMIC */
    int has_time, has_zone;
    int hour, minute, second, zone;
} nf_when_t;

static inline int nf_dt_is_sign(const nf_date_in_t *in, int i, char sign)
{
    return in->t[i].kind == NF_DT_SIGN && in->t[i].sign == sign;
}

static inline int nf_dt_is_one_of(const nf_date_in_t *in, int i,
                                  const char *signs)
{
    return in->t[i].kind == NF_DT_SIGN && in->t[i].sign != '\0'
           && strchr(signs, in->t[i].sign) != NULL;
}

static inline int nf_dt_is_number(const nf_date_in_t *in, int i, int min,
                                  int max)
{
    return in->t[i].kind == NF_DT_NUMBER && in->t[i].digits >= min
           && in->t[i].digits <= max;
}

static inline int nf_dt_is_word(const nf_date_in_t *in, int i, int kind)
{
    return in->t[i].kind == NF_DT_WORD && in->t[i].word == kind;
}

static inline int nf_dt_lang_is(const nf_date_in_t *in, const char *prefix)
{
    size_t n = strlen(prefix);

    return in->lang && strncmp(in->lang, prefix, n) == 0
           && (in->lang[n] == '\0' || in->lang[n] == '-');
}

/* A time of day with its zone at token i ("14:05", "2:05 pm EDT", "14h05",
 * "14.05 Uhr"): the place after it, or 0. Sets the time of w only then. */
int nf_date_time_at(const nf_date_in_t *in, int i, nf_when_t *w);

/* A zone after a time at token i: the place after it, or i. */
int nf_date_zone_at(const nf_date_in_t *in, int i, nf_when_t *w);

#endif
