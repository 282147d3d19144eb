/* jsonld_facts.c -- what a JSON-LD object says (jsonld_facts.h). */
#include <string.h>
#include <apr_strings.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "byline.h"
#include "clean.h"
#include "date.h"
#include "json_list.h"
#include "jsonld_facts.h"
#include "language.h"
#include "place.h"

#define MAX_TEXT 4000
#define MAX_POINTER 400 /* bytes of articleBody that point to it */
#define MAX_ITEMS 32

/* The best type of an object. */
static const nf_type_t *type_of(const json_t *object)
{
    const json_t *t = json_object_get(object, "@type");
    const nf_type_t *best, *type;
    size_t i;

    if (t == NULL) {
        t = json_object_get(object, "type");
    }
    best = nf_type_find(nf_str(json_string_value(t)));
    for (i = 0; i < json_array_size(t) && i < MAX_ITEMS; i++) {
        type = nf_type_find(nf_str(json_string_value(json_array_get(t, i))));
        best = type < best ? type : best;
    }
    return best;
}

nf_type_kind_e nf_jsonld_kind(const json_t *object)
{
    return type_of(object)->kind;
}

/* What "@list" or "@set" hold, or NULL. */
static const json_t *list_of(const json_t *object)
{
    const json_t *list = json_object_get(object, "@list");

    return list ? list : json_object_get(object, "@set");
}

/* The values of a list of lists in order; of any other value that value.
 * Returns their number, at most MAX_ITEMS. */
static size_t items_of(const json_t *v, const json_t **items)
{
    const json_t *stack[MAX_ITEMS];
    size_t n = 0, depth = 0, i;

    stack[depth++] = v;
    while (depth && n < MAX_ITEMS) {
        v = stack[--depth];
        v = list_of(v) ? list_of(v) : v;
        if (!json_is_array(v)) {
            items[n++] = v;
            continue;
        }
        i = json_array_size(v);
        i = i < MAX_ITEMS - depth ? i : MAX_ITEMS - depth;
        while (i > 0) {
            stack[depth++] = json_array_get(v, --i);
        }
    }
    return n;
}

