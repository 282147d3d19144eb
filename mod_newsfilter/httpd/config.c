/* config.c -- the directives (config.h). */
#include <apr_allocator.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include <apr_thread_mutex.h>

#include "config.h"
#include "digest.h"
#include "../page/charset.h"
#include "../page/limits.h"
#include "../page/selector.h"
#include "../render/enrich.h"

extern module AP_MODULE_DECLARE_DATA newsfilter_module;

#define UNSET (-1)

#define DEFAULT_MAX_SIZE (4 * 1024 * 1024)
#define DEFAULT_MAX_DELAY apr_time_from_msec(500)

#define LEAST_MAX_SIZE 1024

#define MOST_MAX_DELAY apr_time_from_sec(60)

/* Of the memory in which pages are read, so much stays with a child. Given
 * back to the system and fetched again for each page it would cost more than
 * the reading: a system with several threads has to tell all of them. */
#define KEPT_FREE (16 * 1024 * 1024)

void *nfm_conf_create(apr_pool_t *p, char *dir)
{
    nfm_conf_t *conf = apr_pcalloc(p, sizeof(*conf));

    conf->enabled = UNSET;
    conf->backend_identity = UNSET;
    conf->ticker = UNSET;
    conf->existing = UNSET;
    conf->body = UNSET;
    conf->max_size = UNSET;
    conf->max_size_bound = UNSET;
    conf->max_delay = UNSET;
    conf->max_delay_bound = UNSET;
    nfm_site_conf_init(&conf->site);
    nfm_reader_conf_init(&conf->reader);
    return conf;
}

void *nfm_conf_merge(apr_pool_t *p, void *basev, void *addv)
{
    const nfm_conf_t *base = basev, *add = addv;
    nfm_conf_t *conf = apr_palloc(p, sizeof(*conf));

#define PICK(field) (add->field != UNSET ? add->field : base->field)
#define PICK_PTR(field) (add->field ? add->field : base->field)
    conf->enabled = PICK(enabled);
    conf->backend_identity = PICK(backend_identity);
    conf->existing = PICK(existing);
    conf->body = PICK(body);
    conf->max_size = PICK(max_size);
    conf->max_size_bound = PICK(max_size_bound);
    conf->max_delay = PICK(max_delay);
    conf->max_delay_bound = PICK(max_delay_bound);
    conf->charset = PICK_PTR(charset);
    conf->site_name = PICK_PTR(site_name);
    conf->ticker = PICK(ticker);
    conf->ticker_selector = PICK_PTR(ticker_selector);
#undef PICK
#undef PICK_PTR
    nfm_site_conf_merge(p, &conf->site, &base->site, &add->site);
    nfm_reader_conf_merge(&conf->reader, &base->reader, &add->reader);
    conf->properties =
        nfm_properties_merge(p, base->properties, add->properties);
    conf->hash = 0;
    return conf;
}

static nf_existing_e existing_of(const nfm_conf_t *conf)
{
    return conf->existing == UNSET ? NF_EXISTING_KEEP
                                   : (nf_existing_e)conf->existing;
}

/* Of all directives that decide how a page is changed. */
static apr_uint64_t hash_of(const nfm_conf_t *conf)
{
    apr_uint64_t h = 0;

    nfm_digest_string(&h, NF_VERSION);
    nfm_digest_number(&h, existing_of(conf));
    nfm_digest_number(&h, conf->body == 1);
    nfm_digest_string(&h, conf->charset);
    nfm_digest_string(&h, conf->site_name);
    nfm_digest_number(&h, conf->ticker == UNSET ? 0 : conf->ticker);
    nfm_digest_string(&h, conf->ticker_selector ? conf->ticker_selector->xpath
                                                : NULL);
    nfm_site_conf_digest(&conf->site, &h);
    nfm_digest_number(&h, nfm_reader_links(conf));
    nfm_reader_conf_digest(&conf->reader, &h);
    nfm_properties_digest(conf->properties, &h);
    return h;
}

typedef struct server_conf_t {
    nfm_shared_t shared;
    apr_allocator_t *allocator; /* shared too */
} server_conf_t;

static server_conf_t *server_conf(const server_rec *s)
{
    return ap_get_module_config(s->module_config, &newsfilter_module);
}

