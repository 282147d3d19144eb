/* purpose.c -- what a page is for (purpose.h). */
#include <string.h>
#include "fold.h"
#include "purpose.h"
#include "words.h"

static const nf_word_t system_words[] = {
#define C(word, purpose) {word, NULL, 0, NF_PURPOSE_##purpose},
#include "purpose.def"
};

static const nf_word_t type_words[] = {
#define T(word, purpose) {word, NULL, 0, NF_PURPOSE_##purpose},
#include "purpose.def"
};

static const nf_word_t name_words[] = {
#define N(word, purpose) {word, NULL, 0, NF_PURPOSE_##purpose},
#include "purpose.def"
};

#define TABLE(words)                                       \
    {                                                      \
        (words), sizeof(words) / sizeof(*(words)), NULL, 0 \
    }

static const nf_words_t systems = TABLE(system_words);
static const nf_words_t types = TABLE(type_words);
static const nf_words_t names = TABLE(name_words);

/* What stands in front of a kind of content in a class. */
static const char *const kinds_of[] = {"single-",    "page-node-type-",
                                       "node-type-", "node--type-",
                                       "template-",  "collection-type-"};

static nf_purpose_e find(const nf_words_t *table, const char *word, size_t n)
{
    const nf_word_t *entry = nf_words_find(table, word, n, NULL);

    return entry ? (nf_purpose_e)entry->kind : NF_PURPOSE_UNKNOWN;
}

/* A word in small letters, less a number at its end; its length or 0. */
static size_t plain_word(nf_str_t token, char *out)
{
    size_t n = token.len, i;

    if (n >= NF_WORD_MAX) {
        return 0;
    }
    for (i = 0; i < n; i++) {
        out[i] = (char)nf_lower((unsigned char)token.p[i]);
    }
    while (n > 0 && (unsigned)out[n - 1] - '0' < 10u) {
        n--;
    }
    if (n == token.len) {
        return n;
    }
    return n > 0 && out[n - 1] == '-' ? n - 1 : token.len;
}

static nf_purpose_e of_class(nf_str_t token)
{
    char word[NF_WORD_MAX];
    size_t n = plain_word(token, word), i;
    nf_purpose_e found = find(&systems, word, n);

    for (i = 0; !found && i < sizeof(kinds_of) / sizeof(*kinds_of); i++) {
        size_t len = strlen(kinds_of[i]);

        if (n > len && memcmp(word, kinds_of[i], len) == 0) {
            found = find(&types, word + len, n - len);
        }
    }
    return found;
}

/* The next piece of a list; 0 at its end. */
static int next_piece(nf_str_t *rest, const char *separators, nf_str_t *piece)
{
    const char *p = rest->p, *end = rest->p + rest->len;

    while (p < end && strchr(separators, *p)) {
        p++;
    }
    piece->p = p;
    while (p < end && !strchr(separators, *p)) {
        p++;
    }
    piece->len = (size_t)(p - piece->p);
    *rest = (nf_str_t){p, (size_t)(end - p)};
    return piece->len > 0;
}

nf_purpose_e nf_purpose_of_system(const nf_page_t *page)
{
    static const char *const attrs[] = {"class", "id", "data-template"};
    const nf_id_t nodes[] = {page->tree->html, page->tree->body};
    nf_purpose_e purpose = NF_PURPOSE_UNKNOWN;
    int left = NF_PURPOSE_TOKENS;
    size_t i;

    for (i = 0; i < 6; i++) {
        nf_id_t node = nodes[i % 2];
        nf_str_t rest, token;

        if (node == NF_NONE) {
            continue;
        }
        rest = nf_attr_raw(page->tree, node, attrs[i / 2]);
        while (rest.p && left-- > 0
               && next_piece(&rest, " \t\n\f\r", &token)) {
            nf_purpose_e found = of_class(token);

            purpose = found > purpose ? found : purpose;
        }
    }
    return purpose;
}

nf_purpose_e nf_purpose_of_type(nf_str_t type)
{
    char word[NF_WORD_MAX];
    const char *p;

    for (p = type.p; p && p < type.p + type.len; p++) {
        if ((*p == '/' || *p == '#' || *p == ':')
            && p + 1 < type.p + type.len) {
            type.len -= (size_t)(p + 1 - type.p);
            type.p = p + 1;
        }
    }
    return find(&types, word, plain_word(type, word));
}

nf_purpose_e nf_purpose_of_item(const nf_page_t *page, nf_id_t headline)
{
    const nf_tree_t *t = page->tree;
    nf_purpose_e found = NF_PURPOSE_UNKNOWN;
    nf_id_t i;

    for (i = headline; i != NF_NONE && !found; i = t->nodes[i].parent) {
        nf_str_t type;

        if (t->nodes[i].kind != NF_NODE_ELEMENT || t->nodes[i].nattrs == 0) {
            continue;
        }
        type = nf_attr_raw(t, i, "itemtype");
        if (type.p == NULL) {
            type = nf_attr_raw(t, i, "typeof");
        }
        if (type.p) {
            found = nf_purpose_of_type(nf_str_trim(type));
        }
    }
    return found;
}

nf_str_t nf_purpose_path(const char *url)
{
    nf_str_t path = {"", 0};
    const char *end, *p, *from = NULL;

    if (url == NULL) {
        return path;
    }
    end = url + strcspn(url, "?#");
    for (p = url; (p = strstr(p, "://")) && p < end; p += 3) {
        from = p + 3;
    }
    from = from ? memchr(from, '/', (size_t)(end - from)) : NULL;
    return from ? (nf_str_t){from, (size_t)(end - from)} : path;
}

/* A name with hyphens for what stands between its words. */
static nf_purpose_e of_name(nf_str_t name)
{
    char word[NF_WORD_MAX];
    size_t n = name.len < NF_WORD_MAX ? nf_fold(name, word, sizeof(word)) : 0;
    size_t i;

    for (i = 0; i < n; i++) {
        word[i] = word[i] == ' ' || word[i] == '_' ? '-' : word[i];
    }
    return find(&names, word, n);
}

nf_purpose_e nf_purpose_of_names(const char *url, const char *headline)
{
    nf_purpose_e purpose = headline ? of_name(nf_str(headline)) : 0;
    nf_str_t rest = nf_purpose_path(url), part;
    int left = NF_PURPOSE_SEGMENTS;

    while (left-- > 0 && next_piece(&rest, "/", &part)) {
        nf_purpose_e found;
        const char *dot = memchr(part.p, '.', part.len);

        if (dot && rest.len == 0) { /* "about.html" */
            part.len = (size_t)(dot - part.p);
        }
        found = of_name(part);
        purpose = found > purpose ? found : purpose;
    }
    return purpose;
}
