import { beforeEach, expect, it, vi } from 'vitest';
import { weave } from './pending';
import { reply, scripted, stored } from './scripted';

const talk = [stored('user', 'hello'), stored('assistant', 'hi')];

beforeEach(() => localStorage.clear());

it('showsTheTalkAgainAfterAReload', async () => {
  const { conversation, session, shown } = scripted([], { history: talk });
  session.keep({ visitor: 'vis_1', conversation: 'cnv_1' });
  await conversation.restore();
  expect(shown()).toEqual(['? hello (sent)', '! hi (done)']);
});

it('asksForNothingWhenThereWasNoTalk', async () => {
  const { conversation, world } = scripted([]);
  await conversation.restore();
  expect(world.sessions).toBe(0);
});

it('fetchesTheAnswerThatWasStillComingWhenThePageWentUnderItsOldId', async () => {
  // Given
  const { conversation, session, turns, shown } = scripted([{ stream: reply('there') }], {
    history: [...talk, stored('user', 'and now?')],
  });
  session.keep({ visitor: 'vis_1', conversation: 'cnv_1' });
  session.keep({ pending: [{ key: 'id_old', text: 'and now?' }] });
  // When
  await conversation.restore();
  // Then
  await vi.waitFor(() => expect(shown().slice(2)).toEqual(['? and now? (sent)', '! there (done)']));
  expect(turns[0]?.clientMessageId).toBe('id_old');
  expect(session.pending).toEqual([]);
});

it('leavesAMessageThatNeverArrivedToTheVisitor', () => {
  const entries = weave(talk, [{ key: 'id_old', text: 'lost' }]);
  expect(entries.at(-1)).toMatchObject({ text: 'lost', state: 'failed', failure: 'not-sent', key: 'id_old' });
});

it('countsAMessageAsSettledThatWasAnsweredMeanwhile', () => {
  const entries = weave(talk, [{ key: 'id_old', text: 'hello' }]);
  expect(entries.map(({ kind }) => kind)).toEqual(['question', 'answer']);
});

it('showsNoMessagesOfSystemsAndTools', () => {
  expect(weave([stored('system', 'x'), stored('tool', 'y')], [])).toEqual([]);
});

it('notesTheVeryFirstMessageUntilItsAnswerIsThere', async () => {
  // Given
  const { conversation, session, told } = scripted([{ stream: [...reply('one').slice(0, 2), 'cut'] }]);
  // When
  conversation.send('hello');
  // Then
  await vi.waitFor(() => expect(told.errors).toBe(1));
  expect(session.pending).toEqual([{ key: 'id_1', text: 'hello' }]);
});
