/* face.c -- how the reader view of this request looks (face.h). */
#include <apr_strings.h>
#include <apr_uri.h>

#include "choice.h"
#include "face.h"

/* A string that a section may have set to nothing. */
static const char *given(const char *s)
{
    return s && *s ? s : NULL;
}

typedef struct face_t {
    nf_reader_face_t face; /* first */
    request_rec *r;
    const nfm_reader_conf_t *conf;
} face_t;

/* Another page of the same site has its view in the same way. */
static const char *view_of(const nf_reader_face_t *face, const char *url,
                           apr_pool_t *pool)
{
    const face_t *f = (const face_t *)face;
    const char *page = nfm_request_url(f->r, f->conf);
    apr_uri_t here, there;

    if (page == NULL || apr_uri_parse(pool, page, &here) != APR_SUCCESS
        || apr_uri_parse(pool, url, &there) != APR_SUCCESS
        || there.hostinfo == NULL
        || ap_cstr_casecmp(here.hostinfo, there.hostinfo) != 0
        || there.path == NULL) {
        return NULL;
    }
    return nfm_view_address(pool, f->conf, NFM_VIEW_READER, there.path,
                            there.query);
}

/* The form comes back to the address of this view: a browser sends it to
 * the path where it stands. NULL: the page's settings are not remembered. */
static const char *form_address(const face_t *f, nfm_way_e way)
{
    if (!nfm_reader_controls(f->conf)) {
        return NULL;
    }
    return nfm_way_has_address(way)
               ? nfm_request_view_url(f->r, f->conf, NFM_VIEW_READER)
               : nfm_request_address(f->r, f->conf);
}

static void set_form(face_t *f, const char *address)
{
    nf_reader_face_t *face = &f->face;
    const char *query = strchr(address, '?');
    unsigned c;

    face->form_fields =
        nfm_choice_fields(query ? query + 1 : NULL, f->r->pool);
    for (c = 0; c < NF_CHOICE_COUNT; c++) {
        face->form_name[c] = nfm_choice_name(nfm_reader_param(f->conf),
                                             (nf_choice_e)c, f->r->pool);
    }
}

/* *address: where its form comes back to, or NULL. */
static face_t *outline(request_rec *r, const nfm_conf_t *conf, nfm_way_e way,
                       const char **address)
{
    face_t *f = apr_pcalloc(r->pool, sizeof(*f));

    f->r = r;
    f->conf = &conf->reader;
    f->face.stylesheet = given(conf->reader.stylesheet);
    *address = form_address(f, way);
    f->face.remembers = *address != NULL;
    return f;
}

const nf_reader_face_t *nfm_face_outline(request_rec *r,
                                         const nfm_conf_t *conf, nfm_way_e way)
{
    const char *address;

    return &outline(r, conf, way, &address)->face;
}

const nf_reader_face_t *nfm_face(request_rec *r, const nfm_conf_t *conf,
                                 nfm_way_e way)
{
    const nfm_reader_conf_t *reader = &conf->reader;
    const char *address;
    face_t *f = outline(r, conf, way, &address);

    f->face.logo = given(reader->logo);
    f->face.header = given(reader->header);
    f->face.footer = given(reader->footer);
    f->face.template = given(reader->template);
    f->face.is_page = way == NFM_BY_CONFIGURATION;
    f->face.indexable = f->face.is_page || !nfm_reader_is_noindex(reader);
    f->face.view_of = view_of;
    if (address) {
        set_form(f, address);
    }
    if (!nfm_way_has_address(way)) {
        f->face.original = nfm_request_view_url(r, reader, NFM_VIEW_PAGE);
    }
    return &f->face;
}
