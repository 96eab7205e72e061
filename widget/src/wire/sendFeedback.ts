import type { Request } from './request';

export type Rating = 'up' | 'down';

export type Feedback =
  | { readonly message: string; readonly thumb: Rating; readonly comment?: string }
  /** How the whole conversation was, from 1 (poor) to 5 (great). */
  | { readonly conversation: string; readonly csat: number; readonly comment?: string };

/** The newest word on a message or a conversation is the one that counts. */
export async function sendFeedback(request: Request, token: string, feedback: Feedback): Promise<void> {
  await request('feedback', { credential: token, body: feedback });
}
