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

#include <apr_tables.h>
#include "zone.h"

/* The publisher of a site in the administrator's words. */
typedef struct nf_publisher_t {
    const char *name;
    const char *url;  /* absolute, or NULL */
    const char *logo; /* absolute, or NULL */
} nf_publisher_t;

/* Articles of this section, or all, are of this type. */
typedef struct nf_type_rule_t {
    const char *type;    /* of nf_site_type(), or NULL: as detected */
    const char *section; /* or NULL: all */
} nf_type_rule_t;

/* What becomes of an article of the page's own (render/existing.h). */
typedef enum nf_existing_e {
    NF_EXISTING_KEEP,
    NF_EXISTING_COMPLETE,
    NF_EXISTING_REPLACE
} nf_existing_e;

typedef struct nf_settings_t {
    nf_existing_e existing;
    const char *site_name; /* publisher where the page names none, or NULL */
    int reader_ticker;     /* the reader view shows the ticker, folded */
    int no_breadcrumb;     /* the trail of a page is left alone */
    int collection;        /* front pages and sections say what they list */
    int ticker_list;       /* the ticker as a JSON-LD block of its own */
    const char *ticker_selector; /* XPath of the ticker; empty: there is none;
                                  * NULL: it is looked for */
    const nf_publisher_t *publisher;   /* stands above what pages say */
    const char *const *policies;       /* NF_POLICIES addresses, each NULL or
                                        * empty for none (site.h); or NULL */
    const apr_array_header_t *types;   /* nf_type_rule_t, the first that fits
                                        * counts; or NULL */
    const apr_array_header_t *paywall; /* const char *, classes of elements
                                        * that are not free; or NULL */
    const nf_zone_t *zone;             /* of local times, or NULL */
    int in_head; /* insert before </head>, where that can be */
    int body;    /* the article's text in its JSON-LD */
    int nonce;   /* give our scripts the nonce of the page's */
} nf_settings_t;

#endif
