/*
 * log.h -- our tags in the error log.
 *
 * AHnnnnn numbers belong to httpd. Ours are NFnnnn: one per call site, never
 * used twice, so that a line of a log leads to one place of the source. Every
 * file that logs has APLOG_USE_MODULE(newsfilter) for its own log level.
 *
 * An ordinary request logs nothing above debug, and no page content ever. What
 * goes wrong outside of us is logged as the core would log it.
 */
#ifndef NFM_LOG_H
#define NFM_LOG_H

#include "httpd.h"
#include "http_log.h"

#define NF_LOGNO(n) "NF" #n ": "

#endif
