/* cache_key.c -- the name under which an answer is kept (cache_key.h). */
#include <string.h>
#include <xxhash.h>

#include "cache_key.h"

/* Longer than the steps of any file system's clock (FAT has two seconds). */
#define SETTLED_AFTER apr_time_from_sec(3)

/* Bytes of a key that need no memory of a pool. */
#define SMALL 512

typedef enum kind_e {
    KIND_FILE = 'f',
    KIND_TAG = 't',
    KIND_PAGE = 'p'
} kind_e;

static void end_key(nfm_key_t *key, XXH128_hash_t hash)
{
    XXH128_canonical_t raw;

    XXH128_canonicalFromHash(&raw, hash);
    memcpy(key->id, raw.digest, NFM_KEY_LEN);
}

/* One part of the bytes that are hashed. NULL and "" differ, and no part can
 * run into the next one: in front of it stands its length and one, or 0. */
typedef struct part_t {
    const char *p;
    size_t len;
} part_t;

#define PART_HEAD sizeof(apr_uint32_t)

static part_t part_of(const char *s)
{
    return (part_t){s, s ? strlen(s) : 0};
}

static char *put_part(char *to, part_t part)
{
    apr_uint32_t head = part.p ? (apr_uint32_t)part.len + 1 : 0;

    memcpy(to, &head, PART_HEAD);
    to += PART_HEAD;
    if (part.len) {
        memcpy(to, part.p, part.len);
    }
    return to + part.len;
}

static void make(nfm_key_t *key, const nfm_key_scope_t *scope, kind_e kind,
                 nf_str_t id, apr_pool_t *pool)
{
    const part_t parts[] = {part_of(scope->scheme),
                            part_of(scope->host),
                            part_of(scope->path),
                            part_of(scope->content_type),
                            {id.p, id.len}};
    size_t n = sizeof(parts) / sizeof(parts[0]), i;
    size_t size = 1 + sizeof(scope->conf) + sizeof(scope->port);
    char small[SMALL], *bytes, *to;

    for (i = 0; i < n; i++) {
        size += PART_HEAD + parts[i].len;
    }
    bytes = to = size <= sizeof(small) ? small : apr_palloc(pool, size);
    *to++ = (char)kind;
    memcpy(to, &scope->conf, sizeof(scope->conf));
    to += sizeof(scope->conf);
    memcpy(to, &scope->port, sizeof(scope->port));
    to += sizeof(scope->port);
    for (i = 0; i < n; i++) {
        to = put_part(to, parts[i]);
    }
    end_key(key, XXH3_128bits_withSecret(bytes, (size_t)(to - bytes),
                                         scope->secret, NFM_KEY_SECRET));
}

void nfm_key_of_file(nfm_key_t *key, const nfm_key_scope_t *scope,
                     const apr_finfo_t *file, apr_pool_t *pool)
{
    apr_int64_t id[] = {(apr_int64_t)file->device, (apr_int64_t)file->inode,
                        file->size, file->mtime, file->ctime};

    make(key, scope, KIND_FILE, (nf_str_t){(const char *)id, sizeof(id)},
         pool);
}

void nfm_key_of_tag(nfm_key_t *key, const nfm_key_scope_t *scope,
                    const char *tag, apr_pool_t *pool)
{
    make(key, scope, KIND_TAG, nf_str(tag), pool);
}

void nfm_key_of_page(nfm_key_t *key, const nfm_key_scope_t *scope,
                     const nfm_key_t *digest, apr_off_t length,
                     apr_pool_t *pool)
{
    char id[NFM_KEY_LEN + sizeof(length)];

    memcpy(id, digest->id, NFM_KEY_LEN);
    memcpy(id + NFM_KEY_LEN, &length, sizeof(length));
    make(key, scope, KIND_PAGE, (nf_str_t){id, sizeof(id)}, pool);
}

int nfm_key_file_is_settled(const apr_finfo_t *file, apr_time_t now)
{
    return file->mtime < now && now - file->mtime >= SETTLED_AFTER;
}

int nfm_key_tag_is_strong(const char *tag)
{
    size_t len = strlen(tag);

    return len > 2 && tag[0] == '"' && strchr(tag + 1, '"') == tag + len - 1;
}

static apr_status_t free_state(void *state)
{
    XXH3_freeState(state);
    return APR_SUCCESS;
}

nfm_hash_t *nfm_hash_begin(const unsigned char *secret, apr_pool_t *pool)
{
    nfm_hash_t *digest = XXH3_createState();

    if (digest) {
        apr_pool_cleanup_register(pool, digest, free_state,
                                  apr_pool_cleanup_null);
        XXH3_128bits_reset_withSecret(digest, secret, NFM_KEY_SECRET);
    }
    return digest;
}

void nfm_hash_add(nfm_hash_t *digest, nf_str_t bytes)
{
    XXH3_128bits_update(digest, bytes.p, bytes.len);
}

void nfm_hash_end(nfm_hash_t *digest, nfm_key_t *out)
{
    end_key(out, XXH3_128bits_digest(digest));
}

void nfm_key_secret(unsigned char *secret, const char *word)
{
    size_t i;

    for (i = 0; i < NFM_KEY_SECRET; i += NFM_KEY_LEN) {
        nfm_key_t part;

        end_key(&part, XXH3_128bits_withSeed(word, strlen(word), i));
        memcpy(secret + i, part.id, NFM_KEY_LEN);
    }
}
