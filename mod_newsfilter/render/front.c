/* front.c -- the head of a Markdown view (front.h). */
#include <string.h>
#include "front.h"
#include "json_out.h"

static void add_field(nf_buf_t *out, const char *name, const char *value)
{
    const char *quoted = nf_json_quote(value, out->pool);

    if (quoted) {
        nf_buf_printf(out, "%s: %s\n", name, quoted);
    }
}

static void add_pages(nf_buf_t *out, const nf_pages_t *pages)
{
    if (pages->number) {
        nf_buf_printf(out, "page: %u\npages: %u\n", pages->number,
                      pages->count);
        add_field(out, "previous", pages->previous);
        add_field(out, "next", pages->next);
    }
}

void nf_front_add(nf_buf_t *out, const nf_facts_t *f, const nf_view_t *v)
{
    int i;

    nf_buf_adds(out, "---\n");
    add_field(out, "title", f->headline);
    for (i = 0; f->authors && i < f->authors->nelts; i++) {
        const char *name = nf_json_quote(
            APR_ARRAY_IDX(f->authors, i, nf_author_t).name, out->pool);

        if (i == 0) {
            nf_buf_adds(out, "author:\n");
        }
        if (name) {
            nf_buf_printf(out, "  - %s\n", name);
        }
    }
    add_field(out, "date", f->date_published);
    add_field(out, "updated", f->date_modified);
    add_field(out, "publisher", v->site);
    add_field(out, "url", v->canonical);
    add_field(out, "language",
              strcmp(v->language, "und") ? v->language : NULL);
    add_field(out, "section", f->section);
    add_field(out, "description", f->description);
    add_pages(out, &f->pages);
    nf_buf_adds(out, "---\n\n");
}
