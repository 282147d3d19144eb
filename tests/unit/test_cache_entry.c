/* test_cache_entry.c -- entries as bytes, and what strangers send. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <apr_strings.h>
#include "state.h"
#include "httpd/cache_entry.c"

#define CONF 0x1122334455667788u

static const nf_edit_t edits[] = {
    {10, 0, {"<script>", 8}, 0},
    {20, 5, {"", 0}, 1},
    {100, 0, {"abc", 3}, 0},
};

static nfm_entry_t changed(void)
{
    return (nfm_entry_t){
        .length = 100, .end = 98, .edits = edits, .nedits = 3};
}

static void assert_same(const nfm_entry_t *a, const nfm_entry_t *b)
{
    int i;

    assert_int_equal(a->length, b->length);
    assert_int_equal(a->end, b->end);
    assert_int_equal(a->unread, b->unread);
    assert_int_equal(a->nedits, b->nedits);
    assert_int_equal(a->skip == NULL, b->skip == NULL);
    if (a->skip) {
        assert_string_equal(a->skip, b->skip);
    }
    for (i = 0; i < a->nedits; i++) {
        assert_int_equal(a->edits[i].at, b->edits[i].at);
        assert_int_equal(a->edits[i].drop, b->edits[i].drop);
        assert_int_equal(a->edits[i].optional, b->edits[i].optional);
        assert_true(nf_str_eq(a->edits[i].bytes, b->edits[i].bytes));
    }
    assert_int_equal(a->view.p == NULL, b->view.p == NULL);
    if (a->view.p) {
        assert_true(nf_str_eq(a->view, b->view));
    }
}

static void test_round_trip(void **state)
{
    const nfm_entry_t entries[] = {
        changed(),
        {.skip = "own-article",
         .length = 100,
         .end = 98,
         .edits = edits,
         .nedits = 1},
        {.skip = "not-article", .length = 7, .end = NFM_ENTRY_NO_END},
        {.skip = "not-html", .unread = 1, .end = NFM_ENTRY_NO_END},
        {.view = NF_STR("<html>\xC3\xA9"), .length = 7, .end = 7},
    };
    size_t i;

    for (i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
        nf_str_t bytes = nfm_entry_write(&entries[i], CONF, *state);
        nfm_entry_t back;

        assert_non_null(bytes.p);
        assert_true(nfm_entry_read(&back, bytes, CONF, *state));
        assert_same(&entries[i], &back);
        assert_false(nfm_entry_read(&back, bytes, CONF + 1, *state));
    }
}

/* Reads a copy of just these bytes, so that a sanitizer sees a step over the
 * end; what is accepted must be usable. */
static int read_copy(nf_str_t bytes, apr_pool_t *pool)
{
    char *copy = malloc(bytes.len + (bytes.len == 0));
    nfm_entry_t entry;
    size_t from = 0;
    int i, good;

    memcpy(copy, bytes.p, bytes.len);
    good = nfm_entry_read(&entry, (nf_str_t){copy, bytes.len}, CONF, pool);
    for (i = 0; good && i < entry.nedits; i++) {
        const nf_edit_t *edit = &entry.edits[i];

        assert_true(edit->at >= from && edit->at <= entry.length);
        assert_true(edit->drop <= entry.length - edit->at);
        assert_true(edit->bytes.p >= copy
                    && edit->bytes.p + edit->bytes.len <= copy + bytes.len);
        from = edit->at + edit->drop;
    }
    free(copy);
    return good;
}

static void test_cut_short_or_long(void **state)
{
    nfm_entry_t entry = changed();
    nf_str_t bytes = nfm_entry_write(&entry, CONF, *state);
    char *longer = apr_pcalloc(*state, bytes.len + 1);
    size_t n;

    assert_true(read_copy(bytes, *state));
    for (n = 0; n < bytes.len; n++) {
        assert_false(read_copy((nf_str_t){bytes.p, n}, *state));
    }
    memcpy(longer, bytes.p, bytes.len);
    assert_false(read_copy((nf_str_t){longer, bytes.len + 1}, *state));
}

