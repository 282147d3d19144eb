/*
 * hints.h -- what class, id, role and itemprop words say about an element.
 *
 * Words are found in class and id values at their word borders ("sticker"
 * is no "ticker"; camelCase, '-' and '_' are borders) and mapped to bits by
 * the table in hints.c. One element's own bits only; who wants the
 * ancestors' bits ORs them on the way down.
 */
#ifndef NF_HINTS_H
#define NF_HINTS_H

#include "tree.h"

typedef uint64_t nf_hints_t;

enum {
    NF_HINT_NAV,
    NF_HINT_MENU,
    NF_HINT_HEADER,
    NF_HINT_FOOTER,
    NF_HINT_ASIDE,
    NF_HINT_AD,
    NF_HINT_SHARE,
    NF_HINT_RELATED,
    NF_HINT_COMMENT,
    NF_HINT_NEWSLETTER,
    NF_HINT_COOKIE,
    NF_HINT_PAYWALL,
    NF_HINT_CAPTION,
    NF_HINT_CREDIT,
    NF_HINT_AUTHOR,
    NF_HINT_DATE,
    NF_HINT_TAGS,
    NF_HINT_BREADCRUMB,
    NF_HINT_PAGER,
    NF_HINT_WIDGET,
    NF_HINT_TICKER,
    NF_HINT_TITLE,
    NF_HINT_ARTICLE,
    NF_HINT_BODY,
    NF_HINT_CONTENT,
    NF_HINT_LEAD,
    NF_HINT_GALLERY,
    NF_HINT_VIDEO,
    NF_HINT_POPULAR,
    NF_HINT_LATEST,
    NF_HINT_TEASER,
    NF_HINT_MODAL,
    NF_HINT_PRINT,
    NF_HINT_HIDDEN,
    NF_HINT_SOCIAL,
    NF_HINT_FORM,
    NF_HINT_LOGIN,
    NF_HINT_SEARCH,
    NF_HINT_LIVE,
    NF_HINT_QUOTE,
    NF_HINT_META,
    NF_HINT_SUBTITLE,
    NF_HINT_SOURCE,
    NF_HINT_SKIP,
    NF_HINT_SPONSOR,
    NF_HINT_PRODUCT,
    NF_HINT_RATING,
    NF_HINT_CORRECTION,
    NF_HINT_USERNAME,
    NF_HINT_REL_AUTHOR, /* of the rel attribute alone, with the next two */
    NF_HINT_REL_TAG,
    NF_HINT_REL_PAGE, /* next, prev, previous */
    NF_HINT_NAMED,    /* an attribute "data-..." or "aria-..." that may say
                       * what the element is */
    NF_HINT_COUNT
};

#define NF_HINT(name) ((nf_hints_t)1 << NF_HINT_##name)

/* Class values, tokens and compound words seen so far, which must live as
 * long; zero it before the first use. The values are parts of a text that ends
 * at end: what stands behind them is read, eight bytes at once. */
#define NF_HINTS_SLOTS 512
#define NF_HINTS_WORDS 256

/* Words longer than this are ids made by machines. */
#define NF_HINTS_WORD_MAX 24

typedef struct nf_hints_slot_t {
    nf_str_t value;
    nf_hints_t bits;
} nf_hints_slot_t;

typedef struct nf_hints_cache_t {
    const char *end;
    nf_hints_slot_t slots[NF_HINTS_SLOTS]; /* of values and tokens */
    nf_hints_slot_t words[NF_HINTS_WORDS]; /* of compounds */
} nf_hints_cache_t;

/* May an attribute of this name say what the element is ("data-module",
 * "aria-label")? Such names have 9 to 14 letters. NF_HINT_NAMED is set then.
 */
static inline int nf_hints_may_name(nf_str_t name)
{
    return name.len - 9 < 6 && name.p[4] == '-';
}

/* The bits of one class or id value (undecoded slice). A class name that
 * hides ("hidden", "sr-only" ...) gives NF_HINT_HIDDEN. */
nf_hints_t nf_hints_of(nf_str_t words, nf_hints_cache_t *cache);

/* The bits of one element: class, id, role, itemprop, rel, the hidden
 * attribute and a display:none style (NF_HINT_HIDDEN). The cache belongs to
 * the page. */
nf_hints_t nf_hints_of_node(const nf_tree_t *t, nf_id_t node,
                            nf_hints_cache_t *cache);

#endif
