/* large.c -- memory for what grows with the page (large.h). */
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#include "large.h"

void nf_large_advise(void *p, apr_size_t n)
{
#ifdef MADV_HUGEPAGE
    uintptr_t size, from, end;

    if (n < NF_LARGE) {
        return;
    }
    size = (uintptr_t)sysconf(_SC_PAGESIZE);
    from = ((uintptr_t)p + size - 1) / size * size;
    end = ((uintptr_t)p + n) / size * size;
    /* only advice: without it all is as before */
    (void)madvise((void *)from, end - from, MADV_HUGEPAGE);
#endif
}

void *nf_large_alloc(apr_pool_t *pool, apr_size_t n)
{
    void *p = apr_palloc(pool, n);

    nf_large_advise(p, n);
    return p;
}
