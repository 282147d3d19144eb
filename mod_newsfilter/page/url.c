/* url.c -- addresses (url.h). */
#include <string.h>
#include <strings.h>
#include <apr_uri.h>
#include <apr_strings.h>
#include "limits.h"
#include "url.h"

/* The parts of RFC 3986, appendix B; absent parts have p == NULL. */
typedef struct parts_t {
    nf_str_t scheme, authority, path, query, fragment;
} parts_t;

static nf_str_t cut(const char *from, const char *to)
{
    return (nf_str_t){from, (size_t)(to - from)};
}

static int is_alnum(unsigned char c)
{
    return (unsigned)c - '0' < 10u || (unsigned)nf_lower(c) - 'a' < 26u;
}

static const char *find_any(const char *p, const char *stops)
{
    return p + strcspn(p, stops);
}

/* The ':' after a scheme, or NULL. */
static const char *scheme_end(const char *s)
{
    const char *p = s;

    if ((unsigned)nf_lower((unsigned char)*p) - 'a' >= 26u) {
        return NULL;
    }
    while (is_alnum((unsigned char)*p) || *p == '+' || *p == '-'
           || *p == '.') {
        p++;
    }
    return *p == ':' ? p : NULL;
}

static void split(const char *s, parts_t *u)
{
    const char *p = scheme_end(s);

    memset(u, 0, sizeof(*u));
    if (p) {
        u->scheme = cut(s, p);
        s = p + 1;
    }
    if (s[0] == '/' && s[1] == '/') {
        p = find_any(s + 2, "/?#");
        u->authority = cut(s + 2, p);
        s = p;
    }
    p = find_any(s, "?#");
    u->path = cut(s, p);
    if (*p == '?') {
        s = p + 1;
        p = find_any(s, "#");
        u->query = cut(s, p);
    }
    if (*p == '#') {
        u->fragment = nf_str(p + 1);
    }
}

/* Bytes that no address has: a raw space or control character, '<' or '"'
 * are markup gone astray; '\' is a '/' to browsers and none to us. */
static int is_clean(const char *s)
{
    const char *p, *query = NULL;

    for (p = s; *p; p++) {
        unsigned char c = (unsigned char)*p;

        if (c > '>' && c != '\\' && c != 0x7F) {
            continue; /* most */
        }
        if (c == '\\' && query == NULL) {
            query = find_any(s, "?#");
        }
        if (c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == '"'
            || (c == '\\' && p < query)) {
            return 0;
        }
    }
    return p > s && (size_t)(p - s) <= NF_MAX_URL;
}

/* Letters, digits, '-', '.', '_' and what is not ASCII; or [IPv6]. */
static int is_host(const char *host)
{
    const char *p;

    if (strchr(host, ':')) {
        return host[strspn(host, "0123456789abcdefABCDEF:.")] == '\0';
    }
    for (p = host; is_alnum((unsigned char)*p) || (*p & 0x80) || *p == '-'
                   || *p == '.' || *p == '_';
         p++) {
    }
    return *p == '\0' && *host != '\0' && *host != '.';
}

/* apr_uri reads any number of digits into 16 bits. */
static int is_port(const char *port)
{
    return port == NULL || strlen(port) < 5
           || (strlen(port) == 5 && strcmp(port, "65535") <= 0);
}

/* Is it an absolute http or https address with a host and without a user?
 * apr_uri judges host and port. */
static int parse_clean(const char *s, apr_uri_t *uri, apr_pool_t *pool)
{
    return (strncasecmp(s, "http://", 7) == 0
            || strncasecmp(s, "https://", 8) == 0)
           && apr_uri_parse(pool, s, uri) == APR_SUCCESS && uri->hostname
           && uri->user == NULL && uri->password == NULL
           && is_host(uri->hostname) && is_port(uri->port_str);
}

static int parse_http(const char *s, apr_uri_t *uri, apr_pool_t *pool)
{
    return is_clean(s) && parse_clean(s, uri, pool);
}

static void add_lower(nf_buf_t *b, const char *s)
{
    size_t n = strlen(s), i;
    char *to = nf_buf_reserve(b, n);

    for (i = 0; i < n; i++) {
        to[i] = (char)nf_lower((unsigned char)s[i]);
    }
    b->len += n;
}

