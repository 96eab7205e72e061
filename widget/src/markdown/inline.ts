/** The parts of a line. Only these exist: what is not among them stays the text it was. */
export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'cite'; index: number }
  | { kind: 'strong' | 'em'; parts: Inline[] }
  | { kind: 'link'; parts: Inline[]; href: string };

const bare = /^https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]*_]/i;
const word = /[\p{L}\p{N}_]/u;

/** Marks within marks within marks: deeper than this they are text, or a hostile answer could exhaust the stack. */
const deepest = 6;

/** Only addresses that open a page or a letter; everything else (javascript:, data:, relative ones) is refused. */
export function safeHref(address: string): string | undefined {
  try {
    const url = new URL(address);
    return /^(https?|mailto):$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads one line's worth of text. While more is to come (`open`), an unclosed mark counts as closed at the end and an
 * unfinished link is held back, so that streaming text never changes its look once it is shown.
 */
export function parseInline(source: string, open = false, depth = 0): Inline[] {
  const parts: Inline[] = [];
  let text = '';
  const push = (part: Inline) => {
    if (text) parts.push({ kind: 'text', text });
    text = '';
    parts.push(part);
  };
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const found = special(rest, source[at - 1] ?? '', open, depth);
    if (!found) {
      text += source[at++];
      continue;
    }
    if (typeof found.part === 'string') text += found.part;
    else if (found.part) push(found.part);
    at += found.length;
  }
  if (text) parts.push({ kind: 'text', text });
  return parts;
}

interface Found {
  /** A string is plain text; nothing is text held back. */
  part?: Inline | string;
  length: number;
}

function special(rest: string, before: string, open: boolean, depth: number): Found | undefined {
  switch (rest[0]) {
    case '\\':
      return /[!-/:-@[-`{-~]/.test(rest[1] ?? '') ? { part: rest[1] ?? '', length: 2 } : undefined;
    case '`':
      return code(rest, open);
    case '*':
    case '_':
      return depth < deepest ? emphasis(rest, before, open, depth) : undefined;
    case '[':
      return link(rest, open);
    case 'h':
    case 'H': {
      const address = !word.test(before) && bare.exec(rest)?.[0];
      const href = address && safeHref(address);
      if (!address || !href) return undefined;
      return { part: { kind: 'link', parts: [{ kind: 'text', text: address }], href }, length: address.length };
    }
    default:
      return undefined;
  }
}

function code(rest: string, open: boolean): Found | undefined {
  const fence = /^`+/.exec(rest)?.[0] ?? '';
  const end = rest.indexOf(fence, fence.length);
  if (end < 0 && !open) return undefined;
  const text = rest.slice(fence.length, end < 0 ? undefined : end);
  const length = end < 0 ? rest.length : end + fence.length;
  return text ? { part: { kind: 'code', text: text.replace(/^ (.*\S.*) $/, '$1') }, length } : { length };
}

function emphasis(rest: string, before: string, open: boolean, depth: number): Found | undefined {
  const mark = rest.startsWith('**') || rest.startsWith('__') ? rest.slice(0, 2) : (rest[0] ?? '');
  const after = rest[mark.length];
  if (after === undefined && open) return { length: rest.length };
  if (!after?.trim() || (mark.length === 1 && word.test(before))) return undefined;
  let end = rest.indexOf(mark, mark.length + 1);
  // A mark closes after text, a single one not inside a word or as half of a double one.
  while (end > 0 && !closes(rest, mark, end)) end = rest.indexOf(mark, end + 1);
  if (end < 0 && !open) return undefined;
  const inner = rest.slice(mark.length, end < 0 ? undefined : end);
  return {
    part: { kind: mark.length === 2 ? 'strong' : 'em', parts: parseInline(inner, open && end < 0, depth + 1) },
    length: end < 0 ? rest.length : end + mark.length,
  };
}

function closes(rest: string, mark: string, end: number): boolean {
  if (!rest[end - 1]?.trim()) return false;
  const next = rest[end + mark.length] ?? '';
  if (mark.length === 2) return next !== mark[0];
  return next !== mark && rest[end - 1] !== mark && !word.test(next);
}

function link(rest: string, open: boolean): Found | undefined {
  const cite = /^\[(\d{1,2})\](?!\()/.exec(rest);
  if (cite && !(open && cite[0].length === rest.length)) {
    return { part: { kind: 'cite', index: Number(cite[1]) }, length: cite[0].length };
  }
  const whole = /^\[([^[\]]{1,500})\]\(\s*<?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+"[^"]*")?\s*\)/.exec(rest);
  if (!whole)
    return open && rest.length < 300 && /^\[[^\]]*(\](\([^)]*)?)?$/.test(rest) ? { length: rest.length } : undefined;
  const [all, text = '', address = ''] = whole;
  const href = safeHref(address);
  const parts = parseInline(text, false, deepest);
  return { part: href ? { kind: 'link', parts, href } : text, length: all.length };
}
