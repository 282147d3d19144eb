/*
 * mod_newsfilter_example.c -- another module that uses mod_newsfilter.h: all
 * of it, as an example and for tests/it/modules.t, which builds it with
 *
 *     apxs -I DIR_OF_MOD_NEWSFILTER_H -c mod_newsfilter_example.c
 *
 * It leaves articles alone whose headline begins with "Draft", adds a genre,
 * the number of authors and a funder, takes the keywords away, and writes what
 * it knows of the article into the request's notes, for the log.
 */
#include "httpd.h"
#include "http_config.h"
#include "http_protocol.h"
#include "apr_strings.h"
#include "mod_newsfilter.h"

module AP_MODULE_DECLARE_DATA newsfilter_example_module;

/* Fetched anew at each start, since mod_newsfilter may be loaded elsewhere or
 * not at all. */
static APR_OPTIONAL_FN_TYPE(newsfilter_outcome) * outcome;
static APR_OPTIONAL_FN_TYPE(newsfilter_fact) * fact;
static APR_OPTIONAL_FN_TYPE(newsfilter_facts) * facts;
static APR_OPTIONAL_FN_TYPE(newsfilter_set) * set;
static APR_OPTIONAL_FN_TYPE(newsfilter_unset) * unset;

static int post_config(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp,
                       server_rec *s)
{
    outcome = APR_RETRIEVE_OPTIONAL_FN(newsfilter_outcome);
    fact = APR_RETRIEVE_OPTIONAL_FN(newsfilter_fact);
    facts = APR_RETRIEVE_OPTIONAL_FN(newsfilter_facts);
    set = APR_RETRIEVE_OPTIONAL_FN(newsfilter_set);
    unset = APR_RETRIEVE_OPTIONAL_FN(newsfilter_unset);
    return OK;
}

static int veto(request_rec *r)
{
    const char *headline = fact(r, "headline");

    return headline && strncmp(headline, "Draft", 5) == 0 ? DONE : DECLINED;
}

/* How often something that must be refused was done all the same. */
static int count_wrong(request_rec *r)
{
    int wrong = 0;

    wrong += set(r, "@type", NEWSFILTER_TEXT, "Person") == APR_SUCCESS;
    wrong += set(r, "wordCount", NEWSFILTER_NUMBER, "many") == APR_SUCCESS;
    wrong += set(r, "url", NEWSFILTER_URL, "javascript:x") == APR_SUCCESS;
    wrong += set(r, "about", NEWSFILTER_JSON, "{\"name\":") == APR_SUCCESS;
    wrong += set(r, "sponsor.name", NEWSFILTER_TEXT, "x") == APR_SUCCESS;
    wrong += unset(r, "sponsor") != APR_NOTFOUND;
    return wrong;
}

static int amend(request_rec *r)
{
    apr_array_header_t *authors = facts(r, "author.name");

    if (apr_table_get(r->headers_in, "X-Fail")) {
        return HTTP_INTERNAL_SERVER_ERROR;
    }
    set(r, "genre", NEWSFILTER_TEXT, "</script>\"&");
    set(r, "numberOfAuthors", NEWSFILTER_NUMBER,
        apr_itoa(r->pool, authors->nelts));
    set(r, "isFamilyFriendly", NEWSFILTER_BOOLEAN, "true");
    set(r, "mentions", NEWSFILTER_LIST, "ferry, harbour");
    set(r, "funder", NEWSFILTER_JSON,
        "{\"@type\":\"Organization\",\"name\":\"The Ferry Fund\"}");
    unset(r, "keywords");
    set(r, "version", NEWSFILTER_NUMBER, apr_itoa(r->pool, count_wrong(r)));
    return OK;
}

/* The request is over, the facts are still there. */
static int log_transaction(request_rec *r)
{
    const char *headline, *o;

    if (outcome == NULL) {
        apr_table_setn(r->notes, "example", "alone");
        return DECLINED;
    }
    headline = fact(r, "headline");
    o = outcome(r);
    apr_table_setn(
        r->notes, "example",
        apr_psprintf(r->pool, "%s/%s/%s/%s/%d", o ? o : "none",
                     headline ? headline : "none",
                     facts(r, "author")->nelts ? fact(r, "author") : "none",
                     fact(r, "genre") ? "amended" : "plain",
                     set(r, "genre", NEWSFILTER_TEXT, "late")));
    return DECLINED;
}

static void register_hooks(apr_pool_t *p)
{
    ap_hook_post_config(post_config, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_log_transaction(log_transaction, NULL, NULL, APR_HOOK_FIRST);
    APR_OPTIONAL_HOOK(newsfilter, newsfilter_veto, veto, NULL, NULL,
                      APR_HOOK_MIDDLE);
    APR_OPTIONAL_HOOK(newsfilter, newsfilter_amend, amend, NULL, NULL,
                      APR_HOOK_MIDDLE);
}

AP_DECLARE_MODULE(newsfilter_example) = {
    STANDARD20_MODULE_STUFF, NULL, NULL, NULL, NULL, NULL, register_hooks,
    AP_MODULE_FLAG_NONE};
