/* tags.c -- the table of element names (tags.h). */
#include "tags.h"
#include "tags_table.h"
#include "word.h"

static const char names[NF_TAG_COUNT][16] = {
    "",
#define NF_TAG(id, name, flags) name,
#include "tags.def"
#undef NF_TAG
};

static const unsigned char lengths[NF_TAG_COUNT] = {
    0,
#define NF_TAG(id, name, flags) sizeof(name) - 1,
#include "tags.def"
#undef NF_TAG
};

const unsigned short nf_tag_flags[NF_TAG_COUNT] = {
    0,
#define NF_TAG(id, name, flags) flags,
#include "tags.def"
#undef NF_TAG
};

nf_tag_e nf_tag_lookup(nf_str_t name, const char *end)
{
    uint64_t letters = nf_word_part(
        name.p, name.len < TAG_LETTERS ? name.len : TAG_LETTERS, end);
    /* capitals made small; what else changes is in no name */
    uint64_t key = letters | (letters >> 1 & NF_WORD(0x20));
    unsigned tag = tag_at[key * TAG_FACTOR >> (64 - TAG_BITS)];

    if (tag_keys[tag] != key || lengths[tag] != name.len
        || (name.len > TAG_LETTERS && !nf_str_ieq(name, names[tag]))) {
        return NF_TAG_UNKNOWN;
    }
    return (nf_tag_e)tag;
}

const char *nf_tag_name(nf_tag_e tag)
{
    return (unsigned)tag < NF_TAG_COUNT ? names[tag] : "";
}
