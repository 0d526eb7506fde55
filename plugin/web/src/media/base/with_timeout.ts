// A limit for whatever might never answer: an AudioContext without a device stays suspended for
// ever, and its promises with it.

/** Waits for `promise`, at most so long; `otherwise` if it takes longer or is refused. */
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
