// The few phrases that every list and table shares, so that a limit is spoken of in one voice everywhere.
import { days } from '../text/phrases.ts';
import type { DeadlineRow } from './rows.ts';

export { actorName } from '../text/bodies.ts';
export { days } from '../text/phrases.ts';

/** How a limit stands, in a few words: "in 5 days", "today", "12 days past", "met", "3 days late". */
export function standing(row: DeadlineRow): string {
  switch (row.status) {
    case 'met':
      return 'met';
    case 'late':
      return row.lateBy === undefined ? 'late' : `${days(row.lateBy)} late`;
    case 'superseded':
      return 'no longer runs';
    case 'waived':
      return 'waived';
    case 'no-date':
      return 'no date';
    default: {
      if (row.daysLeft === undefined) return row.status;
      if (row.daysLeft === 0) return 'today';
      return row.daysLeft > 0 ? `in ${days(row.daysLeft)}` : `${days(-row.daysLeft)} past`;
    }
  }
}

/** What to call the case in a list: its name, else the initials, else the file's own name without folder or ending. */
export function caseLabel(row: DeadlineRow, show: 'case' | 'initials' | 'none' = 'case'): string {
  if (show === 'none') return '';
  if (show === 'initials') return row.initials || 'Case';
  const file = row.path.slice(row.path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
  return [row.caseName || file, row.initials].filter(Boolean).join(', ');
}
