/* config_site.c -- the site's own word (config_site.h). */
#include <apr_file_info.h>
#include <apr_file_io.h>
#include <apr_lib.h>
#include <apr_strings.h>

#include "config.h"
#include "digest.h"
#include "../page/limits.h"
#include "../detect/paywall.h"
#include "../page/url.h"

#define UNSET (-1)

/* Where the system keeps its time zones. */
#define ZONEINFO "/usr/share/zoneinfo/"
#define MOST_ZONE_NAME 64

static const nf_publisher_t no_publisher;

void nfm_site_conf_init(nfm_site_conf_t *conf)
{
    conf->in_head = UNSET;
    conf->nonce = UNSET;
    conf->breadcrumb = UNSET;
    conf->collection = UNSET;
}

/* Is the last rule one for all sections? Then nothing outside counts. */
static int is_closed(const apr_array_header_t *types)
{
    return types->nelts
           && APR_ARRAY_IDX(types, types->nelts - 1, nf_type_rule_t).section
                  == NULL;
}

static const apr_array_header_t *merge_types(apr_pool_t *p,
                                             const apr_array_header_t *base,
                                             const apr_array_header_t *add)
{
    if (base == NULL || add == NULL || is_closed(add)) {
        return add ? add : base;
    }
    return apr_array_append(p, add, base);
}

void nfm_site_conf_merge(apr_pool_t *p, nfm_site_conf_t *conf,
                         const nfm_site_conf_t *base,
                         const nfm_site_conf_t *add)
{
    int i;

#define PICK(field) (add->field != UNSET ? add->field : base->field)
#define PICK_PTR(field) (add->field ? add->field : base->field)
    conf->publisher = PICK_PTR(publisher);
    for (i = 0; i < NF_POLICIES; i++) {
        conf->policies[i] = PICK_PTR(policies[i]);
    }
    conf->types = merge_types(p, base->types, add->types);
    conf->paywall = PICK_PTR(paywall);
    conf->zone_name = PICK_PTR(zone_name);
    conf->zone = add->zone_name ? add->zone : base->zone;
    conf->in_head = PICK(in_head);
    conf->nonce = PICK(nonce);
    conf->breadcrumb = PICK(breadcrumb);
    conf->collection = PICK(collection);
#undef PICK
#undef PICK_PTR
}

void nfm_site_conf_settings(const nfm_site_conf_t *conf,
                            nf_settings_t *settings)
{
    const nf_publisher_t *p = conf->publisher;

    settings->publisher = p && p->name ? p : NULL;
    settings->policies = conf->policies;
    settings->types = conf->types;
    settings->paywall = conf->paywall;
    settings->zone = conf->zone;
    settings->in_head = conf->in_head == 1;
    settings->nonce = conf->nonce == 1;
    settings->no_breadcrumb = conf->breadcrumb == 0;
    settings->collection = conf->collection == 1;
}

void nfm_site_conf_digest(const nfm_site_conf_t *conf, apr_uint64_t *h)
{
    const nf_publisher_t *p =
        conf->publisher ? conf->publisher : &no_publisher;
    int i;

    nfm_digest_string(h, p->name);
    nfm_digest_string(h, p->url);
    nfm_digest_string(h, p->logo);
    for (i = 0; i < NF_POLICIES; i++) {
        nfm_digest_string(h, conf->policies[i]);
    }
    for (i = 0; conf->types && i < conf->types->nelts; i++) {
        const nf_type_rule_t *rule =
            &APR_ARRAY_IDX(conf->types, i, nf_type_rule_t);

        nfm_digest_string(h, rule->type);
        nfm_digest_string(h, rule->section);
    }
    nfm_digest_number(h, i);
    for (i = 0; conf->paywall && i < conf->paywall->nelts; i++) {
        nfm_digest_string(h, APR_ARRAY_IDX(conf->paywall, i, const char *));
    }
    nfm_digest_number(h, i);
    nfm_digest_string(h, conf->zone_name);
    nfm_digest_number(h, conf->in_head == 1);
    nfm_digest_number(h, conf->nonce == 1);
    nfm_digest_number(h, conf->breadcrumb != 0);
    nfm_digest_number(h, conf->collection == 1);
}

