/*
 * face.h -- how the reader view of this request looks: the owner's directives
 * and the reader's choice, as the renderer takes them (render/style.h).
 *
 * Ownership: r->pool. Threads: one request, one thread at a time.
 */
#ifndef NFM_FACE_H
#define NFM_FACE_H

#include "config.h"
#include "request.h"

/* Never NULL. way: in which the view was asked for. */
const nf_reader_face_t *nfm_face(request_rec *r, const nfm_conf_t *conf,
                                 nfm_way_e way);

/* Only what nf_style_csp() looks at, for a view that is there already. */
const nf_reader_face_t *
nfm_face_outline(request_rec *r, const nfm_conf_t *conf, nfm_way_e way);

#endif
