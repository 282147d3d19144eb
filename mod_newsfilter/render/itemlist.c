/* itemlist.c -- the ticker as an ItemList (itemlist.h). */
#include "../detect/links.h"
#include "../page/url.h"
#include "itemlist.h"
#include "json_out.h"
#include "jsonld.h"

json_t *nf_itemlist_add(json_t *list)
{
    json_t *item = json_object();

    nf_json_set(item, "@type", "ListItem");
    json_object_set_new(item, "position",
                        json_integer((json_int_t)json_array_size(list) + 1));
    json_array_append_new(list, item);
    return item;
}

void nf_itemlist_set(json_t *o, const apr_array_header_t *links)
{
    json_t *list = json_array();
    int i;

    for (i = 0; i < links->nelts; i++) {
        nf_json_set(nf_itemlist_add(list), "url",
                    APR_ARRAY_IDX(links, i, nf_link_t).url);
    }
    nf_json_set(o, "@type", "ItemList");
    json_object_set_new(o, "numberOfItems", json_integer(links->nelts));
    nf_json_set_new(o, "itemListElement", list);
}

/* What of the ticker is an address on this host, each once. */
static apr_array_header_t *own_links(const apr_array_header_t *ticker,
                                     const char *host, apr_pool_t *pool)
{
    apr_array_header_t *links =
        apr_array_make(pool, ticker->nelts, sizeof(nf_link_t));
    int i;

    for (i = 0; i < ticker->nelts; i++) {
        const char *url = nf_links_address(
            APR_ARRAY_IDX(ticker, i, nf_link_t).url, host, pool);

        if (url && !nf_links_have(links, url)) {
            APR_ARRAY_PUSH(links, nf_link_t) = (nf_link_t){.url = url};
        }
    }
    return links;
}

nf_str_t nf_itemlist_render(const nf_page_t *page, const nf_facts_t *facts,
                            const nf_options_t *options, apr_pool_t *pool)
{
    const char *url = options->url ? options->url : facts->canonical;
    apr_array_header_t *links =
        own_links(facts->ticker, url ? nf_url_host(url, pool) : "", pool);
    nf_str_t out = {NULL, 0};
    json_t *o;

    /* the whole text comes last */
    if (links->nelts && !nf_jsonld_names(page->text, "ItemList")) {
        o = json_object();
        nf_json_set(o, "@context", "https://schema.org");
        nf_itemlist_set(o, links);
        out = nf_jsonld_script(o, facts, pool);
        json_decref(o);
    }
    return out;
}
