/*
 * newsfilter.c -- the filter's core on the command line.
 *
 * Exit status: 0 done, 1 the file cannot be read or is no HTML, 2 wrong use.
 * What was asked for goes to stdout, messages go to stderr.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <apr_file_info.h>
#include <apr_general.h>
#include <apr_getopt.h>
#include <libxml/parser.h>
#include "../page/limits.h"
#include "../page/selector.h"
#include "explain.h"
#include "input.h"

enum { EXIT_DONE = 0, EXIT_INPUT = 1, EXIT_USAGE = 2 };

/* What --output takes; the first NF_FORMAT_JSON + 1 numbers are the core's. */
enum { OUT_PAGE = NF_FORMAT_JSON + 1, OUT_EXPLAIN };

static const struct {
    const char *name;
    int format;
} formats[] = {{"json", NF_FORMAT_JSON},
               {"jsonld", NF_FORMAT_JSONLD},
               {"page", OUT_PAGE},
               {"reader", NF_FORMAT_READER},
               {"markdown", NF_FORMAT_MARKDOWN},
               {"text", NF_FORMAT_TEXT},
               {"explain", OUT_EXPLAIN}};

static const apr_getopt_option_t option_table[] = {
    {"output", 'o', 1, "what to print"},
    {"url", 'u', 1, "the page's address"},
    {"charset", 'c', 1, "charset of the Content-Type header"},
    {"rules", 'r', 1, "directory of site rules"},
    {"collection", 'l', 0, "list the stories of a front page"},
    {"ticker", 't', 0, "list the ticker too"},
    {"ticker-selector", 's', 1, "what the ticker is"},
    {"help", 'h', 0, "this text"},
    {"version", 'V', 0, "the version"},
    {NULL, 0, 0, NULL}};

typedef struct command_t {
    int format;
    const char *rules;
    const char *file;
    nf_options_t options;
    int done; /* --help or --version were answered */
} command_t;

static const char usage[] =
    "usage: newsfilter [--output=FORMAT] [--url=URL] [--charset=CS] FILE|-\n";

static const char help[] =
    "\n"
    "Finds the news article in a saved web page, as mod_newsfilter does in a\n"
    "served one. FILE may be - for the standard input.\n"
    "\n"
    "  --output=FORMAT  explain   what was found, where and why (default)\n"
    "                   json      the facts, one line\n"
    "                   jsonld    the JSON-LD block for the page\n"
    "                   page      the page as the filter would send it\n"
    "                   reader    the reader view, a whole HTML page\n"
    "                   markdown  the article as Markdown\n"
    "                   text      the article as plain text\n"
    "  --url=URL        the page's address: relative links need it\n"
    "  --charset=CS     the charset of its Content-Type header\n"
    "  --collection     list the stories of a front page or section\n"
    "  --ticker         list the ticker in a JSON-LD block of its own\n"
    "  --ticker-selector=SELECTOR\n"
    "                   CSS selector or XPath of the ticker\n"
    "  --help           print this text\n"
    "  --version        print the version\n"
    "\n"
    "Exit status: 0 done, 1 the file cannot be read or is no HTML,\n"
    "2 wrong use.\n";

/* What "-" stands for. */
static const char stdin_name[] = "(standard input)";

static int complain(const char *what, const char *about)
{
    fprintf(stderr, "newsfilter: %s: %s\n%s", about, what, usage);
    return EXIT_USAGE;
}

static int find_format(const char *name)
{
    size_t i;

    for (i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
        if (strcmp(name, formats[i].name) == 0) {
            return formats[i].format;
        }
    }
    return -1;
}

static int take_option(command_t *cmd, int option, const char *value,
                       apr_pool_t *pool)
{
    const char *why;

    switch (option) {
    case 'o':
        cmd->format = find_format(value);
        if (cmd->format < 0) {
            return complain("no such output format", value);
        }
        break;
    case 'u':
        cmd->options.url = value;
        break;
    case 'c':
        if (nf_charset_from_label(nf_str(value)) == NULL) {
            return complain("no such charset", value);
        }
        cmd->options.transport_charset = value;
        break;
    case 'r':
        cmd->rules = value;
        break;
    case 'l':
        cmd->options.settings.collection = 1;
        break;
    case 't':
        cmd->options.settings.ticker_list = 1;
        break;
    case 's':
        cmd->options.settings.ticker_selector =
            nf_selector_xpath(value, &why, pool);
        if (why) {
            return complain(why, value);
        }
        break;
    case 'h':
        printf("%s%s", usage, help);
        cmd->done = 1;
        break;
    case 'V':
        printf("newsfilter %s\n", NF_VERSION);
        cmd->done = 1;
        break;
    }
    return EXIT_DONE;
}

static void print_error(void *context, const char *format, ...)
{
    va_list ap;

    va_start(ap, format);
    vfprintf(stderr, format, ap);
    va_end(ap);
}

/* apr_getopt_long() takes a lone "-" for an option without a name. */
static const char *const *hide_dashes(int argc, const char *const *argv,
                                      apr_pool_t *pool)
{
    const char **copy = apr_pcalloc(pool, sizeof(*copy) * ((size_t)argc + 1));
    int i;

    for (i = 0; i < argc; i++) {
        copy[i] = strcmp(argv[i], "-") == 0 ? stdin_name : argv[i];
    }
    return copy;
}

