/*
 * evidence.h -- what the detectors say, before anything is believed.
 *
 * Each detector adds candidates: "this is the headline, says og:title".
 * facts.c weighs them and is the only place that decides. Scores are 0..100:
 * how often such a source is right (80 and more: trust it alone; 50: as good
 * as not; 20: only when nothing else is there).
 *
 * Values are clean when they are added: decoded, white space collapsed,
 * trimmed, valid UTF-8, NUL-terminated, from the pool. Empty ones are
 * ignored by nf_evidence_add().
 *
 * Limits: NF_MAX_CANDIDATES for each fact.
 */
#ifndef NF_EVIDENCE_H
#define NF_EVIDENCE_H

#include <apr_tables.h>
#include <jansson.h>
#include "../page/page.h"
#include "json_text.h"

typedef enum nf_fact_e {
    NF_FACT_TYPE, /* a schema.org type name */
    NF_FACT_HEADLINE,
    NF_FACT_ALT_HEADLINE,
    NF_FACT_DESCRIPTION,
    NF_FACT_SECTION,
    NF_FACT_KEYWORD,  /* one candidate per keyword */
    NF_FACT_LANGUAGE, /* BCP 47 */
    NF_FACT_DATELINE,
    NF_FACT_DATE_PUBLISHED, /* ISO 8601, see date.h */
    NF_FACT_DATE_MODIFIED,
    NF_FACT_AUTHOR,         /* one per name; extra: url */
    NF_FACT_PUBLISHER,      /* extra: url */
    NF_FACT_PUBLISHER_LOGO, /* absolute url */
    NF_FACT_IMAGE,          /* absolute url; extra: caption */
    NF_FACT_FREE,           /* "true" or "false" */
    NF_FACT_CANONICAL,      /* absolute url */
    NF_FACT_BODY_POINTER,   /* text with which the body starts */
    NF_FACT_TICKER,         /* first headline of a strip that may be one */
    NF_FACT_COUNT
} nf_fact_e;

typedef struct nf_candidate_t {
    nf_fact_e fact;
    const char *value;
    const char *extra;         /* see above; may be NULL */
    int score;                 /* 0..100 */
    const char *source;        /* constant: "json-ld", "og", "meta",
                                * "microdata", "h1", "byline", "time",
                                * "text", "title", "url", ... */
    const char *reason;        /* for --output=explain; may be NULL */
    nf_id_t node;              /* where, or NF_NONE */
    unsigned organization : 1; /* author: is an Organization */
    unsigned visible : 1;      /* readers see it on the page */
} nf_candidate_t;

/* An article in the page's JSON-LD that claims to be what the page is about.
 */
typedef struct nf_own_t {
    nf_id_t script;            /* the element */
    int strict;                /* strict parsers read the block; else the way
                                * is one through the repaired text */
    const json_t *root;        /* the block; lives as long as the pool */
    const json_t *article;     /* in it */
    const nf_json_step_t *way; /* to it from the top of the block */
    int steps;                 /* of the way */
} nf_own_t;

typedef struct nf_evidence_t {
    apr_pool_t *pool;
    apr_array_header_t *v;         /* of nf_candidate_t, in order of arrival */
    unsigned count[NF_FACT_COUNT]; /* candidates of each fact */
    const char *language; /* value of its best candidate, or NULL: it is
                           * asked for again and again */
    int language_score;
    apr_array_header_t *own_ld; /* nf_own_t, in page order */
    int own_best;               /* index of the one that was believed */
    unsigned own_article : 1;   /* the page has a usable article of its own in
                                 * JSON-LD, microdata or RDFa: type, headline
                                 * and (author or date) */
    unsigned own_item : 1;      /* it has an article item about itself in
                                 * JSON-LD that strict parsers read, in
                                 * microdata or RDFa, usable or not: a second
                                 * one would contradict it */
    unsigned own_markup : 1;    /* it has one in microdata or RDFa */
    unsigned own_any : 1;       /* it claims to be an article somehow */
    unsigned broken_jsonld : 1; /* a block that strict JSON parsers refuse */
    unsigned not_article : 1;   /* it says that it is something else */
    unsigned other_item : 1;    /* its JSON-LD has a product, a recipe, a
                                 * thread or the like, and no article */
} nf_evidence_t;

nf_evidence_t *nf_evidence_create(apr_pool_t *pool);

/* Add a candidate and return it (to set extra, node, ...; valid until the next
 * one is added); NULL when value is NULL or empty, or the fact has all the
 * candidates it may have. value must live as long as the pool. */
nf_candidate_t *nf_evidence_add(nf_evidence_t *ev, nf_fact_e fact,
                                const char *value, int score,
                                const char *source, const char *reason);

/* The page's own JSON-LD article that was believed; borrowed. NULL where it
 * has none, or for NULL. */
const json_t *nf_evidence_article(const nf_evidence_t *ev);

/* Best-scored candidate of a fact, the earlier of equals, or NULL. */
const nf_candidate_t *nf_evidence_best(const nf_evidence_t *ev,
                                       nf_fact_e fact);

/* Name of a fact for people: schema.org's property name. */
const char *nf_fact_name(nf_fact_e fact);

#endif
