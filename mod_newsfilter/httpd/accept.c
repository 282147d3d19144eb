/* accept.c -- which view an Accept header wants (accept.h). */
#include <string.h>
#include <strings.h>
#include "accept.h"

/* Ranges are compared by weight in thousandths, as RFC 9110 12.4.2 has
 * them. */
#define WHOLE 1000
#define UNNAMED (-1)

enum { TYPE_HTML, TYPE_MARKDOWN, TYPE_TEXT, TYPE_JSON, TYPES };

static const struct {
    const char *name;
    int type;
} ranges[] = {
    {"text/html", TYPE_HTML},         {"application/xhtml+xml", TYPE_HTML},
    {"text/markdown", TYPE_MARKDOWN}, {"text/x-markdown", TYPE_MARKDOWN},
    {"text/plain", TYPE_TEXT},        {"application/json", TYPE_JSON}};

/* "0.8" in thousandths; a weight that is none counts as 1. */
static int weight(const char *s, size_t len)
{
    int q, scale = WHOLE / 10;

    if (len == 0 || (s[0] != '0' && s[0] != '1')) {
        return WHOLE;
    }
    q = (s[0] - '0') * WHOLE;
    if (len > 1 && s[1] == '.') {
        for (s += 2, len -= 2; len > 0 && *s >= '0' && *s <= '9' && scale;
             s++, len--, scale /= 10) {
            q += (*s - '0') * scale;
        }
    }
    return q > WHOLE ? WHOLE : q;
}

/* The weight among the parameters behind a range. */
static int weight_of(const char *s, const char *end)
{
    while ((s = memchr(s, ';', (size_t)(end - s))) != NULL) {
        s++;
        while (s < end && (*s == ' ' || *s == '\t')) {
            s++;
        }
        if (end - s > 2 && (*s == 'q' || *s == 'Q') && s[1] == '=') {
            return weight(s + 2, (size_t)(end - s - 2));
        }
    }
    return WHOLE;
}

static int is_range(const char *s, size_t len, const char *name)
{
    return strlen(name) == len && strncasecmp(s, name, len) == 0;
}

/* What the list says of each type: the weight of the range that names it;
 * HTML also goes by the ranges that cover it, the most exact one. */
static void read_ranges(const char *accept, int q[TYPES])
{
    int text = UNNAMED, any = UNNAMED;
    const char *p = accept;

    while (*p) {
        size_t n, len;
        size_t i;
        int w;

        p += strspn(p, ", \t");
        n = strcspn(p, ",");
        len = strcspn(p, ",; \t");
        w = weight_of(p, p + n);
        for (i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
            if (is_range(p, len, ranges[i].name) && w > q[ranges[i].type]) {
                q[ranges[i].type] = w;
            }
        }
        if (is_range(p, len, "text/*")) {
            text = w;
        }
        else if (is_range(p, len, "*/*")) {
            any = w;
        }
        p += n;
    }
    if (q[TYPE_HTML] == UNNAMED) {
        q[TYPE_HTML] = text != UNNAMED ? text : any != UNNAMED ? any : 0;
    }
}

nfm_view_e nfm_accept_view(const char *accept, int gives)
{
    int q[TYPES] = {UNNAMED, UNNAMED, UNNAMED, UNNAMED};
    nfm_view_e best = NFM_VIEW_PAGE;
    int best_q;

    if (accept == NULL) {
        return NFM_VIEW_PAGE;
    }
    read_ranges(accept, q);
    best_q = q[TYPE_HTML];
    if ((gives & 1 << NFM_VIEW_MARKDOWN) && q[TYPE_MARKDOWN] > 0
        && q[TYPE_MARKDOWN] >= best_q) {
        best = NFM_VIEW_MARKDOWN;
        best_q = q[TYPE_MARKDOWN];
    }
    if ((gives & 1 << NFM_VIEW_TEXT) && q[TYPE_TEXT] > best_q) {
        best = NFM_VIEW_TEXT;
        best_q = q[TYPE_TEXT];
    }
    if ((gives & 1 << NFM_VIEW_JSON) && q[TYPE_JSON] > best_q) {
        best = NFM_VIEW_JSON;
    }
    return best;
}
