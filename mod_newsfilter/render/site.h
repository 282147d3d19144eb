/*
 * site.h -- the site's own word (detect/site.h) in a JSON-LD article.
 *
 * The facts know it already. This is for what they do not hold, and for
 * articles whose members are a page's own.
 *
 * Threads: no shared state.
 */
#ifndef NF_RENDER_SITE_H
#define NF_RENDER_SITE_H

#include <jansson.h>
#include "../detect/facts.h"
#include "../detect/settings.h"

/* Set publisher, policies, type and paywall of an article as far as the
 * settings speak of them. */
void nf_site_say(json_t *article, const nf_facts_t *facts,
                 const nf_settings_t *settings);

#endif
