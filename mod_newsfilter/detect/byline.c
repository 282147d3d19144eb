#include "byline.h"
void nf_byline_add(nf_evidence_t*e,const char*r,const char*u,int s,const char*so,const char*re,nf_id_t n){}
void nf_byline_detect(const nf_page_t*p,nf_id_t h,const nf_body_t*b,nf_evidence_t*e){}
