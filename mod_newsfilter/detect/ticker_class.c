/* ticker_class.c -- class words of strips (ticker_class.h). */
#include <string.h>
#include "ticker_class.h"

enum { MAX_VALUE = 2000 }; /* bytes of an attribute looked at */

/* Whole words, sorted. */
static const struct {
    const char *word;
    unsigned bits;
} class_words[] = {
    {"ajel", NF_CLASS_STRONG},
    {"ajil", NF_CLASS_STRONG},
    {"alert", NF_CLASS_WEAK},
    {"alertnews", NF_CLASS_STRONG},
    {"alerts", NF_CLASS_WEAK},
    {"animate", NF_CLASS_SLIDER},
    {"aside", NF_CLASS_SIDE},
    {"begstroka", NF_CLASS_STRONG},
    {"begushaya", NF_CLASS_STRONG},
    {"beritaterkini", NF_CLASS_STRONG},
    {"breadcrumb", NF_CLASS_OTHER},
    {"breadcrumbs", NF_CLASS_OTHER},
    {"breaking", NF_CLASS_STRONG},
    {"breakingalert", NF_CLASS_STRONG},
    {"breakingbar", NF_CLASS_STRONG},
    {"breakingline", NF_CLASS_STRONG},
    {"breakingnews", NF_CLASS_STRONG},
    {"breakings", NF_CLASS_STRONG},
    {"breakingstrip", NF_CLASS_STRONG},
    {"breakingticker", NF_CLASS_STRONG},
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
    {"derniereminute", NF_CLASS_STRONG},
    {"dontmiss", NF_CLASS_STRONG},
    {"dropdown", NF_CLASS_NAV},
    {"eilmeldung", NF_CLASS_STRONG},
    {"eilmeldungen", NF_CLASS_STRONG},
    {"eilticker", NF_CLASS_STRONG},
    {"flash", NF_CLASS_WEAK},
    {"flashaber", NF_CLASS_STRONG},
    {"flashes", NF_CLASS_WEAK},
    {"flashhaber", NF_CLASS_STRONG},
    {"flashinfo", NF_CLASS_STRONG},
    {"flashinfos", NF_CLASS_STRONG},
    {"flashnews", NF_CLASS_STRONG},
    {"forex", NF_CLASS_MARKET},
    {"gallery", NF_CLASS_OTHER},
    {"haberbandi", NF_CLASS_STRONG},
    {"has", NF_CLASS_STATE},
    {"headlinebar", NF_CLASS_STRONG},
    {"headlines", NF_CLASS_WEAK},
    {"headlinescroller", NF_CLASS_STRONG},
    {"headlinesticker", NF_CLASS_STRONG},
    {"headlineticker", NF_CLASS_STRONG},
    {"hot", NF_CLASS_WEAK},
    {"hotnews", NF_CLASS_STRONG},
    {"hotnewsticker", NF_CLASS_STRONG},
    {"infoflash", NF_CLASS_STRONG},
    {"infoticker", NF_CLASS_STRONG},
    {"justin", NF_CLASS_STRONG},
    {"kilat", NF_CLASS_WEAK},
    {"lastest", NF_CLASS_WEAK},
    {"lastestnews", NF_CLASS_STRONG},
    {"lastminute", NF_CLASS_STRONG},
    {"lastnews", NF_CLASS_STRONG},
    {"latest", NF_CLASS_WEAK},
    {"latestnews", NF_CLASS_WEAK},
    {"laufband", NF_CLASS_STRONG},
    {"leftcol", NF_CLASS_SIDE},
    {"liveblog", NF_CLASS_LIVE},
    {"liveheadlines", NF_CLASS_STRONG},
    {"liveticker", NF_CLASS_LIVE},
    {"market", NF_CLASS_MARKET},
    {"markets", NF_CLASS_MARKET},
    {"marquee", NF_CLASS_STRONG},
    {"megamenu", NF_CLASS_NAV},
    {"menu", NF_CLASS_NAV},
    {"molniya", NF_CLASS_STRONG},
    {"mostread", NF_CLASS_OTHER},
    {"mynewsticker", NF_CLASS_STRONG},
    {"nav", NF_CLASS_NAV},
    {"navbar", NF_CLASS_NAV},
    {"navigation", NF_CLASS_NAV},
    {"newsalert", NF_CLASS_STRONG},
    {"newsalerts", NF_CLASS_STRONG},
    {"newsbar", NF_CLASS_STRONG},
    {"newscrawl", NF_CLASS_STRONG},
    {"newsflash", NF_CLASS_STRONG},
    {"newsflashes", NF_CLASS_STRONG},
    {"newsletter", NF_CLASS_OTHER},
    {"newsline", NF_CLASS_STRONG},
    {"newsmarquee", NF_CLASS_STRONG},
    {"newsmarquees", NF_CLASS_STRONG},
    {"newsroll", NF_CLASS_STRONG},
    {"newsscroll", NF_CLASS_STRONG},
    {"newsscroller", NF_CLASS_STRONG},
    {"newsticker", NF_CLASS_STRONG},
    {"newstickers", NF_CLASS_STRONG},
    {"newsupdate", NF_CLASS_WEAK},
    {"newsupdates", NF_CLASS_WEAK},
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
    {"runningline", NF_CLASS_STRONG},
    {"runningnews", NF_CLASS_STRONG},
    {"runningtext", NF_CLASS_STRONG},
    {"runtext", NF_CLASS_STRONG},
    {"schlagzeilenticker", NF_CLASS_STRONG},
    {"score", NF_CLASS_MARKET},
    {"scoreboard", NF_CLASS_MARKET},
    {"scores", NF_CLASS_MARKET},
    {"scroll", NF_CLASS_WEAK | NF_CLASS_SLIDER},
    {"scroller", NF_CLASS_WEAK | NF_CLASS_SLIDER},
    {"scrolling", NF_CLASS_WEAK | NF_CLASS_SLIDER},
    {"scrollingnews", NF_CLASS_STRONG},
    {"scrollnews", NF_CLASS_STRONG},
    {"scrolltext", NF_CLASS_STRONG},
    {"shareetakhbar", NF_CLASS_STRONG},
    {"side", NF_CLASS_SIDE},
    {"sidebar", NF_CLASS_SIDE},
    {"slick", NF_CLASS_SLIDER},
    {"slider", NF_CLASS_SLIDER},
    {"sondakika", NF_CLASS_STRONG},
    {"sonhaber", NF_CLASS_STRONG},
    {"sonhaberler", NF_CLASS_STRONG},
    {"spotlight", NF_CLASS_WEAK},
    {"srochno", NF_CLASS_STRONG},
    {"stock", NF_CLASS_MARKET},
    {"stocks", NF_CLASS_MARKET},
    {"submenu", NF_CLASS_NAV},
    {"swiper", NF_CLASS_SLIDER},
    {"teksberjalan", NF_CLASS_STRONG},
    {"terkini", NF_CLASS_WEAK},
    {"ticker", NF_CLASS_STRONG},
    {"tickerbar", NF_CLASS_STRONG},
    {"tickercontainer", NF_CLASS_STRONG},
    {"tickernews", NF_CLASS_STRONG},
    {"tickers", NF_CLASS_STRONG},
    {"tickerv", NF_CLASS_STRONG},
    {"tickerwrap", NF_CLASS_STRONG},
    {"tinnong", NF_CLASS_STRONG},
    {"topnews", NF_CLASS_WEAK},
    {"topscroll", NF_CLASS_STRONG},
    {"trending", NF_CLASS_WEAK},
    {"trendingnow", NF_CLASS_WEAK},
    {"ultimahora", NF_CLASS_STRONG},
    {"ultimaora", NF_CLASS_STRONG},
    {"ultimominuto", NF_CLASS_STRONG},
    {"ultimora", NF_CLASS_STRONG},
    {"urgencia", NF_CLASS_STRONG},
    {"urgent", NF_CLASS_STRONG},
    {"urgente", NF_CLASS_STRONG},
    {"vticker", NF_CLASS_STRONG},
    {"weather", NF_CLASS_MARKET},
    {"widget", NF_CLASS_SIDE},
    {"with", NF_CLASS_STATE},
};

/* The CLASS_* bits of one word (lower case) and of it with its successor
 * ("just", "in"). */
static unsigned word_bits(const char *w, size_t len)
{
    size_t lo = 0, hi = sizeof(class_words) / sizeof(class_words[0]);

    while (len > 1 && lo < hi) { /* none has one letter */
        size_t mid = (lo + hi) / 2;
        const char *k = class_words[mid].word;
        int d = k[0] != w[0] ? k[0] - w[0] : k[1] - w[1];

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

    if (name.len < 9 || name.len > 14 || name.p[4] != '-') {
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
