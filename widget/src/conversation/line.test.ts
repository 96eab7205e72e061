import { beforeEach, expect, it, vi } from 'vitest';
import type { ReplyEvent } from '../wire/events';
import { Problem } from '../wire/problem';
import { scripted, stored } from './scripted';

const delta = (text: string): ReplyEvent => ({ type: 'text.delta', message_id: 'msg_1', delta: text });
const completed = (finish_reason = 'stop'): ReplyEvent => ({
  type: 'message.completed',
  message_id: 'msg_1',
  finish_reason,
});
const whole: ReplyEvent[] = [
  { type: 'turn.started', turn_id: 'trn_1', conversation_id: 'cnv_1', message_id: 'msg_1' },
  delta('Your '),
  delta('parcel '),
  delta('is here.'),
  completed(),
];
const [started] = whole as [ReplyEvent];
const noNetwork = { fails: new TypeError('Failed to fetch') };
const unavailable = { fails: new Problem(503, 'service-unavailable', 2) };

beforeEach(() => localStorage.clear());

it('goesOnBehindTheLastFrameWithoutLosingOrDoublingAWord', async () => {
  for (let cut = 1; cut <= whole.length; cut++) {
    localStorage.clear();
    const steps = [{ stream: whole.slice(0, cut) }];
    const { conversation, shown, attached, turns } = scripted(steps, { again: [{ stream: whole }] });
    conversation.send('hello');
    await vi.waitFor(() => expect(shown()).toEqual(['? hello (sent)', '! Your parcel is here. (done)']));
    expect(attached).toEqual(cut < whole.length ? [['turns/trn_1/events', cut]] : []);
    expect(turns).toHaveLength(1);
  }
});

it('survivesALineThatBreaksAgainAndAgain', async () => {
  const again = [
    noNetwork,
    { stream: whole.slice(0, 3) },
    unavailable,
    { stream: whole.slice(0, 3) },
    { stream: whole },
  ];
  const { conversation, shown, attached } = scripted([{ stream: whole.slice(0, 2) }], { again });
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toContain('! Your parcel is here. (done)'));
  expect(attached.map(([, after]) => after)).toEqual([2, 2, 3, 3, 3]);
});

it('takesAFrameThatComesTwiceOnce', async () => {
  const twice = [...whole.slice(0, 2), 'cut' as const];
  const { conversation, shown } = scripted([{ stream: twice }], { again: [{ stream: whole }] });
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toContain('! Your parcel is here. (done)'));
});

it('givesALineUpAfterAMinute', async () => {
  const again = Array.from({ length: 99 }, () => noNetwork);
  const { conversation, shown, world } = scripted([{ stream: whole.slice(0, 2) }], { again });
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (failed)', '! Your  (interrupted)']));
  expect(world.waited).toBeGreaterThan(60_000);
  expect(world.waited).toBeLessThan(80_000);
});

it.each([404, 410])('showsTheStoredAnswerWhenNobodyRemembersTheTurn: %i', async (status) => {
  const message = { ...stored('assistant', 'Your parcel is'), id: 'msg_1', finish_reason: 'interrupted' };
  const { conversation, shown, turns } = scripted([{ stream: whole.slice(0, 2), stores: [message] }], {
    again: [{ fails: new Problem(status, 'gone') }],
  });
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (sent)', '! Your parcel is (done)']));
  expect(conversation.entries[1]).toMatchObject({ finish: 'interrupted' });
  expect(turns).toHaveLength(1);
});

it('hearsARunningTurnFromItsBeginningAfterAReload', async () => {
  // Given
  const { conversation, session, shown, turns, attached } = scripted([], {
    history: [stored('user', 'hello')],
    again: [{ stream: whole }],
  });
  session.keep({ visitor: 'vis_1', conversation: 'cnv_1' });
  session.keep({ pending: [{ key: 'id_old', text: 'hello', turn: 'trn_1' }] });
  // When
  await conversation.restore();
  // Then
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (sent)', '! Your parcel is here. (done)']));
  expect(attached).toEqual([['turns/trn_1/events', 0]]);
  expect(turns).toEqual([]);
  expect(session.pending).toEqual([]);
});

it('asksAgainUnderTheOldIdAfterAReloadThatOutlivedTheTurn', async () => {
  // Given
  const { conversation, session, shown, turns } = scripted([{ stream: whole }], { history: [stored('user', 'hello')] });
  session.keep({ visitor: 'vis_1', conversation: 'cnv_1' });
  session.keep({ pending: [{ key: 'id_old', text: 'hello', turn: 'trn_1' }] });
  // When
  await conversation.restore();
  // Then
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (sent)', '! Your parcel is here. (done)']));
  expect(turns).toMatchObject([{ clientMessageId: 'id_old' }]);
});

it('notesTheTurnThatAReloadMustFindAgain', async () => {
  // Given
  const { conversation, session, shown, world } = scripted([{ stream: [started] }], { again: [{ stream: whole }] });
  let noted: unknown;
  world.paused = () => {
    noted = session.pending;
  };
  // When
  conversation.send('hello');
  // Then
  await vi.waitFor(() => expect(shown()).toContain('! Your parcel is here. (done)'));
  expect(noted).toEqual([{ key: 'id_1', text: 'hello', turn: 'trn_1' }]);
});

it('offersNoStopBeforeTheTurnRunsAndNoneAfterIt', async () => {
  const { conversation, shown, told, attached } = scripted([{ stream: whole }]);
  conversation.stop();
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toContain('! Your parcel is here. (done)'));
  conversation.stop();
  expect(told.working).toEqual([true, false]);
  expect(attached).toEqual([]);
});

it('stopsTheRunningTurnAndShowsWhatThereIs', async () => {
  // Given
  const { conversation, shown, told, attached, world } = scripted([{ stream: whole.slice(0, 2) }], {
    again: [{ stream: [...whole.slice(0, 2), completed('stopped')] }],
  });
  world.paused = () => conversation.stop();
  // When
  conversation.send('hello');
  // Then
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (sent)', '! Your  (done)']));
  expect(attached).toContainEqual(['turns/trn_1/stop', undefined]);
  expect(conversation.entries[1]).toMatchObject({ finish: 'stopped' });
  expect(told.working).toEqual([true, false]);
});

it('ignoresEventsItDoesNotKnow', async () => {
  const strange = { type: 'weather.changed', sky: 'blue' } as unknown as ReplyEvent;
  const empty = { type: 'text.delta' } as ReplyEvent;
  const { conversation, shown, told } = scripted([{ stream: [strange, started, strange, empty, ...whole.slice(1)] }]);
  conversation.send('hello');
  await vi.waitFor(() => expect(shown()).toEqual(['? hello (sent)', '! Your parcel is here. (done)']));
  expect(told.errors).toBe(0);
});
