// The client takes time, timers, random numbers and the socket through these interfaces, so that
// tests can replace them. Each default is the browser's own.

/** Milliseconds since the Unix epoch by this machine's clock, which may jump. */
export type Clock = () => number;

/** Returns a number from 0 up to, but not including, 1. */
export type Random = () => number;

/** Delayed calls. */
export interface Timers {
  /** Calls `run` once, after `ms` milliseconds or later. Call the returned function to cancel. */
  after(ms: number, run: () => void): () => void;
}

/** The browser's timers. A browser may slow those of a hidden page down to one a minute. */
export const browserTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Calls from a socket. `closed` is the last one. */
export interface SocketEvents {
  opened(): void;
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  closed(): void;
}

/** The part of a WebSocket that the client uses. */
export interface Socket {
  /** Sends `data` between `opened` and `closed`; does nothing at other times. */
  send(data: string | Uint8Array): void;
  /** Closes the socket. No event follows, not even `closed`. Data already sent may still arrive. */
  close(): void;
  /** Bytes that were passed to `send` and are still waiting for the network. */
  readonly waiting: number;
}

/**
 * Opens a socket with the subprotocol of the wire contract. Never throws: a failure is a `closed`
 * event. No event comes before the function has returned.
 */
export type MakeSocket = (url: string, events: SocketEvents) => Socket;

/** Calls `tryNow` when a new try to connect is promising. Call the returned function to stop. */
export type WatchForWake = (tryNow: () => void) => () => void;

/** Watches for the network's return and the page's visibility. Does nothing outside a browser. */
export const browserWake: WatchForWake = (tryNow) => {
  if (typeof window === 'undefined') return () => undefined;
  const seen = () => {
    if (document.visibilityState === 'visible') tryNow();
  };
  window.addEventListener('online', tryNow);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', tryNow);
    document.removeEventListener('visibilitychange', seen);
  };
};
