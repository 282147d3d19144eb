/*
 * style.h -- how a reader view looks: the reader's choice, the site's face.
 *
 * The choice of theme, text size and line width is made in a plain GET form
 * of radio buttons. Style sheets see which ones are checked, so a choice
 * shows at once and without a script; the form's answer is a matter of the
 * server, which remembers it and says what is checked in the next page.
 *
 * The face is what the site's owner adds. Its snippets are trusted: they go
 * into the page as they are.
 *
 * Ownership: all is the caller's and has to outlive the rendering. NULL for
 * either struct means the defaults. Threads: no shared state.
 */
#ifndef NF_STYLE_H
#define NF_STYLE_H

#include <apr_tables.h>
#include "reader_text.h"

typedef enum nf_choice_e {
    NF_CHOICE_THEME, /* auto, light, sepia, dark */
    NF_CHOICE_SIZE,  /* of the text, 1..5; 2 is the default */
    NF_CHOICE_WIDTH, /* of the lines, 1..3; 2 is the default */
    NF_CHOICE_COUNT
} nf_choice_e;

/* Each member is an index into the values of its choice. */
typedef struct nf_reader_style_t {
    uint8_t v[NF_CHOICE_COUNT];
} nf_reader_style_t;

/* A field that the form hands on: the other arguments of the address. */
typedef struct nf_form_field_t {
    const char *name, *value;
} nf_form_field_t;

typedef struct nf_reader_face_t nf_reader_face_t;

struct nf_reader_face_t {
    const char *stylesheet; /* address of the site's own style sheet */
    const char *logo;       /* address of a picture in the site's place */
    const char *header;     /* HTML above the article */
    const char *footer;     /* HTML below it */
    const char *original;   /* where "original article" leads to, if not to
                             * the page's own address */
    const char *template;   /* checked HTML (template.h), or NULL: our own */
    const apr_array_header_t *form_fields;  /* nf_form_field_t */
    const char *form_name[NF_CHOICE_COUNT]; /* NULL: "theme" ... */
    unsigned remembers : 1; /* a choice, which the form brings to the view's
                             * own address; else there is no form */
    unsigned indexable : 1; /* search engines may show the view */
    unsigned is_page : 1;   /* it stands in the page's place for everybody, so
                             * it has the JSON-LD as well */

    /* The address of the view of another page of the same article; NULL, and
     * where it gives NULL: links lead to the page itself. */
    const char *(*view_of)(const nf_reader_face_t *face, const char *url,
                           apr_pool_t *pool);
};

/* What is shown when nobody chose. */
nf_reader_style_t nf_style_default(void);

/* The word for a value, in addresses and cookies: "dark", "3". NULL past the
 * last one. */
const char *nf_style_word(nf_choice_e choice, unsigned value);

/* Take a choice by its word. Returns 0, and changes nothing, when there is no
 * such word. */
int nf_style_choose(nf_reader_style_t *style, nf_choice_e choice,
                    nf_str_t word);

/* The name of a choice in the form's address. */
const char *nf_style_name(const nf_reader_face_t *face, nf_choice_e choice);

/* The class attribute's value for the root element: the choice once more, for
 * browsers whose style sheets cannot see what is checked. */
const char *nf_style_class(const nf_reader_style_t *style, apr_pool_t *pool);

/* The form, folded. style is never NULL. */
void nf_style_form(nf_buf_t *out, const nf_reader_style_t *style,
                   const nf_reader_face_t *face,
                   const nf_reader_text_t *words);

/* The Content-Security-Policy that goes with a view: nothing runs, pictures
 * load, and the style sheets are our own by its hash and the face's. It looks
 * at the stylesheet and at remembers. face may be NULL here and above. */
const char *nf_style_csp(const nf_reader_face_t *face, apr_pool_t *pool);

#endif
