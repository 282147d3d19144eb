/* jsonld.c -- the facts as schema.org JSON-LD (jsonld.h). */
#include <stdlib.h>
#include <string.h>
#include "../detect/json_list.h"
#include "../detect/moment.h"
#include "json_out.h"
#include "jsonld.h"
#include "liveblog.h"
#include "site.h"

/* A representative image or three; a gallery belongs to the page. */
#define MAX_IMAGES 3

/* Every reader of JSON-LD takes one object at the top with a single type
 * as a string; a graph, references and several types some do not. */
static const char *const types[] = {"AdvertiserContentArticle",
                                    "AnalysisNewsArticle",
                                    "Article",
                                    "AskPublicNewsArticle",
                                    "BackgroundNewsArticle",
                                    "BlogPosting",
                                    "LiveBlogPosting",
                                    "NewsArticle",
                                    "OpinionNewsArticle",
                                    "Report",
                                    "ReportageNewsArticle",
                                    "ReviewNewsArticle",
                                    "SatiricalArticle",
                                    "ScholarlyArticle",
                                    "SocialMediaPosting",
                                    "TechArticle"};

static const char *type_of(const nf_facts_t *f)
{
    size_t i;

    for (i = 0; i < sizeof(types) / sizeof(*types); i++) {
        if (f->type && strcmp(f->type, types[i]) == 0) {
            return types[i];
        }
    }
    return "NewsArticle";
}

/* schema.org knows dateline on NewsArticle and what descends from it. */
static int has_dateline(const char *type)
{
    return strstr(type, "NewsArticle") != NULL;
}

static int is_web_url(const char *url)
{
    return url
           && (strncmp(url, "https://", 8) == 0
               || strncmp(url, "http://", 7) == 0);
}

static void set_url(json_t *o, const char *key, const char *url)
{
    if (is_web_url(url)) {
        nf_json_set(o, key, url);
    }
}

static void set_dates(json_t *o, const nf_facts_t *f, apr_pool_t *pool)
{
    char *published = nf_moment_exact(f->date_published, pool);
    char *modified = nf_moment_exact(f->date_modified, pool);

    nf_json_set(o, "datePublished", published);
    if (modified
        && (published == NULL
            || nf_moment_in_order(published, modified, pool))) {
        nf_json_set(o, "dateModified", modified);
    }
}

static json_t *named(const char *type, const char *name, const char *url)
{
    json_t *o = json_object();

    nf_json_set(o, "@type", type);
    nf_json_set(o, "name", name);
    set_url(o, "url", url);
    return o;
}

int nf_jsonld_names(nf_str_t text, const char *type)
{
    const char *end = text.p + text.len, *p = text.p, *hit;
    size_t n = strlen(type);

    while ((hit = memmem(p, (size_t)(end - p), type, n)) != NULL) {
        p = hit + n;
        if (hit > text.p && strchr("\"'/:= ", hit[-1]) && p < end
            && strchr("\"' />\\", *p)) {
            return 1;
        }
    }
    return 0;
}

int nf_jsonld_is_address(const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t n = dot ? strspn(dot + 1, "abcdefghijklmnopqrstuvwxyz") : 0;

    if (strchr(name, '@')) {
        return 1;
    }
    return n >= 2 && dot[1 + n] == '\0' && strchr(name, ' ') == NULL;
}

static void set_authors(json_t *o, const nf_facts_t *f)
{
    json_t *list = json_array();
    int i;

    for (i = 0; f->authors && i < f->authors->nelts; i++) {
        const nf_author_t *a = &APR_ARRAY_IDX(f->authors, i, nf_author_t);

        if (a->name && *a->name && !nf_jsonld_is_address(a->name)) {
            json_array_append_new(
                list, named(a->organization ? "Organization" : "Person",
                            a->name, a->url));
        }
    }
    nf_json_set_new(o, "author", list);
}

static void set_publisher(json_t *o, const nf_facts_t *f,
                          const nf_options_t *options)
{
    const char *name =
        f->publisher ? f->publisher : options->settings.site_name;
    json_t *publisher;

    if (name == NULL || *name == '\0') {
        return;
    }
    publisher = named("NewsMediaOrganization", name, f->publisher_url);
    if (is_web_url(f->publisher_logo)) {
        json_t *logo = json_object();

        nf_json_set(logo, "@type", "ImageObject");
        nf_json_set(logo, "url", f->publisher_logo);
        nf_json_set_new(publisher, "logo", logo);
    }
    nf_json_set_new(o, "publisher", publisher);
}

static json_t *image_item(const nf_image_t *image)
{
    json_t *o;

    if (image->caption == NULL || *image->caption == '\0') {
        return json_string(image->url);
    }
    o = json_object();
    nf_json_set(o, "@type", "ImageObject");
    nf_json_set(o, "url", image->url);
    nf_json_set(o, "caption", image->caption);
    return o;
}

static void set_images(json_t *o, const nf_facts_t *f)
{
    json_t *list = json_array();
    int i;

    for (i = 0; f->images && i < f->images->nelts
                && json_array_size(list) < MAX_IMAGES;
         i++) {
        const nf_image_t *image = &APR_ARRAY_IDX(f->images, i, nf_image_t);

        if (is_web_url(image->url)) {
            json_array_append_new(list, image_item(image));
        }
    }
    nf_json_set_new(o, "image", list);
}

static void set_keywords(json_t *o, const nf_facts_t *f)
{
    json_t *list = json_array();
    int i;

    for (i = 0; f->keywords && i < f->keywords->nelts; i++) {
        json_array_append_new(
            list, json_string(APR_ARRAY_IDX(f->keywords, i, const char *)));
    }
    nf_json_set_new(o, "keywords", list);
}

