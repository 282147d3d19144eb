/* xpath.c -- XPath over the page's tree (xpath.h). */
#include <string.h>
#include <apr_strings.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include "entities.h"
#include "xpath.h"

struct nf_xpath_t {
    apr_pool_t *pool;
    const nf_tree_t *t;
    xmlDocPtr doc;
    xmlXPathContextPtr ctx;
    xmlNodePtr *nodes; /* per node id */
};

/* ------------------------------------------------------------- document */

static apr_status_t cleanup(void *data)
{
    nf_xpath_t *x = data;

    if (x->ctx) {
        xmlXPathFreeContext(x->ctx);
    }
    if (x->doc) {
        xmlFreeDoc(x->doc);
    }
    x->ctx = NULL;
    x->doc = NULL;
    return APR_SUCCESS;
}

/* The name of an element as written in its start tag, in lower case. */
static void tag_name(const nf_tree_t *t, const nf_node_t *n, nf_buf_t *out)
{
    const char *p = t->text.p + n->src + 1, *end = t->text.p + n->src_end;

    if (n->tag != NF_TAG_UNKNOWN) {
        nf_buf_adds(out, nf_tag_name((nf_tag_e)n->tag));
        return;
    }
    while (p < end && *p != '>' && *p != '/' && *p
           && !nf_is_space((unsigned char)*p)) {
        nf_buf_addc(out, (char)nf_lower((unsigned char)*p++));
    }
}

static int add_attrs(const nf_xpath_t *x, const nf_node_t *n, xmlNodePtr e,
                     nf_buf_t *name, nf_buf_t *value)
{
    const nf_attr_place_t *v = nf_tree_attrs(x->t, n);
    unsigned i;
    size_t k;

    for (i = 0; i < n->nattrs; i++) {
        nf_attr_t a = nf_tree_attr(x->t, &v[i]);

        name->len = value->len = 0;
        for (k = 0; k < a.name.len && a.name.p[k]; k++) {
            nf_buf_addc(name, (char)nf_lower((unsigned char)a.name.p[k]));
        }
        nf_entities_append(value, a.value, 1);
        if (xmlNewProp(e, (const xmlChar *)nf_buf_cstr(name),
                       (const xmlChar *)nf_buf_cstr(value))
            == NULL) {
            return 0;
        }
    }
    return 1;
}

static xmlNodePtr new_element(const nf_xpath_t *x, const nf_node_t *n,
                              nf_buf_t *name, nf_buf_t *value)
{
    const xmlChar *interned;
    xmlNodePtr e;

    name->len = 0;
    tag_name(x->t, n, name);
    interned =
        xmlDictLookup(x->doc->dict, (const xmlChar *)nf_buf_cstr(name), -1);
    if (interned == NULL) {
        return NULL;
    }
    /* not freed with the node: the dictionary owns it */
    e = xmlNewDocNodeEatName(x->doc, NULL, (xmlChar *)interned, NULL);
    if (e && !add_attrs(x, n, e, name, value)) {
        xmlFreeNode(e);
        return NULL;
    }
    return e;
}

/* Text is decoded as the standard has it, white space as it is. */
static xmlNodePtr new_text(const nf_xpath_t *x, const nf_node_t *n,
                           nf_buf_t *value)
{
    const char *p = x->t->text.p + n->src, *end = x->t->text.p + n->src_end;

    value->len = 0;
    if (!n->raw) {
        nf_entities_append(value, (nf_str_t){p, (size_t)(end - p)}, 0);
    }
    for (; n->raw && p < end; p++) {
        if (*p) {
            nf_buf_addc(value, *p);
        }
    }
    return xmlNewDocText(x->doc, (const xmlChar *)nf_buf_cstr(value));
}

/* Not xmlAddChild(), which merges and frees text nodes. */
static void append(xmlNodePtr parent, xmlNodePtr child)
{
    child->parent = parent;
    child->prev = parent->last;
    if (parent->last) {
        parent->last->next = child;
    }
    else {
        parent->children = child;
    }
    parent->last = child;
}

static int fill(nf_xpath_t *x)
{
    const nf_tree_t *t = x->t;
    nf_buf_t name, value;
    nf_id_t i;

    nf_buf_init(&name, x->pool, 64);
    nf_buf_init(&value, x->pool, 1024);
    x->nodes = apr_palloc(x->pool, sizeof(xmlNodePtr) * t->nnodes);
    x->nodes[0] = (xmlNodePtr)x->doc;
    for (i = 1; i < t->nnodes; i++) {
        const nf_node_t *n = &t->nodes[i];
        xmlNodePtr e = n->kind == NF_NODE_TEXT
                           ? new_text(x, n, &value)
                           : new_element(x, n, &name, &value);

        if (e == NULL) {
            return 0;
        }
        e->_private = (void *)(uintptr_t)i;
        append(x->nodes[n->parent], e);
        x->nodes[i] = e;
    }
    /* numbers the elements, so that sorting results stays cheap */
    return xmlXPathOrderDocElems(x->doc) >= 0;
}

/* ------------------------------------------------------------ no messages */

#if LIBXML_VERSION >= 21200
static void quiet(void *data, const xmlError *error)
#else
static void quiet(void *data, xmlErrorPtr error)
#endif
{
    (void)data;
    (void)error;
}

