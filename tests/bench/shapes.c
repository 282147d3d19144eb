/* shapes.c -- pages made to grow (shapes.h). */
#include "shapes.h"

#define BEGIN                                                            \
    "<!DOCTYPE html><html lang=en><head><title>Harbour wall to be "      \
    "rebuilt</title></head><body><h1>Harbour wall to be rebuilt</h1>"    \
    "<p class=byline>By Ann Roe</p><time datetime=2026-05-02>2 May "     \
    "2026</time><article><p>The harbour wall will be rebuilt from "      \
    "Monday, the harbour office said, after a winter in which two of "   \
    "its five parts fell into the water.</p><p>Boats can be moored at "  \
    "the northern pier meanwhile, where ten more places have been made " \
    "ready, and the fish market stays open.</p></article>"

#define LINE "Boats are moored at the northern pier until the autumn. "

static const struct {
    const char *name;
    const char *piece;
} shapes[] = {
    {"paragraphs", "<p class=\"text body\">" LINE LINE "</p>\n"},
    {"words", LINE},
    {"teasers", "<div class=teaser><h3><a href=\"/news/2026/wall\">Harbour "
                "wall to be rebuilt from Monday</a></h3><time>2 May 2026"
                "</time><p>" LINE "</p></div>\n"},
    {"menus", "<ul class=menu><li><a href=/a>Home</a><li><a href=/b>World"
              "</a></ul>"},
    {"lists of stories", "<h3>Related news</h3><ul><li><a href=/n>Bridge at "
                         "Kessock closed to lorries</a></ul>"},
    {"tickers", "<div class=ticker><a href=/n>Bridge at Kessock closed to "
                "lorries</a> | <a href=/m>Ferry back in service today</a>"},
    {"nesting", "<div>"},
    {"nesting with text", "<div class=part>wall "},
    {"unclosed formats", "<b><i><a href=/x>wall "},
    {"unclosed blocks", "<p><li><td><section>wall"},
    {"unclosed lists", "<ul><li>wall "},
    {"unclosed tables", "<table><tr><td>wall "},
    {"stray ends", "</p></div></b></section>"},
    {"foreign", "<svg><g><math><mi>wall "},
    {"attributes", "<div a b c=1 d=\"2\" id=part-x class=\"a1 b2 card\">"},
    {"class words", "<i class=\"relatedpostsbox newsTickerBar x-y_z\">w</i>"},
    {"entities", "&amp;&eacute;&#233;&nosuch; "},
    {"comments", "<!-- wall -->"},
    {"scripts", "<script>if (a < b) { c('<!--', '<script', '<p>') }</script>"},
    {"unclosed script", "<script><!--<script> x </script>"},
    {"unclosed quote", "<a href=\"x>wall</a>"},
    {"lone signs", "< & < & \"' ]]> <3 "},
    {"dates", "<p>Updated 12 May 2026, 10:15 CET</p>"},
    {"authors", "<p>By Ann Roe and Bo Doe</p>"},
    {"breaks", "wall<br><br>"},
    {"pictures", "<figure><img src=/i.jpg alt=wall><figcaption>Wall. Photo: "
                 "Ann Roe</figcaption></figure>"},
    {"Thai", "<p>\xE0\xB8\x81\xE0\xB8\xB3\xE0\xB9\x81\xE0\xB8\x9E\xE0\xB8\x87"
             "\xE0\xB8\x97\xE0\xB9\x88\xE0\xB8\xB2</p>"},
    {"malformed", "wall \xC3 \xFF\xE2\x82 "},
};

#define COUNT (int)(sizeof(shapes) / sizeof(shapes[0]))

const char *shape_name(int i)
{
    return i < COUNT ? shapes[i].name : NULL;
}

nf_str_t shape_page(int i, size_t size, apr_pool_t *pool)
{
    nf_buf_t out;

    nf_buf_init(&out, pool, size + 256);
    nf_buf_adds(&out, BEGIN);
    while (out.len < size) {
        nf_buf_adds(&out, shapes[i].piece);
    }
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}
