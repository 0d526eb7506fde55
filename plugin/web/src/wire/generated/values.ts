// Made from protocol/wire/schema by tests/web/wire_types.mjs. Do not edit.

/** The words of each enumeration, without null. */
export const vocabulary = {
  role: ['facilitator', 'coFacilitator', 'member', 'observer'],
  seat: ['facilitator', 'coFacilitator', 'presenter', 'member', 'observer'],
  channel: ['lobby', 'circle', 'observer'],
  endsBy: ['leader', 'clock'],
  signalKind: ['pause', 'help', 'tech', 'comeBack'],
  hearing: ['ok', 'poor', 'none'],
  cameBy: ['own', 'shared'],
  leaderAct: ['admit', 'appoint', 'mute', 'remove', 'handover', 'wayBack'],
  code: [
    'badMessage',
    'unknownType',
    'badToken',
    'notJoined',
    'notPermitted',
    'wrongPhase',
    'noPresenter',
    'unknownSession',
    'unknownParticipant',
    'sessionFull',
    'sessionLocked',
    'sessionEnded',
    'rateLimited',
    'tooLarge',
    'superseded',
    'removed',
    'restarting',
    'whoIsThis',
    'notKept',
  ],
  'session.appoints': ['first', 'other', 'next'],
  'session.returnMoved.why': ['leader', 'lateStart', 'hold'],
  'session.trouble': ['disk', 'clock'],
  'pendingChange.does': ['stepBack', 'advance', 'mute', 'remove', 'lock', 'close'],
  'nextStep.does': [
    'begin',
    'hear',
    'hearNext',
    'questions',
    'stepBack',
    'invite',
    'close',
    'debrief',
    'end',
    'other',
  ],
  'nextStep.sure': ['debrief', 'end'],
} as const;
/** A word of one enumeration. */
export type Word<Place extends keyof typeof vocabulary> = (typeof vocabulary)[Place][number];
/** The most code points of a text. */
export const longest = {
  id: 128,
  token: 4096,
  name: 64,
  title: 100,
  chatText: 2000,
  sentence: 1000,
  'phase.prompts': 200,
} as const;
/** The most elements of a list. */
export const mostItems = {
  'state.participants': 64,
  'state.signals': 256,
  'session.phases': 64,
  'session.pending': 256,
  'phase.prompts': 64,
  'participant.could': 64,
  'participant.can': 6,
  'participant.alike': 64,
  'signal.seenBy': 64,
} as const;