static int read_command(command_t *cmd, int argc, const char *const *argv,
                        apr_pool_t *pool)
{
    apr_getopt_t *opt;
    apr_status_t rv;
    const char *value;
    int option, rc;

    apr_getopt_init(&opt, pool, argc, hide_dashes(argc, argv, pool));
    opt->interleave = 1;
    opt->errfn = print_error;
    while ((rv = apr_getopt_long(opt, option_table, &option, &value))
           == APR_SUCCESS) {
        rc = take_option(cmd, option, value, pool);
        if (rc != EXIT_DONE || cmd->done) {
            return rc;
        }
    }
    if (!APR_STATUS_IS_EOF(rv)) {
        fputs(usage, stderr);
        return EXIT_USAGE;
    }
    if (opt->ind != argc - 1) {
        return complain(
            opt->ind < argc ? "one file at a time" : "no file given", "FILE");
    }
    cmd->file = opt->argv[opt->ind];
    return EXIT_DONE;
}

static int check_rules(const char *name, apr_pool_t *pool)
{
    apr_dir_t *dir;
    apr_status_t rv = apr_dir_open(&dir, name, pool);
    char message[256];

    if (rv == APR_SUCCESS) {
        apr_dir_close(dir);
        return EXIT_DONE;
    }
    fprintf(stderr, "newsfilter: %s: %s\n", name,
            apr_strerror(rv, message, sizeof(message)));
    return EXIT_USAGE;
}

static int put(nf_str_t s)
{
    if (s.len && fwrite(s.p, 1, s.len, stdout) != s.len) {
        perror("newsfilter: standard output");
        return EXIT_INPUT;
    }
    return EXIT_DONE;
}

static int put_page(nf_str_t bytes, const nf_enrich_t *e)
{
    size_t from = 0;
    int rc = EXIT_DONE, i;

    for (i = 0; i < e->nedits && rc == EXIT_DONE; i++) {
        rc = put((nf_str_t){bytes.p + from, e->edits[i].at - from});
        if (rc == EXIT_DONE) {
            rc = put(e->edits[i].bytes);
        }
        from = e->edits[i].at + e->edits[i].drop;
    }
    return rc == EXIT_DONE ? put((nf_str_t){bytes.p + from, bytes.len - from})
                           : rc;
}

/* A rendering, and a word where there is none or it would not be sent. */
static int put_rendering(const command_t *cmd, const nf_enrich_t *e,
                         apr_pool_t *pool)
{
    nf_str_t out =
        nf_enrich_render(e, (nf_format_e)cmd->format, &cmd->options, pool);

    if (out.p == NULL) {
        fprintf(stderr, "newsfilter: %s: no article: %s\n", cmd->file,
                e->facts->verdict ? e->facts->verdict : "");
    }
    else if (cmd->format == NF_FORMAT_JSONLD && e->skip) {
        fprintf(stderr, "newsfilter: %s: would not be inserted: %s\n",
                cmd->file, e->skip);
    }
    if (cmd->format == NF_FORMAT_JSONLD && out.p) {
        int rc = put(out);

        return rc == EXIT_DONE ? put(NF_STR("\n")) : rc;
    }
    return put(out);
}

static int run(const command_t *cmd, apr_pool_t *pool)
{
    nf_options_t options = cmd->options;
    char message[256];
    nf_enrich_t *e;
    nf_str_t bytes;
    apr_status_t rv = nf_input_read(cmd->file == stdin_name ? NULL : cmd->file,
                                    NF_MAX_PAGE, &bytes, pool);

    if (rv != APR_SUCCESS) {
        fprintf(stderr, "newsfilter: %s: %s\n", cmd->file,
                rv == APR_ENOSPC ? "too large"
                                 : apr_strerror(rv, message, sizeof(message)));
        return EXIT_INPUT;
    }
    options.facts = cmd->format != OUT_PAGE;
    e = nf_enrich(bytes, &options, pool);
    if (e->page == NULL && !e->glanced) {
        fprintf(stderr, "newsfilter: %s: cannot be read as HTML: %s\n",
                cmd->file, e->skip);
        if (cmd->format == OUT_PAGE) {
            put(bytes);
        }
        return EXIT_INPUT;
    }
    switch (cmd->format) {
    case OUT_PAGE:
        return put_page(bytes, e);
    case OUT_EXPLAIN:
        return put(nf_explain(e, pool));
    default:
        return put_rendering(cmd, e, pool);
    }
}

int main(int argc, const char *const *argv)
{
    command_t cmd = {.format = OUT_EXPLAIN};
    apr_pool_t *pool;
    int rc;

    if (apr_app_initialize(&argc, &argv, NULL) != APR_SUCCESS
        || apr_pool_create(&pool, NULL) != APR_SUCCESS) {
        fputs("newsfilter: out of memory\n", stderr);
        return EXIT_INPUT;
    }
    xmlInitParser();
    rc = read_command(&cmd, argc, argv, pool);
    if (rc == EXIT_DONE && !cmd.done && cmd.rules) {
        rc = check_rules(cmd.rules, pool);
    }
    if (rc == EXIT_DONE && !cmd.done) {
        rc = run(&cmd, pool);
    }
    if (fflush(stdout) != 0 && rc == EXIT_DONE) {
        perror("newsfilter: standard output");
        rc = EXIT_INPUT;
    }
    apr_pool_destroy(pool);
    xmlCleanupParser();
    apr_terminate();
    return rc;
}
