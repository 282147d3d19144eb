#include "image.h"
void nf_image_detect(const nf_page_t*p,nf_id_t h,const nf_body_t*b,nf_evidence_t*e){}
char*nf_image_url(const nf_page_t*p,nf_id_t i){return NULL;}
