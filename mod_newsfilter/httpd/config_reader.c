/* config_reader.c -- the directives of the reader view (config_reader.h). */
#include <apr_lib.h>
#include <apr_strings.h>

#include "config.h"
#include "digest.h"
#include "../page/charset.h"
#include "../render/template.h"

#define UNSET (-1)

#define DEFAULT_PARAM "newsfilter"
#define DEFAULT_FORMATS \
    (1 << NFM_VIEW_READER | 1 << NFM_VIEW_MARKDOWN | 1 << NFM_VIEW_TEXT)
#define MOST_NAME_LENGTH 64
#define MOST_FILE_LENGTH (64 * 1024)

void nfm_reader_conf_init(nfm_reader_conf_t *conf)
{
    conf->mode = UNSET;
    conf->negotiate = UNSET;
    conf->cookie = UNSET;
    conf->link = UNSET;
    conf->controls = UNSET;
    conf->noindex = UNSET;
    conf->formats = UNSET;
}

void nfm_reader_conf_merge(nfm_reader_conf_t *conf,
                           const nfm_reader_conf_t *base,
                           const nfm_reader_conf_t *add)
{
#define PICK(field) (add->field != UNSET ? add->field : base->field)
#define PICK_PTR(field) (add->field ? add->field : base->field)
    conf->mode = PICK(mode);
    conf->negotiate = PICK(negotiate);
    conf->cookie = PICK(cookie);
    conf->link = PICK(link);
    conf->controls = PICK(controls);
    conf->noindex = PICK(noindex);
    conf->formats = PICK(formats);
    conf->param = PICK_PTR(param);
    conf->prefix = PICK_PTR(prefix);
    conf->stylesheet = PICK_PTR(stylesheet);
    conf->logo = PICK_PTR(logo);
    conf->header = PICK_PTR(header);
    conf->footer = PICK_PTR(footer);
    conf->template = PICK_PTR(template);
#undef PICK
#undef PICK_PTR
}

const char *nfm_reader_param(const nfm_reader_conf_t *conf)
{
    return conf->param ? conf->param : DEFAULT_PARAM;
}

const char *nfm_reader_prefix(const nfm_reader_conf_t *conf)
{
    return conf->prefix && *conf->prefix ? conf->prefix : NULL;
}

int nfm_reader_formats(const nfm_reader_conf_t *conf)
{
    return conf->formats != UNSET ? conf->formats : DEFAULT_FORMATS;
}

int nfm_reader_gives(const nfm_reader_conf_t *conf, nfm_view_e view)
{
    return view == NFM_VIEW_PAGE
           || (nfm_reader_formats(conf) & 1 << view) != 0;
}

int nfm_reader_negotiates(const nfm_reader_conf_t *conf)
{
    return conf->negotiate == 1;
}

int nfm_reader_has_cookie(const nfm_reader_conf_t *conf)
{
    return conf->cookie == 1;
}

void nfm_reader_conf_digest(const nfm_reader_conf_t *conf, apr_uint64_t *h)
{
    nfm_digest_number(h, nfm_reader_formats(conf));
    nfm_digest_string(h, conf->param);
    nfm_digest_string(h, conf->prefix);
    nfm_digest_number(h, nfm_reader_controls(conf));
    nfm_digest_number(h, nfm_reader_is_noindex(conf));
    nfm_digest_string(h, conf->stylesheet);
    nfm_digest_string(h, conf->logo);
    nfm_digest_string(h, conf->header);
    nfm_digest_string(h, conf->footer);
    nfm_digest_string(h, conf->template);
}

int nfm_reader_controls(const nfm_reader_conf_t *conf)
{
    return conf->controls != 0;
}

int nfm_reader_is_noindex(const nfm_reader_conf_t *conf)
{
    return conf->noindex != 0;
}

static nfm_reader_conf_t *reader_of(void *conf)
{
    return &((nfm_conf_t *)conf)->reader;
}

const char *nfm_set_reader(cmd_parms *cmd, void *conf, const char *arg)
{
    static const char *const modes[] = {"Off", "On", "Always"};
    int i;

    for (i = 0; i < 3; i++) {
        if (ap_cstr_casecmp(arg, modes[i]) == 0) {
            reader_of(conf)->mode = i;
            return NULL;
        }
    }
    return apr_psprintf(cmd->pool,
                        "NewsFilterReader: '%s' is none of Off, On and "
                        "Always",
                        arg);
}

const char *nfm_set_reader_param(cmd_parms *cmd, void *conf, const char *arg)
{
    const char *p = arg;

    while (apr_isalnum(*p) || *p == '-' || *p == '_') {
        p++;
    }
    if (p == arg || *p != '\0' || p - arg > MOST_NAME_LENGTH) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterReaderParam: '%s' cannot name a query "
                            "argument; use 1 to %d letters, digits, '-' and "
                            "'_', for example view",
                            arg, MOST_NAME_LENGTH);
    }
    reader_of(conf)->param = arg;
    return NULL;
}

