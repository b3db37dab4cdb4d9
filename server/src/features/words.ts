// The phrases that hovers, squiggles, hints and lists share, so that a limit is spoken of in one voice everywhere.
import { formatDay } from '../calendar/day.ts';
import { isToCheck } from '../casefile/urgency.ts';
import type { Deadline, Rule, Status } from '../law/model.ts';
import { days } from '../text/phrases.ts';

export { actorPhrase } from '../text/bodies.ts';
export { capitalised, days } from '../text/phrases.ts';

/** Calendar days to or since a day: "13 days left", "today is the last day", "3 days ago". */
export function distance(daysLeft: number): string {
  if (daysLeft === 0) return 'today is the last day';
  return daysLeft > 0 ? `${days(daysLeft)} left` : `${days(-daysLeft)} ago`;
}

/** The hour by which it must be there, as people write it: "5 pm" for `17:00`. */
export function cutoffOf(rule: Rule): string | undefined {
  const { period } = rule;
  const cutoff = 'cutoff' in period ? period.cutoff : undefined;
  const match = /^(\d{2}):(\d{2})$/.exec(cutoff ?? '');
  if (!match) return undefined;
  const hour = Number(match[1]);
  const minutes = match[2] === '00' ? '' : `.${match[2]}`;
  if (hour === 12) return minutes === '' ? 'noon' : `12${minutes} pm`;
  return `${hour > 12 ? hour - 12 : hour}${minutes} ${hour >= 12 ? 'pm' : 'am'}`;
}

/** "Friday 3 July 2026, 5 pm"; `undefined` where the limit has no day. */
export function dueWords(deadline: Deadline): string | undefined {
  if (deadline.due === undefined) return undefined;
  const cutoff = cutoffOf(deadline.rule);
  return formatDay(deadline.due, 'weekday') + (cutoff ? `, ${cutoff}` : '');
}

/** A rule's title without what stands in brackets, cut at a word where it is long. */
export function shortTitle(rule: Pick<Rule, 'title'>, length = 60): string {
  let title = rule.title.replace(/\s*\([^()]*\)$/, '');
  const colon = title.indexOf(': ');
  if (title.length > length && colon > 0) title = title.slice(0, colon);
  if (title.length <= length) return title;
  return `${title.slice(0, title.lastIndexOf(' ', length - 1))}…`;
}

/** How a limit stands, as a phrase of its own: "close, 13 days left", "answered in time", "past, 12 days ago". */
export function standing(deadline: Deadline): string {
  const left = deadline.daysLeft;
  switch (deadline.status) {
    case 'past':
      if (isToCheck(deadline)) return `to be checked: it fell due ${distance(left ?? 0)}`;
      return deadline.rule.actor === 'family' ? `past, ${distance(left ?? 0)}` : `overdue by ${days(-(left ?? 0))}`;
    case 'close':
      return `close, ${distance(left ?? 0)}`;
    case 'upcoming':
      return left === undefined ? 'upcoming' : `upcoming, ${distance(left)}`;
    default:
      return standingOf(deadline.status, deadline.lateBy);
  }
}

/** The same for a status that needs no count of days. */
export function standingOf(status: Status, lateBy?: number): string {
  switch (status) {
    case 'met':
      return 'done in time';
    case 'late':
      return lateBy === undefined ? 'done late' : `done ${days(lateBy)} late`;
    case 'superseded':
      return 'no longer runs';
    case 'waived':
      return 'waived';
    case 'no-date':
      return 'no day can be worked out';
    default:
      return status;
  }
}

/** The first sentence of a text. */
export function firstSentence(text: string): string {
  const end = /[.!?](?=\s+[A-Z])/.exec(text);
  return end ? text.slice(0, end.index + 1) : text;
}
