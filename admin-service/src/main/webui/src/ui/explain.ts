import { Problem, Unreachable } from '../api/problem';
import { language, maybe, t } from '../language/words';

export interface Explanation {
  /** What happened. */
  title: string;
  /** What to do now. */
  help: string;
  requestId: string | null;
}

/** An error in words: by its code where we know it, by the service's own sentence, or by its kind. */
export function explain(error: unknown): Explanation {
  if (error instanceof Unreachable) {
    return { title: t('error.unreachable'), help: t('error.unreachable.help'), requestId: null };
  }
  if (!(error instanceof Problem)) {
    return { title: t('error.unexpected'), help: t('error.unexpected.help'), requestId: null };
  }
  return { title: titleOf(error), help: helpOf(error), requestId: error.requestId };
}

function titleOf(problem: Problem): string {
  const known = maybe(`error.${problem.code}`);
  if (known) return known;
  if (problem.status >= 500) return t('error.unexpected');
  if (problem.status === 404) return t('error.not-found');
  return problem.detail || t('error.unexpected');
}

function helpOf(problem: Problem): string {
  const known = maybe(`error.${problem.code}.help`);
  if (known) return known;
  if (problem.status === 403) return t('error.forbidden.help');
  if (problem.status === 404) return t('error.not-found.help');
  if (problem.status === 429) return t('error.rate.help', { time: inWords(problem.retryAfterSeconds ?? 1) });
  return problem.status >= 500 ? t('error.unexpected.help') : t('error.refused.help');
}

function inWords(seconds: number): string {
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
