// Typed listeners, by the name of an event.

type Listener<Told> = (told: Told) => void;

/** `Events` maps the name of each event to what its listeners are told. */
export class Emitter<Events extends object> {
  private readonly listeners: { [Name in keyof Events]?: Set<Listener<Events[Name]>> } = {};

  /** Adds a listener. Call the returned function to remove it. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
    const listeners = (this.listeners[name] ??= new Set<Listener<Events[Name]>>());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Calls the listeners in the order in which they were added, even if one of them throws. */
  emit<Name extends keyof Events>(name: Name, told: Events[Name]): void {
    for (const listener of [...(this.listeners[name] ?? [])]) {
      try {
        listener(told);
      } catch (error) {
        queueMicrotask(() => {
          throw error; // rethrown later, so that the browser reports it
        });
      }
    }
  }
}
