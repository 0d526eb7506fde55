// The times that every client keeps, and those of a client with a screen; milliseconds.
// protocol/wire/behaviour/README.md says what each means.

import table from '../../../../protocol/wire/behaviour/timings.json';

/** `mostUnreadable` is a number of states. */
export const timings: Readonly<typeof table.client & typeof table.page> = {
  ...table.client,
  ...table.page,
};
