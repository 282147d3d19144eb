/* links.c -- see links.h. */
#include <string.h>
#include "../page/url.h"
#include "links.h"

char *nf_links_address(const char *url, const char *host, apr_pool_t *pool)
{
    char *address = url ? nf_url_absolute(url, pool) : NULL;

    return address && nf_utf8_valid(nf_str(address))
                   && (*host == '\0'
                       || strcmp(nf_url_host(address, pool), host) == 0)
               ? address
               : NULL;
}

int nf_links_have(const apr_array_header_t *links, const char *url)
{
    int i;

    for (i = 0; i < links->nelts; i++) {
        const char *other = APR_ARRAY_IDX(links, i, nf_link_t).url;

        if (other && strcmp(other, url) == 0) {
            return 1;
        }
    }
    return 0;
}
