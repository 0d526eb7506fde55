/* SPDX-License-Identifier: Apache-2.0 */
/* The state of a session, as the module tells it to the host. A part of stepback.h, which includes
 * this file and has the conventions that hold here; hosts include stepback.h.
 */
#ifndef STEPBACK_STATE_H
#define STEPBACK_STATE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum stepback_role {
  STEPBACK_ROLE_FACILITATOR = 0,
  STEPBACK_ROLE_CO_FACILITATOR = 1,
  STEPBACK_ROLE_MEMBER = 2,
  STEPBACK_ROLE_OBSERVER = 3
} stepback_role;

typedef enum stepback_seat {
  STEPBACK_SEAT_FACILITATOR = 0,
  STEPBACK_SEAT_CO_FACILITATOR = 1,
  STEPBACK_SEAT_PRESENTER = 2,
  STEPBACK_SEAT_MEMBER = 3,
  STEPBACK_SEAT_OBSERVER = 4
} stepback_seat;

typedef enum stepback_channel {
  STEPBACK_CHANNEL_LOBBY = 0,
  STEPBACK_CHANNEL_CIRCLE = 1,
  STEPBACK_CHANNEL_OBSERVER = 2
} stepback_channel;

typedef enum stepback_hearing {
  STEPBACK_HEARING_UNKNOWN = 0, /* the device has not said it lately, or it is not shown to you */
  STEPBACK_HEARING_OK = 1,
  STEPBACK_HEARING_POOR = 2,
  STEPBACK_HEARING_NONE = 3
} stepback_hearing;

/* Whether a connection has answered the server within the last seconds. */
typedef enum stepback_answers {
  STEPBACK_ANSWERS_UNKNOWN = 0, /* not known yet, or not shown to you */
  STEPBACK_ANSWERS_YES = 1,
  STEPBACK_ANSWERS_NO = 2 /* the person counts as absent, but keeps the connection for now */
} stepback_answers;

typedef enum stepback_ends_by {
  STEPBACK_ENDS_BY_LEADER = 0,
  STEPBACK_ENDS_BY_CLOCK = 1
} stepback_ends_by;

/* The effect of the session's next step, which a leader's button tells. */
typedef enum stepback_does {
  STEPBACK_DOES_UNKNOWN = 0,   /* not shown to you, or an earlier server */
  STEPBACK_DOES_BEGIN = 1,     /* the session begins */
  STEPBACK_DOES_HEAR = 2,      /* a case is presented */
  STEPBACK_DOES_HEAR_NEXT = 3, /* another case is presented */
  STEPBACK_DOES_QUESTIONS = 4, /* questions of fact */
  STEPBACK_DOES_STEP_BACK = 5, /* the presenter steps back */
  STEPBACK_DOES_INVITE = 6,    /* the presenter is invited back */
  STEPBACK_DOES_CLOSE = 7,     /* the closing */
  STEPBACK_DOES_DEBRIEF = 8,   /* the group goes, and the leaders stay */
  STEPBACK_DOES_END = 9,       /* the session ends */
  STEPBACK_DOES_OTHER = 10     /* a phase described only by its title */
} stepback_does;

/* A step that cannot be undone: ask the leader before taking it. */
typedef enum stepback_sure {
  STEPBACK_SURE_NOTHING = 0, /* nothing to ask about */
  STEPBACK_SURE_DEBRIEF = 1,
  STEPBACK_SURE_END = 2
} stepback_sure;

/* The place that stepback_appoint() would give the named person now. */
typedef enum stepback_appoints {
  STEPBACK_APPOINTS_NOBODY = 0, /* refused in this phase, not planned, or not shown to you */
  STEPBACK_APPOINTS_FIRST = 1,  /* the first presenter of this case */
  STEPBACK_APPOINTS_OTHER = 2,  /* another presenter in this case */
  STEPBACK_APPOINTS_NEXT = 3    /* the presenter of the next case */
} stepback_appoints;

