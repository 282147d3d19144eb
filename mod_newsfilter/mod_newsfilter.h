/*
 * mod_newsfilter.h -- what other modules may use of mod_newsfilter.
 *
 * Optional functions: fetch with APR_RETRIEVE_OPTIONAL_FN() in your
 * post_config hook, never keep the pointer over a restart.
 */
#ifndef MOD_NEWSFILTER_H
#define MOD_NEWSFILTER_H

#include "httpd.h"
#include "apr_optional.h"

/* The outcome for this request: "article", "amended", "reader", "markdown",
 * "text", "json", "skip:REASON", or NULL when NewsFilter is off or has not
 * decided yet. The same string stands in the note "newsfilter"
 * (%{newsfilter}n in a log). */
APR_DECLARE_OPTIONAL_FN(const char *, newsfilter_outcome, (request_rec * r));

#endif
