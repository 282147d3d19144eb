/* test_stats.c -- outcomes and their counters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "state.h"
#include "httpd/address.c"
#include "httpd/gate.c"
#include "httpd/stats.c"

static apr_uint64_t total(nfm_stats_t *stats)
{
    apr_uint64_t n = 0;
    int slot;

    for (slot = 0; slot < NFM_STATS_OUTCOMES; slot++) {
        n += nfm_stats_get(stats, slot);
    }
    return n;
}

static void test_each_outcome_has_its_own_counter(void **state)
{
    nfm_stats_t *stats = nfm_stats_create(*state);
    int slot;

    for (slot = 0; slot < NFM_STATS_OUTCOMES; slot++) {
        nfm_stats_count(stats, nfm_stats_name(slot, *state));
        assert_int_equal(nfm_stats_get(stats, slot), 1);
    }
    assert_int_equal(total(stats), NFM_STATS_OUTCOMES);
}

static void test_each_reason_of_the_gate_is_known(void **state)
{
    nfm_stats_t *stats = nfm_stats_create(*state);
    int i;

    for (i = 1; i < NFM_REASONS; i++) {
        nfm_stats_count(stats,
                        apr_pstrcat(*state, "skip:",
                                    nfm_reason_name((nfm_reason_e)i), NULL));
    }
    assert_int_equal(nfm_stats_get(stats, NFM_STATS_OTHER), 0);
    assert_int_equal(total(stats), NFM_REASONS - 1);
}

static void test_unknown_outcomes_are_other(void **state)
{
    static const char *const unknown[] = {"",
                                          "skip:",
                                          "skip",
                                          "skip:no-such-reason",
                                          "skip:article",
                                          "skip:reader",
                                          "not-article",
                                          "status",
                                          "bytes-inserted",
                                          "articles"};
    nfm_stats_t *stats = nfm_stats_create(*state);
    size_t i, n = sizeof(unknown) / sizeof(unknown[0]);

    for (i = 0; i < n; i++) {
        nfm_stats_count(stats, unknown[i]);
    }
    assert_int_equal(nfm_stats_get(stats, NFM_STATS_OTHER), n);
    assert_int_equal(total(stats), n);
    assert_int_equal(nfm_stats_get(stats, NFM_STATS_BYTES), 0);
}

static void test_keys_are_one_word_and_unique(void **state)
{
    int a, b;

    for (a = 0; a < NFM_STATS_SLOTS; a++) {
        const char *key = nfm_stats_key(a, *state);

        assert_memory_equal(key, "NewsFilter", 10);
        assert_true(apr_isupper(key[10]));
        assert_int_equal(strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "abcdefghijklmnopqrstuvwxyz"),
                         strlen(key));
        for (b = 0; b < a; b++) {
            assert_string_not_equal(key, nfm_stats_key(b, *state));
        }
    }
}

static void test_some_keys(void **state)
{
    assert_string_equal(nfm_stats_key(NFM_STATS_ARTICLE, *state),
                        "NewsFilterArticle");
    assert_string_equal(nfm_stats_key(NFM_STATS_CORE, *state),
                        "NewsFilterSkipNotArticle");
    assert_string_equal(nfm_stats_key(NFM_STATS_MICROSECONDS, *state),
                        "NewsFilterDetectionMicroseconds");
}

static void test_sums_pass_32_bits(void **state)
{
    nfm_stats_t *stats = nfm_stats_create(*state);

    nfm_stats_add(stats, NFM_STATS_BYTES, 0xFFFFFFFFu);
    nfm_stats_add(stats, NFM_STATS_BYTES, 2);
    assert_true(nfm_stats_get(stats, NFM_STATS_BYTES) == 0x100000001u);
}

static void test_children_count_together(void **state)
{
    nfm_stats_t *stats = nfm_stats_create(*state);
    int i, status;

    for (i = 0; i < 3; i++) {
        pid_t pid = fork();

        assert_true(pid >= 0);
        if (pid == 0) {
            nfm_stats_count(stats, "article");
            _exit(0);
        }
        waitpid(pid, &status, 0);
    }
    assert_int_equal(nfm_stats_get(stats, NFM_STATS_ARTICLE), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_outcome_has_its_own_counter),
        cmocka_unit_test(test_each_reason_of_the_gate_is_known),
        cmocka_unit_test(test_unknown_outcomes_are_other),
        cmocka_unit_test(test_keys_are_one_word_and_unique),
        cmocka_unit_test(test_some_keys),
        cmocka_unit_test(test_sums_pass_32_bits),
        cmocka_unit_test(test_children_count_together),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
