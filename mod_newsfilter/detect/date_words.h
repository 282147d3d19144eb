/*
 * date_words.h -- the words that stand in and around dates, in one table.
 *
 * Month names, days of the week, marks and particles of the common
 * languages, time zones, and the labels "published" and "updated".
 *
 * Threads: constants only.
 */
#ifndef NF_DATE_WORDS_H
#define NF_DATE_WORDS_H

#include "words.h"

typedef enum nf_date_word_e {
    NF_DW_NONE,
    NF_DW_MONTH,   /* value: 1..12, Gregorian */
    NF_DW_PERSIAN, /* value: 1..12, solar Hijri */
    NF_DW_ISLAMIC, /* value: 1..12, lunar Hijri */
    NF_DW_WEEKDAY,
    NF_DW_FILL, /* "of", "at", "den", "th" */
    NF_DW_AM,
    NF_DW_PM,
    NF_DW_YEAR, /* marks of numbers: 年 月 日 時 分 */
    NF_DW_MON,
    NF_DW_DAY,
    NF_DW_HOUR,
    NF_DW_MINUTE,
    NF_DW_ZONE,      /* value: minutes east of UTC */
    NF_DW_ERA,       /* value: what to add to the year */
    NF_DW_BUDDHIST,  /* the year is one of the Buddhist era */
    NF_DW_PUBLISHED, /* labels */
    NF_DW_MODIFIED
} nf_date_word_e;

extern const nf_words_t nf_date_words;

#endif
