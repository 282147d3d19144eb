#include "entities.h"
size_t nf_entity_decode(nf_str_t s,int a,unsigned cp[2],int*n){return 0;}
void nf_entities_append(nf_buf_t*o,nf_str_t s,int a){nf_buf_add(o,s.p,s.len);}
