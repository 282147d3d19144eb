/*
 * embedded.c -- meta, link, title and html lang (embedded.h).
 *
 * One pass; what a name means is in meta_names.def. JSON-LD and microdata
 * have files of their own.
 */
#include <string.h>
#include <apr_strings.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "byline.h"
#include "clean.h"
#include "date.h"
#include "embedded.h"
#include "jsonld_in.h"
#include "language.h"
#include "meta_names_hash.h"
#include "microdata.h"
#include "place.h"
#include "words.h"

#define MAX_VALUE 4000
#define MAX_METAS 400 /* further ones are not read */
#define MAX_LINKS 64  /* that say something */
#define NVALUES 8

/* Kinds of table entries: a fact, or one of these. */
enum {
    META_OG_TYPE = NF_FACT_COUNT,
    META_AUTHOR_URL, /* article:author: a name or an address */
    META_KEYWORDS,   /* one string, separated by commas */
    META_TIER,       /* article:content_tier */
    META_LABEL,      /* twitter:label1 */
    META_DATA        /* twitter:data1 */
};

static const nf_word_t names[] = {
#define M(name, fact, score) {name, NULL, score, NF_FACT_##fact},
#define X(name, kind, score) {name, NULL, score, META_##kind},
#include "meta_names.def"
#undef M
#undef X
};

static const nf_words_t table = {names, sizeof(names) / sizeof(names[0]),
                                 word_hash, WORD_HASH_BITS};

typedef struct in_t {
    const nf_page_t *page;
    nf_evidence_t *ev;
    nf_id_t node;
    const char *name; /* of the meta, for people */
    const char *value;
    const char *source;
    const char *label; /* last twitter:label */
    int score;
    int links;                   /* read so far */
    nf_id_t versions[MAX_LINKS]; /* the page in other languages, and in its
                                  * own */
    int nversions;
    struct {
        nf_str_t raw;
        char *clean;
    } values[NVALUES]; /* the last ones */
    unsigned nvalues;  /* so far */
} in_t;

static nf_candidate_t *add(in_t *in, nf_fact_e fact, const char *value)
{
    nf_candidate_t *c =
        nf_evidence_add(in->ev, fact, value, in->score, in->source, in->name);

    if (c) {
        c->node = in->node;
    }
    return c;
}

static void add_date(in_t *in, nf_fact_e fact)
{
    add(in, fact,
        nf_date_parse(nf_str(in->value), nf_evidence_language(in->ev),
                      in->page->pool));
}

static void add_image(in_t *in)
{
    add(in, NF_FACT_IMAGE,
        nf_url_resolve(in->page->base, in->value, in->page->pool));
}

static void add_author_url(in_t *in)
{
    nf_str_t v = nf_str(in->value);

    if (nf_str_ifind(v, "://") || v.p[0] == '/') {
        return; /* an address is no name */
    }
    nf_byline_add(in->ev, in->value, NULL, in->score, in->source, in->name,
                  in->node);
}

static void add_keywords(in_t *in)
{
    const char *p = in->value;

    while (*p) {
        size_t n = strcspn(p, ",;|");
        char *word = nf_clean((nf_str_t){p, n}, NF_MAX_NAME, in->page->pool);

        if (word && strlen(word) < 80) {
            add(in, NF_FACT_KEYWORD, word);
        }
        p += n + (p[n] != '\0');
    }
}

static void set_type(in_t *in)
{
    static const char *const others[] = {
        "product", "profile", "video.", "music.",    "book", "restaurant",
        "place",   "hotel",   "recipe", "business.", "game", NULL};
    nf_str_t v = nf_str(in->value);
    int i;

    if (nf_str_ifind(v, "article") == v.p || nf_str_ieq(v, "blog")
        || nf_str_ieq(v, "news") || nf_str_ieq(v, "story")) {
        in->ev->own_any = 1;
    }
    for (i = 0; others[i]; i++) {
        if (nf_str_ifind(v, others[i]) == v.p) {
            in->ev->not_article = 1;
        }
    }
}

static void add_tier(in_t *in)
{
    nf_str_t v = nf_str(in->value);

    add(in, NF_FACT_FREE,
        nf_str_ieq(v, "free") || nf_str_ieq(v, "open") ? "true"
        : nf_str_ieq(v, "locked") || nf_str_ieq(v, "metered")
                || nf_str_ieq(v, "premium") || nf_str_ieq(v, "paid")
            ? "false"
            : NULL);
}