void *nfm_conf_create_server(apr_pool_t *p, server_rec *s)
{
    return apr_pcalloc(p, sizeof(server_conf_t));
}

void nfm_conf_share(server_rec *s, const nfm_shared_t *shared)
{
    for (; s; s = s->next) {
        nfm_conf_t *conf =
            ap_get_module_config(s->lookup_defaults, &newsfilter_module);

        server_conf(s)->shared = *shared;
        conf->hash = hash_of(conf);
    }
}

const nfm_shared_t *nfm_conf_shared(const server_rec *s)
{
    return &server_conf(s)->shared;
}

nfm_stats_t *nfm_conf_stats(const request_rec *r)
{
    return nfm_conf_shared(r->server)->stats;
}

nfm_cache_t *nfm_conf_cache(const server_rec *s)
{
    return nfm_conf_shared(s)->cache;
}

/* Lives as long as the child: some of its requests may end after its pool. */
static apr_allocator_t *make_allocator(apr_pool_t *pool)
{
    apr_allocator_t *allocator;

    if (apr_allocator_create(&allocator) != APR_SUCCESS) {
        return NULL;
    }
#if APR_HAS_THREADS
    {
        apr_thread_mutex_t *mutex;

        if (apr_thread_mutex_create(&mutex, APR_THREAD_MUTEX_DEFAULT, pool)
            != APR_SUCCESS) {
            apr_allocator_destroy(allocator);
            return NULL;
        }
        apr_allocator_mutex_set(allocator, mutex);
    }
#endif
    apr_allocator_max_free_set(allocator, KEPT_FREE);
    return allocator;
}

void nfm_conf_child(server_rec *s)
{
    apr_allocator_t *allocator = make_allocator(s->process->pool);

    for (; s; s = s->next) {
        server_conf(s)->allocator = allocator;
    }
}

apr_allocator_t *nfm_conf_allocator(const server_rec *s)
{
    return server_conf(s)->allocator;
}

const nfm_conf_t *nfm_conf_of(const request_rec *r)
{
    return ap_get_module_config(r->per_dir_config, &newsfilter_module);
}

int nfm_conf_enabled(const nfm_conf_t *conf)
{
    return conf->enabled == 1;
}

nfm_reader_mode_e nfm_conf_reader(const nfm_conf_t *conf)
{
    if (conf->enabled != 1 || conf->reader.mode == UNSET) {
        return NFM_READER_OFF;
    }
    return (nfm_reader_mode_e)conf->reader.mode;
}

int nfm_reader_links(const nfm_conf_t *conf)
{
    return nfm_conf_reader(conf) != NFM_READER_OFF && conf->reader.link == 1;
}

int nfm_conf_backend_identity(const nfm_conf_t *conf)
{
    return conf->backend_identity == 1;
}

apr_off_t nfm_conf_max_size(const nfm_conf_t *conf)
{
    apr_off_t size =
        conf->max_size != UNSET ? conf->max_size : DEFAULT_MAX_SIZE;

    if (conf->max_size_bound != UNSET && conf->max_size_bound < size) {
        size = conf->max_size_bound;
    }
    return size;
}

apr_interval_time_t nfm_conf_max_delay(const nfm_conf_t *conf)
{
    apr_interval_time_t delay =
        conf->max_delay != UNSET ? conf->max_delay : DEFAULT_MAX_DELAY;

    if (conf->max_delay_bound != UNSET && conf->max_delay_bound < delay) {
        delay = conf->max_delay_bound;
    }
    return delay;
}

void nfm_conf_settings(const nfm_conf_t *conf, nf_settings_t *settings)
{
    const nfm_selector_t *named = conf->ticker_selector;
    int ticker = conf->ticker == UNSET ? NFM_TICKER_OFF : conf->ticker;

    settings->site_name = conf->site_name;
    settings->ticker_list = (ticker & NFM_TICKER_PAGE) != 0;
    settings->reader_ticker = (ticker & NFM_TICKER_READER) != 0;
    settings->ticker_selector = named ? named->xpath : NULL;
    nfm_site_conf_settings(&conf->site, settings);
    settings->existing = existing_of(conf);
    settings->body = conf->body == 1;
}

