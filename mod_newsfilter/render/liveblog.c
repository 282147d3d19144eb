/* liveblog.c -- see liveblog.h. */
#include "json_out.h"
#include "liveblog.h"

static json_t *update_of(const nf_update_t *u)
{
    json_t *o = json_object();

    nf_json_set(o, "@type", "BlogPosting");
    nf_json_set(o, "headline", u->headline);
    nf_json_set(o, "datePublished", u->date_published);
    nf_json_set(o, "url", u->url);
    nf_json_set(o, "articleBody", u->text);
    return o;
}

void nf_liveblog_set(json_t *article, const nf_live_t *live)
{
    json_t *list;
    int i;

    if (live == NULL) {
        return;
    }
    nf_json_set(article, "coverageStartTime", live->start);
    nf_json_set(article, "coverageEndTime", live->end);
    list = json_array();
    for (i = 0; i < live->updates->nelts; i++) {
        json_array_append_new(
            list, update_of(&APR_ARRAY_IDX(live->updates, i, nf_update_t)));
    }
    nf_json_set_new(article, "liveBlogUpdate", list);
}
