/*
 * fuzz_tokenizer.c -- libFuzzer entry: tokenizer and references.
 *
 *   make CC=clang VARIANT=fuzz fuzzers
 *   build/fuzz/fuzz/fuzz_tokenizer -max_total_time=60 -max_len=1000 \
 *       -dict=tests/fuzz/html.dict
 *
 * The first byte chooses the state to start in, the rest is the page. Any
 * broken promise of tokenizer.h ends in abort().
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <apr_general.h>
#include "page/entities.h"
#include "page/tokenizer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static apr_pool_t *root;

static void need(int promise)
{
    if (!promise) {
        abort();
    }
}

/* A slice that is there lies inside the token. */
static void need_inside(const nf_tokenizer_t *t, const nf_token_t *tok,
                        nf_str_t s)
{
    if (s.p) {
        need(s.p >= t->in.p + tok->start && s.p + s.len <= t->in.p + tok->end);
    }
}

static void check_text(const nf_token_t *tok, apr_pool_t *pool)
{
    nf_buf_t b;
    size_t i;
    int space = 1;

    for (i = 0; i < tok->data.len; i++) {
        char c = tok->data.p[i];

        space = space && nf_is_space((unsigned char)c);
    }
    need(tok->data.len > 0);
    need((int)tok->space_only == space);
    nf_buf_init(&b, pool, 0);
    nf_entities_append(&b, tok->data, 0);
    need(b.len <= tok->data.len * 3); /* one NUL makes U+FFFD */
}

static void check_start_tag(const nf_tokenizer_t *t, const nf_token_t *tok,
                            apr_pool_t *pool)
{
    unsigned i;

    need(tok->nattrs <= NF_MAX_ATTRS);
    need(tok->name.len > 0);
    for (i = 0; i < tok->nattrs; i++) {
        nf_attr_t a = nf_attr_at(t->in, &tok->attrs[i]);
        nf_buf_t b;

        need(a.name.len > 0);
        need_inside(t, tok, a.name);
        need_inside(t, tok, a.value);
        nf_buf_init(&b, pool, 0);
        if (a.value.p) {
            nf_entities_append(&b, a.value, 1);
        }
    }
}

static void check_token(const nf_tokenizer_t *t, const nf_token_t *tok,
                        apr_pool_t *pool)
{
    switch (tok->type) {
    case NF_TOKEN_TEXT:
        need_inside(t, tok, tok->data);
        check_text(tok, pool);
        break;
    case NF_TOKEN_START_TAG:
        check_start_tag(t, tok, pool);
        need_inside(t, tok, tok->name);
        break;
    case NF_TOKEN_END_TAG:
        need_inside(t, tok, tok->name);
        need(t->state == NF_STATE_DATA);
        break;
    case NF_TOKEN_COMMENT:
        need_inside(t, tok, tok->data);
        break;
    case NF_TOKEN_DOCTYPE:
        need_inside(t, tok, tok->name);
        need_inside(t, tok, tok->public_id);
        need_inside(t, tok, tok->system_id);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    nf_tokenizer_t t;
    nf_token_t tok;
    apr_pool_t *pool;
    uint32_t at = 0;

    if (size == 0) {
        return 0;
    }
    if (root == NULL) {
        apr_initialize();
        apr_pool_create(&root, NULL);
    }
    apr_pool_create(&pool, root);
    nf_tokenizer_init(&t, (nf_str_t){(const char *)data + 1, size - 1});
    t.state = (nf_tokenizer_state_e)(data[0] % 6);
    t.cdata = data[0] >= 128;
    t.last_start = data[0] & 64 ? NF_STR("script") : NF_STR("title");
    while (nf_tokenizer_next(&t, &tok)) {
        need(tok.start >= at && tok.end > tok.start && tok.end <= t.in.len);
        at = tok.end;
        check_token(&t, &tok, pool);
        if (tok.type == NF_TOKEN_START_TAG) {
            t.state = nf_tokenizer_state_for(tok.tag);
        }
    }
    need(t.pos == t.in.len);
    need(!nf_tokenizer_next(&t, &tok));
    apr_pool_destroy(pool);
    return 0;
}
