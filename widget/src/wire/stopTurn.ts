import type { Request } from './request';

/** The turn ends soon after, with what it has said so far. */
export async function stopTurn(request: Request, token: string, turn: string): Promise<void> {
  await request(`turns/${encodeURIComponent(turn)}/stop`, { method: 'POST', credential: token });
}
