/*
 * mend.h -- JSON-LD of the page's own, put right where it is plain what it
 * means.
 *
 * Values that say nothing go (null, "", [], what a template writes for
 * nothing). Character references are decoded, tags go out
 * of what is plain text. Dates get their ISO form, addresses become absolute,
 * language tags what BCP 47 says, names of types and properties schema.org's
 * case. All else stays, what schema.org does not know too.
 *
 * Ownership: the caller's json_t is changed; strings that are needed on the
 * way are from the pool. Limits: NF_MAX_JSON_VISITS things; further ones stay
 * as they are. Time: linear. Threads: no shared state.
 */
#ifndef NF_MEND_H
#define NF_MEND_H

#include <jansson.h>
#include "../detect/facts.h"
#include "../detect/settings.h"

/* Everything in a block. */
void nf_mend_block(json_t *block, const nf_page_t *page,
                   const nf_evidence_t *evidence,
                   const nf_settings_t *settings);

/* What the page's article says of itself where it can be seen to be wrong,
 * and how it is right, perhaps from ours, the article as we would write it:
 * authors that are no names or several, an address or a date that is none, a
 * modification before publication. */
void nf_mend_article(json_t *article, const json_t *ours, const char *lang,
                     apr_pool_t *pool);

/* schema.org's spelling of a property's name, or NULL where it is right or
 * not known. */
const char *nf_mend_name(const char *key);

#endif
