/** What must not stand alone at the end: half a word, with the mark of its list item or heading if it is the first. */
const unfinished = /((^|\n)[ \t]*([-*+•#]+|\d{1,9}[.)])[ \t]+)?\S*$/;

/** Where a text that is still growing may be cut: after its last whole word. Scripts without spaces are not held back. */
export function wholeWords(text: string): number {
  const end = text.search(unfinished);
  return text.length - end > 40 ? text.length : end;
}

/** How far to show next: at least a word, and more the further behind, so that a burst catches up in about 0.2 s. */
export function nextCut(text: string, shown: number, limit: number): number {
  const wanted = shown + Math.max(1, (limit - shown) / 8);
  if (wanted >= limit) return limit;
  const space = /\s+(?=\S)/g;
  space.lastIndex = Math.ceil(wanted) - 1;
  const found = space.exec(text);
  return found ? Math.min(limit, found.index + found[0].length) : limit;
}

/** Shows a growing text word by word at the pace of the screen, or at once where nobody watches or motion is unwanted. */
export class Reveal {
  #text = '';
  #done = false;
  #shown = 0;
  #frame = 0;

  constructor(private readonly draw: (text: string, open: boolean) => void) {}

  update(text: string, done: boolean, atOnce: boolean): void {
    if (!text.startsWith(this.#text.slice(0, this.#shown))) this.#shown = 0;
    this.#text = text;
    this.#done = done;
    if (atOnce || document.hidden) {
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      this.#show(done ? text.length : wholeWords(text));
    } else this.#frame ||= requestAnimationFrame(() => this.#next());
  }

  #next(): void {
    this.#frame = 0;
    const limit = this.#done ? this.#text.length : wholeWords(this.#text);
    if (limit > this.#shown || this.#done) this.#show(nextCut(this.#text, this.#shown, limit));
    if (this.#shown < limit) this.#frame = requestAnimationFrame(() => this.#next());
  }

  #show(cut: number): void {
    this.#shown = cut;
    this.draw(this.#text.slice(0, cut), !(this.#done && cut >= this.#text.length));
  }
}
