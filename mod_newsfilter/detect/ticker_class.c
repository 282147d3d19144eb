/* ticker_class.c -- class words of strips (ticker_class.h). */
#include <string.h>
#include "ticker_class.h"

enum { MAX_VALUE = 2000 }; /* bytes of an attribute looked at */

/* Whole words, sorted. */
static const struct {
    const char *word;
    unsigned bits;
} class_words[] = {
    {"alert", NF_CLASS_WEAK},
    {"alerts", NF_CLASS_WEAK},
    {"animate", NF_CLASS_SLIDER},
    {"aside", NF_CLASS_SIDE},
    {"breadcrumb", NF_CLASS_OTHER},
    {"breadcrumbs", NF_CLASS_OTHER},
    {"breaking", NF_CLASS_STRONG},
    {"breakingbar", NF_CLASS_STRONG},
    {"breakingnews", NF_CLASS_STRONG},
    {"burger", NF_CLASS_NAV},
    {"bxslider", NF_CLASS_SLIDER},
    {"carousel", NF_CLASS_SLIDER},
    {"comment", NF_CLASS_OTHER},
    {"comments", NF_CLASS_OTHER},
    {"consent", NF_CLASS_OTHER},
    {"cookie", NF_CLASS_OTHER},
    {"cookies", NF_CLASS_OTHER},
    {"crawl", NF_CLASS_STRONG},
    {"crawler", NF_CLASS_STRONG},
    {"crumbs", NF_CLASS_OTHER},
    {"crypto", NF_CLASS_MARKET},
    {"currency", NF_CLASS_MARKET},
    {"dontmiss", NF_CLASS_STRONG},
    {"dropdown", NF_CLASS_NAV},
    {"eilmeldung", NF_CLASS_STRONG},
    {"eilmeldungen", NF_CLASS_STRONG},
    {"flash", NF_CLASS_WEAK},
    {"flashnews", NF_CLASS_STRONG},
    {"forex", NF_CLASS_MARKET},
    {"gallery", NF_CLASS_OTHER},
    {"has", NF_CLASS_STATE},
    {"headlines", NF_CLASS_WEAK},
    {"headlineticker", NF_CLASS_STRONG},
    {"hot", NF_CLASS_WEAK},
    {"hotnews", NF_CLASS_STRONG},
    {"justin", NF_CLASS_STRONG},
    {"lastest", NF_CLASS_WEAK},
    {"lastestnews", NF_CLASS_STRONG},
    {"lastminute", NF_CLASS_STRONG},
    {"lastnews", NF_CLASS_STRONG},
    {"latest", NF_CLASS_WEAK},
    {"laufband", NF_CLASS_STRONG},
    {"leftcol", NF_CLASS_SIDE},
    {"liveblog", NF_CLASS_LIVE},
    {"liveticker", NF_CLASS_LIVE},
    {"market", NF_CLASS_MARKET},
    {"markets", NF_CLASS_MARKET},
    {"marquee", NF_CLASS_STRONG},
    {"megamenu", NF_CLASS_NAV},
    {"menu", NF_CLASS_NAV},
    {"mostread", NF_CLASS_OTHER},
    {"nav", NF_CLASS_NAV},
    {"navbar", NF_CLASS_NAV},
    {"navigation", NF_CLASS_NAV},
    {"newsalert", NF_CLASS_STRONG},
    {"newsbar", NF_CLASS_STRONG},
    {"newsflash", NF_CLASS_STRONG},
    {"newsletter", NF_CLASS_OTHER},
    {"newsline", NF_CLASS_STRONG},
    {"newsmarquee", NF_CLASS_STRONG},
    {"newsscroll", NF_CLASS_STRONG},
    {"newsticker", NF_CLASS_STRONG},
    {"no", NF_CLASS_STATE},
    {"owl", NF_CLASS_SLIDER},
    {"pager", NF_CLASS_OTHER},
    {"pagination", NF_CLASS_OTHER},
    {"popular", NF_CLASS_OTHER},
    {"prev", NF_CLASS_OTHER},
    {"promo", NF_CLASS_OTHER},
    {"quotes", NF_CLASS_MARKET},
    {"rail", NF_CLASS_SIDE},
    {"recommended", NF_CLASS_OTHER},
    {"related", NF_CLASS_OTHER},
    {"rightcol", NF_CLASS_SIDE},
    {"rotator", NF_CLASS_SLIDER},
    {"runningtext", NF_CLASS_STRONG},
    {"score", NF_CLASS_MARKET},
    {"scoreboard", NF_CLASS_MARKET},
    {"scores", NF_CLASS_MARKET},
    {"scroll", NF_CLASS_WEAK | NF_CLASS_SLIDER},
    {"scroller", NF_CLASS_WEAK | NF_CLASS_SLIDER},
    {"scrolling", NF_CLASS_WEAK | NF_CLASS_SLIDER},
    {"scrollnews", NF_CLASS_STRONG},
    {"side", NF_CLASS_SIDE},
    {"sidebar", NF_CLASS_SIDE},
    {"slick", NF_CLASS_SLIDER},
    {"slider", NF_CLASS_SLIDER},
    {"sondakika", NF_CLASS_STRONG},
    {"spotlight", NF_CLASS_WEAK},
    {"stock", NF_CLASS_MARKET},
    {"stocks", NF_CLASS_MARKET},
    {"submenu", NF_CLASS_NAV},
    {"swiper", NF_CLASS_SLIDER},
    {"ticker", NF_CLASS_STRONG},
    {"tickernews", NF_CLASS_STRONG},
    {"tickers", NF_CLASS_STRONG},
    {"topscroll", NF_CLASS_STRONG},
    {"trending", NF_CLASS_WEAK},
    {"ultimahora", NF_CLASS_STRONG},
    {"urgent", NF_CLASS_STRONG},
    {"urgente", NF_CLASS_STRONG},
    {"weather", NF_CLASS_MARKET},
    {"widget", NF_CLASS_SIDE},
    {"with", NF_CLASS_STATE},
};

/* The CLASS_* bits of one word (lower case) and of it with its successor
 * ("just", "in"). */
static unsigned word_bits(const char *w, size_t len)
{
    size_t lo = 0, hi = sizeof(class_words) / sizeof(class_words[0]);

    while (len && lo < hi) {
        size_t mid = (lo + hi) / 2;
        const char *k = class_words[mid].word;
        int d = k[0] - w[0];

        d = d ? d : strncmp(k, w, len);
        if (d == 0 && k[len] == '\0') {
            return class_words[mid].bits;
        }
        if (d < 0) {
            lo = mid + 1;
        }
        else {
            hi = mid;
        }
    }
    return 0;
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

unsigned nf_ticker_class(const nf_tree_t *t, nf_id_t node)
{
    const nf_node_t *n = &t->nodes[node];

    if (n->kind != NF_NODE_ELEMENT || n->nattrs == 0 || n->tag == NF_TAG_BODY
        || n->tag == NF_TAG_HTML) {
        return 0;
    }
    return class_bits(nf_attr_raw(t, node, "class"))
           | class_bits(nf_attr_raw(t, node, "id"));
}
