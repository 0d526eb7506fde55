/** The person's controls, the presenter's card, the chat, the roster, and failures. */
export const controls = {
  label: 'Your microphone, camera and more',
  microphone: 'Microphone',
  camera: 'Camera',
  /** Follows "Microphone" or "Camera". */
  device: {
    off: 'off',
    opening: 'opening …',
    on: 'on',
    refused: 'not allowed',
    missing: 'not found',
    failed: 'did not start',
  },
  hand: 'Hand',
  raised: 'raised',
  selfView: 'See yourself',
  notPrivate: 'Not private now',
  privateAgain: 'Private again',
  tell: 'Tell the leaders',
  leave: 'Leave',
  soundBlocked: 'Your browser waits for one press before it lets you hear anyone.',
  hear: 'Let me hear',
  again: 'Try again',
  without: 'Go on without',
  closedByLeader: 'A leader has closed your microphone. You may open it again.',
  privateIs: 'Nobody hears or sees you, and you hear nothing.',
  /** Neither device opens, for the same reason. */
  troubleBoth: {
    refused:
      'Your browser does not let this page use microphone and camera. Allow them in the settings beside the page’s address, then try again.',
    missing: 'Neither a microphone nor a camera was found. You hear everyone without them too.',
    failed:
      'Microphone and camera did not start. Close other programs that may use them, then try again.',
  },
  /** The reason why a button is quiet. */
  why: {
    lost: 'The connection is being tried again; until then nothing can be opened.',
    private: 'First press “Private again”.',
    steppedBack: 'You have stepped back: it is really off, until you open it after the return.',
    observer: 'Observers listen and stay silent.',
    presenting: 'In the presentation, the presenter and the leaders speak.',
    phase: (title: string) => `During “${title}” you listen.`,
  },

  leaving: {
    title: 'Leave the session?',
    member: 'Your chair is kept while the session goes on, and the same link leads back to it.',
    presenter:
      'The others may go on with your case. Your chair stays in the circle, and the same link leads back to it.',
    leader: (name: string) => `${name} goes on leading. The same link leads you back.`,
    onlyLeader:
      'No other leader is connected. Without one the session goes on for two minutes, then it waits; after five minutes everyone may say goodbye.',
    debrief: 'The debrief goes on without you.',
    yes: 'Leave',
    no: 'Stay',
  },

  signal: {
    title: 'Tell the leaders privately',
    text: 'Only the leaders see this. It is deleted when they have dealt with it.',
    pause: 'I need a pause',
    help: 'Please contact me',
    tech: 'Something does not work',
    comeBack: 'I would like to come back in',
    sending: 'On its way to the leaders …',
    told: (what: string, sentence: string) => `“${what}”: ${sentence}`,
    fate: {
      sent: 'Sent to the leaders.',
      unseen: 'No leader has seen it yet. It stays with them.',
      noLeader: 'No leader is connected. Whoever leads next will see it.',
      seen: (names: string) => `${names} has seen it.`,
      aLeader: 'A leader',
      done: 'Dealt with.',
    },
    takeBack: 'Take it back',
    failed: 'It did not get through. Please try again.',
    close: 'Close',
  },

  listening: {
    title: 'Nobody hears or sees you.\nYou hear everyone.',
    titleSeen: 'Nobody hears you.\nYou hear everyone.',
    titlePrivate: 'Nobody hears or sees you, and you hear nothing while you are not private.',
    titleDeaf: 'Nobody hears or sees you. To hear everyone, press “Let me hear”.',
    titleLost: 'Nobody hears or sees you. You hear everyone again once the connection is back.',
    off: 'Your microphone and camera are off until you turn them on yourself, after the return.',
    offSeen: 'Your microphone is off until you turn it on yourself, after the return.',
    chair: 'Your chair stays in the circle.',
    back: (minutes: number, time: string) =>
      minutes === 1
        ? `You are invited back in a minute, at ${time}.`
        : `You are invited back in ${minutes} minutes, at ${time}.`,
    soon: 'You are invited back as soon as the leaders find the moment.',
    held: 'The clock stands until a leader is back.',
    tell: 'Tell the leaders privately',
    leave: 'Leave the session',
  },

  invited: {
    returned: 'You are invited back',
    returnedText:
      'Say as much or as little as you like. Nobody hears or sees you until you press a button.',
    arrived: 'You are in the circle',
    arrivedText: 'Nobody hears or sees you yet: microphone and camera wait for you.',
    reconnected: 'You are back in your chair',
    reconnectedText: 'Your microphone and camera closed when the connection was lost.',
    both: 'Open microphone and camera',
    microphone: 'Open the microphone',
    onlyMicrophone: 'Only the microphone',
    camera: 'Open the camera',
    silent: 'Stay silent for now',
    notYet: 'Just be here for now',
    private:
      'You said that you are not private. Press “Private again” first; then you can open them.',
  },

  wayBack: {
    text: 'If this device fails, this link brings you back to your chair.',
    /** Names the copy button (`start.created.copyLink`). */
    whose: 'your way back',
    close: 'Put this away',
  },

  records: {
    you: 'Your device records. Everybody sees that.',
    other: (name: string) => `${name}’s device records.`,
  },

  held: {
    title: 'No leader is here',
    text: 'The session waits, and the clock stands. It goes on as soon as a leader is back. After five minutes without one, everyone may speak and say goodbye.',
    steppedBack:
      'You are still stepped back, and nobody hears or sees you. After five minutes without a leader, everyone may speak and say goodbye, and so may you.',
  },

  /** Changes that are in force and not kept yet. Each line is followed by `notKept`. */
  pending: {
    stepBack: 'The step back.',
    advance: (title: string) => `On to: ${title}.`,
    mute: (name: string) => `${name}’s microphone is closed.`,
    muteYou: 'Your microphone is closed.',
    remove: (name: string) => `${name} is removed.`,
    someone: 'Somebody',
    lock: 'The door is closed.',
    close: (name: string) => `${name} has closed a microphone or camera.`,
    closeYou: 'You have closed your microphone or camera.',
    notKept: 'In force, not kept yet.',
    more: (count: number) => (count === 1 ? 'And one more.' : `And ${count} more.`),
    trouble: {
      disk: 'The server cannot keep changes now. You can still close and silence. Everything else waits.',
      clock:
        'The server’s clock was changed, so times and minutes may be wrong. Go by your own clock, and tell the people who run the server.',
    },
  },

  notice: {
    close: 'Put this away',
    /** By code of the server (protocol/wire/README.md); the others are failures of this page. */
    why: {
      badMessage: 'That could not be done as it was asked. Please try again.',
      unknownType: 'The server does not know this. It may be older than this page.',
      badToken: 'Your link is not good for this any more. Ask for a new one.',
      notJoined: 'You were not in the session at that moment. Please try again.',
      notPermitted: 'This is not open to you right now.',
      wrongPhase: 'This is not possible in the present phase.',
      noPresenter: 'Nobody can step back yet: a presenter needs to be chosen first.',
      unknownSession: 'This session is not here any more.',
      unknownParticipant: 'They are not here any more.',
      sessionFull: 'All sixteen chairs are taken.',
      sessionLocked: 'The door is closed.',
      sessionEnded: 'The session is over.',
      rateLimited: 'That was a little fast. Please try again in a moment.',
      tooLarge: 'That was too long to send.',
      superseded: 'Your chair has moved to another page.',
      removed: 'A leader has closed this session to you.',
      restarting: 'The server starts anew, and you are back in a moment. Please try again then.',
      whoIsThis: 'The presenter is away. First say whether this person is somebody who was here.',
      notKept:
        'The server cannot keep this now, so nothing has changed. Please try again in a moment.',
      lostPhase:
        'A change of the phase was not kept yet when the connection was lost. It is not in force now. Check the phase.',
      lostChange:
        'A change was not kept yet when the connection was lost. It is not in force now. Check who is here, and the door.',
      network: 'It did not get through: the connection was interrupted. Please try again.',
    },
    microphone: (why: string) => `Your microphone stays closed. ${why}`,
    camera: (why: string) => `Your camera stays closed. ${why}`,
    chat: (why: string) => `Your line was not sent. ${why}`,
    signal: (why: string) => `The leaders have not been told. ${why}`,
  },

  chat: {
    title: 'Chat',
    unkept: 'Nobody keeps these lines: they are gone when you leave this page.',
    empty: 'Nothing has been written yet.',
    field: 'Write to everyone here',
    send: 'Send',
    you: 'You',
  },

  roster: {
    title: 'Who is here',
    leaders: 'Leaders',
    circle: 'In the circle',
    observers: 'Observers',
    observersWhy: 'They listen, and they are always named here.',
    waiting: 'Waiting outside',
    facilitator: 'facilitator',
    coFacilitator: 'co-facilitator',
    presenter: 'presenter',
    listening: 'presenter, stepped back',
    reconnecting: 'the chair is kept, the connection is lost',
    silent: 'the connection does not answer',
    records: 'this device records',
    you: 'you',
    close: 'Close',
  },
} as const;
