/*
 * body.h -- the article's text: a choice of blocks.
 */
#ifndef NF_BODY_H
#define NF_BODY_H

#include "facts.h"

/* Choose the blocks of the article. ev gives the headline and body
 * pointers; blocks marked ticker or related are never chosen. body->n == 0:
 * no text that could be an article. */
void nf_body_detect(const nf_page_t *page, const nf_evidence_t *ev,
                    nf_id_t headline_node, const char *headline,
                    nf_body_t *body);

/* Append a block of the text as a paragraph. */
void nf_body_add(nf_buf_t *out, const nf_block_t *block);

/* The text of the chosen blocks, paragraphs separated by "\n\n". */
char *nf_body_text(const nf_page_t *page, const nf_body_t *body,
                   apr_pool_t *pool);

#endif
