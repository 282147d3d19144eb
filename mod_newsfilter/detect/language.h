/*
 * language.h -- the language of the article, as a BCP 47 tag.
 *
 * html lang, Content-Language, og:locale and JSON-LD are added by embedded.c;
 * here the text has its say: scripts that only one language uses, and small
 * words counted in Latin, Cyrillic and Arabic letters. A declared language
 * that the text contradicts (a theme's default) gives way.
 *
 * Threads: no shared state.
 */
#ifndef NF_LANGUAGE_H
#define NF_LANGUAGE_H

#include "facts.h"

/* "en_US.UTF-8", "EN-us", "german" are "en-US", "en-US", "de"; NULL for what
 * names no language. From the pool. */
const char *nf_language_tag(nf_str_t raw, apr_pool_t *pool);

void nf_language_detect(const nf_page_t *page, const nf_body_t *body,
                        nf_evidence_t *ev);

#endif
