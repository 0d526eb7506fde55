/** The session screen: the circle, the clock in it, the header above. */
export const circle = {
  /** The list of chairs, for screen readers. */
  chairs: 'The circle',
  observers: 'Observers',
  you: 'You',
  facilitator: 'facilitator',
  coFacilitator: 'co-facilitator',
  presenter: 'presenter',
  observer: 'observer',
  listening: 'listening',
  reconnecting: 'reconnecting',
  speaking: 'speaking',
  handRaised: 'hand raised',
  microphoneClosed: 'microphone closed',
  cameraClosed: 'camera closed',
  yourself: 'you',
  /** At the edge, if there is no room for every observer. */
  moreObservers: (count: number) => `and ${count} more`,

  clock: {
    label: 'Clock',
    minutes: (count: number) => `${count} min`,
    spoken: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
    youSteppedBack: 'You have stepped back',
    steppedBack: (name: string) => `${name} has stepped back`,
    someoneSteppedBack: 'The presenter has stepped back',
    toTheReturn: 'to the return',
    toTheEnd: 'to the end',
    /** `next` is the title of the phase that follows. */
    to: (next: string) => `then: ${next}`,
    over: 'over time',
    overSpoken: (time: string) => `${time} over`,
    overReturn: 'past the return point',
    held: 'The clock stands',
    heldWhy: 'until a leader is back',
    before: 'We arrive',
    beforeHow: 'It begins when a leader opens it',
    ended: 'It has ended',
    case: (number: number, of: number) => `case ${number} of ${of}`,
  },

  inSession: {
    here: (count: number) => `${count} here`,
    hereAndObservers: (here: number, observers: number) =>
      observers === 1 ? `${here} here · 1 observer` : `${here} here · ${observers} observers`,
    hereLabel: (count: string) => `${count}. Show who is here`,
    hideClock: 'Hide the clock',
    showClock: 'Show the clock',
    chat: 'Chat',
    chatNew: 'Chat, something new was written',
    hideChat: 'Hide the chat',
    desk: 'Leader’s desk',
    closeDesk: 'Back to the circle',
    deskSignal: (name: string) => `${name} tells you something privately`,
    deskWaiting: (name: string) => `${name} waits outside`,
    deskWaitingMany: (count: number) => `${count} people wait outside`,
    aside: 'Beside the circle',
    lost: 'The connection is lost. Your chair is kept, and we are trying again.',
    lostDevices: 'Your microphone and camera are closed meanwhile.',
    picturesPaused: 'The connection is weak: pictures wait, so that voices come through.',
    privateNow: 'Faces are covered while you are not private.',
  },

  /** Announced by screen readers when something changes for everyone. */
  announce: {
    phase: (title: string) => `Now: ${title}.`,
    steppedBack: (name: string) => `${name} has stepped back and listens.`,
    youSteppedBack: 'You have stepped back. Nobody hears or sees you; you hear everyone.',
    returned: (name: string) => `${name} is back in the circle.`,
    youReturned:
      'You are invited back. Your microphone and camera stay closed until you open them.',
    presenter: (name: string) => `${name} presents.`,
    youPresent: 'You present.',
    held: 'The clock stands: no leader is here.',
    goesOn: 'A leader is back, and the clock goes on.',
    case: (number: number) => `Case ${number} begins.`,
  },
} as const;
