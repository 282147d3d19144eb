/* reader_text.c -- the reader view's words and dates (reader_text.h). */
#include <string.h>
#include "../page/chars.h"
#include "reader_text.h"

#define SAMPLE 4000 /* bytes of text that show its script */

static const nf_reader_text_t texts[] = {
#include "reader_text.def"
};

#define NTEXTS (sizeof(texts) / sizeof(*texts))

static const nf_reader_text_t *find(const char *language)
{
    nf_str_t primary = {language, strcspn(language, "-_")};
    size_t i;

    for (i = 0; i < NTEXTS; i++) {
        if (nf_str_ieq(primary, texts[i].language)) {
            return &texts[i];
        }
    }
    return NULL;
}

const nf_reader_text_t *nf_reader_text(const char *language)
{
    const nf_reader_text_t *text = language ? find(language) : NULL;

    return text ? text : find("en");
}

/* ---------------------------------------------------------------- dates */

typedef struct date_t {
    unsigned year, month, day;
    nf_str_t clock; /* "08:15", or absent */
    int utc;
} date_t;

static int number(const char *s, size_t n, unsigned *v)
{
    *v = 0;
    while (n-- > 0) {
        if (*s < '0' || *s > '9') {
            return 0;
        }
        *v = *v * 10 + (unsigned)(*s++ - '0');
    }
    return 1;
}

static int parse(const char *s, date_t *d)
{
    memset(d, 0, sizeof(*d));
    if (strnlen(s, 10) < 10 || s[4] != '-' || s[7] != '-'
        || !number(s, 4, &d->year) || !number(s + 5, 2, &d->month)
        || !number(s + 8, 2, &d->day) || d->month < 1 || d->month > 12) {
        return 0;
    }
    if (s[10] == 'T' && strnlen(s + 11, 5) == 5) {
        d->clock = (nf_str_t){s + 11, 5};
        d->utc = s[strlen(s) - 1] == 'Z';
    }
    return 1;
}

/* The date's pattern, filled in. */
static void add_date(nf_buf_t *out, const nf_reader_text_t *text,
                     const date_t *d)
{
    const char *p;

    for (p = text->date; *p; p++) {
        if (*p != '%') {
            nf_buf_addc(out, *p);
            continue;
        }
        p++;
        if (*p == 'm') {
            nf_buf_adds(out, text->months[d->month - 1]);
        }
        else {
            nf_buf_printf(out, "%u",
                          *p == 'd'   ? d->day
                          : *p == 'n' ? d->month
                                      : d->year);
        }
    }
}

/* Midnight is what systems without a time of day write. */
static int has_clock(const date_t *d)
{
    return d->clock.p && memcmp(d->clock.p, "00:00", 5) != 0;
}

const char *nf_reader_date(const char *iso, const char *since,
                           const char *language, apr_pool_t *pool)
{
    const nf_reader_text_t *text = find(language ? language : "en");
    nf_buf_t out;
    date_t d;
    int same_day;

    if (!parse(iso, &d)) {
        return iso;
    }
    same_day = since && strncmp(iso, since, 10) == 0;
    if (same_day && !has_clock(&d)) {
        return NULL;
    }
    nf_buf_init(&out, pool, 48);
    if (!same_day && text) {
        add_date(&out, text, &d);
    }
    else if (!same_day) {
        nf_buf_add(&out, iso, 10);
    }
    if (has_clock(&d)) {
        nf_buf_adds(&out, same_day ? "" : " \xC2\xB7 ");
        nf_buf_add(&out, d.clock.p, d.clock.len);
        nf_buf_adds(&out, d.utc ? " UTC" : "");
    }
    return nf_buf_cstr(&out);
}

/* ------------------------------------------------------------- the text */

/* Characters as people count them, without white space: marks, and letters
 * written under others, belong to the one before. */
