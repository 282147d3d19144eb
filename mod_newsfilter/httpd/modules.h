/*
 * modules.h -- what mod_newsfilter.h promises other modules.
 *
 * The article that is being written is kept with the request: the hooks and
 * functions read and change it by name.
 *
 * Ownership: r->pool; the article lives as long as the request.
 * Threads: one request, one thread at a time.
 */
#ifndef NFM_MODULES_H
#define NFM_MODULES_H

#include <jansson.h>
#include "httpd.h"

/* Offer the functions; in register_hooks. */
void nfm_modules_register(void);

/* Has any module one of the hooks? Then every article is shown to it. */
int nfm_modules_present(void);

/* Let modules veto, set the administrator's properties, let modules amend.
 * Whether the article is to be written. For nf_options_t.amend: r is the
 * request_rec. */
int nfm_modules_amend(void *r, json_t *article);

#endif
