/* SPDX-License-Identifier: Apache-2.0 */
/* Stepback's client module: the native interface. stepback_state.h, which this file includes, has
 * the structures of a session's state.
 *
 * A client takes part in one session on behalf of one person. The host gives the client the
 * person's link, captured sound and encoded pictures. The client gives the host the session's
 * state, mixed sound and the others' encoded pictures. It handles the connection, the identity
 * through reconnects, Opus, the jitter buffers and the mixing.
 *
 * Conventions
 *  1. A client is an opaque handle from stepback_create(); free it with stepback_destroy(). The
 *     host frees nothing else that this interface returns, unless the function says so.
 *  2. Text is UTF-8 and ends with NUL. Times are milliseconds since the Unix epoch; 0 means "not
 *     set". Sound is 48 kHz, mono, float, nominally within -1 and 1.
 *  3. Each function is tagged with the thread that may call it:
 *       [any]    any thread, also several at once;
 *       [main]   one thread at a time: the host serialises these calls;
 *       [audio]  real time: the function does not lock, allocate or wait. stepback_push() runs on
 *                one thread at a time, stepback_pull() on one thread at a time; the two may differ.
 *  4. Functions that can fail return stepback_result. A failed call has changed nothing in the
 *     module.
 *  5. In a structure that the host fills, the host sets struct_size = sizeof(the structure), so
 *     that the structure can grow; members beyond that size take their defaults. Structures that
 *     the module fills grow only at their end, and arrays hold pointers to them.
 *  6. No exception leaves the module. No function prints or logs.
 *
 * Two promises to the person who uses the host. Only stepback_publish() opens a microphone or a
 * camera. When the right to speak is lost, the module stops encoding before it tells the host; when
 * the right comes back, nothing is sent until stepback_publish() is called again.
 */
#ifndef STEPBACK_H
#define STEPBACK_H

#include <stddef.h>
#include <stdint.h>

#include "stepback_state.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define STEPBACK_API __attribute__((visibility("default")))
#else
#define STEPBACK_API
#endif

/* The number rises at most once between two releases, at the first change of the interface. No
 * version before 2 was released. See stepback_abi_version(). */
#define STEPBACK_ABI_VERSION 2

#define STEPBACK_SAMPLE_RATE 48000

typedef struct stepback_client stepback_client;

typedef enum stepback_result {
  STEPBACK_OK = 0,
  STEPBACK_INVALID_ARGUMENT = 1, /* a null or malformed argument */
  STEPBACK_INVALID_LINK = 2,     /* not http(s)://HOST[:PORT][/PATH]#join=TOKEN */
  STEPBACK_NOT_JOINED = 3,       /* not in the session (yet, or any more) */
  STEPBACK_NOT_PERMITTED = 4,    /* the last known state does not allow it */
  STEPBACK_BUSY = 5,             /* a queue is full: nothing was taken */
  STEPBACK_NETWORK = 6,          /* the server could not be reached */
  STEPBACK_REFUSED = 7,          /* the server refused; a text says why */
  STEPBACK_OUT_OF_MEMORY = 8,
  STEPBACK_INTERNAL = 9 /* a fault in the module */
} stepback_result;

typedef enum stepback_event_type {
  STEPBACK_EVENT_CONNECTION = 0, /* connection. text, if set, says why there is none. If it is
                                    ENDED, code says why. */
  STEPBACK_EVENT_STATE = 1,      /* state */
  STEPBACK_EVENT_CHAT = 2,       /* from, text */
  STEPBACK_EVENT_ANSWER = 4,     /* request, result; if granted: kept; if refused: text, and code
                                    unless it is a word of a newer server */
  STEPBACK_EVENT_KEYFRAME = 5,   /* your camera should send a key frame */
  STEPBACK_EVENT_VIDEO = 6,      /* from, ssrc, timestamp, key_frame, data, size */
  STEPBACK_EVENT_WAY_BACK = 7,   /* from, text, expires: text is a link that leads the person `from`
                                    back to their chair. Show it to this client's person alone, and
                                    keep it out of logs. A presenter who came by a shared link gets
                                    their own, and so does the leader who named them. */
  STEPBACK_EVENT_SILENCE = 8 /* silent: 1 if you lead or present and nothing has arrived from the
                                server for 6 seconds: you may not be heard. 0 when something has
                                arrived again. It ends with the connection too. */
} stepback_event_type;

typedef enum stepback_connection {
  STEPBACK_CONNECTION_CONNECTING = 0,
  STEPBACK_CONNECTION_JOINED = 1,
  STEPBACK_CONNECTION_LOST = 2, /* the module reconnects, under the same identity */
  STEPBACK_CONNECTION_ENDED = 3 /* the module does not reconnect; code says why */
} stepback_connection;

