/* gate.c -- may this response be touched (gate.h). */
#include <string.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include "gate.h"

static const char *const reason_names[NFM_REASONS] = {
    [NFM_MAY] = "",
    [NFM_SKIP_SUBREQUEST] = "subrequest",
    [NFM_SKIP_STATUS] = "status",
    [NFM_SKIP_METHOD] = "method",
    [NFM_SKIP_FORWARD_PROXY] = "forward-proxy",
    [NFM_SKIP_OPTED_OUT] = "no-newsfilter",
    [NFM_SKIP_CONTENT_TYPE] = "content-type",
    [NFM_SKIP_CONTENT_ENCODING] = "content-encoding",
    [NFM_SKIP_CONTENT_RANGE] = "content-range",
    [NFM_SKIP_ATTACHMENT] = "attachment",
    [NFM_SKIP_NO_TRANSFORM] = "no-transform",
    [NFM_SKIP_TOO_LARGE] = "too-large",
    [NFM_SKIP_TWICE] = "twice",
    [NFM_SKIP_HEAD] = "head",
    [NFM_SKIP_EMPTY] = "empty",
    [NFM_SKIP_ABORTED] = "aborted",
    [NFM_SKIP_BROKEN] = "broken",
    [NFM_SKIP_UNREADABLE] = "unreadable",
    [NFM_SKIP_SLOW] = "slow",
    [NFM_SKIP_NO_VIEW] = "no-view",
    [NFM_SKIP_NO_BODY_END] = "no-body-end"};

const char *nfm_reason_name(nfm_reason_e reason)
{
    return reason < NFM_REASONS ? reason_names[reason] : "";
}

const char *nfm_header_out(const apr_table_t *out, const apr_table_t *err,
                           const char *name)
{
    const char *value = apr_table_get(err, name);

    return value ? value : apr_table_get(out, name);
}

/* Is the first word of a header value (up to ';', ',' or white space) this
 * one? Types and codings are case-insensitive (RFC 9110 8.3.1, 8.4.1). */
static int first_word_is(const char *value, const char *word)
{
    size_t n;

    value += strspn(value, " \t");
    n = strcspn(value, ";, \t");
    return n == strlen(word) && strncasecmp(value, word, n) == 0;
}

/* Does one of the header's values hold this directive? Values of several
 * header lines are looked at one by one. */
typedef struct search_t {
    const char *word;
    int found;
} search_t;

static int look_for_word(void *data, const char *name, const char *value)
{
    search_t *search = data;

    for (;;) {
        value += strspn(value, ", \t");
        if (*value == '\0') {
            return 1;
        }
        if (first_word_is(value, search->word)) {
            search->found = 1;
            return 0;
        }
        value += strcspn(value, ",");
    }
}

static int has_directive(const apr_table_t *table, const char *name,
                         const char *word)
{
    search_t search = {word, 0};

    apr_table_do(look_for_word, &search, table, name, NULL);
    return search.found;
}

static int is_html(const char *type)
{
    return type
           && (first_word_is(type, "text/html")
               || first_word_is(type, "application/xhtml+xml"));
}

/* A coding may stand in any of three places, and an empty or identity one
 * changes nothing. */
static int is_coded(const char *coding)
{
    return coding && *coding && !first_word_is(coding, "identity");
}

static int is_encoded(const nfm_gate_t *g)
{
    return is_coded(apr_table_get(g->out, "Content-Encoding"))
           || is_coded(apr_table_get(g->err, "Content-Encoding"))
           || is_coded(g->content_encoding);
}

static int is_attachment(const nfm_gate_t *g)
{
    const char *value = nfm_header_out(g->out, g->err, "Content-Disposition");

    return value && first_word_is(value, "attachment");
}

/* RFC 9111 5.2.2.6 (response) and 5.2.1.6 (request). */
static int is_no_transform(const nfm_gate_t *g)
{
    return has_directive(g->out, "Cache-Control", "no-transform")
           || has_directive(g->err, "Cache-Control", "no-transform")
           || has_directive(g->in, "Cache-Control", "no-transform");
}

static int is_too_large(const nfm_gate_t *g)
{
    const char *value = nfm_header_out(g->out, g->err, "Content-Length");
    apr_off_t length = 0;
    char *end;

    return value && apr_strtoff(&length, value, &end, 10) == APR_SUCCESS
           && length > g->max_size;
}

nfm_reason_e nfm_gate(const nfm_gate_t *g)
{
    const struct {
        int holds;
        nfm_reason_e reason;
    } against[] = {
        {g->subrequest, NFM_SKIP_SUBREQUEST},
        {g->status != 200, NFM_SKIP_STATUS},
        {!g->get, NFM_SKIP_METHOD},
        {g->forward_proxy, NFM_SKIP_FORWARD_PROXY},
        {g->opted_out, NFM_SKIP_OPTED_OUT},
        {!is_html(g->content_type), NFM_SKIP_CONTENT_TYPE},
        {is_encoded(g), NFM_SKIP_CONTENT_ENCODING},
        {nfm_header_out(g->out, g->err, "Content-Range") != NULL,
         NFM_SKIP_CONTENT_RANGE},
        {is_attachment(g), NFM_SKIP_ATTACHMENT},
        {is_no_transform(g), NFM_SKIP_NO_TRANSFORM},
        {is_too_large(g), NFM_SKIP_TOO_LARGE},
    };
    size_t i;

    for (i = 0; i < sizeof(against) / sizeof(against[0]); i++) {
        if (against[i].holds) {
            return against[i].reason;
        }
    }
    return NFM_MAY;
}
