/*
 * byline_words.h -- the words that stand in and around bylines.
 *
 * Threads: constants only.
 */
#ifndef NF_BYLINE_WORDS_H
#define NF_BYLINE_WORDS_H

#include "words.h"

typedef enum nf_byline_word_e {
    NF_BW_NONE,
    NF_BW_BY,      /* "by", "von": a name follows */
    NF_BW_LEAD,    /* "written", "autor", "text" */
    NF_BW_AND,     /* between two names */
    NF_BW_JOB,     /* "editor", "korrespondent" */
    NF_BW_AGENCY,  /* "reuters", "dpa" */
    NF_BW_NOBODY,  /* "admin", "anonymous" */
    NF_BW_GROUP,   /* "redaktion", "team", "institute" */
    NF_BW_PICTURE, /* "photos": what follows is no author */
    NF_BW_NOISE,   /* "8 minutes read", "more articles" */
    NF_BW_STOP,    /* small word after which no name goes on */
    NF_BW_PARTICLE /* small word inside names */
} nf_byline_word_e;

extern const nf_words_t nf_byline_words;

#endif
