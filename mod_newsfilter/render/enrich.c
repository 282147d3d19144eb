/* enrich.c -- page in, insertion out (enrich.h). */
#include <string.h>
#include "../detect/glance.h"
#include "../detect/related.h"
#include "../detect/verdict.h"
#include "breadcrumb.h"
#include "collection.h"
#include "enrich.h"
#include "existing.h"
#include "itemlist.h"
#include "json.h"
#include "jsonld.h"
#include "link.h"
#include "reader.h"

/* Did another filter on the way put our block in already? */
static int has_own_block(const nf_tree_t *t)
{
    nf_id_t i = NF_NONE;

    while ((i = nf_tree_find(t, i + 1, t->nnodes, NF_TAG_SCRIPT)) != NF_NONE) {
        if (nf_attr_raw(t, i, NF_JSONLD_MARK).p) {
            return 1;
        }
    }
    return 0;
}

static int has_own_article(const nf_evidence_t *ev)
{
    return ev->own_article || ev->own_item;
}

/* Why this page gets no insertion whatever readers see on it, or NULL. */
static const char *why_never(const nf_page_t *page, const nf_evidence_t *ev,
                             nf_existing_e existing)
{
    int keep = existing == NF_EXISTING_KEEP;

    if (nf_verdict_is_none(page, ev)) {
        return "not-article";
    }
    if ((keep && has_own_article(ev)) || has_own_block(page->tree)) {
        return "own-article";
    }
    if (!nf_charset_is_insertable(page->charset)) {
        return "charset";
    }
    return keep && !page->tree->can_insert ? "no-insertion-point" : NULL;
}

/* Is more to go into articles than their JSON-LD? */
static int wants_more(const nf_options_t *options)
{
    return options->settings.ticker_list || options->reader_url;
}

/* Is the article's JSON-LD all that is asked for? Then a page with its own,
 * and a front page, stay as they are whatever else they show. */
static int is_simple(const nf_options_t *options)
{
    return !options->facts && !wants_more(options)
           && options->settings.existing == NF_EXISTING_KEEP
           && !options->settings.collection;
}

const char *nf_enrich_glance(nf_str_t bytes, const nf_options_t *options,
                             apr_pool_t *pool)
{
    if (bytes.len > NF_MAX_PAGE || !is_simple(options)) {
        return NULL;
    }
    if (nf_glance_has_article(bytes, pool)) {
        return "own-article";
    }
    return nf_verdict_is_front(options->url) ? "not-article" : NULL;
}

/* Where the page's text is cut for the block. */
static size_t place_of(const nf_tree_t *t, const nf_settings_t *settings)
{
    return settings->in_head && t->head_end ? t->head_end : t->insert_at;
}

/* May anything be put into this page? */
static int is_open(const nf_page_t *page)
{
    return nf_charset_is_insertable(page->charset) && page->tree->can_insert;
}

/* A block that is not absent, behind those that are there. */
static void add_block(nf_enrich_t *e, const nf_options_t *options,
                      nf_str_t block, apr_array_header_t *edits)
{
    const nf_page_t *page = e->page;
    nf_edit_t *edit;

    if (block.p == NULL) {
        return;
    }
    if (!page->tree->can_insert) {
        e->skip = "no-insertion-point";
        return;
    }
    edit = apr_array_push(edits);
    edit->at = nf_charset_offset(page->bytes, page->text,
                                 place_of(page->tree, &options->settings));
    edit->bytes = block;
}

/* May anything beside the article's JSON-LD go into the page? With an article
 * of the page's own as well: the ticker and the links say nothing of that. */
static int may_amend(const nf_enrich_t *e, const nf_options_t *options)
{
    return wants_more(options)
           && (e->skip == NULL || strncmp(e->skip, "own-", 4) == 0)
           && !has_own_block(e->page->tree) && is_open(e->page);
}

/* The ticker's block stands behind the article's. */
static void amend(nf_enrich_t *e, const nf_options_t *options,
                  apr_array_header_t *edits, apr_pool_t *pool)
{
    if (options->settings.ticker_list) {
        add_block(e, options,
                  nf_itemlist_render(e->page, e->facts, options, pool), edits);
    }
    nf_link_edits(e->page, e->facts, options, edits, pool);
}

/* May a page that is no article say what it lists? */
static int may_list(const nf_enrich_t *e, const nf_options_t *options)
{
    return options->settings.collection
           && (e->skip == NULL || strcmp(e->skip, "not-article") == 0)
           && !has_own_block(e->page->tree) && is_open(e->page);
}

static void edit_other(nf_enrich_t *e, const nf_options_t *options,
                       apr_array_header_t *edits, apr_pool_t *pool)
{
    int list = may_list(e, options);

    e->skip = "not-article";
    if (list) {
        add_block(e, options,
                  nf_collection_render(e->page, e->facts, options, pool),
                  edits);
    }
}

int nf_enrich_is_vetoed(const nf_enrich_t *e)
{
    return e->skip && strcmp(e->skip, "vetoed") == 0;
}

/* What becomes of the page's own article where it is not kept. 0: it has none
 * that counts, and gets ours. */
