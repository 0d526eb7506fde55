/**
 * The words of the shipped templates, whose own documents are English. Keys are a template's `id`
 * and a phase's `name`. A deployer's own template is shown as its document says.
 */
export const templates = {
  shipped: {
    'cmh-60': {
      title: 'One-hour student session',
      summary: 'One case. The presenter is invited back at minute 45, however late the start was.',
    },
    'bsms-60': {
      title: 'One hour within the curriculum',
      summary: 'One case, weekly, online. It begins with what the hour is for.',
    },
    'helsinki-90': {
      title: 'Ninety minutes for students',
      summary: 'One case with time around it. The step back may be left out.',
    },
    'classic-90': {
      title: 'Classic, one case in ninety minutes',
      summary: 'A long telling, and most of the time for the group’s thoughts.',
    },
    'two-case-90': {
      title: 'Two cases in ninety minutes',
      summary: 'Presentation to return twice, each time with another presenter.',
    },
    rehearsal: {
      title: 'Rehearsal',
      summary: 'Every phase within minutes, to try things out.',
    },
  },
  phases: {
    gathering: 'Gathering',
    opening: 'Opening',
    presentation: 'Presentation',
    clarification: 'Clarifying questions',
    discussion: 'Discussion',
    return: 'Return',
    closing: 'Closing',
    debrief: 'Leaders’ debrief',
    ended: 'Ended',
  },
} as const;
