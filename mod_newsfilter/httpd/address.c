/* address.c -- the argument that asks for a view (address.h). */
#include <string.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include "address.h"

static const char *const view_names[NFM_VIEWS] = {
    [NFM_VIEW_PAGE] = "page",         [NFM_VIEW_READER] = "reader",
    [NFM_VIEW_MARKDOWN] = "markdown", [NFM_VIEW_TEXT] = "text",
    [NFM_VIEW_JSON] = "json",
};

const char *nfm_view_name(nfm_view_e view)
{
    return view_names[view];
}

nfm_view_e nfm_view_named(const char *name)
{
    int i;

    for (i = NFM_VIEW_PAGE + 1; i < NFM_VIEWS; i++) {
        if (strcmp(name, view_names[i]) == 0) {
            return (nfm_view_e)i;
        }
    }
    return NFM_VIEW_PAGE;
}

static int is_word(const char *s, size_t len, const char *word)
{
    return strlen(word) == len && memcmp(s, word, len) == 0;
}

/* What "name=value" of this length asks for. */
static nfm_asked_t asked_by_pair(const char *pair, size_t len,
                                 const char *name)
{
    nfm_asked_t asked = {NFM_ASK_NOTHING, NFM_VIEW_PAGE, NULL};
    size_t n = strlen(name);
    int i;

    if (len <= n || memcmp(pair, name, n) != 0 || pair[n] != '=') {
        return asked;
    }
    pair += n + 1;
    len -= n + 1;
    for (i = 0; i < NFM_VIEWS; i++) {
        if (is_word(pair, len, view_names[i])) {
            asked.ask = NFM_ASK_VIEW;
            asked.view = (nfm_view_e)i;
            return asked;
        }
    }
    asked.ask = is_word(pair, len, "on")    ? NFM_ASK_REMEMBER
                : is_word(pair, len, "off") ? NFM_ASK_FORGET
                                            : NFM_ASK_NOTHING;
    return asked;
}

const char *nfm_query_take(const char *query, nfm_take_fn *take, void *data,
                           apr_pool_t *pool)
{
    char *out = apr_palloc(pool, strlen(query) + 1), *w = out;
    const char *p = query;
    int taken = 0;

    for (;;) {
        size_t n = strcspn(p, "&");

        if (take(data, p, n)) {
            taken = 1;
        }
        else {
            memcpy(w, p, n + 1);
            w += n + 1;
        }
        if (p[n] == '\0') {
            break;
        }
        p += n + 1;
    }
    if (!taken) {
        return query;
    }
    if (w == out) {
        return NULL;
    }
    w[-1] = '\0';
    return out;
}

typedef struct asking_t {
    const char *name;
    nfm_asked_t asked;
} asking_t;

static int take_asked(void *data, const char *pair, size_t len)
{
    asking_t *asking = data;
    nfm_asked_t by_pair = asked_by_pair(pair, len, asking->name);

    if (asking->asked.ask == NFM_ASK_NOTHING) {
        asking->asked = by_pair;
    }
    return by_pair.ask != NFM_ASK_NOTHING;
}

nfm_asked_t nfm_asked(const char *query, const char *name, apr_pool_t *pool)
{
    asking_t asking = {name, {NFM_ASK_NOTHING, NFM_VIEW_PAGE, NULL}};
    const char *rest = query;

    if (query && strstr(query, name)) {
        rest = nfm_query_take(query, take_asked, &asking, pool);
    }
    asking.asked.rest = rest;
    return asking.asked;
}

const char *nfm_address_below(const char *path, const char *prefix)
{
    size_t n = strlen(prefix);

    return strncmp(path, prefix, n) == 0 ? path + n - 1 : NULL;
}

/* RFC 3986 2.2, 2.3, and "%" of references that are there already. */
static int is_uri_char(unsigned char c)
{
    return c > 0x20 && c < 0x7F
           && (apr_isalnum(c) || strchr("-._~:/?#[]@!$&()*+,;=%", c));
}

static char *add_clean(char *w, const char *s)
{
    static const char hex[] = "0123456789ABCDEF";

    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;

        if (is_uri_char(c)) {
            *w++ = (char)c;
        }
        else {
            *w++ = '%';
            *w++ = hex[c >> 4];
            *w++ = hex[c & 15];
        }
    }
    return w;
}

char *nfm_address_clean(apr_pool_t *pool, const char *path, const char *query)
{
    size_t room = 3 * (strlen(path) + (query ? strlen(query) : 0)) + 2;
    char *out = apr_palloc(pool, room);
    char *w = add_clean(out, path);

    if (query) {
        *w++ = '?';
        w = add_clean(w, query);
    }
    *w = '\0';
    return out;
}

int nfm_address_is_plain(const char *url)
{
    const char *host;
    size_t n, i;

    if (strncmp(url, "http://", 7) != 0 && strncmp(url, "https://", 8) != 0) {
        return 0;
    }
    host = strchr(url, ':') + 3;
    n = strcspn(host, "/?#");
    for (i = 0; i < n; i++) {
        if (!apr_isalnum(host[i]) && strchr("-._~:[]%", host[i]) == NULL) {
            return 0;
        }
    }
    return n > 0;
}