static void no_function(xmlXPathParserContextPtr parser, int nargs)
{
    (void)nargs;
    xmlXPathErr(parser, XPATH_UNKNOWN_FUNC_ERROR);
}

/* libxml2 reports an unknown function through the generic handler, which is
 * not ours: a function that fails takes its place. Up to 2.13 this is asked
 * before XPath's own functions are. */
static xmlXPathFunction find_function(void *data, const xmlChar *name,
                                      const xmlChar *ns)
{
    xmlXPathContextPtr ctx = data;
    void *own = ctx->funcHash ? xmlHashLookup2(ctx->funcHash, name, ns) : NULL;
    xmlXPathFunction f = no_function;

    if (own) {
        memcpy(&f, &own, sizeof(f));
    }
    return f;
}

/* A colon that is neither in a literal nor of an axis: prefixes are reported
 * through the generic handler too, and there are no namespaces here. */
static int has_prefix(const char *expr)
{
    char quote = '\0';

    for (; *expr; expr++) {
        if (quote) {
            quote = *expr == quote ? '\0' : quote;
        }
        else if (*expr == '"' || *expr == '\'') {
            quote = *expr;
        }
        else if (*expr == ':') {
            if (expr[1] != ':') {
                return 1;
            }
            expr++;
        }
    }
    return 0;
}

nf_xpath_t *nf_xpath_open(const nf_tree_t *t, apr_pool_t *pool)
{
    nf_xpath_t *x = apr_pcalloc(pool, sizeof(*x));

    x->pool = pool;
    x->t = t;
    apr_pool_cleanup_register(pool, x, cleanup, apr_pool_cleanup_null);
    x->doc = xmlNewDoc((const xmlChar *)"1.0");
    if (x->doc) {
        x->doc->dict = xmlDictCreate();
    }
    if (x->doc == NULL || x->doc->dict == NULL || !fill(x)
        || (x->ctx = xmlXPathNewContext(x->doc)) == NULL) {
        nf_xpath_close(x);
        return NULL;
    }
    x->ctx->error = quiet;
    x->ctx->opLimit = NF_XPATH_MAX_OPS;
    xmlXPathRegisterFuncLookup(x->ctx, find_function, x->ctx);
    return x;
}

void nf_xpath_close(nf_xpath_t *x)
{
    apr_pool_cleanup_run(x->pool, x, cleanup);
}

/* ------------------------------------------------------------- evaluation */

static xmlXPathObjectPtr evaluate(nf_xpath_t *x, const char *expr,
                                  nf_id_t context)
{
    xmlXPathCompExprPtr compiled;
    xmlXPathObjectPtr result;

    if (x->ctx == NULL || context >= x->t->nnodes
        || strlen(expr) > NF_XPATH_MAX_EXPR || has_prefix(expr)) {
        return NULL;
    }
    x->ctx->opCount = 0;
    x->ctx->node = x->nodes[context];
    compiled = xmlXPathCtxtCompile(x->ctx, (const xmlChar *)expr);
    if (compiled == NULL) {
        return NULL;
    }
    result = xmlXPathCompiledEval(compiled, x->ctx);
    xmlXPathFreeCompExpr(compiled);
    return result;
}

/* Our node of one of libxml2's; attributes have no number of their own. */
static nf_id_t id_of(const xmlNode *node)
{
    if (node->type == XML_ATTRIBUTE_NODE) {
        node = node->parent;
    }
    return (nf_id_t)(uintptr_t)node->_private;
}

long nf_xpath_nodes(nf_xpath_t *x, const char *expr, nf_id_t context,
                    nf_id_t **ids, apr_pool_t *pool)
{
    xmlXPathObjectPtr result = evaluate(x, expr, context);
    xmlNodeSetPtr set;
    long n = 0;
    int i;

    *ids = NULL;
    if (result == NULL || result->type != XPATH_NODESET) {
        xmlXPathFreeObject(result);
        return -1;
    }
    set = result->nodesetval;
    if (!xmlXPathNodeSetIsEmpty(set)) {
        xmlXPathNodeSetSort(set);
        *ids = apr_palloc(pool, sizeof(**ids) * (size_t)set->nodeNr);
        for (i = 0; i < set->nodeNr; i++) {
            nf_id_t id = set->nodeTab[i]->type == XML_NAMESPACE_DECL
                             ? NF_NONE
                             : id_of(set->nodeTab[i]);

            if (id != NF_NONE && (n == 0 || (*ids)[n - 1] != id)) {
                (*ids)[n++] = id;
            }
        }
    }
    xmlXPathFreeObject(result);
    return n;
}

char *nf_xpath_string(nf_xpath_t *x, const char *expr, nf_id_t context,
                      apr_pool_t *pool)
{
    xmlXPathObjectPtr result = evaluate(x, expr, context);
    xmlChar *value = NULL;
    char *copy = NULL;

    if (result
        && (result->type != XPATH_NODESET
            || !xmlXPathNodeSetIsEmpty(result->nodesetval))) {
        value = xmlXPathCastToString(result);
    }
    xmlXPathFreeObject(result);
    if (value) {
        copy = apr_pstrdup(pool, (const char *)value);
        xmlFree(value);
    }
    return copy;
}
