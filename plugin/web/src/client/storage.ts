// The browser's two stores. If the browser refuses one, as it may to a frame in a foreign page, an
// empty store in memory replaces it.

/** The part of a Storage that is used. A full store drops new values; nothing depends on them. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

/** The store of this tab, or of all tabs of this origin. */
export function browserStore(which: 'sessionStorage' | 'localStorage'): Store {
  const storage = storageNamed(which);
  return storage === null ? forgetfulStore() : storeOf(storage);
}

/** A store in this page's memory only. */
export function forgetfulStore(): Store {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}

function storageNamed(which: 'sessionStorage' | 'localStorage'): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window[which];
  } catch {
    return null;
  }
}

function storeOf(storage: Storage): Store {
  return {
    get: (key) => storage.getItem(key),
    set(key, value) {
      try {
        storage.setItem(key, value);
      } catch {
        // The store is full or read-only. A reload then asks for the name again.
      }
    },
    remove: (key) => storage.removeItem(key),
    keys: () => Object.keys(storage),
  };
}
