/* hints.c -- class words to bits (hints.h). */
#include <string.h>
#include "hints.h"
#include "hints_table.h"

/* A glued compound ("relatedposts") is looked up by its longest prefix and
 * suffix of at least this length. */
#define AFFIX_MIN 5

typedef struct word_t {
    const char *word;
    nf_hints_t bits;
    int whole; /* never as part of a compound */
} word_t;

#define H(name) NF_HINT(name)

static const word_t words[] = {
#include "hints.def"
};

#define NWORDS (sizeof(words) / sizeof(words[0]))

static const word_t *lookup(const char *w, size_t len)
{
    unsigned at = ((unsigned)len * HINT_HASH_A + (unsigned)w[0] * HINT_HASH_B
                   + (unsigned)w[len - 1] * HINT_HASH_C + (unsigned)w[len / 2])
                  % HINT_HASH_SIZE;

    for (; hint_hash[at]; at = (at + 1) % HINT_HASH_SIZE) {
        const word_t *e = &words[hint_hash[at] - 1];

        if (e->word[0] == w[0] && strncmp(e->word, w, len) == 0
            && e->word[len] == '\0') {
            return e;
        }
    }
    return NULL;
}

static nf_hints_t affix_bits(const char *w, size_t len)
{
    const word_t *e;
    nf_hints_t bits = 0;
    size_t n;

    for (n = 1; n + AFFIX_MIN <= len; n++) {
        e = lookup(w + n, len - n);
        if (e && !e->whole) {
            bits |= e->bits;
            break;
        }
    }
    for (n = len - 1; n >= AFFIX_MIN; n--) {
        e = lookup(w, n);
        if (e && !e->whole) {
            bits |= e->bits;
            break;
        }
    }
    return bits;
}

/* Pages repeat their compounds in many values. */
static nf_hints_t compound_bits(nf_hints_cache_t *cache, const char *w,
                                size_t len)
{
    nf_hints_word_t *e =
        &cache->words[nf_str_hash((nf_str_t){w, len}) % NF_HINTS_WORDS];

    if (e->len != len || memcmp(e->word, w, len) != 0) {
        e->bits = affix_bits(w, len);
        memcpy(e->word, w, len);
        e->len = len;
    }
    return e->bits;
}

static nf_hints_t word_bits(nf_hints_cache_t *cache, const char *w, size_t len)
{
    const word_t *e;

    if (len < 2) {
        return 0;
    }
    e = lookup(w, len);
    if (e == NULL && len > 3 && w[len - 1] == 's') {
        e = lookup(w, len - 1);
    }
    if (e) {
        return e->bits;
    }
    return len > AFFIX_MIN ? compound_bits(cache, w, len) : 0;
}

/* Words that, beside one of the others, do not mean the story's own text:
 * "comment-body", "related-content". */
#define GOOD (H(BODY) | H(CONTENT) | H(ARTICLE) | H(LEAD) | H(TITLE))
#define SPOILS                                                              \
    (H(COMMENT) | H(RELATED) | H(NEWSLETTER) | H(COOKIE) | H(AD) | H(SHARE) \
     | H(MODAL) | H(FOOTER) | H(POPULAR) | H(ASIDE) | H(NAV) | H(MENU)      \
     | H(WIDGET) | H(AUTHOR) | H(CAPTION) | H(GALLERY))

/* The longest of the names that hide. */
#define HIDES_MAX 18

/* First letters of those names, a bit each: a d e h i s u v. */
#define HIDES_FIRSTS 0x340199u

/* Class names that hide an element, as whole tokens. */
static int hides(nf_str_t token)
{
    static const char *const names[] = {"hidden",
                                        "hide",
                                        "d-none",
                                        "sr-only",
                                        "visually-hidden",
                                        "visuallyhidden",
                                        "screen-reader-text",
                                        "is-hidden",
                                        "u-hidden",
                                        "element-invisible",
                                        "screen-reader-only",
                                        "assistive-text",
                                        NULL};
    const char *const *name;
    unsigned first = ((unsigned char)*token.p | 0x20u) - 'a';

    if (token.len < 4 || token.len > HIDES_MAX || first >= 26
        || !(HIDES_FIRSTS >> first & 1)) {
        return 0;
    }
    for (name = names; *name; name++) {
        if (nf_str_ieq(token, *name)) {
            return 1;
        }
    }
    return 0;
}

