#include "dateline.h"
const char *nf_dateline_of(nf_str_t p, apr_pool_t *pool){return NULL;}