/* scheme://host[:port], in lower case, the default port left out. */
static void add_origin(nf_buf_t *b, const apr_uri_t *uri)
{
    int v6 = strchr(uri->hostname, ':') != NULL;
    int https = nf_lower((unsigned char)uri->scheme[4]) == 's';

    nf_buf_adds(b, https ? "https://" : "http://");
    nf_buf_adds(b, v6 ? "[" : "");
    add_lower(b, uri->hostname);
    nf_buf_adds(b, v6 ? "]" : "");
    if (uri->port_str && *uri->port_str && uri->port != (https ? 443 : 80)) {
        nf_buf_printf(b, ":%u", (unsigned)uri->port);
    }
}

/* Append a path that starts with '/', its dot segments removed (RFC 3986,
 * 5.2.4). from is where the path starts in b. */
static void add_path(nf_buf_t *b, nf_str_t path)
{
    const char *p = path.p, *end = p + path.len;
    size_t from = b->len;

    while (p < end) {
        const char *s = p + 1;
        size_t n;
        int last;

        p = memchr(s, '/', (size_t)(end - s));
        last = p == NULL;
        p = last ? end : p;
        n = (size_t)(p - s);
        if (n == 2 && s[0] == '.' && s[1] == '.') {
            while (b->len > from && b->p[--b->len] != '/') {
            }
        }
        else if (!(n == 1 && s[0] == '.')) {
            nf_buf_addc(b, '/');
            nf_buf_add(b, s, n);
            continue;
        }
        if (last) {
            nf_buf_addc(b, '/');
        }
    }
    if (b->len == from) {
        nf_buf_addc(b, '/');
    }
}

static void add_part(nf_buf_t *b, char mark, nf_str_t part)
{
    if (part.p) {
        nf_buf_addc(b, mark);
        nf_buf_add(b, part.p, part.len);
    }
}

static char *finish(nf_buf_t *b)
{
    return b->len <= NF_MAX_URL ? nf_buf_cstr(b) : NULL;
}

/* Is a clean one written as resolve_absolute() would write it? */
static int is_normal(const char *s)
{
    int https = strncmp(s, "https://", 8) == 0;
    const char *host = s + (https ? 8 : 7), *p = host;

    if (!https && strncmp(s, "http://", 7) != 0) {
        return 0;
    }
    while ((unsigned)*p - 'a' < 26u || (unsigned)*p - '0' < 10u || *p == '-'
           || *p == '.' || *p == '_') {
        p++;
    }
    return p > host && *host != '.' && *p == '/' && strstr(p, "/.") == NULL;
}

/* Of a clean one. */
static char *resolve_absolute(const char *href, apr_pool_t *pool)
{
    apr_uri_t uri;
    parts_t u;
    nf_buf_t b;

    if (!parse_clean(href, &uri, pool)) {
        return NULL;
    }
    split(href, &u);
    nf_buf_init(&b, pool, strlen(href) + 2);
    add_origin(&b, &uri);
    add_path(&b, u.path);
    add_part(&b, '?', u.query);
    add_part(&b, '#', u.fragment);
    return finish(&b);
}

/* The path of a relative reference below the base's (RFC 3986, 5.2.3). */
static nf_str_t merge(const parts_t *base, nf_str_t path, apr_pool_t *pool)
{
    size_t keep = base->path.len;
    nf_buf_t b;

    if (path.len && path.p[0] == '/') {
        return path;
    }
    while (keep && base->path.p[keep - 1] != '/') {
        keep--;
    }
    nf_buf_init(&b, pool, keep + path.len + 1);
    nf_buf_add(&b, base->path.p, keep);
    if (keep == 0) {
        nf_buf_addc(&b, '/');
    }
    nf_buf_add(&b, path.p, path.len);
    return (nf_str_t){b.p, b.len};
}

