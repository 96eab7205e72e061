import { expect, test, vi } from 'vitest';
import type { ReplyEvent } from '../wire/events';
import { Problem } from '../wire/problem';
import { reply, type Step, scripted } from './scripted';

const confirmation = { expires_at: '2100-01-01T00:00:00Z', details: [{ name: 'Order', value: '1042' }] };

const asks: ReplyEvent[] = [
  { type: 'turn.started', turn_id: 'trn_1', conversation_id: 'cnv_1', message_id: 'msg_1' },
  { type: 'tool.progress', call_id: 'tc_1', label: 'Refund', state: 'running' },
  { type: 'tool.progress', call_id: 'tc_1', label: 'Refund', state: 'needs_confirmation', confirmation },
  { type: 'text.delta', message_id: 'msg_1', delta: 'Please confirm.' },
  { type: 'message.completed', message_id: 'msg_1', finish_reason: 'stop' },
];

const done = (state: string): ReplyEvent[] => [
  { type: 'turn.started', turn_id: 'trn_2', conversation_id: 'cnv_1', message_id: 'msg_2' },
  { type: 'tool.progress', call_id: 'tc_1', label: 'Refund', state: 'running' },
  { type: 'tool.progress', call_id: 'tc_1', label: 'Refunded', state },
  { type: 'text.delta', message_id: 'msg_2', delta: 'Told.' },
  { type: 'message.completed', message_id: 'msg_2', finish_reason: 'stop' },
];

/** A talk whose first answer asks to confirm a refund. */
async function asked(...steps: Step[]) {
  const all = scripted([{ stream: asks }, ...steps]);
  const card = () => {
    const first = all.conversation.entries.find((entry) => entry.kind === 'answer');
    return first?.kind === 'answer' ? first.tools[0] : undefined;
  };
  all.conversation.send('Refund it');
  await vi.waitFor(() => expect(all.told.answers).toHaveLength(1));
  const answered = (count: number) => vi.waitFor(() => expect(all.told.answers).toHaveLength(count));
  return { ...all, card, answered };
}

const yes = { call: 'tc_1', decision: 'confirm' } as const;

test('sendsTheDecisionInItsConversationAndShowsOnTheCardWhatCameOfIt', async () => {
  const { conversation, turns, card, answered, shown } = await asked({ stream: done('succeeded') });
  expect(card()).toMatchObject({ state: 'needs_confirmation', confirmation });
  conversation.send('Confirm', yes);
  expect(card()?.state).toBe('deciding');
  await answered(2);
  expect(turns[1]).toMatchObject({ conversation: 'cnv_1', text: 'Confirm', confirmation: yes });
  expect(card()).toMatchObject({ state: 'succeeded', label: 'Refund' });
  expect(shown().slice(-2)).toEqual(['? Confirm (sent)', '! Told. (done)']);
});

test('sendsNoDecisionWithOtherMessages', async () => {
  const { conversation, turns, card, answered } = await asked({ stream: reply('Hello') });
  conversation.send('Hi');
  await answered(2);
  expect(turns[1]).not.toHaveProperty('confirmation');
  expect(card()?.state).toBe('needs_confirmation');
});

test('opensTheCardAgainWhenTheDecisionDidNotArrive', async () => {
  const away = Array.from({ length: 3 }, () => ({ fails: new Problem(503, 'confirmation-not-passed-on') }));
  const { conversation, card, shown, turns, answered } = await asked(...away, { stream: done('declined') });
  conversation.send('Decline', { call: 'tc_1', decision: 'decline' });
  await vi.waitFor(() => expect(shown().at(-1)).toBe('? Decline (failed, not-sent)'));
  expect(card()?.state).toBe('needs_confirmation');
  const failed = conversation.entries.at(-1);
  conversation.retry(failed?.key ?? '');
  await answered(2);
  expect(card()?.state).toBe('declined');
  expect(turns[4]).toMatchObject({ clientMessageId: turns[1]?.clientMessageId, confirmation: { decision: 'decline' } });
});

test('saysThatTheTimeIsOverInsteadOfBeginningANewTalk', async () => {
  for (const code of ['confirmation-unknown', 'not-found']) {
    const { conversation, card, shown, session, turns } = await asked({ fails: new Problem(404, code) });
    conversation.send('Confirm', yes);
    await vi.waitFor(() => expect(shown().at(-1)).toBe('? Confirm (failed, over)'));
    expect(card()?.state).toBe('expired');
    expect(session.conversation).toBe('cnv_1');
    expect(turns).toHaveLength(2);
  }
});

test('opensTheCardAgainWhenTheAnswerEndsWithoutAnOutcome', async () => {
  const { conversation, card, answered } = await asked({ stream: reply('A person is here') });
  conversation.send('Confirm', yes);
  await answered(2);
  expect(card()?.state).toBe('needs_confirmation');
});

test('keepsADecisionOverAReload', async () => {
  const { conversation, session, world } = await asked();
  world.online = false;
  conversation.send('Confirm', yes);
  expect(session.pending).toMatchObject([{ text: 'Confirm', decision: yes }]);
});
