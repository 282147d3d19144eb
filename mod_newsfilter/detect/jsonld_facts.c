/* jsonld_facts.c -- what a JSON-LD object says (jsonld_facts.h). */
#include <string.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "byline.h"
#include "clean.h"
#include "date.h"
#include "jsonld_facts.h"
#include "language.h"
#include "place.h"

#define MAX_TEXT 4000
#define MAX_POINTER 400 /* bytes of articleBody that point to it */
#define MAX_ITEMS 32

static const struct {
    const char *name; /* small letters */
    const char *type; /* schema.org's spelling, for articles */
    nf_jsonld_kind_e kind;
} types[] = {
    {"newsarticle", "NewsArticle", NF_LD_ARTICLE},
    {"article", "Article", NF_LD_ARTICLE},
    {"blogposting", "BlogPosting", NF_LD_ARTICLE},
    {"liveblogposting", "LiveBlogPosting", NF_LD_ARTICLE},
    {"reportagenewsarticle", "ReportageNewsArticle", NF_LD_ARTICLE},
    {"opinionnewsarticle", "OpinionNewsArticle", NF_LD_ARTICLE},
    {"analysisnewsarticle", "AnalysisNewsArticle", NF_LD_ARTICLE},
    {"backgroundnewsarticle", "BackgroundNewsArticle", NF_LD_ARTICLE},
    {"askpublicnewsarticle", "AskPublicNewsArticle", NF_LD_ARTICLE},
    {"reviewnewsarticle", "ReviewNewsArticle", NF_LD_ARTICLE},
    {"advertisercontentarticle", "AdvertiserContentArticle", NF_LD_ARTICLE},
    {"satiricalarticle", "SatiricalArticle", NF_LD_ARTICLE},
    {"scholarlyarticle", "ScholarlyArticle", NF_LD_ARTICLE},
    {"medicalscholarlyarticle", "ScholarlyArticle", NF_LD_ARTICLE},
    {"techarticle", "TechArticle", NF_LD_ARTICLE},
    {"report", "Report", NF_LD_ARTICLE},
    {"socialmediaposting", "SocialMediaPosting", NF_LD_ARTICLE},
    {"webpage", NULL, NF_LD_PAGE},
    {"videoobject", NULL, NF_LD_PAGE},
    {"website", NULL, NF_LD_SITE},
    {"organization", NULL, NF_LD_SITE},
    {"newsmediaorganization", NULL, NF_LD_SITE},
    {"product", NULL, NF_LD_THING},
    {"recipe", NULL, NF_LD_THING},
    {"event", NULL, NF_LD_OTHER},
    {"jobposting", NULL, NF_LD_THING},
    {"course", NULL, NF_LD_THING},
    {"hotel", NULL, NF_LD_THING},
    {"restaurant", NULL, NF_LD_OTHER},
    {"localbusiness", NULL, NF_LD_OTHER},
    {"softwareapplication", NULL, NF_LD_THING},
    {"collectionpage", NULL, NF_LD_THING},
    {"searchresultspage", NULL, NF_LD_THING},
    {"profilepage", NULL, NF_LD_THING},
    {"contactpage", NULL, NF_LD_THING},
    {"aboutpage", NULL, NF_LD_THING},
    {"qapage", NULL, NF_LD_THING},
    {"question", NULL, NF_LD_THING},
    {"discussionforumposting", NULL, NF_LD_THING},
    {"mobileapplication", NULL, NF_LD_THING},
    {"webapplication", NULL, NF_LD_THING},
    {"softwaresourcecode", NULL, NF_LD_THING},
    {"movie", NULL, NF_LD_OTHER},
    {"book", NULL, NF_LD_OTHER},
    {NULL, NULL, NF_LD_UNKNOWN}};

/* The row of a type name, or that of the end. */
static size_t find_type(const char *name)
{
    const char *p;
    size_t i;

    for (p = name; *p; p++) {
        if ((*p == '/' || *p == '#' || *p == ':') && p[1]) {
            name = p + 1;
        }
    }
    for (i = 0; types[i].name; i++) {
        if (nf_str_ieq(nf_str(name), types[i].name)) {
            break;
        }
    }
    return i;
}

