#include "ticker.h"
void nf_ticker_detect(nf_page_t*p,apr_array_header_t*i,nf_evidence_t*e){}
