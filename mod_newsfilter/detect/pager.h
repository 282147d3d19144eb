/*
 * pager.h -- articles that go on over several pages.
 *
 * A link leads to another page of the same article when its address is the
 * article's own but for a page number (/story, /story/2, /story-p3.html,
 * ?page=2), and it says so: by rel=next or prev, by its place in a pager, or
 * by the number as its text. The next story of a site has another address,
 * whatever its rel says.
 *
 * Sets facts->pages; nothing for articles on one page.
 */
#ifndef NF_PAGER_H
#define NF_PAGER_H

#include "facts.h"

void nf_pager_detect(const nf_page_t *page, nf_facts_t *facts);

#endif
