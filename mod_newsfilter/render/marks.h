/*
 * marks.h -- what means something to a Markdown reader.
 *
 * CommonMark 0.30 with GitHub's tables. Emphasis is seen only where its run
 * of * or ~ opens in front of text and closes behind it, and not between a
 * letter and a sign: **"so"**x is none (6.2, "flanking").
 */
#ifndef NF_MARKS_H
#define NF_MARKS_H

#include "sanitise.h"

/* Must the character at i be escaped? line_start: nothing but digits stands
 * before it on its line. */
int nf_marks_escape(nf_str_t s, size_t i, int line_start);

/* Append an address that stands between ( and ). */
void nf_marks_url(nf_buf_t *out, const char *url);

/* Would emphasis be seen? e opens an element that is written with marks; out
 * holds the line so far, without them. */
int nf_marks_seen(const nf_buf_t *out, const nf_event_t *e,
                  const nf_event_t *end);

#endif
