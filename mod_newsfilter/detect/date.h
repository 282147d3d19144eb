/*
 * date.h -- dates in markup and in text, as ISO 8601.
 *
 * nf_date_parse() takes one date string as pages write it (ISO and its
 * sloppy forms, RFC 822, "12 May 2022, 14:05", "May 12, 2022 2:05 pm EDT",
 * "12.05.2022", "2022年5月12日", "១២ ឧសភា ២០២២" ...), month names of the
 * common languages, digits of all scripts; Buddhist, Persian and Islamic
 * calendars where the text says so by era or month name. Result:
 * "YYYY-MM-DD", or with "THH:MM:SS" and "Z" or "+HH:MM" as far as the
 * page shows them. Nothing is filled in, but for the seconds: ":00" where
 * hour and minute are shown, as xsd:dateTime wants them.
 *
 * nf_date_detect() looks at <time>, date classes and the text near the
 * headline, and at dates in the address (as a check only).
 */
#ifndef NF_DATE_H
#define NF_DATE_H

#include "facts.h"

/* NULL when s is no date, is impossible, or lies outside 1990..2100. lang
 * (BCP 47 or NULL) decides day/month order of "03/04/2020" (en-US: month
 * first; NULL: only if unambiguous). */
const char *nf_date_parse(nf_str_t s, const char *lang, apr_pool_t *pool);

/* The first date inside a longer text; *at and *len say where (bytes). */
const char *nf_date_find(nf_str_t text, const char *lang, size_t *at,
                         size_t *len, apr_pool_t *pool);

/* What an element made for dates says to machines, or NULL. */
const char *nf_date_of_node(const nf_page_t *page, nf_id_t node,
                            const char *lang);

/* body may be empty (n == 0); headline_node may be NF_NONE. */
void nf_date_detect(const nf_page_t *page, nf_id_t headline_node,
                    const nf_body_t *body, nf_evidence_t *ev);

#endif