apr_uint64_t nfm_conf_hash(const nfm_conf_t *conf, nfm_view_e view,
                           const nfm_values_t *values)
{
    apr_uint64_t h = conf->hash ? conf->hash : hash_of(conf);

    nfm_digest_number(&h, view);
    nfm_values_digest(conf->properties, values, &h);
    return nfm_digest_end(h);
}

unsigned nfm_conf_digest(apr_uint64_t hash)
{
    return (unsigned)(hash ^ hash >> 32);
}

static int in_htaccess(const cmd_parms *cmd)
{
    return ap_check_cmd_context((cmd_parms *)cmd, NOT_IN_HTACCESS) != NULL;
}

/* Bytes, or a number with K or M behind it. */
static int parse_size(const char *arg, apr_off_t *size)
{
    char *end;
    int shift = 0;

    if (!apr_isdigit(*arg)
        || apr_strtoff(size, arg, &end, 10) != APR_SUCCESS) {
        return 0;
    }
    if (*end == 'K' || *end == 'k') {
        shift = 10;
    }
    else if (*end == 'M' || *end == 'm') {
        shift = 20;
    }
    if (end[shift != 0] != '\0' || *size > NF_MAX_PAGE) {
        return 0;
    }
    *size *= (apr_off_t)1 << shift;
    return *size >= LEAST_MAX_SIZE && *size <= NF_MAX_PAGE;
}

static const char *set_max_size(cmd_parms *cmd, void *confv, const char *arg)
{
    nfm_conf_t *conf = confv;
    apr_off_t size;

    if (!parse_size(arg, &size)) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterMaxSize: '%s' is no size between "
                            "1K and %uM; write bytes or a number with K or "
                            "M, for example 4M",
                            arg, NF_MAX_PAGE >> 20);
    }
    *(in_htaccess(cmd) ? &conf->max_size_bound : &conf->max_size) = size;
    return NULL;
}

static const char *set_max_delay(cmd_parms *cmd, void *confv, const char *arg)
{
    nfm_conf_t *conf = confv;
    apr_interval_time_t delay;

    if (!apr_isdigit(*arg)
        || ap_timeout_parameter_parse(arg, &delay, "s") != APR_SUCCESS
        || delay < 0 || delay > MOST_MAX_DELAY) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterMaxDelay: '%s' is no time between 0 "
                            "and 60s; write seconds or a number with ms or "
                            "s, for example 500ms",
                            arg);
    }
    *(in_htaccess(cmd) ? &conf->max_delay_bound : &conf->max_delay) = delay;
    return NULL;
}

static const char *set_cache(cmd_parms *cmd, void *confv, const char *arg)
{
    const char *wrong = ap_check_cmd_context(cmd, GLOBAL_ONLY);

    return wrong ? wrong
                 : nfm_cache_create(&server_conf(cmd->server)->shared.cache,
                                    arg, cmd->temp_pool, cmd->pool);
}

static const char *set_charset(cmd_parms *cmd, void *confv, const char *arg)
{
    nfm_conf_t *conf = confv;
    const char *name = nf_charset_from_label(nf_str(arg));

    if (name == NULL || !nf_charset_is_insertable(name)) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterCharset: '%s' is no character set in "
                            "which HTML is written without a mark; use a "
                            "label that browsers know, for example "
                            "windows-1251 or shift_jis",
                            arg);
    }
    conf->charset = name;
    return NULL;
}

static const char *set_site_name(cmd_parms *cmd, void *confv, const char *arg)
{
    nfm_conf_t *conf = confv;
    nf_str_t name = nf_str_trim(nf_str(arg));

    if (name.len == 0 || name.len > NF_MAX_NAME || !nf_utf8_valid(name)) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterSiteName: give the publisher's name "
                            "in quotes, 1 to %d bytes of UTF-8, for example "
                            "\"The Daily Example\"",
                            NF_MAX_NAME);
    }
    conf->site_name = nf_str_dup(cmd->pool, name);
    return NULL;
}

