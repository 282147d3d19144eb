/*
 * choice.h -- what a reader chose for the reader view: theme, text size, line
 * width; as arguments of an address (of the view's own form) and in a cookie.
 *
 * An argument is called like the view's, with the choice behind it:
 * "newsfilter-theme=dark". The cookie has all choices: "dark.3.2".
 *
 * Pure. Ownership: results from the pool or the input. NULL: a query or value
 * may be NULL. Threads: no shared state.
 */
#ifndef NFM_CHOICE_H
#define NFM_CHOICE_H

#include <apr_pools.h>
#include "../render/style.h"

/* "newsfilter-theme". */
const char *nfm_choice_name(const char *param, nf_choice_e choice,
                            apr_pool_t *pool);

/* Take all choices out of a query into style, with *rest set to what is left
 * (NULL for nothing). Returns whether there was one; if not, *rest == query
 * and style is as it was. */
int nfm_choice_take(const char *query, const char *param,
                    nf_reader_style_t *style, apr_pool_t *pool,
                    const char **rest);

/* The cookie's value, and back: 0, and style as it was, if it is none. */
char *nfm_choice_write(const nf_reader_style_t *style, apr_pool_t *pool);
int nfm_choice_read(const char *value, nf_reader_style_t *style);

/* A number that differs for different styles. */
unsigned nfm_choice_number(const nf_reader_style_t *style);

/* The arguments of a query, decoded, as nf_form_field_t. */
apr_array_header_t *nfm_choice_fields(const char *query, apr_pool_t *pool);

#endif
