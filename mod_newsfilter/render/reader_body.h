/*
 * reader_body.h -- the article's content, event by event, as HTML.
 */
#ifndef NF_READER_BODY_H
#define NF_READER_BODY_H

#include "reader_text.h"
#include "sanitise.h"

void nf_reader_body(nf_buf_t *out, const nf_content_t *content,
                    const nf_reader_text_t *words);

#endif