/* The best row among the types of an object: the kinds stand in order of
 * use, and NewsArticle before Article. */
static size_t type_of(const json_t *object)
{
    const json_t *t = json_object_get(object, "@type");
    size_t n = sizeof(types) / sizeof(types[0]) - 1, best = n, i;

    if (t == NULL) {
        t = json_object_get(object, "type");
    }
    if (json_is_string(t)) {
        return find_type(json_string_value(t));
    }
    for (i = 0; i < json_array_size(t) && i < MAX_ITEMS; i++) {
        const char *s = json_string_value(json_array_get(t, i));
        size_t row = s ? find_type(s) : n;

        best = row < best ? row : best;
    }
    return best;
}

nf_jsonld_kind_e nf_jsonld_kind(const json_t *object)
{
    return types[type_of(object)].kind;
}

static const char *text_of(const json_t *v)
{
    int steps;

    for (steps = 0; steps < 8 && v; steps++) {
        if (json_is_string(v)) {
            return json_string_value(v);
        }
        if (json_is_array(v)) {
            v = json_array_get(v, 0);
        }
        else if (json_is_object(v)) {
            const json_t *value = json_object_get(v, "@value");

            v = value ? value : json_object_get(v, "name");
        }
        else {
            break;
        }
    }
    return NULL;
}

const char *nf_jsonld_text(const json_t *object, const char *key)
{
    return text_of(json_object_get(object, key));
}

/* The object itself, or the one its @id refers to. */
static const json_t *resolve(const nf_jsonld_t *ld, const json_t *v)
{
    const char *id = json_string_value(json_object_get(v, "@id"));
    const json_t *target;

    if (id == NULL || json_object_get(v, "name")
        || json_object_get(v, "url")) {
        return v;
    }
    target = apr_hash_get(ld->ids, id, APR_HASH_KEY_STRING);
    return target ? target : v;
}

static char *url_of(const nf_jsonld_t *ld, const char *s)
{
    char *clean = s ? nf_clean(nf_str(s), NF_MAX_URL, ld->page->pool) : NULL;

    return clean ? nf_url_resolve(ld->page->base, clean, ld->page->pool)
                 : NULL;
}

const char *nf_jsonld_address(const nf_jsonld_t *ld, const json_t *article)
{
    const json_t *main = json_object_get(article, "mainEntityOfPage");
    const char *s = json_string_value(main);

    if (s == NULL && json_is_object(main)) {
        s = json_string_value(json_object_get(main, "@id"));
    }
    if (s == NULL) {
        s = json_string_value(json_object_get(article, "url"));
    }
    return url_of(ld, s);
}

static nf_candidate_t *add(nf_jsonld_t *ld, nf_fact_e fact, const char *raw,
                           size_t max, int score, const char *reason)
{
    char *v = raw ? nf_clean(nf_str(raw), max, ld->page->pool) : NULL;

    return nf_evidence_add(ld->ev, fact, v, score, "json-ld", reason);
}

static void add_date(nf_jsonld_t *ld, nf_fact_e fact, const json_t *object,
                     const char *key, int score)
{
    const char *s = nf_jsonld_text(object, key);

    if (s) {
        nf_evidence_add(ld->ev, fact,
                        nf_date_parse(nf_str(s), nf_evidence_language(ld->ev),
                                      ld->page->pool),
                        score, "json-ld", key);
    }
}

/* One author: a name, or an object that has one. */
static void add_author(nf_jsonld_t *ld, const json_t *v, int score)
{
    int organization = 0;
    const char *name = NULL, *url = NULL, *type;

    if (json_is_object(v)) {
        v = resolve(ld, v);
        name = nf_jsonld_text(v, "name");
        url = nf_jsonld_text(v, "url");
        if (url == NULL) {
            url = nf_jsonld_text(v, "sameAs");
        }
        type = nf_jsonld_text(v, "@type");
        organization =
            type && nf_str_ifind(nf_str(type), "organization") != NULL;
    }
    else {
        name = json_string_value(v);
    }
    if (name == NULL || strstr(name, "://")) {
        return;
    }
    if (organization) { /* its name is no list of persons */
        nf_candidate_t *c =
            add(ld, NF_FACT_AUTHOR, name, NF_MAX_NAME, score, "author");

        if (c) {
            c->organization = 1;
            c->extra = url_of(ld, url);
        }
        return;
    }
    nf_byline_add(ld->ev, name, url_of(ld, url), score, "json-ld", "author",
                  NF_NONE);
}

