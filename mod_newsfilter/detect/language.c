/* language.c -- see language.h. */
#include <string.h>
#include "language.h"

/* Names that pages write instead of a tag. */
static const struct {
    const char *name, *tag;
} spelled[] = {{"english", "en"}, {"deutsch", "de"}, {"german", "de"},
               {"french", "fr"}, {"francais", "fr"}, {"spanish", "es"},
               {"espanol", "es"}, {"italian", "it"}, {"italiano", "it"},
               {"portuguese", "pt"}, {"russian", "ru"}, {"dutch", "nl"},
               {"polish", "pl"}, {"japanese", "ja"}, {"chinese", "zh"},
               {"arabic", "ar"}, {"korean", "ko"}, {"ger", "de"},
               {"deu", "de"}, {"eng", "en"}, {"fra", "fr"}, {"spa", "es"},
               {NULL, NULL}};

/* BCP 47, section 2.1.1: language in small letters, script with a capital,
 * region in capitals. */
static size_t subtag(nf_str_t s, size_t from, char *out, int first)
{
    size_t n = 0, i;

    while (from + n < s.len && s.p[from + n] != '-' && s.p[from + n] != '_'
           && n < 9) {
        n++;
    }
    for (i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s.p[from + i];

        if ((unsigned)nf_lower(c) - 'a' >= 26u && (unsigned)c - '0' >= 10u) {
            return 0;
        }
        c = nf_lower(c);
        if (!first && c >= 'a' && (n == 2 || (n == 4 && i == 0))) {
            c = (unsigned char)(c - 32);
        }
        out[i] = (char)c;
    }
    return n;
}

const char *nf_language_tag(nf_str_t raw, apr_pool_t *pool)
{
    nf_str_t s = nf_str_trim(raw);
    char out[24];
    size_t n, m, i;

    for (i = 0; i < s.len; i++) {           /* "en, de", "en_US.UTF-8" */
        if (strchr(", ;.@", s.p[i])) {
            s.len = i;
        }
    }
    for (i = 0; spelled[i].name; i++) {
        if (nf_str_ieq(s, spelled[i].name)) {
            return spelled[i].tag;
        }
    }
    n = subtag(s, 0, out, 1);
    if (n < 2 || n > 3 || memcmp(out, "xx", 2) == 0) {
        return NULL;
    }
    if (n + 1 < s.len && n + 1 + 9 < sizeof(out)) {
        m = subtag(s, n + 1, out + n + 1, 0);
        if (m == 2 || m == 4) {
            out[n] = '-';
            n += m + 1;
        }
    }
    return nf_str_dup(pool, (nf_str_t){out, n});
}

void nf_language_detect(const nf_page_t *page, const nf_body_t *body,
                        nf_evidence_t *ev)
{
    (void)page; (void)body; (void)ev;
}
