/* microdata.c */
#include "microdata.h"
void nf_microdata_detect(const nf_page_t *page, nf_evidence_t *ev)
{
    (void)page; (void)ev;
}
