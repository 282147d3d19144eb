/* tree.c -- reading the tree (tree.h). */
#include <string.h>
#include "entities.h"
#include "tree.h"
#include "word.h"

/* How far nf_tree_text_dup() reads for the bytes it was asked for. */
#define NODE_WORK 1
#define TEXT_WORK 16
#define MIN_WORK 65536

nf_str_t nf_attr_named(const nf_tree_t *t, nf_id_t node, nf_str_t name)
{
    const nf_node_t *n = &t->nodes[node];
    const nf_attr_place_t *a = nf_tree_attrs(t, n);
    const nf_attr_place_t *end = a + n->nattrs;

    for (; a < end; a++) {
        if (a->name_len == name.len) {
            nf_attr_t attr = nf_tree_attr(t, a);

            if (nf_lower((unsigned char)*attr.name.p) == (unsigned char)*name.p
                && nf_str_ieq_tail(attr.name, name.p)) {
                return attr.value.p ? attr.value : NF_STR("");
            }
        }
    }
    return (nf_str_t){NULL, 0};
}

char *nf_attr(const nf_tree_t *t, nf_id_t node, const char *name,
              apr_pool_t *pool)
{
    nf_str_t raw = nf_attr_raw(t, node, name);
    nf_buf_t out;
    nf_str_t value;

    if (raw.p == NULL) {
        return NULL;
    }
    nf_buf_init(&out, pool, raw.len);
    nf_entities_append(&out, raw, 1);
    value = nf_str_trim((nf_str_t){out.p, out.len});
    out.p[out.len] = '\0';
    ((char *)value.p)[value.len] = '\0';
    return (char *)value.p;
}

int nf_attr_has_token(const nf_tree_t *t, nf_id_t node, const char *name,
                      const char *token)
{
    const char *const tokens[] = {token, NULL};

    return nf_attr_tokens(t, node, name, tokens) != 0;
}

unsigned nf_attr_tokens(const nf_tree_t *t, nf_id_t node, const char *name,
                        const char *const *tokens)
{
    return nf_str_tokens(nf_attr_raw(t, node, name), tokens);
}

/* The node in [from, end) whose tag holds this offset of the page. */
static nf_id_t node_at(const nf_tree_t *t, nf_id_t from, nf_id_t end,
                       uint32_t offset)
{
    while (end - from > 1) {
        nf_id_t mid = from + (end - from) / 2;

        if (t->nodes[mid].src <= offset) {
            from = mid;
        }
        else {
            end = mid;
        }
    }
    return from;
}

nf_id_t nf_tree_with_attr(const nf_tree_t *t, nf_id_t from, nf_id_t end,
                          const char *name)
{
    size_t len = strlen(name);
    uint32_t i, k, last;

    while (from < end && t->nodes[from].nattrs == 0) {
        from++;
    }
    if (from >= end) {
        return NF_NONE;
    }
    last = t->nodes[end - 1].src_end;
    i = t->nodes[from].attrs / NF_ATTR_PIECE;
    k = t->nodes[from].attrs % NF_ATTR_PIECE;
    for (; i < t->npieces; i++, k = 0) {
        const nf_attr_place_t *v = t->pieces[i].v + k;
        const nf_attr_place_t *stop = t->pieces[i].v + t->pieces[i].n;

        if (v == stop || v->name >= last) {
            break;
        }
        for (; v < stop; v++) {
            if (v->name_len == len
                && nf_str_ieq(nf_tree_attr(t, v).name, name)) {
                return v->name < last ? node_at(t, from, end, v->name)
                                      : NF_NONE;
            }
        }
    }
    return NF_NONE;
}

static nf_id_t find_head(const nf_tree_t *t, nf_id_t from, nf_id_t end,
                         nf_tag_e tag)
{
    uint32_t lo = 0, hi = t->nheads;

    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;

        if (t->heads[mid] < from) {
            lo = mid + 1;
        }
        else {
            hi = mid;
        }
    }
    for (; lo < t->nheads && t->heads[lo] < end; lo++) {
        if (t->nodes[t->heads[lo]].tag == tag) {
            return t->heads[lo];
        }
    }
    return NF_NONE;
}

