/* names.c -- see names.h. */
#include <string.h>
#include "names.h"

#define MIN_BYTES 5 /* of a name: shorter ones are initials */

void nf_names_collect(nf_names_t *names, const nf_evidence_t *ev)
{
    int i;

    names->n = 0;
    for (i = 0; i < ev->v->nelts && names->n < NF_NAMES_MAX; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);
        nf_str_t name = nf_str(c->value);

        if (c->fact == NF_FACT_AUTHOR && name.len >= MIN_BYTES) {
            names->v[names->n++] = name;
        }
    }
}

int nf_names_start(const nf_names_t *names, nf_str_t text)
{
    int i;

    for (i = 0; i < names->n; i++) {
        nf_str_t name = names->v[i];

        if (name.len < text.len && memcmp(name.p, text.p, name.len) == 0) {
            return 1;
        }
    }
    return 0;
}
