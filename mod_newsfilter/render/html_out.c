/* html_out.c -- text and attribute values for HTML (html_out.h). */
#include "html_out.h"

static const char *reference(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return c < 0x20 || c == 0x7F ? "" : NULL;
    }
}

void nf_html_add(nf_buf_t *out, nf_str_t text)
{
    size_t i, done = 0;

    for (i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.p[i];
        const char *r;

        if (c > '>' && c != 0x7F) {
            continue;
        }
        r = c == '\n' || c == '\t' ? NULL : reference(c);
        if (r) {
            nf_buf_add(out, text.p + done, i - done);
            nf_buf_adds(out, r);
            done = i + 1;
        }
    }
    nf_buf_add(out, text.p + done, text.len - done);
}

void nf_html_attr(nf_buf_t *out, const char *name, const char *value)
{
    nf_buf_addc(out, ' ');
    nf_buf_adds(out, name);
    nf_buf_adds(out, "=\"");
    nf_html_adds(out, value);
    nf_buf_addc(out, '"');
}
