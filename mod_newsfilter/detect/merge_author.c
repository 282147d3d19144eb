/*
 * merge_author.c -- who wrote the article (merge.h).
 *
 * Candidates of one source and score are one group: the authors that this
 * source names. The best group wins as a whole. A name that other sources
 * know too is worth more; the site's own name is worth little.
 */
#include <stdlib.h>
#include <string.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "headline.h"
#include "merge.h"
#include "similar.h"

#define MAX_NAMES 64 /* candidates that are looked at */
#define SUPPORT 4    /* for another source that knows a name */
#define SITE 42      /* less for the site's own name */
#define GROUP 8      /* less for a newsroom */
#define NEAR_SCORE 4 /* one group of visible names: their scores */
#define FAR_MIN 18   /* less is nobody's name */
#define FAR_SCORE 40 /* less is a name far from the story */
#define BYLINE_NODES 60
#define NEAR_NODES 40 /* and nodes lie that close together */

typedef struct name_t {
    const nf_candidate_t *c;
    nf_similar_t key;
    int score;
    int is_site;
} name_t;

typedef struct names_t {
    name_t *v;
    int n;
} names_t;

static int same(const name_t *a, const name_t *b)
{
    return nf_similar(&a->key, &b->key) >= 98;
}

/* What the page's address calls the site: its host, and the same without what
 * stands behind the last dot. */
typedef struct hosts_t {
    nf_similar_t v[2];
    int n;
} hosts_t;

static void read_hosts(const nf_page_t *page, const nf_evidence_t *ev,
                       hosts_t *hosts)
{
    const char *address = page->url;
    char *host, *dot;
    int i;

    for (i = 0; i < ev->v->nelts && address == NULL; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        address = c->fact == NF_FACT_CANONICAL ? c->value : NULL;
    }
    hosts->n = 0;
    if (address) {
        host = nf_url_host(address, page->pool);
        dot = strrchr(host, '.');
        nf_similar_init(&hosts->v[hosts->n++], nf_str(host));
        if (dot) {
            *dot = '\0';
            nf_similar_init(&hosts->v[hosts->n++], nf_str(host));
        }
    }
}

static int is_site(const nf_evidence_t *ev, const hosts_t *hosts,
                   const name_t *name)
{
    nf_similar_t key;
    int i;

    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == NF_FACT_PUBLISHER && c->score >= 40) {
            nf_similar_init(&key, nf_str(c->value));
            if (nf_similar(&key, &name->key) >= 80) {
                return 1;
            }
        }
    }
    for (i = 0; i < hosts->n; i++) {
        if (nf_similar(&hosts->v[i], &name->key) >= 80) {
            return 1;
        }
    }
    return 0;
}

static void collect(const nf_page_t *page, const nf_evidence_t *ev,
                    names_t *names)
{
    unsigned n = ev->count[NF_FACT_AUTHOR];
    hosts_t hosts;
    int i;

    if (n == 0) {
        return;
    }
    read_hosts(page, ev, &hosts);
    names->v = apr_palloc(page->pool,
                          sizeof(name_t) * (n < MAX_NAMES ? n : MAX_NAMES));
    for (i = 0; i < ev->v->nelts && names->n < MAX_NAMES; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);
        name_t *name;

        if (c->fact != NF_FACT_AUTHOR) {
            continue;
        }
        name = &names->v[names->n];
        name->c = c;
        name->score = c->score;
        nf_similar_init(&name->key, nf_str(c->value));
        name->is_site = is_site(ev, &hosts, name);
        if (name->is_site) {
            name->score -= SITE;
        }
        else if (c->organization) {
            name->score -= GROUP;
        }
        names->n++;
    }
}

static void support(names_t *names)
{
    int i, k;

    for (i = 0; i < names->n; i++) {
        name_t *a = &names->v[i];
        int more = 0;

        for (k = 0; !a->is_site && k < names->n && more < 3; k++) {
            name_t *b = &names->v[k];

            more += k != i && strcmp(a->c->source, b->c->source) != 0
                    && same(a, b);
        }
        a->score += more * SUPPORT;
    }
}

/* Named together: by one source for machines, or side by side. */
static int same_group(const nf_candidate_t *a, const nf_candidate_t *b)
{
    long apart = (long)a->node - (long)b->node;

    if (strcmp(a->source, b->source) != 0) {
        return 0;
    }
    if (!a->visible) {
        return a->score == b->score;
    }
    return labs(apart) <= NEAR_NODES && abs(a->score - b->score) <= NEAR_SCORE;
}

/* Does one source name all of the best group and more? JSON-LD then knows the
 * authors better; others if readers see one of those names too. */
static const name_t *find_superset(const names_t *names, const name_t *best)
{
    int i, k, j;

    for (i = 0; i < names->n; i++) {
        const name_t *a = &names->v[i];
        int members = 0, held = 0, wanted = 0, seen = 0;

        if (a->c->visible || a->is_site) {
            continue;
        }
        for (k = 0; k < names->n; k++) {
            const name_t *b = &names->v[k];
            int in_a = 0;

            if (same_group(b->c, a->c)) {
                members++;
                for (j = 0; j < names->n; j++) {
                    if (names->v[j].c->visible && same(&names->v[j], b)
                        && !same(b, best)) {
                        seen = 1;
                    }
                }
            }
            if (!same_group(b->c, best->c)) {
                continue;
            }
            wanted++;
            for (j = 0; j < names->n && !in_a; j++) {
                in_a =
                    same_group(names->v[j].c, a->c) && same(&names->v[j], b);
            }
            held += in_a;
        }
        if (held == wanted && members > wanted
            && (seen || strcmp(a->c->source, "json-ld") == 0)) {
            return a;
        }
    }
    return NULL;
}

