/*
 * glance.h -- a first look at a page: its head alone.
 *
 * Most news sites describe their articles in JSON-LD, and most of these do so
 * before the page's body begins. Where that is enough to leave a page alone
 * the rest of it, which is most of it, need not be read.
 *
 * Ownership: as nf_page_open(). Time: linear in the head; little where there
 * is no JSON-LD in it. Threads: no shared state.
 */
#ifndef NF_GLANCE_H
#define NF_GLANCE_H

#include "../page/page.h"

/* The page up to the start of its body, without blocks, if JSON-LD in front of
 * that seems to speak of an article; else NULL, also where it cannot be
 * read. */
nf_page_t *nf_glance(nf_str_t bytes, const char *url,
                     const char *transport_charset,
                     const char *fallback_charset, apr_pool_t *pool);

#endif
