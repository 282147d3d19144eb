/* publisher.c -- see publisher.h. */
#include <string.h>
#include "../page/limits.h"
#include "../page/url.h"
#include "clean.h"
#include "fold.h"
#include "publisher.h"

#define MAX_KEY 64

/* Letters and digits of a text, folded, for "is it the same name". */
static size_t key_of(nf_str_t s, char *out)
{
    const char *p = s.p, *end = s.p + s.len;
    size_t n = 0;

    while (p < end && n + 5 < MAX_KEY) {
        const char *at = p;
        unsigned cp = nf_utf8_next(&p, end);

        if (nf_is_letter(cp) || nf_digit_value(cp) >= 0) {
            n += nf_fold((nf_str_t){at, (size_t)(p - at)}, out + n,
                         MAX_KEY - n);
        }
    }
    out[n] = '\0';
    return n;
}

/* The middle of the host: "news" of "www.news.example". */
static size_t host_key(const nf_page_t *page, const nf_evidence_t *ev,
                       char *out)
{
    const nf_candidate_t *c = nf_evidence_best(ev, NF_FACT_CANONICAL);
    const char *url = page->url ? page->url : c ? c->value : NULL;
    char *host, *dot;

    if (url == NULL) {
        return 0;
    }
    host = nf_url_host(url, page->pool);
    dot = strrchr(host, '.');
    if (dot) {
        *dot = '\0';
    }
    return key_of(nf_str(host), out);
}

/* "Story | Site": the last part, if the host agrees. */
static void from_title(const nf_page_t *page, nf_evidence_t *ev,
                       const char *title)
{
    static const char *const seps[] = {
        " | ",        " - ",        " \xE2\x80\x93 ", " \xE2\x80\x94 ",
        " \xC2\xBB ", " \xC2\xB7 ", " :: ",           NULL};
    char host[MAX_KEY], key[MAX_KEY];
    const char *tail = NULL;
    int i;

    for (i = 0; seps[i]; i++) {
        const char *p = title, *at;

        while ((at = strstr(p, seps[i])) != NULL) {
            p = at + strlen(seps[i]);
            tail = tail == NULL || p > tail ? p : tail;
        }
    }
    if (tail == NULL || strlen(tail) > 60 || host_key(page, ev, host) < 3
        || key_of(nf_str(tail), key) < 3) {
        return;
    }
    if (strstr(key, host) || strstr(host, key)) {
        nf_evidence_add(ev, NF_FACT_PUBLISHER,
                        nf_str_dup(page->pool, nf_str(tail)), 56, "title",
                        "behind the title, like the host");
    }
}

/* "(c) 2022 The Daily. All rights reserved." */
static void from_copyright(const nf_page_t *page, nf_evidence_t *ev)
{
    const nf_blocks_t *b = page->blocks;
    char host[MAX_KEY], key[MAX_KEY];
    uint32_t k = b->n, left = 40;

    while (k-- > 0 && left-- > 0) {
        nf_str_t text = b->v[k].text;
        const char *at =
            text.len < 200 ? memmem(text.p, text.len, "\xC2\xA9", 2) : NULL;
        nf_str_t name;
        size_t i;

        if (at == NULL) {
            continue;
        }
        name = (nf_str_t){at + 2, (size_t)(text.p + text.len - at - 2)};
        while (name.len
               && (nf_is_space((unsigned char)*name.p)
                   || strchr("0123456789-,.:/", *name.p))) {
            name.p++;
            name.len--;
        }
        for (i = 0; i < name.len; i++) {
            if (strchr(".,|;:(", name.p[i])
                && (i + 1 == name.len || name.p[i + 1] == ' ')) {
                break;
            }
        }
        name.len = i;
        if (name.len >= 3 && name.len <= 60 && key_of(name, key) >= 3
            && host_key(page, ev, host) >= 3
            && (strstr(key, host) || strstr(host, key))) {
            nf_evidence_add(ev, NF_FACT_PUBLISHER,
                            nf_clean(name, NF_MAX_NAME, page->pool), 36,
                            "text", "copyright line, like the host");
        }
        return;
    }
}

void nf_publisher_detect(const nf_page_t *page, nf_evidence_t *ev)
{
    int i, n = ev->v->nelts;

    for (i = 0; i < n; i++) {
        const nf_candidate_t *c = &APR_ARRAY_IDX(ev->v, i, nf_candidate_t);

        if (c->fact == NF_FACT_HEADLINE && strcmp(c->source, "title") == 0) {
            from_title(page, ev, c->value);
            break;
        }
    }
    from_copyright(page, ev);
}
