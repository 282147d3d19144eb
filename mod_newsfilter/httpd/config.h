/*
 * config.h -- the directives, their merge, their defaults.
 *
 * One struct per directory. Each field is unset until a directive sets it;
 * merging takes the inner section's value where it is set, and the getters
 * put the default in at use. So any section can turn on what an outer one
 * turned off, and the other way round.
 *
 * NewsFilterMaxSize and NewsFilterMaxDelay protect the server: what an
 * .htaccess file says of them is kept apart as a bound and can only lower
 * them, however the sections are merged.
 *
 * Ownership: the pool given. Threads: read-only once made.
 */
#ifndef NFM_CONFIG_H
#define NFM_CONFIG_H

#include "httpd.h"
#include "http_config.h"
#include "util_filter.h"
#include "address.h"
#include "cache.h"
#include "config_site.h"
#include "config_reader.h"
#include "properties.h"
#include "stats.h"
#include "../detect/settings.h"

/* Where the ticker is shown; bits. */
enum { NFM_TICKER_OFF = 0, NFM_TICKER_PAGE = 1, NFM_TICKER_READER = 2 };

typedef struct nfm_selector_t {
    const char *xpath; /* empty: nothing; NULL: what is found without it */
} nfm_selector_t;

typedef struct nfm_conf_t {
    int enabled; /* -1: unset, as all below */
    int backend_identity;
    int existing; /* nf_existing_e */
    int body;
    apr_off_t max_size;
    apr_off_t max_size_bound; /* of .htaccess */
    apr_interval_time_t max_delay;
    apr_interval_time_t max_delay_bound;
    const char *charset; /* NULL: unset */
    const char *site_name;
    int ticker;                            /* NFM_TICKER_*, or -1 */
    const nfm_selector_t *ticker_selector; /* NULL: unset */
    nfm_site_conf_t site;
    nfm_reader_conf_t reader;
    nfm_properties_t *properties;
    apr_uint64_t hash; /* of all that; 0: not yet known */
} nfm_conf_t;

void *nfm_conf_create(apr_pool_t *p, char *dir);
void *nfm_conf_merge(apr_pool_t *p, void *basev, void *addv);
extern const command_rec nfm_conf_commands[];

/* Of the whole server: the same in every virtual host. */
typedef struct nfm_shared_t {
    nfm_stats_t *stats;
    nfm_cache_t *cache;
    ap_filter_rec_t *filter; /* NEWSFILTER */
    int watched;             /* by modules that see each article */
} nfm_shared_t;

/* Before it is shared, the main server has the cache of its directive, or
 * NULL, and nothing else. */
void *nfm_conf_create_server(apr_pool_t *p, server_rec *s);
void nfm_conf_share(server_rec *s, const nfm_shared_t *shared);
const nfm_shared_t *nfm_conf_shared(const server_rec *s);
nfm_stats_t *nfm_conf_stats(const request_rec *r);
nfm_cache_t *nfm_conf_cache(const server_rec *s);

/* Hook child_init: the memory in which this child's threads read pages. What
 * one has read in serves the next; NULL where it cannot be made. */
void nfm_conf_child(server_rec *s);
apr_allocator_t *nfm_conf_allocator(const server_rec *s);

/* The configuration of a request. Never NULL. */
const nfm_conf_t *nfm_conf_of(const request_rec *r);

int nfm_conf_enabled(const nfm_conf_t *conf);
/* Does this section give views? NewsFilter Off says no to all. */
nfm_reader_mode_e nfm_conf_reader(const nfm_conf_t *conf);

/* Do articles say where their views are? */
int nfm_reader_links(const nfm_conf_t *conf);
int nfm_conf_backend_identity(const nfm_conf_t *conf);
apr_off_t nfm_conf_max_size(const nfm_conf_t *conf);
apr_interval_time_t nfm_conf_max_delay(const nfm_conf_t *conf);

/* What the core has to know of them. */
void nfm_conf_settings(const nfm_conf_t *conf, nf_settings_t *settings);

/* A number for all that decides how a page is changed: the version, the
 * effective directives and the values of NewsFilterProperty (or NULL). Equal
 * numbers: equal output for equal pages. The digest is its short form, for
 * entity tags. */
apr_uint64_t nfm_conf_hash(const nfm_conf_t *conf, nfm_view_e view,
                           const nfm_values_t *values);
unsigned nfm_conf_digest(apr_uint64_t hash);

#endif
