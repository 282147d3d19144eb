/* selector.c -- CSS selectors as XPath (selector.h). */
#include <string.h>
#include "selector.h"

/* The selector from p on; what was read of it becomes XPath in out. */
typedef struct parser_t {
    const char *p;
    nf_buf_t out;
    const char *why;
} parser_t;

static int is_name(char c)
{
    unsigned char u = (unsigned char)c;

    return nf_is_alpha(u) || (unsigned)u - '0' < 10u || u == '-' || u == '_'
           || u >= 0x80;
}

static int fail(parser_t *x, const char *why)
{
    x->why = why;
    return 0;
}

/* A name at p; absent if there is none. */
static nf_str_t take_name(parser_t *x)
{
    nf_str_t name = {x->p, 0};

    while (is_name(*x->p)) {
        x->p++;
        name.len++;
    }
    return name;
}

static void skip_space(parser_t *x)
{
    while (nf_is_space((unsigned char)*x->p)) {
        x->p++;
    }
}

/* A name as the tree has it: in lower case. */
static void add_name(parser_t *x, nf_str_t name)
{
    size_t i;

    for (i = 0; i < name.len; i++) {
        nf_buf_addc(&x->out, (char)nf_lower((unsigned char)name.p[i]));
    }
}

/* text as an XPath literal: it has no quote of one of the two kinds. */
static void add_literal(parser_t *x, const char *before, nf_str_t text,
                        const char *after)
{
    const char *quote = memchr(text.p, '\'', text.len) ? "\"" : "'";

    nf_buf_adds(&x->out, quote);
    nf_buf_adds(&x->out, before);
    nf_buf_add(&x->out, text.p, text.len);
    nf_buf_adds(&x->out, after);
    nf_buf_adds(&x->out, quote);
}

/* Is it one of the words of an attribute? */
static void add_word_test(parser_t *x, nf_str_t attr, nf_str_t word)
{
    nf_buf_adds(&x->out, "[contains(concat(' ',normalize-space(@");
    add_name(x, attr);
    nf_buf_adds(&x->out, "),' '),");
    add_literal(x, " ", word, " ");
    nf_buf_adds(&x->out, ")]");
}

static void add_attr(parser_t *x, const char *before, nf_str_t attr)
{
    nf_buf_adds(&x->out, before);
    nf_buf_addc(&x->out, '@');
    add_name(x, attr);
}

/* The test of an attribute's value; op is the character before "=". */
static void add_value_test(parser_t *x, char op, nf_str_t attr, nf_str_t value)
{
    switch (op) {
    case '~':
        add_word_test(x, attr, value);
        return;
    case '^':
        add_attr(x, "[starts-with(", attr);
        nf_buf_addc(&x->out, ',');
        break;
    case '*':
        add_attr(x, "[contains(", attr);
        nf_buf_addc(&x->out, ',');
        break;
    case '$':
        add_attr(x, "[substring(", attr);
        add_attr(x, ",string-length(", attr);
        nf_buf_adds(&x->out, ")-string-length(");
        add_literal(x, "", value, "");
        nf_buf_adds(&x->out, ")+1)=");
        add_literal(x, "", value, "");
        nf_buf_addc(&x->out, ']');
        return;
    default:
        add_attr(x, "[", attr);
        nf_buf_addc(&x->out, '=');
        add_literal(x, "", value, "");
        nf_buf_addc(&x->out, ']');
        return;
    }
    add_literal(x, "", value, "");
    nf_buf_adds(&x->out, ")]");
}

/* The value after "=": a name or a string in quotes. */
static int take_value(parser_t *x, nf_str_t *value)
{
    const char *end;
    char quote;

    skip_space(x);
    quote = *x->p;
    if (quote != '"' && quote != '\'') {
        *value = take_name(x);
        return value->len ? 1 : fail(x, "a value is missing after =");
    }
    end = strchr(x->p + 1, quote);
    if (end == NULL) {
        return fail(x, "a quote does not end");
    }
    *value = (nf_str_t){x->p + 1, (size_t)(end - x->p - 1)};
    x->p = end + 1;
    if (value->len == 0 || memchr(value->p, '\\', value->len)
        || (memchr(value->p, '"', value->len)
            && memchr(value->p, '\'', value->len))) {
        return fail(x, "a value is empty or has quotes or \\ inside");
    }
    return 1;
}

