/*
 * status.h -- the counters on the page of mod_status.
 *
 * As a table for people, and as "Key: value" lines with ?auto. Without
 * mod_status nothing asks for them.
 */
#ifndef NFM_STATUS_H
#define NFM_STATUS_H

#include "httpd.h"

/* Hook status_hook of mod_status. */
int nfm_status(request_rec *r, int flags);

#endif
