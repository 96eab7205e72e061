import { deciding, underway } from '../conversation/decision';
import { button, h, show } from '../dom/h';
import { closeIcon, icon } from '../dom/icon';
import type { ToolView } from '../wire/readMessages';
import styles from './confirm.css?inline';
import { alertIcon, checkIcon } from './icons';
import type { TalkActs } from './view';

export interface Card {
  readonly element: HTMLElement;
  update(state: string): void;
}

/** The longest that a timer can wait. */
const longest = 2 ** 31 - 1;

/** Says what is about to be done and with what, and takes a yes or a no: once, and only while there is time. */
export function confirmCard({ id, label, confirmation }: ToolView, acts: TalkActs): Card {
  const { strings, tag } = acts.language;
  acts.dress(styles);
  const ends = Date.parse(confirmation?.expires_at ?? '');
  const asked = h('p', 'caption', strings.confirmation);
  const title = h('p', 'act', h('bdi', '', label));
  const facts = h(
    'dl',
    '',
    ...(confirmation?.details ?? []).map(({ name, value }) =>
      h('div', '', h('dt', '', h('bdi', '', name)), h('dd', '', h('bdi', '', value))),
    ),
  );
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short' });
  const until = h('p', 'caption', ends ? strings.until(time.format(ends)) : '');
  const yes = button('choice yes', strings.confirm, () => choose('confirm'));
  const no = button('choice', strings.decline, () => choose('decline'));
  const choices = h('div', 'choices', yes, no);
  const outcome = h('p', 'outcome');
  const element = h('section', 'confirm', asked, title, facts, choices, until, outcome);
  let state = '';
  let chosen: 'confirm' | 'decline' = 'confirm';

  function choose(decision: 'confirm' | 'decline'): void {
    if (state !== 'needs_confirmation') return;
    chosen = decision;
    update(deciding);
    acts.decide({ call: id, decision }, decision === 'confirm' ? strings.confirm : strings.decline);
  }

  const told = (): [outline: string | undefined, words: string] => {
    switch (state) {
      case 'succeeded':
        return [checkIcon, strings.confirmed];
      case 'declined':
        return [closeIcon, strings.declined];
      case 'failed':
        return [alertIcon, strings.failedAct];
      case 'expired':
        return [alertIcon, strings.overtime];
      default:
        return [undefined, strings.working];
    }
  };

  function draw(): void {
    const open = state === 'needs_confirmation';
    const [outline, words] = told();
    // A click is answered at once, though it stands until the outcome is known.
    for (const each of [yes, no]) each.setAttribute('aria-disabled', `${!open}`);
    const focused = !open && choices.contains((element.getRootNode() as ShadowRoot).activeElement);
    const busy = underway(state);
    show(asked, open || busy);
    show(choices, open || busy);
    show(until, open);
    show(outcome, !open);
    outcome.className = `outcome ${state}`;
    outcome.replaceChildren(outline ? icon(outline, 16) : h('span', 'spinner'), words);
    (chosen === 'confirm' ? yes : no).classList.toggle('chosen', busy);
    if (focused && !busy) element.focus();
  }

  function watch(): void {
    const left = ends - Date.now();
    if (state !== 'needs_confirmation' || !ends) return;
    if (left > 0) setTimeout(watch, Math.min(left, longest));
    else update('expired');
  }

  function update(next: string): void {
    if (next === state) return;
    state = next;
    draw();
    watch();
  }

  element.tabIndex = -1;
  element.setAttribute('role', 'group');
  element.ariaLabel = `${strings.confirmation}: ${label}`;
  outcome.setAttribute('role', 'status');
  return { element, update };
}
