/* hints.c -- class words to bits (hints.h). */
#include <string.h>
#include "hints.h"
#include "hints_table.h"
#include "word.h"

/* A glued compound ("relatedposts") is looked up by its longest prefix and
 * suffix of at least this length. */
#define AFFIX_MIN 5

/* Room for the longest word and zeros behind it. */
#define WORD_ROOM 24

typedef struct word_t {
    char word[WORD_ROOM];
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

/* Is the rest of a word that of another? */
static int is_rest(const char *word, const char *w, size_t len)
{
    size_t i;

    for (i = 0; i < len; i++) {
        if ((unsigned char)word[i] != letter(w[i])) {
            return 0;
        }
    }
    return word[len] == '\0';
}

/* n letters, one to eight, as small ones. */
static uint64_t letters_at(const char *p, size_t n, const char *end)
{
    return nf_word_part(p, n, end) | NF_WORD(0x20) >> (8 - n) * 8;
}

/* The word of so many letters at w; behind them the text goes on to end. */
static const word_t *lookup(const char *w, size_t len, const char *end)
{
    size_t n = len < HINT_LETTERS ? len : HINT_LETTERS;
    uint64_t first = letters_at(w, n, end);
    unsigned at = (unsigned)((first + len) * HINT_FACTOR >> (64 - HINT_BITS));

    for (; hint_hash[at]; at = (at + 1) % HINT_HASH_SIZE) {
        const word_t *e = &words[hint_hash[at] - 1];

        if (nf_word_at(e->word) == first
            && is_rest(e->word + n, w + n, len - n)) {
            return e;
        }
    }
    return NULL;
}

/* Where a text's slot is looked for: by its length and both of its ends. */
static unsigned place_of(nf_str_t s, const nf_hints_cache_t *cache)
{
    uint64_t first, last = 0;

    if (s.len == 0) {
        return 0;
    }
    if (s.len >= 8) {
        first = nf_word_at(s.p);
        last = nf_word_at(s.p + s.len - 8);
    }
    else {
        first = nf_word_part(s.p, s.len, cache->end);
    }
    first = (first ^ s.len) * 0x9E3779B97F4A7C15u;
    first = (first ^ first >> 32 ^ last) * 0x9E3779B97F4A7C15u;
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
        e = lookup(w.p + n, w.len - n, cache->end);
        if (e && !e->whole) {
            bits |= e->bits;
            break;
        }
    }
    for (n = w.len - 1; n >= AFFIX_MIN; n--) {
        e = lookup(w.p, n, cache->end);
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
    e = lookup(w.p, w.len, cache->end);
    if (e == NULL && w.len > 3 && letter(w.p[w.len - 1]) == 's') {
        e = lookup(w.p, w.len - 1, cache->end);
    }
    if (e) {
        return e->bits;
    }
    return w.len > AFFIX_MIN
               ? cached(w, &cache->words[place_of(w, cache) % NF_HINTS_WORDS],
                        cache, read_compound)
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

/* Over small letters. */
static const char *skip_small(const char *p, const char *end,
                              const nf_hints_cache_t *cache)
{
    while (p < end) {
        uint64_t w = nf_word_upto(p, cache->end);
        uint64_t others =
            (nf_word_in(w & NF_WORD(0x7F), 'a', 'z') & ~w) ^ NF_WORD(0x80);

        if (others) {
            p += nf_word_first(others);
            break;
        }
        p += 8;
    }
    return p < end ? p : end;
}

/* Behind the word at p: before what is no letter, or a capital behind a small
 * letter. */
static const char *word_end(const char *p, const char *end,
                            const nf_hints_cache_t *cache)
{
    while (p < end && (unsigned)*p - 'A' < 26u) {
        p++;
    }
    return skip_small(p, end, cache);
}

/* The bits of a token that is not empty: of the words in it together. */
static nf_hints_t read_token(nf_str_t s, nf_hints_cache_t *cache)
{
    const char *p = s.p, *end = p + s.len;
    nf_hints_t bits = 0;

    while (p < end) {
        const char *from = p;

        p = word_end(p, end, cache);
        if (p > from) {
            bits |= read_word((nf_str_t){from, (size_t)(p - from)}, cache);
        }
        p += p < end && !nf_is_alpha((unsigned char)*p);
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
    return cached(s, &cache->slots[place_of(s, cache) % NF_HINTS_SLOTS], cache,
                  read);
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
    static const char *const rels[] = {"author", "tag",      "next",
                                       "prev",   "previous", NULL};
    enum { AUTHOR = 1 << 0, TAG = 1 << 1 };
    unsigned found = nf_str_tokens(v, rels);

    return (found & AUTHOR ? H(REL_AUTHOR) : 0)
           | (found & TAG ? H(REL_TAG) : 0)
           | (found & ~(AUTHOR | TAG) ? H(REL_PAGE) : 0);
}

/* An attribute's name of at most eight letters, as letters_at() has it. */
#define NAME(name) nf_word_at((const char[9]){name})

/* The bits of an attribute of this name. */
static nf_hints_t attr_bits(uint64_t name, nf_str_t value,
                            nf_hints_cache_t *cache)
{
    if (name == NAME("class")) {
        return cached_text(value, cache, nf_hints_of);
    }
    if (name == NAME("id")) {
        return nf_hints_of(value, cache) & ~H(HIDDEN);
    }
    if (name == NAME("itemprop")) {
        return nf_hints_of(value, cache);
    }
    if (name == NAME("rel")) {
        return rel_bits(value);
    }
    if (name == NAME("role")) {
        return role_bits(value);
    }
    return name == NAME("hidden")
                   || (name == NAME("style") && style_hides(value))
               ? H(HIDDEN)
               : 0;
}

nf_hints_t nf_hints_of_node(const nf_tree_t *t, nf_id_t node,
                            nf_hints_cache_t *cache)
{
    const nf_node_t *n = &t->nodes[node];
    const nf_attr_place_t *v = nf_tree_attrs(t, n), *end = v + n->nattrs;
    nf_hints_t bits = 0;

    for (; v < end; v++) {
        nf_attr_t a = nf_tree_attr(t, v);

        bits |= a.name.len > 8
                    ? (nf_hints_may_name(a.name) ? H(NAMED) : 0)
                    : attr_bits(letters_at(a.name.p, a.name.len, cache->end),
                                a.value, cache);
    }
    return bits;
}
