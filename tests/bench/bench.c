/*
 * bench.c -- the cost of a detection beside that of libxml2's SAX parse.
 *
 *   bench once FILE...      each method once over all pages (for callgrind,
 *                           which counts what is below the bench_* functions)
 *   bench rounds N FILE...  N interleaved rounds, median CPU time of each
 *   bench growth N KB KB    the CPU time of a detection for a KB of small and
 *                           of large pages (shapes.h), medians of N rounds
 *   bench shapes KB...      a detection of each shape in these sizes, each a
 *                           call of bench_shape(); says which
 *
 * SAX is htmlCreatePushParserCtxt() and htmlParseChunk() in pieces of 8 KB
 * with callbacks that do nothing: what any filter on libxml2 pays before it
 * has understood a word.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <apr_allocator.h>
#include <apr_general.h>
#include <libxml/HTMLparser.h>

#include "../../mod_newsfilter/render/enrich.h"
#include "shapes.h"

#define CHUNK 8192
#define MAX_ROUNDS 101

typedef struct input_t {
    const char *name;
    nf_str_t bytes;
} input_t;

typedef struct corpus_t {
    input_t *v;
    int n;
    apr_pool_t *pool;
} corpus_t;

typedef void method_fn(const input_t *in, apr_pool_t *pool);

void bench_sax(const input_t *in, apr_pool_t *pool);
void bench_detect(const input_t *in, apr_pool_t *pool);
void bench_enrich(const input_t *in, apr_pool_t *pool);
void bench_shape(const input_t *in, apr_pool_t *pool);

/* SAX: callbacks that do nothing */
static void on_start(void *ctx, const xmlChar *name, const xmlChar **atts)
{
}

static void on_end(void *ctx, const xmlChar *name)
{
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
}

static void on_comment(void *ctx, const xmlChar *text)
{
}

