/* json.c -- the facts as one line of JSON (json.h). */
#include "json.h"
#include "json_out.h"
#include "liveblog.h"

static json_t *keywords(const apr_array_header_t *from)
{
    json_t *list = json_array();
    int i;

    for (i = 0; from && i < from->nelts; i++) {
        json_array_append_new(
            list, json_string(APR_ARRAY_IDX(from, i, const char *)));
    }
    return list;
}

static json_t *authors(const apr_array_header_t *from)
{
    json_t *list = json_array();
    int i;

    for (i = 0; from && i < from->nelts; i++) {
        const nf_author_t *a = &APR_ARRAY_IDX(from, i, nf_author_t);
        json_t *author = json_object();

        nf_json_set(author, "name", a->name);
        nf_json_set(author, "url", a->url);
        json_array_append_new(list, author);
    }
    return list;
}

static json_t *images(const apr_array_header_t *from)
{
    json_t *list = json_array();
    int i;

    for (i = 0; from && i < from->nelts; i++) {
        const nf_image_t *image = &APR_ARRAY_IDX(from, i, nf_image_t);
        json_t *item = json_object();

        nf_json_set(item, "url", image->url);
        nf_json_set(item, "caption", image->caption);
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *links(const apr_array_header_t *from)
{
    json_t *list = json_array();
    int i;

    for (i = 0; from && i < from->nelts; i++) {
        const nf_link_t *link = &APR_ARRAY_IDX(from, i, nf_link_t);
        json_t *item = json_object();

        nf_json_set(item, "headline", link->headline);
        nf_json_set(item, "url", link->url);
        nf_json_set(item, "label", link->label);
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *pagination(const nf_pages_t *pages)
{
    json_t *o = json_object();

    if (pages->number) {
        json_object_set_new(o, "page", json_integer(pages->number));
        json_object_set_new(o, "pages", json_integer(pages->count));
        nf_json_set(o, "next", pages->next);
        nf_json_set(o, "previous", pages->previous);
    }
    return o;
}

/* Everything about the article but its text and lists. */
static void set_about(json_t *o, const nf_facts_t *f)
{
    json_t *publisher = json_object();

    nf_json_set(publisher, "name", f->publisher);
    nf_json_set(publisher, "logo", f->publisher_logo);

    nf_json_set(o, "type", f->type);
    nf_json_set(o, "headline", f->headline);
    nf_json_set(o, "alternativeHeadline", f->alternative_headline);
    nf_json_set(o, "description", f->description);
    nf_json_set(o, "articleSection", f->section);
    nf_json_set_new(o, "keywords", keywords(f->keywords));
    nf_json_set(o, "inLanguage", f->language);
    nf_json_set(o, "dateline", f->dateline);
    nf_json_set(o, "datePublished", f->date_published);
    nf_json_set(o, "dateModified", f->date_modified);
    nf_json_set_new(o, "author", authors(f->authors));
    nf_json_set_new(o, "publisher", publisher);
    nf_json_set_new(o, "image", images(f->images));
}

nf_str_t nf_json_render(const nf_facts_t *facts, apr_pool_t *pool)
{
    json_t *o = json_object();
    nf_buf_t out;
    nf_str_t line;

    set_about(o, facts);
    if (facts->accessible_for_free >= 0) {
        json_object_set_new(o, "isAccessibleForFree",
                            json_boolean(facts->accessible_for_free));
    }
    if (facts->word_count > 0) {
        json_object_set_new(o, "wordCount", json_integer(facts->word_count));
    }
    nf_json_set_new(o, "pagination", pagination(&facts->pages));
    nf_liveblog_set(o, facts->live);
    nf_json_set(o, "articleBody", facts->article_body);
    nf_json_set_new(o, "ticker", links(facts->ticker));
    nf_json_set_new(o, "related", links(facts->related));

    line = nf_json_dump(o, pool);
    json_decref(o);
    nf_buf_init(&out, pool, line.len + 1);
    nf_buf_add(&out, line.p, line.len);
    nf_buf_addc(&out, '\n');
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}
