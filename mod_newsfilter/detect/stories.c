/* stories.c -- see stories.h. */
#include <string.h>
#include <apr_hash.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "stories.h"

enum {
    STORIES_MIN = 4,
    STORY_WORDS = 3 /* of a headline; fewer are the title of a section */
};

#define ELSEWHERE                                                      \
    (NF_HINT(NAV) | NF_HINT(MENU) | NF_HINT(FOOTER) | NF_HINT(COMMENT) \
     | NF_HINT(HIDDEN) | NF_HINT(MODAL) | NF_HINT(TICKER))

static int is_headline(const nf_block_t *k)
{
    return k->heading && k->words >= STORY_WORDS
           && k->link_chars * 10 >= k->chars * 9
           && k->text.len <= NF_MAX_HEADLINE && !k->ticker && !k->in_nav
           && !k->in_footer && !k->in_form && !(k->hints & ELSEWHERE);
}

/* The address of the link around or in a block, if it is on this host. */
static char *url_of(const nf_page_t *page, const nf_block_t *k,
                    const char *host)
{
    nf_id_t a = nf_tree_up(page->tree, k->first, NF_TAG_A);
    char *url = a ? nf_page_url_attr(page, a, "href") : NULL;

    url = url ? nf_url_absolute(url, page->pool) : NULL;
    if (url && nf_utf8_valid(nf_str(url))
        && (*host == '\0' || strcmp(nf_url_host(url, page->pool), host) == 0)
        && (page->url == NULL || !nf_url_same(url, page->url, page->pool))) {
        return url;
    }
    return NULL;
}

apr_array_header_t *nf_stories_detect(const nf_page_t *page, const char *host)
{
    apr_array_header_t *links =
        apr_array_make(page->pool, 16, sizeof(nf_link_t));
    apr_hash_t *known = apr_hash_make(page->pool);
    uint32_t i;

    for (i = 0; i < page->blocks->n && links->nelts < NF_MAX_STORIES; i++) {
        const nf_block_t *k = &page->blocks->v[i];
        char *url = is_headline(k) ? url_of(page, k, host) : NULL;

        if (url && !apr_hash_get(known, url, APR_HASH_KEY_STRING)) {
            apr_hash_set(known, url, APR_HASH_KEY_STRING, url);
            APR_ARRAY_PUSH(links, nf_link_t) =
                (nf_link_t){.headline = nf_str_dup(page->pool, k->text),
                            .url = url,
                            .node = k->first};
        }
    }
    return links->nelts >= STORIES_MIN ? links : NULL;
}
