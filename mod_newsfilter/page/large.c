/* large.c -- memory for what grows with the page (large.h). */
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "large.h"

/* What most systems have as a large piece. */
#define PIECE ((uintptr_t)2 * 1024 * 1024)

static uintptr_t round_down(uintptr_t n)
{
    return n / PIECE * PIECE;
}

static uintptr_t round_up(uintptr_t n)
{
    return round_down(n + PIECE - 1);
}

void nf_large_advise(void *p, apr_size_t n)
{
#ifdef MADV_HUGEPAGE
    uintptr_t from = round_up((uintptr_t)p);
    uintptr_t end = round_down((uintptr_t)p + n);

    if (end > from) {
        /* only advice: without it all is as before */
        (void)madvise((void *)from, end - from, MADV_HUGEPAGE);
    }
#endif
}

/* All of it at once: a guest of some virtual machines pays 17 us for each
 * small piece that it touches first. Not for less than a large piece, which
 * most often was in use before (KEPT_FREE): to be told that it is all there
 * takes the system 6 us for 64 KB. */
static void populate(void *p, apr_size_t n)
{
#ifdef MADV_POPULATE_WRITE
    uintptr_t size = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t from = ((uintptr_t)p + size - 1) / size * size;
    uintptr_t end = ((uintptr_t)p + n) / size * size;

    if (n >= NF_LARGE) {
        (void)madvise((void *)from, end - from, MADV_POPULATE_WRITE);
    }
#endif
}

void *nf_large_alloc(apr_pool_t *pool, apr_size_t n)
{
    /* a last piece that is not half full comes as small ones */
    apr_size_t pieces = round_down(n + PIECE / 2);
    char *p;

    if (n < NF_LARGE) {
        return apr_palloc(pool, n);
    }
    /* what is left over in front and behind is not used: it costs nothing */
    p = apr_palloc(pool, (pieces > n ? pieces : n) + PIECE);
    p = (char *)round_up((uintptr_t)p);
    nf_large_advise(p, pieces);
    return p;
}

void *nf_large_whole(apr_pool_t *pool, apr_size_t n)
{
    void *p = nf_large_alloc(pool, n);

    populate(p, n);
    return p;
}

void *nf_large_calloc(apr_pool_t *pool, apr_size_t n)
{
    return memset(nf_large_whole(pool, n), 0, n);
}
