/*
 * embedded.h -- what the page says about itself in markup for machines.
 *
 * JSON-LD (read leniently, see jsonld_in.h), microdata, RDFa Lite,
 * OpenGraph, Twitter, Dublin Core, parsely, sailthru and other meta names,
 * link rel=canonical, title, html lang. One table of names, one pass over
 * the tree. Adds candidates and the own_* flags.
 */
#ifndef NF_EMBEDDED_H
#define NF_EMBEDDED_H

#include "evidence.h"

void nf_embedded_detect(const nf_page_t *page, nf_evidence_t *ev);

#endif
