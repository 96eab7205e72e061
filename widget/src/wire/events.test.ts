import { expect, it } from 'vitest';
import { apply } from '../conversation/apply';
import { emptyAnswer } from '../conversation/entry';
import { eventsOf, readEvent } from './events';

it('takesWhatIsNoJsonObjectForNoEvent', () => {
  for (const data of ['', '{', 'null', '7', '"text"']) expect(readEvent('text.delta', data)).toBeUndefined();
});

it('readsAProblemWhetherItComesBareOrWrapped', () => {
  const bare = readEvent('error', '{"type":"https://usher.example/problems/x","status":502}');
  const wrapped = readEvent('error', '{"type":"error","problem":{"status":502,"code":"x"}}');
  for (const event of [bare, wrapped]) expect(event).toMatchObject({ type: 'error', problem: { status: 502 } });
});

it('bringsAStoredAnswerToTheSameStateAsAStreamedOne', () => {
  // Given
  const answer = emptyAnswer('k');
  const message = {
    id: 'msg_1',
    role: 'assistant',
    text: 'Hello',
    citations: [{ index: 1, title: 'A' }],
    tool_calls: [{ id: 'tc_1', label: 'Checked', state: 'succeeded' }],
  };
  // When
  for (const event of eventsOf({ turn: 'trn_1', conversation: 'cnv_1', message })) apply(answer, event);
  // Then
  expect(answer).toMatchObject({ id: 'msg_1', text: 'Hello', state: 'done' });
  expect(answer.tools).toEqual(message.tool_calls);
  expect(answer.sources).toMatchObject(message.citations);
});

it('movesAToolFromRunningToDoneInItsPlace', () => {
  const answer = emptyAnswer('k');
  for (const [call_id, state] of [
    ['a', 'running'],
    ['b', 'running'],
    ['a', 'succeeded'],
  ] as const) {
    apply(answer, { type: 'tool.progress', call_id, label: call_id, state });
  }
  expect(answer.tools.map(({ id, state }) => `${id} ${state}`)).toEqual(['a succeeded', 'b running']);
});
