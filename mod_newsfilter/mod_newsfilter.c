/*
 * mod_newsfilter -- news pages with schema.org NewsArticle JSON-LD and a
 * reader view, made from what the server sends.
 *
 * This file: the module record, the hooks, the life cycle. See docs/ for the
 * directives and httpd/filter.h for the way of a page.
 */
#include <libxml/parser.h>

#include "httpd.h"
#include "http_config.h"
#include "http_connection.h"
#include "http_core.h"
#include "http_protocol.h"
#include "http_request.h"
#include "mod_status.h"

#include "httpd/ask.h"
#include "httpd/cache.h"
#include "httpd/config.h"
#include "httpd/filter.h"
#include "httpd/modules.h"
#include "httpd/request.h"
#include "httpd/stats.h"
#include "httpd/status.h"
#include "httpd/timer.h"

/* libxml2 is shared with other modules: its first call must not come from
 * two threads, and its cleanup would pull it from under the others. */
static int hook_post_config(apr_pool_t *pconf, apr_pool_t *plog,
                            apr_pool_t *ptemp, server_rec *s)
{
    nfm_shared_t shared = {.cache = nfm_conf_cache(s)};

    if (ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG) {
        return OK;
    }
    xmlInitParser();
    if (nfm_cache_open(&shared.cache, s, pconf) != APR_SUCCESS) {
        return HTTP_INTERNAL_SERVER_ERROR;
    }
    shared.stats = nfm_stats_create(pconf);
    shared.filter = ap_get_output_filter_handle(NFM_FILTER_NAME);
    shared.watched = nfm_modules_present();
    nfm_conf_share(s, &shared);
    return OK;
}

static void hook_child_init(apr_pool_t *pchild, server_rec *s)
{
    nfm_conf_child(s);
    nfm_cache_child(nfm_conf_cache(s), s, pchild);
}

/* Another main request in the same thread is the next one, or the page for an
 * error in the place of the one before. */
static int hook_translate_name(request_rec *r)
{
    if (r->main == NULL) {
        nfm_timer_forget();
    }
    return nfm_ask_translate(r);
}

/* What was taken out by requests that a redirect ended, or by all of them.
 * (Apart, since for most there is nothing.) */
__attribute__((noinline)) static void restore_earlier(request_rec *r)
{
    for (r = r->prev; r; r = r->prev) {
        nfm_request_restore_encodings(r);
    }
}

__attribute__((noinline)) static void restore_all(request_rec *r)
{
    for (; r; r = r->next) {
        nfm_request_restore_encodings(r);
    }
}

/* Subrequests are parts of a page: the main request sees it whole. */
static void hook_insert_filter(request_rec *r)
{
    if (r->main) {
        return;
    }
    if (r->prev) {
        restore_earlier(r);
    }
    if (nfm_conf_enabled(nfm_conf_of(r))) {
        ap_add_output_filter_handle(nfm_conf_shared(r->server)->filter, NULL,
                                    r, r->connection);
    }
}

/* After mod_cache's handler, in front of the one that makes the page. */
static int hook_handler(request_rec *r)
{
    nfm_ask_after_cache(r);
    nfm_filter_before_handler(r);
    return DECLINED;
}

/* Where our filter never ran, the log still shows what the client sent. */
static int hook_log_transaction(request_rec *r)
{
    if (r->next || nfm_request_peek(r)) {
        restore_all(r);
    }
    return DECLINED;
}

static void register_hooks(apr_pool_t *p)
{
    static const char *const cache[] = {"mod_cache.c", NULL};
    static const char *const dir[] = {"mod_dir.c", NULL};

    ap_register_output_filter_protocol(
        NFM_FILTER_NAME, nfm_filter, NULL, NFM_FILTER_TYPE,
        AP_FILTER_PROTO_CHANGE | AP_FILTER_PROTO_CHANGE_LENGTH
            | AP_FILTER_PROTO_TRANSFORM);
    ap_register_input_filter(NFM_TIMER_NAME, nfm_timer_input, NULL,
                             (ap_filter_type)(AP_FTYPE_NETWORK - 1));
    ap_hook_pre_connection(nfm_timer_connection, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_pre_config(nfm_cache_register, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_post_config(hook_post_config, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_child_init(hook_child_init, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_translate_name(hook_translate_name, NULL, NULL,
                           APR_HOOK_REALLY_FIRST);
    ap_hook_post_perdir_config(nfm_ask_settle, NULL, NULL,
                               APR_HOOK_REALLY_FIRST);
    ap_hook_fixups(nfm_ask_directory, NULL, dir, APR_HOOK_LAST);
    ap_hook_handler(nfm_ask_before_cache, NULL, cache, APR_HOOK_REALLY_FIRST);
    ap_hook_handler(hook_handler, cache, NULL, APR_HOOK_REALLY_FIRST);
    ap_hook_insert_filter(hook_insert_filter, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_log_transaction(hook_log_transaction, NULL, NULL,
                            APR_HOOK_REALLY_FIRST);
    APR_OPTIONAL_HOOK(ap, status_hook, nfm_status, NULL, NULL,
                      APR_HOOK_MIDDLE);
    nfm_modules_register();
}

/* The one symbol that httpd looks up; the rest of us stays hidden. */
#pragma GCC visibility push(default)
AP_DECLARE_MODULE(newsfilter) = {STANDARD20_MODULE_STUFF,
                                 nfm_conf_create,
                                 nfm_conf_merge,
                                 nfm_conf_create_server,
                                 NULL,
                                 nfm_conf_commands,
                                 register_hooks,
                                 AP_MODULE_FLAG_NONE};
#pragma GCC visibility pop