/* One event. Members that its type does not list above are zero. Its pointers are valid until the
 * callback returns, or until the next stepback_poll(). Copy what you keep: texts and pictures by
 * yourself, a state by stepback_state_copy(). */
typedef struct stepback_event {
  stepback_event_type type;
  stepback_connection connection;
  const stepback_state* state;
  const char* from; /* a participant's id */
  const char* text;
  const char* code; /* the word on the wire, such as "notPermitted", "superseded", "removed";
                       "left" after stepback_leave(); "outdated" if three states in a row could not
                       be read, since the module is too old for the server;
                       "certificateNotTrusted", "certificateExpired", "certificateNotYetValid" or
                       "certificateWrongName" if the client has not joined yet and refuses the
                       server's certificate */
  uint32_t request; /* the number that the command's function put into *request */
  stepback_result result;
  uint32_t ssrc;
  uint32_t timestamp; /* RTP, 90 kHz */
  uint8_t key_frame;
  const uint8_t* data;
  size_t size;
  int64_t expires; /* milliseconds since the Unix epoch, by the server's clock */
  uint8_t kept;    /* 1: the server has kept the change, or there was nothing to keep. 0: the change
                      is in force and not kept yet; see `pending` of the state */
  uint8_t silent;
} stepback_event;

/* The event callback, on the module's own thread. It may call [any] functions. It must not wait or
 * call [main] functions, because they wait for this thread. */
typedef void (*stepback_event_fn)(const stepback_event* event, void* user);

typedef struct stepback_config {
  size_t struct_size;
  /* http(s)://HOST[:PORT][/PATH]#join=TOKEN; copied. */
  const char* link;
  /* The name to show, for a shared link; NULL if the link names its person. Copied. */
  const char* name;
  /* Called for each event with `user`. NULL: events wait for stepback_poll(). */
  stepback_event_fn on_event;
  void* user;
  /* PEM file of the authorities that https trusts; NULL: the system's authorities. Copied. */
  const char* ca_file;
  /* 1: the host records what this client hears, from the first moment on. Everybody is told, as by
   * stepback_records(). A shorter struct_size means 0. */
  uint8_t records;
} stepback_config;

/* [any] The ABI version of the loaded module. The module suits a host that was built with this
 * STEPBACK_ABI_VERSION or a lower one. */
STEPBACK_API uint32_t stepback_abi_version(void);

/* [any] A sentence for a result, in static memory. */
STEPBACK_API const char* stepback_result_text(stepback_result result);

/* --- A client's life ------------------------------------------------------------------------ */

/* [main] Makes a client that is not connected yet. Sets *client only if it returns STEPBACK_OK. */
STEPBACK_API stepback_result stepback_create(const stepback_config* config,
                                             stepback_client** client);

/* [main] Begins to connect and join, and returns at once. The module tries again, with growing
 * pauses, until it has joined, the server refuses or its certificate is refused
 * (STEPBACK_CONNECTION_ENDED), or the client leaves. */
STEPBACK_API stepback_result stepback_join(stepback_client* client);

/* [main] Leaves the session and waits, at most 2.5 seconds, until the server has confirmed. Events
 * that were under way may still arrive. stepback_join() may be called again. */
STEPBACK_API stepback_result stepback_leave(stepback_client* client);

/* [main] Leaves like stepback_leave(), waits for the module's thread and frees everything. No
 * callback comes after it has returned. NULL does nothing. */
STEPBACK_API void stepback_destroy(stepback_client* client);

/* [main] Waits up to timeout_ms for the next event. Returns 1 if it filled *event, 0 if none came.
 * The pointers in *event are valid until the next call. For clients without a callback. */
STEPBACK_API int stepback_poll(stepback_client* client, stepback_event* event, uint32_t timeout_ms);

/* --- States ----------------------------------------------------------------------------------- */

/* [any] Copies a state with everything that it points to, so that the host can keep it. `state` is
 * one of this module: of an event whose pointers are still valid, or a copy. Sets *copy, which
 * needs no client and stays valid until stepback_state_free(). Returns STEPBACK_INVALID_ARGUMENT if
 * an argument is null, and STEPBACK_OUT_OF_MEMORY if there is no memory; *copy is as before then.
 */
STEPBACK_API stepback_result stepback_state_copy(const stepback_state* state,
                                                 stepback_state** copy);
/* [any] Frees a state from stepback_state_copy(), and no other. NULL does nothing. */
STEPBACK_API void stepback_state_free(stepback_state* state);

