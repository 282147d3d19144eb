/* mend_article.c -- the page's article, mended from ours (mend.h). */
#include <string.h>
#include <apr_strings.h>
#include "../detect/byline.h"
#include "../detect/date.h"
#include "../detect/language.h"
#include "../detect/moment.h"
#include "json_out.h"
#include "jsonld.h"
#include "mend.h"

static const char *string_of(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

/* Ours in the place of what the page says, if we have it. */
static void take(json_t *article, const json_t *ours, const char *key)
{
    json_t *v = json_object_get(ours, key);

    if (v) {
        json_object_set(article, key, v);
    }
}

/* ---------------------------------------------------------------- authors */

typedef struct authors_t {
    const char *lang;
    apr_pool_t *pool;
    json_t *list;
    int changed;
} authors_t;

/* The names in a string, as bylines are read; the caller looks at the
 * candidates. */
static const nf_evidence_t *names_in(const authors_t *in, const char *name)
{
    nf_evidence_t *ev = nf_evidence_create(in->pool);

    nf_evidence_add(ev, NF_FACT_LANGUAGE, in->lang, 50, "page", NULL);
    nf_byline_add(ev, name, NULL, 50, "json-ld", NULL, NF_NONE);
    return ev;
}

static json_t *person(const nf_candidate_t *c)
{
    json_t *o = json_object();

    nf_json_set(o, "@type", c->organization ? "Organization" : "Person");
    nf_json_set(o, "name", c->value);
    return o;
}

static void add_persons(authors_t *in, const char *name)
{
    const nf_evidence_t *ev = names_in(in, name);
    int i;

    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == NF_FACT_AUTHOR) {
            json_array_append_new(in->list, person(c));
        }
    }
    in->changed = 1;
}

/* Has the only name in a string words in front of it ("By"), or something
 * behind a bar? */
static int is_dressed(const char *name, const char *clean)
{
    return strncasecmp(name, clean, strcspn(clean, " ")) != 0
           || strchr(name, '|') != NULL;
}

static void add_named(authors_t *in, json_t *author, const char *name)
{
    const char *type = string_of(author, "@type");
    const nf_evidence_t *ev = names_in(in, name);
    const nf_candidate_t *c = nf_evidence_best(ev, NF_FACT_AUTHOR);
    int is_group = type && strstr(type, "Organization") != NULL;

    if (c && ev->count[NF_FACT_AUTHOR] > 1 && !is_group) {
        add_persons(in, name);
        return;
    }
    if (c && !is_group && is_dressed(name, c->value)) {
        nf_json_set(author, "name", c->value);
        in->changed = 1;
    }
    if (c && (type == NULL || strcmp(type, "Thing") == 0)
        && json_object_get(author, "@id") == NULL
        && !json_is_array(json_object_get(author, "@type"))) {
        nf_json_set(author, "@type",
                    c->organization ? "Organization" : "Person");
        in->changed = 1;
    }
    json_array_append(in->list, author);
}

static void add_author(authors_t *in, json_t *author)
{
    json_t *name = json_object_get(author, "name");
    size_t i;

    if (json_is_string(author)
        && names_in(in, json_string_value(author))->count[NF_FACT_AUTHOR]
               > 1) {
        add_persons(in, json_string_value(author));
    }
    else if (!json_is_object(author)) {
        json_array_append(in->list, author);
    }
    else if (json_is_string(name)
             && !nf_jsonld_is_address(json_string_value(name))) {
        add_named(in, author, json_string_value(name));
    }
    else if (json_is_array(name)) {
        for (i = 0; i < json_array_size(name); i++) {
            if (json_is_string(json_array_get(name, i))) {
                add_persons(in, json_string_value(json_array_get(name, i)));
            }
        }
    }
    else if (name || json_object_get(author, "@id") == NULL) {
        in->changed = 1; /* it names nobody */
    }
    else {
        json_array_append(in->list, author);
    }
}

