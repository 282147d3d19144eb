/*
 * site.h -- the site's own word: what the administrator says of it stands
 * above what its pages say.
 *
 * Ownership: strings are the settings' or from the page's pool.
 * Threads: no shared state.
 */
#ifndef NF_SITE_H
#define NF_SITE_H

#include "facts.h"
#include "settings.h"

/* Properties of schema.org's NewsMediaOrganization that are addresses of
 * policies. */
#define NF_POLICIES 11
extern const char *const nf_site_policies[NF_POLICIES];

/* The type of an article by its name in any case, or NULL. LiveBlogPosting is
 * none: its updates have to be on the page. */
const char *nf_site_type(const char *name);

/* All those names, separated by ", ". */
extern const char nf_site_types[];

/* Put the site's word into the facts of a page. */
void nf_site_facts(const nf_page_t *page, const nf_settings_t *settings,
                   nf_facts_t *facts);

/* Are these the same words, but for capitals and accents? NULL is none. */
int nf_site_same(const char *a, const char *b);

/* The type that the rules give an article of a section (NULL: of none), or
 * NULL: as detected. */
const char *nf_site_type_of(const apr_array_header_t *rules,
                            const char *section);

#endif
