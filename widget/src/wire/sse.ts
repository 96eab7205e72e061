export interface ServerSentEvent {
  /** Empty when this event had none: a stream's ids are numbers of one turn, so none is carried over. */
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

/**
 * Server-sent events over fetch, by the parsing rules of the HTML standard (9.2.6): lines end in LF, CR or CRLF, a
 * chunk may end anywhere, even between CR and LF, and comments only show that the line is alive.
 */
export class EventParser {
  #rest = '';
  #data: string[] = [];
  #name = '';
  #id = '';
  #afterReturn = false;

  feed(chunk: string): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    let text = chunk;
    if (this.#afterReturn && text) {
      text = text.replace(/^\n/, '');
      this.#afterReturn = false;
    }
    if (text.endsWith('\r')) this.#afterReturn = true;
    const lines = (this.#rest + text).split(/\r\n|\r|\n/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line, events);
    return events;
  }

  #line(line: string, events: ServerSentEvent[]): void {
    if (!line) {
      if (this.#data.length) events.push({ id: this.#id, name: this.#name, data: this.#data.join('\n') });
      this.#data = [];
      this.#name = this.#id = '';
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    if (field === 'event') this.#name = value;
    if (field === 'id') this.#id = value;
  }
}

/** Reads a body to its end. Silence longer than `patience` ms (servers ping every 15 s) counts as a broken line. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  patience = 40_000,
): AsyncGenerator<ServerSentEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  try {
    for (;;) {
      const silence = new Promise<never>((_, reject) => {
        watchdog = setTimeout(() => reject(new TypeError('silent stream')), patience);
      });
      const { done, value } = await Promise.race([reader.read(), silence]);
      clearTimeout(watchdog);
      if (done) return;
      yield* parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(watchdog);
    reader.cancel().catch(() => undefined);
  }
}
