import type { Request } from './request';
import type { Rating } from './sendFeedback';

/** What is to be confirmed before it is done, and until when. */
export interface ConfirmationView {
  readonly expires_at: string;
  readonly details?: readonly { readonly name: string; readonly value: string }[] | null;
}

export interface ToolView {
  readonly id: string;
  readonly label: string;
  readonly state: string;
  readonly confirmation?: ConfirmationView | null | undefined;
}

export interface CitationView {
  readonly index: number;
  readonly title: string;
  readonly url?: string | null;
}

export interface MessageView {
  readonly id: string;
  readonly role: string;
  readonly text: string;
  readonly citations?: readonly CitationView[] | null;
  readonly tool_calls?: readonly ToolView[] | null;
  readonly finish_reason?: string | null;
  readonly rating?: Rating | null;
}

interface PageOfMessages {
  readonly data: readonly MessageView[];
  readonly has_more?: boolean;
  readonly next_cursor?: string | null;
}

/** Beyond this many pages of 100 a conversation is read from its beginning only. */
const pages = 20;

/** The whole conversation, oldest first. */
export async function readMessages(request: Request, token: string, conversation: string): Promise<MessageView[]> {
  const messages: MessageView[] = [];
  let after: string | null | undefined = '';
  for (let page = 0; page < pages && after !== undefined && after !== null; page++) {
    const query: string = after && `&starting_after=${encodeURIComponent(after)}`;
    const path = `conversations/${encodeURIComponent(conversation)}/messages?limit=100${query}`;
    const read: PageOfMessages = await (await request(path, { credential: token })).json();
    messages.push(...read.data);
    after = read.has_more ? read.next_cursor : undefined;
  }
  return messages;
}