/* Why the return point moved. */
typedef enum stepback_return_moved {
  STEPBACK_RETURN_MOVED_NONE = 0, /* it has not moved, or that is not shown to you */
  STEPBACK_RETURN_MOVED_LEADER = 1,
  STEPBACK_RETURN_MOVED_LATE_START = 2, /* the step back began late */
  STEPBACK_RETURN_MOVED_HOLD = 3        /* the clock stood still, because no leader was connected */
} stepback_return_moved;

/* The kind of link by which a person came. */
typedef enum stepback_came_by {
  STEPBACK_CAME_BY_UNKNOWN = 0, /* not shown to you, or an earlier server */
  STEPBACK_CAME_BY_OWN = 1,     /* a link of their own, which leads back to the same chair */
  STEPBACK_CAME_BY_SHARED = 2   /* a link that everybody of a role shares */
} stepback_came_by;

/* What you, as a leader, may do to a person now. Each member is 0 or 1. */
typedef struct stepback_leader_acts {
  uint8_t admit; /* stepback_admit(); 0 if you have to say first who this is */
  uint8_t appoint;
  uint8_t mute;
  uint8_t remove;
  uint8_t handover;
  uint8_t way_back;
} stepback_leader_acts;

typedef enum stepback_signal_kind {
  STEPBACK_SIGNAL_PAUSE = 0,    /* "I need a pause" */
  STEPBACK_SIGNAL_HELP = 1,     /* "please contact me" */
  STEPBACK_SIGNAL_TECH = 2,     /* "something does not work" */
  STEPBACK_SIGNAL_COME_BACK = 3 /* "I would like to come back in": of a stepped-back presenter */
} stepback_signal_kind;

/* A private signal. It is open until somebody deals with it or takes it back. */
typedef struct stepback_signal_record {
  const char* id;   /* for stepback_signal_seen() and stepback_signal_done() */
  const char* from; /* the sender's id; not among the participants if the sender has left */
  stepback_signal_kind kind;
  int64_t at;                 /* when it was sent last */
  uint32_t times;             /* how often it was sent; alert the leaders anew when it grows */
  const char* const* seen_by; /* the ids of the leaders who have seen it since `at` */
  size_t seen_by_count;
  int64_t done_at; /* 0 while it is open */
} stepback_signal_record;

typedef enum stepback_pending_does {
  STEPBACK_PENDING_STEP_BACK = 0, /* the presenter steps back */
  STEPBACK_PENDING_ADVANCE = 1,   /* to a phase in which nobody steps back */
  STEPBACK_PENDING_MUTE = 2,      /* a leader closes a microphone */
  STEPBACK_PENDING_REMOVE = 3,    /* a person is sent out */
  STEPBACK_PENDING_LOCK = 4,      /* nobody new is let in */
  STEPBACK_PENDING_CLOSE = 5      /* a person closes their own microphone or camera */
} stepback_pending_does;

/* A change that takes a right away and is not kept yet. It is in force already. If the server
 * stops now, the change is lost. */
typedef struct stepback_pending_change {
  stepback_pending_does does;
  const char* phase;       /* the name of the phase, of STEP_BACK and ADVANCE; else NULL */
  const char* participant; /* the id of the person from whom it takes something, or NULL */
  int64_t since;           /* when it was decided */
} stepback_pending_change;

/* The reason why the server does less than usual. Tell it to leaders. */
typedef enum stepback_trouble {
  STEPBACK_TROUBLE_NONE = 0, /* no trouble, or not shown to you */
  STEPBACK_TROUBLE_DISK = 1, /* the server cannot keep changes now: it refuses most of them */
  STEPBACK_TROUBLE_CLOCK = 2 /* the clock of the server's machine jumped: times may be wrong */
} stepback_trouble;

/* The rights that the server gives you now. Each member is 0 or 1. */
typedef struct stepback_permissions {
  uint8_t speak;
  uint8_t show;
  uint8_t hear;
  uint8_t chat;
  uint8_t lead;
  uint8_t take_lead; /* stepback_take_lead() */
  uint8_t come_back; /* STEPBACK_SIGNAL_COME_BACK */
} stepback_permissions;