__attribute__((noinline)) void bench_sax(const input_t *in, apr_pool_t *pool)
{
    htmlSAXHandler sax;
    htmlParserCtxtPtr ctxt;
    size_t at;

    memset(&sax, 0, sizeof(sax));
    sax.startElement = on_start;
    sax.endElement = on_end;
    sax.characters = on_text;
    sax.cdataBlock = on_text;
    sax.ignorableWhitespace = on_text;
    sax.comment = on_comment;
    ctxt = htmlCreatePushParserCtxt(&sax, NULL, NULL, 0, in->name,
                                    XML_CHAR_ENCODING_NONE);
    if (ctxt == NULL) {
        return;
    }
    htmlCtxtUseOptions(ctxt, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR
                                 | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    for (at = 0; at < in->bytes.len; at += CHUNK) {
        size_t n = in->bytes.len - at;

        htmlParseChunk(ctxt, in->bytes.p + at, n < CHUNK ? (int)n : CHUNK, 0);
    }
    htmlParseChunk(ctxt, NULL, 0, 1);
    htmlFreeParserCtxt(ctxt);
}

__attribute__((noinline)) void bench_detect(const input_t *in,
                                            apr_pool_t *pool)
{
    const char *reason;
    nf_page_t *page = nf_page_read(in->bytes, NULL, NULL, NULL, pool, &reason);

    if (page != NULL) {
        nf_detect(page, NULL);
    }
}

__attribute__((noinline)) void bench_enrich(const input_t *in,
                                            apr_pool_t *pool)
{
    nf_options_t options;

    memset(&options, 0, sizeof(options));
    nf_enrich(in->bytes, &options, pool);
}

static const struct {
    const char *name;
    method_fn *call;
} methods[] = {
    {"sax", bench_sax},
    {"detect", bench_detect},
    {"enrich", bench_enrich},
};

#define N_METHODS (int)(sizeof(methods) / sizeof(methods[0]))

static int read_file(const char *name, input_t *in, apr_pool_t *pool)
{
    FILE *f = fopen(name, "rb");
    char *p;
    long size;

    if (f == NULL) {
        return 0;
    }
    fseek(f, 0, SEEK_END);
    size = ftell(f);
    rewind(f);
    p = apr_palloc(pool, (apr_size_t)size + 1);
    in->name = name;
    in->bytes.p = p;
    in->bytes.len = fread(p, 1, (size_t)size, f);
    fclose(f);
    return 1;
}

static int read_corpus(corpus_t *c, char **names, int n, apr_pool_t *pool)
{
    int i;

    c->v = apr_pcalloc(pool, sizeof(*c->v) * (apr_size_t)n);
    c->n = 0;
    for (i = 0; i < n; i++) {
        if (!read_file(names[i], &c->v[c->n], pool)) {
            perror(names[i]);
            return 0;
        }
        c->n++;
    }
    apr_pool_create(&c->pool, pool);
    return 1;
}

static void run_method(const corpus_t *c, method_fn *call)
{
    int i;

    for (i = 0; i < c->n; i++) {
        call(&c->v[i], c->pool);
        apr_pool_clear(c->pool);
    }
}

static double cpu_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_value(const void *a, const void *b)
{
    double d = *(const double *)a - *(const double *)b;

    return (d > 0) - (d < 0);
}

static void run_rounds(const corpus_t *c, int rounds)
{
    static double spent[N_METHODS][MAX_ROUNDS];
    double bytes = 0, sax;
    int i, m;

    for (i = 0; i < c->n; i++) {
        bytes += (double)c->v[i].bytes.len;
    }
    for (i = 0; i < rounds; i++) {
        for (m = 0; m < N_METHODS; m++) {
            double start = cpu_us();

            run_method(c, methods[m].call);
            spent[m][i] = cpu_us() - start;
        }
    }
    printf("%-8s %12s %10s %8s\n", "", "us/page", "MB/s", "x SAX");
    for (m = 0; m < N_METHODS; m++) {
        qsort(spent[m], (size_t)rounds, sizeof(double), by_value);
        sax = spent[0][rounds / 2];
        printf("%-8s %12.1f %10.1f %8.3f\n", methods[m].name,
               spent[m][rounds / 2] / c->n, bytes / spent[m][rounds / 2],
               spent[m][rounds / 2] / sax);
    }
}

/* ---------------------------------------------------------------- shapes */

__attribute__((noinline)) void bench_shape(const input_t *in, apr_pool_t *pool)
{
    const char *reason;

    nf_detect(nf_page_read(in->bytes, in->name, NULL, NULL, pool, &reason),
              NULL);
}

static void run_shapes(int argc, char **argv, apr_pool_t *pool)
{
    input_t in = {0};
    int i, k;

    for (i = 0; (in.name = shape_name(i)) != NULL; i++) {
        for (k = 0; k < argc; k++) {
            in.bytes = shape_page(i, strtoul(argv[k], NULL, 10) * 1024, pool);
            bench_shape(&in, pool);
            printf("%lu\t%s\n", (unsigned long)in.bytes.len, in.name);
            apr_pool_clear(pool);
        }
    }
}

/* Microseconds for a KB of a shape in this size. */
static double shape_us(int i, size_t size, apr_pool_t *pool)
{
    input_t in = {shape_name(i), shape_page(i, size, pool)};
    double start = cpu_us(), spent;

    bench_shape(&in, pool);
    spent = cpu_us() - start;
    apr_pool_clear(pool);
    return spent * 1024 / (double)in.bytes.len;
}

/* Memory of its own: pages of another size would take it in pieces. */
static apr_pool_t *own_memory(void)
{
    apr_allocator_t *allocator;
    apr_pool_t *pool;

    apr_allocator_create(&allocator);
    apr_pool_create_ex(&pool, NULL, NULL, allocator);
    return pool;
}

static void grow(int i, int rounds, size_t small, size_t large)
{
    static double us[2][MAX_ROUNDS];
    apr_pool_t *few = own_memory(), *many = own_memory();
    int k;

    for (k = 0; k < rounds; k++) {
        us[0][k] = shape_us(i, small, few);
        us[1][k] = shape_us(i, large, many);
    }
    qsort(us[0], (size_t)rounds, sizeof(double), by_value);
    qsort(us[1], (size_t)rounds, sizeof(double), by_value);
    printf("%-20s %12.3f %12.3f %8.3f\n", shape_name(i), us[0][rounds / 2],
           us[1][rounds / 2], us[1][rounds / 2] / us[0][rounds / 2]);
    fflush(stdout);
}

/* Each shape has a process of its own: what another one left of its memory,
 * in small pages, would be measured as well. */
static int run_growth(int rounds, size_t small, size_t large)
{
    int i, status;

    printf("%-20s %9lu KB %9lu KB %8s\n", "us/KB", (unsigned long)small / 1024,
           (unsigned long)large / 1024, "ratio");
    fflush(stdout);
    for (i = 0; shape_name(i); i++) {
        pid_t child = fork();

        if (child == 0) {
            grow(i, rounds, small, large);
            _exit(0);
        }
        if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) {
            return 1;
        }
    }
    return 0;
}

/* ----------------------------------------------------------------- main */

static int run_files(int rounds, char **names, int n, apr_pool_t *pool)
{
    corpus_t corpus;
    int m;

    if (!read_corpus(&corpus, names, n, pool)) {
        return 1;
    }
    if (rounds > 0) {
        run_rounds(&corpus, rounds);
    }
    for (m = 0; rounds == 0 && m < N_METHODS; m++) {
        run_method(&corpus, methods[m].call);
    }
    return 0;
}

static int run(int argc, char **argv, apr_pool_t *pool)
{
    int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0;
    int in_range = rounds > 0 && rounds <= MAX_ROUNDS;

    if (argc > 2 && strcmp(argv[1], "once") == 0) {
        return run_files(0, argv + 2, argc - 2, pool);
    }
    if (argc > 3 && strcmp(argv[1], "rounds") == 0 && in_range) {
        return run_files(rounds, argv + 3, argc - 3, pool);
    }
    if (argc == 5 && strcmp(argv[1], "growth") == 0 && in_range) {
        return run_growth(rounds, strtoul(argv[3], NULL, 10) * 1024,
                          strtoul(argv[4], NULL, 10) * 1024);
    }
    if (argc > 2 && strcmp(argv[1], "shapes") == 0) {
        run_shapes(argc - 2, argv + 2, pool);
        return 0;
    }
    fprintf(stderr, "usage: bench once FILE... | rounds N FILE... | "
                    "growth N KB KB | shapes KB...\n");
    return 2;
}

int main(int argc, char **argv)
{
    apr_pool_t *pool;
    int rc;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    xmlInitParser();
    rc = run(argc, argv, pool);
    apr_pool_destroy(pool);
    xmlCleanupParser();
    apr_terminate();
    return rc;
}
