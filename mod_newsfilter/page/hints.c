/* hints.c -- class words to bits (hints.h). */
#include <string.h>
#include "hints.h"
#include "hints_table.h"
#include "word.h"

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

/* Words are letters in any case. */
static unsigned letter(char c)
{
    return (unsigned char)c | 0x20u;
}

static int is_word(const char *word, const char *w, size_t len)
{
    size_t i;

    for (i = 0; i < len; i++) {
        if ((unsigned char)word[i] != letter(w[i])) {
            return 0;
        }
    }
    return word[len] == '\0';
}

static const word_t *lookup(const char *w, size_t len)
{
    unsigned at = ((unsigned)len * HINT_HASH_A + letter(w[0]) * HINT_HASH_B
                   + letter(w[len - 1]) * HINT_HASH_C + letter(w[len / 2]))
                  % HINT_HASH_SIZE;

    for (; hint_hash[at]; at = (at + 1) % HINT_HASH_SIZE) {
        const word_t *e = &words[hint_hash[at] - 1];

        if (is_word(e->word, w, len)) {
            return e;
        }
    }
    return NULL;
}

/* Where a text's slot is looked for: by its length and three pieces of it. */
static unsigned place_of(nf_str_t s)
{
    uint64_t first = 0, middle = 0, last = 0;

    if (s.len >= 8) {
        first = nf_word_at(s.p);
        middle = nf_word_at(s.p + s.len / 2 - 4);
        last = nf_word_at(s.p + s.len - 8);
    }
    else if (s.len) {
        first = (unsigned char)s.p[0];
        middle = (unsigned char)s.p[s.len / 2];
        last = (unsigned char)s.p[s.len - 1];
    }
    first = (first ^ s.len) * 0x9E3779B97F4A7C15u;
    first = (first ^ first >> 32 ^ last) * 0x9E3779B97F4A7C15u;
    first = (first ^ first >> 32 ^ middle) * 0x9E3779B97F4A7C15u;
    return (unsigned)(first >> 48);
}

/* Pages repeat their class values, the tokens in them and the compounds in
 * those: what is in the slot, or is read now. */
static nf_hints_t cached(nf_str_t s, nf_hints_slot_t *slot,
                         nf_hints_cache_t *cache,
                         nf_hints_t read(nf_str_t, nf_hints_cache_t *))
{
    if (slot->value.p == NULL || !nf_str_eq(slot->value, s)) {
        *slot = (nf_hints_slot_t){s, read(s, cache)};
    }
    return slot->bits;
}

static nf_hints_t read_compound(nf_str_t w, nf_hints_cache_t *cache)
{
    const word_t *e;
    nf_hints_t bits = 0;
    size_t n;

    for (n = 1; n + AFFIX_MIN <= w.len; n++) {
        e = lookup(w.p + n, w.len - n);
        if (e && !e->whole) {
            bits |= e->bits;
            break;
        }
    }
    for (n = w.len - 1; n >= AFFIX_MIN; n--) {
        e = lookup(w.p, n);
        if (e && !e->whole) {
            bits |= e->bits;
            break;
        }
    }
    return bits;
}

static nf_hints_t read_word(nf_str_t w, nf_hints_cache_t *cache)
{
    const word_t *e;

    if (w.len < 2 || w.len > NF_HINTS_WORD_MAX) {
        return 0;
    }
    e = lookup(w.p, w.len);
    if (e == NULL && w.len > 3 && letter(w.p[w.len - 1]) == 's') {
        e = lookup(w.p, w.len - 1);
    }
    if (e) {
        return e->bits;
    }
    return w.len > AFFIX_MIN
               ? cached(w, &cache->words[place_of(w) % NF_HINTS_WORDS], cache,
                        read_compound)
               : 0;
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

static int is_small(char c)
{
    return (unsigned)c - 'a' < 26u;
}

/* Behind the word at p: before what is no letter, or a capital behind a small
 * letter. */
static const char *word_end(const char *p, const char *end)
{
    while (p < end && nf_is_alpha((unsigned char)*p) && !is_small(*p)) {
        p++;
    }
    while (p < end && is_small(*p)) {
        p++;
    }
    return p;
}

/* The bits of a token that is not empty: of the words in it together. */
static nf_hints_t read_token(nf_str_t s, nf_hints_cache_t *cache)
{
    const char *p = s.p, *end = p + s.len;
    nf_hints_t bits = 0;

    while (p < end) {
        const char *from = p;

        p = word_end(p, end);
        if (p > from) {
            bits |= read_word((nf_str_t){from, (size_t)(p - from)}, cache);
        }
        else {
            p++;
        }
    }
    if (bits & SPOILS) {
        bits &= ~GOOD;
    }
    return hides(s) ? bits | H(HIDDEN) : bits;
}

/* Values and tokens share the slots. */
static nf_hints_t cached_text(nf_str_t s, nf_hints_cache_t *cache,
                              nf_hints_t read(nf_str_t, nf_hints_cache_t *))
{
    return cached(s, &cache->slots[place_of(s) % NF_HINTS_SLOTS], cache, read);
}

nf_hints_t nf_hints_of(nf_str_t s, nf_hints_cache_t *cache)
{
    nf_str_t token;
    nf_hints_t bits = 0;

    while ((token = nf_str_token(&s)).len) {
        bits |= cached_text(token, cache, read_token);
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

static nf_hints_t rel_bits(nf_str_t v)
{
    static const struct {
        const char *token;
        nf_hints_t bits;
    } rels[] = {{"author", H(REL_AUTHOR)},
                {"tag", H(REL_TAG)},
                {"next", H(REL_PAGE)},
                {"prev", H(REL_PAGE)},
                {"previous", H(REL_PAGE)}};
    nf_hints_t bits = 0;
    nf_str_t one;
    size_t i;

    while ((one = nf_str_token(&v)).len) {
        for (i = 0; i < sizeof(rels) / sizeof(rels[0]); i++) {
            bits |= nf_str_ieq(one, rels[i].token) ? rels[i].bits : 0;
        }
    }
    return bits;
}

/* Names of attributes that say what an element is ("data-module",
 * "aria-label") have 9 to 14 letters. */
static nf_hints_t named_bits(nf_str_t name)
{
    return name.len - 9 < 6 && name.p[4] == '-' ? H(NAMED) : 0;
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
            bits |= nf_str_ieq(a.name, "rel") ? rel_bits(a.value) : 0;
            break;
        case 4:
            bits |= nf_str_ieq(a.name, "role") ? role_bits(a.value) : 0;
            break;
        case 5:
            if (nf_str_ieq(a.name, "class")) {
                bits |= cached_text(a.value, cache, nf_hints_of);
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
            bits |= named_bits(a.name);
            break;
        }
    }
    return bits;
}
