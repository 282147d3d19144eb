/*
 * config_reader.h -- the directives of the reader view, NewsFilterReader...
 *
 * A part of nfm_conf_t (config.h): same rules of merging, same ownership.
 * The getters put the defaults in.
 */
#ifndef NFM_CONFIG_READER_H
#define NFM_CONFIG_READER_H

#include "httpd.h"
#include "http_config.h"
#include "address.h"

typedef enum nfm_reader_mode_e {
    NFM_READER_OFF,
    NFM_READER_ON,    /* at addresses of their own */
    NFM_READER_ALWAYS /* in the place of every article */
} nfm_reader_mode_e;

typedef struct nfm_reader_conf_t {
    int mode; /* -1: unset, as all numbers below */
    int negotiate;
    int cookie;
    int link;
    int controls;
    int noindex;
    int formats;        /* of views: 1 << nfm_view_e */
    const char *param;  /* NULL: unset */
    const char *prefix; /* NULL: unset; "": none */
    /* of the view's face (render/style.h); the same */
    const char *stylesheet;
    const char *logo;
    const char *header;
    const char *footer;
    const char *template;
} nfm_reader_conf_t;

void nfm_reader_conf_init(nfm_reader_conf_t *conf);
void nfm_reader_conf_merge(nfm_reader_conf_t *conf,
                           const nfm_reader_conf_t *base,
                           const nfm_reader_conf_t *add);

/* All that changes a page or a view; for articles with links also where the
 * views are. */
void nfm_reader_conf_digest(const nfm_reader_conf_t *conf, apr_uint64_t *h);

/* Name of the query argument that asks for a view, and of the cookie. */
const char *nfm_reader_param(const nfm_reader_conf_t *conf);

/* "/reader/", or NULL. */
const char *nfm_reader_prefix(const nfm_reader_conf_t *conf);

/* The views that may be asked for, 1 << nfm_view_e each. */
int nfm_reader_formats(const nfm_reader_conf_t *conf);
int nfm_reader_gives(const nfm_reader_conf_t *conf, nfm_view_e view);

/* Does the answer at one address depend on Accept, or on Cookie? */
int nfm_reader_negotiates(const nfm_reader_conf_t *conf);
int nfm_reader_has_cookie(const nfm_reader_conf_t *conf);

/* May readers choose theme, text size and line width? */
int nfm_reader_controls(const nfm_reader_conf_t *conf);

/* Are views kept out of search engines? */
int nfm_reader_is_noindex(const nfm_reader_conf_t *conf);

/* The setters, for nfm_conf_commands; flags need none. */
const char *nfm_set_reader(cmd_parms *cmd, void *conf, const char *arg);
const char *nfm_set_reader_param(cmd_parms *cmd, void *conf, const char *arg);
const char *nfm_set_reader_prefix(cmd_parms *cmd, void *conf, const char *arg);
const char *nfm_set_reader_formats(cmd_parms *cmd, void *conf, int argc,
                                   char *const argv[]);
const char *nfm_set_reader_robots(cmd_parms *cmd, void *conf, const char *arg);
const char *nfm_set_reader_stylesheet(cmd_parms *cmd, void *conf,
                                      const char *arg);
const char *nfm_set_reader_logo(cmd_parms *cmd, void *conf, const char *arg);
const char *nfm_set_reader_header(cmd_parms *cmd, void *conf, const char *arg);
const char *nfm_set_reader_footer(cmd_parms *cmd, void *conf, const char *arg);
const char *nfm_set_reader_template(cmd_parms *cmd, void *conf,
                                    const char *arg);

#endif
