/* language.c -- see language.h. */
#include <stdint.h>
#include <string.h>
#include "../page/word.h"
#include "fold.h"
#include "language.h"
#include "language_words_hash.h"
#include "words.h"

/* Names that pages write instead of a tag. */
static const struct {
    const char *name, *tag;
} spelled[] = {{"english", "en"},    {"deutsch", "de"},  {"german", "de"},
               {"french", "fr"},     {"francais", "fr"}, {"spanish", "es"},
               {"espanol", "es"},    {"italian", "it"},  {"italiano", "it"},
               {"portuguese", "pt"}, {"russian", "ru"},  {"dutch", "nl"},
               {"polish", "pl"},     {"japanese", "ja"}, {"chinese", "zh"},
               {"arabic", "ar"},     {"korean", "ko"},   {"ger", "de"},
               {"deu", "de"},        {"eng", "en"},      {"fra", "fr"},
               {"spa", "es"},        {NULL, NULL}};

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

    for (i = 0; i < s.len; i++) { /* "en, de", "en_US.UTF-8" */
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
    if (n < 2 || n > 3 || memcmp(out, "xx", 2) == 0 || out[0] < 'a'
        || out[1] < 'a') {
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

/* ------------------------------------------------------ what the text says */

#define MAX_TEXT 2000   /* bytes of the body that are looked at */
#define MIN_LETTERS 120 /* fewer say nothing */
#define MIN_VOTES 12
#define MAX_LATIN 8 /* bytes of the small words that begin with ASCII */
#define MAX_SMALL 20

enum {
    LANG_EN,
    LANG_DE,
    LANG_FR,
    LANG_ES,
    LANG_IT,
    LANG_PT,
    LANG_NL,
    LANG_PL,
    LANG_CS,
    LANG_SK,
    LANG_HU,
    LANG_RO,
    LANG_SV,
    LANG_DA,
    LANG_NO,
    LANG_FI,
    LANG_TR,
    LANG_ID,
    LANG_MS,
    LANG_VI,
    LANG_HR,
    LANG_SL,
    LANG_SQ,
    LANG_ET,
    LANG_LV,
    LANG_LT,
    LANG_CA,
    LANG_RU,
    LANG_UK,
    LANG_BG,
    LANG_SR,
    LANG_MK,
    LANG_COUNT
};

static const char *const tags[LANG_COUNT] = {
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu",
    "ro", "sv", "da", "no", "fi", "tr", "id", "ms", "vi", "hr", "sl",
    "sq", "et", "lv", "lt", "ca", "ru", "uk", "bg", "sr", "mk"};

typedef struct small_word_t {
    const char *word;
    uint32_t langs;
} small_word_t;

static const small_word_t small_words[] = {
#define BIT(lang) (UINT32_C(1) << LANG_##lang)
#define S(word, langs) {word, langs},
#include "language_words.def"
#undef S
#undef BIT
};

/* Scripts that one language uses, or nearly so. */
static const struct {
    unsigned from, to;
    const char *tag;
} scripts[] = {
    {0x0370, 0x03FF, "el"}, {0x0530, 0x058F, "hy"}, {0x0590, 0x05FF, "he"},
    {0x0900, 0x097F, "hi"}, {0x0980, 0x09FF, "bn"}, {0x0A00, 0x0A7F, "pa"},
    {0x0A80, 0x0AFF, "gu"}, {0x0B80, 0x0BFF, "ta"}, {0x0C00, 0x0C7F, "te"},
    {0x0C80, 0x0CFF, "kn"}, {0x0D00, 0x0D7F, "ml"}, {0x0D80, 0x0DFF, "si"},
    {0x0E00, 0x0E7F, "th"}, {0x0E80, 0x0EFF, "lo"}, {0x1000, 0x109F, "my"},
    {0x10A0, 0x10FF, "ka"}, {0x1200, 0x137F, "am"}, {0x1780, 0x17FF, "km"},
    {0xAC00, 0xD7A3, "ko"}};

#define SCRIPTS (sizeof(scripts) / sizeof(scripts[0]))

typedef struct count_t {
    unsigned letters, script[SCRIPTS];
    unsigned arabic, persian, urdu, kana, han;
    unsigned cyrillic, yery, hard, i_dotted, short_u, foreign;
    unsigned words, votes[LANG_COUNT];
} count_t;

/* Letters that only some of the languages in Cyrillic have. */
static void count_cyrillic(count_t *n, unsigned cp)
{
    cp = nf_fold_cp(cp);
    n->cyrillic++;
    switch (cp) {
    case 0x44B:
    case 0x44D: /* yery, e: Russian, not
                 * Ukrainian, Bulgarian */
        n->yery++;
        break;
    case 0x44A:
        n->hard++;
        break;
    case 0x456:
    case 0x457:
    case 0x454:
        n->i_dotted++;
        break;
    case 0x45E: /* Belarusian */
        n->short_u++;
        break;
    default: /* Serbian, Kazakh, ... */
        n->foreign += cp > 0x451;
        break;
    }
}

static void count_letter(count_t *n, unsigned cp)
{
    size_t i;

    n->letters++;
    if (cp < 0x370) {
        return;
    }
    if (cp >= 0x400 && cp < 0x530) {
        count_cyrillic(n, cp);
        return;
    }
    if (cp >= 0x600 && cp < 0x700) {
        n->arabic++;
        n->persian += cp == 0x67E || cp == 0x686 || cp == 0x698 || cp == 0x6AF
                      || cp == 0x6CC || cp == 0x6A9;
        n->urdu += cp == 0x679 || cp == 0x688 || cp == 0x6D2 || cp == 0x6BA
                   || cp == 0x6BE;
        return;
    }
    if (nf_is_cjk(cp)) {
        n->kana += cp >= 0x3040 && cp < 0x3100;
        n->han += cp >= 0x3400;
        return;
    }
    for (i = 0; i < SCRIPTS; i++) {
        n->script[i] += cp >= scripts[i].from && cp <= scripts[i].to;
    }
}

static const small_word_t *find_word(const char *word, size_t len)
{
    uint32_t key = nf_word_key(word, len),
             at = nf_word_place(key, WORD_HASH_BITS);
    unsigned number;

    while ((number = nf_word_next(word_hash, WORD_HASH_BITS, key, &at)) != 0) {
        const small_word_t *w = &small_words[number - 1];

        if (strcmp(w->word, word) == 0) {
            return w;
        }
    }
    return NULL;
}

static void count_word(count_t *n, nf_str_t word)
{
    const small_word_t *w;
    uint32_t langs;
    char folded[24];
    size_t len;
    int i;

    n->words++;
    if (word.len > MAX_SMALL
        || (word.len > MAX_LATIN && !nf_word_has_high(nf_word_at(word.p)))) {
        return; /* it is not small */
    }
    len = nf_fold(word, folded, sizeof(folded));
    if (len == 0) {
        return;
    }
    w = find_word(folded, len);
    langs = w ? w->langs : 0;
    for (i = 0; langs; i++, langs >>= 1) {
        n->votes[i] += langs & 1;
    }
}

static void count_text(count_t *n, nf_str_t text)
{
    const char *p = text.p, *end = text.p + text.len, *start = NULL;

    while (p < end) {
        const char *at = p;
        unsigned cp;

        while (p < end && nf_is_alpha((unsigned char)*p)) {
            p++; /* most of the text */
        }
        if (p > at) {
            n->letters += (unsigned)(p - at);
            start = start ? start : at;
            continue;
        }
        cp = nf_utf8_next(&p, end);
        if (cp >= 0x80 && nf_is_letter(cp)) {
            count_letter(n, cp);
            start = start ? start : at;
        }
        else if (start) {
            count_word(n, (nf_str_t){start, (size_t)(at - start)});
            start = NULL;
        }
    }
    if (start) {
        count_word(n, (nf_str_t){start, (size_t)(end - start)});
    }
}

/* A language in Cyrillic by letters that its neighbours have not, each at
 * least 1 of 100; NULL where small words must tell. */
static const char *by_cyrillic(const count_t *n)
{
    unsigned some = n->cyrillic / 100 + 1;

    if (n->foreign >= some) {
        return NULL;
    }
    if (n->short_u >= some && n->i_dotted >= some) {
        return "be";
    }
    if (n->i_dotted >= some && n->yery < some) {
        return "uk";
    }
    if (n->yery >= some && n->i_dotted < some) {
        return "ru";
    }
    return n->hard >= some && n->yery == 0 ? "bg" : NULL;
}

/* The language by its script, or NULL. */
static const char *by_script(const count_t *n)
{
    unsigned half = n->letters / 2;
    size_t i;

    if (n->kana * 8 > n->letters && n->kana + n->han > half) {
        return "ja";
    }
    if (n->han > half) {
        return "zh";
    }
    if (n->arabic > half) {
        return n->urdu * 40 > n->arabic      ? "ur"
               : n->persian * 16 > n->arabic ? "fa"
                                             : "ar";
    }
    if (n->cyrillic > half) {
        return by_cyrillic(n);
    }
    for (i = 0; i < SCRIPTS; i++) {
        if (n->script[i] > half) {
            return scripts[i].tag;
        }
    }
    return NULL;
}

/* The language by its small words, or NULL if none stands out. */
static const char *by_words(const count_t *n)
{
    unsigned best = 0, second = 0;
    int i, lang = -1;

    for (i = 0; i < LANG_COUNT; i++) {
        if (n->votes[i] > best) {
            second = best;
            best = n->votes[i];
            lang = i;
        }
        else if (n->votes[i] > second) {
            second = n->votes[i];
        }
    }
    return best >= MIN_VOTES && best * 12 >= n->words && best >= second * 2
               ? tags[lang]
               : NULL;
}

static int same_primary(const char *a, const char *b)
{
    size_t n = strcspn(a, "-");

    return n == strcspn(b, "-") && strncmp(a, b, n) == 0;
}

void nf_language_detect(const nf_page_t *page, const nf_body_t *body,
                        nf_evidence_t *ev)
{
    const nf_candidate_t *said = nf_evidence_best(ev, NF_FACT_LANGUAGE);
    count_t n;
    size_t left = MAX_TEXT;
    const char *tag;
    uint32_t i;

    memset(&n, 0, sizeof(n));
    for (i = 0; i < body->n && left > 0; i++) {
        nf_str_t text = page->blocks->v[body->blocks[i]].text;

        text.len = text.len < left ? text.len : left;
        count_text(&n, text);
        left -= text.len;
    }
    if (n.letters < MIN_LETTERS) {
        return;
    }
    tag = by_script(&n);
    if (tag == NULL) {
        tag = by_words(&n);
    }
    if (tag && said && same_primary(tag, said->value)) {
        return; /* the declared tag may know the region */
    }
    if (tag && said && strcmp(tag, "no") == 0
        && (strncmp(said->value, "nb", 2) == 0
            || strncmp(said->value, "nn", 2) == 0)) {
        return;
    }
    nf_evidence_add(ev, NF_FACT_LANGUAGE, tag, 86, "text",
                    "script and small words of the text");
}
