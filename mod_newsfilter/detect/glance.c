/* glance.c -- where the head ends, and whether it is worth a look
 * (glance.h). What is taken for a tag here may be text or a comment: the tree
 * of the head tells, this only says how far it goes. */
#include <string.h>
#include "glance.h"
#include "jsonld_in.h"

/* Does a tag of this name begin at p, behind its '<'? */
static int is_tag(const char *p, const char *end, const char *name)
{
    size_t n = strlen(name);

    return (size_t)(end - p) > n && nf_str_ieq((nf_str_t){p, n}, name)
           && (nf_is_space((unsigned char)p[n]) || p[n] == '>' || p[n] == '/');
}

/* Behind the '<' of the next tag of this name, or NULL. */
static const char *find_tag(const char *p, const char *end, const char *name)
{
    while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        p++;
        if (is_tag(p, end, name)) {
            return p;
        }
    }
    return NULL;
}

/* A script from its name to its end. */
static int is_about_article(const char *p, const char *end)
{
    static const char type[] = "ld+json";
    const char *open = memchr(p, '>', (size_t)(end - p));

    return open && memmem(p, (size_t)(open - p), type, sizeof(type) - 1)
           && nf_jsonld_names_article((nf_str_t){open, (size_t)(end - open)});
}

/* With the body's start tag, whose classes tell of the page. Of no length if
 * there is nothing to see. */
static nf_str_t head_of(nf_str_t bytes)
{
    const nf_str_t none = {NULL, 0};
    const char *p = bytes.p, *end = p + bytes.len;
    int article = 0;

    while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        p++;
        if (is_tag(p, end, "script")) {
            const char *close = find_tag(p, end, "/script");

            if (close == NULL) {
                return none;
            }
            article = article || is_about_article(p, close);
            p = close;
        }
        else if (is_tag(p, end, "body")) {
            p = memchr(p, '>', (size_t)(end - p));
            return article && p
                       ? (nf_str_t){bytes.p, (size_t)(p + 1 - bytes.p)}
                       : none;
        }
    }
    return none;
}

nf_page_t *nf_glance(nf_str_t bytes, const char *url,
                     const char *transport_charset,
                     const char *fallback_charset, apr_pool_t *pool)
{
    nf_str_t head = head_of(bytes);
    const char *reason;

    return head.len ? nf_page_open(head, url, transport_charset,
                                   fallback_charset, pool, &reason)
                    : NULL;
}
