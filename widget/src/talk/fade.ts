import { h } from '../dom/h';

/** Milliseconds a word takes to appear; the same as in panel.css. */
export const fadeTime = 180;

/**
 * Lets new words fade in although the last block is drawn anew with every frame: it notes when each stretch of the text
 * first appeared, and gives a young word an animation that is already that far along.
 */
export class Fade {
  /** After the given number of characters, at the given time. */
  #marks: { length: number; at: number }[] = [];
  #position = 0;
  #now = 0;

  /** Before drawing the whole text once more. */
  begin(now: number): void {
    this.#now = now;
    this.#position = 0;
  }

  /** After drawing it. */
  end(): void {
    if (this.#position > (this.#marks.at(-1)?.length ?? 0)) {
      this.#marks.push({ length: this.#position, at: this.#now });
    }
  }

  /** A block that is kept as it stands on the screen. */
  skip(length: number): void {
    this.#position += length;
  }

  text(text: string): (Node | string)[] {
    const settled = this.#marks.findLast(({ at }) => at <= this.#now - fadeTime)?.length ?? 0;
    const from = Math.max(0, settled - this.#position);
    const start = this.#position;
    this.#position += text.length;
    if (from >= text.length) return [text];
    const nodes: (Node | string)[] = from ? [text.slice(0, from)] : [];
    let at = start + from;
    for (const word of text.slice(from).split(/(?<=\s)/)) {
      const born = this.#marks.find(({ length }) => length > at)?.at ?? this.#now;
      const span = h('span', 'word', word);
      span.style.animationDelay = `${born - this.#now}ms`;
      nodes.push(span);
      at += word.length;
    }
    return nodes;
  }
}
