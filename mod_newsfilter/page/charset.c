/* charset.c -- the encoding of a page, and places in it (charset.h). */
#include <string.h>
#include "charset.h"
#include "encoding.h"

enum {
#define NF_ENCODING(id, name, kind, conv, conv2) ENC_##id,
#include "charset_labels.def"
#undef NF_ENCODING
    ENC_COUNT
};

static const nf_encoding_t encodings[ENC_COUNT] = {
#define NF_ENCODING(id, name, kind, conv, conv2) \
    {name, NF_ENC_##kind, {conv, conv2}},
#include "charset_labels.def"
#undef NF_ENCODING
};

typedef struct label_t {
    const char *label;
    unsigned char encoding;
} label_t;

static const label_t labels[] = {
#define NF_LABEL(label, id) {label, ENC_##id},
#include "charset_labels.def"
#undef NF_LABEL
};

#define LABELS (sizeof(labels) / sizeof(labels[0]))

/* strcmp() of a slice, put into lower case, with a label. */
static int compare(nf_str_t a, const char *label)
{
    size_t i;

    for (i = 0; i < a.len; i++) {
        int d = nf_lower((unsigned char)a.p[i]) - (unsigned char)label[i];

        if (d != 0 || label[i] == '\0') {
            return label[i] == '\0' ? 1 : d;
        }
    }
    return label[i] == '\0' ? 0 : -1;
}

const nf_encoding_t *nf_encoding_find(nf_str_t label)
{
    size_t lo = 0, hi = LABELS;

    label = nf_str_trim(label);
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int d = compare(label, labels[mid].label);

        if (d == 0) {
            return &encodings[labels[mid].encoding];
        }
        if (d < 0) {
            hi = mid;
        }
        else {
            lo = mid + 1;
        }
    }
    return NULL;
}

const char *nf_charset_from_label(nf_str_t label)
{
    const nf_encoding_t *e = nf_encoding_find(label);

    return e ? e->name : NULL;
}

int nf_charset_is_insertable(const char *name)
{
    const nf_encoding_t *e = nf_encoding_find(nf_str(name));

    return e && e->kind != NF_ENC_UTF16 && e->kind != NF_ENC_STATEFUL
           && e->kind != NF_ENC_REFUSED;
}

static const char *from_bom(nf_str_t bytes)
{
    if (bytes.len >= 3 && memcmp(bytes.p, "\xEF\xBB\xBF", 3) == 0) {
        return "utf-8";
    }
    if (bytes.len >= 2 && memcmp(bytes.p, "\xFE\xFF", 2) == 0) {
        return "utf-16be";
    }
    if (bytes.len >= 2 && memcmp(bytes.p, "\xFF\xFE", 2) == 0) {
        return "utf-16le";
    }
    return NULL;
}

const char *nf_charset_sniff(nf_str_t bytes, const char *transport,
                             const char *fallback, nf_charset_source_e *source)
{
    const char *name;

    *source = NF_CHARSET_BOM;
    if ((name = from_bom(bytes)) != NULL) {
        return name;
    }
    *source = NF_CHARSET_TRANSPORT;
    if ((name = nf_charset_from_label(nf_str(transport))) != NULL) {
        return name;
    }
    *source = NF_CHARSET_META;
    if ((name = nf_charset_prescan(bytes)) != NULL) {
        return name;
    }
    *source = NF_CHARSET_UTF8_BYTES;
    if (nf_utf8_valid(bytes)) {
        return "utf-8";
    }
    *source = NF_CHARSET_DEFAULT;
    name = nf_charset_from_label(nf_str(fallback));
    return name ? name : "windows-1252";
}

size_t nf_charset_offset(nf_str_t bytes, nf_str_t text, size_t at)
{
    uintptr_t b = (uintptr_t)bytes.p, t = (uintptr_t)text.p;
    const char *p = text.p, *stop = text.p + at;
    const char *q = bytes.p, *end = bytes.p + bytes.len;
    int sign;

    if (at >= text.len) {
        return bytes.len;
    }
    if (t >= b && t <= b + bytes.len) { /* nothing was converted */
        return (size_t)(t - b) + at;
    }
    sign = *stop == '>' ? '>' : '<';
    while ((p = memchr(p, sign, (size_t)(stop - p))) != NULL) {
        q = memchr(q, sign, (size_t)(end - q));
        if (q == NULL) {
            return bytes.len;
        }
        p++;
        q++;
    }
    q = memchr(q, sign, (size_t)(end - q));
    return q ? (size_t)(q - bytes.p) : bytes.len;
}

const char *nf_charset_source_name(nf_charset_source_e source)
{
    static const char *const names[] = {"bom", "transport", "meta", "utf-8",
                                        "default"};

    return (unsigned)source < sizeof(names) / sizeof(names[0]) ? names[source]
                                                               : "";
}
