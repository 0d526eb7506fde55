// A time limit for promises that may never settle: an AudioContext without a device stays suspended
// for ever.

/** Resolves with the promise's value, or with `otherwise` if it rejects or takes more than `ms`. */
export function withTimeout<T, U>(ms: number, promise: Promise<T>, otherwise: U): Promise<T | U> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ms);
    const settle = (value: T | U) => {
      clearTimeout(timer);
      resolve(value);
    };
    promise.then(settle, () => settle(otherwise));
  });
}