static const char *set_ticker(cmd_parms *cmd, void *confv, const char *arg)
{
    static const struct {
        const char *name;
        int value;
    } values[] = {{"Off", NFM_TICKER_OFF},
                  {"Page", NFM_TICKER_PAGE},
                  {"Reader", NFM_TICKER_READER},
                  {"On", NFM_TICKER_PAGE | NFM_TICKER_READER}};
    nfm_conf_t *conf = confv;
    size_t i;

    for (i = 0; i < sizeof(values) / sizeof(*values); i++) {
        if (strcasecmp(arg, values[i].name) == 0) {
            conf->ticker = values[i].value;
            return NULL;
        }
    }
    return apr_psprintf(cmd->pool,
                        "NewsFilterTicker: '%s' says not where the ticker is "
                        "shown; use On, Off, Page or Reader",
                        arg);
}

static const char *set_ticker_selector(cmd_parms *cmd, void *confv,
                                       const char *arg)
{
    nfm_conf_t *conf = confv;
    nfm_selector_t *named = apr_pcalloc(cmd->pool, sizeof(*named));
    const char *why = NULL;

    if (strcasecmp(arg, "None") == 0) {
        named->xpath = "";
    }
    else if (strcasecmp(arg, "Auto") != 0) {
        named->xpath = nf_selector_xpath(arg, &why, cmd->pool);
    }
    if (why) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterTickerSelector: '%s' names no "
                            "elements: %s; use simple CSS such as "
                            "\".top-bar li\", an XPath such as "
                            "\"//div[@id='top']\", Auto or None",
                            arg, why);
    }
    conf->ticker_selector = named;
    return NULL;
}

static const char *set_existing(cmd_parms *cmd, void *confv, const char *arg)
{
    static const char *const names[] = {"keep", "complete", "replace"};
    nfm_conf_t *conf = confv;
    int i;

    for (i = NF_EXISTING_KEEP; i <= NF_EXISTING_REPLACE; i++) {
        if (strcasecmp(arg, names[i]) == 0) {
            conf->existing = i;
            return NULL;
        }
    }
    return apr_psprintf(cmd->pool,
                        "NewsFilterExisting: '%s' is nothing to do with "
                        "structured data that a page has; use keep, complete "
                        "or replace",
                        arg);
}

#define FLAG(name, field, help)          \
    AP_INIT_FLAG(name, ap_set_flag_slot, \
                 (void *)APR_OFFSETOF(nfm_conf_t, field), OR_FILEINFO, help)

