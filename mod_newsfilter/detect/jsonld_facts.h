/*
 * jsonld_facts.h -- one JSON-LD object as evidence; internal to the reader
 * of JSON-LD (jsonld_in.c).
 *
 * Values are copied into the pool of the page; the json_t stay the caller's.
 * Threads: no shared state.
 */
#ifndef NF_JSONLD_FACTS_H
#define NF_JSONLD_FACTS_H

#include <apr_hash.h>
#include <jansson.h>
#include "evidence.h"
#include "type.h"

typedef struct nf_jsonld_t {
    const nf_page_t *page;
    nf_evidence_t *ev;
    apr_hash_t *ids; /* @id -> const json_t * */
    int others;      /* NF_TYPE_OTHER or NF_TYPE_THING seen at the top */
    int things;      /* NF_TYPE_THING seen there */
} nf_jsonld_t;

/* What an object is by its @type (string or array, any case, with or without
 * the vocabulary's address). */
nf_type_kind_e nf_jsonld_kind(const json_t *object);

/* A member's text: a string, the first of an array, "@value" or "name" of an
 * object; NULL for none. Points into the json_t. */
const char *nf_jsonld_text(const json_t *object, const char *key);

/* What an object is known by in the page: its @id, absolute where it can be;
 * or NULL. */
const char *nf_jsonld_id(const json_t *object, const nf_page_t *page);

/* The address of the page that an article stands on, absolute, or NULL. */
const char *nf_jsonld_address(const nf_jsonld_t *ld, const json_t *article);

/* All facts of the chosen article; malus lowers its scores. */
void nf_jsonld_article_facts(nf_jsonld_t *ld, const json_t *article,
                             int malus);

/* What other objects say: the site's name, dates of a WebPage. */
void nf_jsonld_side_facts(nf_jsonld_t *ld, const json_t *object,
                          nf_type_kind_e kind);

#endif
