/* input.c -- a whole file or the standard input (input.h). */
#include <apr_file_io.h>
#include "input.h"

#define CHUNK (64 * 1024)

static apr_status_t open_input(apr_file_t **file, const char *name,
                               apr_pool_t *pool)
{
    if (name == NULL) {
        return apr_file_open_stdin(file, pool);
    }
    return apr_file_open(file, name, APR_FOPEN_READ | APR_FOPEN_BINARY,
                         APR_FPROT_OS_DEFAULT, pool);
}

/* A regular file says how long it is, so the buffer need not grow. */
static apr_size_t size_hint(apr_file_t *file, apr_size_t limit)
{
    apr_finfo_t info;

    if (apr_file_info_get(&info, APR_FINFO_SIZE | APR_FINFO_TYPE, file)
            == APR_SUCCESS
        && info.filetype == APR_REG && info.size > 0
        && (apr_uint64_t)info.size <= limit) {
        return (apr_size_t)info.size + 1;
    }
    return CHUNK;
}

apr_status_t nf_input_read(const char *name, apr_size_t limit, nf_str_t *bytes,
                           apr_pool_t *pool)
{
    apr_file_t *file;
    apr_status_t rv = open_input(&file, name, pool);
    nf_buf_t in;

    if (rv != APR_SUCCESS) {
        return rv;
    }
    nf_buf_init(&in, pool, size_hint(file, limit));
    while (rv == APR_SUCCESS) {
        apr_size_t n;
        char *to;

        if (in.len > limit) {
            rv = APR_ENOSPC;
            break;
        }
        if (in.cap == in.len) {
            nf_buf_reserve(&in, CHUNK);
        }
        to = in.p + in.len;
        n = in.cap - in.len;
        rv = apr_file_read(file, to, &n);
        in.len += rv == APR_SUCCESS ? n : 0;
    }
    apr_file_close(file);
    *bytes = (nf_str_t){nf_buf_cstr(&in), in.len};
    return APR_STATUS_IS_EOF(rv) ? APR_SUCCESS : rv;
}