/* RFC 3986, 5.2.2, for a reference without a scheme. */
static char *resolve_relative(const char *base, const char *href,
                              apr_pool_t *pool)
{
    apr_uri_t uri;
    parts_t u, from;
    nf_buf_t b;

    base = nf_str_dup(pool, nf_str_trim(nf_str(base)));
    if (!parse_http(base, &uri, pool)) {
        return NULL;
    }
    split(base, &from);
    if (href[0] == '/' && href[1] == '/') {
        return resolve_absolute(
            apr_pstrcat(pool, from.scheme.len == 5 ? "https:" : "http:", href,
                        NULL),
            pool);
    }
    split(href, &u);
    nf_buf_init(&b, pool, strlen(base) + strlen(href) + 2);
    add_origin(&b, &uri);
    add_path(&b, u.path.len ? merge(&from, u.path, pool) : from.path);
    add_part(&b, '?', u.query);
    add_part(&b, '#', u.fragment);
    return finish(&b);
}

char *nf_url_resolve(const char *base, const char *href, apr_pool_t *pool)
{
    char *s = nf_str_dup(pool, nf_str_trim(nf_str(href)));

    if (s == NULL || s[0] == '#' || !is_clean(s)) {
        return NULL;
    }
    if (scheme_end(s)) {
        return is_normal(s) ? s : resolve_absolute(s, pool); /* as most */
    }
    return base ? resolve_relative(base, s, pool) : s;
}

char *nf_url_absolute(const char *url, apr_pool_t *pool)
{
    char *s = nf_url_resolve(NULL, url, pool);

    return s && scheme_end(s) ? s : NULL;
}

static const char *skip_www(const char *host)
{
    return strncasecmp(host, "www.", 4) == 0 && host[4] ? host + 4 : host;
}

char *nf_url_host(const char *url, apr_pool_t *pool)
{
    apr_uri_t uri;
    nf_buf_t b;

    nf_buf_init(&b, pool, 0);
    if (url && parse_http(url, &uri, pool)) {
        add_lower(&b, skip_www(uri.hostname));
    }
    return nf_buf_cstr(&b);
}

static int hex_value(unsigned char c)
{
    if ((unsigned)c - '0' < 10u) {
        return c - '0';
    }
    c = nf_lower(c);
    return (unsigned)c - 'a' < 6u ? c - 'a' + 10 : -1;
}

/* Append with %XX decoded where that means the same (unreserved characters
 * and UTF-8) and in upper case where not (RFC 3986, 6.2.2). */
static void add_normal(nf_buf_t *b, nf_str_t s)
{
    size_t i;

    for (i = 0; i < s.len; i++) {
        int hi, lo, c;

        if (s.p[i] != '%' || s.len - i < 3
            || (hi = hex_value((unsigned char)s.p[i + 1])) < 0
            || (lo = hex_value((unsigned char)s.p[i + 2])) < 0) {
            nf_buf_addc(b, s.p[i]);
            continue;
        }
        i += 2;
        c = hi << 4 | lo;
        if (c >= 0x80 || is_alnum((unsigned char)c)
            || (c && strchr("-._~", c))) {
            nf_buf_addc(b, (char)c);
        }
        else {
            nf_buf_printf(b, "%%%02X", (unsigned)c);
        }
    }
}

/* What two writings of the same address have in common; NULL if it is no
 * http(s) address. */
static char *same_key(const char *url, apr_pool_t *pool)
{
    apr_uri_t uri;
    parts_t u;
    nf_buf_t b;

    if (!parse_http(url, &uri, pool)) {
        return NULL;
    }
    split(url, &u);
    nf_buf_init(&b, pool, strlen(url) + 8);
    add_lower(&b, skip_www(uri.hostname));
    if (uri.port_str && *uri.port_str && uri.port != 80 && uri.port != 443) {
        nf_buf_printf(&b, ":%u", (unsigned)uri.port);
    }
    add_path(&b, u.path);
    if (b.p[b.len - 1] == '/') {
        b.len--;
    }
    if (u.query.len) {
        add_part(&b, '?', u.query);
    }
    url = nf_buf_cstr(&b);
    nf_buf_init(&b, pool, b.len);
    add_normal(&b, nf_str(url));
    return nf_buf_cstr(&b);
}

int nf_url_same(const char *a, const char *b, apr_pool_t *pool)
{
    const char *ka, *kb;

    if (a == NULL || b == NULL) {
        return 0;
    }
    if (strcmp(a, b) == 0) {
        return 1;
    }
    ka = same_key(a, pool);
    kb = same_key(b, pool);
    return ka && kb && strcmp(ka, kb) == 0;
}