/* --- Commands --------------------------------------------------------------------------------
 * Each sends one request and returns at once. STEPBACK_OK means that *request was set (never to 0;
 * `request` may be NULL) and that one STEPBACK_EVENT_ANSWER with this number follows. Its result is
 * STEPBACK_OK or STEPBACK_REFUSED, as the server decides, or STEPBACK_NETWORK if the connection was
 * lost before the answer. The next state shows the effect. A granted change that is not `kept` is
 * in force like any other; it is lost if the server stops before it is kept. The server refuses
 * with "notKept" while it cannot keep changes. */

/* [any] Leaders: admits a person from the lobby. Refused with "whoIsThis" while the presenter is
 * away and this person could be them: use one of the next two functions then. */
STEPBACK_API stepback_result stepback_admit(stepback_client* client, const char* participant,
                                            uint32_t* request);
/* [any] Leaders: says that this waiting person is `as`, one of the ids in `could`. The person gets
 * that one's chair and name. */
STEPBACK_API stepback_result stepback_admit_as(stepback_client* client, const char* participant,
                                               const char* as, uint32_t* request);
/* [any] Leaders: says that this waiting person is nobody who is away, and admits them. */
STEPBACK_API stepback_result stepback_admit_new(stepback_client* client, const char* participant,
                                                uint32_t* request);
/* [any] Leaders: asks for the link that leads a person back to their chair. STEPBACK_EVENT_WAY_BACK
 * comes before the answer. */
STEPBACK_API stepback_result stepback_way_back(stepback_client* client, const char* participant,
                                               uint32_t* request);
/* [any] Leaders: removes a person for good. */
STEPBACK_API stepback_result stepback_remove(stepback_client* client, const char* participant,
                                             uint32_t* request);
/* [any] Leaders: removes a person for good, and replaces the link by which they came and which
 * everybody of their role shares (STEPBACK_CAME_BY_SHARED). Nobody new can come by the old link,
 * and people who wait by it are sent away. Refused with "notPermitted" for a person with a link of
 * their own. An earlier server refuses it with "badMessage". */
STEPBACK_API stepback_result stepback_remove_and_close_link(stepback_client* client,
                                                            const char* participant,
                                                            uint32_t* request);
/* [any] Leaders: locks (on != 0) or unlocks the session. A locked session lets in only leaders and
 * people who were in it before. */
STEPBACK_API stepback_result stepback_lock(stepback_client* client, int on, uint32_t* request);
/* [any] Leaders: names the presenter of this case. A leader who presents does not lead meanwhile,
 * and can be named only while another leader is connected. */
STEPBACK_API stepback_result stepback_appoint(stepback_client* client, const char* participant,
                                              uint32_t* request);
/* [any] Leaders: goes to the phase with this name; "ended" ends the session. */
STEPBACK_API stepback_result stepback_advance(stepback_client* client, const char* phase,
                                              uint32_t* request);
/* [any] Leaders: moves the return point. */
STEPBACK_API stepback_result stepback_schedule_return(stepback_client* client, int64_t at,
                                                      uint32_t* request);
/* [any] Leaders: closes a person's microphone; its owner may open it again. */
STEPBACK_API stepback_result stepback_mute(stepback_client* client, const char* participant,
                                           uint32_t* request);
/* [any] Facilitator: gives the facilitator's seat to another leader. */
STEPBACK_API stepback_result stepback_handover(stepback_client* client, const char* participant,
                                               uint32_t* request);
/* [any] Leaders: takes the facilitator's seat, if you may take_lead: it is free, or its holder is
 * absent. */
STEPBACK_API stepback_result stepback_take_lead(stepback_client* client, uint32_t* request);
/* For stepback_publish(): the device stays as it is. */
#define STEPBACK_AS_IT_IS (-1)
/* [any] Opens (1) or closes (0) your own microphone and camera. Name the one that the person has
 * not pressed STEPBACK_AS_IT_IS, so that a press on one device never opens the other. Both are
 * closed after joining, after a reconnect and after each step back. Closing takes effect before the
 * server answers. A call that names both may repeat what was true before a leader's mute: a device
 * that was closed otherwise then opens only if your host can know of it, because the event that
 * shows it has been polled, or its callback has returned, or you call from that callback. Else the
 * device stays closed, and the answer is still STEPBACK_OK. The state shows what is open. */
STEPBACK_API stepback_result stepback_publish(stepback_client* client, int audio, int video,
                                              uint32_t* request);
/* [any] Raises or lowers your hand. */
STEPBACK_API stepback_result stepback_hand(stepback_client* client, int raised, uint32_t* request);
/* [any] Says that the host begins or ends to record what this client hears. Say it before a
 * recording begins. Everybody who sees this person is told. It ends with the connection; the module
 * says it again when it comes back. */
