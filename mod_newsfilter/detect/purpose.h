/*
 * purpose.h -- what a page is for, as far as it says so itself: to style
 * sheets (the classes that content systems give html and body), to machines
 * (the item that the headline names) and in its address.
 *
 * Content systems tell stories from pages: a "post" from a "page", a product,
 * a thread, an entry of a wiki. That holds on every site that they run.
 *
 * Ownership: nothing is kept. Limits: NF_PURPOSE_TOKENS class words and
 * NF_PURPOSE_SEGMENTS parts of a path are read. Threads: constants only.
 */
#ifndef NF_PURPOSE_H
#define NF_PURPOSE_H

#include "../page/page.h"

#define NF_PURPOSE_TOKENS 200
#define NF_PURPOSE_SEGMENTS 16

typedef enum nf_purpose_e {
    NF_PURPOSE_UNKNOWN,
    NF_PURPOSE_STORY, /* a post, a news entry */
    NF_PURPOSE_PAGE,  /* a page of the site itself: about, contact */
    NF_PURPOSE_THING  /* a product, recipe, thread, wiki entry, list */
} nf_purpose_e;

/* By the classes and ids of html and body. */
nf_purpose_e nf_purpose_of_system(const nf_page_t *page);

/* By the microdata or RDFa item in which the headline stands: the nearest
 * whose type tells. headline: a node, or NF_NONE. */
nf_purpose_e nf_purpose_of_item(const nf_page_t *page, nf_id_t headline);

/* By whole parts of the address's path, and by a headline that is nothing
 * but such a word ("About us"). Both may be NULL. */
nf_purpose_e nf_purpose_of_names(const char *url, const char *headline);

/* By the name of a schema.org type. */
nf_purpose_e nf_purpose_of_type(nf_str_t type);

/* The path of an address, from its slash to the query; empty for none. A
 * copy in an archive has the page's own address behind its own. */
nf_str_t nf_purpose_path(const char *url);

#endif
