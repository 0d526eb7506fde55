/** The leaders' conversation after the others have gone. */
export const debrief = {
  title: 'Leaders’ debrief',
  text: 'The others have gone. Only the leaders are here, and nothing of this is kept.',
  ask: 'You might ask each other',
  end: 'End the session',
  sure: 'This closes the session for every leader. It cannot be opened again.',
  reallyEnd: 'End it now',
  stay: 'Stay a little',
} as const;
