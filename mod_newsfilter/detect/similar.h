/*
 * similar.h -- do two short texts say the same?
 *
 * Compared are letters and digits, case folded, so punctuation, quotes and
 * spaces never decide. The figure is the share of common letter triples
 * (Dice's coefficient over a small set), so it is linear and cheap.
 */
#ifndef NF_SIMILAR_H
#define NF_SIMILAR_H

#include <stdint.h>
#include "../page/str.h"

/* Letters that are looked at. */
#define NF_SIMILAR_MAX 160

#define NF_SIMILAR_HASHES 1024

typedef struct nf_similar_t {
    unsigned v[NF_SIMILAR_MAX];
    unsigned n;
    uint16_t hashes[NF_SIMILAR_MAX]; /* of its triples, each once */
    unsigned nhashes;
    unsigned char count[NF_SIMILAR_HASHES]; /* triples of a hash */
} nf_similar_t;

/* Prepare a text. */
void nf_similar_init(nf_similar_t *s, nf_str_t text);

/* 100: the same letters; 0: nothing in common. */
int nf_similar(const nf_similar_t *a, const nf_similar_t *b);

#endif