static void add_authors(nf_jsonld_t *ld, const json_t *article,
                        const char *key, int score)
{
    const json_t *v = json_object_get(article, key);
    size_t i;

    if (json_is_object(v) && json_is_array(json_object_get(v, "name"))) {
        v = json_object_get(v, "name");
    }
    if (!json_is_array(v)) {
        add_author(ld, v, score);
        return;
    }
    for (i = 0; i < json_array_size(v) && i < NF_MAX_AUTHORS; i++) {
        const json_t *item = json_array_get(v, i);

        if (json_is_array(item)) {
            item = json_array_get(item, 0);
        }
        add_author(ld, item, score);
    }
}

static void add_image(nf_jsonld_t *ld, const json_t *v, nf_fact_e fact,
                      int score)
{
    nf_candidate_t *c;
    const char *url = json_string_value(v);
    const char *caption;

    if (json_is_object(v)) {
        v = resolve(ld, v);
        url = nf_jsonld_text(v, "url");
        if (url == NULL) {
            url = nf_jsonld_text(v, "contentUrl");
        }
        if (url == NULL) {
            url = nf_jsonld_text(v, "@id");
        }
    }
    c = nf_evidence_add(ld->ev, fact, url_of(ld, url), score, "json-ld",
                        fact == NF_FACT_IMAGE ? "image" : "logo");
    caption = c && json_is_object(v) ? nf_jsonld_text(v, "caption") : NULL;
    if (caption) {
        c->extra = nf_clean(nf_str(caption), 1000, ld->page->pool);
    }
}

static void add_images(nf_jsonld_t *ld, const json_t *v, int score)
{
    size_t i;

    if (!json_is_array(v)) {
        add_image(ld, v, NF_FACT_IMAGE, score);
        return;
    }
    for (i = 0; i < json_array_size(v) && i < NF_MAX_IMAGES; i++) {
        add_image(ld, json_array_get(v, i), NF_FACT_IMAGE, score);
    }
}

static void add_publisher(nf_jsonld_t *ld, const json_t *v, int score)
{
    nf_candidate_t *c;
    const json_t *logo;

    if (json_is_array(v)) {
        v = json_array_get(v, 0);
    }
    if (json_is_object(v)) {
        v = resolve(ld, v);
    }
    c = add(ld, NF_FACT_PUBLISHER, text_of(v), NF_MAX_NAME, score,
            "publisher");
    if (c && json_is_object(v)) {
        c->extra = url_of(ld, nf_jsonld_text(v, "url"));
    }
    logo = json_object_get(v, "logo");
    if (json_is_array(logo)) {
        logo = json_array_get(logo, 0);
    }
    if (logo) {
        add_image(ld, logo, NF_FACT_PUBLISHER_LOGO, score);
    }
}

static void add_keywords(nf_jsonld_t *ld, const json_t *v, int score)
{
    size_t i, k, n = json_is_array(v) ? json_array_size(v) : 1;

    for (i = 0; i < n && i < NF_MAX_KEYWORDS; i++) {
        const char *p = text_of(json_is_array(v) ? json_array_get(v, i) : v);
        int many = n == 1;

        while (p && *p) {
            k = many ? strcspn(p, ",;") : strlen(p);
            if (k < 100) {
                nf_evidence_add(
                    ld->ev, NF_FACT_KEYWORD,
                    nf_clean((nf_str_t){p, k}, NF_MAX_NAME, ld->page->pool),
                    score, "json-ld", "keywords");
            }
            p += k + (p[k] != '\0');
        }
    }
}

