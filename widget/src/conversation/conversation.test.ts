import { beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '../wire/problem';
import { reply, scripted, stored } from './scripted';

const cut = (text: string) => reply(text).slice(0, 2);
const noNetwork = () => new TypeError('Failed to fetch');

beforeEach(() => localStorage.clear());

it('asksAndAnswersOneMessageAfterTheOther', async () => {
  const { conversation, turns, shown } = scripted([{ stream: reply('one') }, { stream: reply('two') }]);
  conversation.send('first');
  conversation.send('second');
  await vi.waitFor(() =>
    expect(shown()).toEqual(['? first (sent)', '! one (done)', '? second (sent)', '! two (done)']),
  );
  expect(turns.map(({ conversation, clientMessageId }) => [conversation, clientMessageId])).toEqual([
    [undefined, 'id_1'],
    ['cnv_1', 'id_2'],
  ]);
});

it('tellsNothingOfOneTenantsTalkToAnother', async () => {
  // Given
  const one = scripted([{ stream: reply('one') }], { apiKey: 'pk_a' });
  const two = scripted([{ stream: reply('two', 'cnv_2') }], { apiKey: 'pk_b' });
  one.conversation.send('first');
  await vi.waitFor(() => expect(one.shown()).toContain('! one (done)'));
  // When
  two.conversation.send('second');
  // Then
  await vi.waitFor(() => expect(two.shown()).toEqual(['? second (sent)', '! two (done)']));
  expect(two.turns[0]?.conversation).toBeUndefined();
  expect(one.session.conversation).toBe('cnv_1');
});

it('showsTheStoredAnswerWhenTheStreamBreaks', async () => {
  // Given
  const history = [stored('user', 'hello'), stored('assistant', 'whole')];
  const { conversation, shown, turns } = scripted([{ stream: cut('whole').slice(0, 1), stores: history }]);
  // When
  conversation.send('hello');
  // Then
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (sent)', '! whole (done)']));
  expect(turns).toHaveLength(1);
});

it('offersToTryAgainUnderTheSameIdWhenHalfAnAnswerIsAllThereIs', async () => {
  // Given
  const { conversation, shown, turns, told } = scripted([{ stream: cut('half') }, { stream: reply('whole') }]);
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (failed)', '! half (interrupted)']));
  expect(told.errors).toBe(1);
  // When
  conversation.retry('id_1');
  // Then
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (sent)', '! whole (done)']));
  expect(turns.map(({ clientMessageId }) => clientMessageId)).toEqual(['id_1', 'id_1']);
});

it('triesTwiceMoreByItselfWithoutANetworkAndThenLeavesItToTheVisitor', async () => {
  const { conversation, shown, turns } = scripted([1, 2, 3].map(() => ({ fails: noNetwork() })));
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (failed, not-sent)']));
  expect(new Set(turns.map(({ clientMessageId }) => clientMessageId))).toEqual(new Set(['id_1']));
  expect(turns).toHaveLength(3);
});

it('keepsMessagesWhileOfflineAndSendsThemAfterwards', async () => {
  // Given
  const { conversation, world, shown, told } = scripted([{ stream: reply('one') }]);
  world.online = false;
  conversation.send('hello');
  expect(shown()).toEqual(['? hello (waiting)']);
  expect(told.connections.at(-1)).toBe('offline');
  // When
  world.online = true;
  conversation.resume();
  // Then
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (sent)', '! one (done)']));
});

it('waitsForTheRateLimitAndThenSendsWhatWaited', async () => {
  // Given
  const { conversation, world, shown, told } = scripted([
    { fails: new Problem(429, 'rate-limited', 42) },
    { stream: reply('one') },
  ]);
  conversation.send('hello');
  await vi.waitFor(() => expect(told.holds).toEqual([{ kind: 'limited', until: 42_000 }]));
  conversation.resume();
  expect(shown()).toEqual(['? hello (waiting)']);
  // When
  world.now = 42_000;
  conversation.resume();
  // Then
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (sent)', '! one (done)']));
});

it('saysThatThePlanIsUsedUpAndUntilWhen', async () => {
  const { conversation, shown, told } = scripted([
    { fails: new Problem(402, 'plan-limit-exceeded', undefined, '2026-12-01T00:00:00Z') },
  ]);
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (failed, plan)']));
  expect(told.holds).toMatchObject([{ kind: 'plan', until: Date.parse('2026-12-01T00:00:00Z') }]);
});

it('opensANewSessionWhenTheTokenIsNoLongerTaken', async () => {
  const { conversation, world, shown } = scripted([
    { fails: new Problem(401, 'token-expired') },
    { stream: reply('one') },
  ]);
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toContain('! one (done)'));
  expect(world.sessions).toBe(2);
});

it.each([new Problem(404, 'not-found'), new Problem(409, 'conversation-ended')])(
  'beginsAnotherConversationAfter $code',
  async (gone) => {
    const { conversation, session, turns, shown } = scripted([{ fails: gone }, { stream: reply('one', 'cnv_2') }]);
    session.keep({ visitor: 'vis_1', conversation: 'cnv_old' });
    conversation.send('hello');
    await vi.waitFor(() => expect(shown()).toContain('! one (done)'));
    expect(turns.map((turn) => turn.conversation)).toEqual(['cnv_old', undefined]);
  },
);

it('waitsForATurnThatIsStillRunning', async () => {
  const busy = { fails: new Problem(409, 'turn-in-progress', 2) };
  const { conversation, world, shown } = scripted([busy, busy, { stream: reply('one') }]);
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toContain('! one (done)'));
  expect(world.waited).toBe(4000);
});

it('doesNotRepeatWhatTheServerGaveUpOnWithinTheStream', async () => {
  const problem = { type: 'error' as const, problem: {}, status: 503, code: 'model-unavailable' };
  const { conversation, turns, shown } = scripted([{ stream: [...cut('x').slice(0, 1), problem] }]);
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (failed, no-answer)']));
  expect(turns).toHaveLength(1);
});

it('forgetsTheTalkWhenItEndsEvenInTheMiddleOfATurn', async () => {
  const { conversation, session, told } = scripted([{ stream: reply('late') }]);
  conversation.send('hello');
  conversation.end();
  await Promise.resolve();
  expect(conversation.entries).toEqual([]);
  expect(session.pending).toEqual([]);
  expect(told.answers).toEqual([]);
});
