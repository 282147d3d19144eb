/* byline.c */
#include "byline.h"
void nf_byline_detect(const nf_page_t *p, nf_id_t h, const nf_body_t *b,
                      nf_evidence_t *e)
{
    (void)p; (void)h; (void)b; (void)e;
}
