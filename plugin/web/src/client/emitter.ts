// Listeners by the name of an event, with the type of what each is told.

type Listener<Told> = (told: Told) => void;

/** `Events` maps the name of each event to what its listeners are told. */
export class Emitter<Events extends object> {
  private readonly listeners: { [Name in keyof Events]?: Set<Listener<Events[Name]>> } = {};

  /** Call what is returned to stop listening. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
    const listeners = (this.listeners[name] ??= new Set<Listener<Events[Name]>>());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** In the order in which they began to listen. One that throws does not keep it from the others. */
  emit<Name extends keyof Events>(name: Name, told: Events[Name]): void {
    for (const listener of [...(this.listeners[name] ?? [])]) {
      try {
        listener(told);
      } catch (error) {
        queueMicrotask(() => {
          throw error; // to be reported, outside of what the client is doing
        });
      }
    }
  }
}
