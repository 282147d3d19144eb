/* tags.c -- the table of element names (tags.h). */
#include <string.h>
#include "tags.h"
#include "tags_table.h"

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

/* Is this the lower-case name in any case? */
static int is_name(const char *name, const char *p, size_t len)
{
    size_t i;

    for (i = 0; i < len; i++) {
        if (name[i] == '\0'
            || (p[i] != name[i]
                && !((p[i] ^ name[i]) == 0x20 && name[i] >= 'a'))) {
            return 0;
        }
    }
    return name[len] == '\0';
}

/* The short cut: see tags.py. Holds for most tags of most pages. */
static unsigned hash_of(const char *p, size_t len)
{
    return ((unsigned)len * TAG_HASH_A + (p[0] | 0x20u) * TAG_HASH_B
            + (p[len - 1] | 0x20u) * TAG_HASH_C + (p[len / 2] | 0x20u))
           % TAG_HASH_SIZE;
}

static nf_tag_e search(const char *name, size_t len)
{
    char low[TAG_NAME_MAX + 1];
    unsigned lo = 1, hi = NF_TAG_COUNT;
    size_t i;

    for (i = 0; i < len; i++) {
        low[i] = (char)nf_lower((unsigned char)name[i]);
    }
    low[len] = '\0';
    while (lo < hi) { /* names are sorted from 1 on */
        unsigned mid = (lo + hi) / 2;
        int d = low[0] - names[mid][0];

        if (d == 0) {
            d = strcmp(low, names[mid]);
        }
        if (d == 0) { /* unless a NUL ended it early */
            return strlen(low) == len ? (nf_tag_e)mid : NF_TAG_UNKNOWN;
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

nf_tag_e nf_tag_lookup(const char *name, size_t len)
{
    unsigned tag;

    if (len == 0 || len > TAG_NAME_MAX) {
        return NF_TAG_UNKNOWN;
    }
    tag = tag_hash[hash_of(name, len)];
    if (is_name(names[tag], name, len)) {
        return (nf_tag_e)tag;
    }
    return search(name, len);
}

const char *nf_tag_name(nf_tag_e tag)
{
    return (unsigned)tag < NF_TAG_COUNT ? names[tag] : "";
}
