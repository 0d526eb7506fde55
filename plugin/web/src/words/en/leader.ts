/** The leader's desk. Nothing here counts how much anyone talks. */
export const leader = {
  label: 'Leader’s desk',

  /** Labels of the one primary button. */
  next: {
    begin: 'Begin the session',
    hear: 'Hear the case',
    hearNext: 'Hear the next case',
    questions: 'Questions of fact',
    stepBack: (name: string) => `${name} steps back`,
    invite: (name: string) => `Invite ${name} back`,
    close: 'Close the session',
    debrief: 'Leaders’ debrief',
    end: 'End the session',
    other: (title: string) => `On to: ${title}`,
    choose: 'Choose who presents first',
    label: 'What comes next',
  },
  phases: {
    open: 'Another phase',
    title: 'Go to another phase',
    text: 'The change is for everyone, and at once.',
    now: 'now',
    needsPresenter: 'Choose who presents first',
    close: 'Stay in this phase',
  },
  sure: {
    debrief: {
      title: 'Begin the leaders’ debrief?',
      text: 'Members and observers leave the session now, with a goodbye on their screens. They cannot come back into it.',
      yes: 'Begin the debrief',
      no: 'Stay with the group',
    },
    end: {
      title: 'End the session?',
      text: 'It ends for everyone now, and it cannot be opened again.',
      yes: 'End the session',
      no: 'Stay with the group',
    },
    remove: {
      title: (name: string) => `Remove ${name} from the session?`,
      text: (name: string) => `${name} goes at once and cannot come back into this session.`,
      yes: (name: string) => `Remove ${name}`,
      no: (name: string) => `${name} stays`,
      /** By the role whose shared link the person came by. */
      closeLink: {
        facilitator: 'Also close the facilitator’s link: nobody new can come by it.',
        coFacilitator: 'Also close the co-facilitators’ link: nobody new can come by it.',
        member: 'Also close the members’ link: nobody new can come by it.',
        observer: 'Also close the observers’ link: nobody new can come by it.',
      },
    },
  },

  presenter: {
    title: 'Presenter',
    nobody: 'Nobody has been chosen yet.',
    choose: 'Choose who presents',
    other: 'Choose someone else',
    nextCase: 'Choose for the next case',
    connected: (name: string) =>
      `${name} is connected. The device has not said whether ${name} hears.`,
    silent: (name: string) => `The connection of ${name} does not answer now`,
    presents: (name: string) => `${name} presents`,
    hearing: {
      ok: (name: string) => `${name} is connected and hears you`,
      poor: (name: string) => `${name} hears you with gaps`,
      none: (name: string) => `${name} does not hear you now`,
    },
    gone: (name: string) => `${name} is not connected: the seat is kept`,
    advice: 'You might pause, or reach them another way.',
    stillBack: 'Whoever reconnects is still stepped back.',
    sharedLink: (name: string) => `${name} came by the shared link.`,
    copyWayBack: 'Copy the way back',
  },
  silence: {
    all: (time: string) => `Silence ${time}, all connected`,
    without: (time: string, names: string) => `Silence ${time}, not connected: ${names}`,
  },
  choosing: {
    title: 'Who brings a case?',
    text: 'People who sit in the circle. Everyone sees your choice.',
    nobody: 'Nobody who could present sits in the circle yet.',
    reconnecting: 'not connected',
    presents: 'presents now',
    close: 'Not yet',
  },

  return: {
    title: 'Return point',
    at: (minutes: number, time: string) => `at ${minutes} minutes, ${time}`,
    earlier: '5 minutes earlier',
    later: '5 minutes later',
    movedByLeader: (from: string) => `Moved by a leader; it was ${from}.`,
    setByLeader: 'Set by a leader.',
    movedLate: (from: string) => `Moved from ${from}: the step back began late.`,
    setLate: 'The step back began late, and the discussion keeps its least time.',
    movedByHold: (minutes: number, at: string) =>
      `The session stood still for ${standstill(minutes)}. Return now planned for ${at}.`,
    come: 'It has come. Invite when the moment is right.',
  },

  waiting: {
    title: 'Waiting outside',
    letIn: 'Let in',
    letInLabel: (name: string) => `Let in ${name}`,
    letAllIn: 'Let all in',
    sendAway: (name: string) => `Remove ${name}`,
    /** `link` is one of those below. */
    outside: (name: string, link: string) => `${name} waits outside, by ${link}.`,
    ownLink: 'a personal link',
    sharedLink: {
      facilitator: 'the facilitator’s link',
      coFacilitator: 'the co-facilitators’ link',
      member: 'the members’ link',
      observer: 'the observers’ link',
    },
    away: (name: string) => `${name} is away.`,
    areAway: (names: string) => `${names} are away.`,
    thisIs: (known: string) => `This is ${known}: back to the chair`,
    thisIsLabel: (known: string, name: string) =>
      `This is ${known}: back to the chair. ${name} waits.`,
    sameName: 'Somebody here has this name.',
    wasRemoved: (name: string) => `Somebody called ${name} was removed.`,
    somebodyNew: 'Somebody new: let in',
    somebodyNewLabel: (name: string) => `Somebody new: let in ${name}`,
  },

  prompt: {
    title: 'You might ask',
    dismiss: 'Dismiss',
    another: 'Another',
  },

  signals: {
    title: 'Told to the leaders alone',
    pause: (name: string) => `${name} needs a pause`,
    help: (name: string) => `${name} asks you to get in touch`,
    tech: (name: string) => `Something does not work for ${name}`,
    comeBack: (name: string) => `${name} would like to come back in`,
    someone: 'Somebody who has left',
    again: (time: string, times: number) => `${time}, ${times} times`,
    done: 'Done',
    doneLabel: (what: string) => `Done: ${what}`,
  },

  people: {
    title: 'The group',
    leads: (name: string) => `${name} leads`,
    youLead: 'You lead',
    beside: (names: string) => `with ${names} as co-facilitator`,
    besides: (names: string) => `with ${names} as co-facilitators`,
    nobodyLeads: 'The facilitator’s seat is free',
    away: (name: string) => `${name} is away`,
    takeLead: 'Take the lead',
    open: 'Each person',
    mute: 'Close microphone',
    muteLabel: (name: string) => `Close microphone: ${name}`,
    muteNote: 'A microphone that you close can be opened again by its owner alone.',
    remove: 'Remove',
    removeLabel: (name: string) => `Remove ${name}`,
    handover: 'Hand over the lead',
    handoverLabel: (name: string) => `Hand over the lead to ${name}`,
    close: 'Close',
    lock: 'Close the door',
    unlock: 'Open the door',
    locked: 'The door is closed: nobody new comes in.',
    unlocked: 'The door is open to those who have a link.',
  },
} as const;

function standstill(minutes: number): string {
  if (minutes < 1) return 'less than a minute';
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
