/* view.c -- what all reader views say in their heads (view.h). */
#include <string.h>
#include "../page/url.h"
#include "view.h"

/* Letters, digits and hyphens: what a language tag is made of. */
static int is_tag(const char *s)
{
    return s && *s && strlen(s) <= 35
           && strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        "0123456789-")
                  == strlen(s);
}

static const char *absolute(const char *url)
{
    return url
                   && (strncmp(url, "https://", 8) == 0
                       || strncmp(url, "http://", 7) == 0)
               ? url
               : NULL;
}

/* The page's own address, in the form that the page prefers. */
static const char *original(const nf_view_t *v, const nf_options_t *options,
                            apr_pool_t *pool)
{
    if (options->url == NULL
        || (v->canonical && nf_url_same(options->url, v->canonical, pool))) {
        return v->canonical;
    }
    return options->url;
}

static const char *site_name(const nf_facts_t *f, const nf_options_t *options,
                             const char *address, apr_pool_t *pool)
{
    const char *name =
        f->publisher ? f->publisher : options->settings.site_name;

    if (name == NULL && address) {
        name = nf_url_host(address, pool);
    }
    return name && *name ? name : NULL;
}

/* "Page 2 of 3"; the pattern is our own. */
static const char *page_of(const nf_pages_t *pages, const char *pattern,
                           apr_pool_t *pool)
{
    nf_buf_t out;
    const char *p;

    if (pages->number == 0) {
        return NULL;
    }
    nf_buf_init(&out, pool, 32);
    for (p = pattern; *p; p++) {
        if (*p == '%') {
            p++;
            nf_buf_printf(&out, "%u",
                          *p == 'p' ? pages->number : pages->count);
        }
        else {
            nf_buf_addc(&out, *p);
        }
    }
    return nf_buf_cstr(&out);
}

nf_view_t nf_view_of(const nf_facts_t *facts, const nf_options_t *options,
                     apr_pool_t *pool)
{
    nf_view_t v = {.language = facts->language};

    if (!is_tag(v.language)) {
        v.language = nf_reader_guess(facts->article_body);
    }
    v.language = v.language ? v.language : "und";
    v.rtl = nf_reader_is_rtl(facts->article_body);
    v.words = nf_reader_text(v.language);
    v.canonical = absolute(facts->canonical);
    v.original = original(&v, options, pool);
    v.canonical = v.canonical ? v.canonical : v.original;
    v.site = site_name(facts, options, v.original, pool);
    v.site_url = absolute(facts->publisher_url);
    if (v.site_url == NULL && v.original) {
        v.site_url = nf_url_resolve(v.original, "/", pool);
    }
    if (options->face && options->face->original) {
        v.original = options->face->original;
    }
    v.minutes = nf_reader_minutes(facts->article_body, v.words);
    v.page = page_of(&facts->pages, v.words->page, pool);
    if (facts->date_published) {
        v.published =
            nf_reader_date(facts->date_published, NULL, v.language, pool);
    }
    if (facts->date_modified
        && (v.published == NULL
            || strcmp(facts->date_modified, facts->date_published) != 0)) {
        v.modified = nf_reader_date(facts->date_modified,
                                    facts->date_published, v.language, pool);
    }
    return v;
}

int nf_view_begin(const nf_page_t *page, const nf_facts_t *facts,
                  const nf_options_t *options, nf_content_t *content,
                  nf_view_t *view, apr_pool_t *pool)
{
    if (!facts->is_article || facts->headline == NULL || facts->body.n == 0) {
        return 0;
    }
    *content = nf_sanitise(page, facts, pool);
    *view = nf_view_of(facts, options, pool);
    return 1;
}
