/** The coordinator's screen. */
export const start = {
  title: 'A new session',
  intro: 'Choose how the time is shared. Then hand on the links: nobody needs an account.',

  template: {
    title: 'The shape of the session',
    loading: 'Asking the server which there are …',
    minutes: (minutes: number) => `${minutes} min`,
    cases: (cases: number) => (cases === 1 ? 'one case' : `${cases} cases`),
    stepBack: 'step back',
    returnPoint: 'return',
    /** The picture of time in words, for screen readers: each phase with its minutes. */
    picture: (phases: string) => `In order: ${phases}.`,
    phase: (title: string, minutes: number) => `${title} ${minutes} min`,
    legend:
      'The coloured part is the step back: the presenter listens. The ring marks their return.',
  },
  name: {
    label: 'What it is called',
    usual: 'Balint group',
    hint: 'Everyone who comes sees this. No patient’s name, please.',
  },
  people: {
    title: 'Who comes',
    text: 'Shared links need no names: whoever opens one waits at the door until a leader lets them in. Someone whom you name here gets a link of their own, which lets them in and leads back to their chair.',
    add: 'Name a person',
    name: (number: number) => `Name of person ${number}`,
    role: (number: number) => `Role of person ${number}`,
    remove: (number: number) => `Remove person ${number}`,
    most: (count: number) => `A circle holds ${count} people.`,
  },
  roles: {
    facilitator: 'Facilitator',
    coFacilitator: 'Co-facilitator',
    member: 'Member',
    observer: 'Observer',
  },
  create: 'Create the session',
  creating: 'Creating …',

  created: {
    title: (title: string) => `“${title}” is ready`,
    text: 'Send each link to the people it is for. They are good for seven days, and are shown only here and now: copy them before you leave this page.',
    facilitator: 'Facilitator',
    facilitatorFor: 'Leads the session, lets people in and ends it. For one person.',
    coFacilitator: 'Co-facilitator',
    coFacilitatorFor: 'Leads along, and at once alone if the facilitator’s connection is lost.',
    member: 'Members',
    memberFor: 'One link for all of them. Each gives a name and waits at the door.',
    observer: 'Observers',
    observerFor: 'They listen in silence, and everyone sees that they are there.',
    shared: 'Links to share',
    own: 'Links of their own',
    ownFor: 'Each is for one person alone: it lets them in, and brings them back to their chair.',
    presenter:
      'Give the presenter a link of their own if you can: it brings them back to their chair, whatever happens to their device.',
    copy: 'Copy',
    copied: 'Copied',
    /** The accessible name of a copy button. */
    copyLink: (whose: string) => `Copy the link: ${whose}`,
    cannotCopy: 'The browser did not copy it. Mark the link and copy it by hand.',
    open: 'Open',
    openLink: (whose: string) => `Open in a new tab: ${whose}`,
    link: (whose: string) => `Link: ${whose}`,
    rehearse:
      'To try it alone, with headphones: open the facilitator’s link here, then the members’ link in a second tab.',
    another: 'Create another session',
  },

  running: {
    title: 'Sessions on this server',
    none: 'None yet. What you create appears here.',
    notBegun: 'not begun',
    held: 'waits for a leader',
    empty: 'nobody here',
    circle: (count: number) => `${count} in the circle`,
    lobby: (count: number) => `${count} at the door`,
    observer: (count: number) => `${count} listening`,
    begun: (time: string) => `began at ${time}`,
    created: (time: string) => `created at ${time}`,
    ended: (time: string) => `ended at ${time}`,
    end: 'End',
    endNamed: (title: string) => `End “${title}”`,
    sure: 'It ends for everyone in it, and cannot be opened again.',
    reallyEnd: 'End it now',
    keep: 'Keep it',
    stale: 'The list is not fresh: the server does not answer. It is asked again by itself.',
    forget: 'Remove',
    forgetNamed: (title: string) => `Remove “${title}” from the list`,
  },

  problem: {
    network: 'The server does not answer. Check that you are online, and try again.',
    expired:
      'Your coordinator’s link is no longer good. Ask whoever runs the server for a new one; running sessions go on.',
    gone: 'This session is not here any more.',
    busy: 'The server has as many sessions as it can hold. Try again later.',
    refused: 'The server did not accept this.',
    broken: 'Something went wrong on the server. Try again in a moment.',
    tryAgain: 'Try again',
  },
} as const;
