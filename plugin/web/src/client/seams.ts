// What the client takes from its surroundings, so that tests can hold it in their hands: time,
// timers, chance and the socket. Each default is the browser's own.

/** Milliseconds since the Unix epoch by this machine's clock, which may jump. */
export type Clock = () => number;

/** From 0 up to, not including, 1. */
export type Random = () => number;

/** Where delays come from. */
export interface Timers {
  /** Runs `run` once, `ms` milliseconds from now or later. Call what is returned to prevent it. */
  after(ms: number, run: () => void): () => void;
}

/** The browser's timers, which a hidden page's browser may slow down to one a minute. */
export const browserTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** What a socket tells. After `closed` nothing more comes. */
export interface SocketEvents {
  opened(): void;
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  closed(): void;
}

/** A WebSocket, as far as the client uses it. */
export interface Socket {
  /** Only between `opened` and `closed`; else nothing happens. */
  send(data: string | Uint8Array): void;
  /** Nothing is told any more, `closed` included. What was sent may still arrive. */
  close(): void;
  /** Bytes that were sent and wait for the network. */
  readonly waiting: number;
}

/**
 * Opens a socket with the subprotocol of the wire contract. Never throws: it tells `closed`. Tells
 * nothing before it has returned.
 */
export type MakeSocket = (url: string, events: SocketEvents) => Socket;

/** Tells whenever trying to connect has become more promising. Call what is returned to stop. */
export type WatchForWake = (tryNow: () => void) => () => void;

/** The network is there again, or the page is seen again; nothing outside a browser. */
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
