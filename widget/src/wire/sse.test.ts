import { expect, it } from 'vitest';
import { EventParser, readEvents } from './sse';

const stream = ': ping\nid: 1\nevent: text.delta\ndata: {"delta":"שלום 👋"}\n\nevent: two\ndata: a\ndata: b\n\n';
const events = [
  { id: '1', name: 'text.delta', data: '{"delta":"שלום 👋"}' },
  { id: '', name: 'two', data: 'a\nb' },
];

const inPieces = (text: string, size: number) => {
  const parser = new EventParser();
  const found = [];
  for (let at = 0; at < text.length; at += size) found.push(...parser.feed(text.slice(at, at + size)));
  return found;
};

const bodyOf = (bytes: Uint8Array, size: number) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });

it('readsEventsHoweverTheChunksAreCut', () => {
  for (let size = 1; size <= stream.length; size++) expect(inPieces(stream, size)).toEqual(events);
});

it('readsEveryKindOfLineEndHoweverTheChunksAreCut', () => {
  for (const end of ['\r\n', '\r']) {
    const text = stream.replaceAll('\n', end);
    for (let size = 1; size <= text.length; size++) expect(inPieces(`${text}\n`, size)).toEqual(events);
  }
});

it('keepsCharactersWholeThatAreCutWithinTheirBytes', async () => {
  for (const size of [1, 2, 3, 5]) {
    const found = [];
    for await (const event of readEvents(bodyOf(new TextEncoder().encode(stream), size))) found.push(event);
    expect(found).toEqual(events);
  }
});

it('ignoresAnEventThatTheStreamDidNotFinish', () => {
  expect(inPieces('event: a\ndata: b\n', 4)).toEqual([]);
});

it('readsFieldsWithoutSpaceOrValue', () => {
  expect(inPieces('event:x\ndata:y\ndata\n\n', 3)).toEqual([{ id: '', name: 'x', data: 'y\n' }]);
});

it('countsASilentLineAsBroken', async () => {
  const silent = new ReadableStream<Uint8Array>({});
  await expect(readEvents(silent, 5).next()).rejects.toThrow('silent stream');
});
