/** Outside the session: the reason and the next step; also the moments while connecting. */
export const farewell = {
  ended: {
    title: 'The session has ended',
    text: 'Thank you for being here.',
    next: 'You may close this page. If something stays with you, talk to someone you trust.',
  },
  left: {
    title: 'You have left',
    text: 'Nobody hears or sees you now, and you hear nobody.',
    next: 'If you would like to return, the same link lets you in again while the session goes on.',
  },
  removed: {
    title: 'A leader has closed this session to you',
    text: 'Your link no longer opens it.',
    next: 'If this puzzles or hurts you, write to the leader or to whoever sent you the link.',
  },
  superseded: {
    title: 'You are in this session somewhere else',
    text: 'Your link was opened in another tab or on another device, and your chair moved there. Nothing is heard or sent here.',
    next: 'You can go on there, or take your chair back to this page.',
  },
  full: {
    title: 'All chairs are taken',
    text: 'Sixteen people are here, which is as many as a circle holds.',
    next: 'Wait a moment and try again, or ask the leader.',
  },
  locked: {
    title: 'The door is closed for now',
    text: 'The leader lets nobody new in, so that the group can stay with what it is doing.',
    next: 'Tell the leader that you are here, and try again.',
  },
  badToken: {
    title: 'This link does not open anything',
    text: 'It has expired, or a part of it was lost on its way.',
    next: 'Copy the whole link once more, or ask whoever sent it for a new one.',
  },
  unknownSession: {
    title: 'This session is not here any more',
    text: 'It has ended and was forgotten, as it should be; or the link belongs to another server.',
    next: 'Ask whoever sent you the link for the next one.',
  },
  noLink: {
    title: 'You need a link to come in',
    text: 'Stepback is a place for Balint groups to meet: doctors and students who talk in a circle about an encounter that moved them.',
    next: 'Open the link that you were sent. If you have none, ask the person who leads your group.',
  },
  notAllowed: {
    title: 'This site may not show Stepback yet',
    text: 'The server lets only those sites show a session that it was told to trust.',
    next: 'Ask whoever runs the server.',
  },
  outdated: {
    title: 'This page is too old for the server',
    text: 'It cannot read what the server says about the session. Nothing is heard or sent here.',
    next: 'Load this page anew. If that does not help, tell whoever sent you the link.',
  },
  unreachable: {
    title: 'The server does not answer',
    text: 'Your own connection may be down, or the server is.',
    next: 'Check that you are online, and try again.',
  },
  again: {
    left: 'Come back in',
    superseded: 'Take my chair here',
    other: 'Try again',
  },
  support: 'If you would like to talk to someone',

  connecting: {
    first: 'Opening the door …',
    again: 'Bringing you back to your chair …',
    keeps: 'Your chair is kept. There is nothing to press.',
  },
  unsupported: {
    title: 'This browser cannot take part',
    text: 'It lacks what is needed to send and hear sound here.',
    insecureTitle: 'This address is not secure',
    insecure:
      'Browsers give the microphone and camera only to pages with a secure address, one that begins with https.',
    insecureNext: 'Ask whoever sent you the link for one that begins with https.',
    next: 'Open your link in a recent Chrome or Edge, in Firefox on a computer, or in Safari 26 or newer.',
    lacking: (what: string) => `Missing here: ${what}.`,
    missing: {
      secureContext: 'a secure address',
      webSocket: 'a live connection (WebSocket)',
      webCodecs: 'sound and picture coding (WebCodecs)',
      opus: 'the Opus sound format',
      audioWorklet: 'sound processing (AudioWorklet)',
    },
  },
} as const;
