/* status.c -- the counters on the page of mod_status (status.h). */
#include "httpd.h"
#include "http_protocol.h"
#include "mod_status.h"

#include "config.h"
#include "stats.h"
#include "status.h"

static void show_lines(request_rec *r, nfm_stats_t *stats)
{
    int slot;

    for (slot = 0; slot < NFM_STATS_SLOTS; slot++) {
        ap_rprintf(r, "%s: %" APR_UINT64_T_FMT "\n",
                   nfm_stats_key(slot, r->pool), nfm_stats_get(stats, slot));
    }
}

/* What never happened is left out: most reasons are rare. */
static void show_table(request_rec *r, nfm_stats_t *stats)
{
    int slot;

    ap_rputs("<hr>\n<h2>News filter</h2>\n<table border=\"0\">\n"
             "<tr><th>Outcome</th><th>Number</th></tr>\n",
             r);
    for (slot = 0; slot < NFM_STATS_SLOTS; slot++) {
        apr_uint64_t n = nfm_stats_get(stats, slot);
        const char *name = nfm_stats_name(slot, r->pool);

        if (n > 0 || slot >= NFM_STATS_OUTCOMES) {
            ap_rprintf(r,
                       "<tr><td>%s</td><td>%" APR_UINT64_T_FMT "</td></tr>\n",
                       ap_escape_html(r->pool, name), n);
        }
    }
    ap_rputs("</table>\n", r);
}

int nfm_status(request_rec *r, int flags)
{
    nfm_stats_t *stats = nfm_conf_stats(r);

    if (flags & AP_STATUS_SHORT) {
        show_lines(r, stats);
    }
    else {
        show_table(r, stats);
        nfm_cache_show(nfm_conf_cache(r->server), r, flags);
    }
    return OK;
}