static void add_language(nf_jsonld_t *ld, const json_t *article, int score)
{
    const json_t *v = json_object_get(article, "inLanguage");
    const char *s = text_of(v);

    if (json_is_object(v) && nf_jsonld_text(v, "alternateName")) {
        s = nf_jsonld_text(v, "alternateName");
    }
    if (s) {
        nf_evidence_add(ld->ev, NF_FACT_LANGUAGE,
                        nf_language_tag(nf_str(s), ld->page->pool), score,
                        "json-ld", "inLanguage");
    }
}

static void add_free(nf_jsonld_t *ld, const json_t *article)
{
    const json_t *v = json_object_get(article, "isAccessibleForFree");
    const char *s = text_of(v);
    int is_true = json_is_true(v), is_false = json_is_false(v);

    if (s) {
        nf_str_t name = nf_str(s);

        is_true = nf_str_ifind(name, "true") != NULL;
        is_false = nf_str_ifind(name, "false") != NULL;
    }
    if (is_true || is_false) {
        nf_evidence_add(ld->ev, NF_FACT_FREE, is_true ? "true" : "false", 90,
                        "json-ld", "isAccessibleForFree");
    }
}

void nf_jsonld_article_facts(nf_jsonld_t *ld, const json_t *a, int malus)
{
    static const struct {
        const char *key;
        nf_fact_e fact;
        int score;
        size_t max;
    } plain[] = {
        {"headline", NF_FACT_HEADLINE, 70, NF_MAX_HEADLINE},
        {"name", NF_FACT_HEADLINE, 56, NF_MAX_HEADLINE},
        {"alternativeHeadline", NF_FACT_ALT_HEADLINE, 80, NF_MAX_HEADLINE},
        {"description", NF_FACT_DESCRIPTION, 64, MAX_TEXT},
        {"articleSection", NF_FACT_SECTION, 78, NF_MAX_NAME},
        {"dateline", NF_FACT_DATELINE, 84, NF_MAX_NAME},
        {"articleBody", NF_FACT_BODY_POINTER, 80, MAX_POINTER}};
    size_t i;

    nf_evidence_add(ld->ev, NF_FACT_TYPE, types[type_of(a)].type, 90 - malus,
                    "json-ld", "@type");
    for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
        add(ld, plain[i].fact, nf_jsonld_text(a, plain[i].key), plain[i].max,
            plain[i].score - malus, plain[i].key);
    }
    add_date(ld, NF_FACT_DATE_PUBLISHED, a, "datePublished", 90 - malus);
    add_date(ld, NF_FACT_DATE_PUBLISHED, a, "dateCreated", 77 - malus);
    add_date(ld, NF_FACT_DATE_MODIFIED, a, "dateModified", 88 - malus);
    add_authors(ld, a, "author", 84 - malus);
    if (json_object_get(a, "author") == NULL) {
        add_authors(ld, a, "creator", 78 - malus);
    }
    add_images(ld, json_object_get(a, "image"), 80 - malus);
    add_images(ld, json_object_get(a, "thumbnailUrl"), 56 - malus);
    add_publisher(ld, json_object_get(a, "publisher"), 82 - malus);
    add_keywords(ld, json_object_get(a, "keywords"), 66 - malus);
    add_language(ld, a, 74 - malus);
    add_free(ld, a);
}

void nf_jsonld_side_facts(nf_jsonld_t *ld, const json_t *v,
                          nf_jsonld_kind_e kind)
{
    switch (kind) {
    case NF_LD_PAGE:
        add_date(ld, NF_FACT_DATE_PUBLISHED, v, "datePublished", 76);
        add_date(ld, NF_FACT_DATE_PUBLISHED, v, "uploadDate", 55);
        add_date(ld, NF_FACT_DATE_MODIFIED, v, "dateModified", 72);
        add_language(ld, v, 66);
        break;
    case NF_LD_SITE:
        add(ld, NF_FACT_PUBLISHER, nf_jsonld_text(v, "name"), NF_MAX_NAME, 62,
            "name of the site");
        add_language(ld, v, 50);
        break;
    case NF_LD_THING:
        ld->things++;
        ld->others++;
        break;
    case NF_LD_OTHER:
        ld->others++;
        break;
    default:
        break;
    }
}