static int edit_own(nf_enrich_t *e, json_t *ours, const nf_options_t *options,
                    apr_array_header_t *edits, apr_pool_t *pool)
{
    const nf_evidence_t *ev = e->facts->evidence;

    if (options->settings.existing == NF_EXISTING_KEEP
        || (!has_own_article(ev) && ev->own_ld->nelts == 0)) {
        return 0;
    }
    nf_existing_edit(e, ours, options, edits, pool);
    if (!has_own_article(ev) && edits->nelts == 0
        && !nf_enrich_is_vetoed(e)) { /* nobody reads it */
        e->skip = NULL;
        return 0;
    }
    return 1;
}

/* All that is done to an article's page. options->amend is asked also where
 * only a view, or what stands beside the article, is to come of it. */
static void edit_article(nf_enrich_t *e, const nf_options_t *options,
                         apr_array_header_t *edits, apr_pool_t *pool)
{
    json_t *ours = nf_jsonld_object(e->facts, options, pool);

    if (ours == NULL) {
        e->skip = e->skip ? e->skip : "not-article";
        return;
    }
    if (e->skip || !edit_own(e, ours, options, edits, pool)) {
        if (!nf_jsonld_is_wanted(ours, options)) {
            e->skip = "vetoed";
        }
        else if (e->skip == NULL) {
            add_block(e, options, nf_jsonld_script(ours, e->facts, pool),
                      edits);
            add_block(e, options,
                      nf_breadcrumb_render(e->page, e->facts, options, pool),
                      edits);
        }
    }
    json_decref(ours);
    if (may_amend(e, options)) {
        amend(e, options, edits, pool);
    }
}

/* In the order of their places; of equals the earlier one stays in front. */
static void set_edits(nf_enrich_t *e, apr_array_header_t *edits)
{
    nf_edit_t *v = (nf_edit_t *)edits->elts;
    int i, j;

    for (i = 1; i < edits->nelts; i++) {
        nf_edit_t edit = v[i];

        for (j = i; j > 0 && v[j - 1].at > edit.at; j--) {
            v[j] = v[j - 1];
        }
        v[j] = edit;
    }
    e->edits = edits->nelts ? v : NULL;
    e->nedits = edits->nelts;
}

nf_enrich_t *nf_enrich(nf_str_t bytes, const nf_options_t *options,
                       apr_pool_t *pool)
{
    nf_enrich_t *e = apr_pcalloc(pool, sizeof(*e));
    apr_array_header_t *edits = apr_array_make(pool, 4, sizeof(nf_edit_t));
    nf_evidence_t *ev;

    e->skip = nf_enrich_glance(bytes, options, pool);
    if (e->skip) {
        e->glanced = 1;
        return e;
    }
    e->page = nf_page_open(bytes, options->url, options->transport_charset,
                           options->fallback_charset, pool, &e->skip);
    if (e->page == NULL) {
        return e;
    }
    ev = nf_detect_markup(e->page);
    e->skip = why_never(e->page, ev, options->settings.existing);
    if (e->skip && !options->facts && !may_amend(e, options)
        && !may_list(e, options)) {
        return e;
    }
    nf_page_blocks(e->page);
    e->facts = nf_detect_shown(e->page, ev, &options->settings);
    if (e->facts->is_article) {
        edit_article(e, options, edits, pool);
    }
    else {
        edit_other(e, options, edits, pool);
    }
    set_edits(e, edits);
    return e;
}

/* The blocks, whether or not they are inserted. */
static nf_str_t jsonld(const nf_enrich_t *e, const nf_options_t *options,
                       apr_pool_t *pool)
{
    nf_str_t blocks[3] = {nf_jsonld_render(e->facts, options, pool)};
    nf_buf_t out;
    size_t i;

    if (blocks[0].p == NULL) {
        return blocks[0];
    }
    blocks[1] = nf_breadcrumb_render(e->page, e->facts, options, pool);
    if (options->settings.ticker_list) {
        blocks[2] = nf_itemlist_render(e->page, e->facts, options, pool);
    }
    nf_buf_init(&out, pool, blocks[0].len + blocks[1].len + blocks[2].len);
    for (i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
        nf_buf_add(&out, blocks[i].p, blocks[i].len);
    }
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

nf_str_t nf_enrich_render(const nf_enrich_t *e, nf_format_e format,
                          const nf_options_t *options, apr_pool_t *pool)
{
    const nf_str_t none = {NULL, 0};

    if (e->facts == NULL) {
        return none;
    }
    nf_detect_text(e->page, e->facts);
    if (format == NF_FORMAT_JSON) {
        nf_related_read(e->page, e->facts);
        return nf_json_render(e->facts, pool);
    }
    if (!e->facts->is_article) {
        return format == NF_FORMAT_JSONLD && options->settings.collection
                   ? nf_collection_render(e->page, e->facts, options, pool)
                   : none;
    }
    switch (format) {
    case NF_FORMAT_JSONLD:
        return jsonld(e, options, pool);
    case NF_FORMAT_READER:
        return nf_reader_render(e->page, e->facts, options, pool);
    case NF_FORMAT_MARKDOWN:
        return nf_markdown_render(e->page, e->facts, options, pool);
    case NF_FORMAT_TEXT:
        return nf_text_render(e->page, e->facts, options, pool);
    default:
        return none;
    }
}
