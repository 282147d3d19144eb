/* type.c -- see type.h. */
#include <string.h>
#include "type.h"

/* A subtype stands in front of what it descends from. */
static const nf_type_t types[] = {
    {"liveblogposting", "LiveBlogPosting", NF_TYPE_ARTICLE},
    {"reportagenewsarticle", "ReportageNewsArticle", NF_TYPE_ARTICLE},
    {"opinionnewsarticle", "OpinionNewsArticle", NF_TYPE_ARTICLE},
    {"analysisnewsarticle", "AnalysisNewsArticle", NF_TYPE_ARTICLE},
    {"backgroundnewsarticle", "BackgroundNewsArticle", NF_TYPE_ARTICLE},
    {"askpublicnewsarticle", "AskPublicNewsArticle", NF_TYPE_ARTICLE},
    {"reviewnewsarticle", "ReviewNewsArticle", NF_TYPE_ARTICLE},
    {"newsarticle", "NewsArticle", NF_TYPE_ARTICLE},
    {"blogposting", "BlogPosting", NF_TYPE_ARTICLE},
    {"advertisercontentarticle", "AdvertiserContentArticle", NF_TYPE_ARTICLE},
    {"satiricalarticle", "SatiricalArticle", NF_TYPE_ARTICLE},
    {"scholarlyarticle", "ScholarlyArticle", NF_TYPE_ARTICLE},
    {"medicalscholarlyarticle", "ScholarlyArticle", NF_TYPE_ARTICLE},
    {"techarticle", "TechArticle", NF_TYPE_ARTICLE},
    {"report", "Report", NF_TYPE_ARTICLE},
    {"socialmediaposting", "SocialMediaPosting", NF_TYPE_ARTICLE},
    {"article", "Article", NF_TYPE_ARTICLE},
    {"webpage", NULL, NF_TYPE_PAGE},
    {"videoobject", NULL, NF_TYPE_PAGE},
    {"website", NULL, NF_TYPE_SITE},
    {"organization", NULL, NF_TYPE_SITE},
    {"newsmediaorganization", NULL, NF_TYPE_SITE},
    {"product", NULL, NF_TYPE_THING},
    {"recipe", NULL, NF_TYPE_THING},
    {"event", NULL, NF_TYPE_OTHER},
    {"jobposting", NULL, NF_TYPE_THING},
    {"course", NULL, NF_TYPE_THING},
    {"hotel", NULL, NF_TYPE_THING},
    {"restaurant", NULL, NF_TYPE_OTHER},
    {"localbusiness", NULL, NF_TYPE_OTHER},
    {"softwareapplication", NULL, NF_TYPE_THING},
    {"collectionpage", NULL, NF_TYPE_THING},
    {"searchresultspage", NULL, NF_TYPE_THING},
    {"profilepage", NULL, NF_TYPE_THING},
    {"contactpage", NULL, NF_TYPE_THING},
    {"aboutpage", NULL, NF_TYPE_THING},
    {"qapage", NULL, NF_TYPE_THING},
    {"question", NULL, NF_TYPE_THING},
    {"discussionforumposting", NULL, NF_TYPE_THING},
    {"mobileapplication", NULL, NF_TYPE_THING},
    {"webapplication", NULL, NF_TYPE_THING},
    {"softwaresourcecode", NULL, NF_TYPE_THING},
    {"movie", NULL, NF_TYPE_OTHER},
    {"book", NULL, NF_TYPE_OTHER},
    {NULL, NULL, NF_TYPE_UNKNOWN}};

const nf_type_t *nf_type_find(nf_str_t name)
{
    const nf_type_t *t = types;
    size_t i;

    name = nf_str_trim(name);
    while (name.len && strchr("/#:", name.p[name.len - 1])) {
        name.len--;
    }
    for (i = name.len; i > 0; i--) {
        if (strchr("/#:", name.p[i - 1])) {
            name = (nf_str_t){name.p + i, name.len - i};
            break;
        }
    }
    while (t->key && !nf_str_ieq(name, t->key)) {
        t++;
    }
    return t;
}

const nf_type_t *nf_type_best(nf_str_t names)
{
    const nf_type_t *best = nf_type_find((nf_str_t){NULL, 0});
    nf_str_t name;

    while ((name = nf_str_token(&names)).len) {
        const nf_type_t *t = nf_type_find(name);

        best = t < best ? t : best;
    }
    return best;
}
