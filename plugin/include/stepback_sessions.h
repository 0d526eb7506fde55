/* SPDX-License-Identifier: Apache-2.0 */
/* The extension for coordinators, who make sessions and hand out the links. It is an extension
 * because a host that takes part needs only a link: the calls have no client, and use the server's
 * HTTP interface instead of a session. See "Extensions" in stepback.h.
 */
#ifndef STEPBACK_SESSIONS_H
#define STEPBACK_SESSIONS_H

#include "stepback.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The id for stepback_get_extension(). Its table is a stepback_sessions. */
#define STEPBACK_EXTENSION_SESSIONS "stepback.sessions/1"

typedef struct stepback_session_request {
  size_t struct_size;
  const char* server;       /* http(s)://HOST[:PORT] */
  const char* token;        /* a coordinator's token */
  const char* template_id;  /* such as "cmh-60" */
  const char* title;        /* NULL: the template's title */
  const char* const* names; /* of named people; may be NULL */
  const stepback_role* roles;
  size_t participant_count;
  const char* ca_file;    /* as in stepback_config */
  int64_t links_until_ms; /* the end of the links, since the Unix epoch; 0: the server's default */
} stepback_session_request;

typedef struct stepback_sessions {
  /* [any] Creates a session; waits at most ten seconds for the answer. Sets *answer to the server's
   * JSON: the links and tokens with STEPBACK_OK, a problem document (RFC 9457) with
   * STEPBACK_REFUSED, else NULL. Free it with free_text(). After STEPBACK_NETWORK the server may
   * have created the session. */
  stepback_result (*create)(const stepback_session_request* request, char** answer);
  /* [any] Frees the text from create(). NULL does nothing. */
  void (*free_text)(char* text);
} stepback_sessions;

#ifdef __cplusplus
}
#endif

#endif /* STEPBACK_SESSIONS_H */
