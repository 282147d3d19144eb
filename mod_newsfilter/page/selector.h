/*
 * selector.h -- an administrator's name for elements, as XPath.
 *
 * What begins with "/" or "(" is XPath 1.0 already. Everything else is a
 * simple CSS selector: an element's name or *, .class, #id, [attr],
 * [attr=value] and its kin (~= ^= $= *=), together or one below the other
 * (a space, or > for a child), several of them separated by commas.
 *
 * Linear in the selector. The result is compiled and tried on an empty page
 * once, so that what is accepted selects elements on every page.
 *
 * Ownership: from the pool. Limits: NF_XPATH_MAX_EXPR bytes of XPath.
 * Threads: no shared state; xmlInitParser() was called before.
 */
#ifndef NF_SELECTOR_H
#define NF_SELECTOR_H

#include "xpath.h"

/* NULL: not understood, and *why says what is wrong with it (constant). */
char *nf_selector_xpath(const char *selector, const char **why,
                        apr_pool_t *pool);

#endif
