/* address.c -- the argument that asks for a view (address.h). */
#include <string.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include "address.h"

static const struct {
    const char *name;
    nfm_view_e view;
} views[] = {
    {"reader", NFM_VIEW_READER},
    {"markdown", NFM_VIEW_MARKDOWN},
    {"text", NFM_VIEW_TEXT},
};

#define NVIEWS (sizeof(views) / sizeof(views[0]))

/* Which view is "name=value" of this length; NFM_VIEW_PAGE for any other. */
static nfm_view_e view_of_pair(const char *pair, size_t len, const char *name)
{
    size_t n = strlen(name), i;

    if (len <= n || memcmp(pair, name, n) != 0 || pair[n] != '=') {
        return NFM_VIEW_PAGE;
    }
    pair += n + 1;
    len -= n + 1;
    for (i = 0; i < NVIEWS; i++) {
        if (len == strlen(views[i].name)
            && memcmp(pair, views[i].name, len) == 0) {
            return views[i].view;
        }
    }
    return NFM_VIEW_PAGE;
}

nfm_view_e nfm_view_of(const char *query, const char *name, apr_pool_t *pool,
                       const char **rest)
{
    nfm_view_e view = NFM_VIEW_PAGE;
    const char *p = query;
    char *out, *w;

    *rest = query;
    if (query == NULL || strstr(query, name) == NULL) {
        return view;
    }
    w = out = apr_palloc(pool, strlen(query) + 1);
    for (;;) {
        size_t n = strcspn(p, "&");
        nfm_view_e this_view = view_of_pair(p, n, name);

        if (this_view == NFM_VIEW_PAGE) {
            memcpy(w, p, n + 1);
            w += n + 1;
        }
        else if (view == NFM_VIEW_PAGE) {
            view = this_view;
        }
        if (p[n] == '\0') {
            break;
        }
        p += n + 1;
    }
    if (view != NFM_VIEW_PAGE) {
        *rest = w > out ? out : NULL;
        if (w > out) {
            w[-1] = '\0';
        }
    }
    return view;
}

const char *nfm_view_name(nfm_view_e view)
{
    size_t i;

    for (i = 0; i < NVIEWS; i++) {
        if (views[i].view == view) {
            return views[i].name;
        }
    }
    return NULL;
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