const command_rec nfm_conf_commands[] = {
    FLAG("NewsFilter", enabled,
         "On to add NewsArticle JSON-LD to served news pages"),
    FLAG("NewsFilterBackendIdentity", backend_identity,
         "On to ask backends for pages without compression"),
    AP_INIT_TAKE1("NewsFilterMaxSize", set_max_size, NULL, OR_FILEINFO,
                  "Largest page that is looked at, for example 4M"),
    AP_INIT_TAKE1("NewsFilterMaxDelay", set_max_delay, NULL, OR_FILEINFO,
                  "Longest time to hold a page back, for example 500ms"),
    AP_INIT_TAKE1("NewsFilterReader", nfm_set_reader, NULL, OR_FILEINFO,
                  "Off, On: views at addresses of their own, or Always: a "
                  "reader view in the place of every article"),
    AP_INIT_TAKE1("NewsFilterReaderParam", nfm_set_reader_param, NULL,
                  OR_FILEINFO,
                  "Name of the query argument that asks for a view"),
    AP_INIT_TAKE1("NewsFilterReaderPrefix", nfm_set_reader_prefix, NULL,
                  RSRC_CONF,
                  "Path under which each page has its reader view, for "
                  "example /reader/, or none"),
    AP_INIT_TAKE_ARGV("NewsFilterReaderFormats", nfm_set_reader_formats, NULL,
                      OR_FILEINFO,
                      "Views that may be asked for: reader, markdown, text, "
                      "json"),
    FLAG("NewsFilterReaderNegotiate", reader.negotiate,
         "On to answer Accept: text/markdown and the like"),
    FLAG("NewsFilterReaderCookie", reader.cookie,
         "On to let readers choose the reader view for good"),
    FLAG("NewsFilterReaderLink", reader.link,
         "On to put a button to the reader view into articles"),
    FLAG("NewsFilterReaderControls", reader.controls,
         "Off to keep readers from choosing how the view looks"),
    AP_INIT_TAKE1("NewsFilterReaderRobots", nfm_set_reader_robots, NULL,
                  OR_FILEINFO,
                  "noindex, or canonical: views only name their page"),
    AP_INIT_TAKE1("NewsFilterReaderStylesheet", nfm_set_reader_stylesheet,
                  NULL, OR_FILEINFO,
                  "Address of the site's own style sheet for views, or none"),
    AP_INIT_TAKE1("NewsFilterReaderLogo", nfm_set_reader_logo, NULL,
                  OR_FILEINFO,
                  "Address of the site's logo for views, or none"),
    AP_INIT_TAKE1("NewsFilterReaderHeader", nfm_set_reader_header, NULL,
                  RSRC_CONF | ACCESS_CONF,
                  "File of HTML above the article in views, or none"),
    AP_INIT_TAKE1("NewsFilterReaderFooter", nfm_set_reader_footer, NULL,
                  RSRC_CONF | ACCESS_CONF,
                  "File of HTML below the article in views, or none"),
    AP_INIT_TAKE1("NewsFilterReaderTemplate", nfm_set_reader_template, NULL,
                  RSRC_CONF | ACCESS_CONF,
                  "File of HTML with placeholders that views are made by, or "
                  "none"),
    AP_INIT_TAKE1("NewsFilterCharset", set_charset, NULL, OR_FILEINFO,
                  "Character set of pages that do not name theirs"),
    AP_INIT_TAKE1("NewsFilterSiteName", set_site_name, NULL, OR_FILEINFO,
                  "Publisher of pages that do not name theirs"),
    AP_INIT_TAKE1("NewsFilterTicker", set_ticker, NULL, OR_FILEINFO,
                  "Where the ticker is shown: On, Off, Page or Reader"),
    AP_INIT_TAKE1("NewsFilterTickerSelector", set_ticker_selector, NULL,
                  OR_FILEINFO,
                  "What the ticker is: CSS selector, XPath, Auto or None"),
    AP_INIT_TAKE123("NewsFilterPublisher", nfm_set_publisher, NULL,
                    OR_FILEINFO,
                    "The publisher's name, address and logo; or None"),
    AP_INIT_TAKE2("NewsFilterPolicy", nfm_set_policy, NULL, OR_FILEINFO,
                  "A policy of the publisher, for example ethicsPolicy, and "
                  "its address or None"),
    AP_INIT_TAKE12("NewsFilterType", nfm_set_type, NULL, OR_FILEINFO,
                   "The type of articles, for example OpinionNewsArticle, "
                   "and of which section=NAME; or None"),
    AP_INIT_TAKE_ARGV("NewsFilterPaywallSelector", nfm_set_paywall, NULL,
                      OR_FILEINFO,
                      "Classes of what only subscribers see, for example "
                      ".paywall; or None"),
    AP_INIT_TAKE1("NewsFilterTimezone", nfm_set_timezone, NULL, OR_FILEINFO,
                  "Zone of times that pages show without one, for example "
                  "Europe/Berlin, +01:00 or None"),
    AP_INIT_TAKE1("NewsFilterPlacement", nfm_set_placement, NULL, OR_FILEINFO,
                  "Where the JSON-LD goes: head or body"),
    FLAG("NewsFilterBreadcrumb", site.breadcrumb,
         "Off to leave the breadcrumb trail of articles alone"),
    FLAG("NewsFilterCollection", site.collection,
         "On to tell which stories a front page or a section lists"),
    FLAG("NewsFilterNonce", site.nonce,
         "On to give the JSON-LD the nonce of the page's scripts"),
    AP_INIT_TAKE23("NewsFilterProperty", nfm_set_property, NULL, OR_FILEINFO,
                   "A property of articles, an expression and its type; or "
                   "unset or keep, and a property"),
    AP_INIT_TAKE1("NewsFilterExisting", set_existing, NULL, OR_FILEINFO,
                  "keep, complete or replace an article of the page's own"),
    FLAG("NewsFilterBody", body,
         "On to put the text of articles into their JSON-LD"),
    AP_INIT_TAKE1("NewsFilterCache", set_cache, NULL, RSRC_CONF,
                  "Where results are kept: shmcb, redis:host:port, "
                  "memcache:host:port, dbm:file or none"),
    {NULL}};
