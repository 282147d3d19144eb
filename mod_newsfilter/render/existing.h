/*
 * existing.h -- pages that have an article of their own in JSON-LD.
 *
 * complete: the page's block is mended (mend.h), and its article gets the
 * members that it lacks at its end. What the administrator says of the site,
 * and other modules of the article, stands above what the page says. All else
 * in it stays: order, numbers, escapes, white space. A block that strict
 * parsers refuse is repaired on the way.
 * replace: the page's articles go out of their blocks (a block with nothing
 * else in it goes altogether), and ours stands behind the one that was
 * believed. It keeps that one's @id, since others in the page may refer to it.
 * What is left of a block is mended.
 *
 * An article in microdata or RDFa is the page's own markup and cannot be
 * taken out of it: such a page stays as it is.
 *
 * Ownership: the pool. Threads: no shared state.
 */
#ifndef NF_EXISTING_H
#define NF_EXISTING_H

#include <jansson.h>
#include "enrich.h"

/* Append the edits for a page in whose JSON-LD an article claims to be the
 * page; or say why there are none in e->skip. ours: our object for it,
 * which may be changed. */
void nf_existing_edit(nf_enrich_t *e, json_t *ours,
                      const nf_options_t *options, apr_array_header_t *edits,
                      apr_pool_t *pool);

#endif
