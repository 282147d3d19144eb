/*
 * charset_decode.c -- bytes to UTF-8 (charset.h).
 *
 * UTF-8, UTF-16 and x-user-defined are decoded here. A single-byte encoding
 * is a table of 128 that the converter fills; the others run through the
 * converter, which stops at what is malformed. From there we go on as the
 * Encoding standard's decoders do: an ASCII byte is never swallowed, so no
 * '<' is lost.
 *
 * apr_xlate and not libxml2's handlers: those report malformed bytes through
 * the process-wide error handler, and their converter is not to be called
 * directly from libxml2 2.14 on.
 */
#include <string.h>
#include <apr_xlate.h>
#include "charset.h"
#include "encoding.h"
#include "word.h"

#define REPLACEMENT "\xEF\xBF\xBD"
#define CHUNK 16384

/* -- UTF-8 ---------------------------------------------------------------- */

#define BLOCK 128

/* Are the n bytes at p ASCII? n is a multiple of 8. */
static inline int is_ascii(const char *p, size_t n)
{
    uint64_t all = 0;
    size_t i;

    for (i = 0; i < n; i += sizeof(all)) {
        all |= nf_word_at(p + i);
    }
    return !nf_word_has_high(all);
}

static const char *skip_ascii(const char *p, const char *end)
{
    while (end - p >= BLOCK && is_ascii(p, BLOCK)) {
        p += BLOCK;
    }
    while (end - p >= 8 && is_ascii(p, 8)) {
        p += 8;
    }
    while (p < end && !(*p & 0x80)) {
        p++;
    }
    return p;
}

/* The length of the well-formed sequence at p (RFC 3629, section 4), which is
 * no ASCII; or, negative, of the maximal subpart of a malformed one. */
static int sequence(const unsigned char *p, const unsigned char *end)
{
    unsigned char lead = p[0], lo = 0x80, hi = 0xBF;
    int n = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, i;

    if (lead < 0xC2 || lead > 0xF4) {
        return -1;
    }
    switch (lead) {
    case 0xE0:
        lo = 0xA0;
        break;
    case 0xED:
        hi = 0x9F;
        break;
    case 0xF0:
        lo = 0x90;
        break;
    case 0xF4:
        hi = 0x8F;
        break;
    }
    for (i = 1; i < n; i++) {
        if (p + i >= end || p[i] < lo || p[i] > hi) {
            return -i;
        }
        lo = 0x80;
        hi = 0xBF;
    }
    return n;
}

/* Two bytes are what most letters have that are no ASCII. */
static int is_pair(const char *p, const char *end)
{
    return (unsigned char)*p - 0xC2u < 0xE0u - 0xC2u && end - p > 1
           && (p[1] & 0xC0) == 0x80;
}

/* The first malformed byte, or end. */
static const char *find_malformed(const char *p, const char *end)
{
    while ((p = skip_ascii(p, end)) < end) {
        do {
            int n = is_pair(p, end) ? 2
                                    : sequence((const unsigned char *)p,
                                               (const unsigned char *)end);

            if (n < 0) {
                return p;
            }
            p += n;
        } while (p < end && (*p & 0x80));
    }
    return end;
}

int nf_utf8_valid(nf_str_t bytes)
{
    const char *end = bytes.p + bytes.len;

    return find_malformed(bytes.p, end) == end;
}

/* The bytes of the text with U+FFFD for what is malformed, from p on. */
static size_t mended_length(nf_str_t s, const char *p)
{
    const char *end = s.p + s.len;
    size_t len = s.len;

    while (p < end) {
        int n =
            -sequence((const unsigned char *)p, (const unsigned char *)end);

        p += n;
        len += sizeof(REPLACEMENT) - 1 - (size_t)n;
        p = find_malformed(p, end);
    }
    return len;
}

