/*
 * property.h -- single properties of a JSON-LD object, set or removed by name.
 *
 * A name is a property of the article ("headline") or of an object in it
 * ("publisher.sameAs"). A value is text that becomes JSON of the type asked
 * for, so no text can make anything else of the object than one value:
 * escaping is the writer's (json_out.h).
 *
 * Errors: what is no such name or value changes nothing.
 * Limits: NF_MAX_VALUE, NF_MAX_PROPERTY, NF_MAX_LIST. Threads: no shared
 * state.
 */
#ifndef NF_PROPERTY_H
#define NF_PROPERTY_H

#include <jansson.h>
#include <apr_tables.h>
#include "../page/str.h"

typedef enum nf_value_e {
    NF_VALUE_TEXT,
    NF_VALUE_BOOLEAN, /* true, false */
    NF_VALUE_NUMBER,  /* as in JSON */
    NF_VALUE_URL,     /* absolute, http or https */
    NF_VALUE_LIST,    /* texts separated by commas */
    NF_VALUE_JSON     /* any JSON value, so also an object */
} nf_value_e;

/* The type of a name, "text" and so on; -1 for none. */
int nf_value_named(const char *name);

/* Is this the name of a property that may be set? @context and @type are
 * none. */
int nf_property_is_name(const char *name);

/* Is text a value of this type? Empty text is none. */
int nf_property_is_value(nf_value_e type, const char *text, apr_pool_t *pool);

/* Set a property. Whether that was done: not for a bad name or value, nor
 * inside of what is no object. */
int nf_property_set(json_t *object, const char *name, nf_value_e type,
                    const char *text, apr_pool_t *pool);

/* Remove a property. Whether there was one. */
int nf_property_unset(json_t *object, const char *name, apr_pool_t *pool);

/* All values of a property as text (const char *): of an array those of its
 * items, of an object its name, else its url, else its @id. Never NULL. */
apr_array_header_t *nf_property_get(const json_t *object, const char *name,
                                    apr_pool_t *pool);

#endif
