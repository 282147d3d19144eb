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

#define ELSEWHERE                                                       \
    (NF_HINT(NAV) | NF_HINT(MENU) | NF_HINT(FOOTER) | NF_HINT(COMMENT)  \
     | NF_HINT(HIDDEN) | NF_HINT(MODAL) | NF_HINT(TICKER) | NF_HINT(AD) \
     | NF_HINT(SPONSOR))

static int is_headline(const nf_block_t *k)
{
    return k->heading && k->words >= STORY_WORDS
           && k->link_chars * 10 >= k->chars * 9
           && k->text.len <= NF_MAX_HEADLINE && !k->ticker && !k->in_nav
           && !k->in_footer && !k->in_form && !(k->hints & ELSEWHERE);
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
    char *url = a ? nf_page_url_attr(page, a, "href") : NULL;

    url = url ? nf_url_absolute(url, page->pool) : NULL;
    if (url == NULL || !nf_utf8_valid(nf_str(url))) {
        return NULL;
    }
    url[strcspn(url, "#")] = '\0';
    if ((*host && strcmp(nf_url_host(url, page->pool), host) != 0)
        || is_front(url) || (own && nf_url_same(url, own, page->pool))) {
        return NULL;
    }
    return url;
}

apr_array_header_t *nf_stories_detect(const nf_page_t *page, const char *own)
{
    const char *host = own ? nf_url_host(own, page->pool) : "";

    apr_array_header_t *links =
        apr_array_make(page->pool, 16, sizeof(nf_link_t));
    apr_hash_t *known = apr_hash_make(page->pool);
    uint32_t i;

    for (i = 0; i < page->blocks->n && links->nelts < NF_MAX_STORIES; i++) {
        const nf_block_t *k = &page->blocks->v[i];
        char *url = is_headline(k) ? url_of(page, k, host, own) : NULL;

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