const char *nfm_set_reader_prefix(cmd_parms *cmd, void *conf, const char *arg)
{
    size_t n = strlen(arg), i;

    if (ap_cstr_casecmp(arg, "none") == 0) {
        reader_of(conf)->prefix = "";
        return NULL;
    }
    for (i = 0; i < n && (apr_isalnum(arg[i]) || strchr("/-._~", arg[i]));
         i++) {
        continue;
    }
    if (n < 3 || i < n || arg[0] != '/' || arg[n - 1] != '/'
        || strstr(arg, "//") || strstr(arg, "/.")) {
        return apr_psprintf(cmd->pool,
                            "NewsFilterReaderPrefix: '%s' is no path of "
                            "letters, digits, '-', '_', '.' and '~' that "
                            "begins and ends with a slash; write for example "
                            "/reader/, or none",
                            arg);
    }
    reader_of(conf)->prefix = arg;
    return NULL;
}

const char *nfm_set_reader_formats(cmd_parms *cmd, void *conf, int argc,
                                   char *const argv[])
{
    int formats = 0, i;

    for (i = 0; i < argc; i++) {
        nfm_view_e view = nfm_view_named(argv[i]);

        if (view == NFM_VIEW_PAGE) {
            return apr_psprintf(cmd->pool,
                                "NewsFilterReaderFormats: '%s' is no view; "
                                "name some of reader, markdown, text and "
                                "json",
                                argv[i]);
        }
        formats |= 1 << view;
    }
    if (formats == 0) {
        return "NewsFilterReaderFormats: name some of reader, markdown, text "
               "and json";
    }
    reader_of(conf)->formats = formats;
    return NULL;
}

const char *nfm_set_reader_robots(cmd_parms *cmd, void *conf, const char *arg)
{
    if (ap_cstr_casecmp(arg, "noindex") == 0) {
        reader_of(conf)->noindex = 1;
    }
    else if (ap_cstr_casecmp(arg, "canonical") == 0) {
        reader_of(conf)->noindex = 0;
    }
    else {
        return apr_psprintf(cmd->pool,
                            "NewsFilterReaderRobots: '%s' is neither noindex "
                            "nor canonical",
                            arg);
    }
    return NULL;
}

/* An address that may stand in the view and in its policy: of this site or
 * another. "none" takes it away. */
static const char *set_address(cmd_parms *cmd, const char **field,
                               const char *arg)
{
    int own = arg[0] == '/' && arg[1] != '/';

    if (ap_cstr_casecmp(arg, "none") == 0) {
        *field = "";
        return NULL;
    }
    if ((!own && !nfm_address_is_plain(arg))
        || strcmp(nfm_address_clean(cmd->pool, arg, NULL), arg) != 0
        || strpbrk(arg, ";,'")) {
        return apr_psprintf(cmd->pool,
                            "%s: '%s' is no address; write one that begins "
                            "with / or https://, without ; , or ', or none",
                            cmd->cmd->name, arg);
    }
    *field = arg;
    return NULL;
}

const char *nfm_set_reader_stylesheet(cmd_parms *cmd, void *conf,
                                      const char *arg)
{
    return set_address(cmd, &reader_of(conf)->stylesheet, arg);
}

const char *nfm_set_reader_logo(cmd_parms *cmd, void *conf, const char *arg)
{
    return set_address(cmd, &reader_of(conf)->logo, arg);
}

/* Read a file of HTML, once, at the start. "none" takes it away. */
static const char *set_file(cmd_parms *cmd, const char **field,
                            const char *arg)
{
    const char *path = ap_server_root_relative(cmd->pool, arg);
    apr_size_t len = MOST_FILE_LENGTH + 1;
    apr_status_t rv = APR_EBADPATH;
    apr_file_t *file;
    char *text;

    if (ap_cstr_casecmp(arg, "none") == 0) {
        *field = "";
        return NULL;
    }
    text = apr_palloc(cmd->pool, len + 1);
    if (path) {
        rv = apr_file_open(&file, path, APR_READ, 0, cmd->temp_pool);
    }
    if (rv == APR_SUCCESS) {
        rv = apr_file_read_full(file, text, len, &len);
        apr_file_close(file);
    }
    if (rv != APR_SUCCESS && !APR_STATUS_IS_EOF(rv)) {
        return apr_psprintf(cmd->pool, "%s: '%s' cannot be read: %pm",
                            cmd->cmd->name, arg, &rv);
    }
    if (len > MOST_FILE_LENGTH || !nf_utf8_valid((nf_str_t){text, len})
        || memchr(text, '\0', len)) {
        return apr_psprintf(cmd->pool,
                            "%s: '%s' is not HTML in UTF-8 of up to %d bytes",
                            cmd->cmd->name, arg, MOST_FILE_LENGTH);
    }
    text[len] = '\0';
    *field = text;
    return NULL;
}

const char *nfm_set_reader_header(cmd_parms *cmd, void *conf, const char *arg)
{
    return set_file(cmd, &reader_of(conf)->header, arg);
}

const char *nfm_set_reader_footer(cmd_parms *cmd, void *conf, const char *arg)
{
    return set_file(cmd, &reader_of(conf)->footer, arg);
}

const char *nfm_set_reader_template(cmd_parms *cmd, void *conf,
                                    const char *arg)
{
    const char *text = NULL;
    const char *error = set_file(cmd, &text, arg);

    if (error == NULL && *text) {
        error = nf_template_check(nf_str(text), cmd->pool);
        if (error) {
            error = apr_psprintf(cmd->pool, "%s: %s: %s", cmd->cmd->name, arg,
                                 error);
        }
    }
    reader_of(conf)->template = text;
    return error;
}