/* "[attr]" or "[attr=value]". */
static int take_attr(parser_t *x)
{
    nf_str_t attr, value;
    char op = '\0';

    x->p++;
    skip_space(x);
    attr = take_name(x);
    if (attr.len == 0) {
        return fail(x, "an attribute's name is missing after [");
    }
    skip_space(x);
    if (*x->p && strchr("~^$*", *x->p)) {
        op = *x->p++;
    }
    if (*x->p == '=') {
        x->p++;
        if (!take_value(x, &value)) {
            return 0;
        }
        add_value_test(x, op, attr, value);
    }
    else if (op) {
        return fail(x, "= is missing");
    }
    else {
        add_attr(x, "[", attr);
        nf_buf_addc(&x->out, ']');
    }
    skip_space(x);
    if (*x->p != ']') {
        return fail(x, "] is missing");
    }
    x->p++;
    return 1;
}

/* ".class" or "#id". */
static int take_word(parser_t *x)
{
    char kind = *x->p++;
    nf_str_t name = take_name(x);

    if (name.len == 0) {
        return fail(x, "a name is missing after . or #");
    }
    if (kind == '.') {
        add_word_test(x, NF_STR("class"), name);
    }
    else {
        add_value_test(x, '\0', NF_STR("id"), name);
    }
    return 1;
}

/* One element: its name and what is said of it. */
static int take_compound(parser_t *x)
{
    nf_str_t tag = take_name(x);
    int any = tag.len > 0;

    add_name(x, tag);
    if (!any) {
        any = *x->p == '*';
        x->p += any;
        nf_buf_addc(&x->out, '*');
    }
    for (;;) {
        switch (*x->p) {
        case '.':
        case '#':
            if (!take_word(x)) {
                return 0;
            }
            break;
        case '[':
            if (!take_attr(x)) {
                return 0;
            }
            break;
        default:
            return any ? 1
                       : fail(x, "an element's name, .class, #id or [attr] "
                                 "is expected");
        }
        any = 1;
    }
}

/* The whole list of selectors. */
static int take_list(parser_t *x)
{
    const char *axis = "//";

    for (;;) {
        int gap;

        skip_space(x);
        nf_buf_adds(&x->out, axis);
        if (!take_compound(x)) {
            return 0;
        }
        gap = nf_is_space((unsigned char)*x->p);
        skip_space(x);
        switch (*x->p) {
        case '\0':
            return 1;
        case '>':
            axis = "/";
            x->p++;
            break;
        case ',':
            axis = " | //";
            x->p++;
            break;
        default:
            if (!gap) {
                return fail(x, "only names, .class, #id, [attr=value], "
                               "spaces, > and commas are understood");
            }
            axis = "//";
        }
    }
}

char *nf_selector_xpath(const char *selector, const char **why,
                        apr_pool_t *pool)
{
    parser_t x = {.p = selector};
    const nf_tree_t *nothing = nf_tree_build(NF_STR(""), pool);
    nf_xpath_t *xpath;
    nf_id_t *ids;
    char *expr;
    long n;

    nf_buf_init(&x.out, pool, 256);
    skip_space(&x);
    if (*x.p == '/' || *x.p == '(') {
        nf_buf_adds(&x.out, x.p);
    }
    else if (!take_list(&x)) {
        *why = x.why;
        return NULL;
    }
    expr = nf_buf_cstr(&x.out);
    if (x.out.len > NF_XPATH_MAX_EXPR) {
        *why = "it is too long";
        return NULL;
    }
    xpath = nf_xpath_open(nothing, pool);
    n = xpath ? nf_xpath_nodes(xpath, expr, NF_NONE, &ids, pool) : -1;
    if (xpath) {
        nf_xpath_close(xpath);
    }
    *why =
        n < 0 ? "it is no XPath 1.0 expression that selects elements" : NULL;
    return n < 0 ? NULL : expr;
}
