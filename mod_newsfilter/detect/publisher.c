#include "publisher.h"
void nf_publisher_detect(const nf_page_t *page, nf_evidence_t *ev){}
