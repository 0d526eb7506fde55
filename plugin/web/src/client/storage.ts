// The browser's two stores, or an empty one that is forgotten with the page where the browser gives
// none: a frame of a foreign page may be refused them.

/** What of a Storage is used. A full store loses what it is given: nothing here depends on it. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

/** The one of this tab, or the one of all tabs of this origin. */
export function browserStore(which: 'sessionStorage' | 'localStorage'): Store {
  const storage = storageNamed(which);
  return storage === null ? forgetfulStore() : storeOf(storage);
}

/** In this page's memory alone. */
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
        // Full, or not for writing: a reload then asks for the name again.
      }
    },
    remove: (key) => storage.removeItem(key),
    keys: () => Object.keys(storage),
  };
}
