/**
 * How long a test waits for what has to come, and how often it looks. Longer than anything takes on
 * a machine that has much else to do: it only passes where something is really wrong.
 */
export const patience = { timeout: 60_000, interval: 100 };
/** The time for a browser to start, milliseconds. */
export const startPatience = 120_000;
