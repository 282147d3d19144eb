#include "date.h"
const char*nf_date_parse(nf_str_t s,const char*l,apr_pool_t*p){return NULL;}
const char*nf_date_find(nf_str_t t,const char*l,size_t*a,size_t*n,apr_pool_t*p){return NULL;}
void nf_date_detect(const nf_page_t*p,nf_id_t h,const nf_body_t*b,nf_evidence_t*e){}
