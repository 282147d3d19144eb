/* style.c -- how a reader view looks (style.h). */
#include <string.h>
#include <apr_strings.h>
#include "html_out.h"
#include "reader_css.h"
#include "style.h"

#define VALUES 5 /* at most, of one choice */

/* A choice: its name, its values as words, the one that nobody has to
 * choose. */
static const struct {
    const char *name;
    const char *words[VALUES + 1];
    const char *labels[VALUES]; /* NULL: from the page's language */
    unsigned preset;
} choices[NF_CHOICE_COUNT] = {
    [NF_CHOICE_THEME] = {"theme",
                         {"auto", "light", "sepia", "dark"},
                         {NULL},
                         0},
    [NF_CHOICE_SIZE] = {"size",
                        {"1", "2", "3", "4", "5"},
                        {"85%", "100%", "115%", "135%", "160%"},
                        1},
    [NF_CHOICE_WIDTH] = {
        "width", {"1", "2", "3"}, {"85%", "100%", "115%"}, 1}};

nf_reader_style_t nf_style_default(void)
{
    nf_reader_style_t style;
    unsigned c;

    for (c = 0; c < NF_CHOICE_COUNT; c++) {
        style.v[c] = (uint8_t)choices[c].preset;
    }
    return style;
}

const char *nf_style_word(nf_choice_e choice, unsigned value)
{
    return value < VALUES ? choices[choice].words[value] : NULL;
}

int nf_style_choose(nf_reader_style_t *style, nf_choice_e choice,
                    nf_str_t word)
{
    const char *const *words = choices[choice].words;
    unsigned i;

    for (i = 0; words[i]; i++) {
        if (nf_str_eq(word, nf_str(words[i]))) {
            style->v[choice] = (uint8_t)i;
            return 1;
        }
    }
    return 0;
}

const char *nf_style_name(const nf_reader_face_t *face, nf_choice_e choice)
{
    const char *name = face ? face->form_name[choice] : NULL;

    return name ? name : choices[choice].name;
}

/* The class that the style sheet knows a value by. */
static void add_class(nf_buf_t *out, nf_choice_e choice, unsigned value)
{
    nf_buf_printf(out, "nf-%s-%s", choices[choice].name,
                  choices[choice].words[value]);
}

const char *nf_style_class(const nf_reader_style_t *style, apr_pool_t *pool)
{
    nf_buf_t out;
    unsigned c;

    nf_buf_init(&out, pool, 64);
    for (c = 0; c < NF_CHOICE_COUNT; c++) {
        nf_buf_adds(&out, c ? " " : "");
        add_class(&out, (nf_choice_e)c, style->v[c]);
    }
    return nf_buf_cstr(&out);
}

/* ------------------------------------------------------------------- form */

/* The form is empty and the same in all views; what belongs to it stands
 * behind it and says so (HTML, 4.10.18.3). So whoever looks for forms that a
 * page smuggled in knows it. */
#define FORM_ID "nf-form"
#define OF_FORM " form=\"" FORM_ID "\""

static const char *legend(const nf_reader_text_t *words, nf_choice_e choice)
{
    switch (choice) {
    case NF_CHOICE_THEME:
        return words->theme;
    case NF_CHOICE_SIZE:
        return words->size;
    default:
        return words->width;
    }
}

static int remembers(const nf_reader_face_t *face)
{
    return face != NULL && face->remembers;
}

static void add_choice(nf_buf_t *out, nf_choice_e choice, unsigned chosen,
                       const nf_reader_face_t *face,
                       const nf_reader_text_t *words)
{
    const char *owner = remembers(face) ? OF_FORM : "";
    unsigned i;

    nf_buf_adds(out, "<fieldset><legend>");
    nf_html_adds(out, legend(words, choice));
    nf_buf_adds(out, "</legend>\n");
    for (i = 0; nf_style_word(choice, i); i++) {
        const char *label = choice == NF_CHOICE_THEME
                                ? words->themes[i]
                                : choices[choice].labels[i];

        nf_buf_adds(out, "<label><input type=\"radio\"");
        nf_buf_adds(out, owner);
        nf_html_attr(out, "name", nf_style_name(face, choice));
        nf_html_attr(out, "value", nf_style_word(choice, i));
        nf_buf_adds(out, " class=\"");
        add_class(out, choice, i);
        nf_buf_adds(out, i == chosen ? "\" checked>" : "\">");
        nf_html_adds(out, label);
        nf_buf_adds(out, "</label>\n");
    }
    nf_buf_adds(out, "</fieldset>\n");
}

static void add_fields(nf_buf_t *out, const apr_array_header_t *fields)
{
    int i;

    for (i = 0; fields && i < fields->nelts; i++) {
        const nf_form_field_t *f = &APR_ARRAY_IDX(fields, i, nf_form_field_t);

        nf_buf_adds(out, "<input type=\"hidden\"" OF_FORM);
        nf_html_attr(out, "name", f->name);
        nf_html_attr(out, "value", f->value);
        nf_buf_adds(out, ">\n");
    }
}

void nf_style_form(nf_buf_t *out, const nf_reader_style_t *style,
                   const nf_reader_face_t *face, const nf_reader_text_t *words)
{
    unsigned c;

    nf_buf_adds(out, "<details class=\"set\"><summary");
    nf_html_attr(out, "title", words->settings);
    nf_html_attr(out, "aria-label", words->settings);
    nf_buf_adds(out, "><span>Aa</span></summary>\n");
    if (remembers(face)) {
        nf_buf_adds(out, "<form method=\"get\" id=\"" FORM_ID "\"></form>\n");
    }
    nf_buf_adds(out, "<div>\n");
    for (c = 0; c < NF_CHOICE_COUNT; c++) {
        add_choice(out, (nf_choice_e)c, style->v[c], face, words);
    }
    if (remembers(face)) {
        add_fields(out, face->form_fields);
        nf_buf_adds(out, "<button" OF_FORM ">");
        nf_html_adds(out, words->save);
        nf_buf_adds(out, "</button>\n");
    }
    nf_buf_adds(out, "</div></details>\n");
}

/* ----------------------------------------------------------------- policy */

/* Where a style sheet comes from, as a source expression (CSP 3, 2.3.1). */
static const char *source(const char *url, apr_pool_t *pool)
{
    const char *host = strstr(url, "://");

    if (host == NULL) {
        return "'self'";
    }
    return apr_pstrndup(pool, url,
                        (apr_size_t)(host - url) + 3
                            + strcspn(host + 3, "/?#;, '\""));
}

const char *nf_style_csp(const nf_reader_face_t *face, apr_pool_t *pool)
{
    return apr_pstrcat(
        pool,
        "default-src 'none'; script-src 'none'; img-src https: http:; "
        "style-src 'sha256-" NF_READER_CSS_SHA256 "'",
        face && face->stylesheet ? " " : "",
        face && face->stylesheet ? source(face->stylesheet, pool) : "",
        "; base-uri 'none'; form-action ",
        remembers(face) ? "'self'" : "'none'", "; frame-ancestors 'self'",
        NULL);
}