static const json_t *first_of(const json_t *v)
{
    const json_t *items[MAX_ITEMS];

    return v && items_of(v, items) ? items[0] : NULL;
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

            value = value ? value : list_of(v);
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

/* An address: text, or what an object is known by. */
static const char *link_of(const json_t *object, const char *key)
{
    const json_t *v = first_of(json_object_get(object, key));
    const char *id = json_string_value(json_object_get(v, "@id"));

    return id ? id : text_of(v);
}

const char *nf_jsonld_id(const json_t *object, const nf_page_t *page)
{
    const char *id = json_string_value(json_object_get(object, "@id"));
    const char *base = page->base ? page->base : "", *whole;

    if (id == NULL || strstr(id, "://") || strncmp(id, "_:", 2) == 0) {
        return id;
    }
    whole = *id == '#' ? apr_pstrcat(
                page->pool,
                nf_str_dup(page->pool, (nf_str_t){base, strcspn(base, "#")}),
                id, NULL)
                       : nf_url_resolve(page->base, id, page->pool);
    return whole ? whole : id;
}

/* The object itself, or the one its @id refers to. */
static const json_t *resolve(const nf_jsonld_t *ld, const json_t *v)
{
    const char *id = nf_jsonld_id(v, ld->page);
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

/* The author that stands in a role, or the thing itself. */
static const json_t *player_of(const nf_jsonld_t *ld, const json_t *v)
{
    const char *type = nf_jsonld_text(v, "@type");

    if (type && nf_str_ieq(nf_str(type), "role")) {
        const json_t *inner = first_of(json_object_get(v, "author"));

        v = inner ? inner : v;
    }
    return json_is_object(v) ? resolve(ld, v) : v;
}

static void add_person(nf_jsonld_t *ld, const char *name, const char *url,
                       int score)
{
    if (name && strstr(name, "://") == NULL) {
        nf_byline_add(ld->ev, name, url, score, "json-ld", "author", NF_NONE);
    }
}

/* Its name is no list of persons. */
static void add_organization(nf_jsonld_t *ld, const json_t *v, const char *url,
                             int score)
{
    const char *name = nf_jsonld_text(v, "name");
    nf_candidate_t *c =
        name && strstr(name, "://")
            ? NULL
            : add(ld, NF_FACT_AUTHOR, name, NF_MAX_NAME, score, "author");

    if (c) {
        c->organization = 1;
        c->extra = url;
    }
}

/* The parts of a name, where it is told in parts only. */
static const char *joined_name(const nf_jsonld_t *ld, const json_t *v)
{
    const char *given = nf_jsonld_text(v, "givenName");
    const char *family = nf_jsonld_text(v, "familyName");

    return given && family
               ? apr_pstrcat(ld->page->pool, given, " ", family, NULL)
               : family;
}

/* One author: a name, or an object that has one or several. */
static void add_author(nf_jsonld_t *ld, const json_t *v, int score)
{
    const json_t *names[MAX_ITEMS];
    const char *type, *url;
    size_t n, i;

    v = player_of(ld, v);
    if (!json_is_object(v)) {
        add_person(ld, json_string_value(v), NULL, score);
        return;
    }
    url = link_of(v, "url");
    url = url_of(ld, url ? url : link_of(v, "sameAs"));
    type = nf_jsonld_text(v, "@type");
    if (type && nf_str_ifind(nf_str(type), "organization")) {
        add_organization(ld, v, url, score);
        return;
    }
    if (json_object_get(v, "name") == NULL) {
        add_person(ld, joined_name(ld, v), url, score);
        return;
    }
    n = items_of(json_object_get(v, "name"), names);
    for (i = 0; i < n; i++) {
        add_person(ld, text_of(names[i]), url, score);
    }
}

/* Is anything said in a member? */
static int says(const json_t *object, const char *key)
{
    const json_t *v = json_object_get(object, key);

    return json_string_length(v) > 0 || json_array_size(v) > 0
           || json_object_size(v) > 0;
}

static void add_authors(nf_jsonld_t *ld, const json_t *article,
                        const char *key, int score)
{
    const json_t *v = json_object_get(article, key), *items[MAX_ITEMS];
    const char *text = json_string_value(v);
    json_t *inner = NULL;
    size_t n, i;

    if (text && (*text == '{' || *text == '[')) { /* JSON inside JSON */
        inner = json_loads(text, 0, NULL);
    }
    n = v ? items_of(inner ? inner : v, items) : 0;
    for (i = 0; i < n && i < NF_MAX_AUTHORS; i++) {
        add_author(ld, items[i], score);
    }
    json_decref(inner);
}

static void add_image(nf_jsonld_t *ld, const json_t *v, nf_fact_e fact,
                      int score)
{
    nf_candidate_t *c;
    const char *url = json_string_value(v);
    const char *caption;

    if (json_is_object(v)) {
        v = resolve(ld, v);
        url = link_of(v, "url");
        if (url == NULL) {
            url = link_of(v, "contentUrl");
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
    const json_t *items[MAX_ITEMS];
    size_t n = v ? items_of(v, items) : 0, i;

    for (i = 0; i < n && i < NF_MAX_IMAGES; i++) {
        add_image(ld, items[i], NF_FACT_IMAGE, score);
    }
}

static void add_publisher(nf_jsonld_t *ld, const json_t *v, int score)
{
    nf_candidate_t *c;
    const json_t *logo;

    v = first_of(v);
    if (json_is_object(v)) {
        v = resolve(ld, v);
    }
    c = add(ld, NF_FACT_PUBLISHER, text_of(v), NF_MAX_NAME, score,
            "publisher");
    if (c && json_is_object(v)) {
        c->extra = url_of(ld, link_of(v, "url"));
    }
    logo = first_of(json_object_get(v, "logo"));
    if (logo) {
        add_image(ld, logo, NF_FACT_PUBLISHER_LOGO, score);
    }
}

static void add_keywords(nf_jsonld_t *ld, const json_t *v, int score)
{
    size_t i, k, n = nf_json_count(v);

    for (i = 0; i < n && i < NF_MAX_KEYWORDS; i++) {
        const char *p = text_of(nf_json_item(v, i));
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

    nf_evidence_add(ld->ev, NF_FACT_TYPE, type_of(a)->name, 90 - malus,
                    "json-ld", "@type");
    for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
        add(ld, plain[i].fact, nf_jsonld_text(a, plain[i].key), plain[i].max,
            plain[i].score - malus, plain[i].key);
    }
    add_date(ld, NF_FACT_DATE_PUBLISHED, a, "datePublished", 90 - malus);
    add_date(ld, NF_FACT_DATE_PUBLISHED, a, "dateCreated", 77 - malus);
    add_date(ld, NF_FACT_DATE_MODIFIED, a, "dateModified", 88 - malus);
    add_authors(ld, a, "author", 84 - malus);
    if (!says(a, "author")) {
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
                          nf_type_kind_e kind)
{
    switch (kind) {
    case NF_TYPE_PAGE:
        add_date(ld, NF_FACT_DATE_PUBLISHED, v, "datePublished", 76);
        add_date(ld, NF_FACT_DATE_PUBLISHED, v, "uploadDate", 55);
        add_date(ld, NF_FACT_DATE_MODIFIED, v, "dateModified", 72);
        add_language(ld, v, 66);
        break;
    case NF_TYPE_SITE:
        add(ld, NF_FACT_PUBLISHER, nf_jsonld_text(v, "name"), NF_MAX_NAME, 62,
            "name of the site");
        add_language(ld, v, 50);
        break;
    case NF_TYPE_THING:
        ld->things++;
        ld->others++;
        break;
    case NF_TYPE_OTHER:
        ld->others++;
        break;
    default:
        break;
    }
}
