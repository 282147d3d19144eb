/*
 * html_out.h -- text and attribute values for HTML of our own.
 */
#ifndef NF_HTML_OUT_H
#define NF_HTML_OUT_H

#include "../page/str.h"

/* Append text as character data that may also stand in a quoted attribute:
 * & < > " ' become references, control characters but tab and line feed go.
 * Comments, server-side includes and edge-side includes cannot begin. */
void nf_html_add(nf_buf_t *out, nf_str_t text);

static inline void nf_html_adds(nf_buf_t *out, const char *text)
{
    nf_html_add(out, nf_str(text));
}

/* Append ' name="value"'. */
void nf_html_attr(nf_buf_t *out, const char *name, const char *value);

#endif