/* The bits of a token that is not empty: of the words in it together. */
static nf_hints_t read_token(nf_str_t s, nf_hints_cache_t *cache)
{
    char w[NF_HINTS_WORD_MAX];
    size_t i, len = 0;
    nf_hints_t bits = 0;
    int skip = 0, lower = 0;

    for (i = 0; i <= s.len; i++) {
        unsigned char c;
        int upper, letter;

        while (i < s.len && len < NF_HINTS_WORD_MAX
               && (unsigned)s.p[i] - 'a' < 26u) { /* most of the token */
            w[len++] = s.p[i++];
            lower = 1;
        }
        c = i < s.len ? (unsigned char)s.p[i] : ' ';
        upper = (unsigned)c - 'A' < 26u;
        letter = upper || (unsigned)c - 'a' < 26u;

        if (!letter || (upper && lower)) {
            bits |= skip ? 0 : word_bits(cache, w, len);
            len = 0;
            skip = 0;
        }
        lower = letter && !upper;
        if (letter && len == NF_HINTS_WORD_MAX) {
            skip = 1;
        }
        else if (letter) {
            w[len++] = (char)nf_lower(c);
        }
    }
    if (bits & SPOILS) {
        bits &= ~GOOD;
    }
    return hides(s) ? bits | H(HIDDEN) : bits;
}

/* Pages repeat their class values, and the tokens in them: look one up before
 * reading it. */
static nf_hints_t cached(nf_str_t s, nf_hints_cache_t *cache,
                         nf_hints_t read(nf_str_t, nf_hints_cache_t *))
{
    nf_hints_slot_t *slot = &cache->slots[nf_str_hash(s) % NF_HINTS_SLOTS];

    if (slot->value.p == NULL || !nf_str_eq(slot->value, s)) {
        *slot = (nf_hints_slot_t){s, read(s, cache)};
    }
    return slot->bits;
}

nf_hints_t nf_hints_of(nf_str_t s, nf_hints_cache_t *cache)
{
    nf_str_t token;
    nf_hints_t bits = 0;

    while ((token = nf_str_token(&s)).len) {
        bits |= cached(token, cache, read_token);
    }
    return bits;
}

static int style_hides(nf_str_t style)
{
    const char *p = nf_str_ifind(style, "display");
    nf_str_t rest;

    if (p == NULL) {
        return 0;
    }
    rest = (nf_str_t){p + 7, style.len - (size_t)(p + 7 - style.p)};
    rest = nf_str_trim(rest);
    if (rest.len == 0 || rest.p[0] != ':') {
        return 0;
    }
    rest.p++;
    rest.len--;
    rest = nf_str_trim(rest);
    return rest.len >= 4 && nf_str_ieq((nf_str_t){rest.p, 4}, "none");
}

static nf_hints_t role_bits(nf_str_t v)
{
    static const struct {
        const char *role;
        nf_hints_t bits;
    } roles[] = {{"navigation", H(NAV)},     {"complementary", H(ASIDE)},
                 {"contentinfo", H(FOOTER)}, {"banner", H(HEADER)},
                 {"search", H(SEARCH)},      {"dialog", H(MODAL)},
                 {"alertdialog", H(MODAL)},  {"menu", H(MENU)},
                 {"menubar", H(MENU)},       {"main", H(CONTENT)},
                 {"article", H(ARTICLE)},    {"marquee", H(TICKER)}};
    size_t i;

    for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
        if (nf_str_ieq(v, roles[i].role)) {
            return roles[i].bits;
        }
    }
    return 0;
}

nf_hints_t nf_hints_of_node(const nf_tree_t *t, nf_id_t node,
                            nf_hints_cache_t *cache)
{
    const nf_node_t *n = &t->nodes[node];
    const nf_attr_place_t *v = nf_tree_attrs(t, n);
    nf_hints_t bits = 0;
    unsigned i;

    for (i = 0; i < n->nattrs; i++) {
        nf_attr_t a = nf_tree_attr(t, &v[i]);

        switch (a.name.len) {
        case 2:
            bits |= nf_str_ieq(a.name, "id")
                        ? nf_hints_of(a.value, cache) & ~H(HIDDEN)
                        : 0;
            break;
        case 3:
            bits |= nf_str_ieq(a.name, "rel")
                            && nf_str_ifind(a.value, "author")
                            && nf_attr_has_token(t, node, "rel", "author")
                        ? H(REL_AUTHOR)
                        : 0;
            break;
        case 4:
            bits |= nf_str_ieq(a.name, "role") ? role_bits(a.value) : 0;
            break;
        case 5:
            if (nf_str_ieq(a.name, "class")) {
                bits |= cached(a.value, cache, nf_hints_of);
            }
            else if (nf_str_ieq(a.name, "style") && style_hides(a.value)) {
                bits |= H(HIDDEN);
            }
            break;
        case 6:
            bits |= nf_str_ieq(a.name, "hidden") ? H(HIDDEN) : 0;
            break;
        case 8:
            bits |= nf_str_ieq(a.name, "itemprop")
                        ? nf_hints_of(a.value, cache)
                        : 0;
            break;
        default:
            break;
        }
    }
    return bits;
}
