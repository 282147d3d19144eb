/*
 * fuzz_charset.c -- libFuzzer entry: the prescan and the decoders.
 *
 *   make CC=clang VARIANT=fuzz fuzzers
 *   build/fuzz/fuzz/fuzz_charset -max_total_time=60 -max_len=1000 \
 *       -dict=tests/fuzz/html.dict
 *
 * The first byte chooses the encoding, the rest is the page. Any broken
 * promise of charset.h ends in abort().
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <apr_general.h>
#include "page/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {
#define NF_ENCODING(id, name, kind, conv, conv2) name,
#include "page/charset_labels.def"
#undef NF_ENCODING
};

static apr_pool_t *root;

static void need(int promise)
{
    if (!promise) {
        abort();
    }
}

/* The n-th '<' of the text is the n-th of the bytes. */
static void check_offsets(nf_str_t bytes, nf_str_t text)
{
    size_t at, n = 0;
    const char *p = bytes.p, *end = bytes.p + bytes.len;

    for (at = 0; at < text.len && n < 20; at++) {
        if (text.p[at] == '<') {
            p = memchr(p, '<', (size_t)(end - p));
            need(p != NULL);
            need(nf_charset_offset(bytes, text, at) == (size_t)(p - bytes.p));
            p++;
            n++;
        }
    }
    need(n == 20 || memchr(p, '<', (size_t)(end - p)) == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    nf_charset_source_e source;
    nf_str_t bytes, text;
    apr_pool_t *pool;
    size_t skipped;
    const char *name;

    if (size == 0) {
        return 0;
    }
    if (root == NULL) {
        apr_initialize();
        apr_pool_create(&root, NULL);
    }
    apr_pool_create(&pool, root);
    bytes = (nf_str_t){(const char *)data + 1, size - 1};
    name = nf_charset_sniff(bytes, NULL, NULL, &source);
    need(strcmp(nf_charset_from_label(nf_str(name)), name) == 0);
    name = names[data[0] % (sizeof(names) / sizeof(names[0]))];
    text = nf_charset_decode(bytes, name, &skipped, pool);
    if (text.p) {
        need(nf_utf8_valid(text));
        need(skipped <= bytes.len);
        if (nf_charset_is_insertable(name)) {
            check_offsets(bytes, text);
        }
    }
    apr_pool_destroy(pool);
    return 0;
}
