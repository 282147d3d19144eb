/* gate.c -- may this response be touched (gate.h). */
#include <string.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include "gate.h"

#define SKIP "skip:"

static const char *const outcomes[NFM_REASONS] = {
    [NFM_MAY] = SKIP,
    [NFM_SKIP_SUBREQUEST] = SKIP "subrequest",
    [NFM_SKIP_STATUS] = SKIP "status",
    [NFM_SKIP_METHOD] = SKIP "method",
    [NFM_SKIP_FORWARD_PROXY] = SKIP "forward-proxy",
    [NFM_SKIP_OPTED_OUT] = SKIP "no-newsfilter",
    [NFM_SKIP_CONTENT_TYPE] = SKIP "content-type",
    [NFM_SKIP_CONTENT_ENCODING] = SKIP "content-encoding",
    [NFM_SKIP_CONTENT_RANGE] = SKIP "content-range",
    [NFM_SKIP_ATTACHMENT] = SKIP "attachment",
    [NFM_SKIP_NO_TRANSFORM] = SKIP "no-transform",
    [NFM_SKIP_TOO_LARGE] = SKIP "too-large",
    [NFM_SKIP_TWICE] = SKIP "twice",
    [NFM_SKIP_HEAD] = SKIP "head",
    [NFM_SKIP_EMPTY] = SKIP "empty",
    [NFM_SKIP_ABORTED] = SKIP "aborted",
    [NFM_SKIP_BROKEN] = SKIP "broken",
    [NFM_SKIP_UNREADABLE] = SKIP "unreadable",
    [NFM_SKIP_SLOW] = SKIP "slow",
    [NFM_SKIP_NO_VIEW] = SKIP "no-view",
    [NFM_SKIP_NO_BODY_END] = SKIP "no-body-end"};

const char *nfm_reason_name(nfm_reason_e reason)
{
    return nfm_reason_outcome(reason) + sizeof(SKIP) - 1;
}

const char *nfm_reason_outcome(nfm_reason_e reason)
{
    return outcomes[reason < NFM_REASONS ? reason : NFM_MAY];
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

    if (apr_table_get(table, name) == NULL) {
        return 0; /* quicker: tables have an index for this */
    }
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

static int is_subrequest(const nfm_gate_t *g)
{
    return g->subrequest;
}

static int is_other_status(const nfm_gate_t *g)
{
    return g->status != 200;
}

static int is_other_method(const nfm_gate_t *g)
{
    return !g->get;
}

static int is_forward_proxy(const nfm_gate_t *g)
{
    return g->forward_proxy;
}

static int is_opted_out(const nfm_gate_t *g)
{
    return g->opted_out;
}

static int is_other_type(const nfm_gate_t *g)
{
    return !is_html(g->content_type);
}

static int is_range(const nfm_gate_t *g)
{
    return nfm_header_out(g->out, g->err, "Content-Range") != NULL;
}

/* Most answers of a server are no pages: what costs most comes last. */
nfm_reason_e nfm_gate(const nfm_gate_t *g)
{
    static const struct {
        int (*holds)(const nfm_gate_t *g);
        nfm_reason_e reason;
    } against[] = {
        {is_subrequest, NFM_SKIP_SUBREQUEST},
        {is_other_status, NFM_SKIP_STATUS},
        {is_other_method, NFM_SKIP_METHOD},
        {is_forward_proxy, NFM_SKIP_FORWARD_PROXY},
        {is_opted_out, NFM_SKIP_OPTED_OUT},
        {is_other_type, NFM_SKIP_CONTENT_TYPE},
        {is_encoded, NFM_SKIP_CONTENT_ENCODING},
        {is_range, NFM_SKIP_CONTENT_RANGE},
        {is_attachment, NFM_SKIP_ATTACHMENT},
        {is_no_transform, NFM_SKIP_NO_TRANSFORM},
        {is_too_large, NFM_SKIP_TOO_LARGE},
    };
    size_t i;

    for (i = 0; i < sizeof(against) / sizeof(against[0]); i++) {
        if (against[i].holds(g)) {
            return against[i].reason;
        }
    }
    return NFM_MAY;
}
