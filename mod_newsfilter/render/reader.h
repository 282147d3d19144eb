/*
 * reader.h -- the reader view: a whole HTML page of our own.
 *
 * Built from an allow list over the tree of the chosen blocks; no byte of the
 * page's markup is copied. No script; works under nf_style_csp(), which goes
 * with it as a header. options->style and options->face say how it looks.
 */
#ifndef NF_READER_H
#define NF_READER_H

#include "../detect/facts.h"
#include "enrich.h"

nf_str_t nf_reader_render(const nf_page_t *page, const nf_facts_t *facts,
                          const nf_options_t *options, apr_pool_t *pool);
nf_str_t nf_markdown_render(const nf_page_t *page, const nf_facts_t *facts,
                            const nf_options_t *options, apr_pool_t *pool);
nf_str_t nf_text_render(const nf_page_t *page, const nf_facts_t *facts,
                        const nf_options_t *options, apr_pool_t *pool);

#endif
