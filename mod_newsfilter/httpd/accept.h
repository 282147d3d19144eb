/*
 * accept.h -- which view an Accept header wants (RFC 9110 12.5.1).
 *
 * Pages are HTML for everybody who does not say otherwise. Markdown is sent
 * to clients that name text/markdown and like it at least as well as HTML: no
 * browser names it. Plain text and JSON stand in many lists that only mean
 * "anything" (application/json, text/plain, and star slash star), so they have
 * to be liked better than HTML.
 *
 * Pure. Threads: no shared state.
 */
#ifndef NFM_ACCEPT_H
#define NFM_ACCEPT_H

#include "address.h"

/* accept: the header's value, or NULL. gives: 1 << nfm_view_e of the views to
 * choose from. NFM_VIEW_PAGE if the page is wanted. */
nfm_view_e nfm_accept_view(const char *accept, int gives);

#endif
