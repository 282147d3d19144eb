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
    size_t n = strlen(word);

    while (*value == ' ' || *value == '\t') {
        value++;
    }
    /* most differ in their first letter: */
    return (*value | 0x20) == *word && strncasecmp(value, word, n) == 0
           && strchr(";, \t", value[n]) != NULL;
}

/* Does a header value hold this directive? */
static int has_directive(const char *value, const char *word)
{
    for (;;) {
        value += strspn(value, ", \t");
        if (*value == '\0') {
            return 0;
        }
        if (first_word_is(value, word)) {
            return 1;
        }
        value += strcspn(value, ",");
    }
}

static int is_html(const char *type)
{
    return type
           && (first_word_is(type, "text/html")
               || first_word_is(type, "application/xhtml+xml"));
}

/* An empty or identity coding changes nothing. */
static int is_coded(const char *coding)
{
    return coding && *coding && !first_word_is(coding, "identity");
}

/* RFC 9111 5.2.2.6 (response) and 5.2.1.6 (request). */
static int forbids_changes(const char *name, const char *value)
{
    return strcasecmp(name, "Cache-Control") == 0
           && has_directive(value, "no-transform");
}

static int look_at_request(void *data, const char *name, const char *value)
{
    *(int *)data |= forbids_changes(name, value);
    return 1;
}

/* What the response headers say: bits of reasons, and the length. */
typedef struct said_t {
    unsigned reasons;
    const char *length;
} said_t;

#define BIT(reason) (1u << (reason))

/* One header of the response. */
static void look_at(said_t *said, const char *name, const char *value)
{
    const char *rest = name + sizeof("Content-") - 1;

    if (strncasecmp(name, "Content-", sizeof("Content-") - 1) != 0) {
        if (forbids_changes(name, value)) {
            said->reasons |= BIT(NFM_SKIP_NO_TRANSFORM);
        }
        return;
    }
    if (strcasecmp(rest, "Length") == 0) {
        said->length = value;
    }
    else if (strcasecmp(rest, "Encoding") == 0 && is_coded(value)) {
        said->reasons |= BIT(NFM_SKIP_CONTENT_ENCODING);
    }
    else if (strcasecmp(rest, "Range") == 0) {
        said->reasons |= BIT(NFM_SKIP_CONTENT_RANGE);
    }
    else if (strcasecmp(rest, "Disposition") == 0
             && first_word_is(value, "attachment")) {
        said->reasons |= BIT(NFM_SKIP_ATTACHMENT);
    }
}

/* One walk: looking each name up costs more. */
static void look_at_all(said_t *said, const apr_table_t *headers)
{
    const apr_array_header_t *list = apr_table_elts(headers);
    const apr_table_entry_t *e = (const apr_table_entry_t *)list->elts;
    int i;

    for (i = 0; i < list->nelts; i++) {
        if ((e[i].key[0] | 0x20) == 'c') {
            look_at(said, e[i].key, e[i].val);
        }
    }
}

/* (apr_strtoff() costs more than all else here.) */
static int is_over(const char *value, apr_off_t max_size)
{
    apr_off_t length = 0;

    for (; value && apr_isdigit(*value) && length <= max_size; value++) {
        length = length * 10 + (*value - '0');
    }
    return length > max_size;
}

static nfm_reason_e ask_headers(const nfm_gate_t *g)
{
    said_t said = {0, NULL};
    int reason, forbidden = 0;

    look_at_all(&said, g->out);
    look_at_all(&said, g->err);
    if (is_coded(g->content_encoding)) {
        said.reasons |= BIT(NFM_SKIP_CONTENT_ENCODING);
    }
    if (apr_table_get(g->in, "Cache-Control")) {
        apr_table_do(look_at_request, &forbidden, g->in, "Cache-Control",
                     NULL);
    }
    if (forbidden) {
        said.reasons |= BIT(NFM_SKIP_NO_TRANSFORM);
    }
    if (is_over(said.length, g->max_size)) {
        said.reasons |= BIT(NFM_SKIP_TOO_LARGE);
    }
    for (reason = NFM_SKIP_CONTENT_ENCODING;
         reason <= NFM_SKIP_TOO_LARGE && said.reasons; reason++) {
        if (said.reasons & BIT(reason)) {
            return (nfm_reason_e)reason;
        }
    }
    return NFM_MAY;
}

/* Most answers of a server are no pages: what costs most comes last. */
nfm_reason_e nfm_gate(const nfm_gate_t *g)
{
    if (g->subrequest) {
        return NFM_SKIP_SUBREQUEST;
    }
    if (g->status != 200) {
        return NFM_SKIP_STATUS;
    }
    if (!g->get) {
        return NFM_SKIP_METHOD;
    }
    if (g->forward_proxy) {
        return NFM_SKIP_FORWARD_PROXY;
    }
    if (apr_table_get(g->env, "no-newsfilter")) {
        return NFM_SKIP_OPTED_OUT;
    }
    return is_html(g->content_type) ? ask_headers(g) : NFM_SKIP_CONTENT_TYPE;
}
