/*
 * reader_text.h -- the reader view's words and dates in the page's language.
 *
 * Languages that are not in the table get English; their dates are written as
 * ISO 8601 has them. Threads: constants only.
 */
#ifndef NF_READER_TEXT_H
#define NF_READER_TEXT_H

#include "../page/str.h"

typedef struct nf_reader_text_t {
    const char *language;
    unsigned letters; /* read per minute */
    const char *date;
    const char *months[12];
    const char *minutes_before;
    const char *minutes_after;
    const char *original;
    const char *updated;
    const char *skip;
    const char *table;
    const char *embed;
    const char *settings;
    const char *theme;
    const char *themes[4]; /* automatic, light, sepia, dark */
    const char *size;
    const char *width;
    const char *save;
    const char *page; /* %p of %n */
    const char *next;
    const char *previous;
    const char *ticker;
    const char *reader; /* a link to the view */
} nf_reader_text_t;

/* The words for a BCP 47 tag (or NULL). Never NULL. */
const nf_reader_text_t *nf_reader_text(const char *language);

/* A date of facts.h as people write it: "2 May 2024 · 08:15". With since,
 * another such date, only what is new in it: "15:40" on the same day, NULL if
 * nothing is. What is no such date comes back as it is. language as above. */
const char *nf_reader_date(const char *iso, const char *since,
                           const char *language, apr_pool_t *pool);

/* Minutes it takes to read, at least 1; 0 for no text. What is counted are
 * characters as people see them, so languages without spaces get their due. */
unsigned nf_reader_minutes(const char *text, const nf_reader_text_t *words);

/* A language for a page that names none, from its script: "km" for Khmer
 * letters ... NULL where the script does not tell. */
const char *nf_reader_guess(const char *text);

/* Is most of the text written from right to left? */
int nf_reader_is_rtl(const char *text);

#endif
