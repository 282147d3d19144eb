#include "jsonld.h"
nf_str_t nf_jsonld_render(const nf_facts_t*f,const nf_options_t*o,apr_pool_t*p){return (nf_str_t){0,0};}
