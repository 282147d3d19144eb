/*
 * limits.h -- every bound of the core, in one place.
 *
 * Bytes from the network are hostile: each bound below is reached by some
 * page somewhere, and each has a test.  Past a bound the core stops being
 * clever, never correct: the page is read as far as the bound allows or is
 * left alone.
 *
 * Units: bytes unless the name says otherwise.
 */
#ifndef NF_LIMITS_H
#define NF_LIMITS_H

/* A page larger than this is never read (offsets are 32 bits wide). */
#define NF_MAX_PAGE (256u * 1024 * 1024)

/* Open elements; deeper ones become children of the last (Blink: 512). */
#define NF_MAX_DEPTH 256

/* Nodes of one page; the tree ends there, and nothing is inserted. */
#define NF_MAX_NODES 500000u

/* Attributes of one tag; further ones are dropped. */
#define NF_MAX_ATTRS 128

/* Text blocks of one page. */
#define NF_MAX_BLOCKS 50000u

/* One JSON-LD block; a longer one is not read. */
#define NF_MAX_JSONLD (1024 * 1024)

/* JSON-LD blocks read per page, bytes of all of them, and members or items
 * visited in one. */
#define NF_MAX_JSONLD_BLOCKS 64
#define NF_MAX_JSONLD_TOTAL (2 * 1024 * 1024)
#define NF_MAX_JSON_VISITS 20000

/* Brackets open at once in JSON that is checked or changed. */
#define NF_MAX_JSON_DEPTH 2048

/* What the detectors may say of one fact: later candidates are dropped. */
#define NF_MAX_CANDIDATES 1024

/* Ticker and related headlines kept. */
#define NF_MAX_TICKER 64
#define NF_MAX_RELATED 64

/* Stories of a front page listed. */
#define NF_MAX_STORIES 50

/* Authors, keywords and images kept. */
#define NF_MAX_AUTHORS 16
#define NF_MAX_KEYWORDS 64
#define NF_MAX_IMAGES 16

/* Updates of a live blog kept, the first on the page, and times on it. */
#define NF_MAX_UPDATES 100
#define NF_MAX_UPDATE_TIMES 1000

/* A headline, a name, an address: longer values are no such thing. */
#define NF_MAX_HEADLINE 600
#define NF_MAX_NAME 200
#define NF_MAX_URL 2048

/* A file of time zone data (the largest have 4 KB). */
#define NF_MAX_ZONE_FILE (64 * 1024)

/* Paywall selectors of a section. */
#define NF_MAX_SELECTORS 16

/* A property set by name: its name, its value, the items of a list. */
#define NF_MAX_PROPERTY 64
#define NF_MAX_VALUE (64 * 1024)
#define NF_MAX_LIST 256

#endif
