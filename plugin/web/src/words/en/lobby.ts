/** The lobby, until a leader admits the person. */
export const lobby = {
  title: 'You are at the door',
  leads: (name: string) => `${name} leads this session and will let you in.`,
  leadsAny: (names: string) => `${names} lead this session. One of them will let you in.`,
  nobodyLeads: 'No leader is here yet. You can stay: you are let in once one has come.',
  reconnecting: 'The leader’s connection is lost at the moment. It usually comes back soon.',
  notBegun: 'The session has not begun yet.',
  begun: (time: string, phase: string) => `The session began at ${time}. Now: ${phase}.`,
  late: 'You may be let in at the next pause, so that nobody is interrupted.',
  quiet: 'Nobody hears or sees you here, and you hear nobody.',
  lost: 'The connection is lost. It is being tried again by itself.',
  signal: {
    title: 'Tell the leaders privately',
    pause: 'I need a moment',
    help: 'Please contact me',
    tech: 'Something does not work',
  },
  leave: 'Leave',
} as const;
