/* site.c -- see site.h. */
#include <string.h>
#include <strings.h>
#include "../page/limits.h"
#include "fold.h"
#include "site.h"

const char *const nf_site_policies[NF_POLICIES] = {
    "actionableFeedbackPolicy",
    "correctionsPolicy",
    "diversityPolicy",
    "ethicsPolicy",
    "masthead",
    "missionCoveragePrioritiesPolicy",
    "noBylinesPolicy",
    "ownershipFundingInfo",
    "publishingPrinciples",
    "unnamedSourcesPolicy",
    "verificationFactCheckingPolicy"};

static const char *const types[] = {
    "NewsArticle",          "AnalysisNewsArticle",
    "AskPublicNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle",   "ReportageNewsArticle",
    "ReviewNewsArticle",    "AdvertiserContentArticle",
    "SatiricalArticle",     "Article",
    "BlogPosting",          "Report"};

const char nf_site_types[] =
    "NewsArticle, AnalysisNewsArticle, AskPublicNewsArticle, "
    "BackgroundNewsArticle, OpinionNewsArticle, ReportageNewsArticle, "
    "ReviewNewsArticle, AdvertiserContentArticle, SatiricalArticle, Article, "
    "BlogPosting, Report";

const char *nf_site_type(const char *name)
{
    size_t i;

    for (i = 0; i < sizeof(types) / sizeof(*types); i++) {
        if (strcasecmp(name, types[i]) == 0) {
            return types[i];
        }
    }
    return NULL;
}

int nf_site_same(const char *a, const char *b)
{
    char x[2 * NF_MAX_NAME], y[2 * NF_MAX_NAME];

    if (a == NULL || b == NULL) {
        return 0;
    }
    return strcmp(a, b) == 0
           || (nf_fold(nf_str(a), x, sizeof(x)) > 0
               && nf_fold(nf_str(b), y, sizeof(y)) > 0 && strcmp(x, y) == 0);
}

const char *nf_site_type_of(const apr_array_header_t *rules,
                            const char *section)
{
    int i;

    for (i = 0; rules && i < rules->nelts; i++) {
        const nf_type_rule_t *rule = &APR_ARRAY_IDX(rules, i, nf_type_rule_t);

        if (rule->section == NULL || nf_site_same(rule->section, section)) {
            return rule->type;
        }
    }
    return NULL;
}

/* What the page says of a publisher of another name is not about this one. */
static void set_publisher(const nf_publisher_t *p, nf_facts_t *f)
{
    int same = nf_site_same(p->name, f->publisher);

    f->publisher = p->name;
    if (p->url || !same) {
        f->publisher_url = p->url;
    }
    if (p->logo || !same) {
        f->publisher_logo = p->logo;
    }
}

/* The nonce of the page's first script that has one, if it is such a value
 * (www.w3.org/TR/CSP3, base64-value). */
static const char *find_nonce(const nf_page_t *page)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789+/-_=";
    const nf_tree_t *t = page->tree;
    nf_id_t i = NF_NONE;

    while ((i = nf_tree_find(t, i + 1, t->nnodes, NF_TAG_SCRIPT)) != NF_NONE) {
        const char *nonce = nf_attr(t, i, "nonce", page->pool);

        if (nonce && *nonce) {
            size_t n = strspn(nonce, allowed);

            return nonce[n] == '\0' && n <= NF_MAX_NAME ? nonce : NULL;
        }
    }
    return NULL;
}

void nf_site_facts(const nf_page_t *page, const nf_settings_t *settings,
                   nf_facts_t *f)
{
    const char *type;

    if (settings->zone) {
        f->date_published =
            nf_zone_tell(settings->zone, f->date_published, page->pool);
        f->date_modified =
            nf_zone_tell(settings->zone, f->date_modified, page->pool);
    }
    if (settings->publisher) {
        set_publisher(settings->publisher, f);
    }
    if (!f->is_article) {
        return;
    }
    if (settings->nonce) {
        f->nonce = find_nonce(page);
    }
    type = nf_site_type_of(settings->types, f->section);
    if (type && strcmp(f->type, "LiveBlogPosting") != 0) {
        f->type = type;
    }
}
