/* modules.c -- hooks and functions for other modules (modules.h). */
#include "httpd.h"
#include "http_config.h"

#include "../mod_newsfilter.h"
#include "config.h"
#include "modules.h"
#include "request.h"

/* -------------------------------------------------------------- functions */

static const char *newsfilter_outcome(request_rec *r)
{
    return apr_table_get(r->notes, "newsfilter");
}

/* Of the last request_rec of a chain of redirects that has an article. */
static nfm_request_t *with_article(request_rec *r)
{
    nfm_request_t *found = NULL;

    for (; r; r = r->next) {
        nfm_request_t *req = nfm_request_of(r);

        found = req->article ? req : found;
    }
    return found;
}

static apr_array_header_t *newsfilter_facts(request_rec *r, const char *name)
{
    const nfm_request_t *req = with_article(r);

    return req ? nf_property_get(req->article, name, r->pool)
               : apr_array_make(r->pool, 1, sizeof(char *));
}

static const char *newsfilter_fact(request_rec *r, const char *name)
{
    apr_array_header_t *values = newsfilter_facts(r, name);

    return values->nelts ? APR_ARRAY_IDX(values, 0, const char *) : NULL;
}

static nf_value_e value_type(newsfilter_value_e type)
{
    switch (type) {
    case NEWSFILTER_BOOLEAN:
        return NF_VALUE_BOOLEAN;
    case NEWSFILTER_NUMBER:
        return NF_VALUE_NUMBER;
    case NEWSFILTER_URL:
        return NF_VALUE_URL;
    case NEWSFILTER_LIST:
        return NF_VALUE_LIST;
    case NEWSFILTER_JSON:
        return NF_VALUE_JSON;
    default:
        return NF_VALUE_TEXT;
    }
}

static apr_status_t newsfilter_set(request_rec *r, const char *name,
                                   newsfilter_value_e type, const char *value)
{
    nfm_request_t *req = nfm_request_of(r);

    return req->amending
                   && nf_property_set(req->article, name, value_type(type),
                                      value, r->pool)
               ? APR_SUCCESS
               : APR_EINVAL;
}

static apr_status_t newsfilter_unset(request_rec *r, const char *name)
{
    nfm_request_t *req = nfm_request_of(r);

    if (!req->amending) {
        return APR_EINVAL;
    }
    return nf_property_unset(req->article, name, r->pool) ? APR_SUCCESS
                                                          : APR_NOTFOUND;
}

void nfm_modules_register(void)
{
    APR_REGISTER_OPTIONAL_FN(newsfilter_outcome);
    APR_REGISTER_OPTIONAL_FN(newsfilter_fact);
    APR_REGISTER_OPTIONAL_FN(newsfilter_facts);
    APR_REGISTER_OPTIONAL_FN(newsfilter_set);
    APR_REGISTER_OPTIONAL_FN(newsfilter_unset);
}

/* ------------------------------------------------------------------ hooks */

APR_IMPLEMENT_OPTIONAL_HOOK_RUN_ALL(newsfilter, NEWSFILTER, int,
                                    newsfilter_amend, (request_rec * r), (r),
                                    OK, DECLINED)

/* APR has no optional hook that stops at the first answer. */
int newsfilter_run_newsfilter_veto(request_rec *r)
{
    const apr_array_header_t *hooks = apr_optional_hook_get("newsfilter_veto");
    int i, answer = DECLINED;

    for (i = 0; hooks && i < hooks->nelts && answer == DECLINED; i++) {
        answer = APR_ARRAY_IDX(hooks, i, newsfilter_LINK_newsfilter_veto_t)
                     .pFunc(r);
    }
    return answer;
}

int nfm_modules_present(void)
{
    const apr_array_header_t *vetoes =
        apr_optional_hook_get("newsfilter_veto");
    const apr_array_header_t *amends =
        apr_optional_hook_get("newsfilter_amend");

    return (vetoes && vetoes->nelts) || (amends && amends->nelts);
}

static apr_status_t drop_article(void *article)
{
    json_decref(article);
    return APR_SUCCESS;
}

/* A streamed page may have been read before: the newer article counts. */
static void keep_article(request_rec *r, nfm_request_t *req, json_t *article)
{
    if (req->article) {
        apr_pool_cleanup_run(r->pool, req->article, drop_article);
    }
    req->article = json_incref(article);
    apr_pool_cleanup_register(r->pool, article, drop_article,
                              apr_pool_cleanup_null);
}

int nfm_modules_amend(void *rv, json_t *article)
{
    request_rec *r = rv;
    nfm_request_t *req = nfm_request_of(r);
    int answer;

    keep_article(r, req, article);
    answer = newsfilter_run_newsfilter_veto(r);
    if (answer != DECLINED && answer != OK) {
        return 0;
    }
    nfm_properties_apply(nfm_conf_of(r)->properties, nfm_request_values(r),
                         article, r->pool);
    req->amending = 1;
    answer = newsfilter_run_newsfilter_amend(r);
    req->amending = 0;
    return answer == OK;
}
