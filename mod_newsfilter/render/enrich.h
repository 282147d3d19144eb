/*
 * enrich.h -- page bytes in, what to do with them out.
 *
 * The one call that the output filter and the command line make. The page
 * itself is never written again: the result is a list of edits of its bytes,
 * or a whole reader view.
 *
 * Ownership: everything from the pool; nf_enrich_t.page points into the bytes
 * given, which must live as long as the result is used.
 * Errors: none are fatal: enrich->skip names the reason (a constant such as
 * "not-article", "own-article", "own-markup", "not-html", "too-large",
 * "charset", "no-insertion-point", "vetoed") and the page stays as it is.
 * Limits: NF_MAX_*. Threads: one call, one thread; no shared state.
 */
#ifndef NF_ENRICH_H
#define NF_ENRICH_H

#include <jansson.h>
#include "../detect/detect.h"
#include "style.h"

#define NF_VERSION "0.1.0"

typedef enum nf_format_e {
    NF_FORMAT_JSONLD, /* the block to insert */
    NF_FORMAT_READER, /* reader view, a whole HTML page */
    NF_FORMAT_MARKDOWN,
    NF_FORMAT_TEXT,
    NF_FORMAT_JSON
} nf_format_e;

typedef struct nf_options_t {
    const char *url;               /* the page's address, or NULL */
    const char *reader_url;        /* of its views, for links in the page, */
    const char *markdown_url;      /* or NULL: no link */
    const char *transport_charset; /* of the Content-Type header, or NULL */
    const char *fallback_charset;  /* NewsFilterCharset, or NULL */
    nf_settings_t settings;
    /* of the reader view: what the reader chose, what the owner adds; NULL
     * for the defaults */
    const nf_reader_style_t *style;
    const nf_reader_face_t *face;
    unsigned facts : 1; /* they are asked for whether or not
                         * there are edits */
    /* Shown each article before it is written, and may change it; 0: leave
     * the page as it is, "vetoed". Or NULL. */
    int (*amend)(void *data, json_t *article);
    void *amend_data;
} nf_options_t;

/* One change of the original bytes: `drop` of them from `at` on give way to
 * `bytes`. */
typedef struct nf_edit_t {
    apr_size_t at;
    apr_size_t drop;
    nf_str_t bytes;        /* ASCII; may be empty */
    unsigned optional : 1; /* may be left out where its place has passed */
} nf_edit_t;

typedef struct nf_enrich_t {
    const char *skip;       /* why there is no JSON-LD of ours, or NULL */
    nf_page_t *page;        /* NULL if it could not be read, or a glance was
                             * enough */
    nf_facts_t *facts;      /* NULL if it could not be read, or there are no
                             * edits and nobody asked for them */
    const nf_edit_t *edits; /* in the order of their places, none within
                             * another; NULL: the page stays as it is */
    int nedits;
    unsigned glanced : 1; /* its address or its head alone gave skip */
} nf_enrich_t;

/* Read, detect, and make the edits. Never NULL. Stops as soon as it is sure
 * that there are none, unless the facts are asked for. */
nf_enrich_t *nf_enrich(nf_str_t bytes, const nf_options_t *options,
                       apr_pool_t *pool);

/* Why the page gets nothing, a constant, if its address or its head tells; or
 * NULL. bytes: of its beginning what is there. */
const char *nf_enrich_glance(nf_str_t bytes, const nf_options_t *options,
                             apr_pool_t *pool);

/* Did options->amend want the page left as it is? */
int nf_enrich_is_vetoed(const nf_enrich_t *e);

/* Another rendering of a result with is_article. Absent when there is
 * nothing to render (no article, no body). */
nf_str_t nf_enrich_render(const nf_enrich_t *e, nf_format_e format,
                          const nf_options_t *options, apr_pool_t *pool);

#endif
