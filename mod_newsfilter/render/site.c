/* site.c -- see site.h. */
#include <string.h>
#include "../detect/site.h"
#include "json_out.h"
#include "jsonld.h"
#include "site.h"

static const char *string_of(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

/* The publisher as an object to write into; a new one if the article has
 * none, a bare name, or several. Borrowed. */
static json_t *publisher_of(json_t *article)
{
    json_t *p = json_object_get(article, "publisher"), *made;

    if (json_is_array(p) && json_is_object(json_array_get(p, 0))) {
        p = json_array_get(p, 0);
        json_object_set(article, "publisher", p);
    }
    if (json_is_object(p)) {
        return p;
    }
    made = json_object();
    nf_json_set(made, "@type", "NewsMediaOrganization");
    nf_json_set(made, "name", json_string_value(p));
    json_object_set_new(article, "publisher", made);
    return made;
}

static void set_logo(json_t *publisher, const char *url)
{
    json_t *logo = json_object();

    nf_json_set(logo, "@type", "ImageObject");
    nf_json_set(logo, "url", url);
    json_object_set_new(publisher, "logo", logo);
}

/* What the page says of the same publisher stays, of another goes. */
static void say_publisher(json_t *article, const nf_publisher_t *p)
{
    json_t *o = publisher_of(article);
    const char *name = string_of(o, "name");

    if (name && !nf_site_same(name, p->name)) {
        json_object_clear(o);
        nf_json_set(o, "@type", "NewsMediaOrganization");
    }
    nf_json_set(o, "name", p->name);
    nf_json_set(o, "url", p->url);
    if (p->logo) {
        set_logo(o, p->logo);
    }
}

/* schema.org knows these on NewsMediaOrganization. */
static void say_policies(json_t *article, const char *const *policies)
{
    json_t *o = json_object_get(article, "publisher");
    int i;

    if (o == NULL) {
        return;
    }
    for (i = 0; i < NF_POLICIES; i++) {
        if (policies[i] && *policies[i]) {
            o = publisher_of(article);
            nf_json_set(o, "@type", "NewsMediaOrganization");
            nf_json_set(o, nf_site_policies[i], policies[i]);
        }
    }
}

/* These belong to NewsArticle and what descends from it. */
static void drop_news_members(json_t *article)
{
    static const char *const names[] = {"dateline", "printColumn",
                                        "printEdition", "printPage",
                                        "printSection"};
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
        json_object_del(article, names[i]);
    }
}

static void say_type(json_t *article, const nf_facts_t *f,
                     const apr_array_header_t *rules)
{
    const char *type = nf_site_type_of(rules, f->section);

    if (type && strcmp(f->type, "LiveBlogPosting") != 0) {
        nf_json_set(article, "@type", type);
        if (strstr(type, "NewsArticle") == NULL) {
            drop_news_members(article);
        }
    }
}

void nf_site_say(json_t *article, const nf_facts_t *facts,
                 const nf_settings_t *settings)
{
    if (settings->publisher) {
        say_publisher(article, settings->publisher);
    }
    if (settings->policies) {
        say_policies(article, settings->policies);
    }
    if (settings->types) {
        say_type(article, facts, settings->types);
    }
    if (settings->paywall && settings->paywall->nelts && facts->paywall) {
        nf_jsonld_paywall(article, facts->paywall);
    }
}