/* twitter:label1 "Written by" with twitter:data1 "Jane Doe" */
static void add_labelled(in_t *in)
{
    static const char *const by[] = {
        "written by",
        "verfasst von",
        "geschrieben von",
        "escrito por",
        "escrit per",
        "author",
        "autor",
        "autore",
        "\xC3\xA9"
        "crit par",
        "\xC3\x89"
        "crit par",
        "r\xC3\xA9"
        "dig\xC3\xA9 par",
        "publi\xC3\xA9 par",
        "par",
        "by",
        "scritto da",
        "geschreven door",
        "door",
        "von",
        "skrivet av",
        "skriven av",
        "skrevet av",
        "skrevet af",
        "kirjoittanut",
        "kirjoittaja",
        "napisane przez",
        "napsal",
        "napsal(a)",
        "scris de",
        "\xD0\x9D\xD0\xB0\xD0\xBF\xD0\xB8\xD1\x81\xD0\xB0\xD0\xBD\xD0\xBE "
        "\xD0\xB0\xD0\xB2\xD1\x82\xD0\xBE\xD1\x80\xD0\xBE\xD0\xBC",
        "\xD0\x90\xD0\xB2\xD1\x82\xD0\xBE\xD1\x80",
        "\xE5\x9F\xB7\xE7\xAD\x86\xE8\x80\x85",
        "\xE4\xBD\x9C\xE8\x80\x85",
        NULL};
    int i;

    for (i = 0; in->label && by[i]; i++) {
        if (nf_str_ieq(nf_str(in->label), by[i])) {
            nf_byline_add(in->ev, in->value, NULL, in->score, "meta",
                          "twitter:data", in->node);
        }
    }
    in->label = NULL;
}

static void add_fact(in_t *in, int kind)
{
    switch (kind) {
    case NF_FACT_DATE_PUBLISHED:
    case NF_FACT_DATE_MODIFIED:
        add_date(in, (nf_fact_e)kind);
        break;
    case NF_FACT_AUTHOR:
    case META_AUTHOR_URL:
        add_author_url(in);
        break;
    case NF_FACT_IMAGE:
        add_image(in);
        break;
    case NF_FACT_CANONICAL:
        add(in, NF_FACT_CANONICAL,
            nf_url_resolve(in->page->base, in->value, in->page->pool));
        break;
    case NF_FACT_LANGUAGE:
        add(in, NF_FACT_LANGUAGE,
            nf_language_tag(nf_str(in->value), in->page->pool));
        break;
    case META_OG_TYPE:
        set_type(in);
        break;
    case META_KEYWORDS:
        add_keywords(in);
        break;
    case META_TIER:
        add_tier(in);
        break;
    case META_LABEL:
        in->label = in->value;
        break;
    case META_DATA:
        add_labelled(in);
        break;
    default:
        add(in, (nf_fact_e)kind, in->value);
        break;
    }
}

static const char *source_of(const char *name)
{
    if (strncmp(name, "og:", 3) == 0 || strncmp(name, "article:", 8) == 0) {
        return "og";
    }
    return strncmp(name, "twitter:", 8) == 0 ? "twitter" : "meta";
}

static const nf_word_t *find_name(nf_str_t name)
{
    char low[NF_WORD_MAX] = "";
    size_t i;

    name = nf_str_trim(name);
    if (name.len == 0 || name.len >= sizeof(low)) {
        return NULL;
    }
    for (i = 0; i < name.len; i++) {
        low[i] = (char)nf_lower((unsigned char)name.p[i]);
    }
    /* Dublin Core's prefix with a colon or a full stop */
    i = strcspn(low, ":");
    if ((i == 2 && memcmp(low, "dc", 2) == 0)
        || (i == 7 && memcmp(low, "dcterms", 7) == 0)) {
        low[i] = '.';
    }
    return nf_words_find(&table, low, name.len, NULL);
}

/* A value made clean, or NULL. Pages say the same to several readers. */
static char *clean_value(in_t *in, nf_str_t raw)
{
    apr_pool_t *pool = in->page->pool;
    unsigned i, n = in->nvalues < NVALUES ? in->nvalues : NVALUES;
    char *value;

    for (i = 0; i < n; i++) {
        if (nf_str_eq(in->values[i].raw, raw)) {
            return in->values[i].clean;
        }
    }
    value = nf_attr(in->page->tree, in->node, "content", pool);
    value = value ? nf_clean(nf_str(value), MAX_VALUE, pool) : NULL;
    i = in->nvalues++ % NVALUES;
    in->values[i].raw = raw;
    in->values[i].clean = value;
    return value;
}

/* itemprop counts in the head only: in the body it belongs to an item that
 * microdata.c reads. */
