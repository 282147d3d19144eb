#include <string.h>
#include "charset.h"
const char *nf_charset_from_label(nf_str_t l){return "utf-8";}
const char *nf_charset_prescan(nf_str_t b){return NULL;}
const char *nf_charset_sniff(nf_str_t b,const char*t,const char*f,nf_charset_source_e*s){*s=NF_CHARSET_DEFAULT;return "utf-8";}
int nf_charset_is_insertable(const char*n){return 1;}
nf_str_t nf_charset_decode(nf_str_t b,const char*n,size_t*s,apr_pool_t*p){*s=0;return b;}
size_t nf_charset_offset(nf_str_t b,nf_str_t t,size_t at){return at;}
int nf_utf8_valid(nf_str_t b){return 1;}
const char *nf_charset_source_name(nf_charset_source_e s){return "default";}
