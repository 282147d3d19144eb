/*
 * bench.c -- the cost of a detection beside that of libxml2's SAX parse.
 *
 *   bench once FILE...      each method once over all pages (for callgrind,
 *                           which counts what is below the bench_* functions)
 *   bench rounds N FILE...  N interleaved rounds, median CPU time of each
 *
 * SAX is htmlCreatePushParserCtxt() and htmlParseChunk() in pieces of 8 KB
 * with callbacks that do nothing: what any filter on libxml2 pays before it
 * has understood a word.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <apr_general.h>
#include <libxml/HTMLparser.h>

#include "../../mod_newsfilter/render/enrich.h"

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

int main(int argc, char **argv)
{
    apr_pool_t *pool;
    corpus_t corpus;
    int rounds = 0, first = 2, m;

    if (argc > 3 && strcmp(argv[1], "rounds") == 0) {
        rounds = (int)strtol(argv[2], NULL, 10);
        first = 3;
    }
    if (argc <= first || rounds < 0 || rounds > MAX_ROUNDS) {
        fprintf(stderr, "usage: bench once FILE... | rounds N FILE...\n");
        return 2;
    }
    apr_initialize();
    apr_pool_create(&pool, NULL);
    xmlInitParser();
    if (!read_corpus(&corpus, argv + first, argc - first, pool)) {
        return 1;
    }
    if (rounds > 0) {
        run_rounds(&corpus, rounds);
    }
    for (m = 0; rounds == 0 && m < N_METHODS; m++) {
        run_method(&corpus, methods[m].call);
    }
    apr_pool_destroy(pool);
    xmlCleanupParser();
    apr_terminate();
    return 0;
}
