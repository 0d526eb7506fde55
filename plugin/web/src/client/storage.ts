// The tab's store. If the browser refuses it, as it may to a frame in a foreign page, an empty store
// in memory replaces it.

/**
 * The part of a Storage that is used. No function throws: a full store drops new values, and a store
 * that the browser withdraws later seems empty. Nothing depends on the values.
 */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** The store of this tab and origin. */
export function tabStore(): Store {
  const storage = sessionStorageHere();
  return storage === null ? forgetfulStore() : storeOf(storage);
}

/** A store in this page's memory only. */
export function forgetfulStore(): Store {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  };
}

function sessionStorageHere(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.sessionStorage;
  } catch {
    return null;
  }
}

function storeOf(storage: Storage): Store {
  return {
    get(key) {
      try {
        return storage.getItem(key);
      } catch {
        return null; // The browser has withdrawn the store.
      }
    },
    set(key, value) {
      try {
        storage.setItem(key, value);
      } catch {
        // The store is full or read-only. A reload then asks for the name again.
      }
    },
    remove(key) {
      try {
        storage.removeItem(key);
      } catch {
        // The store is read-only, or the browser has withdrawn it. The value goes with the tab, or
        // when it is too old.
      }
    },
  };
}
