import { type Frame, framesOf } from './frames';
import type { Request } from './request';

/** Listens to a turn that was asked before: what came after the frame numbered `after` (0: all of it), and what follows. */
export async function* attachTurn(
  request: Request,
  token: string,
  turn: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Frame, void> {
  const path = `turns/${encodeURIComponent(turn)}/events`;
  yield* framesOf(await request(path, { credential: token, accept: 'text/event-stream', after, signal }));
}