static void set_page(json_t *o, const nf_facts_t *f,
                     const nf_options_t *options)
{
    const char *url = f->canonical ? f->canonical : options->url;
    json_t *page;

    if (!is_web_url(url)) {
        return;
    }
    nf_json_set(o, "url", url);
    page = json_object();
    nf_json_set(page, "@type", "WebPage");
    nf_json_set(page, "@id", url);
    nf_json_set_new(o, "mainEntityOfPage", page);
}

void nf_jsonld_paywall(json_t *article, const apr_array_header_t *classes)
{
    json_t *list = json_array();
    int i;

    for (i = 0; i < classes->nelts; i++) {
        json_t *part = json_object();

        nf_json_set(part, "@type", "WebPageElement");
        json_object_set_new(part, "isAccessibleForFree", json_false());
        json_object_set_new(
            part, "cssSelector",
            json_sprintf(".%s", APR_ARRAY_IDX(classes, i, const char *)));
        json_array_append_new(list, part);
    }
    json_object_set_new(article, "isAccessibleForFree", json_false());
    json_object_set(article, "hasPart",
                    classes->nelts == 1 ? json_array_get(list, 0) : list);
    json_decref(list);
}

/* Of what the page says it is a part of, what subscriptions go by. */
static json_t *whole_of(const json_t *part_of)
{
    static const char *const known[] = {"CreativeWork", "Newspaper",
                                        "Periodical", "Product",
                                        "PublicationIssue"};
    const json_t *own = json_object_get(part_of, "@type");
    json_t *o = json_object(), *type = json_array();
    const char *url = json_string_value(json_object_get(part_of, "url"));
    size_t n = nf_json_count(own), i, k;

    for (i = 0; i < n; i++) {
        const char *name = json_string_value(nf_json_item(own, i));

        for (k = 0; name && k < sizeof(known) / sizeof(*known); k++) {
            if (strcmp(name, known[k]) == 0) {
                json_array_append_new(type, json_string(name));
            }
        }
    }
    if (json_array_size(type) == 1) {
        json_object_set(o, "@type", json_array_get(type, 0));
        json_decref(type);
    }
    else {
        nf_json_set_new(o, "@type", type);
    }
    nf_json_set(o, "name",
                json_string_value(json_object_get(part_of, "name")));
    nf_json_set(o, "productID",
                json_string_value(json_object_get(part_of, "productID")));
    set_url(o, "url", url);
    return o;
}

static void set_part_of(json_t *o, const nf_facts_t *f)
{
    const json_t *part_of =
        json_object_get(nf_evidence_article(f->evidence), "isPartOf");
    json_t *whole = whole_of(part_of);

    if (json_object_get(whole, "@type") && json_object_get(whole, "name")) {
        json_object_set(o, "isPartOf", whole);
    }
    json_decref(whole);
}

static json_t *article(const nf_facts_t *f, const nf_options_t *options,
                       apr_pool_t *pool)
{
    const char *type = type_of(f);
    json_t *o = json_object();

    nf_json_set(o, "@context", "https://schema.org");
    nf_json_set(o, "@type", type);
    nf_json_set(o, "headline", f->headline);
    nf_json_set(o, "alternativeHeadline", f->alternative_headline);
    nf_json_set(o, "description", f->description);
    set_images(o, f);
    set_dates(o, f, pool);
    set_authors(o, f);
    set_publisher(o, f, options);
    set_page(o, f, options);
    nf_json_set(o, "inLanguage", f->language);
    nf_json_set(o, "articleSection", f->section);
    set_keywords(o, f);
    if (has_dateline(type)) {
        nf_json_set(o, "dateline", f->dateline);
    }
    if (f->word_count > 0) {
        json_object_set_new(o, "wordCount", json_integer(f->word_count));
    }
    if (f->accessible_for_free >= 0) {
        json_object_set_new(o, "isAccessibleForFree",
                            json_boolean(f->accessible_for_free));
    }
    if (f->paywall) {
        nf_jsonld_paywall(o, f->paywall);
    }
    set_part_of(o, f);
    nf_liveblog_set(o, f->live);
    nf_json_set(o, "articleBody", f->free_body);
    return o;
}

json_t *nf_jsonld_object(const nf_facts_t *facts, const nf_options_t *options,
                         apr_pool_t *pool)
{
    json_t *o;

    if (!facts->is_article || facts->headline == NULL) {
        return NULL;
    }
    o = article(facts, options, pool);
    nf_site_say(o, facts, &options->settings);
    return o;
}

nf_str_t nf_jsonld_script(const json_t *object, const nf_facts_t *facts,
                          apr_pool_t *pool)
{
    nf_str_t json = nf_json_dump_script(object, pool);
    nf_buf_t out;

    if (json.p == NULL) {
        return json;
    }
    nf_buf_init(&out, pool, json.len + 96);
    nf_buf_adds(&out, "<script type=\"application/ld+json\" " NF_JSONLD_MARK);
    if (facts->nonce) {
        nf_buf_printf(&out, " nonce=\"%s\"", facts->nonce);
    }
    nf_buf_addc(&out, '>');
    nf_buf_add(&out, json.p, json.len);
    nf_buf_adds(&out, "</script>");
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

nf_str_t nf_jsonld_render(const nf_facts_t *facts, const nf_options_t *options,
                          apr_pool_t *pool)
{
    json_t *o = nf_jsonld_object(facts, options, pool);
    nf_str_t out = {NULL, 0};

    if (o && nf_jsonld_is_wanted(o, options)) {
        out = nf_jsonld_script(o, facts, pool);
    }
    json_decref(o);
    return out;
}
