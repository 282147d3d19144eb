/*
 * config_site.h -- the directives with the site's own word:
 * NewsFilterPublisher, NewsFilterPolicy, NewsFilterType,
 * NewsFilterPaywallSelector, NewsFilterTimezone, NewsFilterPlacement,
 * NewsFilterNonce.
 *
 * A part of nfm_conf_t (config.h): same rules of merging, same ownership. The
 * word None says that an outer section's value does not count here.
 */
#ifndef NFM_CONFIG_SITE_H
#define NFM_CONFIG_SITE_H

#include "httpd.h"
#include "http_config.h"
#include "../detect/settings.h"
#include "../detect/site.h"

typedef struct nfm_site_conf_t {
    const nf_publisher_t *publisher;   /* NULL: unset; no name in it: none */
    const char *policies[NF_POLICIES]; /* NULL: unset; "": none */
    const apr_array_header_t *types;   /* nf_type_rule_t, the one for all
                                        * sections last; NULL: unset */
    const apr_array_header_t *paywall; /* NULL: unset; empty: none */
    const char *zone_name;             /* NULL: unset; "": none */
    const nf_zone_t *zone;             /* of that name */
    int in_head;                       /* -1: unset, as below */
    int nonce;
    int breadcrumb;
    int collection;
} nfm_site_conf_t;

void nfm_site_conf_init(nfm_site_conf_t *conf);
void nfm_site_conf_merge(apr_pool_t *p, nfm_site_conf_t *conf,
                         const nfm_site_conf_t *base,
                         const nfm_site_conf_t *add);
void nfm_site_conf_settings(const nfm_site_conf_t *conf,
                            nf_settings_t *settings);
void nfm_site_conf_digest(const nfm_site_conf_t *conf, apr_uint64_t *h);

/* The directives, for nfm_conf_commands; cmd->info is not used. */
const char *nfm_set_publisher(cmd_parms *cmd, void *conf, const char *name,
                              const char *url, const char *logo);
const char *nfm_set_policy(cmd_parms *cmd, void *conf, const char *name,
                           const char *url);
const char *nfm_set_type(cmd_parms *cmd, void *conf, const char *type,
                         const char *section);
const char *nfm_set_paywall(cmd_parms *cmd, void *conf, int argc,
                            char *const argv[]);
const char *nfm_set_timezone(cmd_parms *cmd, void *conf, const char *name);
const char *nfm_set_placement(cmd_parms *cmd, void *conf, const char *place);

#endif
