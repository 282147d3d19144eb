/*
 * facts.h -- what is known of a page: one struct, named after schema.org.
 *
 * NULL, an empty array, -1 or 0 mean "the page does not show it". Nothing is
 * invented: each value was read from the page.
 *
 * All strings are valid UTF-8 plain text (no markup, no references, white
 * space collapsed but for the paragraph breaks of article_body), owned by
 * the pool of nf_detect().
 */
#ifndef NF_FACTS_H
#define NF_FACTS_H

#include "evidence.h"

typedef struct nf_author_t {
    const char *name;
    const char *url;  /* absolute, or NULL */
    int organization; /* an agency or newsroom */
} nf_author_t;

typedef struct nf_image_t {
    const char *url;     /* absolute */
    const char *caption; /* or NULL */
} nf_image_t;

/* An item of the ticker or of a related list. */
typedef struct nf_link_t {
    const char *headline;
    const char *url;   /* absolute, or NULL: plain text */
    const char *label; /* "BREAKING", as shown less the colon, or
                        * NULL; ticker only */
    nf_id_t node;
} nf_link_t;

/* The nodes from..to - 1. */
typedef struct nf_span_t {
    nf_id_t from, to;
} nf_span_t;

/* The article's text: chosen blocks, in document order. */
typedef struct nf_body_t {
    uint32_t *blocks; /* indices into nf_blocks_t */
    uint32_t n;
    nf_id_t root; /* smallest element that holds them all */
    long score;   /* see body.c */
} nf_body_t;

/* An article over several pages: this one's place among them. */
typedef struct nf_pages_t {
    unsigned number;      /* from 1; 0: the article has one page */
    unsigned count;       /* as far as the page tells, >= number */
    const char *next;     /* absolute, or NULL */
    const char *previous; /* absolute, or NULL */
} nf_pages_t;

/* One update of a live blog. */
typedef struct nf_update_t {
    const char *headline;       /* or NULL */
    const char *date_published; /* ISO 8601 */
    const char *url;            /* absolute, or NULL */
    const char *text;           /* where settings ask for it, or NULL */
} nf_update_t;

typedef struct nf_live_t {
    const char *start;           /* of the coverage, ISO 8601, or NULL */
    const char *end;             /* or NULL: not told */
    apr_array_header_t *updates; /* nf_update_t, page order */
} nf_live_t;

typedef struct nf_facts_t {
    int is_article;
    const char *type;    /* never NULL; "WebPage" if no article */
    const char *verdict; /* why, for people; constant */

    const char *headline;
    nf_id_t headline_node; /* where it is shown, or NF_NONE */
    const char *alternative_headline;
    const char *description;
    const char *section;
    apr_array_header_t *keywords; /* const char * */
    const char *language;         /* BCP 47 */
    const char *dateline;
    const char *date_published; /* ISO 8601 */
    const char *date_modified;
    apr_array_header_t *authors; /* nf_author_t */
    const char *publisher;
    const char *publisher_url;
    const char *publisher_logo;
    apr_array_header_t *images;  /* nf_image_t, lead image first */
    int accessible_for_free;     /* 1, 0, or -1 */
    apr_array_header_t *paywall; /* const char *: classes of the elements that
                                  * are not free, or NULL */
    long word_count;             /* 0: no body */
    const char *article_body;    /* paragraphs separated by "\n\n"; NULL
                                  * before nf_detect_text() */
    const char *free_body; /* what of it everybody may read, where settings
                            * ask for it, or NULL */
    nf_body_t body;
    apr_array_header_t *ticker;     /* nf_link_t, page order */
    apr_array_header_t *related_at; /* nf_span_t */
    apr_array_header_t *related;    /* nf_link_t, page order; empty before
                                     * nf_related_read() */
    const char *canonical;          /* absolute, or NULL */
    const char *nonce; /* of the page's scripts, where settings ask
                        * for it, or NULL; letters, digits, +/-_= */
    nf_pages_t pages;
    const nf_live_t *live; /* of a LiveBlogPosting, or NULL */

    const nf_evidence_t *evidence; /* for --output=explain and for
                                    * own_article */
} nf_facts_t;

#endif
