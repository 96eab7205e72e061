import type { Session } from '../session/session';
import { Problem } from '../wire/problem';
import { type MessageView, readMessages } from '../wire/readMessages';
import type { Request } from '../wire/request';
import type { Surroundings } from './watcher';

/** The stored talk, oldest first; nothing when there is none or it is not ours any more. */
export async function loadHistory(request: Request, session: Session): Promise<MessageView[]> {
  for (let attempt = 0; ; attempt++) {
    const token = await session.token();
    const { conversation } = session;
    if (!conversation) return [];
    try {
      return await readMessages(request, token, conversation);
    } catch (error) {
      const status = error instanceof Problem ? error.status : 0;
      if (status === 401 && attempt === 0) session.expire();
      else if (status === 404) {
        session.conversation = undefined;
        return [];
      } else throw error;
    }
  }
}

/** The answer as it is stored, soon or now; none when it does not come or there is no network to ask. */
export async function awaitAnswer(
  { request, session, online, pause }: Surroundings,
  text: string,
  id: string | undefined,
  known: ReadonlySet<string | undefined>,
): Promise<MessageView | undefined> {
  for (const wait of [0, 1200, 3000]) {
    if (wait) await pause(wait);
    if (!online()) return undefined;
    const found = findAnswer(await loadHistory(request, session).catch(() => []), text, id, known);
    if (found) return found;
  }
  return undefined;
}

/** The answer with this id; when the line broke too early to know one, a new answer right behind the very words sent. */
export function findAnswer(
  stored: readonly MessageView[],
  text: string,
  id: string | undefined,
  known: ReadonlySet<string | undefined>,
): MessageView | undefined {
  const last = stored.at(-1);
  const fits = last?.role === 'assistant' && stored.at(-2)?.text === text && !known.has(last.id);
  const found = stored.find((message) => id && message.id === id) ?? (fits ? last : undefined);
  return found?.text || found?.finish_reason ? found : undefined;
}
