/* collection.c -- see collection.h. */
#include "../detect/stories.h"
#include "../detect/verdict.h"
#include "collection.h"
#include "itemlist.h"
#include "json_out.h"
#include "jsonld.h"

/* The headline of a page that links to another is that one's. */
static int is_story(const nf_page_t *page, nf_id_t headline)
{
    nf_id_t end = headline ? page->tree->nodes[headline].end : NF_NONE;

    return headline
           && (nf_tree_up(page->tree, headline, NF_TAG_A)
               || nf_tree_find(page->tree, headline, end, NF_TAG_A));
}

nf_str_t nf_collection_render(const nf_page_t *page, const nf_facts_t *facts,
                              const nf_options_t *options, apr_pool_t *pool)
{
    const char *url = facts->canonical ? facts->canonical : options->url;
    apr_array_header_t *stories = nf_verdict_is_other(page, facts->evidence)
                                      ? NULL
                                      : nf_stories_detect(page, url);
    nf_str_t out = {NULL, 0};
    json_t *o, *list;

    /* the whole text comes last */
    if (stories && !nf_jsonld_names(page->text, "ItemList")
        && !nf_jsonld_names(page->text, "CollectionPage")) {
        o = json_object();
        list = json_object();
        nf_itemlist_set(list, stories);
        nf_json_set(o, "@context", "https://schema.org");
        nf_json_set(o, "@type", "CollectionPage");
        if (!is_story(page, facts->headline_node)) {
            nf_json_set(o, "name", facts->headline);
        }
        nf_json_set(o, "url", url);
        nf_json_set(o, "inLanguage", facts->language);
        nf_json_set_new(o, "mainEntity", list);
        out = nf_jsonld_script(o, facts, pool);
        json_decref(o);
    }
    return out;
}
