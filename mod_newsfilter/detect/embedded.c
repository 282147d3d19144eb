#include "embedded.h"
void nf_embedded_detect(const nf_page_t*p,nf_evidence_t*e){}
