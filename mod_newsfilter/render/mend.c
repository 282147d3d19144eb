/* mend.c -- see mend.h. */
#include <string.h>
#include <apr_strings.h>
#include "../detect/byline.h"
#include "../detect/clean.h"
#include "../detect/date.h"
#include "../detect/language.h"
#include "../detect/moment.h"
#include "../detect/place.h"
#include "../page/entities.h"
#include "../page/limits.h"
#include "../page/url.h"
#include "json_out.h"
#include "jsonld.h"
#include "mend.h"

#define MAX_TAG 512      /* bytes */
#define MAX_REFERENCE 12 /* letters of a reference's name */
#define MAX_CODINGS 3    /* a text may be encoded as often */

typedef struct mend_t {
    const nf_page_t *page;
    const nf_settings_t *settings;
    const char *lang;
    int shows_references; /* readers see such on the page: they are text */
    apr_pool_t *pool;
} mend_t;

/* An object or array, and the property that holds it. */
typedef struct thing_t {
    json_t *v;
    const char *key;
} thing_t;

/* What the strings of a property are. */
typedef enum kind_e {
    KIND_TEXT,  /* text, perhaps markup */
    KIND_PLAIN, /* text of a line, no markup */
    KIND_PROSE, /* text of paragraphs, no markup */
    KIND_DATE,
    KIND_URL,
    KIND_LANGUAGE,
    KIND_TYPE,
    KIND_ID
} kind_e;

static const struct {
    const char *key;
    kind_e kind;
} kinds[] = {
    {"@id", KIND_ID},
    {"@type", KIND_TYPE},
    {"alternativeHeadline", KIND_PLAIN},
    {"articleBody", KIND_PROSE},
    {"articleSection", KIND_PLAIN},
    {"caption", KIND_PLAIN},
    {"contentUrl", KIND_URL},
    {"coverageEndTime", KIND_DATE},
    {"coverageStartTime", KIND_DATE},
    {"dateCreated", KIND_DATE},
    {"dateModified", KIND_DATE},
    {"datePublished", KIND_DATE},
    {"description", KIND_PROSE},
    {"discussionUrl", KIND_URL},
    {"embedUrl", KIND_URL},
    {"headline", KIND_PLAIN},
    {"image", KIND_URL},
    {"inLanguage", KIND_LANGUAGE},
    {"jobTitle", KIND_PLAIN},
    {"keywords", KIND_PLAIN},
    {"logo", KIND_URL},
    {"name", KIND_PLAIN},
    {"sameAs", KIND_URL},
    {"thumbnailUrl", KIND_URL},
    {"uploadDate", KIND_DATE},
    {"url", KIND_URL},
};

static kind_e kind_of(const char *key)
{
    size_t i;

    for (i = 0; key && i < sizeof(kinds) / sizeof(*kinds); i++) {
        if (strcmp(key, kinds[i].key) == 0) {
            return kinds[i].kind;
        }
    }
    return KIND_TEXT;
}

const char *nf_mend_name(const char *key)
{
    static const char *const names[] = {
#define N(name) name,
#include "mend_names.def"
#undef N
    };
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
        if (strcasecmp(key, names[i]) == 0) {
            return strcmp(key, names[i]) == 0 ? NULL : names[i];
        }
    }
    return NULL;
}

/* ----------------------------------------------------------------- values */

/* Is there a whole character reference in it ("&amp;", "&#8217;")? */
static int has_reference(nf_str_t s)
{
    const char *p = s.p, *end = s.p + s.len;

    while ((p = memchr(p, '&', (size_t)(end - p))) != NULL) {
        const char *q = ++p;
        unsigned cp[2];
        int n;

        while (q < end && q - p < MAX_REFERENCE
               && ((unsigned)nf_lower((unsigned char)*q) - 'a' < 26u
                   || *q == '#' || (*q >= '0' && *q <= '9'))) {
            q++;
        }
        if (q < end && *q == ';'
            && nf_entity_decode((nf_str_t){p - 1, (size_t)(end - p) + 1}, 0,
                                cp, &n)) {
            return 1;
        }
    }
    return 0;
}

/* The length of a tag at p, or 0. */
static size_t tag_at(const char *p, const char *end)
{
    size_t left = (size_t)(end - p) < MAX_TAG ? (size_t)(end - p) : MAX_TAG;
    const char *close = left > 2 && *p == '<' ? memchr(p, '>', left) : NULL;
    const char *name = p + 1 + (left > 2 && p[1] == '/');

    return close && (unsigned)nf_lower((unsigned char)*name) - 'a' < 26u
               ? (size_t)(close - p) + 1
               : 0;
}

static int has_tag(nf_str_t s)
{
    const char *p = s.p, *end = s.p + s.len;

    while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        if (tag_at(p, end)) {
            return 1;
        }
        p++;
    }
    return 0;
}

