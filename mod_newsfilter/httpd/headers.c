/* headers.c -- validators and entity headers (headers.h). */
#include <string.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include "headers.h"
#include "../page/str.h"

/* "-nf" and eight hex digits. */
#define MARK_LEN 11

/* What mod_deflate puts behind a tag: INFLATE in front of us, DEFLATE behind
 * us. */
#define INFLATED "-gunzip"
#define INFLATED_LEN (sizeof(INFLATED) - 1)
#define DEFLATED "-gzip"
#define DEFLATED_LEN (sizeof(DEFLATED) - 1)

/* One entity tag inside a list: "W/" or not, and what stands in quotes. */
typedef struct etag_t {
    int weak;
    const char *opaque;
    size_t len;
} etag_t;

/* The tag at *p, and step over it. 0: there is none (RFC 9110 8.8.3: no
 * quote can stand inside, commas can). */
static int next_etag(const char **p, etag_t *tag)
{
    const char *s = *p, *end;

    while (*s == ',' || *s == ' ' || *s == '\t') {
        s++;
    }
    tag->weak = s[0] == 'W' && s[1] == '/';
    s += tag->weak ? 2 : 0;
    if (*s != '"' || (end = strchr(s + 1, '"')) == NULL) {
        return 0;
    }
    tag->opaque = s + 1;
    tag->len = (size_t)(end - s - 1);
    *p = end + 1;
    return 1;
}

/* Only compressors put something behind our mark: "-gzip", "-br", "-zstd",
 * ";gzip" and the like. */
static int is_coding_suffix(const char *s, size_t len)
{
    size_t i;

    if (len == 0) {
        return 1;
    }
    if (s[0] != '-' && s[0] != ';') {
        return 0;
    }
    for (i = 1; i < len && apr_isalnum(s[i]); i++) {
        continue;
    }
    return i == len && len > 1;
}

/* Length of the original's opaque part if the tag has this mark, or -1. */
static apr_ssize_t unmarked_length(const etag_t *tag, const char *mark)
{
    size_t i;

    for (i = tag->len >= MARK_LEN ? tag->len - MARK_LEN + 1 : 0; i-- > 0;) {
        if (tag->opaque[i] == mark[0]
            && memcmp(tag->opaque + i, mark, MARK_LEN) == 0
            && is_coding_suffix(tag->opaque + i + MARK_LEN,
                                tag->len - i - MARK_LEN)) {
            return (apr_ssize_t)i;
        }
    }
    return -1;
}

static void make_mark(char mark[MARK_LEN], unsigned digest)
{
    size_t i;

    memcpy(mark, "-nf", MARK_LEN - 8);
    for (i = MARK_LEN; i-- > MARK_LEN - 8; digest >>= 4) {
        mark[i] = "0123456789abcdef"[digest & 15];
    }
}

char *nfm_etag_mark(apr_pool_t *pool, const char *etag, unsigned digest)
{
    const char *p = etag;
    char mark[MARK_LEN], *marked;
    size_t len;
    etag_t tag;

    if (!next_etag(&p, &tag) || *p != '\0') {
        return NULL;
    }
    make_mark(mark, digest);
    if (unmarked_length(&tag, mark) >= 0) {
        return apr_pstrdup(pool, etag);
    }
    /* The mark goes in front of the last quote. */
    len = (size_t)(tag.opaque + tag.len - etag);
    marked = apr_palloc(pool, len + MARK_LEN + 2);
    memcpy(marked, etag, len);
    memcpy(marked + len, mark, MARK_LEN);
    memcpy(marked + len + MARK_LEN, "\"", 2);
    return marked;
}

static int is_inflated(const etag_t *tag, size_t len)
{
    return len >= INFLATED_LEN
           && memcmp(tag->opaque + len - INFLATED_LEN, INFLATED, INFLATED_LEN)
                  == 0;
}

static void add_tag(nf_buf_t *to, int weak, const char *opaque, size_t len)
{
    if (to->len) {
        nf_buf_adds(to, ", ");
    }
    nf_buf_adds(to, weak ? "W/\"" : "\"");
    nf_buf_add(to, opaque, len);
    nf_buf_addc(to, '"');
}

char *nfm_etag_unmark_list(apr_pool_t *pool, const char *list, unsigned digest)
{
    nf_buf_t all = {NULL, 0, 0, NULL};
    const char *p = list;
    char mark[MARK_LEN];
    etag_t tag;

    make_mark(mark, digest);
    while (next_etag(&p, &tag)) {
        apr_ssize_t len = unmarked_length(&tag, mark);

        if (len >= 0 && all.p == NULL) {
            nf_buf_init(&all, pool, 2 * strlen(list) + 4);
        }
        if (len >= 0) {
            add_tag(&all, tag.weak, tag.opaque, (size_t)len);
        }
        if (len > 0 && is_inflated(&tag, (size_t)len)) {
            add_tag(&all, tag.weak, tag.opaque, (size_t)len - INFLATED_LEN);
        }
    }
    if (all.p == NULL) {
        return NULL;
    }
    nf_buf_adds(&all, ", ");
    nf_buf_adds(&all, list);
    return nf_buf_cstr(&all);
}

