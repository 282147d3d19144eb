/*
 * xpath.h -- XPath 1.0 over the page's tree, by libxml2.
 *
 * The document is built from our own nodes, so an expression speaks of the
 * very tree that the detectors read, and its results are our node ids.
 * Elements and attributes have lower-case names without namespaces, values
 * and text are decoded, comments are left out. No element is implied: a page
 * without <html> and <body> has none here. id() finds nothing; expressions
 * with a namespace prefix ("php:function()") are refused.
 *
 * Ownership: libxml2's memory is its own; it is freed with the pool or by
 * nf_xpath_close(), whichever comes first. Results are from the pool given
 * with the call. The tree must live as long as the document.
 * NULL: see each function.
 * Limits: NF_XPATH_MAX_EXPR bytes, NF_XPATH_MAX_OPS steps per evaluation;
 * depth and nodes are bounded by the tree.
 * Errors: quiet, by return value; libxml2's handlers, which other modules of
 * the process share, are not touched and not called.
 * Threads: one document per thread; xmlInitParser() was called before.
 */
#ifndef NF_XPATH_H
#define NF_XPATH_H

#include "tree.h"

/* libxml2 compiles with recursion: the length bounds its depth. */
#define NF_XPATH_MAX_EXPR 2048

#define NF_XPATH_MAX_OPS 5000000ul

typedef struct nf_xpath_t nf_xpath_t;

/* The document of a tree; NULL when memory is short. */
nf_xpath_t *nf_xpath_open(const nf_tree_t *t, apr_pool_t *pool);

void nf_xpath_close(nf_xpath_t *x);

/* The nodes that expr selects from context (NF_NONE: the document), in
 * document order, each once; an attribute stands for its element. Returns
 * their number, or -1 when the expression is no XPath, selects no nodes but
 * a value, or takes too long. */
long nf_xpath_nodes(nf_xpath_t *x, const char *expr, nf_id_t context,
                    nf_id_t **ids, apr_pool_t *pool);

/* The value of expr as XPath's string() gives it, white space as it is; of
 * several nodes the first one's. NULL on errors and when no node is
 * selected. */
char *nf_xpath_string(nf_xpath_t *x, const char *expr, nf_id_t context,
                      apr_pool_t *pool);

#endif
