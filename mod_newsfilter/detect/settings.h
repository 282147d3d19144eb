/*
 * settings.h -- what the administrator has said of a site, as far as the
 * detectors and renderers need to know it.
 *
 * All zero means nothing was said: a flag is off, a string is NULL. The
 * directives are httpd/config's, which also checks the values; here they are
 * right.
 *
 * Ownership: the caller's. Threads: read only.
 */
#ifndef NF_SETTINGS_H
#define NF_SETTINGS_H

typedef struct nf_settings_t {
    const char *site_name; /* publisher where the page names none, or NULL */
    int reader_ticker;     /* the reader view shows the ticker, folded */
} nf_settings_t;

#endif