/* ------------------------------------------------------------- directives */

static nfm_site_conf_t *site_of(void *conf)
{
    return &((nfm_conf_t *)conf)->site;
}

static int is_none(const char *arg)
{
    return strcasecmp(arg, "none") == 0;
}

/* A name as it may stand in the JSON-LD, or NULL. */
static const char *name_of(apr_pool_t *p, const char *arg)
{
    nf_str_t name = nf_str_trim(nf_str(arg));
    size_t i;

    for (i = 0; i < name.len && !apr_iscntrl(name.p[i]); i++) {
        continue;
    }
    return name.len && i == name.len && name.len <= NF_MAX_NAME
                   && nf_utf8_valid(name)
               ? nf_str_dup(p, name)
               : NULL;
}

static const char *no_url(cmd_parms *cmd, const char *arg)
{
    return apr_psprintf(cmd->pool,
                        "%s: '%s' is no absolute http or https address; "
                        "write for example https://www.example.org/ethics",
                        cmd->cmd->name, arg);
}

const char *nfm_set_publisher(cmd_parms *cmd, void *conf, const char *name,
                              const char *url, const char *logo)
{
    nf_publisher_t *p = apr_pcalloc(cmd->pool, sizeof(*p));

    if (is_none(name) && url == NULL) {
        site_of(conf)->publisher = &no_publisher;
        return NULL;
    }
    p->name = name_of(cmd->pool, name);
    if (p->name == NULL) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterPublisher: give the publisher's name "
                            "in quotes, 1 to %d bytes of UTF-8, for example "
                            "\"The Daily Example\", then its address and "
                            "that of its logo; or None",
                            NF_MAX_NAME);
    }
    if (url && (p->url = nf_url_absolute(url, cmd->pool)) == NULL) {
        return no_url(cmd, url);
    }
    if (logo && (p->logo = nf_url_absolute(logo, cmd->pool)) == NULL) {
        return no_url(cmd, logo);
    }
    site_of(conf)->publisher = p;
    return NULL;
}

const char *nfm_set_policy(cmd_parms *cmd, void *conf, const char *name,
                           const char *url)
{
    const char *known = "";
    int i;

    for (i = 0; i < NF_POLICIES; i++) {
        if (strcasecmp(name, nf_site_policies[i]) == 0) {
            const char *value =
                is_none(url) ? "" : nf_url_absolute(url, cmd->pool);

            site_of(conf)->policies[i] = value;
            return value ? NULL : no_url(cmd, url);
        }
        known = apr_pstrcat(cmd->pool, known, i ? ", " : "",
                            nf_site_policies[i], NULL);
    }
    return apr_psprintf(cmd->pool,
                        "NewsFilterPolicy: '%s' is no policy that schema.org "
                        "knows; use one of %s",
                        name, known);
}

/* Sections in front, in the order given; the rule for all sections behind. */
static void add_rule(apr_pool_t *p, nfm_site_conf_t *site, nf_type_rule_t rule)
{
    const apr_array_header_t *old = site->types;
    apr_array_header_t *types =
        apr_array_make(p, old ? old->nelts + 1 : 1, sizeof(rule));
    int i, n = old ? old->nelts - is_closed(old) : 0;

    for (i = 0; i < n; i++) {
        APR_ARRAY_PUSH(types, nf_type_rule_t) =
            APR_ARRAY_IDX(old, i, nf_type_rule_t);
    }
    APR_ARRAY_PUSH(types, nf_type_rule_t) = rule;
    if (rule.section && old && n < old->nelts) {
        APR_ARRAY_PUSH(types, nf_type_rule_t) =
            APR_ARRAY_IDX(old, n, nf_type_rule_t);
    }
    site->types = types;
}

const char *nfm_set_type(cmd_parms *cmd, void *conf, const char *type,
                         const char *section)
{
    nf_type_rule_t rule = {NULL, NULL};

    if (!is_none(type) && (rule.type = nf_site_type(type)) == NULL) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterType: '%s' is no type of article; use "
                            "one of %s; or None",
                            type, nf_site_types);
    }
    if (section) {
        if (strncasecmp(section, "section=", 8) == 0) {
            rule.section = name_of(cmd->pool, section + 8);
        }
        if (rule.section == NULL) {
            return apr_psprintf(cmd->pool,
                                "NewsFilterType: '%s' names no section; "
                                "write for example \"section=Opinion\", or "
                                "put the directive into a <Location>",
                                section);
        }
    }
    add_rule(cmd->pool, site_of(conf), rule);
    return NULL;
}

