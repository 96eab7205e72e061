import type { EventName } from '../contract';

type Listener = (detail: unknown) => void;

/** The page's listeners. A listener that throws is the page's fault and must not stop ours. */
export class Emitter {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #happened = new Set<string>();

  /** Returns the function that ends the subscription. Who asks for `ready` afterwards is told at once. */
  on(event: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    if (event === 'ready' && this.#happened.has(event)) listener(undefined);
    return () => this.off(event, listener);
  }

  off(event: string, listener?: Listener): void {
    if (listener) this.#listeners.get(event)?.delete(listener);
    else this.#listeners.delete(event);
  }

  emit(event: EventName, detail?: unknown): void {
    this.#happened.add(event);
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      try {
        listener(detail);
      } catch (error) {
        setTimeout(() => {
          throw error;
        });
      }
    }
  }
}
