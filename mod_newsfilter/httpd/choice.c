/* choice.c -- what a reader chose (choice.h). */
#include <string.h>
#include <apr_escape.h>
#include <apr_strings.h>
#include "address.h"
#include "choice.h"

const char *nfm_choice_name(const char *param, nf_choice_e choice,
                            apr_pool_t *pool)
{
    return apr_pstrcat(pool, param, "-", nf_style_name(NULL, choice), NULL);
}

typedef struct taking_t {
    const char *names[NF_CHOICE_COUNT];
    nf_reader_style_t *style;
    int taken;
} taking_t;

/* A value that is none is taken as well, and changes nothing. */
static int take_choice(void *data, const char *pair, size_t len)
{
    taking_t *taking = data;
    unsigned c;

    for (c = 0; c < NF_CHOICE_COUNT; c++) {
        size_t n = strlen(taking->names[c]);

        if (len > n && pair[n] == '='
            && memcmp(pair, taking->names[c], n) == 0) {
            nf_str_t word = {pair + n + 1, len - n - 1};

            (void)nf_style_choose(taking->style, (nf_choice_e)c, word);
            taking->taken = 1;
            return 1;
        }
    }
    return 0;
}

int nfm_choice_take(const char *query, const char *param,
                    nf_reader_style_t *style, apr_pool_t *pool,
                    const char **rest)
{
    taking_t taking = {.style = style};
    unsigned c;

    *rest = query;
    if (query == NULL || strstr(query, param) == NULL) {
        return 0;
    }
    for (c = 0; c < NF_CHOICE_COUNT; c++) {
        taking.names[c] = nfm_choice_name(param, (nf_choice_e)c, pool);
    }
    *rest = nfm_query_take(query, take_choice, &taking, pool);
    return taking.taken;
}

char *nfm_choice_write(const nf_reader_style_t *style, apr_pool_t *pool)
{
    char *value = "";
    unsigned c;

    for (c = 0; c < NF_CHOICE_COUNT; c++) {
        value = apr_pstrcat(pool, value, c ? "." : "",
                            nf_style_word((nf_choice_e)c, style->v[c]), NULL);
    }
    return value;
}

int nfm_choice_read(const char *value, nf_reader_style_t *style)
{
    nf_reader_style_t chosen = *style;
    unsigned c;

    if (value == NULL) {
        return 0;
    }
    for (c = 0; c < NF_CHOICE_COUNT; c++) {
        size_t n = strcspn(value, ".");

        if (!nf_style_choose(&chosen, (nf_choice_e)c, (nf_str_t){value, n})) {
            return 0;
        }
        value += n + (value[n] == '.');
    }
    *style = chosen;
    return 1;
}

unsigned nfm_choice_number(const nf_reader_style_t *style)
{
    unsigned number = 0, c;

    for (c = 0; c < NF_CHOICE_COUNT; c++) {
        number = number * 16 + style->v[c];
    }
    return number;
}

/* application/x-www-form-urlencoded; what cannot be decoded stays. */
static const char *decode(const char *s, size_t n, apr_pool_t *pool)
{
    char *text = apr_pstrmemdup(pool, s, n);
    char *plus;

    for (plus = strchr(text, '+'); plus; plus = strchr(plus, '+')) {
        *plus = ' ';
    }
    if (apr_unescape_url(NULL, text, APR_ESCAPE_STRING, NULL, NULL, 0, NULL)
        == APR_SUCCESS) {
        text = (char *)apr_punescape_url(pool, text, NULL, NULL, 0);
    }
    return text;
}

apr_array_header_t *nfm_choice_fields(const char *query, apr_pool_t *pool)
{
    apr_array_header_t *fields =
        apr_array_make(pool, 4, sizeof(nf_form_field_t));
    const char *p = query;

    while (p && *p) {
        size_t n = strcspn(p, "&");
        size_t name = strcspn(p, "=&");

        if (n > 0) {
            nf_form_field_t *field = apr_array_push(fields);

            field->name = decode(p, name, pool);
            field->value =
                name < n ? decode(p + name + 1, n - name - 1, pool) : "";
        }
        p += n + (p[n] == '&');
    }
    return fields;
}
