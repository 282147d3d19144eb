/* tags.c -- the table of element names (tags.h). */
#include <string.h>
#include "tags.h"

#define TAG_NAME_MAX 16

static const char *const names[NF_TAG_COUNT] = {
    "",
#define NF_TAG(id, name, flags) name,
#include "tags.def"
#undef NF_TAG
};

const unsigned short nf_tag_flags[NF_TAG_COUNT] = {
    0,
#define NF_TAG(id, name, flags) flags,
#include "tags.def"
#undef NF_TAG
};

nf_tag_e nf_tag_lookup(const char *name, size_t len)
{
    char low[TAG_NAME_MAX + 1];
    unsigned lo = 1, hi = NF_TAG_COUNT;
    size_t i;

    if (len == 0 || len > TAG_NAME_MAX) {
        return NF_TAG_UNKNOWN;
    }
    for (i = 0; i < len; i++) {
        low[i] = (char)nf_lower((unsigned char)name[i]);
    }
    low[len] = '\0';
    while (lo < hi) {       /* names are sorted from 1 on */
        unsigned mid = (lo + hi) / 2;
        int d = low[0] - names[mid][0];

        if (d == 0) {
            d = strcmp(low, names[mid]);
        }
        if (d == 0) {
            return (nf_tag_e)mid;
        }
        if (d < 0) {
            hi = mid;
        }
        else {
            lo = mid + 1;
        }
    }
    return NF_TAG_UNKNOWN;
}

const char *nf_tag_name(nf_tag_e tag)
{
    return (unsigned)tag < NF_TAG_COUNT ? names[tag] : "";
}
