/*
 * reader.h -- the reader view: a whole HTML page of our own.
 *
 * Built from an allow list over the tree of the chosen blocks; no byte of the
 * page's markup is copied. No script; works under
 * NF_READER_CSP, which goes with it as a header.
 */
#ifndef NF_READER_H
#define NF_READER_H

#include "../detect/facts.h"
#include "enrich.h"

/* Value of the Content-Security-Policy header. */
const char *nf_reader_csp(void);

nf_str_t nf_reader_render(const nf_page_t *page, const nf_facts_t *facts,
                          const nf_options_t *options, apr_pool_t *pool);
nf_str_t nf_markdown_render(const nf_page_t *page, const nf_facts_t *facts,
                            const nf_options_t *options, apr_pool_t *pool);
nf_str_t nf_text_render(const nf_page_t *page, const nf_facts_t *facts,
                        const nf_options_t *options, apr_pool_t *pool);

#endif
