/*
 * features.c -- what the models see of pages, for training.
 *
 *   features body|verdict < LIST
 *
 * LIST has a page a line: path, or path TAB address. body prints a line
 * "P path blocks headline" per page and a line "B marks text numbers..." per
 * block; verdict prints "path article numbers..." per page, without numbers
 * where a rule decides. Cells are separated by tabs (README.md).
 */
#include <stdio.h>
#include <string.h>
#include <apr_file_io.h>
#include <apr_general.h>
#include "detect/detect.h"
#include "detect/features.h"
#include "detect/verdict.h"

#define LINE_MAX_BYTES 8192

static nf_page_t *read_page(const char *path, const char *url,
                            apr_pool_t *pool)
{
    apr_file_t *file;
    apr_finfo_t info;
    const char *reason;
    char *bytes;
    apr_size_t len;

    if (apr_file_open(&file, path, APR_READ | APR_BINARY, 0, pool)
            != APR_SUCCESS
        || apr_file_info_get(&info, APR_FINFO_SIZE, file) != APR_SUCCESS) {
        fprintf(stderr, "features: cannot read %s\n", path);
        return NULL;
    }
    len = (apr_size_t)info.size;
    bytes = apr_palloc(pool, len + 1);
    if (apr_file_read_full(file, bytes, len, &len) != APR_SUCCESS) {
        return NULL;
    }
    return nf_page_read((nf_str_t){bytes, len}, url, NULL, NULL, pool,
                        &reason);
}

static void print_numbers(const int *v, int n)
{
    int i;

    for (i = 0; i < n; i++) {
        printf("\t%d", v[i]);
    }
    putchar('\n');
}

static void print_body(const char *path, nf_page_t *page)
{
    nf_facts_t *f = nf_detect(page, NULL);
    nf_features_t *x =
        nf_features_build(page, f->evidence, f->headline_node, f->headline);
    int v[NF_F_COUNT];
    uint32_t i;

    printf("P\t%s\t%u\t%s\n", path, page->blocks->n,
           f->headline ? f->headline : "");
    for (i = 0; i < page->blocks->n; i++) {
        const nf_block_t *k = &page->blocks->v[i];

        printf("B\t%u%u\t%.*s", k->ticker, k->related, (int)k->text.len,
               k->text.p);
        nf_features_of(x, i, v);
        print_numbers(v, NF_F_COUNT);
    }
}

static void print_verdict(const char *path, nf_page_t *page)
{
    nf_facts_t *f = nf_detect(page, NULL);
    int v[NF_V_COUNT];

    printf("%s\t%d", path, f->is_article);
    if (f->headline && f->body.n) {
        nf_verdict_features(page, f, v);
        print_numbers(v, NF_V_COUNT);
    }
    else {
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    char line[LINE_MAX_BYTES];
    apr_pool_t *top;

    if (argc != 2 || (strcmp(argv[1], "body") && strcmp(argv[1], "verdict"))) {
        fputs("usage: features body|verdict < LIST\n", stderr);
        return 2;
    }
    apr_initialize();
    apr_pool_create(&top, NULL);
    while (fgets(line, sizeof(line), stdin)) {
        apr_pool_t *pool;
        nf_page_t *page;
        char *url;

        line[strcspn(line, "\n")] = '\0';
        url = strchr(line, '\t');
        if (url) {
            *url++ = '\0';
        }
        apr_pool_create(&pool, top);
        page = read_page(line, url && *url ? url : NULL, pool);
        if (page) {
            (argv[1][0] == 'b' ? print_body : print_verdict)(line, page);
        }
        apr_pool_destroy(pool);
    }
    apr_terminate();
    return 0;
}