static nf_str_t without_tags(nf_str_t s, apr_pool_t *pool)
{
    const char *p = s.p, *end = s.p + s.len;
    nf_buf_t out;

    nf_buf_init(&out, pool, s.len);
    while (p < end) {
        size_t n = tag_at(p, end);

        if (n == 0) {
            nf_buf_addc(&out, *p);
        }
        p += n ? n : 1;
    }
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

static nf_str_t decoded(nf_str_t s, int in_attribute, apr_pool_t *pool)
{
    int times;

    for (times = 0; times < MAX_CODINGS && has_reference(s); times++) {
        nf_buf_t out;

        nf_buf_init(&out, pool, s.len);
        nf_entities_append(&out, s, in_attribute);
        s = (nf_str_t){nf_buf_cstr(&out), out.len};
    }
    return s;
}

/* Without markup, if that is what the string is in. */
static nf_str_t mend_text(const mend_t *m, nf_str_t s, kind_e kind)
{
    int tagged = has_tag(s);

    if (m->shows_references || (!tagged && !has_reference(s))
        || (tagged && kind == KIND_TEXT)) {
        return s;
    }
    if (kind == KIND_PLAIN) {
        return nf_str(nf_clean(s, s.len + 1, m->pool));
    }
    return tagged ? nf_str_trim(decoded(without_tags(s, m->pool), 0, m->pool))
                  : decoded(s, 0, m->pool);
}

/* Is it a date as JSON-LD has it? Of a time the zone is wanted. */
static int is_iso(const char *s)
{
    size_t n = strspn(s, "0123456789-"), len = strlen(s);
    const char *zone;

    if (n == len) {
        return (n == 4 || n == 7 || n == 10) && strchr(s, '-') == s + 4;
    }
    if (n != 10 || s[10] != 'T') {
        return n == 4 && s[4] == '\0';
    }
    n = strspn(s + 11, "0123456789:.,");
    zone = s + 11 + n;
    return n >= 5 && s[13] == ':' && (n == 5 || (n >= 8 && s[16] == ':'))
           && (strcmp(zone, "Z") == 0
               || ((*zone == '+' || *zone == '-')
                   && (strspn(zone + 1, "0123456789:") == strlen(zone + 1))
                   && strlen(zone + 1) >= 2 && strlen(zone + 1) <= 5));
}

static nf_str_t mend_date(const mend_t *m, nf_str_t s)
{
    const char *date = is_iso(s.p) ? NULL : nf_date_parse(s, m->lang, m->pool);

    date = nf_moment_told(m->settings->zone, date, m->pool);
    return date ? nf_str(date) : s;
}

/* Does it begin like the name of another host ("social.example/ann")? */
static int begins_with_host(nf_str_t s)
{
    size_t n = strcspn(s.p, "/?#");

    return n < s.len && memchr(s.p, '.', n) && s.p[0] != '.'
           && memchr(s.p, ':', n) == NULL;
}

static nf_str_t mend_url(const mend_t *m, nf_str_t s, const char *key)
{
    const char *whole;

    s = nf_str_trim(decoded(s, 1, m->pool));
    if (nf_str_ifind(s, "http") == s.p || s.p == NULL) {
        return s;
    }
    /* another site's by nature */
    if (strcmp(key, "sameAs") == 0 && begins_with_host(s)) {
        return nf_str(
            apr_pstrcat(m->pool, "https://", nf_str_dup(m->pool, s), NULL));
    }
    if (nf_str_ifind(s, "://") == s.p) {
        s = nf_str(nf_str_dup(m->pool, (nf_str_t){s.p + 1, s.len - 1}));
    }
    whole = nf_url_resolve(m->page->base, nf_str_dup(m->pool, s), m->pool);
    return whole && strstr(whole, "://") ? nf_str(whole) : s;
}

/* schema.org's types begin with a capital. */
static nf_str_t mend_type(const mend_t *m, nf_str_t s)
{
    static const char *const odd[][2] = {{"webpage", "WebPage"},
                                         {"website", "WebSite"},
                                         {"url", "URL"},
                                         {"newsarticle", "NewsArticle"}};
    char *name;
    size_t i;

    for (i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
        if (nf_str_ieq(s, odd[i][0])) {
            return nf_str(odd[i][1]);
        }
    }
    if (s.len == 0 || (unsigned)s.p[0] - 'a' >= 26u
        || strspn(s.p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
               != s.len) {
        return s;
    }
    name = nf_str_dup(m->pool, s);
    name[0] = (char)(name[0] - 'a' + 'A');
    return nf_str(name);
}

/* A string's better form; itself where it is right. */
static nf_str_t mend_string(const mend_t *m, const char *key, nf_str_t s)
{
    kind_e kind = kind_of(key);
    const char *tag;

    if (memchr(s.p, '\0', s.len)) {
        return s;
    }
    switch (kind) {
    case KIND_DATE:
        return mend_date(m, s);
    case KIND_URL:
        return mend_url(m, s, key);
    case KIND_LANGUAGE:
        tag = nf_language_tag(s, m->pool);
        return tag ? nf_str(tag) : s;
    case KIND_TYPE:
        return mend_type(m, s);
    case KIND_ID:
        return s;
    default:
        return mend_text(m, s, kind);
    }
}

/* ----------------------------------------------------------------- things */

/* Does it say nothing? No date is one before all years, and no address the
 * page's own top. */
static int is_hollow(const json_t *v, const char *key)
{
    if (json_is_string(v)) {
        nf_str_t s = nf_str_trim(
            (nf_str_t){json_string_value(v), json_string_length(v)});
        kind_e kind = kind_of(key);

        return s.len == 0 || nf_clean_is_hole(s)
               || (kind == KIND_DATE && strncmp(s.p, "000", 3) == 0)
               || (kind == KIND_URL && nf_str_eq(s, NF_STR("#")));
    }
    return json_is_null(v) || (json_is_array(v) && json_array_size(v) == 0)
           || (json_is_object(v) && json_object_size(v) == 0);
}

/* The better form of a string, or NULL. */
static json_t *better(const mend_t *m, const char *key, const json_t *v)
{
    nf_str_t old = {json_string_value(v), json_string_length(v)}, s;

    if (!json_is_string(v) || key == NULL) {
        return NULL;
    }
    s = mend_string(m, key, old);
    return nf_str_eq(s, old) ? NULL : json_stringn(s.p ? s.p : "", s.len);
}

/* Has it neither a name nor any other property, but for its place in a list?
 */
static int says_nothing(const json_t *object)
{
    size_t frame = json_object_get(object, "@type") != NULL;

    frame += json_object_get(object, "position") != NULL;
    return json_object_size(object) == frame;
}

static void mend_members(const mend_t *m, json_t *object)
{
    const char *key, *name;
    json_t *v;
    void *next;
    int emptied = 0;

    json_object_foreach_safe(object, next, key, v)
    {
        json_t *new = better(m, key, v);

        if (new) {
            json_object_set_new(object, key, new);
            v = json_object_get(object, key);
        }
        if (is_hollow(v, key) && strcmp(key, "@context") != 0) {
            json_object_del(object, key);
            emptied = 1;
            continue;
        }
        name = nf_mend_name(key);
        if (name && json_object_get(object, name) == NULL) {
            json_object_set(object, name, v);
            json_object_del(object, key);
        }
    }
    if (emptied && says_nothing(object)) {
        json_object_clear(object); /* it was there to be named */
    }
}

static void mend_items(const mend_t *m, json_t *array, const char *key)
{
    size_t i = json_array_size(array);

    while (i-- > 0) {
        json_t *new = better(m, key, json_array_get(array, i));

        if (new) {
            json_array_set_new(array, i, new);
        }
        if (is_hollow(json_array_get(array, i), key)) {
            json_array_remove(array, i);
        }
    }
}

/* Do readers see references on the page, as a text about HTML shows them? */
static int shows_references(const nf_page_t *page)
{
    uint32_t i;

    for (i = 0; page->blocks && i < page->blocks->n; i++) {
        if (has_reference(page->blocks->v[i].text)) {
            return 1;
        }
    }
    return 0;
}

static void push(apr_array_header_t *things, json_t *v, const char *key)
{
    if ((json_is_object(v) || json_is_array(v))
        && things->nelts < NF_MAX_JSON_VISITS) {
        APR_ARRAY_PUSH(things, thing_t) = (thing_t){v, key};
    }
}

void nf_mend_block(json_t *block, const nf_page_t *page,
                   const nf_evidence_t *evidence,
                   const nf_settings_t *settings)
{
    mend_t m = {page, settings, nf_evidence_language(evidence),
                shows_references(page), page->pool};
    apr_array_header_t *things =
        apr_array_make(page->pool, 64, sizeof(thing_t));
    const char *key;
    json_t *v;
    size_t k;
    int i;

    push(things, block, NULL);
    for (i = 0; i < things->nelts; i++) {
        thing_t t = APR_ARRAY_IDX(things, i, thing_t);

        json_object_foreach(t.v, key, v)
        {
            if (strcmp(key, "@context") != 0) {
                push(things, v, apr_pstrdup(page->pool, key));
            }
        }
        for (k = 0; k < json_array_size(t.v); k++) {
            push(things, json_array_get(t.v, k), t.key);
        }
    }
    /* what is inside comes first */
    while (i-- > 0) {
        const thing_t *t = &APR_ARRAY_IDX(things, i, thing_t);

        if (json_is_object(t->v)) {
            mend_members(&m, t->v);
        }
        else {
            mend_items(&m, t->v, t->key);
        }
    }
}
