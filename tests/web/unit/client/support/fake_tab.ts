// A tab's store that a test can look into.

import type { Store } from '../../../../../plugin/web/src/client/storage.js';

export class FakeTab implements Store {
  constructor(readonly values = new Map<string, string>()) {}

  get(key: string): string | null {
    return this.values.get(key) ?? null;
  }
  set(key: string, value: string): void {
    this.values.set(key, value);
  }
  remove(key: string): void {
    this.values.delete(key);
  }

  /** A tab with a copy of the store, as a browser makes it when a tab is duplicated. */
  duplicate(): FakeTab {
    return new FakeTab(new Map(this.values));
  }
}
