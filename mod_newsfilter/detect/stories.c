/* stories.c -- see stories.h. */
#include <string.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "links.h"
#include "stories.h"

/* Fewer are no list. */
#define STORIES_MIN 4

#define ELSEWHERE                                                       \
    (NF_HINT(NAV) | NF_HINT(MENU) | NF_HINT(FOOTER) | NF_HINT(COMMENT)  \
     | NF_HINT(HIDDEN) | NF_HINT(MODAL) | NF_HINT(TICKER) | NF_HINT(AD) \
     | NF_HINT(SPONSOR))

static int is_headline(const nf_block_t *k)
{
    return nf_block_is_teaser(k) && k->text.len <= NF_MAX_HEADLINE
           && !k->ticker && !k->in_nav && !k->in_footer && !k->in_form
           && !(k->hints & ELSEWHERE);
}

/* The link around a block, or the one in it that says most: a section's name
 * may stand in front. */
static nf_id_t link_of(const nf_page_t *page, const nf_block_t *k)
{
    const nf_tree_t *t = page->tree;
    nf_id_t best = nf_tree_up(t, k->first, NF_TAG_A), a;
    size_t most = 0, len;

    if (best && t->nodes[best].end > k->last) {
        return best;
    }
    for (a = best ? best : nf_tree_find(t, k->first, k->last, NF_TAG_A); a;
         a = nf_tree_find(t, a + 1, k->last, NF_TAG_A)) {
        len = strlen(nf_tree_text_dup(t, a, NF_MAX_HEADLINE, page->pool));
        best = len > most ? a : best;
        most = len > most ? len : most;
    }
    return best;
}

static int is_front(const char *url)
{
    const char *path = strchr(strstr(url, "://") + 3, '/');

    return path == NULL || path[1] == '\0';
}

/* The address of a story, without a fragment, if it is one of another page on
 * this host. */
static char *url_of(const nf_page_t *page, const nf_block_t *k,
                    const char *host, const char *own)
{
    nf_id_t a = link_of(page, k);
    char *url = nf_links_address(a ? nf_page_url_attr(page, a, "href") : NULL,
                                 host, page->pool);

    if (url == NULL) {
        return NULL;
    }
    url[strcspn(url, "#")] = '\0';
    if (is_front(url) || (own && nf_url_same(url, own, page->pool))) {
        return NULL;
    }
    return url;
}

apr_array_header_t *nf_stories_detect(const nf_page_t *page, const char *own)
{
    const char *host = own ? nf_url_host(own, page->pool) : "";
    apr_array_header_t *links =
        apr_array_make(page->pool, 16, sizeof(nf_link_t));
    uint32_t i;

    for (i = 0; i < page->blocks->n && links->nelts < NF_MAX_STORIES; i++) {
        const nf_block_t *k = &page->blocks->v[i];
        char *url = is_headline(k) ? url_of(page, k, host, own) : NULL;

        if (url && !nf_links_have(links, url)) {
            APR_ARRAY_PUSH(links, nf_link_t) =
                (nf_link_t){.headline = nf_str_dup(page->pool, k->text),
                            .url = url,
                            .node = k->first};
        }
    }
    return links->nelts >= STORIES_MIN ? links : NULL;
}
