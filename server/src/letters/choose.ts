// Which deadline of a case a letter is about.
import type { Day } from '../calendar/day.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import { isOpen } from '../casefile/urgency.ts';
import type { Letter } from './model.ts';

/** True where the limit's last day is over and nothing answers it. */
export function isOverdue(deadline: CaseDeadline, today: Day): boolean {
  return deadline.due !== undefined && deadline.due < today && deadline.status === 'past';
}

/** True where the letter names the rule, or the rule names the letter. */
export function concerns(letter: Letter, deadline: CaseDeadline): boolean {
  return letter.rules.includes(deadline.rule.id) || deadline.rule.letter === letter.id;
}

/**
 * True where the letter is the right one for the limit as it stands: a breach letter for a limit that has passed, the
 * writer's own step for one that has not.
 */
export function fits(letter: Letter, deadline: CaseDeadline, today: Day): boolean {
  if (!isOpen(deadline) || !concerns(letter, deadline)) return false;
  if (isOverdue(deadline, today)) return letter.fitsWhen.includes('breach') || deadline.rule.actor !== 'family';
  return letter.fitsWhen.includes('act');
}

/**
 * The deadline of a case that a letter speaks of: one that fits before one that does not, in the order of the letter's
 * own list of rules; of several instances the soonest that is still to come, else the one that passed last.
 */
export function deadlineFor(letter: Letter, analysis: Analysis | undefined, child: number): CaseDeadline | undefined {
  if (!analysis) return undefined;
  const { today } = analysis;
  // Good practice for a case that this may not be is no subject for a letter.
  const isIdle = (d: CaseDeadline) => d.conditional && d.rule.prominence === 'guidance';
  const candidates = analysis.deadlines.filter(
    (d) => d.child === child && isOpen(d) && concerns(letter, d) && !isIdle(d),
  );
  const order = (d: CaseDeadline) => {
    const at = letter.rules.indexOf(d.rule.id);
    return at < 0 ? letter.rules.length : at;
  };
  const nearness = (d: CaseDeadline) =>
    d.due === undefined ? 1e9 : d.due >= today ? d.due - today : 1e6 + today - d.due;
  // A letter about what somebody owes is not about what is not due yet, where something else is.
  const isEarly = (d: CaseDeadline) => d.rule.actor !== 'family' && d.due !== undefined && d.due >= today;
  const rank = (d: CaseDeadline) => [
    fits(letter, d, today) ? 0 : 1,
    letter.fitsWhen.includes('breach') && isEarly(d) ? 1 : 0,
    d.conditional ? 1 : 0,
    order(d),
    nearness(d),
  ];
  return candidates.reduce<CaseDeadline | undefined>(
    (best, d) => (best && !before(rank(d), rank(best)) ? best : d),
    undefined,
  );
}

function before(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]!;
  return false;
}
