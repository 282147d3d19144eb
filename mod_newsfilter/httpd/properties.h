/*
 * properties.h -- NewsFilterProperty: properties of articles by expressions.
 *
 * Each section has a list, one entry a name; merging takes the inner
 * section's entry where both have one. An expression is evaluated twice a
 * response: before the handler, for the entity tags that the client may show,
 * and when the response begins, when also what the handler says is known; the
 * values then are those that the article has, and that it is kept under.
 *
 * Ownership: the pool given, for values r->pool. Threads: lists are read-only
 * once made.
 */
#ifndef NFM_PROPERTIES_H
#define NFM_PROPERTIES_H

#include "httpd.h"
#include "http_config.h"
#include "../render/property.h"

typedef enum nfm_property_e {
    NFM_PROPERTY_KEEP, /* as the page has it */
    NFM_PROPERTY_UNSET,
    NFM_PROPERTY_SET
} nfm_property_e;

/* A list, NULL where no directive was given. */
typedef const apr_array_header_t nfm_properties_t;

nfm_properties_t *nfm_properties_merge(apr_pool_t *p, nfm_properties_t *base,
                                       nfm_properties_t *add);
void nfm_properties_digest(nfm_properties_t *list, apr_uint64_t *h);

/* What the expressions give now. */
typedef struct nfm_values_t {
    const char *const *v; /* one an entry; NULL: it failed, or is no SET */
    const char *vary;     /* request headers that were looked at, or NULL */
} nfm_values_t;

/* NULL for no list. */
const nfm_values_t *nfm_properties_evaluate(request_rec *r,
                                            nfm_properties_t *list);
void nfm_values_digest(nfm_properties_t *list, const nfm_values_t *values,
                       apr_uint64_t *h);

/* Set and remove in an article. An empty value, or one that is not of the
 * type asked for, changes nothing. */
void nfm_properties_apply(nfm_properties_t *list, const nfm_values_t *values,
                          json_t *article, apr_pool_t *pool);

/* The directive, for nfm_conf_commands; cmd->info is not used. */
const char *nfm_set_property(cmd_parms *cmd, void *conf, const char *name,
                             const char *value, const char *type);

#endif
