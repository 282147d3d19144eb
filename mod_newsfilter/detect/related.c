#include "related.h"
void nf_related_detect(nf_page_t*p,apr_array_header_t*i){}
