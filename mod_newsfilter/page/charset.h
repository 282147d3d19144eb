/*
 * charset.h -- which character set a page is in, and its text as UTF-8.
 *
 * The order is the WHATWG HTML standard's (13.2.3.2): byte order mark, the
 * transport's charset, the prescan of the first 1024 bytes, a meta element
 * further down (where a browser starts again); then, where a browser would
 * guess: well-formed UTF-8, the configured default, windows-1252.  Labels are
 * mapped as the Encoding standard does (iso-8859-1 is windows-1252, utf-16 in
 * a meta is utf-8).
 *
 * The served page is never transcoded.  The UTF-8 text made here is only
 * read; what is inserted into the page is ASCII.  That is right in every
 * ASCII-compatible, stateless encoding; the others are refused by
 * nf_charset_is_insertable().
 *
 * Conversion goes through apr_xlate, with the Encoding standard's rules for
 * malformed input on top.  In the encodings that may be inserted into, every
 * '<' of the input is a '<' of the output and the other way round, so the n-th
 * '<' of both is the same place: that is how offsets map back
 * (nf_charset_offset). The same is true of '>'; both are below 0x40, where no
 * encoding has a second byte that is not a digit.
 *
 * Ownership: names are constants; text comes from the pool or is the input
 * itself where that already is well-formed UTF-8.
 * Threads: no shared state.
 * Source: encoding.spec.whatwg.org, html.spec.whatwg.org 13.2.3.
 */
#ifndef NF_CHARSET_H
#define NF_CHARSET_H

#include <stdint.h>
#include "tree.h"

typedef enum nf_charset_source_e {
    NF_CHARSET_BOM,
    NF_CHARSET_TRANSPORT,
    NF_CHARSET_META,
    NF_CHARSET_UTF8_BYTES,
    NF_CHARSET_DEFAULT
} nf_charset_source_e;

/* The Encoding standard's name (lower case, "utf-8", "windows-1252",
 * "shift_jis" ...) for a label, or NULL when no browser knows the label. */
const char *nf_charset_from_label(nf_str_t label);

/* The prescan alone (at most the first 1024 bytes), or NULL. */
const char *nf_charset_prescan(nf_str_t bytes);

/* What a meta element says that the prescan did not reach ("changing the
 * encoding while parsing", 13.2.3.4), or NULL. The tree is that of the text in
 * any encoding in which ASCII is ASCII. */
const char *nf_charset_late_meta(const nf_tree_t *tree);

/* Decide, but for what nf_charset_late_meta() says where the source is none
 * that the page names. transport and fallback are labels and may be NULL.
 * Never NULL. */
const char *nf_charset_sniff(nf_str_t bytes, const char *transport,
                             const char *fallback,
                             nf_charset_source_e *source);

/* May ASCII be spliced into a page in this encoding (not UTF-16,
 * ISO-2022-JP, replacement)? */
int nf_charset_is_insertable(const char *name);

/* The bytes as well-formed UTF-8 without a byte order mark: *skipped gets the
 * length of the mark. Malformed sequences become U+FFFD (one for each maximal
 * subpart). Returns the input slice itself (less the mark) where nothing has
 * to change. NUL bytes stay. An absent slice means that the converter is not
 * there (iconv has no such table) or that the encoding is "replacement". */
nf_str_t nf_charset_decode(nf_str_t bytes, const char *name, size_t *skipped,
                           apr_pool_t *pool);

/* The offset in the original bytes of the '<' or '>' that stands at offset at
 * in text, which nf_charset_decode() made of them. at == text.len maps to
 * bytes.len. Linear. */
size_t nf_charset_offset(nf_str_t bytes, nf_str_t text, size_t at);

/* Is the slice well-formed UTF-8 (RFC 3629)? Linear, ASCII runs fast. */
int nf_utf8_valid(nf_str_t bytes);

/* Name of a source for people: "bom", "transport", "meta", ... */
const char *nf_charset_source_name(nf_charset_source_e source);

#endif
