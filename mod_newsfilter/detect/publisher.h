/*
 * publisher.h -- who publishes the page: og:site_name and JSON-LD are added
 * by embedded.c; here the title's tail, the copyright line, the logo's text
 * and the host's name, each only if the page shows it.
 *
 * Threads: no shared state.
 */
#ifndef NF_PUBLISHER_H
#define NF_PUBLISHER_H

#include "facts.h"

void nf_publisher_detect(const nf_page_t *page, nf_evidence_t *ev);

#endif
