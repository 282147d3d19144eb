/*
 * mod_newsfilter.h -- what other modules may use of mod_newsfilter.
 *
 * Optional functions are fetched with APR_RETRIEVE_OPTIONAL_FN() in a
 * post_config hook (NULL: mod_newsfilter is not loaded), never kept over a
 * restart. Hooks are registered with APR_OPTIONAL_HOOK() in register_hooks,
 * and are never called where mod_newsfilter is not loaded:
 *
 *     APR_OPTIONAL_HOOK(newsfilter, newsfilter_amend, my_amend, NULL, NULL,
 *                       APR_HOOK_MIDDLE);
 *
 * When: in the output filter, when the page is complete or as far as it is
 * needed, and is an article that is about to be changed or shown as a view.
 * Headers can still be set, but not of a page that is streamed; of such a page
 * and of a view the hooks may be called more than once: the last call counts.
 *
 * Names are schema.org's properties of the article: "headline",
 * "datePublished", "wordCount", or of an object in it: "author.url",
 * "publisher.name". "@type" can be read, not set.
 *
 * Ownership: strings and arrays that are returned live as long as the
 * request; strings that are given are copied.
 * Threads: everything runs in the thread that runs the output filter for this
 * request; two requests run in two threads at the same time.
 */
#ifndef MOD_NEWSFILTER_H
#define MOD_NEWSFILTER_H

#include "httpd.h"
#include "apr_hooks.h"
#include "apr_optional.h"
#include "apr_optional_hooks.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NEWSFILTER_DECLARE(type) type

/* The outcome for this request: "article", "amended", "reader", "markdown",
 * "text", "json", "skip:REASON", or NULL when NewsFilter is off or has not
 * decided yet. The same string stands in the note "newsfilter"
 * (%{newsfilter}n in a log). */
APR_DECLARE_OPTIONAL_FN(const char *, newsfilter_outcome, (request_rec * r));

/* ---------------------------------------------------------------- reading
 * In the hooks, and after them until the request ends (log_transaction is the
 * last place). They are kept where some module has one of the hooks: a module
 * that only reads registers one that returns DECLINED. NULL or empty before,
 * and for pages that are no article or that carry an article of their own
 * which is kept as it is. */

/* The (first) value of a property as text, or NULL. Of an object it is its
 * name, else its url, else its @id: "author" gives the first author's name,
 * "image" the address of the first image. */
APR_DECLARE_OPTIONAL_FN(const char *, newsfilter_fact,
                        (request_rec * r, const char *name));

/* All values: of each author, image, keyword. const char *. Never NULL. */
APR_DECLARE_OPTIONAL_FN(apr_array_header_t *, newsfilter_facts,
                        (request_rec * r, const char *name));

/* -------------------------------------------------------------- changing
 * In the hook newsfilter_amend only: APR_EINVAL elsewhere. */

/* How a value is given. Whatever is given, it becomes one JSON value. */
typedef enum newsfilter_value_e {
    NEWSFILTER_TEXT,    /* UTF-8, no markup */
    NEWSFILTER_BOOLEAN, /* "true", "false" */
    NEWSFILTER_NUMBER,  /* "12", "3.5" */
    NEWSFILTER_URL,     /* absolute, http or https */
    NEWSFILTER_LIST,    /* texts, separated by commas */
    NEWSFILTER_JSON     /* any JSON value: "{\"@type\":\"Person\", ...}" */
} newsfilter_value_e;

/* Set a property. APR_EINVAL, and nothing is changed, if the name is no
 * property, the value not of its type, empty or not UTF-8, or the object that
 * the name speaks of is not there. */
APR_DECLARE_OPTIONAL_FN(apr_status_t, newsfilter_set,
                        (request_rec * r, const char *name,
                         newsfilter_value_e type, const char *value));

/* Remove a property. APR_NOTFOUND if there is none. */
APR_DECLARE_OPTIONAL_FN(apr_status_t, newsfilter_unset,
                        (request_rec * r, const char *name));

/* ------------------------------------------------------------------ hooks */

/* May this article be changed? The first module that has an opinion decides.
 * The facts are those that were found, before any amendment.
 * DECLINED: no opinion. OK: yes. Anything else: leave the page as it is; the
 * outcome is "skip:vetoed". */
APR_DECLARE_EXTERNAL_HOOK(newsfilter, NEWSFILTER, int, newsfilter_veto,
                          (request_rec * r))

/* Change the JSON-LD before it is written. All modules are called, after
 * NewsFilterProperty.
 * OK, DECLINED: done. Anything else: it went wrong, leave the page as it is;
 * the outcome is "skip:vetoed". */
APR_DECLARE_EXTERNAL_HOOK(newsfilter, NEWSFILTER, int, newsfilter_amend,
                          (request_rec * r))

#ifdef __cplusplus
}
#endif

#endif
