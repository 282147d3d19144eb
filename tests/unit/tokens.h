/*
 * tokens.h -- the tokenizer's tokens in html5lib's JSON form.
 *
 * For the unit tests: those written here and html5lib's own run through the
 * same code. Text is decoded as the tree does it; what each state wants is in
 * decode(). Include after cmocka.h.
 */
#ifndef TESTS_TOKENS_H
#define TESTS_TOKENS_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <jansson.h>
#include "page/entities.h"
#include "page/tokenizer.h"

enum { REFS = 1, KEEP_NUL = 2, LOWER = 4, ATTR = 8 };

/* A slice's text: CR and CRLF are LF; NUL is U+FFFD unless KEEP_NUL. */
static inline json_t *decode(apr_pool_t *pool, nf_str_t s, int how)
{
    const char *p = s.p, *end = s.p + s.len;
    nf_buf_t b;
    size_t i;

    if (s.p == NULL) {
        return json_null();
    }
    nf_buf_init(&b, pool, s.len);
    while (p < end) {
        const char *from = p;

        while (p < end && (*p != '\0' || !(how & KEEP_NUL))) {
            p++;
        }
        if (how & REFS) {
            nf_entities_append(&b, (nf_str_t){from, (size_t)(p - from)},
                               how & ATTR);
        }
        for (; !(how & REFS) && from < p; from++) {
            if (*from == '\0') {
                nf_buf_add_utf8(&b, 0xFFFD);
            }
            else if (*from != '\r') {
                nf_buf_addc(&b, *from);
            }
            else if (from + 1 == p || from[1] != '\n') {
                nf_buf_addc(&b, '\n');
            }
        }
        if (p < end) {
            nf_buf_addc(&b, *p++);
        }
    }
    for (i = 0; how & LOWER && i < b.len; i++) {
        b.p[i] = (char)nf_lower((unsigned char)b.p[i]);
    }
    return json_stringn(b.p, b.len);
}

static inline json_t *start_tag(apr_pool_t *pool, nf_str_t in,
                                const nf_token_t *tok)
{
    json_t *attrs = json_object(), *a;
    unsigned i;

    for (i = 0; i < tok->nattrs; i++) {
        nf_attr_t attr = nf_attr_at(in, &tok->attrs[i]);
        json_t *name = decode(pool, attr.name, LOWER);
        json_t *value = decode(pool, attr.value, REFS | ATTR);

        json_object_set_new(attrs, json_string_value(name),
                            json_is_null(value) ? json_string("") : value);
        json_decref(name);
    }
    a = json_pack("[s,o,o]", "StartTag", decode(pool, tok->name, LOWER),
                  attrs);
    if (tok->self_closing) {
        json_array_append_new(a, json_true());
    }
    return a;
}

static inline int how_text(nf_tokenizer_state_e state)
{
    switch (state) {
    case NF_STATE_DATA:
        return REFS | KEEP_NUL;
    case NF_STATE_RCDATA:
        return REFS;
    case NF_STATE_CDATA_SECTION:
        return KEEP_NUL;
    default:
        return 0;
    }
}

/* Append text, to the last token if that is text too. */
static inline void add_text(apr_pool_t *pool, json_t *all,
                            const nf_token_t *tok)
{
    json_t *last = json_array_get(all, json_array_size(all) - 1);
    json_t *text = decode(pool, tok->data, how_text(tok->state));

    if (json_array_size(all)
        && strcmp(json_string_value(json_array_get(last, 0)), "Character")
               == 0) {
        json_t *old = json_array_get(last, 1);

        json_array_set_new(
            last, 1,
            json_pack("s%+%", json_string_value(old), json_string_length(old),
                      json_string_value(text), json_string_length(text)));
        json_decref(text);
        return;
    }
    json_array_append_new(all, json_pack("[s,o]", "Character", text));
}

static inline void add_token(apr_pool_t *pool, json_t *all, nf_str_t in,
                             const nf_token_t *tok)
{
    switch (tok->type) {
    case NF_TOKEN_TEXT:
        add_text(pool, all, tok);
        break;
    case NF_TOKEN_START_TAG:
        json_array_append_new(all, start_tag(pool, in, tok));
        break;
    case NF_TOKEN_END_TAG:
        json_array_append_new(
            all, json_pack("[s,o]", "EndTag", decode(pool, tok->name, LOWER)));
        break;
    case NF_TOKEN_COMMENT:
        json_array_append_new(
            all, json_pack("[s,o]", "Comment", decode(pool, tok->data, 0)));
        break;
    case NF_TOKEN_DOCTYPE:
        json_array_append_new(all, json_pack("[s,o,o,o,b]", "DOCTYPE",
                                             decode(pool, tok->name, LOWER),
                                             decode(pool, tok->public_id, 0),
                                             decode(pool, tok->system_id, 0),
                                             !tok->force_quirks));
        break;
    }
}

static inline nf_str_t json_str(const json_t *s)
{
    return (nf_str_t){json_string_value(s), json_string_length(s)};
}

/* All tokens of in. The bytes stand in a block of their own, so that the
 * sanitizers see a step outside. */
static inline json_t *tokens(apr_pool_t *pool, nf_str_t in,
                             nf_tokenizer_state_e state, int cdata,
                             nf_str_t last_start, int *unterminated)
{
    char *copy = malloc(in.len ? in.len : 1);
    json_t *all = json_array();
    nf_tokenizer_t t;
    nf_token_t tok;
    uint32_t at = 0;

    memcpy(copy, in.p, in.len);
    nf_tokenizer_init(&t, (nf_str_t){copy, in.len});
    t.state = state;
    t.cdata = cdata;
    t.last_start = last_start;
    while (nf_tokenizer_next(&t, &tok)) {
        assert_true(tok.start >= at);
        assert_true(tok.end > tok.start);
        assert_true(tok.end <= in.len);
        at = tok.end;
        add_token(pool, all, t.in, &tok);
    }
    assert_false(nf_tokenizer_next(&t, &tok));
    if (unterminated) {
        *unterminated = t.unterminated;
    }
    free(copy);
    return all;
}

#endif
