/* itemlist.c -- the ticker as an ItemList (itemlist.h). */
#include <string.h>
#include "../page/url.h"
#include "itemlist.h"
#include "json_out.h"
#include "jsonld.h"

int nf_itemlist_is_there(const nf_page_t *page)
{
    return nf_jsonld_names(page->text, "ItemList");
}

static int is_listed(const json_t *list, const char *url)
{
    size_t i;

    for (i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);

        if (strcmp(json_string_value(json_object_get(item, "url")), url)
            == 0) {
            return 1;
        }
    }
    return 0;
}

static void add_item(json_t *list, const char *url)
{
    json_t *item = json_object();

    nf_json_set(item, "@type", "ListItem");
    json_object_set_new(item, "position",
                        json_integer((json_int_t)json_array_size(list) + 1));
    nf_json_set(item, "url", url);
    json_array_append_new(list, item);
}

json_t *nf_itemlist_of(const apr_array_header_t *links, const char *host,
                       apr_pool_t *pool)
{
    json_t *list = json_array(), *o = json_object();
    int i;

    for (i = 0; i < links->nelts; i++) {
        const nf_link_t *e = &APR_ARRAY_IDX(links, i, nf_link_t);
        const char *url = e->url ? nf_url_absolute(e->url, pool) : NULL;

        if (url && nf_utf8_valid(nf_str(url))
            && (*host == '\0' || strcmp(nf_url_host(url, pool), host) == 0)
            && !is_listed(list, url)) {
            add_item(list, url);
        }
    }
    if (json_array_size(list)) {
        nf_json_set(o, "@type", "ItemList");
        json_object_set_new(o, "numberOfItems",
                            json_integer((json_int_t)json_array_size(list)));
    }
    nf_json_set_new(o, "itemListElement", list);
    return o;
}

nf_str_t nf_itemlist_render(const nf_page_t *page, const nf_facts_t *facts,
                            const nf_options_t *options, apr_pool_t *pool)
{
    const char *url = options->url ? options->url : facts->canonical;
    nf_str_t out = {NULL, 0};
    json_t *list, *o;

    if (facts->ticker->nelts == 0 || nf_itemlist_is_there(page)) {
        return out;
    }
    list =
        nf_itemlist_of(facts->ticker, url ? nf_url_host(url, pool) : "", pool);
    if (json_object_size(list)) {
        o = json_object();
        nf_json_set(o, "@context", "https://schema.org");
        json_object_update(o, list);
        out = nf_jsonld_script(o, facts, pool);
        json_decref(o);
    }
    json_decref(list);
    return out;
}
