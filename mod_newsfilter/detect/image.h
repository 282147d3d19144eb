/*
 * image.h -- the lead image and its caption.
 *
 * Candidates: og:image and json-ld (added by embedded), figures and images
 * in and above the body, srcset (largest), lazy-loading attributes
 * (data-src, data-original, noscript copies). No logos, icons, trackers.
 */
#ifndef NF_IMAGE_H
#define NF_IMAGE_H

#include "facts.h"

void nf_image_detect(const nf_page_t *page, nf_id_t headline_node,
                     const nf_body_t *body, nf_evidence_t *ev);

/* The best real address of one img (or amp-img, picture > source) element:
 * srcset, data-src ... before a placeholder src, but no small copy before
 * the picture itself. limit: pixels of width that are enough, 0: the
 * largest. Absolute, or NULL. */
char *nf_image_url(const nf_page_t *page, nf_id_t img, unsigned limit);

/* Is it the address of what is no picture of a story: a logo, an icon, a
 * stand-in? */
int nf_image_is_decoration(nf_str_t url);

/* What the addresses of one picture in several sizes have in common. */
const char *nf_image_key(const char *url, apr_pool_t *pool);

#endif