static const char conditions[][sizeof("If-None-Match")] = {"If-None-Match",
                                                           "If-Match"};

#define NCONDITIONS (sizeof(conditions) / sizeof(conditions[0]))

static int is_condition(const char *name)
{
    size_t len = strlen(name), i;

    for (i = 0; i < NCONDITIONS; i++) {
        if (len == strlen(conditions[i])
            && strcasecmp(name, conditions[i]) == 0) {
            return 1;
        }
    }
    return 0;
}

/* One walk: looking each name up costs more. */
int nfm_etag_is_asked(const apr_table_t *in)
{
    const apr_array_header_t *list = apr_table_elts(in);
    const apr_table_entry_t *e = (const apr_table_entry_t *)list->elts;
    int i;

    for (i = 0; i < list->nelts; i++) {
        if ((e[i].key[0] | 0x20) == 'i' && is_condition(e[i].key)) {
            return 1;
        }
    }
    return 0;
}

int nfm_etag_in(apr_table_t *in, apr_pool_t *pool, unsigned digest)
{
    int showed = 0;
    size_t i;

    for (i = 0; i < NCONDITIONS; i++) {
        const char *list = apr_table_get(in, conditions[i]);
        char *longer = list ? nfm_etag_unmark_list(pool, list, digest) : NULL;

        if (longer) {
            apr_table_setn(in, conditions[i], longer);
            showed = 1;
        }
    }
    return showed;
}

static const char *etag_of(const apr_table_t *out)
{
    return apr_is_empty_table(out) ? NULL : apr_table_get(out, "ETag");
}

void nfm_etag_out(apr_table_t *out, apr_pool_t *pool, unsigned digest)
{
    const char *etag = etag_of(out);
    char *marked;

    if (etag == NULL) {
        return;
    }
    marked = nfm_etag_mark(pool, etag, digest);
    if (marked) {
        apr_table_setn(out, "ETag", marked);
    }
    else {
        apr_table_unset(out, "ETag");
    }
}

/* Do the first bytes of a tag say the same as this original? */
static int stands_for(const etag_t *tag, size_t len, const etag_t *original)
{
    if (len > original->len && is_inflated(tag, len)) {
        len -= INFLATED_LEN;
    }
    return len == original->len
           && memcmp(tag->opaque, original->opaque, len) == 0;
}

/* The tag of ours in the list that stands for the original, or NULL. The rest
 * behind our mark is left to the compressors, which handle a 304 too; but not
 * mod_deflate, to which it is a small response. */
static char *shown_tag(apr_pool_t *pool, const char *list, const char *etag,
                       unsigned digest)
{
    const char *p = etag;
    char mark[MARK_LEN];
    etag_t original, tag;
    nf_buf_t shown;

    make_mark(mark, digest);
    if (!next_etag(&p, &original)) {
        return NULL;
    }
    while (next_etag(&list, &tag)) {
        apr_ssize_t len = unmarked_length(&tag, mark);

        if (len >= 0 && stands_for(&tag, (size_t)len, &original)) {
            size_t upto = (size_t)len + MARK_LEN;
            int deflated =
                tag.len - upto == DEFLATED_LEN
                && memcmp(tag.opaque + upto, DEFLATED, DEFLATED_LEN) == 0;

            nf_buf_init(&shown, pool, tag.len + 8);
            add_tag(&shown, original.weak, tag.opaque,
                    upto + (deflated ? DEFLATED_LEN : 0));
            return nf_buf_cstr(&shown);
        }
    }
    return NULL;
}

void nfm_etag_restore(apr_table_t *out, const apr_table_t *in,
                      apr_pool_t *pool, unsigned digest)
{
    const char *etag = etag_of(out);
    const char *list = etag ? apr_table_get(in, "If-None-Match") : NULL;
    char *shown = list ? shown_tag(pool, list, etag, digest) : NULL;

    if (shown) {
        apr_table_setn(out, "ETag", shown);
    }
    else {
        nfm_etag_out(out, pool, digest);
    }
}

void nfm_headers_drop_entity(apr_table_t *out, int proxied)
{
    /* RFC 9110 8.6, RFC 1864, RFC 3230, RFC 9530. */
    static const char *const names[] = {"Content-Length", "Content-MD5",
                                        "Digest", "Content-Digest",
                                        "Repr-Digest"};
    size_t i;

    if (apr_is_empty_table(out)) {
        return;
    }
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        apr_table_unset(out, names[i]);
    }
    if (proxied) {
        apr_table_unset(out, "Accept-Ranges");
    }
}

char *nfm_charset_param(apr_pool_t *pool, const char *content_type)
{
    const char *p = content_type;
    size_t n;

    while (p && (p = strchr(p, ';')) != NULL) {
        p += 1 + strspn(p + 1, " \t");
        if (strncasecmp(p, "charset", 7) != 0) {
            continue;
        }
        p += 7 + strspn(p + 7, " \t");
        if (*p != '=') {
            continue;
        }
        p += 1 + strspn(p + 1, " \t");
        if (*p == '"' || *p == '\'') {
            p++;
        }
        n = strcspn(p, "\"'; \t");
        return n ? apr_pstrmemdup(pool, p, n) : NULL;
    }
    return NULL;
}