static void test_changed_bytes(void **state)
{
    static const unsigned char values[] = {0, 1, 0x7F, 0x80, 0xFF};
    nfm_entry_t entry = changed();
    nf_str_t bytes = nfm_entry_write(&entry, CONF, *state);
    char *copy = apr_pmemdup(*state, bytes.p, bytes.len);
    size_t i, k;

    for (i = 0; i < bytes.len; i++) {
        for (k = 0; k < sizeof(values); k++) {
            copy[i] = (char)values[k];
            read_copy((nf_str_t){copy, bytes.len}, *state);
        }
        copy[i] = bytes.p[i];
    }
}

static int accepts(nfm_entry_t entry, apr_pool_t *pool)
{
    nf_str_t bytes = nfm_entry_write(&entry, CONF, pool);

    return bytes.p && read_copy(bytes, pool);
}

static int accepts_edits(const nf_edit_t *list, int n, apr_pool_t *pool)
{
    return accepts((nfm_entry_t){.length = 100,
                                 .end = NFM_ENTRY_NO_END,
                                 .edits = list,
                                 .nedits = n},
                   pool);
}

static void test_edits_in_the_page(void **state)
{
    const nf_edit_t behind[] = {{101, 0, NF_STR("a"), 0}};
    const nf_edit_t over[] = {{90, 11, NF_STR("a"), 0}};
    const nf_edit_t far[] = {{90, (apr_size_t)-10, NF_STR("a"), 0}};
    const nf_edit_t back[] = {{50, 0, NF_STR("a"), 0},
                              {49, 0, NF_STR("a"), 0}};
    const nf_edit_t within[] = {{50, 9, NF_STR("a"), 0},
                                {58, 0, NF_STR("a"), 0}};
    const nf_edit_t next[] = {{50, 9, NF_STR("a"), 0},
                              {59, 41, NF_STR("a"), 0}};
    const nf_edit_t wide[] = {{50, 0, NF_STR("\xC3\xA9"), 0}};

    assert_false(accepts_edits(behind, 1, *state));
    assert_false(accepts_edits(over, 1, *state));
    assert_false(accepts_edits(far, 1, *state));
    assert_false(accepts_edits(back, 2, *state));
    assert_false(accepts_edits(within, 2, *state));
    assert_true(accepts_edits(next, 2, *state));
    assert_false(accepts_edits(wide, 1, *state));
    assert_false(accepts_edits(next, 0, *state));
}

static void test_reasons(void **state)
{
    static const char *const odd[] = {"",
                                      "Not",
                                      "a b",
                                      "a\nb",
                                      "a\"b",
                                      "a-reason-that-is-longer-than-any-name"
                                      "-of-ours"};
    size_t i;

    for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        assert_false(accepts((nfm_entry_t){.skip = odd[i]}, *state));
    }
    assert_true(accepts((nfm_entry_t){.skip = "own-article"}, *state));
    assert_false(accepts(
        (nfm_entry_t){.skip = "own-article", .length = NF_MAX_PAGE + 1u},
        *state));
    assert_false(accepts(
        (nfm_entry_t){.skip = "own-article", .length = 7, .end = 8}, *state));
}

static void test_bounds(void **state)
{
    char *view = apr_pcalloc(*state, NFM_ENTRY_MAX + 1);
    nf_edit_t *many =
        apr_pcalloc(*state, sizeof(nf_edit_t) * (NFM_ENTRY_MAX_EDITS + 1));
    int i;

    assert_true(
        accepts((nfm_entry_t){.view = {view, NFM_ENTRY_MAX - 64}}, *state));
    assert_false(
        accepts((nfm_entry_t){.view = {view, NFM_ENTRY_MAX}}, *state));
    assert_false(accepts((nfm_entry_t){.view = {view, 0}}, *state));
    for (i = 0; i <= NFM_ENTRY_MAX_EDITS; i++) {
        many[i].bytes = NF_STR("a");
    }
    assert_true(accepts_edits(many, NFM_ENTRY_MAX_EDITS, *state));
    assert_false(accepts_edits(many, NFM_ENTRY_MAX_EDITS + 1, *state));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round_trip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cut_short_or_long, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_changed_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_edits_in_the_page, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_reasons, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bounds, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
