/* ticker_class.c -- class words of strips (ticker_class.h). */
#include <string.h>
#include "ticker_class.h"

enum { MAX_VALUE = 2000 };       /* bytes of an attribute looked at */

static const struct {
    const char *word;            /* a whole word */
    unsigned bits;
} class_words[] = {
    {"ticker", NF_CLASS_STRONG}, {"newsticker", NF_CLASS_STRONG},
    {"tickers", NF_CLASS_STRONG}, {"headlineticker", NF_CLASS_STRONG},
    {"tickernews", NF_CLASS_STRONG}, {"marquee", NF_CLASS_STRONG},
    {"breaking", NF_CLASS_STRONG}, {"breakingnews", NF_CLASS_STRONG},
    {"newsflash", NF_CLASS_STRONG}, {"flashnews", NF_CLASS_STRONG},
    {"justin", NF_CLASS_STRONG}, {"eilmeldung", NF_CLASS_STRONG},
    {"laufband", NF_CLASS_STRONG}, {"lastnews", NF_CLASS_STRONG},
    {"ultimahora", NF_CLASS_STRONG}, {"sondakika", NF_CLASS_STRONG},
    {"newsbar", NF_CLASS_STRONG}, {"newsline", NF_CLASS_STRONG},
    {"crawl", NF_CLASS_STRONG}, {"crawler", NF_CLASS_STRONG},
    {"urgent", NF_CLASS_STRONG}, {"hotnews", NF_CLASS_STRONG},
    {"dontmiss", NF_CLASS_STRONG}, {"topscroll", NF_CLASS_STRONG},
    {"lastminute", NF_CLASS_STRONG}, {"newsalert", NF_CLASS_STRONG},
    {"runningtext", NF_CLASS_STRONG}, {"breakingbar", NF_CLASS_STRONG},
    {"urgente", NF_CLASS_STRONG}, {"eilmeldungen", NF_CLASS_STRONG},
    {"newsscroll", NF_CLASS_STRONG}, {"scrollnews", NF_CLASS_STRONG},
    {"newsmarquee", NF_CLASS_STRONG}, {"lastestnews", NF_CLASS_STRONG},
    {"flash", NF_CLASS_WEAK}, {"headlines", NF_CLASS_WEAK},
    {"trending", NF_CLASS_WEAK}, {"lastest", NF_CLASS_WEAK},
    {"scroll", NF_CLASS_WEAK | NF_CLASS_SLIDER}, {"latest", NF_CLASS_WEAK},
    {"scroller", NF_CLASS_WEAK | NF_CLASS_SLIDER},
    {"scrolling", NF_CLASS_WEAK | NF_CLASS_SLIDER},
    {"alert", NF_CLASS_WEAK}, {"alerts", NF_CLASS_WEAK},
    {"spotlight", NF_CLASS_WEAK}, {"hot", NF_CLASS_WEAK},
    {"stock", NF_CLASS_MARKET}, {"stocks", NF_CLASS_MARKET},
    {"quotes", NF_CLASS_MARKET}, {"market", NF_CLASS_MARKET},
    {"markets", NF_CLASS_MARKET}, {"score", NF_CLASS_MARKET},
    {"scores", NF_CLASS_MARKET}, {"scoreboard", NF_CLASS_MARKET},
    {"weather", NF_CLASS_MARKET}, {"currency", NF_CLASS_MARKET},
    {"forex", NF_CLASS_MARKET}, {"crypto", NF_CLASS_MARKET},
    {"liveblog", NF_CLASS_LIVE}, {"liveticker", NF_CLASS_LIVE},
    {"related", NF_CLASS_OTHER}, {"recommended", NF_CLASS_OTHER},
    {"popular", NF_CLASS_OTHER}, {"mostread", NF_CLASS_OTHER},
    {"pagination", NF_CLASS_OTHER}, {"pager", NF_CLASS_OTHER},
    {"prev", NF_CLASS_OTHER}, {"cookie", NF_CLASS_OTHER},
    {"cookies", NF_CLASS_OTHER}, {"consent", NF_CLASS_OTHER},
    {"comments", NF_CLASS_OTHER}, {"comment", NF_CLASS_OTHER},
    {"promo", NF_CLASS_OTHER}, {"newsletter", NF_CLASS_OTHER},
    {"breadcrumb", NF_CLASS_OTHER}, {"breadcrumbs", NF_CLASS_OTHER},
    {"crumbs", NF_CLASS_OTHER},
    {"menu", NF_CLASS_NAV}, {"gallery", NF_CLASS_OTHER},
    {"swiper", NF_CLASS_SLIDER}, {"slick", NF_CLASS_SLIDER},
    {"owl", NF_CLASS_SLIDER}, {"carousel", NF_CLASS_SLIDER},
    {"slider", NF_CLASS_SLIDER}, {"bxslider", NF_CLASS_SLIDER},
    {"animate", NF_CLASS_SLIDER}, {"rotator", NF_CLASS_SLIDER},
    {"sidebar", NF_CLASS_SIDE}, {"side", NF_CLASS_SIDE},
    {"rail", NF_CLASS_SIDE},
    {"aside", NF_CLASS_SIDE}, {"rightcol", NF_CLASS_SIDE},
    {"leftcol", NF_CLASS_SIDE}, {"widget", NF_CLASS_SIDE},
    {"nav", NF_CLASS_NAV}, {"navbar", NF_CLASS_NAV},
    {"navigation", NF_CLASS_NAV},
    {"submenu", NF_CLASS_NAV}, {"dropdown", NF_CLASS_NAV},
    {"megamenu", NF_CLASS_NAV}, {"burger", NF_CLASS_NAV},
    {"has", NF_CLASS_STATE}, {"with", NF_CLASS_STATE}, {"no", NF_CLASS_STATE},
};

/* The CLASS_* bits of one word (lower case) and of it with its successor
 * ("just", "in"). */
static unsigned word_bits(const char *w, size_t len)
{
    size_t i;

    if (len < 2) {
        return 0;
    }
    for (i = 0; i < sizeof(class_words) / sizeof(class_words[0]); i++) {
        const char *k = class_words[i].word;

        if (k[0] == w[0] && k[1] == w[1] && strlen(k) == len
            && memcmp(k, w, len) == 0) {
            return class_words[i].bits;
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

    if (n->kind != NF_NODE_ELEMENT || n->nattrs == 0
        || n->tag == NF_TAG_BODY || n->tag == NF_TAG_HTML) {
        return 0;
    }
    return class_bits(nf_attr_raw(t, node, "class"))
           | class_bits(nf_attr_raw(t, node, "id"));
}
