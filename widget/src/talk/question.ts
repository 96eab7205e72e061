import type { Question } from '../conversation/entry';
import { button, h, show } from '../dom/h';
import { icon } from '../dom/icon';
import { alertIcon } from './icons';
import type { TalkActs, View } from './view';

/** A failed message stays where it is and says what happened and what to do. */
export function failureLine(text: string, again: string | undefined, retry: () => void): HTMLElement {
  const line = h('div', 'failure', icon(alertIcon, 16), h('span', '', text));
  if (again) line.append(button('link', again, retry));
  return line;
}

export function questionView(question: Question, { language: { strings }, retry }: TalkActs): View<Question> {
  const bubble = h('div', 'bubble', question.text);
  bubble.dir = 'auto';
  const state = h('div', 'state');
  const element = h(
    'div',
    `question${question.old ? '' : ' new'}`,
    h('span', 'unseen', `${strings.you}: `),
    bubble,
    state,
  );
  const sentences = {
    'not-sent': strings.notSent,
    'no-answer': strings.noAnswer,
    'too-long': strings.tooLong,
    unavailable: strings.unavailable,
    plan: strings.notSent,
    over: strings.overtime,
  };
  return {
    element,
    update({ state: now, failure, key }) {
      state.replaceChildren();
      show(state, now === 'waiting' || Boolean(failure));
      if (now === 'waiting') state.append(strings.waiting);
      const again = failure === 'too-long' || failure === 'plan' || failure === 'over' ? undefined : strings.retry;
      if (failure) state.append(failureLine(sentences[failure], again, () => retry(key)));
    },
  };
}