static void mend_authors(json_t *article, const json_t *ours, const char *lang,
                         apr_pool_t *pool)
{
    json_t *author = json_object_get(article, "author");
    authors_t in = {lang, pool, json_array(), 0};
    size_t i;

    if (author && !json_is_array(author)) {
        add_author(&in, author);
    }
    for (i = 0; i < json_array_size(author); i++) {
        add_author(&in, json_array_get(author, i));
    }
    if (in.changed && json_array_size(in.list) == 0) {
        take(article, ours, "author");
    }
    else if (in.changed) {
        json_object_set(article, "author",
                        json_array_size(in.list) == 1
                            ? json_array_get(in.list, 0)
                            : in.list);
    }
    json_decref(in.list);
}

/* ----------------------------------------------------------------- others */

/* As it can be compared, whatever form its zone has; or NULL. */
static const char *date_of(const json_t *article, const char *key,
                           apr_pool_t *pool)
{
    const char *s = string_of(article, key);
    const char *date = nf_moment_exact(s, pool);

    return date && strlen(date) > 10
               ? date
               : nf_moment_exact(
                   s ? nf_date_parse(nf_str(s), NULL, pool) : NULL, pool);
}

static void mend_dates(json_t *article, const json_t *ours, apr_pool_t *pool)
{
    static const char *const keys[] = {"datePublished", "dateModified"};
    const char *published, *modified;
    size_t i;

    for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        const char *date = string_of(article, keys[i]);

        if (date && nf_moment_exact(date, pool) == NULL && strlen(date) != 4
            && strlen(date) != 7) {
            take(article, ours, keys[i]);
        }
    }
    published = date_of(article, keys[0], pool);
    modified = date_of(article, keys[1], pool);
    /* as it was published it is */
    if (published && modified
        && !nf_moment_in_order(published, modified, pool)) {
        json_object_set(article, "dateModified",
                        json_object_get(article, "datePublished"));
    }
}

static void mend_address(json_t *article, const json_t *ours, const char *key)
{
    const json_t *v = json_object_get(article, key);
    const char *s = json_string_value(v);

    if (json_is_boolean(v) || (s && strncmp(s, "http", 4) != 0)) {
        take(article, ours, key);
    }
}

static void mend_language(json_t *article, const json_t *ours,
                          apr_pool_t *pool)
{
    const char *lang = string_of(article, "inLanguage");

    if (lang && nf_language_tag(nf_str(lang), pool) == NULL) {
        take(article, ours, "inLanguage");
    }
}

static void mend_publisher(json_t *article, const json_t *ours)
{
    json_t *publisher = json_object_get(article, "publisher");
    const char *name = string_of(json_object_get(ours, "publisher"), "name");

    if (json_is_object(publisher) && json_object_get(publisher, "@id") == NULL
        && json_object_get(publisher, "name") == NULL) {
        nf_json_set(publisher, "name", name);
    }
}

/* Is it a picture without an address? */
static int is_no_image(const json_t *v)
{
    static const char *const keys[] = {"url", "contentUrl", "@id"};
    size_t i;

    for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        if (!json_is_object(v) || json_object_get(v, keys[i])) {
            return 0;
        }
    }
    return 1;
}

static void mend_images(json_t *article)
{
    json_t *image = json_object_get(article, "image");
    size_t i = json_array_size(image);

    while (i-- > 0) {
        if (is_no_image(json_array_get(image, i))) {
            json_array_remove(image, i);
        }
    }
    if (is_no_image(image)
        || (json_is_array(image) && json_array_size(image) == 0)) {
        json_object_del(article, "image");
    }
}

void nf_mend_article(json_t *article, const json_t *ours, const char *lang,
                     apr_pool_t *pool)
{
    mend_authors(article, ours, lang, pool);
    mend_dates(article, ours, pool);
    mend_address(article, ours, "url");
    mend_address(article, ours, "mainEntityOfPage");
    mend_language(article, ours, pool);
    mend_publisher(article, ours);
    mend_images(article);
}
