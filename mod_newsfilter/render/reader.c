#include "reader.h"
const char*nf_reader_csp(void){return "default-src none";}
nf_str_t nf_reader_render(const nf_page_t*g,const nf_facts_t*f,const nf_options_t*o,apr_pool_t*p){return (nf_str_t){0,0};}
nf_str_t nf_markdown_render(const nf_page_t*g,const nf_facts_t*f,const nf_options_t*o,apr_pool_t*p){return (nf_str_t){0,0};}
nf_str_t nf_text_render(const nf_page_t*g,const nf_facts_t*f,const nf_options_t*o,apr_pool_t*p){return (nf_str_t){0,0};}
