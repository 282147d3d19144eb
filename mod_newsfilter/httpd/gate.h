/*
 * gate.h -- may this response be touched?
 *
 * Asked once per response, when its first brigade arrives: before that
 * neither status nor type nor encoding is final. Every "no" has a name that
 * goes into the log, into the request's note and into the tests.
 *
 * Pure: a struct of plain values in, a reason out; no httpd needed.
 * NULL: any string of the struct may be NULL; the tables may not.
 * Threads: no shared state.
 */
#ifndef NFM_GATE_H
#define NFM_GATE_H

#include <apr_tables.h>

typedef enum nfm_reason_e {
    NFM_MAY, /* no reason: go on */

    /* decided by the gate */
    NFM_SKIP_SUBREQUEST,       /* only a part of some page */
    NFM_SKIP_STATUS,           /* not 200 */
    NFM_SKIP_METHOD,           /* neither GET nor HEAD */
    NFM_SKIP_FORWARD_PROXY,    /* not our page */
    NFM_SKIP_OPTED_OUT,        /* SetEnv no-newsfilter */
    NFM_SKIP_CONTENT_TYPE,     /* neither HTML nor XHTML */
    NFM_SKIP_CONTENT_ENCODING, /* compressed already */
    NFM_SKIP_CONTENT_RANGE,    /* a part of a page */
    NFM_SKIP_ATTACHMENT,       /* a download */
    NFM_SKIP_NO_TRANSFORM,     /* Cache-Control, either direction */
    NFM_SKIP_TOO_LARGE,        /* over NewsFilterMaxSize */

    /* decided later, see filter.c and stream.c */
    NFM_SKIP_TWICE,       /* another instance works on it */
    NFM_SKIP_HEAD,        /* HEAD without the page */
    NFM_SKIP_EMPTY,       /* no bytes at all */
    NFM_SKIP_ABORTED,     /* the client has gone */
    NFM_SKIP_BROKEN,      /* the sender failed, or passing on */
    NFM_SKIP_UNREADABLE,  /* a bucket cannot be read */
    NFM_SKIP_SLOW,        /* reader view: the page never ended */
    NFM_SKIP_NO_VIEW,     /* reader view: nothing to show */
    NFM_SKIP_NO_BODY_END, /* streamed: no real </body> found */
    NFM_REASONS
} nfm_reason_e;

typedef struct nfm_gate_t {
    int subrequest;
    int status;
    int get; /* GET or HEAD */
    int forward_proxy;
    const char *content_type;     /* as set by the handler */
    const char *content_encoding; /* of request_rec, by AddEncoding */
    const apr_table_t *env;       /* environment variables */
    const apr_table_t *in;        /* request headers */
    const apr_table_t *out;       /* response headers ... */
    const apr_table_t *err;       /* ... and those that always go out */
    apr_off_t max_size;
} nfm_gate_t;

/* NFM_MAY, or the first reason against it. */
nfm_reason_e nfm_gate(const nfm_gate_t *gate);

/* "status", "content-type" ...; "" for NFM_MAY. The outcome is the same with
 * "skip:" in front. */
const char *nfm_reason_name(nfm_reason_e reason);
const char *nfm_reason_outcome(nfm_reason_e reason);

/* Value of a response header: the one that wins on the wire, or NULL. */
const char *nfm_header_out(const apr_table_t *out, const apr_table_t *err,
                           const char *name);

#endif