/* ASCII letters count in any case, whatever the locale says. */
static int begins_with(const char *s, const char *start)
{
    while (*start
           && nf_lower((unsigned char)*s) == nf_lower((unsigned char)*start)) {
        s++;
        start++;
    }
    return *start == '\0';
}

/* A first name alone, where another source has the whole name; or a name
 * with a word glued to it ("Jane DoeStaff"), where another has it clean. */
static const char *whole_name(const names_t *names, const char *name)
{
    size_t n = strlen(name);
    int i;

    for (i = 0; i < names->n && strchr(name, ' '); i++) {
        const char *other = names->v[i].c->value;
        size_t m = strlen(other);

        if (m > 4 && m < n && memcmp(name, other, m) == 0 && name[m] >= 'A'
            && name[m] <= 'Z' && strchr(other, ' ')) {
            return other;
        }
    }
    if (strchr(name, ' ')) {
        return name;
    }
    for (i = 0; i < names->n; i++) {
        const char *other = names->v[i].c->value;

        if (begins_with(other, name) && other[n] == ' '
            && names->v[i].score >= 50) {
            return other;
        }
    }
    return name;
}

/* The name less the site's name behind it. */
static const char *without_site(const nf_evidence_t *ev, const char *name,
                                apr_pool_t *pool)
{
    size_t n = strlen(name);
    int i;

    for (i = 0; i < ev->v->nelts; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);
        size_t m = c->fact == NF_FACT_PUBLISHER ? strlen(c->value) : 0;

        if (m > 2 && n > m + 5 && name[n - m - 1] == ' '
            && begins_with(name + n - m, c->value)) {
            return nf_str_dup(pool, (nf_str_t){name, n - m - 1});
        }
    }
    return name;
}

/* The page of one of several who stand in one byline: the link there that is
 * nothing but the name. */
static const char *linked_page(const nf_page_t *page, const nf_candidate_t *c)
{
    const nf_tree_t *t = page->tree;
    nf_id_t end = t->nodes[c->node].end, i;

    if (!c->visible || c->node == NF_NONE) {
        return NULL;
    }
    end = end - c->node > BYLINE_NODES ? c->node + BYLINE_NODES : end;
    for (i = nf_tree_find(t, c->node, end, NF_TAG_A); i != NF_NONE;
         i = nf_tree_find(t, i + 1, end, NF_TAG_A)) {
        if (strcmp(nf_tree_text_dup(t, i, strlen(c->value) + 1, page->pool),
                   c->value)
            == 0) {
            return nf_page_url_attr(page, i, "href");
        }
    }
    return NULL;
}

/* What some source says of who has this name. */
static const char *page_of(const nf_page_t *page, const names_t *names,
                           const name_t *name)
{
    const char *url = name->c->extra;
    int i;

    for (i = 0; i < names->n && url == NULL; i++) {
        if (same(&names->v[i], name)) {
            url = names->v[i].c->extra;
        }
    }
    for (i = 0; i < names->n && url == NULL; i++) {
        if (same(&names->v[i], name)) {
            url = linked_page(page, names->v[i].c);
        }
    }
    return url;
}

static void add(const nf_page_t *page, nf_facts_t *f, const names_t *names,
                const name_t *name)
{
    const char *value = without_site(f->evidence, name->c->value, page->pool);
    nf_author_t *a;
    int i;

    value = whole_name(names, value);
    for (i = 0; i < f->authors->nelts; i++) {
        a = &APR_ARRAY_IDX(f->authors, i, nf_author_t);
        if (nf_headline_similar(a->name, value) >= 98) {
            return;
        }
    }
    if (f->authors->nelts < NF_MAX_AUTHORS) {
        a = apr_array_push(f->authors);
        *a = (nf_author_t){value, page_of(page, names, name),
                           name->c->organization || name->is_site};
    }
}

/* Names that nothing but a class far from the story gives, and more than one
 * of them: writers of other stories. */
static int is_far_list(const names_t *names, const name_t *best)
{
    int i;

    for (i = 0; best->score < FAR_SCORE && i < names->n; i++) {
        const name_t *name = &names->v[i];

        if (name->c->visible && name->score >= FAR_MIN && !same(name, best)) {
            return 1;
        }
    }
    return 0;
}

void nf_merge_authors(const nf_page_t *page, nf_facts_t *f)
{
    names_t names = {NULL, 0};
    const name_t *best = NULL;
    int i;

    collect(page, f->evidence, &names);
    support(&names);
    for (i = 0; i < names.n; i++) {
        if (best == NULL || names.v[i].score > best->score) {
            best = &names.v[i];
        }
    }
    if (best == NULL || best->score < FAR_MIN || is_far_list(&names, best)) {
        return;
    }
    if (best->c->visible) {
        const name_t *more = find_superset(&names, best);

        best = more ? more : best;
    }
    for (i = 0; i < names.n; i++) {
        const name_t *name = &names.v[i];

        if (same_group(name->c, best->c)
            && (best->is_site || best->c->organization || !name->is_site)
            && (strchr(best->c->value, ' ') == NULL
                || strchr(name->c->value, ' ') || name->c->organization
                || (name->c->value[0] & 0x80))) {
            add(page, f, &names, name);
        }
    }
}