nf_id_t nf_tree_find(const nf_tree_t *t, nf_id_t from, nf_id_t end,
                     nf_tag_e tag)
{
    nf_id_t i;

    if (nf_tag_flags[tag] & NF_TF_HEAD) {
        return find_head(t, from, end, tag);
    }
    end = end < t->nnodes ? end : t->nnodes;
    for (i = from; i < end; i++) { /* what is no element has no tag */
        if (t->nodes[i].tag == tag && !t->nodes[i].foreign) {
            return i;
        }
    }
    return NF_NONE;
}

nf_id_t nf_tree_up(const nf_tree_t *t, nf_id_t node, nf_tag_e tag)
{
    while (node != NF_NONE
           && (t->nodes[node].kind != NF_NODE_ELEMENT
               || t->nodes[node].tag != tag)) {
        node = t->nodes[node].parent;
    }
    return node;
}

/* The length of what is no text at p, or 0: white space of any kind, which is
 * a gap; controls, a soft hyphen or byte order mark, which are none. */
static size_t skip_blank(const char *p, const char *end, int *gap)
{
    const unsigned char *u = (const unsigned char *)p;

    *gap = 0;
    if (u[0] <= ' ') {
        *gap = nf_is_space(u[0]);
        return 1;
    }
    if (u[0] == 0xC2 && end - p > 1 && (u[1] == 0xA0 || u[1] == 0xAD)) {
        *gap = u[1] == 0xA0;
        return 2;
    }
    if (end - p > 2
        && ((u[0] == 0xEF && u[1] == 0xBB && u[2] == 0xBF)
            || (u[0] == 0xE3 && u[1] == 0x80 && u[2] == 0x80))) {
        *gap = u[0] == 0xE3;
        return 3;
    }
    return 0;
}

/* A byte of a character that is no ASCII, and with which none of the above
 * begins. */
static int is_wide(char c)
{
    unsigned char u = (unsigned char)c;

    return u >= 0x80 && u != 0xC2 && u != 0xE3 && u != 0xEF;
}

/* The reference at p, or the '&' that is none: the bytes it takes. */
static size_t add_reference(const char *p, const char *end, size_t start,
                            nf_buf_t *out)
{
    unsigned cp[2];
    int k, count = 0;
    size_t used =
        nf_entity_decode((nf_str_t){p, (size_t)(end - p)}, 0, cp, &count);

    if (used == 0) {
        nf_buf_addc(out, '&');
        return 1;
    }
    for (k = 0; k < count; k++) {
        if (cp[k] == 0xAD || cp[k] == 0xFEFF) {
            continue;
        }
        if (cp[k] > ' ' && cp[k] != 0x7F && cp[k] != 0xA0 && cp[k] != 0x3000) {
            nf_buf_add_utf8(out, cp[k]);
        }
        else if (out->len > start && out->p[out->len - 1] != ' ') {
            nf_buf_addc(out, ' ');
        }
    }
    return used;
}

/* Marks of what is not copied as it is, the first of which is right: what is
 * no ASCII, white space and controls but a space, a space behind another one,
 * '&'. before has a mark in the lowest byte where no space may come first. */
static uint64_t not_plain(uint64_t w, uint64_t before)
{
    uint64_t spaces = (w ^ NF_WORD(' ')) - NF_WORD(1);

    return (w | (w - NF_WORD(' ')) | ((w ^ NF_WORD('&')) - NF_WORD(1))
            | (spaces & (spaces << 8 | before)))
           & NF_WORD(0x80);
}

/* May no space stand at o, where the text so far ends? */
static int is_spaced(const nf_buf_t *out, size_t start, const char *o)
{
    return o == out->p + start || o[-1] == ' ';
}

/* The text of a node, the first len bytes of it. */
static void add_text(const nf_tree_t *t, const nf_node_t *node, size_t len,
                     size_t start, nf_buf_t *out)
{
    const char *p = t->text.p + node->src, *end = p + len;
    const char *last = t->text.p + t->text.len;
    char *o = nf_buf_reserve(out, len + 8);

    while (p < end) {
        uint64_t w = nf_word_upto(p, last);
        uint64_t marks = not_plain(w, (uint64_t)is_spaced(out, start, o) << 7);
        size_t n = marks ? nf_word_first(marks) : 8;
        int gap;

        nf_word_put(o, w);
        n = n < (size_t)(end - p) ? n : (size_t)(end - p);
        o += n;
        p += n;
        if (marks == 0 || p == end) {
            continue;
        }
        if (*p == '&' && !node->raw) {
            out->len = (size_t)(o - out->p);
            p += add_reference(p, end, start, out);
            o = nf_buf_reserve(out, (size_t)(end - p) + 8);
        }
        else if ((n = skip_blank(p, end, &gap)) > 0) {
            for (p += n; p < end && nf_is_space((unsigned char)*p); p++) {
                gap = 1;
            }
            if (gap && !is_spaced(out, start, o)) {
                *o++ = ' ';
            }
        }
        else {
            do {
                *o++ = *p++;
            } while (p < end && is_wide(*p));
        }
    }
    out->len = (size_t)(o - out->p);
}

