import { type Inline, parseInline } from './inline';

/** `source` tells whether a block is still the one that is on the screen. */
export type Block = { source: string } & (
  | { kind: 'paragraph' | 'heading'; lines: Inline[][] }
  | { kind: 'code'; text: string }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
);

const item = /^(\s*)([-*+•]|\d{1,9}[.)])(\s+|$)/;
const fence = /^\s*(```+|~~~+)/;
const rule = /^\s*([-*_])(\s*\1){2,}\s*$/;
const heading = /^\s{0,3}#{1,6}\s+/;

/** Lists within lists within lists: deeper than this is text. */
const deepest = 4;

/** Reads the subset of Markdown that answers need. It never fails: what it does not know is a paragraph. */
export function parseBlocks(text: string, open = false, depth = 0): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (!line.trim() || rule.test(line)) {
      at++;
      continue;
    }
    const end = fence.test(line)
      ? endOfCode(lines, at)
      : item.test(line) && depth < deepest
        ? endOfList(lines, at)
        : endOfParagraph(lines, at, depth);
    const part = lines.slice(at, end);
    blocks.push(block(part, open && end >= lines.length, depth));
    at = end;
  }
  return blocks;
}

function block(part: string[], open: boolean, depth: number): Block {
  const first = part[0] ?? '';
  const source = part.join('\n') + (open ? '…' : '');
  if (fence.test(first)) {
    const closed = part.length > 1 && fence.test(part.at(-1) ?? '');
    return { source, kind: 'code', text: part.slice(1, closed ? -1 : undefined).join('\n') };
  }
  if (item.test(first) && depth < deepest) return list(part, open, source, depth);
  const kind = heading.test(first) ? 'heading' : 'paragraph';
  const last = part.length - 1;
  const lines = part.map((line, at) => parseInline(line.replace(heading, '').trim(), open && at === last));
  return { source, kind, lines };
}

function list(part: string[], open: boolean, source: string, depth: number): Block {
  const indent = item.exec(part[0] ?? '')?.[1]?.length ?? 0;
  const items: string[][] = [];
  for (const line of part) {
    const found = item.exec(line);
    if (found && (found[1]?.length ?? 0) <= indent + 1) items.push([line.slice(found[0].length)]);
    else items.at(-1)?.push(line.replace(/^\s{1,4}/, ''));
  }
  const last = items.length - 1;
  return {
    source,
    kind: 'list',
    ordered: /\d/.test(item.exec(part[0] ?? '')?.[2] ?? ''),
    start: Number.parseInt(part[0]?.trim() ?? '', 10) || 1,
    items: items.map((lines, at) => parseBlocks(lines.join('\n'), open && at === last, depth + 1)),
  };
}

function endOfCode(lines: string[], at: number): number {
  const mark = fence.exec(lines[at] ?? '')?.[1] ?? '';
  const end = lines.findIndex((line, index) => index > at && line.trim().startsWith(mark));
  return end < 0 ? lines.length : end + 1;
}

/** A list goes on over one blank line when an item or an indented line follows; another kind of marker begins anew. */
function endOfList(lines: string[], at: number): number {
  const ordered = (line: string) => /^\s*\d/.test(line);
  const indent = item.exec(lines[at] ?? '')?.[1]?.length ?? 0;
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    const next = line.trim() ? line : (lines[end + 1] ?? '');
    const found = item.exec(next);
    const indented = /^\s{2,}\S/.test(next);
    if (found && (found[1]?.length ?? 0) <= indent && ordered(next) !== ordered(lines[at] ?? '')) break;
    if (!found && !indented && (!line.trim() || heading.test(line) || fence.test(line))) break;
    end++;
  }
  return end;
}

function endOfParagraph(lines: string[], at: number, depth: number): number {
  if (heading.test(lines[at] ?? '')) return at + 1;
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    const begins = fence.test(line) || heading.test(line) || rule.test(line) || (item.test(line) && depth < deepest);
    if (!line.trim() || begins) break;
    end++;
  }
  return end;
}
