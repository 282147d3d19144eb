/*
 * entities.h -- character references.
 *
 * The named references are the WHATWG table (entities_table.h, made by
 * entities.py); numeric ones follow 13.2.5.80 (numeric character reference
 * end state), windows-1252 remapping of 0x80..0x9F included.
 *
 * Ownership: nothing is allocated. Threads: no shared state.
 */
#ifndef NF_ENTITIES_H
#define NF_ENTITIES_H

#include "str.h"

/* Decode the reference that starts at s.p[0] == '&'. in_attribute applies the
 * "historical reasons" rule (13.2.5.73). Writes one or two code points
 * to cp and their number to *n; returns the number of bytes consumed, or 0
 * when this '&' is literal text. */
size_t nf_entity_decode(nf_str_t s, int in_attribute, unsigned cp[2], int *n);

/* Append s with references decoded, CR and CRLF turned into LF and NUL into
 * U+FFFD: the value of an attribute or of RCDATA. */
void nf_entities_append(nf_buf_t *out, nf_str_t s, int in_attribute);

#endif