typedef struct stepback_participant {
  const char* id;
  const char* name;
  stepback_role role;
  stepback_seat seat;
  stepback_channel channel;
  uint8_t connected;
  uint8_t audio; /* the microphone is open */
  uint8_t video; /* the camera is open */
  uint8_t hand;
  uint32_t ssrc;
  stepback_hearing hearing; /* of a stepped-back presenter, for leaders only */
  stepback_came_by by;      /* for leaders only */
  stepback_leader_acts can; /* for leaders only */
  /* For leaders: the ids of the absent people that this waiting person could be. Pass one of them
   * to stepback_admit_as() if you recognise the person. */
  const char* const* could;
  size_t could_count;
  /* For leaders: the ids of the people here whose name reads like this one's. */
  const char* const* alike;
  size_t alike_count;
  /* For leaders, of a waiting person: the name of somebody who was removed, and who this could be,
   * by the name or by the network. NULL if there is none. */
  const char* after_removal;
  stepback_answers answers; /* of leaders and the presenter, for them only */
  uint8_t records;          /* this person's device records what it hears, as it says itself */
} stepback_participant;

typedef struct stepback_phase {
  const char* name;
  const char* title;
  int64_t planned_ms; /* planned length */
  /* The meaning of the phase; do not compare names. Each is 0 or 1. The members are 0 with an
   * earlier server. */
  uint8_t step_back;    /* the presenter sits outside the circle in it */
  uint8_t each_case;    /* it comes once for each case */
  uint8_t leaders_only; /* everybody else has gone */
} stepback_phase;

/* The whole view of the session. Show it as it is; you need no earlier state. */
typedef struct stepback_state {
  /* Grows with every change of the session; the same for everybody. It repeats if only signals,
   * hands, hearing, answers or records changed. */
  uint64_t revision;
  int64_t now; /* the server's clock when it sent this state */

  const char* session_id;
  const char* title;
  const char* template_id;
  int64_t held_since;
  int64_t begun_at;
  int64_t ended_at;
  int64_t return_at;         /* the return point */
  int64_t return_moved_from; /* for leaders: the return point before; 0 if it was not known */
  int64_t ends_at;           /* the planned end of the session; 0 with an earlier server */
  uint32_t case_number;
  uint32_t cases; /* how many are planned, never less than case_number */

  const char* phase_name;
  const char* phase_title;
  int64_t phase_since;
  int64_t phase_until;        /* planned end */
  const char* const* prompts; /* for leaders only */
  size_t prompt_count;
  const stepback_phase* const* phases;
  size_t phase_count;

  const stepback_participant* const* participants;
  size_t participant_count;

  const char* you; /* your id among the participants */

  /* Private signals: all for leaders, your own for others. The open ones come first, the most
   * urgent of them at the beginning. */
  const stepback_signal_record* const* signals;
  size_t signal_count;
  /* Changes in force that are not kept yet: all for leaders; for others the step back and the
   * changes that concern themselves. */
  const stepback_pending_change* const* pending;
  size_t pending_count;

  /* For leaders: the next step of the template. Pass next_phase to stepback_advance(); NULL if
   * there is none. */
  const char* next_phase;
  const char* next_title;     /* NULL for the end */
  const char* next_presenter; /* the id of the presenter after the step, or NULL */
  stepback_does next_does;
  stepback_sure next_sure;

  stepback_ends_by phase_ends_by;
  stepback_return_moved return_moved; /* for leaders: why the return point moved last */
  stepback_appoints appoints;         /* for leaders */
  stepback_trouble trouble;           /* for leaders */

  uint8_t locked;
  uint8_t held;                 /* the clock stands still, because no leader is connected */
  uint8_t case_discussed;       /* the step back of this case has begun */
  uint8_t case_over;            /* the step back of this case is over */
  uint8_t next_needs_presenter; /* the step is refused until a presenter is named */
  stepback_permissions may;
} stepback_state;

#ifdef __cplusplus
}
#endif

#endif /* STEPBACK_STATE_H */