STEPBACK_API stepback_result stepback_records(stepback_client* client, int on, uint32_t* request);
/* [any] Sends a chat line to everybody who may hear. */
STEPBACK_API stepback_result stepback_chat(stepback_client* client, const char* text,
                                           uint32_t* request);
/* [any] Sends a private signal, which the leaders alone see. Allowed from the lobby and during the
 * step back too; STEPBACK_SIGNAL_COME_BACK only if you may come_back. STEPBACK_OK as the answer
 * means that the server holds the signal. It is then among the state's signals until it is dealt
 * with, and the state says which leaders have seen it. */
STEPBACK_API stepback_result stepback_signal(stepback_client* client, stepback_signal_kind kind,
                                             uint32_t* request);
/* [any] Leaders: says that a person has this signal of the state before their eyes. The module
 * never says it by itself. Call it again when `times` has grown. */
STEPBACK_API stepback_result stepback_signal_seen(stepback_client* client, const char* signal,
                                                  uint32_t* request);
/* [any] Leaders: says that this signal of the state is dealt with. Its sender: takes it back. */
STEPBACK_API stepback_result stepback_signal_done(stepback_client* client, const char* signal,
                                                  uint32_t* request);
/* [any] Asks the sender of a picture for a key frame. */
STEPBACK_API stepback_result stepback_request_keyframe(stepback_client* client, uint32_t ssrc,
                                                       uint32_t* request);

/* --- Sound and pictures ----------------------------------------------------------------------- */

/* [audio] Takes captured sound, any number of frames. Call it for everything that you capture: the
 * module's capture clock counts the pushed frames. Sound pushed while the microphone is closed is
 * counted and dropped. Returns how many frames were taken; fewer if the module is behind. */
STEPBACK_API size_t stepback_push(stepback_client* client, const float* samples, size_t frames);

/* [audio] Gives the mixed sound of the others, any number of frames. Fills all of `samples`, with
 * silence if there is nothing to hear. Returns how many of the frames hold a voice. */
STEPBACK_API size_t stepback_pull(stepback_client* client, float* samples, size_t frames);

/* [any] Sends one encoded VP8 frame of your camera, copied. `timestamp` is RTP at 90 kHz. Returns
 * STEPBACK_NOT_PERMITTED unless your camera is open here and at the server. Returns STEPBACK_BUSY
 * while eight frames wait to be sent; the next frame that is taken must then be a key frame. */
STEPBACK_API stepback_result stepback_send_video(stepback_client* client, const uint8_t* data,
                                                 size_t size, uint32_t timestamp, int key_frame);

/* The sound of a client since it was created. Packets are packets of sound only. */
typedef struct stepback_statistics {
  size_t struct_size; /* filled by the host */
  uint64_t packets_sent;
  uint64_t packets_received;
  uint64_t packets_lost;
  uint64_t frames_played;    /* 20 ms frames decoded from a packet or its FEC */
  uint64_t frames_concealed; /* 20 ms frames made up because none came in time */
  uint64_t frames_recovered; /* those of frames_played that came from in-band FEC */
  uint64_t reconnects;
  uint32_t round_trip_ms; /* of the last ping; 0 before the first */
} stepback_statistics;

/* [any] Fills *statistics up to its struct_size, which the host has set. */
STEPBACK_API stepback_result stepback_get_statistics(stepback_client* client,
                                                     stepback_statistics* statistics);

/* --- Extensions -------------------------------------------------------------------------------
 * An extension is a part of the module that a host can take part without. Its header declares its
 * id and a table of functions. The conventions above hold for these functions too.
 *
 *  - A module may lack an extension: it may be older, or built without it. A host asks for the
 *    table, and does without the extension if there is none.
 *  - A table belongs to the library and not to a client, because a module's parts are fixed when
 *    it is built. So a host can ask before it has a client, and one table serves all clients. The
 *    rights of one person in one session are in the states and the answers.
 *  - A table is in static memory. It is valid, and never changes, until the library is unloaded.
 *    One id always gives the same table.
 *  - An id ends with "/" and a number. A released table keeps its form for good, so it needs no
 *    struct_size. A table of another form gets the next number; a module can have both.
 *  - A number that begins with "draft", as in "/draft-1", marks a trial. Any release may drop it.
 *  - Only Stepback defines ids that begin with "stepback.". Others who extend the module begin
 *    theirs with a name of their own, such as a domain.
 */

/* [any] Returns the table of the extension with this id, or NULL if the module does not have it or
 * `id` is NULL. Cast the result to a pointer to the type that the extension's header names. */
STEPBACK_API const void* stepback_get_extension(const char* id);

#ifdef __cplusplus
}
#endif

#endif /* STEPBACK_H */
