/* properties.c -- properties of articles by expressions (properties.h). */
#include <apr_strings.h>

#include "httpd.h"
#include "http_core.h"
#include "http_log.h"
#include "ap_expr.h"

#include "config.h"
#include "digest.h"
#include "properties.h"

APLOG_USE_MODULE(newsfilter);

/* What an .htaccess file may not ask of the server. */
#ifdef AP_EXPR_FLAG_RESTRICTED_FILE_FUNC
#define RESTRICTED AP_EXPR_FLAG_RESTRICTED_FILE_FUNC
#else
#define RESTRICTED AP_EXPR_FLAG_RESTRICTED
#endif

typedef struct property_t {
    const char *name;
    nfm_property_e how;
    nf_value_e type;
    const char *source;         /* SET: the expression as written */
    const ap_expr_info_t *expr; /* or NULL: source is the value */
} property_t;

static const property_t *entry(nfm_properties_t *list, int i)
{
    return &APR_ARRAY_IDX(list, i, property_t);
}

/* A copy of base (or NULL) with p in it, in the place of its namesake. */
static apr_array_header_t *with(apr_pool_t *pool, nfm_properties_t *base,
                                const property_t *p)
{
    apr_array_header_t *list = base ? apr_array_copy(pool, base)
                                    : apr_array_make(pool, 1, sizeof(*p));
    int i;

    for (i = 0; i < list->nelts; i++) {
        if (strcmp(entry(list, i)->name, p->name) == 0) {
            APR_ARRAY_IDX(list, i, property_t) = *p;
            return list;
        }
    }
    APR_ARRAY_PUSH(list, property_t) = *p;
    return list;
}

nfm_properties_t *nfm_properties_merge(apr_pool_t *p, nfm_properties_t *base,
                                       nfm_properties_t *add)
{
    int i;

    if (base == NULL || add == NULL) {
        return add ? add : base;
    }
    for (i = 0; i < add->nelts; i++) {
        base = with(p, base, entry(add, i));
    }
    return base;
}

void nfm_properties_digest(nfm_properties_t *list, apr_uint64_t *h)
{
    int i;

    for (i = 0; list && i < list->nelts; i++) {
        const property_t *p = entry(list, i);

        nfm_digest_string(h, p->name);
        nfm_digest_number(h, p->how);
        nfm_digest_number(h, (int)p->type);
        nfm_digest_string(h, p->source);
    }
    nfm_digest_number(h, i);
}

/* As ap_expr_str_exec(), but that the headers looked at are told to us: they
 * belong into Vary only if the page is changed. */
static const char *evaluate(request_rec *r, const ap_expr_info_t *expr,
                            const char **vary)
{
    ap_regmatch_t matches[AP_MAX_REG_MATCH];
    const char *err = NULL, *source = NULL, *result = NULL;
    ap_expr_eval_ctx_t ctx = {.r = r,
                              .c = r->connection,
                              .s = r->server,
                              .p = r->pool,
                              .err = &err,
                              .info = expr,
                              .re_pmatch = matches,
                              .re_nmatch = AP_MAX_REG_MATCH,
                              .re_source = &source,
                              .vary_this = vary,
                              .result_string = &result};

    return ap_expr_exec_ctx(&ctx) > 0 && err == NULL ? result : NULL;
}

const nfm_values_t *nfm_properties_evaluate(request_rec *r,
                                            nfm_properties_t *list)
{
    nfm_values_t *values;
    const char **v;
    int i;

    if (list == NULL) {
        return NULL;
    }
    values = apr_pcalloc(r->pool, sizeof(*values));
    v = apr_pcalloc(r->pool, (apr_size_t)list->nelts * sizeof(*v));
    for (i = 0; i < list->nelts; i++) {
        const property_t *p = entry(list, i);

        v[i] = p->expr ? evaluate(r, p->expr, &values->vary) : p->source;
    }
    values->v = v;
    return values;
}

void nfm_values_digest(nfm_properties_t *list, const nfm_values_t *values,
                       apr_uint64_t *h)
{
    int i;

    for (i = 0; list && i < list->nelts; i++) {
        nfm_digest_string(h, values->v[i]);
    }
}

void nfm_properties_apply(nfm_properties_t *list, const nfm_values_t *values,
                          json_t *article, apr_pool_t *pool)
{
    int i;

    for (i = 0; list && i < list->nelts; i++) {
        const property_t *p = entry(list, i);

        if (p->how == NFM_PROPERTY_UNSET) {
            nf_property_unset(article, p->name, pool);
        }
        else if (p->how == NFM_PROPERTY_SET && values->v[i]) {
            nf_property_set(article, p->name, p->type, values->v[i], pool);
        }
    }
}

/* -------------------------------------------------------------- directive */

static const char *set_value(cmd_parms *cmd, property_t *p, const char *type)
{
    const char *err = NULL;
    unsigned flags = AP_EXPR_FLAG_STRING_RESULT;
    int known = type ? nf_value_named(type) : NF_VALUE_TEXT;

    if (known < 0) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterProperty: '%s' is no type of a value; "
                            "use text, boolean, number, url, list or json",
                            type);
    }
    p->type = (nf_value_e)known;
    if (p->type == NF_VALUE_JSON || strpbrk(p->source, "%$\\") == NULL) {
        return nf_property_is_value(p->type, p->source, cmd->temp_pool)
                   ? NULL
                   : apr_psprintf(cmd->pool,
                                  "NewsFilterProperty: '%s' is no value of "
                                  "type %s for %s; see the manual for what "
                                  "each type takes",
                                  p->source, type ? type : "text", p->name);
    }
    if (cmd->pool == cmd->temp_pool) {
        flags |= RESTRICTED; /* in .htaccess */
    }
    p->expr = ap_expr_parse_cmd(cmd, p->source, flags, &err, NULL);
    return err ? apr_psprintf(cmd->pool,
                              "NewsFilterProperty: '%s' is no expression: "
                              "%s; write for example \"%%{env:EDITION}\"",
                              p->source, err)
               : NULL;
}

const char *nfm_set_property(cmd_parms *cmd, void *conf, const char *name,
                             const char *value, const char *type)
{
    nfm_conf_t *c = conf;
    property_t p = {.name = name, .how = NFM_PROPERTY_SET, .source = value};
    const char *err = NULL;

    if (type == NULL
        && (strcasecmp(name, "unset") == 0 || strcasecmp(name, "keep") == 0)) {
        p.how = strcasecmp(name, "unset") == 0 ? NFM_PROPERTY_UNSET
                                               : NFM_PROPERTY_KEEP;
        p.name = value;
        p.source = NULL;
    }
    if (!nf_property_is_name(p.name)) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterProperty: '%s' is no property of an "
                            "article; write a name of schema.org, for "
                            "example genre or publisher.sameAs (the type has "
                            "a directive of its own, NewsFilterType)",
                            p.name);
    }
    if (p.how == NFM_PROPERTY_SET) {
        err = set_value(cmd, &p, type);
    }
    if (err == NULL) {
        c->properties = with(cmd->pool, c->properties, &p);
    }
    return err;
}
