/* declaration.c -- comments and doctypes (declaration.h). */
#include <string.h>
#include "declaration.h"
#include "scan.h"

static int emit_comment(nf_tokenizer_t *t, nf_token_t *tok, const char *start,
                        nf_str_t data, const char *stop)
{
    tok->type = NF_TOKEN_COMMENT;
    tok->start = (uint32_t)(start - t->in.p);
    tok->end = (uint32_t)(stop - t->in.p);
    tok->data = data;
    tok->tag = NF_TAG_UNKNOWN;
    tok->attrs = NULL;
    tok->nattrs = 0;
    t->pos = tok->end;
    return 1;
}

/* 13.2.5.41: all up to the next '>'. */
int nf_read_bogus(nf_tokenizer_t *t, nf_token_t *tok, const char *start,
                  const char *from, const char *end)
{
    const char *p = memchr(from, '>', (size_t)(end - from));

    t->unterminated = p == NULL;
    return emit_comment(t, tok, start, slice(from, p ? p : end),
                        p ? p + 1 : end);
}

/* What of a comment cut off by the end of the file is its text: the dashes
 * that may have begun its end are not (13.2.5.50 to 52). */
static const char *cut_comment(const char *from, const char *end)
{
    int i;

    if (end - from >= 3 && memcmp(end - 3, "--!", 3) == 0) {
        return end - 3;
    }
    for (i = 0; i < 2 && end > from && end[-1] == '-'; i++) {
        end--;
    }
    return end;
}

/* 13.2.5.43 to 52; start is at "<!--". The states after a nested "<!--"
 * differ in their parse errors only. */
int nf_read_comment(nf_tokenizer_t *t, nf_token_t *tok, const char *start,
                    const char *end)
{
    const char *from = start + 4, *p = from;

    while (p < end && (p = memchr(p, '>', (size_t)(end - p))) != NULL) {
        ptrdiff_t n = p - from;

        if (n == 0 || (n == 1 && p[-1] == '-')) {
            return emit_comment(t, tok, start, slice(from, from), p + 1);
        }
        if (n >= 2 && p[-1] == '-' && p[-2] == '-') {
            return emit_comment(t, tok, start, slice(from, p - 2), p + 1);
        }
        if (n >= 3 && p[-1] == '!' && p[-2] == '-' && p[-3] == '-') {
            return emit_comment(t, tok, start, slice(from, p - 3), p + 1);
        }
        p++;
    }
    t->unterminated = 1;
    return emit_comment(t, tok, start, slice(from, cut_comment(from, end)),
                        end);
}

/* A quoted identifier at p (13.2.5.59, 60, 65, 66), its quote included.
 * Stops at a '>' inside, which ends the doctype. */
static const char *read_id(const char *p, const char *end, nf_str_t *id,
                           int *closed)
{
    const char *from = p + 1;
    char quote = *p;

    for (p = from; p < end && *p != quote && *p != '>'; p++) {
    }
    *id = slice(from, p);
    *closed = p < end && *p == quote;
    return *closed ? p + 1 : p;
}

/* The identifiers after the name (13.2.5.56 to 67). Returns where the rest
 * that is not looked at starts; *good tells whether all was well so far. */
static const char *read_ids(nf_token_t *tok, const char *p, const char *end,
                            int *good)
{
    int is_public = starts_with(p, end, "public", 6);

    *good = 0;
    if (!is_public && !starts_with(p, end, "system", 6)) {
        return p;
    }
    p = skip_space(p + 6, end);
    if (p == end || (*p != '"' && *p != '\'')) {
        return p;
    }
    p = read_id(p, end, is_public ? &tok->public_id : &tok->system_id, good);
    if (!*good || !is_public) {
        return p;
    }
    p = skip_space(p, end);
    if (p < end && (*p == '"' || *p == '\'')) {
        return read_id(p, end, &tok->system_id, good);
    }
    *good = p < end && *p == '>';
    return p;
}

/* 13.2.5.53 to 68; start is at "<!doctype". */
int nf_read_doctype(nf_tokenizer_t *t, nf_token_t *tok, const char *start,
                    const char *end)
{
    const char *p = skip_space(start + 9, end), *from = p;
    int good;

    tok->type = NF_TOKEN_DOCTYPE;
    tok->start = (uint32_t)(start - t->in.p);
    tok->tag = NF_TAG_UNKNOWN;
    tok->attrs = NULL;
    tok->nattrs = 0;
    tok->public_id = tok->system_id = (nf_str_t){NULL, 0};
    while (p < end && *p != '>' && !nf_is_space((unsigned char)*p)) {
        p++;
    }
    tok->name = p > from ? slice(from, p) : (nf_str_t){NULL, 0};
    good = p > from;
    p = skip_space(p, end);
    if (p < end && *p != '>') {
        p = skip_space(read_ids(tok, p, end, &good), end);
    }
    good = good && p < end;
    p = memchr(p, '>', (size_t)(end - p));
    tok->force_quirks = !good;
    t->unterminated = p == NULL;
    tok->end = (uint32_t)((p ? p + 1 : end) - t->in.p);
    t->pos = tok->end;
    return 1;
}