static void read_meta(in_t *in)
{
    static const char *const attrs[] = {"property", "name", "itemprop",
                                        "http-equiv"};
    const nf_tree_t *t = in->page->tree;
    const nf_word_t *entry = NULL;
    size_t i;

    for (i = 0; entry == NULL && i < 4; i++) {
        if (i != 2 || nf_tree_up(t, in->node, NF_TAG_BODY) == NF_NONE) {
            entry = find_name(nf_attr_raw(t, in->node, attrs[i]));
        }
    }
    if (entry) {
        nf_str_t raw = nf_attr_raw(t, in->node, "content");
        char *value = raw.p && raw.len && raw.len < 4 * MAX_VALUE
                          ? clean_value(in, raw)
                          : NULL;

        if (value) {
            in->name = entry->word;
            in->value = value;
            in->source = source_of(entry->word);
            in->score = entry->value;
            add_fact(in, entry->kind);
        }
    }
}

/* What the rel of a link may say. */
static const char *const rels[] = {"canonical", "author", "alternate",
                                   "image_src", NULL};

enum {
    REL_CANONICAL = 1 << 0,
    REL_AUTHOR = 1 << 1,
    REL_ALTERNATE = 1 << 2,
    REL_IMAGE = 1 << 3
};

static void read_link(in_t *in)
{
    const nf_tree_t *t = in->page->tree;
    unsigned rel;

    if (in->links == MAX_LINKS) {
        return;
    }
    rel = nf_attr_tokens(t, in->node, "rel", rels);
    if (rel & REL_CANONICAL) {
        in->links++;
        in->score = 90;
        in->source = "link";
        in->name = "rel=canonical";
        add(in, NF_FACT_CANONICAL,
            nf_page_url_attr(in->page, in->node, "href"));
    }
    else if (rel & REL_AUTHOR) {
        char *name = nf_attr(t, in->node, "title", in->page->pool);

        in->links++;
        nf_byline_add(in->ev, name,
                      nf_page_url_attr(in->page, in->node, "href"), 60, "link",
                      "rel=author", in->node);
    }
    else if (rel & REL_ALTERNATE && nf_attr_raw(t, in->node, "hreflang").len
             && in->nversions < MAX_LINKS) {
        in->versions[in->nversions++] = in->node;
    }
    else if (rel & REL_IMAGE) {
        in->links++;
        in->score = 62;
        in->source = "link";
        in->name = "rel=image_src";
        add(in, NF_FACT_IMAGE, nf_page_url_attr(in->page, in->node, "href"));
    }
}

static void read_title(in_t *in)
{
    in->score = 40;
    in->source = "title";
    in->name = "<title>";
    add(in, NF_FACT_HEADLINE,
        nf_clean(nf_tree_raw_text(in->page->tree, in->node), NF_MAX_HEADLINE,
                 in->page->pool));
}

static void read_html(in_t *in)
{
    const nf_tree_t *t = in->page->tree;
    char *lang = nf_attr(t, in->node, "lang", in->page->pool);

    if (lang == NULL || *lang == '\0') {
        lang = nf_attr(t, in->node, "xml:lang", in->page->pool);
    }
    if (lang) {
        in->score = 80;
        in->source = "html";
        in->name = "lang";
        add(in, NF_FACT_LANGUAGE,
            nf_language_tag(nf_str(lang), in->page->pool));
    }
}

/* Of the page's versions in several languages the one that is this page tells
 * its language. */
static void read_versions(in_t *in)
{
    const nf_candidate_t *own = nf_evidence_best(in->ev, NF_FACT_CANONICAL);
    const char *address = own ? own->value : in->page->url;
    int i;

    in->score = 68;
    in->source = "link";
    in->name = "hreflang";
    for (i = 0; address && i < in->nversions; i++) {
        const char *url = nf_page_url_attr(in->page, in->versions[i], "href");

        if (url && nf_url_same(url, address, in->page->pool)) {
            in->node = in->versions[i];
            add(in, NF_FACT_LANGUAGE,
                nf_language_tag(
                    nf_attr_raw(in->page->tree, in->node, "hreflang"),
                    in->page->pool));
        }
    }
}

void nf_embedded_detect(const nf_page_t *page, nf_evidence_t *ev)
{
    in_t in = {.page = page, .ev = ev};
    const nf_tree_t *t = page->tree;
    int titles = 0, metas = 0;
    uint32_t k;

    if (t->html != NF_NONE) {
        in.node = t->html;
        read_html(&in);
    }
    for (k = 0; k < t->nheads; k++) {
        in.node = t->heads[k];
        switch (t->nodes[in.node].tag) {
        case NF_TAG_META:
            if (metas++ < MAX_METAS) {
                read_meta(&in);
            }
            break;
        case NF_TAG_LINK:
            read_link(&in);
            break;
        case NF_TAG_TITLE:
            if (titles++ == 0) {
                read_title(&in);
            }
            break;
        default:
            break;
        }
    }
    if (ev->language == NULL) {
        read_versions(&in);
    }
    nf_jsonld_in_detect(page, ev);
    nf_microdata_detect(page, ev);
}