const char *nfm_set_paywall(cmd_parms *cmd, void *conf, int argc,
                            char *const argv[])
{
    nfm_site_conf_t *site = site_of(conf);
    apr_array_header_t *list = apr_array_make(cmd->pool, 1, sizeof(char *));
    int i;

    if (argc == 1 && is_none(argv[0])) {
        site->paywall = list;
        return NULL;
    }
    for (i = 0; i < argc && argv[i][0] == '.'
                && nf_paywall_is_class(nf_str(argv[i] + 1));
         i++) {
        APR_ARRAY_PUSH(list, const char *) = argv[i] + 1;
    }
    if (argc == 0 || i < argc) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterPaywallSelector: '%s' is no selector "
                            "of one class, which is what search engines "
                            "read; write for example .paywall, or None",
                            argc ? argv[i] : "");
    }
    if (argc > NF_MAX_SELECTORS) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterPaywallSelector: more than %d "
                            "selectors; give those parts one class",
                            NF_MAX_SELECTORS);
    }
    site->paywall = list;
    return NULL;
}

/* Europe/Berlin, Etc/GMT+5: no way out of the folder. */
static int is_zone_name(const char *s)
{
    size_t n = strlen(s), i = 0;

    while (i < n && (apr_isalnum(s[i]) || strchr("/_+-", s[i]))) {
        i++;
    }
    return n > 0 && i == n && n <= MOST_ZONE_NAME && s[0] != '/'
           && s[n - 1] != '/' && strstr(s, "//") == NULL;
}

static const nf_zone_t *read_zone(apr_pool_t *p, const char *name)
{
    const char *path = apr_pstrcat(p, ZONEINFO, name, NULL);
    const nf_zone_t *zone = NULL;
    apr_size_t len = NF_MAX_ZONE_FILE;
    apr_file_t *file;
    apr_finfo_t info;
    char *bytes;

    if (!is_zone_name(name)
        || apr_file_open(&file, path, APR_FOPEN_READ | APR_FOPEN_BINARY, 0, p)
               != APR_SUCCESS) {
        return NULL;
    }
    if (apr_file_info_get(&info, APR_FINFO_SIZE | APR_FINFO_TYPE, file)
            == APR_SUCCESS
        && info.filetype == APR_REG && info.size <= NF_MAX_ZONE_FILE) {
        len = (apr_size_t)info.size;
        bytes = apr_palloc(p, len + 1);
        if (apr_file_read_full(file, bytes, len, NULL) == APR_SUCCESS) {
            zone = nf_zone_read((nf_str_t){bytes, len}, p);
        }
    }
    apr_file_close(file);
    return zone;
}

const char *nfm_set_timezone(cmd_parms *cmd, void *conf, const char *name)
{
    nfm_site_conf_t *site = site_of(conf);

    if (is_none(name)) {
        site->zone_name = "";
        site->zone = NULL;
        return NULL;
    }
    site->zone = nf_zone_fixed(name, cmd->pool);
    if (site->zone == NULL) {
        site->zone = read_zone(cmd->pool, name);
    }
    if (site->zone == NULL) {
        return apr_psprintf(
            cmd->pool,
            "NewsFilterTimezone: '%s' is no time zone in " ZONEINFO
            "; write for example Europe/Berlin "
            "(needs the system's tzdata), +01:00, or None",
            name);
    }
    site->zone_name = name;
    return NULL;
}

const char *nfm_set_placement(cmd_parms *cmd, void *conf, const char *place)
{
    if (strcasecmp(place, "head") != 0 && strcasecmp(place, "body") != 0) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterPlacement: '%s' is no place for the "
                            "JSON-LD; write head or body",
                            place);
    }
    site_of(conf)->in_head = strcasecmp(place, "head") == 0;
    return NULL;
}
