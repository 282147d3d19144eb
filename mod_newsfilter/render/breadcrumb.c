/* breadcrumb.c -- the trail as a BreadcrumbList (breadcrumb.h). */
#include "../detect/crumbs.h"
#include "../page/url.h"
#include "breadcrumb.h"
#include "itemlist.h"
#include "json_out.h"
#include "jsonld.h"

/* Its name in the vocabulary before schema.org. */
#define BEFORE_SCHEMA "data-vocabulary.org/Breadcrumb"

static json_t *items_of(const apr_array_header_t *links)
{
    json_t *list = json_array();
    int i;

    for (i = 0; i < links->nelts; i++) {
        const nf_link_t *e = &APR_ARRAY_IDX(links, i, nf_link_t);
        json_t *item = nf_itemlist_add(list);

        nf_json_set(item, "name", e->headline);
        nf_json_set(item, "item", e->url);
    }
    return list;
}

nf_str_t nf_breadcrumb_render(const nf_page_t *page, const nf_facts_t *facts,
                              const nf_options_t *options, apr_pool_t *pool)
{
    const char *url = options->url ? options->url : facts->canonical;
    apr_array_header_t *links;
    nf_str_t out = {NULL, 0};
    json_t *o;

    if (options->settings.no_breadcrumb) {
        return out;
    }
    links = nf_crumbs_detect(page, url ? nf_url_host(url, pool) : "");
    /* the whole text comes last */
    if (links && !nf_jsonld_names(page->text, "BreadcrumbList")
        && !nf_str_ifind(page->text, BEFORE_SCHEMA)) {
        o = json_object();
        nf_json_set(o, "@context", "https://schema.org");
        nf_json_set(o, "@type", "BreadcrumbList");
        nf_json_set_new(o, "itemListElement", items_of(links));
        out = nf_jsonld_script(o, facts, pool);
        json_decref(o);
    }
    return out;
}