static nf_str_t decode_utf8(nf_str_t s, apr_pool_t *pool)
{
    const char *end = s.p + s.len, *from = s.p;
    const char *p = find_malformed(from, end);
    nf_buf_t out;

    if (p == end) {
        return s;
    }
    nf_buf_init(&out, pool, mended_length(s, p));
    while (p < end) {
        nf_buf_add(&out, from, (size_t)(p - from));
        nf_buf_adds(&out, REPLACEMENT);
        p -= sequence((const unsigned char *)p, (const unsigned char *)end);
        from = p;
        p = find_malformed(p, end);
    }
    nf_buf_add(&out, from, (size_t)(p - from));
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

/* -- UTF-16 --------------------------------------------------------------- */

static unsigned unit(const unsigned char *p, int big)
{
    return big ? (unsigned)p[0] << 8 | p[1] : (unsigned)p[1] << 8 | p[0];
}

static nf_str_t decode_utf16(nf_str_t s, int big, apr_pool_t *pool)
{
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.len;
    nf_buf_t out;

    nf_buf_init(&out, pool, s.len / 2 + s.len / 4);
    while (end - p >= 2) {
        unsigned u = unit(p, big), low;

        p += 2;
        if (u >= 0xD800 && u < 0xDC00 && end - p >= 2
            && (low = unit(p, big)) >= 0xDC00 && low < 0xE000) {
            u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
            p += 2;
        }
        nf_buf_add_utf8(&out, u);
    }
    if (p < end) {
        nf_buf_adds(&out, REPLACEMENT);
    }
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

/* -- single bytes --------------------------------------------------------- */

typedef struct upper_t {
    unsigned char len[128];
    char text[128][8];
} upper_t;

/* Where the standard's tables differ from the usual converters'. */
static const struct {
    const char *name;
    unsigned char byte;
    const char *text;
} upper_fixes[] = {{"koi8-u", 0xAE, "\xD1\x9E"},         /* U+045E */
                   {"koi8-u", 0xBE, "\xD0\x8E"},         /* U+040E */
                   {"macintosh", 0xDB, "\xE2\x82\xAC"},  /* U+20AC */
                   {"windows-1255", 0xCA, "\xD6\xBA"},   /* U+05BA */
                   {"x-mac-cyrillic", 0xA2, "\xD2\x90"}, /* U+0490 */
                   {"x-mac-cyrillic", 0xB6, "\xD2\x91"}, /* U+0491 */
                   {"x-mac-cyrillic", 0xFF, "\xE2\x82\xAC"}};

static void upper_set(upper_t *u, unsigned char byte, const char *text,
                      size_t len)
{
    u->len[byte - 0x80] = (unsigned char)len;
    memcpy(u->text[byte - 0x80], text, len);
}

/* A byte without a meaning is the C1 control below 0xA0, else malformed. */
static void upper_undefined(upper_t *u, unsigned char byte)
{
    char c1[2] = {'\xC2', (char)byte};

    if (byte < 0xA0) {
        upper_set(u, byte, c1, 2);
    }
    else {
        upper_set(u, byte, REPLACEMENT, 3);
    }
}

/* Byte by byte, flushed: some converters hold a letter back to compose it
 * with what follows, which the standard does not. */
static void upper_fill(upper_t *u, const nf_encoding_t *e, apr_xlate_t *x)
{
    int b;
    size_t i;

    for (b = 0x80; b < 0x100; b++) {
        char in = (char)b, out[8];
        apr_size_t in_left = 1, left = sizeof(out), zero = 0;
        apr_status_t rv;

        rv = apr_xlate_conv_buffer(x, &in, &in_left, out, &left);
        if (rv == APR_SUCCESS) {
            apr_xlate_conv_buffer(x, NULL, &zero, out + sizeof(out) - left,
                                  &left);
        }
        if (rv != APR_SUCCESS || in_left || left == sizeof(out)) {
            upper_undefined(u, (unsigned char)b);
        }
        else {
            upper_set(u, (unsigned char)b, out, sizeof(out) - left);
        }
    }
    for (i = 0; i < sizeof(upper_fixes) / sizeof(upper_fixes[0]); i++) {
        if (strcmp(upper_fixes[i].name, e->name) == 0) {
            upper_set(u, upper_fixes[i].byte, upper_fixes[i].text,
                      strlen(upper_fixes[i].text));
        }
    }
}

/* x-user-defined: 0x80..0xFF are U+F780..U+F7FF. */
static void upper_user(upper_t *u)
{
    int b;

    for (b = 0x80; b < 0x100; b++) {
        char text[3] = {'\xEF', (char)(0x9E + (b - 0x80) / 64),
                        (char)(0x80 + b % 64)};

        upper_set(u, (unsigned char)b, text, 3);
    }
}

static nf_str_t decode_single(nf_str_t s, const upper_t *u, apr_pool_t *pool)
{
    const char *p = s.p, *end = p + s.len, *from;
    nf_buf_t out;

    nf_buf_init(&out, pool, s.len + s.len / 2);
    while (p < end) {
        from = p;
        p = skip_ascii(p, end);
        nf_buf_add(&out, from, (size_t)(p - from));
        for (; p < end && (*p & 0x80); p++) {
            unsigned i = (unsigned char)*p - 0x80u;

            nf_buf_add(&out, u->text[i], u->len[i]);
        }
    }
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

/* -- more bytes ----------------------------------------------------------- */

static int is_high(const char *p, const char *end)
{
    return p < end && (*p & 0x80);
}

/* Step over the malformed sequence at p, in the standard's way: a lead byte
 * takes a trail byte along unless that is ASCII. */
static const char *skip_malformed(const nf_encoding_t *e, const char *p,
                                  const char *end, nf_buf_t *out)
{
    unsigned char c = (unsigned char)*p;

    if (c < 0x80 && c != 0x1B) {
        nf_buf_addc(out, *p);
        return p + 1;
    }
    if (c == 0x80 && e->kind == NF_ENC_GB) {
        nf_buf_adds(out, "\xE2\x82\xAC");
        return p + 1;
    }
    if (c == 0x80 && e->kind == NF_ENC_SHIFT_JIS) {
        nf_buf_adds(out, "\xC2\x80");
        return p + 1;
    }
    nf_buf_adds(out, REPLACEMENT);
    if (e->kind == NF_ENC_EUC_JP && c == 0x8F && is_high(p + 1, end)
        && is_high(p + 2, end)) {
        return p + 3;
    }
    if (c <= 0x80 || c == 0xFF || !is_high(p + 1, end)
        || e->kind == NF_ENC_STATEFUL
        || (e->kind == NF_ENC_SHIFT_JIS && (c == 0xA0 || c > 0xFC))) {
        return p + 1;
    }
    return p + 2;
}

static nf_str_t decode_multi(nf_str_t s, const nf_encoding_t *e,
                             apr_xlate_t *x, apr_pool_t *pool)
{
    const char *p = s.p, *end = p + s.len;
    apr_size_t left, in_left, zero = 0;
    nf_buf_t out;

    nf_buf_init(&out, pool, s.len + s.len / 2);
    while (p < end) {
        char *to = nf_buf_reserve(&out, CHUNK);
        apr_status_t rv;

        left = CHUNK;
        in_left = (apr_size_t)(end - p);
        rv = apr_xlate_conv_buffer(x, p, &in_left, to, &left);
        out.len += CHUNK - left;
        p = end - in_left;
        if (rv == APR_SUCCESS) {
            continue; /* the chunk is full, or all is done */
        }
        if (e->kind != NF_ENC_STATEFUL) {
            left = 16; /* what the converter has held back */
            apr_xlate_conv_buffer(x, NULL, &zero, nf_buf_reserve(&out, 16),
                                  &left);
            out.len += 16 - left;
        }
        p = skip_malformed(e, p, end, &out);
    }
    left = 16;
    apr_xlate_conv_buffer(x, NULL, &zero, nf_buf_reserve(&out, 16), &left);
    out.len += 16 - left;
    return (nf_str_t){nf_buf_cstr(&out), out.len};
}

/* -- the way in ----------------------------------------------------------- */

static apr_xlate_t *open_converter(const nf_encoding_t *e, apr_pool_t *pool)
{
    apr_xlate_t *x = NULL;
    int i;

    for (i = 0; i < 2 && e->converter[i]; i++) {
        if (apr_xlate_open(&x, "UTF-8", e->converter[i], pool)
            == APR_SUCCESS) {
            return x;
        }
    }
    return NULL;
}

static nf_str_t decode_converted(nf_str_t s, const nf_encoding_t *e,
                                 apr_pool_t *pool)
{
    apr_xlate_t *x = open_converter(e, pool);
    nf_str_t text = {NULL, 0};
    upper_t upper;

    if (x == NULL) {
        return text;
    }
    if (e->kind == NF_ENC_SINGLE) {
        upper_fill(&upper, e, x);
        text = decode_single(s, &upper, pool);
    }
    else {
        text = decode_multi(s, e, x, pool);
    }
    apr_xlate_close(x);
    return text;
}

/* The length of the encoding's own byte order mark at the start. */
static size_t bom_length(nf_str_t s, const nf_encoding_t *e)
{
    if (e->kind == NF_ENC_UTF8) {
        return s.len >= 3 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    }
    if (e->kind == NF_ENC_UTF16 && s.len >= 2) {
        return unit((const unsigned char *)s.p, e->name[6] == 'b') == 0xFEFF
                   ? 2
                   : 0;
    }
    return 0;
}

nf_str_t nf_charset_decode(nf_str_t bytes, const char *name, size_t *skipped,
                           apr_pool_t *pool)
{
    const nf_encoding_t *e = nf_encoding_find(nf_str(name));
    upper_t upper;

    *skipped = 0;
    if (e == NULL || e->kind == NF_ENC_REFUSED) {
        return (nf_str_t){NULL, 0};
    }
    *skipped = bom_length(bytes, e);
    bytes.p += *skipped;
    bytes.len -= *skipped;
    switch (e->kind) {
    case NF_ENC_UTF8:
        return decode_utf8(bytes, pool);
    case NF_ENC_UTF16:
        return decode_utf16(bytes, e->name[6] == 'b', pool);
    default:
        break;
    }
    if (e->kind != NF_ENC_STATEFUL
        && skip_ascii(bytes.p, bytes.p + bytes.len) == bytes.p + bytes.len) {
        return bytes;
    }
    if (e->kind == NF_ENC_USER) {
        upper_user(&upper);
        return decode_single(bytes, &upper, pool);
    }
    return decode_converted(bytes, e, pool);
}