static size_t count_letters(const char *text)
{
    const char *p = text, *end = text + strlen(text);
    size_t letters = 0;
    int joined = 0;

    while (p < end) {
        unsigned cp = nf_utf8_next(&p, end);
        int plain = cp < 0x300;

        letters += plain ? !nf_is_space((unsigned char)cp)
                         : !joined && !nf_char_is_mark(cp);
        joined = !plain && nf_char_is_joiner(cp);
    }
    return letters;
}

unsigned nf_reader_minutes(const char *text, const nf_reader_text_t *words)
{
    size_t letters = text ? count_letters(text) : 0;

    if (letters == 0) {
        return 0;
    }
    return (unsigned)((letters + words->letters / 2) / words->letters)
           + (letters * 2 < words->letters);
}

/* Scripts by block: what they say of language and direction. */
static const struct {
    unsigned from, to;
    const char *language; /* NULL: many */
    int rtl;
} scripts[] = {{0x0370, 0x03FF, "el", 0}, {0x0530, 0x058F, "hy", 0},
               {0x0590, 0x05FF, "he", 1}, {0x0600, 0x06FF, "ar", 1},
               {0x0700, 0x08FF, NULL, 1}, {0x0900, 0x097F, "hi", 0},
               {0x0980, 0x09FF, "bn", 0}, {0x0A80, 0x0AFF, "gu", 0},
               {0x0B80, 0x0BFF, "ta", 0}, {0x0C00, 0x0C7F, "te", 0},
               {0x0C80, 0x0CFF, "kn", 0}, {0x0D00, 0x0D7F, "ml", 0},
               {0x0D80, 0x0DFF, "si", 0}, {0x0E00, 0x0E7F, "th", 0},
               {0x0E80, 0x0EFF, "lo", 0}, {0x1000, 0x109F, "my", 0},
               {0x10A0, 0x10FF, "ka", 0}, {0x1200, 0x137F, "am", 0},
               {0x1780, 0x17FF, "km", 0}, {0x3040, 0x30FF, "ja", 0},
               {0x4E00, 0x9FFF, "zh", 0}, {0xAC00, 0xD7AF, "ko", 0},
               {0xFB1D, 0xFDFF, NULL, 1}, {0xFE70, 0xFEFF, NULL, 1}};

#define NSCRIPTS (sizeof(scripts) / sizeof(*scripts))

typedef struct census_t {
    unsigned letters; /* ASCII letters and all from Latin-1 on */
    unsigned rtl;
    unsigned by[NSCRIPTS];
} census_t;

static void take_census(const char *text, census_t *c)
{
    const char *p = text, *end;
    size_t i;

    memset(c, 0, sizeof(*c));
    if (text == NULL) {
        return;
    }
    end = text + strnlen(text, SAMPLE);
    while (p < end) {
        unsigned cp = nf_utf8_next(&p, end);

        c->letters += cp >= 0xC0
                      || (nf_lower((unsigned char)cp) >= 'a'
                          && nf_lower((unsigned char)cp) <= 'z' && cp < 0x80);
        for (i = 0; i < NSCRIPTS && cp >= 0x370; i++) {
            if (cp >= scripts[i].from && cp <= scripts[i].to) {
                c->by[i]++;
                c->rtl += (unsigned)scripts[i].rtl;
                break;
            }
        }
    }
}

const char *nf_reader_guess(const char *text)
{
    census_t c;
    size_t i, best = 0;

    take_census(text, &c);
    for (i = 0; i < NSCRIPTS; i++) {
        /* a fifth of kana makes Chinese characters Japanese */
        if (scripts[i].from == 0x3040 && c.by[i] * 5 > c.letters) {
            return "ja";
        }
        best = c.by[i] > c.by[best] ? i : best;
    }
    return c.by[best] * 2 > c.letters ? scripts[best].language : NULL;
}

int nf_reader_is_rtl(const char *text)
{
    census_t c;

    take_census(text, &c);
    return c.rtl * 2 > c.letters;
}
