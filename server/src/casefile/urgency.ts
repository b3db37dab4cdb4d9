// How loud a limit is: the severity it is shown with, and which of two is the more urgent. Decided once here, so that
// squiggles, hovers, lists, the command line and the view agree.
import { isQuiet } from '../law/derive.ts';
import type { Deadline } from '../law/model.ts';

export type Loudness = 'error' | 'warning' | 'information' | 'hint' | 'none';

/** Texts that can be broken in law; what rests on anything else is shown as information at most. */
const breachable = new Set(['statute', 'regulations', 'rules']);
/** Days after which a family limit that was missed is no longer an error. */
const errorDays = 30;

/**
 * The severity of a limit as a diagnostic: a family limit that is close is a warning, one missed an error for 30 days
 * and then information; a body's missed duty is a warning while it lasts; upcoming, answered, faded and conditional
 * ones are none.
 */
export function loudness(deadline: Deadline, showUpcoming = false): Loudness {
  const { rule, status } = deadline;
  if (deadline.conditional || deadline.faded || rule.prominence === 'background') return 'none';
  // What repeats another's day shows once; judicial review of a missed duty is for hover and lists.
  if (deadline.repeatOf !== undefined || deadline.missedDuty !== undefined) return 'none';
  if (status === 'no-date') return rule.prominence === 'main' && wantsCalendar(deadline) ? 'hint' : 'none';
  if (status === 'upcoming') return showUpcoming && rule.prominence === 'main' ? 'information' : 'none';
  if (status !== 'past' && status !== 'close') return 'none';
  if (rule.prominence !== 'main' && status !== 'close') return 'none';
  if (status === 'past' && isBackwards(deadline) && meetingIsOver(deadline)) return 'none';
  let loud = rule.actor === 'family' ? familyLoudness(deadline) : bodyLoudness(deadline);
  if (loud !== 'none' && (!breachable.has(rule.basis) || isQuiet(rule, deadline.startedBy))) loud = 'information';
  return (deadline.inDoubt && status === 'past' && quieter[loud]) || loud;
}

/** What is past is said less loudly where it rests on doubtful words; not what a family may have missed just now. */
const quieter: Partial<Record<Loudness, Loudness>> = { warning: 'information', information: 'hint' };

/** True where a day could be given if the school's calendar were known; "promptly" and "any time" never have one. */
function wantsCalendar({ rule: { period } }: Deadline): boolean {
  return period.kind !== 'promptly' && period.kind !== 'any-time';
}

function familyLoudness(deadline: Deadline): Loudness {
  if (deadline.status === 'close') return 'warning';
  return -(deadline.daysLeft ?? 0) <= errorDays ? 'error' : 'information';
}

function bodyLoudness(deadline: Deadline): Loudness {
  if (deadline.status === 'close') return 'none';
  return deadline.unverifiable ? 'information' : 'warning';
}

function isBackwards(deadline: Deadline): boolean {
  const { period } = deadline.rule;
  return (period.kind === 'within' || period.kind === 'at-least') && period.direction === 'before';
}

/** For a limit counted back from a meeting: the meeting itself has passed. */
function meetingIsOver(deadline: Deadline): boolean {
  const meeting = deadline.startedBy.at(-1)?.day;
  if (meeting === undefined || deadline.due === undefined || deadline.daysLeft === undefined) return false;
  return meeting < deadline.due - deadline.daysLeft;
}

/** What others were to do and the note cannot prove that they did not: nobody notes it, or words leave it open. */
export const isToCheck = ({ rule, unverifiable, inDoubt }: Deadline): boolean =>
  rule.actor !== 'family' && (unverifiable || inDoubt === true);

/** True while the limit can still be acted on or complained of: not answered, not moot, not waived. */
export function isOpen(deadline: Deadline): boolean {
  return ['past', 'close', 'upcoming', 'no-date'].includes(deadline.status);
}

/** Most urgent first: for `Array.prototype.sort`. Stable and total for limits with different rules or dues. */
export function byUrgency(a: Deadline, b: Deadline): number {
  return (
    rank(a) - rank(b) ||
    Number(a.rule.prominence !== 'main') - Number(b.rule.prominence !== 'main') ||
    nearness(a) - nearness(b) ||
    Number(a.rule.actor !== 'family') - Number(b.rule.actor !== 'family') ||
    (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0)
  );
}

/** Family limits close or just missed, then others' breaches, then what is to come, then what is settled. */
function rank(deadline: Deadline): number {
  const family = deadline.rule.actor === 'family';
  const daysLate = -(deadline.daysLeft ?? 0);
  switch (deadline.status) {
    case 'close':
      if (deadline.conditional || deadline.missedDuty || isQuiet(deadline.rule, deadline.startedBy)) return 3;
      return family ? 0 : 2;
    case 'past':
      if (deadline.faded) return 6;
      if (deadline.conditional) return 4;
      // That an outside limit has gone by is nothing that was missed.
      return family ? (daysLate <= errorDays && deadline.rule.prominence !== 'long-stop' ? 0 : 4) : 1;
    case 'upcoming':
      return 3;
    case 'no-date':
      return 5;
    case 'late':
      return 7;
    case 'met':
      return 8;
    case 'superseded':
      return 9;
    case 'waived':
      return 10;
  }
}

/** Within one rank: nearest to today first, except others' breaches, oldest first. */
function nearness(deadline: Deadline): number {
  if (deadline.daysLeft === undefined) return deadline.due ?? 0;
  return rank(deadline) === 1 ? deadline.daysLeft : Math.abs(deadline.daysLeft);
}
