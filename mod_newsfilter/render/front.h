/*
 * front.h -- front matter: the facts as YAML above a Markdown view.
 *
 * Values are JSON strings, which are YAML strings too (YAML 1.2, 1.2). Facts
 * that the page does not show are left out.
 */
#ifndef NF_FRONT_H
#define NF_FRONT_H

#include "view.h"

void nf_front_add(nf_buf_t *out, const nf_facts_t *f, const nf_view_t *v);

#endif