void nf_tree_text_node(const nf_tree_t *t, nf_id_t node, size_t start,
                       nf_buf_t *out)
{
    const nf_node_t *n = &t->nodes[node];

    add_text(t, n, n->src_end - n->src, start, out);
}

int nf_tree_block_between(const nf_tree_t *t, nf_id_t a, nf_id_t b)
{
    nf_id_t i;

    for (i = t->nodes[a].parent; i != NF_NONE && t->nodes[i].end <= b;
         i = t->nodes[i].parent) {
        if (nf_tag_flags[t->nodes[i].tag] & NF_TF_BLOCK) {
            return 1;
        }
    }
    return 0;
}

/* Bytes of a text node, at most max, cut between characters. */
static size_t text_len(const nf_tree_t *t, const nf_node_t *n, size_t max)
{
    size_t len = n->src_end - n->src;

    if (len > max) {
        for (len = max;
             len && ((unsigned char)t->text.p[n->src + len] & 0xC0) == 0x80;
             len--) {
        }
    }
    return len;
}

/* The text of a subtree until there are max bytes of it or work is used up: a
 * byte of the page's text costs one, a node NODE_WORK. Nested elements that
 * each ask for their text must not make the page be read once for each. */
static void add_subtree(const nf_tree_t *t, nf_id_t node, size_t max,
                        size_t work, nf_buf_t *out)
{
    size_t start = out->len;
    nf_id_t i = node, end = t->nodes[node].end, last = NF_NONE;
    int gap = 0;

    while (i < end && work > NODE_WORK && out->len - start <= max) {
        const nf_node_t *n = &t->nodes[i];

        work -= NODE_WORK;
        if (n->kind == NF_NODE_TEXT) {
            size_t len = text_len(t, n, work);

            work -= len;
            if ((gap || (last && nf_tree_block_between(t, last, i)))
                && out->len > start && out->p[out->len - 1] != ' ') {
                nf_buf_addc(out, ' ');
            }
            add_text(t, n, len, start, out);
            last = i;
            gap = 0;
        }
        else if (n->kind == NF_NODE_ELEMENT) {
            unsigned flags = nf_tag_flags[n->tag];

            if ((flags & NF_TF_HIDDEN) && i != node) {
                i = n->end > i ? n->end : i + 1;
                continue;
            }
            gap |= (flags & NF_TF_BLOCK) != 0;
        }
        i++;
    }
    while (out->len > start && out->p[out->len - 1] == ' ') {
        out->len--;
    }
}

void nf_tree_text(const nf_tree_t *t, nf_id_t node, nf_buf_t *out)
{
    add_subtree(t, node, SIZE_MAX, SIZE_MAX, out);
}

char *nf_tree_text_dup(const nf_tree_t *t, nf_id_t node, size_t max,
                       apr_pool_t *pool)
{
    nf_buf_t out;

    nf_buf_init(&out, pool, 128);
    add_subtree(t, node, max, max * TEXT_WORK + MIN_WORK, &out);
    if (out.len > max) {
        out.len = max;
        while (out.len && ((unsigned char)out.p[out.len] & 0xC0) == 0x80) {
            out.len--;
        }
    }
    return nf_buf_cstr(&out);
}

nf_str_t nf_tree_raw_text(const nf_tree_t *t, nf_id_t node)
{
    const nf_node_t *n = &t->nodes[node];
    nf_id_t last = n->end - 1;

    if (n->end <= node + 1 || t->nodes[node + 1].kind != NF_NODE_TEXT) {
        return (nf_str_t){NULL, 0};
    }
    /* a run may have come as several text tokens: they are adjacent */
    return (nf_str_t){t->text.p + t->nodes[node + 1].src,
                      t->nodes[last].src_end - t->nodes[node + 1].src};
}
