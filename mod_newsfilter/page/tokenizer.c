#include <string.h>
#include "tokenizer.h"
void nf_tokenizer_init(nf_tokenizer_t*t,nf_str_t in){memset(t,0,sizeof(*t));t->in=in;}
int nf_tokenizer_next(nf_tokenizer_t*t,nf_token_t*k){return 0;}
nf_tokenizer_state_e nf_tokenizer_state_for(nf_tag_e t){return NF_STATE_DATA;}
