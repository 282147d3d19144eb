/*
 * byline.h -- authors as readers see them, and clean names.
 */
#ifndef NF_BYLINE_H
#define NF_BYLINE_H

#include "facts.h"

/* Split a raw author string ("By Jane Doe and John Roe, Reuters") into names
 * and add each as a NF_FACT_AUTHOR candidate: no "By", titles, places, dates,
 * addresses, "Admin". url (or NULL) goes with a single name. Used for all
 * sources, so that all names are cleaned alike. */
void nf_byline_add(nf_evidence_t *ev, const char *raw, const char *url,
                   int score, const char *source, const char *reason,
                   nf_id_t node);

/* Does the text say "by" and a name? The number of the name's words, and in
 * *at where the "by" stands; 0 if not. */
int nf_byline_find(nf_str_t text, const char *lang, size_t *at);

/* Is the text nothing but a label of authors ("Author:", "By")? */
int nf_byline_is_label(nf_str_t text, const char *lang);

/* Does the text begin like a credit of pictures ("Photos: ...")? */
int nf_byline_is_credit(nf_str_t text, const char *lang);

/* Could the whole text be one person's name? The number of its words, at
 * most 4, or 0. */
int nf_byline_is_name(nf_str_t text, const char *lang);

/* Bylines around the headline and the body: rel=author, itemprop, classes,
 * "By ..." lines in the languages of the data, signatures at the end. */
void nf_byline_detect(const nf_page_t *page, nf_id_t headline_node,
                      const nf_body_t *body, nf_evidence_t *ev);

#endif
