/* ticker_class.c -- class words of strips (ticker_class.h). */
#include <string.h>
#include "../page/hints.h"
#include "ticker_class.h"
#include "ticker_class_hash.h"
#include "words.h"

enum { MAX_VALUE = 2000 }; /* bytes of an attribute looked at */

static const nf_word_t class_words[] = {
#define W(word, bits) {word, NULL, bits, 0},
#include "ticker_class.def"
#undef W
};

static const nf_words_t table = {class_words,
                                 sizeof(class_words) / sizeof(class_words[0]),
                                 word_hash, WORD_HASH_BITS};

/* The CLASS_* bits of one word (lower case) and of it with its successor
 * ("just", "in"). */
static unsigned word_bits(const char *w, size_t len)
{
    const nf_word_t *e = nf_words_find(&table, w, len, NULL);

    return e ? (unsigned)e->value : 0;
}

/* The CLASS_* bits of a class or id value. Words end at anything but a
 * letter and before a capital that follows a small letter. */
static unsigned class_bits(nf_str_t s)
{
    char w[64];
    size_t i, len = 0, prev = 0;
    unsigned bits = 0, found = 0;
    int lower = 0;

    s.len = s.len < MAX_VALUE ? s.len : MAX_VALUE;
    for (i = 0; i <= s.len; i++) {
        unsigned char c = i < s.len ? (unsigned char)s.p[i] : ' ';
        int upper = (unsigned)c - 'A' < 26u;

        if (!(upper || (unsigned)c - 'a' < 26u) || (upper && lower)) {
            if (len > prev) {
                found |= found & NF_CLASS_STATE
                             ? 0
                             : word_bits(w + prev, len - prev)
                                   | (prev ? word_bits(w, len) : 0);
                memmove(w, w + prev, len - prev);
                len -= prev;
                prev = len;
            }
            if (nf_is_space(c)) {
                bits |= found;
                len = prev = found = 0;
            }
        }
        lower = !upper && (unsigned)c - 'a' < 26u;
        if (upper || lower) {
            if (len == sizeof(w)) {
                len = prev = 0;
            }
            w[len++] = (char)nf_lower(c);
        }
    }
    return bits;
}

static int is_page(const nf_node_t *n)
{
    return n->kind != NF_NODE_ELEMENT || n->tag == NF_TAG_BODY
           || n->tag == NF_TAG_HTML;
}

/* Is it the name of an attribute by which a site's own code knows what
 * component the element is? */
static int names_component(nf_str_t name)
{
    static const nf_str_t names[] = {
        NF_STR("data-block"), NF_STR("data-component"), NF_STR("data-module"),
        NF_STR("data-name"),  NF_STR("data-role"),      NF_STR("data-testid"),
        NF_STR("data-type"),  NF_STR("data-widget")};
    size_t i;

    if (!nf_hints_may_name(name)) {
        return 0; /* as most attributes */
    }
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (name.len == names[i].len && nf_str_ieq(name, names[i].p)) {
            return 1;
        }
    }
    return 0;
}

unsigned nf_ticker_name(const nf_tree_t *t, nf_id_t node)
{
    const nf_node_t *n = &t->nodes[node];
    const nf_attr_place_t *v = nf_tree_attrs(t, n);
    unsigned bits = 0, i;

    if (is_page(n)) {
        return 0;
    }
    if (n->tag == NF_TAG_UNKNOWN && !n->foreign) {
        const char *tag = t->text.p + n->src + 1;
        size_t len = 0, room = n->src_end - n->src - 1;

        while (len < room && !strchr(" \t\n\f\r/>", tag[len])) {
            len++;
        }
        bits = memchr(tag, '-', len) ? class_bits((nf_str_t){tag, len}) : 0;
    }
    for (i = 0; i < n->nattrs; i++) {
        nf_str_t name = {t->text.p + v[i].name, v[i].name_len};

        if (names_component(name)) {
            bits |= class_bits(nf_tree_attr(t, &v[i]).value);
        }
    }
    return bits;
}

unsigned nf_ticker_class(const nf_tree_t *t, nf_id_t node)
{
    const nf_node_t *n = &t->nodes[node];

    if (is_page(n) || (n->nattrs == 0 && n->tag != NF_TAG_UNKNOWN)) {
        return 0;
    }
    return class_bits(nf_attr_raw(t, node, "class"))
           | class_bits(nf_attr_raw(t, node, "id")) | nf_ticker_name(t, node);
}
