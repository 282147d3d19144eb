/* test_cache_key.c -- what tells one page from all others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_general.h>
#include "httpd/cache_key.c"

static unsigned char secret[NFM_KEY_SECRET], other_secret[NFM_KEY_SECRET];

static int set_up(void **state)
{
    apr_pool_t *pool;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    *state = pool;
    nfm_key_secret(secret, "one");
    nfm_key_secret(other_secret, "two");
    return 0;
}

static int tear_down(void **state)
{
    apr_pool_destroy(*state);
    apr_terminate();
    return 0;
}

static nfm_key_scope_t scope(void)
{
    return (nfm_key_scope_t){secret, 7,    "http", "news.example",
                             80,     "/a", "utf-8"};
}

/* All of these keys differ from one another. */
static void assert_all_differ(const nfm_key_t *keys, int n)
{
    int i, k;

    for (i = 0; i < n; i++) {
        for (k = 0; k < i; k++) {
            assert_memory_not_equal(keys[i].id, keys[k].id, NFM_KEY_LEN);
        }
    }
}

static void test_scope_counts(void **state)
{
    const nfm_key_scope_t scopes[] = {
        scope(),
        {other_secret, 7, "http", "news.example", 80, "/a", "utf-8"},
        {secret, 8, "http", "news.example", 80, "/a", "utf-8"},
        {secret, 7, "https", "news.example", 80, "/a", "utf-8"},
        {secret, 7, "http", "other.example", 80, "/a", "utf-8"},
        {secret, 7, "http", "news.example", 81, "/a", "utf-8"},
        {secret, 7, "http", "news.example", 80, "/b", "utf-8"},
        {secret, 7, "http", "news.example", 80, NULL, "utf-8"},
        {secret, 7, "http", "news.example", 80, "", "utf-8"},
        {secret, 7, "http", "news.example", 80, "/a", NULL},
        {secret, 7, "http", "news.example", 80, "/a", ""},
        {secret, 7, "http", "news.example/a", 80, "", "utf-8"},
        {secret, 7, "http", "news.example", 80, "/autf-8", NULL},
    };
    enum { N = sizeof(scopes) / sizeof(scopes[0]) };
    nfm_key_t keys[N], again;
    int i;

    for (i = 0; i < N; i++) {
        nfm_key_of_tag(&keys[i], &scopes[i], "\"v1\"", *state);
    }
    assert_all_differ(keys, N);
    nfm_key_of_tag(&again, &scopes[0], "\"v1\"", *state);
    assert_memory_equal(again.id, keys[0].id, NFM_KEY_LEN);
}

static void test_file_identity_counts(void **state)
{
    nfm_key_scope_t s = scope();
    apr_finfo_t info = {
        .device = 1, .inode = 2, .size = 3, .mtime = 4, .ctime = 5};
    nfm_key_t keys[6], again;

    nfm_key_of_file(&keys[0], &s, &info, *state);
    info.device++;
    nfm_key_of_file(&keys[1], &s, &info, *state);
    info.inode++;
    nfm_key_of_file(&keys[2], &s, &info, *state);
    info.size++;
    nfm_key_of_file(&keys[3], &s, &info, *state);
    info.mtime++;
    nfm_key_of_file(&keys[4], &s, &info, *state);
    info.ctime++;
    nfm_key_of_file(&keys[5], &s, &info, *state);
    assert_all_differ(keys, 6);
    nfm_key_of_file(&again, &s, &info, *state);
    assert_memory_equal(again.id, keys[5].id, NFM_KEY_LEN);
}

static nfm_key_t of_pieces(const char *const *pieces, apr_pool_t *pool)
{
    nfm_hash_t *digest = nfm_hash_begin(secret, pool);
    nfm_key_t out;

    while (*pieces) {
        nfm_hash_add(digest, nf_str(*pieces++));
    }
    nfm_hash_end(digest, &out);
    return out;
}

static void test_pieces_do_not_count(void **state)
{
    static const char *const whole[] = {"<p>one two three", NULL};
    static const char *const cut[] = {"<p>", "", "one two", " three", NULL};
    static const char *const other[] = {"<p>one two thref", NULL};
    nfm_key_t keys[3] = {of_pieces(whole, *state), of_pieces(cut, *state),
                         of_pieces(other, *state)};
    nfm_key_scope_t s = scope();
    nfm_key_t a, b;

    assert_memory_equal(keys[0].id, keys[1].id, NFM_KEY_LEN);
    assert_memory_not_equal(keys[0].id, keys[2].id, NFM_KEY_LEN);
    nfm_key_of_page(&a, &s, &keys[0], 16, *state);
    nfm_key_of_page(&b, &s, &keys[0], 17, *state);
    assert_memory_not_equal(a.id, b.id, NFM_KEY_LEN);
}

static void test_settled(void **state)
{
    apr_finfo_t info = {.mtime = apr_time_from_sec(1000)};

    assert_false(nfm_key_file_is_settled(&info, apr_time_from_sec(1001)));
    assert_false(nfm_key_file_is_settled(&info, apr_time_from_sec(999)));
    assert_true(nfm_key_file_is_settled(&info, apr_time_from_sec(1010)));
}

static void test_strong_tags(void **state)
{
    static const char *const other[] = {"W/\"abc\"", "\"\"", "\"a\"b\"",
                                        "\"abc",     "abc",  ""};
    size_t i;

    assert_true(nfm_key_tag_is_strong("\"abc\""));
    for (i = 0; i < sizeof(other) / sizeof(other[0]); i++) {
        assert_false(nfm_key_tag_is_strong(other[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_scope_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_file_identity_counts, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_pieces_do_not_count, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_settled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_strong_tags, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
