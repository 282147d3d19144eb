#include "url.h"
char*nf_url_resolve(const char*b,const char*h,apr_pool_t*p){return NULL;}
char*nf_url_host(const char*u,apr_pool_t*p){return (char*)"";}
int nf_url_same(const char*a,const char*b,apr_pool_t*p){return 0;}
